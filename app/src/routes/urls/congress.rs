//! Addresses of congresses: for readers, speakers, guests and organisers.

use crate::model::lang::Lang;
use crate::model::slug::Slug;
use crate::routes::{encode, url, with_pairs};

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
