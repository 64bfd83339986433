//! URL builders: one per page and file, so that no page writes an address by hand.

mod congress;
mod monitor;

pub use self::congress::*;
pub use self::monitor::*;
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

/// The matrix of practices and hubs.
pub fn adoption_url(lang: Lang) -> String {
    url(lang, "/toepassing")
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

/// The contact points of one organisation there.
pub fn network_of_url(lang: Lang, organisation: &Slug) -> String {
    format!("{}#contactpunten", with_pairs(network_url(lang), &[("organisatie", organisation.to_string())]))
}

/// What somebody tells of their work.
pub fn profile_url(lang: Lang, profile: &Slug) -> String {
    url(lang, &format!("/netwerk/profielen/{}", encode(profile.as_str())))
}

/// Where an organisation can be asked.
pub fn contact_point_url(lang: Lang, id: &Slug) -> String {
    url(lang, &format!("/netwerk/contactpunten/{}", encode(id.as_str())))
}

/// Where the contact points of an organisation are looked after, and where one of them is.
pub fn contact_desk_url(lang: Lang, organisation: &Slug) -> String {
    format!("{}/contactpunten", organisation_url(lang, organisation))
}

pub fn kept_contact_url(lang: Lang, organisation: &Slug, id: &Slug) -> String {
    format!("{}/{}", contact_desk_url(lang, organisation), encode(id.as_str()))
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

pub fn group_url(lang: Lang, group: &Slug) -> String {
    url(lang, &format!("/beheer/groepen/{}", encode(group.as_str())))
}
