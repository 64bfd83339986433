//! URL builders: one per page and file, so that no page writes an address by hand.

use super::{dutch_path, encode, is_personal, local, needs_account, url, with_pairs};
use crate::model::attachment::{Attachment, FileKind, Passage};
use crate::model::facts::Kind;
use crate::model::lang::Lang;
use crate::model::slug::Slug;

pub fn home_url(lang: Lang) -> String {
    url(lang, "/")
}

pub fn search_url(lang: Lang) -> String {
    url(lang, "/zoeken")
}

/// Search with the given pairs of [`crate::model::query::Query::to_pairs`].
pub fn search_url_with(lang: Lang, pairs: &[(&str, String)]) -> String {
    with_pairs(search_url(lang), pairs)
}

/// The answer to a question as a file: `csv` or `ris`.
pub fn search_file_url(lang: Lang, ending: &str, pairs: &[(&str, String)]) -> String {
    with_pairs(url(lang, &format!("/zoeken.{ending}")), pairs)
}

pub fn document_url(lang: Lang, slug: &Slug) -> String {
    url(lang, &format!("/documenten/{}", encode(slug.as_str())))
}

/// The list of revisions of a document.
pub fn revisions_url(lang: Lang, slug: &Slug) -> String {
    format!("{}/versies", document_url(lang, slug))
}

/// A revision; permanent.
pub fn revision_url(lang: Lang, slug: &Slug, n: u32) -> String {
    format!("{}/{n}", revisions_url(lang, slug))
}

pub fn withdraw_url(lang: Lang, slug: &Slug) -> String {
    format!("{}/intrekken", document_url(lang, slug))
}

pub fn contribute_url(lang: Lang) -> String {
    url(lang, "/bijdragen")
}

/// The form of a new draft of a kind.
pub fn new_draft_url(lang: Lang, kind: Kind) -> String {
    with_pairs(url(lang, "/bijdragen/nieuw"), &[("soort", kind.code().to_owned())])
}

pub fn draft_url(lang: Lang, draft: &Slug) -> String {
    url(lang, &format!("/bijdragen/{}", encode(draft.as_str())))
}

/// A page of a draft: `voorbeeld`, `indienen` or `beoordelen`.
pub fn draft_part_url(lang: Lang, draft: &Slug, part: &str) -> String {
    format!("{}/{part}", draft_url(lang, draft))
}

/// Where a change of a document is proposed.
pub fn propose_url(lang: Lang, slug: &Slug) -> String {
    format!("{}/voorstel", document_url(lang, slug))
}

/// Who read a document, for its owner.
pub fn readings_url(lang: Lang, slug: &Slug) -> String {
    format!("{}/lezers", document_url(lang, slug))
}

/// Where access is asked for to something one has heard of.
pub fn ask_access_url(lang: Lang) -> String {
    url(lang, "/toegang-vragen")
}

/// A proposal for a document.
pub fn proposal_url(lang: Lang, slug: &Slug, id: &str) -> String {
    format!("{}/voorstellen/{}", document_url(lang, slug), encode(id))
}

/// Where files are hung on a document and taken away.
pub fn attachments_url(lang: Lang, slug: &Slug) -> String {
    format!("{}/bijlagen", document_url(lang, slug))
}

/// Where files are hung on a session and taken away.
pub fn material_url(lang: Lang, conference: &Slug, number: u64) -> String {
    format!("{}/bijlagen", session_url(lang, conference, number))
}

/// The speakers of a session, for organisers.
pub fn speakers_url(lang: Lang, conference: &Slug, number: u64) -> String {
    format!("{}/sprekers", session_url(lang, conference, number))
}

/// Where a speaker hands in files: whoever has the link, has it.
pub fn hand_in_url(lang: Lang, conference: &Slug, secret: &str) -> String {
    with_pairs(format!("{}/aanleveren", conference_url(lang, conference)), &[("code", secret.to_owned())])
}

/// What the record names: a document, an indicator that was taken along, or what organisers did for a conference.
pub fn recorded_url(lang: Lang, recorded: &Slug) -> String {
    match recorded.as_str().split('/').collect::<Vec<_>>()[..] {
        ["monitor", "alles"] => monitor_url(lang),
        ["monitor", code] => url(lang, &format!("/monitor/{}", encode(code))),
        ["congres", code, part] => {
            let part = if part == "sprekers" { "checklist" } else { part };
            url(lang, &format!("/beheer/congressen/{}/{part}", encode(code)))
        }
        _ => document_url(lang, recorded),
    }
}

/// A file that hangs on something; the same address in every language.
pub fn attachment_url(id: &Slug) -> String {
    format!("/bijlagen/{}", encode(id.as_str()))
}

/// What a file was before it was corrected.
pub fn file_versions_url(lang: Lang, id: &Slug) -> String {
    url(lang, &format!("/bijlagen/{}/versies", encode(id.as_str())))
}

/// A file as it was; the same address in every language.
pub fn file_version_url(id: &Slug, n: u32) -> String {
    format!("{}/versies/{n}", attachment_url(id))
}

/// A file at one of its pages, where programs that show such files know how to open one there.
pub fn attachment_place_url(attachment: &Attachment, passage: &Passage) -> String {
    let file = attachment_url(&attachment.id);
    if attachment.kind == FileKind::Pdf { format!("{file}#page={}", passage.number) } else { file }
}

/// The text of one page or slide of a file.
pub fn passage_url(lang: Lang, id: &Slug, number: u32) -> String {
    url(lang, &format!("/bijlagen/{}/{number}", encode(id.as_str())))
}

/// A picture of one page of a file; the same address in every language.
pub fn page_picture_url(id: &Slug, number: u32) -> String {
    format!("{}/{number}/beeld", attachment_url(id))
}

pub fn hub_url(lang: Lang, hub: &Slug) -> String {
    url(lang, &format!("/knooppunten/{}", encode(hub.as_str())))
}

/// The list of hubs.
pub fn hubs_url(lang: Lang) -> String {
    url(lang, "/knooppunten")
}

pub fn measures_url(lang: Lang) -> String {
    url(lang, "/maatregelen")
}

/// The matrix of practices and hubs.
pub fn adoption_url(lang: Lang) -> String {
    url(lang, "/toepassing")
}

/// A measure on the page of all measures.
pub fn measure_url(lang: Lang, measure: &Slug) -> String {
    format!("{}/{}", measures_url(lang), encode(measure.as_str()))
}

/// What happened after a measure began.
pub fn effect_url(lang: Lang, measure: &Slug) -> String {
    format!("{}/effect", measure_url(lang, measure))
}

/// The list of reports for parliament.
pub fn reports_url(lang: Lang) -> String {
    url(lang, "/rapportages")
}

/// A report; permanent once it is published.
pub fn report_url(lang: Lang, report: &Slug) -> String {
    format!("{}/{}", reports_url(lang), encode(report.as_str()))
}

/// A published report as a PDF.
pub fn report_file_url(lang: Lang, report: &Slug) -> String {
    format!("{}/rapport.pdf", report_url(lang, report))
}

/// What the letter promises, and what came of it.
pub fn promises_url(lang: Lang) -> String {
    format!("{}/toezeggingen", measures_url(lang))
}

/// Money planned, committed and spent.
pub fn ledger_url(lang: Lang) -> String {
    format!("{}/geld", measures_url(lang))
}

pub fn monitor_url(lang: Lang) -> String {
    url(lang, "/monitor")
}

pub fn indicator_url(lang: Lang, indicator: &Slug) -> String {
    url(lang, &format!("/monitor/{}", encode(indicator.as_str())))
}

/// The chart of an indicator for a frame on another site.
pub fn embed_url(lang: Lang, indicator: &Slug) -> String {
    format!("{}{EMBED}", indicator_url(lang, indicator))
}

/// What the address of a chart for other sites ends in.
pub const EMBED: &str = "/insluiten";

/// The values of an indicator as CSV; the same address in every language.
pub fn indicator_csv_url(indicator: &Slug) -> String {
    format!("/monitor/{}.csv", encode(indicator.as_str()))
}

/// A file of an indicator below its page, such as `datapackage.json`; the same address in every language.
pub fn indicator_file_url(indicator: &Slug, file: &str) -> String {
    format!("/monitor/{}/{file}", encode(indicator.as_str()))
}

/// What the statistics find in simulated series.
pub fn lookback_url(lang: Lang) -> String {
    url(lang, "/monitor/terugblik")
}

/// The hubs where they lie.
pub fn map_url(lang: Lang) -> String {
    url(lang, "/monitor/kaart")
}

/// The map as a file, [`MAP_DRAWING`] or [`MAP_PICTURE`].
pub fn map_file_url(lang: Lang, file: &str, pairs: &[(&str, String)]) -> String {
    with_pairs(url(lang, file), pairs)
}

/// The names of the map as a file: in lines, and in dots.
pub const MAP_DRAWING: &str = "/monitor/kaart.svg";
pub const MAP_PICTURE: &str = "/monitor/kaart.png";

/// Where partners hand in values.
pub fn deliver_url(lang: Lang) -> String {
    url(lang, "/monitor/aanleveren")
}

/// A file of values that waits to be looked at.
pub fn delivery_url(lang: Lang, delivery: &Slug) -> String {
    format!("{}/{}", deliver_url(lang), encode(delivery.as_str()))
}

/// The name of the file to fill in, below the page of an indicator.
pub const TEMPLATE: &str = "sjabloon.csv";

pub fn signals_url(lang: Lang) -> String {
    url(lang, "/signalen")
}

pub fn signal_url(lang: Lang, id: &Slug) -> String {
    url(lang, &format!("/signalen/{}", encode(id.as_str())))
}

/// The drawing of an indicator as a file that stands by itself, [`DRAWING`] or [`PICTURE`], in the state of these pairs.
pub fn indicator_drawing_url(lang: Lang, indicator: &Slug, file: &str, pairs: &[(&str, String)]) -> String {
    with_pairs(format!("{}/{file}", indicator_url(lang, indicator)), pairs)
}

/// The names of the drawing below the page of an indicator: in lines, and in dots.
pub const DRAWING: &str = "grafiek.svg";
pub const PICTURE: &str = "grafiek.png";

/// All public values as one archive.
pub const MONITOR_ARCHIVE: &str = "/monitor.zip";

/// The values of an indicator in the API.
pub fn indicator_api_url(indicator: &Slug) -> String {
    format!("/api/v1/indicatoren/{}/waarden", encode(indicator.as_str()))
}

/// The list of congresses.
pub fn conferences_url(lang: Lang) -> String {
    url(lang, "/congres")
}

pub fn conference_url(lang: Lang, conference: &Slug) -> String {
    url(lang, &format!("/congres/{}", encode(conference.as_str())))
}

/// The versions of a programme with what each changed.
pub fn versions_url(lang: Lang, conference: &Slug) -> String {
    format!("{}/wijzigingen", conference_url(lang, conference))
}

pub fn session_url(lang: Lang, conference: &Slug, number: u64) -> String {
    format!("{}/{number}", conference_url(lang, conference))
}

/// A session as search knows it: its conference, `/`, its number.
pub fn found_session_url(lang: Lang, session: &Slug) -> String {
    url(lang, &format!("/congres/{}", session.as_str()))
}

/// A programme as a file, such as `schedule.xml`; the same address in every language.
pub fn conference_file_url(conference: &Slug, file: &str) -> String {
    format!("/congres/{}/{file}", encode(conference.as_str()))
}

/// The name of the ZIP with all the material of a conference, below its page.
pub const MATERIAL_ARCHIVE: &str = "materiaal.zip";

/// All the material of a conference as one file, in the language of the reader.
pub fn material_archive_url(lang: Lang, conference: &Slug) -> String {
    format!("{}/{MATERIAL_ARCHIVE}", conference_url(lang, conference))
}

/// The sign-in page, which leads on to `target` afterwards.
pub fn sign_in_url(lang: Lang, target: &str) -> String {
    let address = url(lang, "/aanmelden");
    match local(target) {
        Some(target) if !is_personal(dutch_path(&target)) || needs_account(&target) => {
            with_pairs(address, &[("naar", target)])
        }
        _ => address,
    }
}

/// Who takes part.
pub fn network_url(lang: Lang) -> String {
    url(lang, "/netwerk")
}

/// What somebody tells of their work.
pub fn profile_url(lang: Lang, profile: &Slug) -> String {
    url(lang, &format!("/netwerk/profielen/{}", encode(profile.as_str())))
}

/// Where somebody fills that in.
pub fn own_profile_url(lang: Lang) -> String {
    url(lang, "/account/profiel")
}

/// What somebody watches, and what is new about it.
pub fn overview_url(lang: Lang) -> String {
    url(lang, "/overzicht")
}

/// A saved search as a feed; the same address in every language.
pub fn feed_url(secret: &str) -> String {
    with_pairs("/zoekopdracht.atom".to_owned(), &[("sleutel", secret.to_owned())])
}

pub fn account_url(lang: Lang) -> String {
    url(lang, "/account")
}

pub fn person_url(lang: Lang, person: &Slug) -> String {
    url(lang, &format!("/beheer/personen/{}", encode(person.as_str())))
}

/// An organisation, for admins.
pub fn organisation_url(lang: Lang, organisation: &Slug) -> String {
    url(lang, &format!("/beheer/organisaties/{}", encode(organisation.as_str())))
}

/// An indicator in the register.
pub fn indicator_register_url(lang: Lang, indicator: &Slug) -> String {
    url(lang, &format!("/beheer/indicatoren/{}", encode(indicator.as_str())))
}

pub fn group_url(lang: Lang, group: &Slug) -> String {
    url(lang, &format!("/beheer/groepen/{}", encode(group.as_str())))
}

/// The conferences that organisers work on.
pub fn organise_list_url(lang: Lang) -> String {
    url(lang, "/beheer/congressen")
}

/// The programme of a conference as its organisers work on it.
pub fn organise_url(lang: Lang, conference: &Slug) -> String {
    url(lang, &format!("/beheer/congressen/{}", encode(conference.as_str())))
}

/// A page of that: `opzet`, `bestand` or `publiceren`.
pub fn organise_part_url(lang: Lang, conference: &Slug, part: &str) -> String {
    format!("{}/{part}", organise_url(lang, conference))
}

pub fn new_session_url(lang: Lang, conference: &Slug) -> String {
    format!("{}/sessies/nieuw", organise_url(lang, conference))
}

pub fn edit_session_url(lang: Lang, conference: &Slug, number: u64) -> String {
    format!("{}/sessies/{number}", organise_url(lang, conference))
}

/// Where one registers for a congress, or looks after one's registration.
pub fn register_url(lang: Lang, conference: &Slug) -> String {
    format!("{}/aanmelden", conference_url(lang, conference))
}

/// The registration of somebody without an account: whoever has the link, has it.
pub fn personal_register_url(lang: Lang, conference: &Slug, secret: &str) -> String {
    with_pairs(register_url(lang, conference), &[("code", secret.to_owned())])
}
