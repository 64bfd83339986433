//! Indicators that the portal counts of itself: what counts, from when on, what a later change does, and that nobody hands them in.

use app::model::contract::Rhythm;
use app::model::reader::{OrganisationKind, Role};
use jiff::civil::Date;
use server::exchange::observations::{self, Form};
use server::library::counting::count;
use server::library::watch::watch;
use server::library::{Failure, export, take_values};
use server::store::{TakenIn, today};

use crate::deliveries::{PAGE, hand_in};
use crate::hub::{TestHub, config};
use crate::import::import;
use crate::visitor::{Visitor, form, organisation, signed_in};

const PLACES: &str = "[[place]]\ncode = \"land\"\nname = { nl = \"Het land\", en = \"The country\" }\n";

/// An indicator that the portal counts.
fn counted(code: &str, position: u32, counted: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"{code}\"\nname = {{ nl = \"Reeks {code}\", en = \"Series {code}\" }}\n\
         definition = {{ nl = \"d\", en = \"d\" }}\nunit = {{ nl = \"stuks\", en = \"items\" }}\n\
         unit_one = {{ nl = \"stuk\", en = \"item\" }}\ntheme = \"resilience\"\n\
         direction = \"higher-is-better\"\nposition = {position}\nrhythm = [\"quarter\"]\ncounted = {counted}\n\
         sharing = {{ tlp = \"TLP:CLEAR\" }}\n"
    )
}

fn register() -> String {
    counted("in-gebruik", 1, "{ what = \"practices-in-use\" }")
        + &counted("eerst", 2, "{ what = \"practices-first-adopted\" }")
        + &counted("ergens", 3, "{ what = \"practices-in-use\", place = \"land\" }")
        + &counted("antwoorden", 4, "{ what = \"cases-answered\", place = \"land\" }")
        + &counted("documenten", 5, "{ what = \"documents\" }")
}

fn practice(slug: &str, tlp: &str) -> String {
    format!(
        "+++\nid = \"{slug}\"\nkind = \"practice\"\nlang = \"nl\"\ntitle = \"Zegels {slug}\"\nsummary = \"Kort.\"\n\
         tlp = \"{tlp}\"\naudience = [\"hub:schiphol\"]\nhubs = [\"schiphol\"]\n+++\nEen woord.\n"
    )
}

fn case(slug: &str, tlp: &str, lang: &str, more: &str, answer: &str) -> String {
    format!(
        "+++\nid = \"{slug}\"\nkind = \"sharing-case\"\nlang = \"{lang}\"\ntitle = \"Delen {slug}\"\nsummary = \"Kort.\"\n\
         tlp = \"{tlp}\"\naudience = [\"hub:schiphol\"]\n{more}[facts]\nquestion = \"Mag dit?\"\n{answer}+++\nEen woord.\n"
    )
}

async fn hub() -> TestHub {
    let files = [
        ("places.toml", PLACES.to_owned()),
        ("monitor/indicators.toml", register()),
        ("open.md", practice("open", "TLP:CLEAR")),
        ("ander.md", practice("ander", "TLP:CLEAR")),
        ("amber.md", practice("amber", "TLP:AMBER")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let hub = TestHub::with(&files, config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol", "rotterdam"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["schiphol"]).await;
    hub
}

/// Records a step as the form of a document does.
async fn step(hub: &TestHub, who: &Visitor, document: &str, at: &str, state: &str, day: &str, tlp: &str) {
    let audience = if tlp == "TLP:AMBER" { "hub:schiphol" } else { "" };
    let answer = who
        .post(
            hub,
            &format!("/documenten/{document}"),
            &form(&[
                ("actie", "record-adoption"),
                ("hub", at),
                ("state", state),
                ("day", day),
                ("reason", "Reden van de proef"),
                ("effort", ""),
                ("result", ""),
                ("tlp", tlp),
                ("audience", audience),
            ]),
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

async fn count_on(hub: &TestHub, day: &str) -> TakenIn {
    let taken = count(hub.shelf().store(), day.parse().unwrap()).await.unwrap();
    hub.catch_up().await;
    taken
}

/// The values of an indicator at a place as `period=value status`, as known at the end of a day or now.
async fn values(hub: &TestHub, code: &str, place: &str, known_on: Option<&str>) -> Vec<String> {
    let day = known_on.map(|day| day.parse::<Date>().unwrap());
    let found = hub.shelf().store().observations(&code.parse().unwrap(), day).await.unwrap();
    let of_place = found.into_iter().filter(|one| one.place.as_str() == place);
    of_place.map(|one| format!("{}={} {}", one.period, one.value.unwrap(), one.status.code())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_follow_what_organisations_record_from_the_day_of_each_count() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    let lee = signed_in(&hub, "lee@rederij.example", "rederij", Role::Contributor).await;
    // Before the first count there is nothing, not zero.
    let page = hub.get("/monitor/in-gebruik").await.page();
    assert!(page.contains("Hoe geteld") && page.contains("De eerste telling moet nog komen"), "{page}");
    step(&hub, &kim, "open", "rotterdam", "adopted", "2023-02-01", "TLP:CLEAR").await;

    count_on(&hub, "2024-05-01").await;
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=0 P"], "counted, and nothing there");
    assert_eq!(
        values(&hub, "in-gebruik", "rotterdam", None).await,
        ["2024-Q2=1 P"],
        "no quarter before the first count"
    );
    assert_eq!(values(&hub, "eerst", "rotterdam", None).await, ["2024-Q2=0 P"], "it began before");
    assert_eq!(values(&hub, "in-gebruik", "bloemenveilingen", None).await.len(), 1, "every hub of the country");

    step(&hub, &kim, "open", "schiphol", "adopted", "2024-05-10", "TLP:CLEAR").await;
    let taken = count_on(&hub, "2024-05-20").await;
    assert_eq!((taken.new, taken.revised), (0, 2), "{taken:?}");
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=1 P"]);
    assert_eq!(values(&hub, "eerst", "schiphol", None).await, ["2024-Q2=1 P"]);
    assert_eq!(values(&hub, "ergens", "land", None).await, ["2024-Q2=1 P"], "one practice, at however many hubs");
    let seq = store.seq();
    let again = count_on(&hub, "2024-05-20").await;
    assert!(again.touched.is_empty() && store.seq() == seq, "the same count changes nothing: {again:?}");

    // When the quarter is over its value stands, and the next one begins.
    count_on(&hub, "2024-07-01").await;
    assert_eq!(values(&hub, "eerst", "schiphol", None).await, ["2024-Q2=1 A", "2024-Q3=0 P"]);
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=1 A", "2024-Q3=1 P"]);
    // A hub stands as its furthest organisation: one that ends it takes nothing away while another has it.
    step(&hub, &lee, "open", "schiphol", "adopted", "2024-07-02", "TLP:CLEAR").await;
    step(&hub, &kim, "open", "schiphol", "ended", "2024-07-03", "TLP:CLEAR").await;
    assert!(count_on(&hub, "2024-07-04").await.touched.is_empty());
    step(&hub, &lee, "open", "schiphol", "ended", "2024-07-05", "TLP:CLEAR").await;
    count_on(&hub, "2024-07-06").await;
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=1 A", "2024-Q3=0 P"]);
    // What is recorded late changes an earlier quarter, and what was known before stays known.
    step(&hub, &kim, "ander", "schiphol", "adopted", "2024-06-15", "TLP:CLEAR").await;
    count_on(&hub, "2024-07-08").await;
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=2 A", "2024-Q3=1 P"]);
    assert_eq!(values(&hub, "eerst", "schiphol", None).await, ["2024-Q2=2 A", "2024-Q3=0 P"]);
    assert_eq!(values(&hub, "in-gebruik", "schiphol", Some("2024-05-19")).await, ["2024-Q2=0 P"]);
    assert_eq!(values(&hub, "in-gebruik", "schiphol", Some("2024-07-07")).await, ["2024-Q2=1 A", "2024-Q3=0 P"]);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());

    // What stands in the store is what everybody sees.
    let api = hub.get("/api/v1/indicatoren/in-gebruik/waarden?plaats=schiphol&periode=2024-Q2").await.json();
    assert_eq!(
        (&api["indicator"]["geteld"], &api["resultaten"][0]["waarde"]),
        (&"practices-in-use".into(), &2.0.into())
    );
    let before =
        hub.get("/api/v1/indicatoren/in-gebruik/waarden?plaats=schiphol&periode=2024-Q2&bekendOp=2024-05-19").await;
    assert_eq!(before.json()["resultaten"][0]["waarde"], 0.0);
    let csv = hub.get("/monitor/in-gebruik.csv").await.text();
    assert!(csv.lines().any(|line| line.contains(",schiphol,") && line.contains(",2024-Q2,2,A,")), "{csv}");
    for (name, sentence) in [
        ("README.md", "The portal counts these values itself"),
        ("README.md", "Het portaal telt deze waarden zelf"),
        ("datapackage.json", "Het portaal telt deze waarden zelf"),
        ("csv-metadata.json", "dc:provenance"),
        ("waarden.csv", "Telling van dit portaal"),
    ] {
        let text = hub.get(&format!("/monitor/in-gebruik/{name}")).await.text();
        assert!(text.contains(sentence), "{name}: {text}");
    }
    for (address, first, link) in [
        ("/monitor/in-gebruik", "Eerste periode: tweede kwartaal 2024", "href=\"/toepassing\""),
        ("/en/monitor/in-gebruik", "First period: second quarter of 2024", "href=\"/en/toepassing\""),
        ("/monitor/ergens", "Eerste periode: tweede kwartaal 2024", "href=\"/toepassing\""),
        ("/monitor/antwoorden", "De eerste telling moet nog komen", "href=\"/gegevensdeling\""),
    ] {
        let page = hub.get(address).await.page();
        assert!(page.contains(first) && page.contains(link), "{address}: {page}");
    }
    let told = hub.get("/en/monitor/in-gebruik").await.page();
    assert!(told.contains("1\u{a0}item") && !told.contains("1\u{a0}items") && told.contains("2\u{a0}items"), "{told}");
    let editor = signed_in(&hub, "red@proef.example", "knooppunt", Role::Editor).await;
    assert!(editor.get(&hub, "/beheer/indicatoren").await.page().contains("Geteld door het portaal"));
    let one = editor.get(&hub, "/beheer/indicatoren/in-gebruik").await.page();
    assert!(one.contains("Werkwijzen die een knooppunt toepast"), "{one}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_that_is_raised_is_a_new_value_and_the_old_one_stays_known() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    step(&hub, &kim, "open", "schiphol", "adopted", "2024-05-10", "TLP:CLEAR").await;
    count_on(&hub, "2024-05-20").await;
    count_on(&hub, "2024-07-01").await;
    hub.import(&[("open.md", &practice("open", "TLP:AMBER"))]).await;
    let taken = count_on(&hub, "2024-07-20").await;
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=0 A", "2024-Q3=0 P"], "{taken:?}");
    assert_eq!(values(&hub, "ergens", "land", None).await, ["2024-Q2=0 A", "2024-Q3=0 P"]);
    assert_eq!(values(&hub, "in-gebruik", "schiphol", Some("2024-07-19")).await, ["2024-Q2=1 A", "2024-Q3=1 P"]);
    // It may be read by everybody again: another value, once more.
    hub.import(&[("open.md", &practice("open", "TLP:CLEAR"))]).await;
    count_on(&hub, "2024-07-21").await;
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=1 A", "2024-Q3=1 P"]);
    assert_eq!(values(&hub, "in-gebruik", "schiphol", Some("2024-07-20")).await, ["2024-Q2=0 A", "2024-Q3=0 P"]);
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

/// All that shows what was counted.
const AROUND: [&str; 11] = [
    "/monitor",
    "/monitor?knooppunt=schiphol",
    "/monitor/in-gebruik",
    "/en/monitor/eerst",
    "/monitor/antwoorden",
    "/monitor/documenten",
    "/monitor/in-gebruik.csv",
    "/monitor/in-gebruik/waarden.json",
    "/monitor/in-gebruik/datapackage.json",
    "/api/v1/indicatoren/ergens/waarden",
    "/api/v1/indicatoren/documenten/waarden",
];

async fn look(hub: &TestHub) -> Vec<String> {
    let mut seen = Vec::new();
    for address in AROUND {
        let answer = hub.get(address).await;
        let page = answer.header("content-security-policy").contains("nonce");
        seen.push(format!("{} {}", answer.status, if page { answer.without_nonce() } else { answer.text() }));
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn what_not_everybody_may_read_changes_no_byte() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    let day = today().to_string();
    step(&hub, &kim, "open", "schiphol", "adopted", "2024-05-10", "TLP:CLEAR").await;
    count_on(&hub, &day).await;
    let before = look(&hub).await;
    assert!(before.iter().all(|answer| answer.starts_with("200 ")), "{before:?}");
    // Further along, at another hub, on another text, and back again: none of it is for everybody.
    step(&hub, &kim, "open", "schiphol", "ended", "2024-06-01", "TLP:AMBER").await;
    step(&hub, &kim, "open", "rotterdam", "adopted", "2024-06-01", "TLP:AMBER").await;
    step(&hub, &kim, "ander", "schiphol", "adopted", "2024-06-01", "TLP:GREEN").await;
    step(&hub, &kim, "amber", "schiphol", "adopted", "2024-06-01", "TLP:AMBER").await;
    hub.import(&[
        ("meer.md", &practice("meer", "TLP:GREEN")),
        ("vraag.md", &case("vraag", "TLP:AMBER", "nl", "hubs = [\"schiphol\"]\n", "answer = \"allowed\"\n")),
    ])
    .await;
    let taken = count_on(&hub, &day).await;
    assert!(taken.touched.is_empty(), "{taken:?}");
    assert_eq!(look(&hub).await, before);
    // Where nothing was ever public there is no count of documents, whatever else came.
    let register = counted("documenten", 1, "{ what = \"documents\" }");
    let none = TestHub::with(&[("monitor/indicators.toml", &register)], config()).await;
    none.import(&[("amber.md", &practice("amber", "TLP:AMBER"))]).await;
    assert!(count_on(&none, &day).await.touched.is_empty());
    // The same for everybody is something else.
    step(&hub, &kim, "ander", "rotterdam", "adopted", "2024-06-01", "TLP:CLEAR").await;
    assert!(!count_on(&hub, &day).await.touched.is_empty());
    assert_ne!(look(&hub).await, before);
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new(), "counted twice on one day");
}

#[tokio::test(flavor = "multi_thread")]
async fn sharing_cases_count_with_their_answer_and_texts_once_in_any_language() {
    let hub = hub().await;
    let day = today().to_string();
    let period = Rhythm::Quarter.around(today());
    let now = |value: u32| vec![format!("{period}={value} P")];
    let open = case("vraag", "TLP:CLEAR", "nl", "hubs = [\"schiphol\"]\n", "answer = \"open\"\n");
    let plain = case("kaal", "TLP:CLEAR", "nl", "", "");
    hub.import(&[("vraag.md", &open), ("kaal.md", &plain)]).await;
    count_on(&hub, &day).await;
    assert_eq!(values(&hub, "antwoorden", "land", None).await, now(0), "a question is no answer");
    assert_eq!(values(&hub, "documenten", "schiphol", None).await, now(3));
    assert_eq!(values(&hub, "documenten", "rotterdam", None).await, now(0));
    let english = "translation_of = \"vraag\"\nhubs = [\"rotterdam\"]\n";
    hub.import(&[
        ("vraag.md", &open.replace("\"open\"", "\"under-conditions\"")),
        ("question.md", &case("question", "TLP:CLEAR", "en", english, "answer = \"under-conditions\"\n")),
    ])
    .await;
    count_on(&hub, &day).await;
    assert_eq!(values(&hub, "antwoorden", "land", None).await, now(1));
    assert_eq!(values(&hub, "documenten", "schiphol", None).await, now(3), "a translation is no other text");
    assert_eq!(values(&hub, "documenten", "rotterdam", None).await, now(1), "that names a hub more");
    // An answer that is taken back is none, in whatever language it stood.
    hub.import(&[("vraag.md", &open), ("question.md", &case("question", "TLP:CLEAR", "en", english, ""))]).await;
    count_on(&hub, &day).await;
    assert_eq!(values(&hub, "antwoorden", "land", None).await, now(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_hands_in_what_the_portal_counts() {
    let hub = hub().await;
    let store = hub.shelf().store();
    count_on(&hub, "2024-05-20").await;
    let editor = signed_in(&hub, "red@proef.example", "knooppunt", Role::Editor).await;
    let text =
        "indicator,hub,period,value,status,source,qualifier,note\nin-gebruik,schiphol,2024-Q2,9,A,Telling,exact,\n";
    let answer = hand_in(&editor, &hub, PAGE, text, "same-origin").await;
    assert_eq!(answer.status, 422);
    let page = answer.page();
    assert!(page.contains("telt het portaal zelf") && page.contains("Laat deze rijen weg"), "{page}");
    assert!(!editor.get(&hub, PAGE).await.page().contains("Reeks in-gebruik"));
    assert_eq!(editor.get(&hub, "/monitor/in-gebruik/sjabloon.csv").await.status, 404);
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    let Err(Failure::Problems { problems, .. }) = take_values(store, intake, false, &|_| {}).await else {
        panic!("it was taken")
    };
    let told = problems[0].to_string();
    assert!(told.starts_with("w.csv:2: field indicator: 'in-gebruik' is counted by the portal itself"), "{told}");
    assert_eq!(values(&hub, "in-gebruik", "schiphol", None).await, ["2024-Q2=0 P"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_takes_counts_along_and_counting_goes_on_from_them() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    let day = today().to_string();
    count_on(&hub, "2024-05-20").await;
    step(&hub, &kim, "open", "schiphol", "adopted", "2024-06-10", "TLP:CLEAR").await;
    count_on(&hub, "2024-07-01").await;
    // Counted twice on one day, with another outcome: the first was never what was known at the end of it.
    step(&hub, &kim, "ander", "schiphol", "adopted", "2024-06-11", "TLP:CLEAR").await;
    count_on(&hub, "2024-07-01").await;
    count_on(&hub, &day).await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("export");
    export(hub.shelf().store(), &copy).await.unwrap();
    let other = TestHub::with(&[], config()).await;
    organisation(&other, "Proefdienst", OrganisationKind::Public, &["schiphol", "rotterdam"]).await;
    import(other.shelf().store(), &copy).await.unwrap();
    for code in ["in-gebruik", "eerst", "ergens", "antwoorden", "documenten"] {
        for (place, known_on) in
            [("schiphol", None), ("land", None), ("schiphol", Some("2024-06-01")), ("schiphol", Some("2024-07-01"))]
        {
            assert_eq!(
                values(&other, code, place, known_on).await,
                values(&hub, code, place, known_on).await,
                "{code}"
            );
        }
    }
    assert_eq!(values(&other, "in-gebruik", "schiphol", Some("2024-06-01")).await, ["2024-Q2=0 P"]);
    let again = count_on(&other, &day).await;
    assert!(again.touched.is_empty(), "the same steps, the same counts: {again:?}");
    for store in [hub.shelf().store(), other.shelf().store()] {
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_of_documents_from_before_the_documents_came_here_stay_as_they_were() {
    let hub = hub().await;
    let source = "exact,Knooppunt,Telling van dit portaal";
    let rows = format!(
        "id,indicator,place,period,value,status,qualifier,publisher,title,url,date,note_nl,note_en,known_on\n\
         ,documenten,schiphol,2023-Q4,7,A,{source},,,,,2024-01-01\n,antwoorden,land,2023-Q4,3,A,{source},,,,,2024-01-01\n"
    );
    hub.import(&[("monitor/observations.csv", &rows)]).await;
    count_on(&hub, &today().to_string()).await;
    let period = Rhythm::Quarter.around(today());
    assert_eq!(values(&hub, "documenten", "schiphol", None).await, ["2023-Q4=7 A".to_owned(), format!("{period}=2 P")]);
    assert_eq!(values(&hub, "antwoorden", "land", None).await, ["2023-Q4=3 A".to_owned(), format!("{period}=0 P")]);
}

#[tokio::test]
async fn early_warning_leaves_counts_of_the_portal_alone() {
    let whole = counted("reeks", 1, "{ what = \"practices-in-use\" }");
    let hub =
        TestHub::with(&[("monitor/indicators.toml", &whole), ("open.md", &practice("open", "TLP:CLEAR"))], config())
            .await;
    count_on(&hub, "1998-01-10").await;
    let day = today();
    count_on(&hub, &day.to_string()).await;
    let quarters = values(&hub, "reeks", "schiphol", None).await.len();
    assert!(quarters > 100, "{quarters} quarters, enough for every method");
    let store = hub.shelf().store();
    let watched = watch(store, true, &|_| {}).await.unwrap();
    assert_eq!((watched.judged, watched.sparse, watched.pairs), (0, 0, 0));
    // The same numbers of somebody else are judged.
    hub.import(&[("monitor/indicators.toml", &whole.replace("counted = { what = \"practices-in-use\" }\n", ""))]).await;
    assert!(watch(store, true, &|_| {}).await.unwrap().judged > 0);
}
