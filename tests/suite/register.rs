//! The register of indicators by hand: on top of the file, never lost to it, and a narrower label holds at once and everywhere.

use app::desk::{Monitor, Signals};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use server::exchange::observations::{self, Form};
use server::library::counting::count;
use server::library::take_values;
use server::store::today;

use crate::hub::{TestHub, config};
use crate::import::import;
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

const PAGE: &str = "/beheer/indicatoren/scans";

fn register(unit: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"scans\"\nname = {{ nl = \"Scans\", en = \"Scans\" }}\ndefinition = {{ nl = \"d\", en = \"d\" }}\n\
         unit = {{ nl = \"{unit}\", en = \"{unit}\" }}\ntheme = \"effort\"\ndirection = \"ambiguous\"\nposition = 1\n\
         delay_days = 10\nsharing = {{ tlp = \"TLP:CLEAR\" }}\n"
    )
}

async fn hub() -> TestHub {
    let hub = TestHub::with(&[("monitor/indicators.toml", &register("stuks"))], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["schiphol"]).await;
    hub
}

fn code() -> Slug {
    "scans".parse().unwrap()
}

async fn values(hub: &TestHub, rows: &str) {
    let text = format!("indicator,hub,period,value,status,source,qualifier,note,known_on,tlp,audience\n{rows}");
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    hub.catch_up().await;
}

async fn edit(visitor: &Visitor, hub: &TestHub, pairs: &[(&str, &str)]) -> u16 {
    visitor.post(hub, PAGE, &form(pairs)).await.status
}

#[tokio::test]
async fn what_is_decided_in_the_portal_holds_on_top_of_the_file_until_it_is_handed_back() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let seq = store.seq();
    for pairs in [
        vec![("actie", "delay"), ("days", "45")],
        vec![
            ("actie", "versions"),
            ("from", "2025-01-01"),
            ("text_nl", "Nu ook lege."),
            ("text_en", "Empty ones too."),
            ("breaks", "1"),
        ],
        vec![
            ("actie", "goals"),
            ("goal", "target"),
            ("place", "schiphol"),
            ("period", "2027"),
            ("value", "1200"),
            ("source", "Plan"),
        ],
    ] {
        assert_eq!(edit(&admin, &hub, &pairs).await, 303, "{pairs:?}");
    }
    assert_eq!(store.seq(), seq + 3, "one change each");
    let held = async || store.indicator(&code()).await.unwrap().unwrap();
    let now = held().await;
    assert_eq!((now.delay_days, now.versions.len(), now.goals.len()), (Some(45), 1, 1));
    let page = hub.get("/monitor/scans").await.page();
    for part in ["45 dagen", "Nu ook lege.", "niet te vergelijken", "1.200"] {
        assert!(page.contains(part), "{part}: {page}");
    }

    // A file that comes later says something else, and changes what nobody decided about.
    hub.import(&[("monitor/indicators.toml", &register("scans").replace("delay_days = 10", "delay_days = 20"))]).await;
    let now = held().await;
    assert_eq!((now.delay_days, now.unit.nl.as_str()), (Some(45), "scans"));
    assert_eq!(edit(&admin, &hub, &[("actie", "hand-back"), ("field", "delay")]).await, 303);
    assert_eq!(held().await.delay_days, Some(20), "the file again, as it is now");
    assert_eq!(
        edit(&admin, &hub, &[("actie", "hand-back"), ("field", "delay")]).await,
        409,
        "it follows the file already"
    );
    let page = admin.get(&hub, PAGE).await.page();
    for part in ["Volledig na 45 dagen", "Volgt weer het bestand: vertraging", "Redactie Knooppunt", "Nu ook lege."] {
        assert!(page.contains(part), "history: {part}: {page}");
    }
    let listed = admin.get(&hub, "/beheer/indicatoren").await.page();
    assert!(listed.contains("<td class=\"number\">4</td>"), "{listed}");
    for pairs in [
        vec![("actie", "delay"), ("days", "veel")],
        vec![("actie", "delay"), ("days", "5000")],
        vec![("actie", "versions"), ("from", "ooit"), ("text_nl", "a"), ("text_en", "b")],
        vec![("actie", "versions"), ("from", "2025-01-01"), ("text_nl", ""), ("text_en", "b")],
        vec![
            ("actie", "goals"),
            ("goal", "target"),
            ("place", "nergens"),
            ("period", "2027"),
            ("value", "1"),
            ("source", "P"),
        ],
        vec![("actie", "goals"), ("goal", "target"), ("period", "2027"), ("value", "1.000,5"), ("source", "P")],
        vec![("actie", "owner"), ("organisation", "niemand")],
    ] {
        assert_eq!(edit(&admin, &hub, &pairs).await, 422, "{pairs:?}");
    }
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_narrower_label_holds_at_once_for_what_is_there_and_for_what_comes() {
    let hub = hub().await;
    let store = hub.shelf().store();
    values(
        &hub,
        "scans,schiphol,2025-01,11,A,Bron,exact,,2025-02-01,,\nscans,schiphol,2025-01,12,A,Bron,exact,,2025-03-01,,\n\
         scans,rotterdam,2025-01,13,A,Bron,exact,,2025-02-01,TLP:AMBER,organisation:rederij\n",
    )
    .await;
    values(&hub, "scans,schiphol,2025-01,14,A,Bron,exact,,2025-04-01,TLP:AMBER,organisation:proefdienst\n").await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let inside = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Reader).await;
    let other = signed_in(&hub, "een@rederij.example", "rederij", Role::Reader).await;
    assert_eq!(hub.get("/monitor/scans.csv?").await.status, 200);
    for pairs in [
        vec![("actie", "label"), ("tlp", "TLP:CLEAR")],
        vec![("actie", "label"), ("tlp", "TLP:WIT")],
        vec![("actie", "label"), ("tlp", "TLP:AMBER"), ("audience", "organisation")],
    ] {
        assert_eq!(edit(&admin, &hub, &pairs).await, 422, "{pairs:?}");
    }
    let narrow = [("actie", "label"), ("tlp", "TLP:AMBER"), ("audience", "organisation:proefdienst")];
    assert_eq!(edit(&admin, &hub, &narrow).await, 303);
    let before = hub.get("/monitor/scans").await.page();
    assert!(!before.contains(">12<") && !before.contains(">11<"), "{before}");
    for day in [Some("2025-02-15".parse().unwrap()), Some("2025-03-15".parse().unwrap()), None] {
        let seen = hub.shelf().series(&Reader::Anonymous, &code(), day).await.unwrap();
        assert!(seen.observations.is_empty(), "nor for earlier days: {seen:?}");
    }
    for address in ["/monitor/scans/waarden.csv", "/api/v1/indicatoren/scans/waarden", "/monitor/scans.csv"] {
        assert!(!hub.get(address).await.text().contains("2025-01"), "{address}");
        assert!(
            !other.get(&hub, address).await.text().contains("2025-01"),
            "{address}: nobody gets what they could not read"
        );
        assert!(inside.get(&hub, address).await.text().contains("2025-01"), "{address}");
    }
    // What is left of two audiences is who is in both.
    let labels: Vec<Sharing> =
        store.strands_of(&code()).await.unwrap().into_iter().map(|one| one.sharing.unwrap()).collect();
    assert_eq!(labels.len(), 2, "two series that have the same label become one: {labels:?}");
    assert!(labels.iter().any(|label| label.audience().is_empty()));

    // The file says CLEAR, and so does a row; neither is wider than what was decided.
    hub.import(&[("monitor/indicators.toml", &register("scans"))]).await;
    values(&hub, "scans,schiphol,2025-02,15,A,Bron,exact,,,,\nscans,schiphol,2025-03,16,A,Bron,exact,,,TLP:CLEAR,\n")
        .await;
    assert!(hub.shelf().series(&Reader::Anonymous, &code(), None).await.unwrap().observations.is_empty());
    let text = inside.get(&hub, "/monitor/scans/waarden.csv").await.text();
    assert!(text.contains("2025-02") && text.contains("2025-03") && text.contains("2025-01"), "{text}");
    assert!(edit(&admin, &hub, &[("actie", "label"), ("tlp", "TLP:GREEN")]).await == 422, "never wider");
    // Handed back, what comes follows the file; what is there stays as narrow as it was.
    assert_eq!(edit(&admin, &hub, &[("actie", "hand-back"), ("field", "label")]).await, 303);
    values(&hub, "scans,schiphol,2025-04,17,A,Bron,exact,,,,\n").await;
    let seen = hub.shelf().series(&Reader::Anonymous, &code(), None).await.unwrap();
    let periods: Vec<String> = seen.observations.iter().map(|one| one.period.to_string()).collect();
    assert_eq!(periods, ["2025-04"]);
    assert_eq!(hub.shelf().signals(&Reader::Anonymous, &Default::default()).await.unwrap().total, 0);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn admins_edit_all_and_editors_what_their_organisation_answers_for() {
    let hub = hub().await;
    let admin = signed_in(&hub, "baas@rederij.example", "rederij", Role::Admin).await;
    let editor = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Editor).await;
    let keeper = signed_in(&hub, "redactie@knooppunt.example", "knooppunt", Role::Editor).await;
    let delay = [("actie", "delay"), ("days", "30")];
    assert_eq!(edit(&editor, &hub, &delay).await, 404, "the editors of the portal answer for it still");
    assert_eq!(edit(&keeper, &hub, &delay).await, 303);
    assert_eq!(edit(&keeper, &hub, &[("actie", "owner"), ("organisation", "proefdienst")]).await, 404);
    assert_eq!(edit(&admin, &hub, &[("actie", "owner"), ("organisation", "proefdienst")]).await, 303);
    assert_eq!((edit(&keeper, &hub, &delay).await, edit(&editor, &hub, &delay).await), (404, 303));
    assert!(hub.get("/monitor/scans").await.page().contains("proefdienst"));
    // Whoever answers for it hands in its values from then on.
    assert!(editor.get(&hub, "/monitor/aanleveren").await.page().contains("<code>scans</code>"));

    let contributor = signed_in(&hub, "twee@proefdienst.example", "proefdienst", Role::Contributor).await;
    let steering = signed_in(&hub, "een@stuurgroep.example", "knooppunt", Role::Steering).await;
    let token = with_token(&hub, "bot@knooppunt.example", "knooppunt", Role::Admin).await;
    for (name, visitor) in
        [("contributor", &contributor), ("steering", &steering), ("token", &token), ("nobody", &Visitor::default())]
    {
        assert_eq!(edit(visitor, &hub, &delay).await, 404, "{name}");
        for address in [PAGE, "/beheer/indicatoren"] {
            let status = visitor.get(&hub, address).await.status;
            assert_eq!(status, if name == "nobody" { 303 } else { 404 }, "{name} {address}");
        }
    }
    assert_eq!(admin.post(&hub, "/beheer/indicatoren/bestaat-niet", &form(&delay)).await.status, 404);
}

#[tokio::test]
async fn what_the_portal_is_to_count_is_right_or_refused_and_a_narrower_label_holds_for_every_count() {
    let whole = register("stuks") + "rhythm = [\"quarter\"]\ncounted = { what = \"practices-in-use\" }\n";
    let at = |found: &str| whole.replace("{ what = \"practices-in-use\" }", found);
    let hub = TestHub::with(&[], config()).await;
    let store = hub.shelf().store();
    for (register, told) in [
        (whole.replace("rhythm = [\"quarter\"]\n", ""), "field rhythm: must name one length of period"),
        (whole.replace("[\"quarter\"]", "[\"quarter\", \"year\"]"), "write rhythm = [\"quarter\"]"),
        (whole.replace("sharing = { tlp = \"TLP:CLEAR\" }\n", ""), "field sharing: is missing"),
        (at("{ what = \"practices-in-use\", place = \"nergens\" }"), "there is no place 'nergens'"),
        (at("{ what = \"practices-in-use\", place = \"schiphol\" }"), "'schiphol' is a hub: leave place out"),
        (
            at("{ what = \"kilos\" }"),
            "counted.what: unknown variant `kilos`, expected one of `practices-first-adopted`",
        ),
        (at("\"practices-in-use\""), "field indicator[0].counted"),
        (at("{ place = \"schiphol\" }"), "what"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("monitor")).unwrap();
        std::fs::write(folder.path().join("monitor/indicators.toml"), register).unwrap();
        let failure = import(store, folder.path()).await.unwrap_err();
        assert!(failure.contains("monitor/indicators.toml:") && failure.contains(told), "{told}: {failure}");
    }
    assert!(store.indicators().await.unwrap().is_empty());

    hub.import(&[("monitor/indicators.toml", &whole)]).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let shown = async || hub.get("/api/v1/indicatoren/scans/waarden").await.json()["totaal"].as_u64().unwrap();
    count(store, "2024-05-01".parse().unwrap()).await.unwrap();
    assert_eq!(shown().await, 5, "each of the five hubs");
    let narrower = [("actie", "label"), ("tlp", "TLP:AMBER"), ("audience", "organisation:proefdienst")];
    assert_eq!(edit(&admin, &hub, &narrower).await, 303);
    assert!(!count(store, today()).await.unwrap().touched.is_empty());
    assert_eq!(shown().await, 0, "what is counted later is no wider");
    let partner = with_token(&hub, "een@proefdienst.example", "proefdienst", Role::Reader).await;
    let known = partner.get(&hub, "/api/v1/indicatoren/scans/waarden").await.json();
    assert!(known["totaal"].as_u64().unwrap() > 5, "{known}");
}
