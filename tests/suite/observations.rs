//! Values with two clocks: nothing is overwritten, every day has its own truth, and a file is taken whole or not at all.

use app::desk::Monitor;
use app::model::indicator::Observation;
use app::model::reader::{OrganisationKind, Reader};
use app::model::slug::Slug;
use jiff::civil::{Date, date};
use server::exchange::observations::{self, Form};
use server::library::{Failure, take_values};
use server::store::{Store, TakenIn};
use sqlx::Connection;

use crate::corpus::person;
use crate::hub::{TestHub, config};

const REGISTER: &str = "[[indicator]]\ncode = \"kg\"\nname = { nl = \"Kilo\", en = \"Kilos\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"kg\", en = \"kg\" }\ntheme = \"seizures\"\n\
    direction = \"higher-is-better\"\nposition = 1\nrhythm = [\"month\", \"year\"]\nsharing = { tlp = \"TLP:CLEAR\" }\n\
    [[indicator]]\ncode = \"bare\"\nname = { nl = \"Zonder\", en = \"Without\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"\", en = \"\" }\ntheme = \"effort\"\n\
    direction = \"neutral\"\nposition = 2\n";

const HEADER: &str = "indicator,hub,period,value,status,source,qualifier,note,known_on\n";

async fn hub() -> TestHub {
    TestHub::with(&[("monitor/indicators.toml", REGISTER)], config()).await
}

async fn take(store: &Store, header: &str, rows: &str, preview: bool) -> Result<TakenIn, String> {
    let text = format!("{header}{rows}");
    let told = |problems: Vec<_>| Failure::Problems { problems, more: false }.to_string();
    let intake = observations::read("waarden.csv", text.as_bytes(), Form::Partner, &|_| {}).map_err(told)?;
    take_values(store, intake, preview, &|_| {}).await.map_err(|failure| failure.to_string())
}

async fn values(store: &Store, known_on: Option<Date>) -> Vec<(String, String, Option<String>)> {
    let code: Slug = "kg".parse().unwrap();
    let told = |o: Observation| (o.place.to_string(), o.period.to_string(), o.value.map(|value| value.to_string()));
    store.observations(&code, known_on).await.unwrap().into_iter().map(told).collect()
}

fn row(place: &str, period: &str, value: &str) -> (String, String, Option<String>) {
    (place.to_owned(), period.to_owned(), (!value.is_empty()).then(|| value.to_owned()))
}

#[tokio::test]
async fn a_value_that_is_followed_twice_in_one_file_ends_at_the_first_of_both() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let first: String =
        (1..=12).map(|month| format!("kg,schiphol,2022-{month:02},{month},A,Douane,exact,,2023-02-10\n")).collect();
    take(store, HEADER, &first, false).await.unwrap();
    // More than fill a statement, and of each a later value without a day before one with an earlier day.
    let twice: String = (1..=12)
        .map(|month| {
            let cell = format!("kg,schiphol,2022-{month:02}");
            format!("{cell},{},A,Douane,exact,,\n{cell},{},A,Douane,exact,,2023-06-01\n", month + 200, month + 100)
        })
        .collect();
    let taken = take(store, HEADER, &twice, false).await.unwrap();
    assert_eq!((taken.new, taken.revised), (0, 24));
    for (day, more) in [(date(2023, 5, 31), 0), (date(2023, 6, 1), 100), (server::store::today(), 200)] {
        let told = values(store, Some(day)).await;
        let expected: Vec<_> =
            (1..=12).map(|month| row("schiphol", &format!("2022-{month:02}"), &(month + more).to_string())).collect();
        assert_eq!(told, expected, "{day}");
    }
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn an_empty_qualifier_means_exact_or_what_the_status_says() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let rows = "kg,schiphol,2023-01,5,A,Douane,,,\nkg,schiphol,2023-02,6,E,Douane,,,\nkg,schiphol,2023-03,7,E,Douane,exact,,\n";
    take(store, HEADER, rows, false).await.unwrap();
    let told: Vec<&str> = store
        .observations(&"kg".parse().unwrap(), None)
        .await
        .unwrap()
        .iter()
        .map(|one| one.qualifier.code())
        .collect();
    assert_eq!(told, ["exact", "approximate", "exact"]);
}

#[tokio::test]
async fn every_day_has_the_values_that_were_known_on_it() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let first = "kg,schiphol,2023-01,5,P,Douane,exact,,2023-02-10\nkg,schiphol,2023-02,,L,Douane,exact,,2023-03-10\n";
    let taken = take(store, HEADER, first, false).await.unwrap();
    assert_eq!((taken.new, taken.revised, taken.same), (2, 0, 0));
    let again = take(store, HEADER, first, false).await.unwrap();
    assert_eq!((again.new, again.revised, again.same, again.touched.len()), (0, 0, 2, 0));
    let seq = store.seq();
    // A value that became known in between comes in later than the one after it.
    for (rows, counts) in [
        ("kg,schiphol,2023-01,9,A,Douane,exact,,2024-01-05\n", (0, 1, 0)),
        ("kg,schiphol,2023-01,7,P,Douane,exact,,2023-06-01\n", (0, 1, 0)),
        // Told again on a later day: nothing new.
        ("kg,schiphol,2023-01,9,A,Douane,exact,,2024-03-01\n", (0, 0, 1)),
        // Without a day it is compared with what holds.
        ("kg,schiphol,2023-01,9,A,Douane,exact,,\n", (0, 0, 1)),
        // Another source stands beside it.
        ("kg,schiphol,2023-01,6,A,Krant,reported,,2023-02-01\n", (1, 0, 0)),
    ] {
        let taken = take(store, HEADER, rows, false).await.unwrap();
        assert_eq!((taken.new, taken.revised, taken.same), counts, "{rows}");
    }
    assert_eq!(store.seq(), seq + 3, "one change for each file that brought something");
    let known = |day| values(store, Some(day));
    assert_eq!(known(date(2023, 1, 31)).await, []);
    let paper = row("schiphol", "2023-01", "6");
    assert_eq!(known(date(2023, 2, 9)).await, std::slice::from_ref(&paper));
    assert_eq!(known(date(2023, 2, 10)).await, [row("schiphol", "2023-01", "5"), paper.clone()]);
    let missing = row("schiphol", "2023-02", "");
    assert_eq!(known(date(2023, 6, 1)).await, [row("schiphol", "2023-01", "7"), paper.clone(), missing.clone()]);
    assert_eq!(values(store, None).await, [row("schiphol", "2023-01", "9"), paper, missing]);
    let history = store.vintages(&"kg".parse().unwrap()).await.unwrap();
    let told: Vec<String> = history
        .iter()
        .filter(|vintage| vintage.observation.source.title == "Douane" && vintage.observation.value.is_some())
        .map(|vintage| vintage.observation.value.unwrap().to_string())
        .collect();
    assert_eq!(told, ["5", "7", "9"]);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());

    // The same on the page and in the API.
    let page = hub.get("/monitor/kg?bekend=2023-06-01").await.text();
    assert!(page.contains("1 juni 2023") && page.contains("value=\"2023-06-01\""), "{page}");
    let api = |address: &'static str| async { hub.get(address).await.json() };
    let then = api("/api/v1/indicatoren/kg/waarden?bekendOp=2023-06-01").await;
    assert_eq!(then["resultaten"][0]["waarde"], 7.0);
    assert_eq!(then["resultaten"][0]["status"], "P");
    assert_eq!(then["resultaten"][2]["waarde"], serde_json::Value::Null);
    assert_eq!(api("/api/v1/indicatoren/kg/waarden").await["resultaten"][0]["waarde"], 9.0);
    assert_eq!(hub.get("/api/v1/indicatoren/kg/waarden?bekendOp=gisteren").await.status, 400);
}

#[tokio::test]
async fn a_preview_tells_and_writes_nothing() {
    let hub = hub().await;
    let store = hub.shelf().store();
    take(store, HEADER, "kg,schiphol,2023-01,5,A,D,exact,,2023-02-10\n", false).await.unwrap();
    let (seq, before) = (store.seq(), values(store, None).await);
    let rows = "kg,schiphol,2023-01,8,A,D,exact,,2023-03-10\nkg,rotterdam,2023-01,1,A,D,exact,,2023-02-10\n";
    let told = take(store, HEADER, rows, true).await.unwrap();
    assert_eq!((told.new, told.revised, told.same), (1, 1, 0));
    assert_eq!(told.revisions[0].was.unwrap().to_string(), "5");
    assert_eq!(told.revisions[0].is.unwrap().to_string(), "8");
    assert_eq!((store.seq(), values(store, None).await), (seq, before));
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_is_taken() {
    let hub = hub().await;
    let store = hub.shelf().store();
    take(store, HEADER, "kg,schiphol,2023-01,5,A,D,exact,,2023-02-10\n", false).await.unwrap();
    let (seq, before) = (store.seq(), values(store, None).await);
    let good = "kg,rotterdam,2023-01,1,A,D,exact,,\n";
    for (row, says) in [
        ("kg,atlantis,2023-01,1,A,D,exact,,", "waarden.csv:3: field hub: there is no hub or place 'atlantis'"),
        ("gram,schiphol,2023-01,1,A,D,exact,,", "waarden.csv:3: field indicator: there is no indicator 'gram'"),
        (
            "kg,schiphol,2023-W01,1,A,D,exact,,",
            "field period: '2023-W01' is no period of this indicator: write it as 2024-03 or 2024",
        ),
        ("kg,schiphol,2023-13,1,A,D,exact,,", "field period: '2023-13' is not a period"),
        ("kg,schiphol,2023-02,NaN,A,D,exact,,", "field value: 'NaN' is not a number"),
        ("kg,schiphol,2023-02,1e12,A,D,exact,,", "field value: '1e12' is not a number"),
        ("kg,schiphol,2023-02,,A,D,exact,,", "field value: is empty, but status A means a number"),
        ("kg,schiphol,2023-02,3,O,D,exact,,", "field value: is there, but status O means that there is none"),
        ("kg,schiphol,2023-02,3,Z,D,exact,,", "field status: 'Z' is not a status"),
        ("kg,schiphol,2023-02,3,A,,exact,,", "field source: is empty"),
        ("kg,schiphol,2023-02,3,A,D,precies,,", "field qualifier: 'precies' is not a qualifier"),
        ("kg,schiphol,2023-02,3,A,D,exact,,2999-01-01", "field known_on: lies in the future"),
        (
            "kg,schiphol,2023-01,6,A,D,exact,,2023-02-10",
            "field known_on: is 2023-02-10, but on that day 5 became known",
        ),
        (
            "kg,rotterdam,2023-01,2,A,D,exact,,",
            "field period: is there twice for this indicator, place and source, first in line 2",
        ),
        ("bare,schiphol,2023-01,1,A,D,exact,,", "field tlp: is missing, and 'bare' gives no label either"),
        ("kg,schiphol,2023-01,1,A,D,exact", "has 7 columns where the header has 9"),
    ] {
        let message = take(store, HEADER, &format!("{good}{row}\n"), false).await.unwrap_err();
        assert!(message.contains(says), "{says:?} is not in: {message}");
        assert_eq!((store.seq(), values(store, None).await), (seq, before.clone()), "{row}");
    }
    let message = take(store, "indicator,hub,period,value,source\n", "", false).await.unwrap_err();
    assert!(message.contains("field status: is missing from the header"), "{message}");
}

#[tokio::test]
async fn a_value_is_only_for_those_whom_its_label_names() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let header = "indicator,hub,period,value,status,source,qualifier,note,tlp,audience\n";
    let rows = "kg,schiphol,2023,90,A,D,exact,,TLP:AMBER,organisation:douane\nkg,rotterdam,2023,10,A,D,exact,,,\n\
                bare,schiphol,2023,4,A,D,exact,,TLP:GREEN,\n";
    take(store, header, rows, false).await.unwrap();
    let code: Slug = "kg".parse().unwrap();
    let inside = person("p-1", "douane", OrganisationKind::Public, "schiphol");
    let outside = person("p-2", "rederij", OrganisationKind::Private, "schiphol");
    for (reader, count) in [(&Reader::Anonymous, 1), (&outside, 1), (&inside, 2)] {
        let series = hub.shelf().series(reader, &code, None).await.unwrap();
        assert_eq!(series.observations.len(), count, "{reader:?}");
        assert_eq!(series.places.len(), count, "not even the place tells that there is a value");
    }
    for address in ["/monitor/kg", "/monitor/kg.csv", "/api/v1/indicatoren/kg/waarden", "/monitor", "/monitor/bare"] {
        let text = hub.get(address).await.text();
        assert!(!text.contains("TLP:AMBER") && !text.contains(">90<") && !text.contains("\"waarde\":90"), "{address}");
    }
    // Of values that are not for everybody, nobody hears anything.
    let seq = store.seq();
    take(store, header, "kg,schiphol,2022,91,A,D,exact,,TLP:AMBER,organisation:douane\n", false).await.unwrap();
    let heard = || async { store.changed_since(&Reader::Anonymous.keys(), seq).await.unwrap() };
    assert!(store.seq() > seq && !heard().await);
    take(store, header, "kg,rotterdam,2022,11,A,D,exact,,,\n", false).await.unwrap();
    assert!(heard().await);
    // Made narrower, a value is no longer shown, although it was public before.
    let narrower = "kg,rotterdam,2023,10,A,D,exact,,TLP:AMBER,organisation:douane\n";
    let taken = take(store, header, narrower, false).await.unwrap();
    assert_eq!(taken.revised, 1);
    let shown = hub.shelf().series(&Reader::Anonymous, &code, None).await.unwrap().observations;
    assert!(shown.iter().all(|value| value.period.to_string() != "2023"), "{shown:?}");
    let shown = hub.shelf().series(&Reader::Anonymous, &code, Some(date(2100, 1, 1))).await.unwrap().observations;
    assert!(shown.iter().all(|value| value.period.to_string() != "2023"), "{shown:?}");
}

#[tokio::test]
async fn content_that_changes_keeps_what_it_said_before() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let file = |rows: &str| format!("id,indicator,place,period,value,qualifier,title,date\n{rows}");
    for (value, count) in [("5", 1), ("6", 2), ("6", 2)] {
        hub.import(&[("monitor/observations.csv", &file(&format!("F1,kg,schiphol,2022,{value},exact,T,2023-01\n")))])
            .await;
        let history = store.vintages(&"kg".parse().unwrap()).await.unwrap();
        assert_eq!(history.len(), count);
        assert_eq!(history[0].observation.known_on, Some(date(2023, 1, 31)), "its source was published by then");
    }
    assert_eq!(values(store, Some(date(2023, 1, 31))).await, [row("schiphol", "2022", "5")]);
    assert_eq!(values(store, None).await, [row("schiphol", "2022", "6")]);
    assert_eq!(store.observations(&"kg".parse().unwrap(), None).await.unwrap()[0].id.as_str(), "F1");
}

#[tokio::test]
async fn two_rows_that_contradict_each_other_on_one_day_are_refused() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let header = "id,indicator,place,period,value,qualifier,title,date,known_on\n";
    // The first stands for the day of its source, the second names it.
    let rows = "F1,kg,schiphol,2022,5,exact,T,2023-01-31,\nF2,kg,schiphol,2022,6,exact,T,2023-01-31,2023-01-31\n";
    let (seq, before) = (store.seq(), values(store, None).await);
    let refused = hub.try_import(&[("monitor/observations.csv", &format!("{header}{rows}"))]).await;
    let message = refused.unwrap_err().to_string();
    let says = "monitor/observations.csv:3: field known_on: is 2023-01-31, but on that day 5 became known";
    assert!(message.contains(says), "{message}");
    assert_eq!((store.seq(), values(store, None).await), (seq, before));
    // Of partners likewise.
    let day = server::store::today();
    let rows = format!("kg,schiphol,2023-01,5,A,D,exact,,\nkg,schiphol,2023-01,6,A,D,exact,,{day}\n");
    let message = take(store, HEADER, &rows, false).await.unwrap_err();
    assert!(message.contains(&format!("field known_on: is {day}, but on that day 5 became known")), "{message}");
    // Where both say the same there is nothing to refuse.
    let same = format!("kg,schiphol,2023-01,5,A,D,exact,,\nkg,schiphol,2023-01,5,A,D,exact,,{day}\n");
    assert_eq!(take(store, HEADER, &same, false).await.unwrap().new, 1);
}

#[tokio::test]
async fn values_of_the_first_schema_are_all_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("knooppunt.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true);
    let mut old = sqlx::sqlite::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(include_str!("../../server/migrations/0001_house.sql")).execute(&mut old).await.unwrap();
    sqlx::raw_sql(
        r#"CREATE TABLE migration (version INTEGER PRIMARY KEY) STRICT;
        INSERT INTO migration VALUES (1);
        INSERT INTO indicator VALUES ('kg', 1, 'content', '{"code":"kg","name":{"nl":"K","en":"K"},"definition":{"nl":"","en":""},"unit":{"nl":"kg","en":"kg"},"theme":"seizures","direction":"lowerisbetter","caveat":null,"demonstration":false,"position":1}');
        INSERT INTO observation VALUES
        ('F1', 'kg', 'content', '{"id":"F1","indicator":"kg","place":"rotterdam","period":"2022","value":"4000.5","qualifier":"approximate","source":{"title":"T","publisher":"P","date":"2023-02"},"note":{"nl":"n","en":"m"},"known_on":null}'),
        ('F2', 'kg', 'import', '{"id":"F2","indicator":"kg","place":"rotterdam","period":"2022","value":"41","qualifier":"exact","source":{"title":"U"},"note":null,"known_on":"2023-05-06"}');"#,
    )
    .execute(&mut old)
    .await
    .unwrap();
    old.close().await.unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let code: Slug = "kg".parse().unwrap();
    assert_eq!(store.indicator(&code).await.unwrap().unwrap().direction.code(), "lower-is-better");
    let values = store.observations(&code, None).await.unwrap();
    let told: Vec<(&str, String, Option<Date>)> =
        values.iter().map(|o| (o.id.as_str(), o.value.unwrap().to_string(), o.known_on)).collect();
    assert_eq!(
        told,
        [("F1", "4000.5".to_owned(), Some(date(2023, 2, 28))), ("F2", "41".to_owned(), Some(date(2023, 5, 6)))]
    );
    assert_eq!(values[0].note.as_ref().unwrap().en, "m");
    assert_eq!(values[0].source.publisher.as_deref(), Some("P"));
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}
