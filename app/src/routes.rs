//! Which address shows which page, and how addresses are written.
//!
//! Every page has two addresses: Dutch at `/…`, English at `/en/…`. All are rendered whole before they are sent
//! (`SsrMode::Async`), so that they read without scripts and the status line is right.

use std::fmt::Write;

use leptos_router::{MatchNestedRoutes, NestedRoute, PathSegment, SsrMode, StaticSegment, path};

use crate::model::attachment::{Attachment, FileKind, Passage};
use crate::model::facts::Kind;
use crate::model::lang::Lang;
use crate::model::slug::Slug;
use crate::pages::access::{AskAccessPage, ReadingsPage};
use crate::pages::account::AccountPage;
use crate::pages::admin::AdminPage;
use crate::pages::admin::groups::{GroupPage, GroupsPage};
use crate::pages::admin::organisations::OrganisationsPage;
use crate::pages::admin::people::{PeoplePage, PersonPage};
use crate::pages::admin::record::RecordPage;
use crate::pages::admin::wanted::WantedPage;
use crate::pages::adoption::AdoptionPage;
use crate::pages::attachments::{AttachmentsPage, MaterialPage};
use crate::pages::chain::Chain;
use crate::pages::conference::ConferencePage;
use crate::pages::conference::versions::VersionsPage;
use crate::pages::conferences::ConferencesPage;
use crate::pages::contribute::ContributePage;
use crate::pages::contribute::edit::{DraftPage, NewDraftPage};
use crate::pages::contribute::preview::PreviewPage;
use crate::pages::contribute::review::ReviewPage;
use crate::pages::contribute::submit::SubmitPage;
use crate::pages::document::DocumentPage;
use crate::pages::home::Home;
use crate::pages::hub::HubPage;
use crate::pages::hubs::HubsPage;
use crate::pages::indicator::IndicatorPage;
use crate::pages::invitation::InvitationPage;
use crate::pages::lookback::LookbackPage;
use crate::pages::measures::Measures;
use crate::pages::monitor::Monitor;
use crate::pages::network::NetworkPage;
use crate::pages::overview::OverviewPage;
use crate::pages::overview::end_mail::EndMailPage;
use crate::pages::overview::save::SavePage;
use crate::pages::passage::PassageView;
use crate::pages::proposal::{ProposalPage, ProposePage};
use crate::pages::prose::ProsePage;
use crate::pages::revisions::{RevisionPage, RevisionsPage};
use crate::pages::search::SearchPage;
use crate::pages::session::SessionView;
use crate::pages::sharing::SharingPage;
use crate::pages::sign_in::{SecondStep, SignIn};
use crate::pages::signals::SignalsPage;
use crate::pages::signals::one::SignalView;
use crate::pages::steering::Steering;
use crate::pages::style::StylePage;
use crate::pages::withdraw::WithdrawPage;

/// A page at its Dutch and its English address.
macro_rules! page {
    ($path:tt, $view:expr) => {
        (
            NestedRoute::new(path!($path), $view).ssr_mode(SsrMode::Async),
            NestedRoute::new((StaticSegment("en"), path!($path)), $view).ssr_mode(SsrMode::Async),
        )
    };
}

/// The URL table.
pub fn pages() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/", Home),
        page!("/zoeken", SearchPage),
        (
            page!("/documenten/:slug", DocumentPage),
            page!("/documenten/:slug/voorstel", ProposePage),
            page!("/documenten/:slug/voorstellen/:id", ProposalPage),
            page!("/documenten/:slug/lezers", ReadingsPage),
        ),
        page!("/monitor", Monitor),
        (page!("/monitor/terugblik", LookbackPage), page!("/monitor/:indicator", IndicatorPage)),
        page!("/maatregelen", Measures),
        page!("/keten", Chain),
        page!("/gegevensdeling", SharingPage),
        (page!("/stuurgroep", Steering), page!("/signalen", SignalsPage), page!("/signalen/:id", SignalView)),
        page!("/knooppunten", HubsPage),
        page!("/knooppunten/:hub", HubPage),
        congresses(),
        page!("/over", ProsePage),
        page!("/toegankelijkheid", ProsePage),
        page!("/privacy", ProsePage),
        (page!("/stijl", StylePage), page!("/toepassing", AdoptionPage), accounts(), contributions(), attached()),
    )
}

/// What hangs on documents and sessions.
fn attached() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/documenten/:slug/bijlagen", AttachmentsPage),
        page!("/congres/:slug/:session/bijlagen", MaterialPage),
        page!("/bijlagen/:id/:number", PassageView),
    )
}

/// Congresses and the network. A tuple has at most sixteen members; one in another counts as one.
fn congresses() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/congres", ConferencesPage),
        page!("/congres/:slug", ConferencePage),
        page!("/congres/:slug/wijzigingen", VersionsPage),
        page!("/congres/:slug/:session", SessionView),
        page!("/netwerk", NetworkPage),
    )
}

/// The pages of people who have an account, or are about to.
fn accounts() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/aanmelden", SignIn),
        page!("/aanmelden/code", SecondStep),
        page!("/uitnodiging", InvitationPage),
        page!("/account", AccountPage),
        page!("/overzicht", OverviewPage),
        page!("/overzicht/bewaren", SavePage),
        page!("/berichten-stoppen", EndMailPage),
        page!("/toegang-vragen", AskAccessPage),
        page!("/beheer", AdminPage),
        page!("/beheer/personen", PeoplePage),
        page!("/beheer/personen/:id", PersonPage),
        page!("/beheer/organisaties", OrganisationsPage),
        page!("/beheer/groepen", GroupsPage),
        page!("/beheer/groepen/:code", GroupPage),
        page!("/beheer/inzage", RecordPage),
        page!("/beheer/gezocht", WantedPage),
    )
}

/// Writing, reviewing, and what was published before.
fn contributions() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/bijdragen", ContributePage),
        page!("/bijdragen/nieuw", NewDraftPage),
        page!("/bijdragen/:id", DraftPage),
        page!("/bijdragen/:id/voorbeeld", PreviewPage),
        page!("/bijdragen/:id/indienen", SubmitPage),
        page!("/bijdragen/:id/beoordelen", ReviewPage),
        page!("/documenten/:slug/versies", RevisionsPage),
        page!("/documenten/:slug/versies/:n", RevisionPage),
        page!("/documenten/:slug/intrekken", WithdrawPage),
    )
}

/// Every address of [`pages`], with `{name}` where something varies, such as `/documenten/{slug}`.
pub fn addresses() -> Vec<String> {
    let pages = pages();
    let listed = pages.generate_routes().into_iter();
    let address = |segments: Vec<PathSegment>| {
        let mut address = String::new();
        for segment in segments {
            match segment {
                PathSegment::Param(name) | PathSegment::OptionalParam(name) => {
                    address.push_str(&format!("/{{{name}}}"))
                }
                PathSegment::Splat(name) => address.push_str(&format!("/{{*{name}}}")),
                PathSegment::Static(text) if !matches!(&*text, "" | "/") => {
                    address.push('/');
                    address.push_str(text.trim_matches('/'));
                }
                PathSegment::Static(_) | PathSegment::Unit => {}
            }
        }
        if address.is_empty() { "/".to_owned() } else { address }
    };
    listed.map(|route| address(route.segments)).collect()
}

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

/// A file that hangs on something; the same address in every language.
pub fn attachment_url(id: &Slug) -> String {
    format!("/bijlagen/{}", encode(id.as_str()))
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
    format!("{}#{}", measures_url(lang), encode(measure.as_str()))
}

pub fn monitor_url(lang: Lang) -> String {
    url(lang, "/monitor")
}

pub fn indicator_url(lang: Lang, indicator: &Slug) -> String {
    url(lang, &format!("/monitor/{}", encode(indicator.as_str())))
}

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

pub fn signals_url(lang: Lang) -> String {
    url(lang, "/signalen")
}

pub fn signal_url(lang: Lang, id: &Slug) -> String {
    url(lang, &format!("/signalen/{}", encode(id.as_str())))
}

/// The drawing of an indicator as a file that stands by itself: of one place, or of the first ones; of values, or of `measure`.
pub fn indicator_drawing_url(lang: Lang, indicator: &Slug, pairs: &[(&str, String)]) -> String {
    with_pairs(format!("{}/{DRAWING}", indicator_url(lang, indicator)), pairs)
}

/// The name of the drawing below the page of an indicator.
pub const DRAWING: &str = "grafiek.svg";

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

pub fn group_url(lang: Lang, group: &Slug) -> String {
    url(lang, &format!("/beheer/groepen/{}", encode(group.as_str())))
}

/// An address of this site, to be led to after signing in; `None` for whatever could lead elsewhere.
pub fn local(target: &str) -> Option<String> {
    let path = target.starts_with('/') && !target.starts_with("//");
    let plain = target.len() <= 2000 && target.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (path && plain).then(|| target.to_owned())
}

/// Whether a page is only there for somebody who is signed in.
pub fn needs_account(path: &str) -> bool {
    let path = dutch_path(path.split('?').next().unwrap_or(path));
    path.starts_with("/bijdragen/")
        || ["/account", "/beheer", "/overzicht", "/toegang-vragen"]
            .iter()
            .any(|start| path == *start || path.starts_with(&format!("{start}/")))
}

/// Whether what a page shows depends on more than its address, so that it is never kept for others.
pub fn is_personal(path: &str) -> bool {
    let path = dutch_path(path);
    needs_account(path)
        || ["/aanmelden", "/uitnodiging", "/berichten-stoppen"].iter().any(|start| path.starts_with(start))
}

/// The address of a page in a language, from its Dutch path.
pub fn url(lang: Lang, path: &str) -> String {
    match (lang.interface(), path) {
        (Lang::Nl, path) => path.to_owned(),
        (_, "/") => "/en/".to_owned(),
        (_, path) => format!("/en{path}"),
    }
}

/// The Dutch path of a page, from its address in any language.
pub fn dutch_path(path: &str) -> &str {
    match path.strip_prefix("/en") {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

/// The interface language that an address asks for.
pub fn lang_of(path: &str) -> Lang {
    if dutch_path(path) == path { Lang::Nl } else { Lang::En }
}

/// An address with a query string.
pub fn with_pairs(mut address: String, pairs: &[(&str, String)]) -> String {
    for (position, (key, value)) in pairs.iter().enumerate() {
        address.push(if position == 0 { '?' } else { '&' });
        address.push_str(key);
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

/// The pairs of a query string (`?q=drie+woorden&lijn=barriers`), decoded.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        })
        .collect()
}

/// Undoes form encoding. What is no valid encoding stays as it is; what is no UTF-8 becomes U+FFFD.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let pair = pair.and_then(|digits| std::str::from_utf8(digits).ok());
        match (first, pair.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            (first, _) => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Percent-encodes all but the unreserved characters of RFC 3986, so that a text is one segment or one value.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
