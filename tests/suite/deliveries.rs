//! Values that partners hand in on a page: looked at first, taken whole by those who answer for them, and by nobody else.

use app::desk::Deliveries;
use app::model::account::{AdminAct, Credential};
use app::model::delivery::MOST_BYTES;
use app::model::reader::{OrganisationKind, Role};
use app::model::sharing::Sharing;
use axum::body::Body;
use axum::http::Method;
use server::exchange::observations::{self, Form};
use server::library::administration::administer;
use server::library::take_values;

use crate::hub::{Answer, TestHub, config, request};
use crate::visitor::{Visitor, form, id_of, organisation, signed_in, with_token};

pub const PAGE: &str = "/monitor/aanleveren";
const ENGLISH: &str = "/en/monitor/aanleveren";
const HEADER: &str = "indicator,hub,period,value,status,source,qualifier,note,known_on\n";

fn register(code: &str, owner: &str, sharing: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"{code}\"\nname = {{ nl = \"Reeks {code}\", en = \"Series {code}\" }}\n\
         definition = {{ nl = \"d\", en = \"d\" }}\nunit = {{ nl = \"stuks\", en = \"items\" }}\ntheme = \"seizures\"\n\
         direction = \"ambiguous\"\nposition = 1\nrhythm = [\"month\"]\n{owner}sharing = {sharing}\n"
    )
}

/// A hub with an indicator of the Proefdienst, one of its own that is not for everybody, and one of nobody in particular.
async fn hub() -> TestHub {
    let owner = "owner = \"proefdienst\"\n";
    let registers = register("scans", owner, "{ tlp = \"TLP:CLEAR\" }")
        + &register("intern", owner, "{ tlp = \"TLP:AMBER\", audience = [\"organisation:proefdienst\"] }")
        + &register("algemeen", "", "{ tlp = \"TLP:CLEAR\" }");
    let hub = TestHub::with(&[("monitor/indicators.toml", &registers)], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["schiphol"]).await;
    hub
}

pub async fn hand_in(visitor: &Visitor, hub: &TestHub, address: &str, text: &str, site: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cijfers.csv\"\r\nContent-Type: text/csv\r\n\r\n{text}\r\n--x--\r\n"
    );
    let mut request = request(Method::POST, address).map(|_| Body::from(body));
    let headers = request.headers_mut();
    headers.insert("content-type", "multipart/form-data; boundary=x".parse().unwrap());
    headers.insert("sec-fetch-site", site.parse().unwrap());
    hub.send(visitor.ask(request)).await
}

/// Hands in rows that are right; gives the address of the preview.
async fn waiting(visitor: &Visitor, hub: &TestHub, rows: &str) -> String {
    let answer = hand_in(visitor, hub, PAGE, &format!("{HEADER}{rows}"), "same-origin").await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

/// The state that a preview holds for.
fn state(page: &str) -> String {
    let (_, rest) =
        page.split_once("name=\"state\" value=\"").unwrap_or_else(|| panic!("nothing to confirm in {page}"));
    rest.split_once('"').unwrap().0.to_owned()
}

async fn confirm(visitor: &Visitor, hub: &TestHub, address: &str, state: &str) -> Answer {
    visitor.post(hub, address, &form(&[("actie", "take"), ("state", state)])).await
}

async fn known(hub: &TestHub, code: &str) -> Vec<(String, String)> {
    let found = hub.shelf().store().observations(&code.parse().unwrap(), None).await.unwrap();
    found.into_iter().map(|one| (one.period.to_string(), one.value.unwrap().to_string())).collect()
}

#[tokio::test]
async fn values_are_looked_at_before_they_are_taken_and_the_same_file_changes_nothing() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let sender = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Contributor).await;
    let rows = "scans,schiphol,2026-01,12,A,Proefdienst,exact,,2026-02-01\n\
                scans,rotterdam,2026-01,7,A,Proefdienst,exact,,2026-02-01\n";
    let seq = store.seq();
    let address = waiting(&sender, &hub, rows).await;
    assert_eq!(waiting(&sender, &hub, rows).await, address, "the same file is the same delivery");
    let page = sender.get(&hub, &address).await.page();
    assert!(page.contains("Er is nog niets veranderd") && page.contains(">12<") && page.contains(">7<"), "{page}");
    assert_eq!((store.seq(), known(&hub, "scans").await.len()), (seq, 0), "a look changes nothing");

    let answer = confirm(&sender, &hub, &address, &state(&page)).await;
    assert_eq!(answer.header("location"), format!("{address}?klaar=1"), "{}", answer.text());
    assert_eq!(store.seq(), seq + 1, "one change for the one indicator");
    assert_eq!(known(&hub, "scans").await.len(), 2);
    let page = sender.get(&hub, &address).await.page();
    assert!(page.contains("zijn overgenomen") && !page.contains("name=\"state\""), "{page}");
    assert_eq!(confirm(&sender, &hub, &address, "0.2026-01-01").await.status, 409, "taken once");

    // The command and the page are one way in: what one took, the other knows.
    let intake = observations::read("w.csv", format!("{HEADER}{rows}").as_bytes(), Form::Partner, &|_| {}).unwrap();
    let taken = take_values(store, intake, false, &|_| {}).await.unwrap();
    assert_eq!((taken.new, taken.revised, taken.same), (0, 0, 2));
    let again = waiting(&sender, &hub, rows).await;
    let page = sender.get(&hub, &again).await.page();
    assert!(page.contains("Er verandert niets") && !page.contains("name=\"state\""), "nothing to confirm");
    assert_eq!(store.seq(), seq + 1);
    let gone = sender.post(&hub, &again, &form(&[("actie", "discard")])).await;
    assert_eq!((gone.status, sender.get(&hub, &again).await.status), (303, 404));

    // A revision says what was; what was known before stays known.
    let revised = waiting(&sender, &hub, "scans,schiphol,2026-01,15,A,Proefdienst,exact,,2026-03-01\n").await;
    let page = sender.get(&hub, &revised).await.page();
    assert!(page.contains("Herziene waarden") && page.contains(">12<") && page.contains(">15<"), "{page}");
    assert_eq!(confirm(&sender, &hub, &revised, &state(&page)).await.status, 303);
    let before = store.observations(&"scans".parse().unwrap(), Some("2026-02-15".parse().unwrap())).await.unwrap();
    assert!(before.iter().any(|one| one.value.unwrap().to_string() == "12"));
    let listed = sender.get(&hub, PAGE).await.page();
    assert!(listed.contains("Eerder aangeleverd") && listed.contains("1 herzien"), "{listed}");
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn what_was_looked_at_is_what_is_taken_or_nothing_is() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let sender = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Editor).await;
    let first = waiting(&sender, &hub, "scans,schiphol,2026-01,12,A,Proefdienst,exact,,2026-02-01\n").await;
    let second = waiting(&sender, &hub, "scans,schiphol,2026-01,13,A,Proefdienst,exact,,2026-02-02\n").await;
    let seen = state(&sender.get(&hub, &first).await.page());
    let other = state(&sender.get(&hub, &second).await.page());
    assert_eq!(confirm(&sender, &hub, &second, &other).await.status, 303);
    // The first would now revise what it was to add, and is older: it is shown again.
    let answer = confirm(&sender, &hub, &first, &seen).await;
    assert_eq!(answer.status, 409, "{}", answer.text());
    assert_eq!(known(&hub, "scans").await, [("2026-01".to_owned(), "13".to_owned())]);
    assert_ne!(state(&answer.page()), seen, "the answer is a new preview");
    for invented in ["", "0", "999999.2999-01-01"] {
        assert_eq!(confirm(&sender, &hub, &first, invented).await.status, 409, "{invented}");
    }
    // Elsewhere something may happen meanwhile.
    let third = waiting(&sender, &hub, "scans,schiphol,2026-02,3,A,Proefdienst,exact,,2026-03-01\n").await;
    let seen = state(&sender.get(&hub, &third).await.page());
    organisation(&hub, "Nieuw", OrganisationKind::Public, &[]).await;
    let seq = store.seq();
    assert_eq!(confirm(&sender, &hub, &third, &seen).await.status, 303);
    assert_eq!(store.seq(), seq + 1);
}

#[tokio::test]
async fn a_file_with_a_fault_is_refused_whole_with_line_column_and_remedy() {
    let hub = hub().await;
    let sender = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Contributor).await;
    let seq = hub.shelf().store().seq();
    let good = "scans,schiphol,2026-01,12,A,P,exact,,2026-02-01\n";
    for (rows, line, says) in [
        ("scans,schiphol,2026-Q1,1,A,P,exact,,\n", 3, "is no period of this indicator: write it as 2024-03"),
        ("scans,atlantis,2026-02,1,A,P,exact,,\n", 3, "there is no hub or place"),
        ("scans,schiphol,2026-02,veel,A,P,exact,,\n", 3, "is not a number: write it as 1234.5"),
        ("scans,schiphol,2026-01,13,A,P,exact,,2026-02-01\n", 3, "is there twice"),
        ("algemeen,schiphol,2026-01,1,A,P,exact,,\n", 3, "your organisation does not answer for"),
        ("bestaat-niet,schiphol,2026-01,1,A,P,exact,,\n", 3, "your organisation does not answer for"),
    ] {
        let text = format!("{HEADER}{good}{rows}");
        let answer = hand_in(&sender, &hub, ENGLISH, &text, "same-origin").await;
        let page = answer.page();
        assert_eq!(answer.status, 422, "{rows}");
        assert!(page.contains(&format!("<td class=\"number\">{line}</td>")) && page.contains(says), "{rows}: {page}");
        let dutch = hand_in(&sender, &hub, PAGE, &text, "same-origin").await;
        assert!(dutch.status == 422 && !dutch.page().contains(says) && !dutch.page().contains("<td lang"), "{rows}");
    }
    for (text, says) in [
        (HEADER.to_owned(), "has no values"),
        ("indicator,hub\nscans,schiphol\n".to_owned(), "is missing from the header"),
        (format!("{HEADER}{}", good.repeat(MOST_BYTES / good.len() + 1)), "is larger than"),
    ] {
        let answer = hand_in(&sender, &hub, ENGLISH, &text, "same-origin").await;
        assert_eq!(answer.status, 422, "{says}");
        assert!(answer.page().contains(says), "{says}: {}", answer.page());
    }
    let listed = sender.get(&hub, PAGE).await.page();
    assert!(!listed.contains("cijfers.csv"), "what is refused is not kept");
    assert_eq!((hub.shelf().store().seq(), known(&hub, "scans").await.len()), (seq, 0));
}

#[tokio::test]
async fn a_label_is_never_wider_than_that_of_the_indicator_and_nothing_hidden_is_written_over() {
    let hub = hub().await;
    let sender = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Contributor).await;
    let header = HEADER.trim_end().to_owned() + ",tlp,audience\n";
    let send = async |row: &str| hand_in(&sender, &hub, ENGLISH, &format!("{header}{row}"), "same-origin").await;
    for (row, says) in [
        ("intern,schiphol,2026-01,1,A,P,exact,,,TLP:CLEAR,\n", "is wider than that of the indicator"),
        ("intern,schiphol,2026-01,1,A,P,exact,,,TLP:GREEN,\n", "is wider than that of the indicator"),
        (
            "intern,schiphol,2026-01,1,A,P,exact,,,TLP:AMBER,organisation:proefdienst organisation:rederij\n",
            "is wider than that of the indicator",
        ),
        ("scans,schiphol,2026-01,1,A,P,exact,,,TLP:AMBER,organisation:rederij\n", "leaves you out"),
    ] {
        let answer = send(row).await;
        assert_eq!(answer.status, 422, "{row}");
        assert!(answer.page().contains(says), "{row}: {}", answer.page());
    }
    assert_eq!(send("intern,schiphol,2026-01,1,A,P,exact,,,,\n").await.status, 303, "as the indicator has it");
    let narrower = "scans,schiphol,2026-01,1,A,P,exact,,,TLP:AMBER+STRICT,organisation:proefdienst\n";
    assert_eq!(send(narrower).await.status, 303);

    // A value of the same source that is not for this sender is neither shown nor replaced.
    let hidden = format!("{header}scans,rotterdam,2026-01,4321,A,Geheim,exact,,,TLP:AMBER,organisation:rederij\n");
    let intake = observations::read("w.csv", hidden.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    let answer = send("scans,rotterdam,2026-01,5,A,Geheim,exact,,,,\n").await;
    assert_eq!(answer.status, 422);
    assert!(answer.page().contains("give yours a name of its own") && !answer.page().contains("4321"));
    assert_eq!(
        send("scans,rotterdam,2026-01,5,A,Open,exact,,,,\n").await.status,
        303,
        "under another name it is a source"
    );
}

#[tokio::test]
async fn whoever_does_not_answer_for_an_indicator_hands_in_nothing_and_sees_nobody_elses_file() {
    let hub = hub().await;
    let sender = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Contributor).await;
    let rows = "scans,schiphol,2026-01,12,A,P,exact,,2026-02-01\n";
    let address = waiting(&sender, &hub, rows).await;
    let id = address.rsplit('/').next().unwrap().to_owned();
    let seen = state(&sender.get(&hub, &address).await.page());
    let absent = "019aa000-0000-7000-8000-000000000000";
    let text = format!("{HEADER}{rows}");

    let colleague = signed_in(&hub, "twee@proefdienst.example", "proefdienst", Role::Editor).await;
    let outsider = signed_in(&hub, "een@rederij.example", "rederij", Role::Editor).await;
    let reader = signed_in(&hub, "drie@proefdienst.example", "proefdienst", Role::Reader).await;
    let admin = signed_in(&hub, "baas@proefdienst.example", "proefdienst", Role::Admin).await;
    let token = with_token(&hub, "vier@proefdienst.example", "proefdienst", Role::Contributor).await;
    for (name, visitor, comes_in) in [
        ("colleague", &colleague, true),
        ("outsider", &outsider, true),
        ("reader", &reader, false),
        ("admin", &admin, false),
        ("token", &token, false),
    ] {
        assert_eq!(visitor.get(&hub, PAGE).await.status, if comes_in { 200 } else { 404 }, "{name}");
        for english in ["", "/en"] {
            let theirs = visitor.get(&hub, &format!("{english}{address}")).await;
            let none = visitor.get(&hub, &format!("{english}{PAGE}/{absent}")).await;
            assert_eq!(theirs.status, 404, "{name}");
            assert_eq!(theirs.without_nonce().replace(&id, absent), none.without_nonce(), "{name}: byte for byte");
        }
        assert_eq!(confirm(visitor, &hub, &address, &seen).await.status, 404, "{name}");
        let discarded = visitor.post(&hub, &address, &form(&[("actie", "discard")])).await;
        assert_eq!(discarded.status, 404, "{name}");
        let sent = hand_in(visitor, &hub, PAGE, &text, "same-origin").await.status;
        let expected = if name == "colleague" {
            303
        } else if comes_in {
            422
        } else {
            404
        };
        assert_eq!(sent, expected, "{name}");
        let template = visitor.get(&hub, "/monitor/scans/sjabloon.csv").await;
        assert_eq!(template.status, if name == "colleague" { 200 } else { 404 }, "{name}");
    }
    assert_eq!(hub.get(PAGE).await.status, 303, "nobody in particular is led to sign in");
    assert_eq!(hand_in(&Visitor::default(), &hub, PAGE, &text, "same-origin").await.status, 404);
    assert_eq!(hand_in(&sender, &hub, PAGE, &text, "cross-site").await.status, 403, "a forged form");
    assert_eq!(known(&hub, "scans").await.len(), 0);

    // Who may no more, may no more at the confirmation either.
    let person = id_of(&hub, "een@proefdienst.example").await;
    let act = AdminAct::SetRoles { person, roles: [Role::Reader].into() };
    administer(hub.shelf().store(), "test", act).await.unwrap();
    assert_eq!(confirm(&sender, &hub, &address, &seen).await.status, 404);
    assert_eq!(known(&hub, "scans").await.len(), 0);
}

#[tokio::test]
async fn what_nobody_answers_for_is_for_the_editors_of_the_portal_and_a_template_fits() {
    let hub = hub().await;
    let keeper = signed_in(&hub, "een@knooppunt.example", "knooppunt", Role::Editor).await;
    let sender = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Contributor).await;
    let rows = "algemeen,schiphol,2026-01,12,A,P,exact,,2026-02-01\n";
    let address = waiting(&keeper, &hub, rows).await;
    let seen = state(&keeper.get(&hub, &address).await.page());
    assert_eq!(confirm(&keeper, &hub, &address, &seen).await.status, 303);
    let listed =
        |page: String| ["scans", "intern", "algemeen"].map(|code| page.contains(&format!("<code>{code}</code>")));
    assert_eq!(listed(keeper.get(&hub, PAGE).await.page()), [false, false, true]);
    assert_eq!(listed(sender.get(&hub, PAGE).await.page()), [true, true, false]);

    // An editor who looks after the site as well stands in for anybody.
    let both = signed_in(&hub, "baas@rederij.example", "rederij", Role::Admin).await;
    let act = AdminAct::SetRoles {
        person: id_of(&hub, "baas@rederij.example").await,
        roles: [Role::Admin, Role::Editor].into(),
    };
    administer(hub.shelf().store(), "test", act).await.unwrap();
    assert_eq!(listed(both.get(&hub, PAGE).await.page()), [true, true, true]);

    let template = keeper.get(&hub, "/monitor/algemeen/sjabloon.csv").await.text();
    assert_eq!(template, format!("{HEADER}algemeen,schiphol,2026-02,,A,P,exact,,\n"));
    let filled = template.replace(",,A,", ",14,A,");
    assert_eq!(hand_in(&keeper, &hub, PAGE, &filled, "same-origin").await.status, 303);
    let empty = sender.get(&hub, "/monitor/scans/sjabloon.csv").await.text();
    assert_eq!(empty.lines().count(), 6, "a row for each hub of the plan: {empty}");
}

#[tokio::test]
async fn so_many_files_wait_and_no_more() {
    let hub = hub().await;
    let sender = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Contributor).await;
    for number in 1..=10 {
        waiting(&sender, &hub, &format!("scans,schiphol,2026-01,{number},A,P,exact,,2026-02-01\n")).await;
    }
    let text = format!("{HEADER}scans,schiphol,2026-01,11,A,P,exact,,2026-02-01\n");
    let answer = hand_in(&sender, &hub, ENGLISH, &text, "same-origin").await;
    assert!(answer.status == 422 && answer.page().contains("is one too many"), "{}", answer.page());
    let cookie = sender.cookie.split_once('=').unwrap().1.to_owned();
    let account = app::desk::People::who(hub.shelf(), &Credential::Session(cookie)).await.unwrap().unwrap();
    assert_eq!(hub.shelf().delivery_desk(&account).await.unwrap().waiting.len(), 10);
}

#[test]
fn a_label_is_no_wider_than_another_where_nobody_reads_more() {
    let sharing = |text: &str| -> Sharing { serde_json::from_str(text).unwrap() };
    let clear = Sharing::clear();
    let amber = sharing(r#"{"tlp":"TLP:AMBER","audience":["organisation:a","hub:schiphol"]}"#);
    let strict = sharing(r#"{"tlp":"TLP:AMBER+STRICT","audience":["organisation:a"]}"#);
    let other = sharing(r#"{"tlp":"TLP:AMBER+STRICT","audience":["organisation:b"]}"#);
    let public = sharing(r#"{"tlp":"TLP:GREEN","public_bodies_only":true}"#);
    let green = sharing(r#"{"tlp":"TLP:GREEN"}"#);
    for (narrow, wide, is) in [
        (&amber, &clear, true),
        (&clear, &amber, false),
        (&strict, &amber, true),
        (&other, &amber, false),
        (&amber, &strict, false),
        (&public, &green, true),
        (&green, &public, false),
        (&amber, &amber, true),
    ] {
        assert_eq!(narrow.is_no_wider_than(wide), is, "{narrow:?} in {wide:?}");
    }
}

#[test]
fn what_is_wrong_is_told_in_the_language_of_the_page() {
    let dutch = crate::charts::interface(app::model::lang::Lang::Nl).words;
    let english = crate::charts::interface(app::model::lang::Lang::En).words;
    assert!(english.deliver.rows.is_none(), "the messages themselves are English");
    let rows = dutch.deliver.rows.as_ref().unwrap();
    let file = "indicator,hub,period,value,status,source,qualifier,note,tlp,audience\n\
        kg!,schiphol,maart,x,Z,,precies,,TLP:WIT,iedereen\nkg,schiphol,2024,,A,D,exact,,,x\nkg,schiphol,2024,1,O,D,exact,,,\nkg\n";
    let problems = observations::read("w.csv", file.as_bytes(), Form::Partner, &|_| {}).unwrap_err();
    assert!(problems.len() >= 10, "{problems:?}");
    for problem in &problems {
        let said = problem.said.as_ref().unwrap_or_else(|| panic!("only in English: {problem}"));
        let text = rows.of(said);
        assert!(!text.contains('{') && text != problem.message, "{text}");
    }
    let whole: Vec<String> = problems.iter().map(|problem| rows.of(problem.said.as_ref().unwrap())).collect();
    for part in ["‘maart’ is geen periode", "‘x’ is geen getal", "‘Z’ is geen status", "‘precies’", "‘TLP:WIT’"]
    {
        assert!(whole.iter().any(|text| text.contains(part)), "{part} in {whole:?}");
    }
}
