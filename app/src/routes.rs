//! Which address shows which page, and how addresses are written.
//!
//! Every page has two addresses: Dutch at `/…`, English at `/en/…`. All are rendered whole before they are sent
//! (`SsrMode::Async`), so that they read without scripts and the status line is right.

mod urls;

use std::fmt::Write;

use leptos_router::{MatchNestedRoutes, NestedRoute, PathSegment, SsrMode, StaticSegment, path};

use crate::model::lang::Lang;
use crate::pages::access::{AskAccessPage, ReadingsPage};
use crate::pages::account::AccountPage;
use crate::pages::account::profile::OwnProfilePage;
use crate::pages::admin::AdminPage;
use crate::pages::admin::contact_points::{ContactDeskPage, KeptContactPage};
use crate::pages::admin::groups::{GroupPage, GroupsPage};
use crate::pages::admin::indicators::IndicatorsPage;
use crate::pages::admin::indicators::one::IndicatorRegisterPage;
use crate::pages::admin::organisation::OrganisationPage;
use crate::pages::admin::organisations::OrganisationsPage;
use crate::pages::admin::people::{PeoplePage, PersonPage};
use crate::pages::admin::record::RecordPage;
use crate::pages::admin::wanted::WantedPage;
use crate::pages::adoption::AdoptionPage;
use crate::pages::attachments::{AttachmentsPage, DraftFilesPage, MaterialPage};
use crate::pages::chain::Chain;
use crate::pages::conference::ConferencePage;
use crate::pages::conference::versions::VersionsPage;
use crate::pages::conferences::ConferencesPage;
use crate::pages::contact_point::ContactPointView;
use crate::pages::contribute::ContributePage;
use crate::pages::contribute::edit::{DraftPage, NewDraftPage};
use crate::pages::contribute::preview::PreviewPage;
use crate::pages::contribute::review::ReviewPage;
use crate::pages::contribute::submit::SubmitPage;
use crate::pages::deliver::DeliverPage;
use crate::pages::deliver::one::DeliveryView;
use crate::pages::document::DocumentPage;
use crate::pages::file_versions::FileVersionsPage;
use crate::pages::hand_in::HandInPage;
use crate::pages::home::Home;
use crate::pages::hub::HubPage;
use crate::pages::hubs::HubsPage;
use crate::pages::indicator::IndicatorPage;
use crate::pages::indicator::embed::EmbedPage;
use crate::pages::invitation::InvitationPage;
use crate::pages::lookback::LookbackPage;
use crate::pages::map::MapPage;
use crate::pages::measures::Measures;
use crate::pages::measures::effect::EffectPage;
use crate::pages::measures::ledger::LedgerPage;
use crate::pages::measures::one::MeasurePage;
use crate::pages::measures::promises::PromisesPage;
use crate::pages::monitor::Monitor;
use crate::pages::network::NetworkPage;
use crate::pages::organise::OrganisePage;
use crate::pages::organise::attendance::AttendancePage;
use crate::pages::organise::checklist::ChecklistPage;
use crate::pages::organise::file::FilePage;
use crate::pages::organise::publish::PublishPage;
use crate::pages::organise::session::{EditSessionPage, NewSessionPage};
use crate::pages::organise::setup::SetupPage;
use crate::pages::organise::speakers::SpeakersPage;
use crate::pages::organise::workspace::WorkspacePage;
use crate::pages::overview::OverviewPage;
use crate::pages::overview::end_mail::EndMailPage;
use crate::pages::overview::save::SavePage;
use crate::pages::passage::PassageView;
use crate::pages::profile::ProfileView;
use crate::pages::proposal::{ProposalPage, ProposePage};
use crate::pages::prose::ProsePage;
use crate::pages::register::RegisterPage;
use crate::pages::reports::ReportsPage;
use crate::pages::reports::one::ReportPage;
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

pub use urls::*;

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
        (
            page!("/monitor/terugblik", LookbackPage),
            page!("/monitor/kaart", MapPage),
            page!("/monitor/aanleveren", DeliverPage),
            page!("/monitor/aanleveren/:id", DeliveryView),
            page!("/monitor/:indicator", IndicatorPage),
            page!("/monitor/:indicator/insluiten", EmbedPage),
        ),
        (
            page!("/maatregelen", Measures),
            page!("/maatregelen/toezeggingen", PromisesPage),
            page!("/maatregelen/geld", LedgerPage),
            page!("/maatregelen/:code", MeasurePage),
            page!("/maatregelen/:code/effect", EffectPage),
            page!("/rapportages", ReportsPage),
            page!("/rapportages/:slug", ReportPage),
        ),
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
        page!("/bijlagen/:id/versies", FileVersionsPage),
        page!("/bijlagen/:id/:number", PassageView),
    )
}

/// Congresses and the network. A tuple has at most sixteen members; one in another counts as one.
fn congresses() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/congres", ConferencesPage),
        page!("/congres/:slug", ConferencePage),
        page!("/congres/:slug/wijzigingen", VersionsPage),
        page!("/congres/:slug/aanmelden", RegisterPage),
        page!("/congres/:slug/aanleveren", HandInPage),
        page!("/congres/:slug/:session", SessionView),
        page!("/congres/:slug/:session/sprekers", SpeakersPage),
        page!("/netwerk", NetworkPage),
        page!("/netwerk/profielen/:id", ProfileView),
        page!("/netwerk/contactpunten/:id", ContactPointView),
        organised(),
    )
}

/// The programme as its organisers work on it.
fn organised() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/beheer/congressen", OrganisePage),
        page!("/beheer/congressen/:slug", WorkspacePage),
        page!("/beheer/congressen/:slug/opzet", SetupPage),
        page!("/beheer/congressen/:slug/bestand", FilePage),
        page!("/beheer/congressen/:slug/publiceren", PublishPage),
        page!("/beheer/congressen/:slug/aanmeldingen", AttendancePage),
        page!("/beheer/congressen/:slug/checklist", ChecklistPage),
        page!("/beheer/congressen/:slug/sessies/nieuw", NewSessionPage),
        page!("/beheer/congressen/:slug/sessies/:number", EditSessionPage),
    )
}

/// The pages of people who have an account, or are about to.
fn accounts() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        page!("/aanmelden", SignIn),
        page!("/aanmelden/code", SecondStep),
        page!("/uitnodiging", InvitationPage),
        (page!("/account", AccountPage), page!("/account/profiel", OwnProfilePage)),
        page!("/overzicht", OverviewPage),
        page!("/overzicht/bewaren", SavePage),
        page!("/berichten-stoppen", EndMailPage),
        page!("/toegang-vragen", AskAccessPage),
        page!("/beheer", AdminPage),
        page!("/beheer/personen", PeoplePage),
        page!("/beheer/personen/:id", PersonPage),
        (
            page!("/beheer/organisaties", OrganisationsPage),
            page!("/beheer/organisaties/:code", OrganisationPage),
            page!("/beheer/organisaties/:code/contactpunten", ContactDeskPage),
            page!("/beheer/organisaties/:code/contactpunten/:id", KeptContactPage),
        ),
        page!("/beheer/groepen", GroupsPage),
        page!("/beheer/groepen/:code", GroupPage),
        page!("/beheer/inzage", RecordPage),
        (
            page!("/beheer/gezocht", WantedPage),
            page!("/beheer/indicatoren", IndicatorsPage),
            page!("/beheer/indicatoren/:code", IndicatorRegisterPage),
        ),
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
        page!("/bijdragen/:id/bijlagen", DraftFilesPage),
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
        || ["/account", "/beheer", "/monitor/aanleveren", "/overzicht", "/toegang-vragen"]
            .iter()
            .any(|start| path == *start || path.starts_with(&format!("{start}/")))
}

/// Whether a form at this address holds what somebody wrote while they were signed in. Files cannot be kept in a page.
pub fn keeps_what_was_written(path: &str) -> bool {
    let path = dutch_path(path);
    ["/documenten/", "/maatregelen", "/rapportages", "/signalen", "/toegang-vragen"]
        .iter()
        .any(|start| path.starts_with(start))
        && !path.ends_with("/bijlagen")
}

/// Whether what a page shows depends on more than its address, so that it is never kept for others.
pub fn is_personal(path: &str) -> bool {
    let path = dutch_path(path);
    needs_account(path)
        || (path.starts_with("/congres/") && ["/aanmelden", "/aanleveren"].iter().any(|end| path.ends_with(end)))
        || ["/aanmelden", "/uitnodiging", "/berichten-stoppen"].iter().any(|start| path.starts_with(start))
}

/// Whether a page is made for a frame on another site: it is the same for everybody, signed in or not.
pub fn is_embedded(path: &str) -> bool {
    dutch_path(path)
        .strip_prefix("/monitor/")
        .is_some_and(|rest| rest.ends_with(EMBED) && rest.matches('/').count() == 1)
}

/// The address under which readers know the site, such as `https://knooppunt.example`. The server lends it by context where it
/// is configured.
#[derive(Clone)]
pub struct SiteAddress(pub std::sync::Arc<str>);

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
