use serde::Deserialize;

use crate::model::contract::{GoalKind, Rhythm};
use crate::model::counted::What;
use crate::model::facts::{Allowed, Between, Kind};
use crate::model::indicator::{Direction, Qualifier, Theme};
use crate::model::line::{Line, Stage};
use crate::model::place::{HubKind, Scope};
use crate::model::plan::MeasureStatus;
use crate::model::status::Status;

/// What the closed lists of the model are called. One name per idea, on every page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    kind: Kinds,
    kinds: Kinds,
    line: Lines,
    line_short: Lines,
    stage: Stages,
    theme: Themes,
    qualifier: Qualifiers,
    direction: Directions,
    status: Statuses,
    observation_status: ObservationStatuses,
    goal: Goals,
    rhythm: Rhythms,
    counted: Counts,
    hub_kind: HubKinds,
    scope: Scopes,
    between: Betweens,
    allowed: Alloweds,
}

impl Names {
    /// One document of a kind: "werkwijze".
    pub fn kind(&self, kind: Kind) -> &str {
        self.kind.of(kind)
    }

    /// Several: "werkwijzen".
    pub fn kinds(&self, kind: Kind) -> &str {
        self.kinds.of(kind)
    }

    pub fn line(&self, line: Line) -> &str {
        self.line.of(line)
    }

    /// In a word, where space is short.
    pub fn line_short(&self, line: Line) -> &str {
        self.line_short.of(line)
    }

    pub fn stage(&self, stage: Stage) -> &str {
        self.stage.of(stage)
    }

    pub fn theme(&self, theme: Theme) -> &str {
        self.theme.of(theme)
    }

    pub fn qualifier(&self, qualifier: Qualifier) -> &str {
        self.qualifier.of(qualifier)
    }

    /// How to read a rise: "meer is beter".
    pub fn direction(&self, direction: Direction) -> &str {
        self.direction.of(direction)
    }

    pub fn status(&self, status: MeasureStatus) -> &str {
        self.status.of(status)
    }

    /// What is the matter with a value.
    pub fn observation_status(&self, status: Status) -> &str {
        self.observation_status.of(status)
    }

    pub fn goal(&self, kind: GoalKind) -> &str {
        self.goal.of(kind)
    }

    pub fn rhythm(&self, rhythm: Rhythm) -> &str {
        self.rhythm.of(rhythm)
    }

    /// What the portal counts of itself.
    pub fn counted(&self, what: What) -> &str {
        self.counted.of(what)
    }

    pub fn hub_kind(&self, kind: HubKind) -> &str {
        self.hub_kind.of(kind)
    }

    pub fn scope(&self, scope: Scope) -> &str {
        self.scope.of(scope)
    }

    pub fn between(&self, between: Between) -> &str {
        self.between.of(between)
    }

    /// The answer to a sharing case.
    pub fn allowed(&self, allowed: Allowed) -> &str {
        self.allowed.of(allowed)
    }
}

list!(Kinds, Kind, {
    practice = Kind::Practice,
    innovation = Kind::Innovation,
    modus_operandi = Kind::ModusOperandi,
    liaison_note = Kind::LiaisonNote,
    insight = Kind::Insight,
    guidance = Kind::Guidance,
    sharing_case = Kind::SharingCase,
});
list!(Lines, Line, {
    barriers = Line::Barriers,
    resilience = Line::Resilience,
    enforcement = Line::Enforcement,
    information = Line::Information,
});
list!(Stages, Stage, {
    source = Stage::Source,
    transit = Stage::Transit,
    sea = Stage::Sea,
    air = Stage::Air,
    hub = Stage::Hub,
    hinterland = Stage::Hinterland,
});
list!(Themes, Theme, {
    seizures = Theme::Seizures,
    offenders = Theme::Offenders,
    resilience = Theme::Resilience,
    effort = Theme::Effort,
    volume = Theme::Volume,
    budget = Theme::Budget,
});
list!(Qualifiers, Qualifier, {
    official = Qualifier::Official,
    exact = Qualifier::Exact,
    approximate = Qualifier::Approximate,
    reported = Qualifier::Reported,
    derived = Qualifier::Derived,
});
list!(Directions, Direction, {
    higher_is_better = Direction::HigherIsBetter,
    lower_is_better = Direction::LowerIsBetter,
    ambiguous = Direction::Ambiguous,
    neutral = Direction::Neutral,
});
list!(Statuses, MeasureStatus, {
    announced = MeasureStatus::Announced,
    under_study = MeasureStatus::UnderStudy,
    agreed = MeasureStatus::Agreed,
    running = MeasureStatus::Running,
    done = MeasureStatus::Done,
});
list!(ObservationStatuses, Status, {
    normal = Status::Normal,
    r#break = Status::Break,
    differs = Status::Differs,
    estimated = Status::Estimated,
    forecast = Status::Forecast,
    experimental = Status::Experimental,
    holiday = Status::Holiday,
    imputed = Status::Imputed,
    derogation = Status::Derogation,
    included_elsewhere = Status::IncludedElsewhere,
    not_collected = Status::NotCollected,
    cannot_exist = Status::CannotExist,
    not_significant = Status::NotSignificant,
    missing = Status::Missing,
    provisional = Status::Provisional,
    suppressed = Status::Suppressed,
    special_event = Status::SpecialEvent,
    low_reliability = Status::LowReliability,
    unvalidated = Status::Unvalidated,
    includes_others = Status::IncludesOthers,
});
list!(Goals, GoalKind, { baseline = GoalKind::Baseline, interim = GoalKind::Interim, target = GoalKind::Target });
list!(Rhythms, Rhythm, {
    week = Rhythm::Week,
    month = Rhythm::Month,
    quarter = Rhythm::Quarter,
    half = Rhythm::Half,
    year = Rhythm::Year,
});
list!(Counts, What, {
    practices_first_adopted = What::PracticesFirstAdopted,
    practices_in_use = What::PracticesInUse,
    cases_answered = What::CasesAnswered,
    documents = What::Documents,
});
list!(HubKinds, HubKind, {
    seaport = HubKind::Seaport,
    airport = HubKind::Airport,
    auction = HubKind::Auction,
});
list!(Scopes, Scope, {
    five = Scope::Five,
    other = Scope::Other,
    foreign = Scope::Foreign,
});
list!(Betweens, Between, {
    public_public = Between::PublicPublic,
    public_private = Between::PublicPrivate,
});
list!(Alloweds, Allowed, {
    allowed = Allowed::Allowed,
    under_conditions = Allowed::UnderConditions,
    not_allowed = Allowed::NotAllowed,
    open = Allowed::Open,
});
