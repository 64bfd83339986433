//! The pages below `/beheer/congressen`.

use serde::Deserialize;

use crate::model::conference::{Clash, Mistake, Slip};
use crate::words::fill;

/// What organisers read while they make a programme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisingWords {
    pub prompt: String,
    pub title: String,
    pub lead: String,
    pub none: String,
    pub manage: String,
    pub manage_one: String,
    pub conference: String,
    pub sessions: String,
    pub state: String,
    pub saved: String,
    pub only_draft: String,
    /// With `{number}`.
    pub published: String,
    pub not_saved: String,
    pub begin: String,
    pub begin_lead: String,
    pub begin_button: String,
    pub slug_hint: String,
    pub hours_hint: String,
    pub rule: String,
    pub rule_open: String,
    pub rule_chatham: String,

    pub parts: String,
    pub part_sessions: String,
    pub part_setup: String,
    pub part_file: String,
    pub part_publish: String,
    pub part_attendance: String,
    pub part_checklist: String,
    pub as_readers: String,
    pub same_as_published: String,
    /// With `{number}`.
    pub differs: String,
    pub never_published: String,
    pub see_changes: String,
    pub overtaken: String,

    pub add_session: String,
    pub no_sessions: String,
    pub select: String,
    /// With `{title}`.
    pub select_session: String,
    pub session_title: String,
    pub marks: String,
    pub actions: String,
    pub duplicate: String,
    pub material: String,
    pub clashing: String,
    /// With `{count}`.
    pub places: String,
    pub with_selected: String,
    pub how: String,
    pub how_shift: String,
    pub how_room: String,
    pub how_track: String,
    pub how_cancel: String,
    pub how_revive: String,
    pub how_remove: String,
    pub shift_minutes: String,
    pub to_room: String,
    pub to_track: String,
    pub do_it: String,
    pub removed_title: String,
    pub removed_lead: String,
    pub restore: String,
    pub start_over_title: String,
    pub start_over_lead: String,
    pub start_over: String,
    pub throw_away_lead: String,

    pub clashes: String,
    pub clashes_lead: String,
    /// With `{room}`, `{first}` and `{second}`.
    pub clash_room: String,
    /// With `{name}`, `{first}` and `{second}`.
    pub clash_speaker: String,
    /// With `{first}`.
    pub clash_outside: String,
    /// With `{first}`, `{places}` and `{seats}`.
    pub clash_crowded: String,

    pub new_session: String,
    pub edit_session: String,
    /// With `{number}`.
    pub added: String,
    pub save: String,
    pub save_next: String,
    pub speakers_hint: String,
    pub summary_hint: String,
    pub capacity_hint: String,
    pub none_chosen: String,
    pub more: String,
    pub no_rooms: String,
    pub moved_title: String,
    pub moved_lead: String,
    pub moved_gone: String,

    pub setup_lead: String,
    pub details: String,
    pub days: String,
    pub days_lead: String,
    pub rooms: String,
    pub rooms_lead: String,
    pub tracks: String,
    pub tracks_lead: String,
    pub row: String,

    pub file_lead: String,
    pub file: String,
    pub file_hint: String,
    pub file_send: String,
    /// With `{file}`, `{sessions}` and `{title}`.
    pub file_read: String,
    pub file_adds: String,
    pub file_replaces: String,
    pub take_over_keep: String,
    pub take_over_replace: String,
    pub drop: String,
    /// With `{line}`.
    pub line: String,
    pub problems: String,
    pub problems_lead: String,

    /// With `{day}` and `{year}`.
    pub other_year: String,
    pub other_year_file: String,
    pub other_year_draft: String,
    /// With `{number}` and `{sessions}`.
    pub published_now: String,
    /// With `{name}` besides.
    pub published_named: String,
    pub published_changes: String,
    pub to_public: String,
    pub publish_lead: String,
    pub publish_first: String,
    pub other_changes: String,
    pub nothing_to_publish: String,
    pub version_name: String,
    pub version_hint: String,
    pub publish: String,

    pub field: FieldNames,
    pub slip: SlipWords,
}

/// What the fields of the forms are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldNames {
    pub title: String,
    pub subtitle: String,
    pub slug: String,
    pub place: String,
    pub first: String,
    pub last: String,
    pub opens: String,
    pub closes: String,
    pub time_zone: String,
    pub lang: String,
    pub url: String,
    pub description: String,
    pub day: String,
    pub date: String,
    pub start: String,
    pub end: String,
    pub minutes: String,
    pub room: String,
    pub track: String,
    pub kind: String,
    pub speakers: String,
    pub summary: String,
    pub capacity: String,
    pub do_not_record: String,
    pub name: String,
    pub organisation: String,
    pub email: String,
    pub places: String,
    pub closing: String,
    pub keep_days: String,
    pub speaker: String,
    pub widest: String,
    pub expires: String,
    pub post: String,
    pub expertise: String,
    pub countries: String,
    pub tlp: String,
    pub audience: String,
    pub name_nl: String,
    pub name_en: String,
    pub purpose_nl: String,
    pub purpose_en: String,
    pub service: String,
    pub tags: String,
    pub address: String,
    pub person: String,
    pub public_bodies_only: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipWords {
    pub missing: String,
    /// With `{most}`.
    pub too_long: String,
    pub no_date: String,
    pub no_time: String,
    pub no_zone: String,
    /// With `{least}` and `{most}`.
    pub no_number: String,
    pub no_span: String,
    pub no_slug: String,
    pub taken: String,
    pub in_use: String,
    pub unknown: String,
    pub no_address: String,
    pub no_email: String,
    pub not_public: String,
    pub for_everybody: String,
    pub too_wide: String,
}

impl OrganisingWords {
    /// What a field is called; of a row, with its number: `Zaal 2: aantal plaatsen`.
    pub fn label(&self, field: &str) -> String {
        match field.split('.').collect::<Vec<_>>()[..] {
            [of, row, part] => {
                let row = row.parse::<usize>().map_or(0, |row| row + 1);
                format!("{} {row}: {}", self.name(of), self.name(part).to_lowercase())
            }
            _ => self.name(field).to_owned(),
        }
    }

    fn name(&self, field: &str) -> &str {
        let names = &self.field;
        match field {
            "title" => &names.title,
            "subtitle" => &names.subtitle,
            "slug" => &names.slug,
            "place" => &names.place,
            "first" => &names.first,
            "last" => &names.last,
            "opens" => &names.opens,
            "closes" => &names.closes,
            "time_zone" => &names.time_zone,
            "lang" => &names.lang,
            "url" => &names.url,
            "description" => &names.description,
            "day" => &names.day,
            "date" => &names.date,
            "start" => &names.start,
            "end" => &names.end,
            "minutes" => &names.minutes,
            "room" => &names.room,
            "track" => &names.track,
            "kind" => &names.kind,
            "speakers" => &names.speakers,
            "summary" => &names.summary,
            "capacity" => &names.capacity,
            "do_not_record" => &names.do_not_record,
            "organisation" => &names.organisation,
            "email" => &names.email,
            "places" => &names.places,
            "closing" => &names.closing,
            "keep_days" => &names.keep_days,
            "speaker" => &names.speaker,
            "widest" => &names.widest,
            "expires" => &names.expires,
            "post" => &names.post,
            "expertise" => &names.expertise,
            "countries" => &names.countries,
            "tlp" => &names.tlp,
            "audience_organisation" | "audience_hub" | "audience_group" | "audience_person" => &names.audience,
            "name_nl" => &names.name_nl,
            "name_en" => &names.name_en,
            "purpose_nl" => &names.purpose_nl,
            "purpose_en" => &names.purpose_en,
            "service" => &names.service,
            "tags" => &names.tags,
            "address" => &names.address,
            "person" => &names.person,
            "public_bodies_only" => &names.public_bodies_only,
            "version_name" => &self.version_name,
            "how" => &self.how,
            "to" => &self.with_selected,
            _ => &names.name,
        }
    }

    /// What is wrong with a field, and what to do.
    pub fn slip(&self, mistake: &Mistake) -> String {
        let words = &self.slip;
        match &mistake.what {
            Slip::Missing => words.missing.clone(),
            Slip::TooLong(most) => fill(&words.too_long, &[("most", most)]),
            Slip::NoDate => words.no_date.clone(),
            Slip::NoTime => words.no_time.clone(),
            Slip::NoZone => words.no_zone.clone(),
            Slip::NoNumber(least, most) => fill(&words.no_number, &[("least", least), ("most", most)]),
            Slip::NoSpan => words.no_span.clone(),
            Slip::NoSlug => words.no_slug.clone(),
            Slip::Taken => words.taken.clone(),
            Slip::InUse => words.in_use.clone(),
            Slip::Unknown => words.unknown.clone(),
            Slip::NoAddress => words.no_address.clone(),
            Slip::NoEmail => words.no_email.clone(),
            Slip::NotPublic => words.not_public.clone(),
            Slip::ForEverybody => words.for_everybody.clone(),
            Slip::TooWide => words.too_wide.clone(),
        }
    }

    /// A clash in words; `title` gives the title of a session by its number.
    pub fn clash(&self, clash: &Clash, title: impl Fn(u64) -> String) -> String {
        match clash {
            Clash::Room { room, first, second } => {
                fill(&self.clash_room, &[("room", room), ("first", &title(*first)), ("second", &title(*second))])
            }
            Clash::Speaker { name, first, second } => {
                fill(&self.clash_speaker, &[("name", name), ("first", &title(*first)), ("second", &title(*second))])
            }
            Clash::Outside { session } => fill(&self.clash_outside, &[("first", &title(*session))]),
            Clash::Crowded { session, places, seats } => {
                fill(&self.clash_crowded, &[("first", &title(*session)), ("places", places), ("seats", seats)])
            }
        }
    }
}
