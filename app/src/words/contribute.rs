//! Writing, reviewing and publishing.

use serde::Deserialize;

use crate::model::facts::{BarrierStatus, Kind};
use crate::model::sensitive::Matter;
use crate::model::sheet::Wrong;
use crate::model::tlp::Tlp;
use crate::model::workflow::{Act, No, State};
use crate::words::fill;

/// The pages below `/bijdragen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContributeWords {
    pub title: String,
    pub lead: String,
    pub what: String,
    pub how: String,
    pub how_steps: Vec<String>,
    pub rules: String,
    pub rules_list: Vec<String>,
    pub reads_only: String,
    pub new: String,
    pub begin: String,
    pub own: String,
    pub own_none: String,
    pub waiting: String,
    pub waiting_none: String,
    pub aging: String,
    pub aging_lead: String,
    pub published: String,
    pub published_none: String,
    pub untitled: String,
    pub saved: String,
    pub due: String,
    pub kept_offer: String,
    pub kept_back: String,
    pub kept_away: String,
    pub kept_saved: String,
    pub kept_device: String,
    pub kept_moved: String,
    pub kept_nowhere: String,
    pub preview_here: String,
    pub behalf: String,
    pub goes: String,
    pub by: String,
    pub back: String,
    pub template: String,
    pub steps: String,
    pub preview: String,
    pub preview_lead: String,
    pub preview_none: String,
    pub edit: String,
    pub retract: String,
    pub discard: String,
    pub discard_hint: String,
    pub to_submit: String,
    pub to_review: String,
    pub to_document: String,
    pub waits: String,
    pub closed: String,
    pub files: String,
    pub files_lead: String,
    pub kept: String,
    pub send_again: String,
    pub conflict: String,
    pub conflict_text: String,
    pub overtaken: String,
    pub rebase: String,
    pub rebase_hint: String,
    state: States,
    act: Acts,
    no: Nos,
    about: About,
    body_template: About,
}

/// The form of a draft.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    pub required: String,
    pub about: String,
    pub behalf: String,
    pub behalf_own: String,
    pub facts: String,
    pub sharing: String,
    pub place: String,
    pub care: String,
    pub sources: String,
    pub title: String,
    pub title_hint: String,
    pub summary: String,
    pub summary_hint: String,
    pub body: String,
    pub body_hint: String,
    pub list_hint: String,
    pub period_hint: String,
    pub country_hint: String,
    pub rough_day_hint: String,
    pub language: String,
    pub label: String,
    pub label_hint: String,
    pub organisations: String,
    pub organisations_hint: String,
    pub hubs_reading: String,
    pub groups: String,
    pub persons: String,
    pub persons_hint: String,
    pub public_bodies_only: String,
    pub tags: String,
    pub tags_hint: String,
    pub translation_of: String,
    pub related: String,
    pub related_hint: String,
    pub review_by: String,
    pub review_by_hint: String,
    pub verifier: String,
    pub note: String,
    pub minor: String,
    pub choose: String,
    pub source: String,
    pub source_title: String,
    pub publisher: String,
    pub url: String,
    pub date: String,
    pub result: String,
    pub step: String,
    pub step_name: String,
    pub barrier: String,
    pub barrier_documents: String,
    pub barrier_status: String,
    pub more_rows: String,
    pub save: String,
    pub save_preview: String,
    pub save_submit: String,
    labels: Labels,
    status: BarrierStatuses,
    wrong: Wrongs,
}

/// Submission, review, and what they show.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewWords {
    /// With `{name}` and `{old}`.
    pub replaces: String,
    pub written_by: String,
    pub submit: String,
    pub submit_lead: String,
    pub flaws: String,
    pub flaws_none: String,
    pub check: String,
    pub check_lead: String,
    pub check_none: String,
    pub line: String,
    pub part: String,
    pub file: String,
    pub reason: String,
    pub reason_given: String,
    pub reach: String,
    pub reach_everybody: String,
    pub reach_persons: String,
    pub reach_one: String,
    pub reach_unnamed: String,
    pub reach_none: String,
    pub reach_author: String,
    pub reach_idle: String,
    pub unused: String,
    pub sure: String,
    pub change: String,
    pub note_hint: String,
    pub note_first_hint: String,
    pub minor_tick: String,
    pub ask: String,
    pub ask_hint: String,
    pub ask_any: String,
    pub ask_none: String,
    pub send: String,
    pub urgent: String,
    pub urgent_lead: String,
    pub why: String,
    pub urgent_button: String,
    pub title: String,
    pub lead: String,
    pub owed_lead: String,
    pub compared: String,
    pub compared_new: String,
    pub remarks: String,
    pub remarks_hint: String,
    pub send_back: String,
    pub approve: String,
    pub publish: String,
    pub schedule: String,
    pub due: String,
    pub due_hint: String,
    pub confirm: String,
    matter: Matters,
}

/// Revisions, comparison and withdrawal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionWords {
    pub title: String,
    pub revision: String,
    pub all: String,
    pub now: String,
    pub minor: String,
    pub no_note: String,
    pub owed: String,
    pub old: String,
    pub old_link: String,
    pub compare: String,
    pub compare_with: String,
    pub inline: String,
    pub beside: String,
    pub left: String,
    pub right: String,
    pub went: String,
    pub came: String,
    pub unchanged: String,
    pub same: String,
    pub revise: String,
    pub withdraw: String,
    pub withdraw_lead: String,
    pub reason: String,
    pub reason_hint: String,
    pub successor: String,
    pub successor_hint: String,
    pub withdrawn: String,
    pub superseded: String,
    pub last: String,
    pub stale: String,
    pub stale_short: String,
    pub review_by: String,
    pub verifier: String,
}

list!(States, State, {
    draft = State::Draft,
    submitted = State::Submitted,
    sent_back = State::SentBack,
    scheduled = State::Scheduled,
    published = State::Published,
    owed = State::Owed,
    withdrawn = State::Withdrawn,
    superseded = State::Superseded,
    discarded = State::Discarded,
});
list!(Acts, Act, {
    save = Act::Save,
    submit = Act::Submit,
    retract = Act::Retract,
    discard = Act::Discard,
    send_back = Act::SendBack,
    publish = Act::Publish,
    schedule = Act::Schedule,
    publish_urgently = Act::PublishUrgently,
    confirm = Act::Confirm,
    revise = Act::Revise,
    withdraw = Act::Withdraw,
    supersede = Act::Supersede,
});
list!(Nos, No, {
    state = No::State,
    author = No::Author,
    role = No::Role,
    own_work = No::OwnWork,
    own_organisation = No::OwnOrganisation,
    not_asked = No::NotAsked,
    public_bodies = No::PublicBodies,
    audience = No::Audience,
    label = No::Label,
});
list!(About, Kind, {
    practice = Kind::Practice,
    innovation = Kind::Innovation,
    modus_operandi = Kind::ModusOperandi,
    liaison_note = Kind::LiaisonNote,
    insight = Kind::Insight,
    guidance = Kind::Guidance,
    sharing_case = Kind::SharingCase,
});
list!(Labels, Tlp, {
    clear = Tlp::Clear,
    green = Tlp::Green,
    amber = Tlp::Amber,
    amber_strict = Tlp::AmberStrict,
    red = Tlp::Red,
});
list!(BarrierStatuses, BarrierStatus, {
    in_place = BarrierStatus::InPlace,
    planned = BarrierStatus::Planned,
    missing = BarrierStatus::Missing,
});
list!(Matters, Matter, {
    bsn = Matter::Bsn,
    email = Matter::Email,
    telephone = Matter::Telephone,
    licence_plate = Matter::LicencePlate,
    iban = Matter::Iban,
    container = Matter::Container,
    ip_address = Matter::IpAddress,
    birth = Matter::Birth,
});

/// What is wrong with a field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrongs {
    missing: String,
    too_long: String,
    no_label: String,
    clear_for_public_bodies: String,
    no_day: String,
    no_rough_day: String,
    no_period: String,
    no_link: String,
    unknown: String,
    itself: String,
}

impl ContributeWords {
    pub fn state(&self, state: State) -> &str {
        self.state.of(state)
    }

    /// What somebody did: "teruggestuurd".
    pub fn act(&self, act: Act) -> &str {
        self.act.of(act)
    }

    pub fn no(&self, no: No) -> &str {
        self.no.of(no)
    }

    /// What a kind of document is for.
    pub fn about(&self, kind: Kind) -> &str {
        self.about.of(kind)
    }

    /// The text that a new one begins with, in Markdown.
    pub fn body_template(&self, kind: Kind) -> &str {
        self.body_template.of(kind)
    }
}

impl SheetWords {
    /// What a label is for, to who chooses one.
    pub fn label(&self, tlp: Tlp) -> &str {
        self.labels.of(tlp)
    }

    pub fn status(&self, status: BarrierStatus) -> &str {
        self.status.of(status)
    }

    pub fn wrong(&self, wrong: &Wrong) -> String {
        let words = &self.wrong;
        match wrong {
            Wrong::Missing => words.missing.clone(),
            Wrong::TooLong(most) => fill(&words.too_long, &[("most", most)]),
            Wrong::NoLabel => words.no_label.clone(),
            Wrong::ClearForPublicBodies => words.clear_for_public_bodies.clone(),
            Wrong::NoDay => words.no_day.clone(),
            Wrong::NoRoughDay => words.no_rough_day.clone(),
            Wrong::NoPeriod => words.no_period.clone(),
            Wrong::NoLink => words.no_link.clone(),
            Wrong::Unknown(text) => fill(&words.unknown, &[("text", text)]),
            Wrong::Itself => words.itself.clone(),
        }
    }
}

impl ReviewWords {
    pub fn matter(&self, matter: Matter) -> &str {
        self.matter.of(matter)
    }
}
