//! The rule for small numbers by hand: what hides more holds at once and everywhere, what shows more takes two persons.

use app::model::contract::{Dominance, SmallNumbers};
use app::model::reader::{OrganisationKind, Role};
use app::model::slug::Slug;
use server::exchange::observations::{self, Form};
use server::library::take_values;
use server::store::today;

use crate::hub::{TestHub, config};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

const PAGE: &str = "/beheer/indicatoren/meldingen";

fn register(rule: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"meldingen\"\nname = {{ nl = \"Meldingen\", en = \"Reports\" }}\n\
         definition = {{ nl = \"d\", en = \"d\" }}\nunit = {{ nl = \"meldingen\", en = \"reports\" }}\ntheme = \"resilience\"\n\
         direction = \"ambiguous\"\nposition = 1\nrhythm = [\"month\"]\nsharing = {{ tlp = \"TLP:CLEAR\" }}\n{rule}"
    )
}

/// Numbers that stand nowhere else in a page.
const VALUES: &str = "meldingen,schiphol,2025-01,7,A,Bron,exact,Precies zeven.\nmeldingen,schiphol,2025-02,4711,A,Bron,exact,\n\
    meldingen,rotterdam,2025-01,4813,A,Bron,exact,\nmeldingen,rotterdam,2025-02,4917,A,Bron,exact,\n";

async fn hub(rule: &str) -> TestHub {
    let hub = TestHub::with(&[("monitor/indicators.toml", &register(rule))], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let text = format!("indicator,hub,period,value,status,source,qualifier,note\n{VALUES}");
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    hub
}

const RULE: &str = "small_numbers = { threshold = 5 }\n";

/// The last edit of a field, as its form names it.
pub fn seen(page: &str, field: &str) -> String {
    let form = page.split(&format!("name=\"actie\" value=\"{field}\"")).nth(1).unwrap_or_default();
    let value = form.split("name=\"seen\" value=\"").nth(1).unwrap_or_default();
    value.split('"').next().unwrap_or_default().to_owned()
}

/// The fields of the form: threshold, dominance, base, companies.
async fn set(visitor: &Visitor, hub: &TestHub, fields: [&str; 4]) -> u16 {
    let [threshold, dominance, base, companies] = fields;
    let seen = seen(&visitor.get(hub, PAGE).await.text(), "small-numbers");
    let pairs = [
        ("seen", seen.as_str()),
        ("actie", "small-numbers"),
        ("threshold", threshold),
        ("dominance", dominance),
        ("base", base),
        ("companies", companies),
        ("reason", "Op verzoek van de Douane."),
    ];
    visitor.post(hub, PAGE, &form(&pairs)).await.status
}

/// The proposal on the page, as its buttons name it.
async fn proposal(visitor: &Visitor, hub: &TestHub) -> Option<String> {
    let page = visitor.get(hub, PAGE).await.text();
    let rest = page.split("name=\"proposal\" value=\"").nth(1)?;
    Some(rest[..rest.find('"')?].to_owned())
}

async fn settle(visitor: &Visitor, hub: &TestHub, act: &str, proposal: &str) -> u16 {
    visitor.post(hub, PAGE, &form(&[("actie", act), ("proposal", proposal)])).await.status
}

/// Everything in which the values of the indicator go out to anybody.
const OUTWARD: [&str; 14] = [
    "/monitor",
    "/en/monitor",
    "/monitor?knooppunt=schiphol",
    "/monitor/meldingen",
    "/monitor/meldingen?beeld=staven",
    "/monitor/meldingen/insluiten",
    "/monitor/meldingen/grafiek.svg",
    "/monitor/meldingen.csv",
    "/monitor/meldingen/waarden.csv",
    "/monitor/meldingen/waarden.json",
    "/api/v1/indicatoren/meldingen/waarden",
    "/knooppunten/schiphol",
    "/stuurgroep",
    "/",
];

/// Whether a number is anywhere in what goes out, in any way of writing.
async fn goes_out(hub: &TestHub, number: &str) -> bool {
    let dotted = format!("{}.{}", &number[..1], &number[1..]);
    let mut found = false;
    for address in OUTWARD {
        let text = hub.get(address).await.text();
        found |= text.contains(number) || text.contains(&dotted) || text.contains(&dotted.replace('.', ","));
    }
    found
}

#[tokio::test]
async fn a_stricter_rule_holds_at_once_and_everywhere() {
    let hub = hub("").await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    assert!(goes_out(&hub, "4711").await && goes_out(&hub, "4813").await);
    let page = admin.get(&hub, PAGE).await.page();
    assert!(page.contains("kan iemand bewaard hebben"), "the first rule comes with a warning: {page}");
    let seq = hub.shelf().store().seq();
    assert_eq!(set(&admin, &hub, ["4800", "", "", ""]).await, 303);
    assert_eq!(hub.shelf().store().seq(), seq + 1);
    assert!(!goes_out(&hub, "4711").await && goes_out(&hub, "4813").await, "a value below the threshold is hidden");
    for address in ["/monitor/meldingen", "/monitor/meldingen.csv", "/api/v1/indicatoren/meldingen/waarden"] {
        let known = hub.get(&format!("{address}?bekend={}&bekendOp={0}", today())).await;
        assert!(!known.text().contains("4711"), "{address}");
    }
    let archive = hub.get("/monitor.zip").await.body;
    let csv = unzipped(&archive, "meldingen/waarden.csv");
    assert!(!csv.contains("4711") && csv.contains("4813") && csv.contains(",Q,"), "{csv}");
    let told = hub.get("/monitor/meldingen").await.page();
    assert!(told.contains("Aantallen van 1 tot en met 4.799"), "{told}");

    // A company is never shown, and that is stricter too. The share from which a part dominates is told to nobody outside.
    assert_eq!(set(&admin, &hub, ["4800", "83", "60000", "rotterdam"]).await, 303);
    assert!(!goes_out(&hub, "4813").await);
    let told = hub.get("/monitor/meldingen").await.page();
    assert!(told.contains("beginnen: een knooppunt waarvan één onderdeel een te groot deel heeft"), "{told}");
    assert!(told.contains("Ook niet, voor perioden die na ") && !told.contains("83%"), "{told}");
    assert!(told.contains("Aandelen alleen van een totaal van minstens 60.000"), "{told}");
    let page = admin.get(&hub, PAGE).await.page();
    for part in [
        "vanaf 4800; grootste deel hoogstens 83%",
        "percentages vanaf een totaal van 60000",
        "één bedrijf: rotterdam",
        "Op verzoek van de Douane.",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for (fields, says) in [
        (["2", "", "", ""], "Bij 2 zou te zien zijn"),
        (["veel", "", "", ""], "een heel getal van 3"),
        (["4800", "49", "", ""], "van 50 tot en met 99"),
        (["4800", "83,5", "", ""], "van 50 tot en met 99"),
        (["4800", "83", "0", ""], "van 1 tot en met 100000"),
        (["4800", "83", "60000", "nergens"], "“nergens”"),
        (["4800", "83", "60000", "rotterdam"], "De regel is al zo"),
    ] {
        assert_eq!(set(&admin, &hub, fields).await, 422, "{fields:?}");
        let seen = seen(&page, "small-numbers");
        let pairs = [
            ("seen", seen.as_str()),
            ("actie", "small-numbers"),
            ("threshold", fields[0]),
            ("dominance", fields[1]),
            ("base", fields[2]),
            ("companies", fields[3]),
            ("reason", "r"),
        ];
        let page = admin.post(&hub, PAGE, &form(&pairs)).await.text();
        assert!(page.contains(says), "{says}: {page}");
    }
    let without = [("actie", "small-numbers"), ("threshold", "9000"), ("reason", " ")];
    assert_eq!(admin.post(&hub, PAGE, &form(&without)).await.status, 422, "a reason is needed");
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_looser_rule_waits_for_a_second_person_and_shows_nothing_until_then() {
    let hub = hub("small_numbers = { threshold = 4800 }\n").await;
    let one = signed_in(&hub, "een@knooppunt.example", "knooppunt", Role::Admin).await;
    let two = signed_in(&hub, "twee@knooppunt.example", "knooppunt", Role::Editor).await;
    let mut before = Vec::new();
    for address in OUTWARD {
        before.push(hub.get(address).await.bare());
    }
    assert_eq!(set(&one, &hub, ["5", "", "", ""]).await, 303);
    for (address, before) in OUTWARD.into_iter().zip(&before) {
        assert_eq!(&hub.get(address).await.bare(), before, "{address}");
    }
    let waits = proposal(&one, &hub).await.unwrap();
    let page = one.get(&hub, PAGE).await.page();
    assert!(
        page.contains("Wacht op een tweede persoon") && page.contains("Voorstel om meer te tonen: getoond vanaf 5."),
        "{page}"
    );
    assert!(!page.contains("Stem in") && two.get(&hub, PAGE).await.page().contains("Stem in"));
    let back = "name=\"field\" value=\"small-numbers\"";
    assert!(!page.contains(back), "a proposal decides nothing: {page}");
    assert_eq!(settle(&one, &hub, "agree-rule", &waits).await, 422, "nobody agrees with themselves");
    assert_eq!(settle(&two, &hub, "agree-rule", "0193").await, 409);

    // Whoever has no part in the register is told nothing, whatever they send.
    let reader = signed_in(&hub, "lezer@knooppunt.example", "knooppunt", Role::Contributor).await;
    let elsewhere = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Editor).await;
    let token = with_token(&hub, "bot@knooppunt.example", "knooppunt", Role::Admin).await;
    for (name, visitor) in
        [("contributor", &reader), ("other editor", &elsewhere), ("token", &token), ("nobody", &Visitor::default())]
    {
        for act in ["agree-rule", "keep-rule"] {
            assert_eq!(settle(visitor, &hub, act, &waits).await, 404, "{name} {act}");
        }
        assert_eq!(set(visitor, &hub, ["6000", "", "", ""]).await, 404, "{name}");
    }

    // A rule that is stricter meanwhile takes the proposal along: what was looked at is not what would come.
    assert_eq!(set(&two, &hub, ["4850", "", "", ""]).await, 303);
    assert_eq!(settle(&two, &hub, "agree-rule", &waits).await, 409);
    assert!(two.get(&hub, PAGE).await.page().contains(back), "a rule decides");
    assert!(proposal(&two, &hub).await.is_none());
    assert!(!goes_out(&hub, "4813").await && goes_out(&hub, "4917").await);
    // Dropped, by whoever proposed it or by another.
    assert_eq!(set(&two, &hub, ["5", "", "", ""]).await, 303);
    let waits = proposal(&one, &hub).await.unwrap();
    assert_eq!(settle(&one, &hub, "keep-rule", &waits).await, 303);
    assert_eq!(settle(&one, &hub, "agree-rule", &waits).await, 409);
    assert!(!goes_out(&hub, "4711").await);

    assert_eq!(set(&two, &hub, ["5", "", "", ""]).await, 303);
    let waits = proposal(&one, &hub).await.unwrap();
    assert_eq!(settle(&one, &hub, "agree-rule", &waits).await, 303);
    assert!(goes_out(&hub, "4711").await && goes_out(&hub, "4813").await);
    assert!(hub.get("/monitor/meldingen").await.page().contains("Aantallen van 1 tot en met 4 "));
    assert_eq!(settle(&one, &hub, "agree-rule", &waits).await, 409, "once");
    let history = one.get(&hub, PAGE).await.page();
    assert!(
        history.contains("Voorstel niet overgenomen")
            && history.contains("Regel voor kleine aantallen: getoond vanaf 5."),
        "{history}"
    );
}

#[tokio::test]
async fn the_file_is_followed_again_only_where_it_shows_no_more() {
    let hub = hub(RULE).await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let back = [("actie", "hand-back"), ("field", "small-numbers")];
    assert_eq!(admin.post(&hub, PAGE, &form(&back)).await.status, 409, "it follows the file already");
    assert_eq!(set(&admin, &hub, ["10", "", "", ""]).await, 303);
    let refused = admin.post(&hub, PAGE, &form(&back)).await;
    assert!(refused.status == 422 && refused.text().contains("Stel die regel hier voor"), "{}", refused.status);
    // A later file changes nothing while the portal decides, however strict or loose it is.
    hub.import(&[("monitor/indicators.toml", &register(""))]).await;
    let held = async || {
        let code: Slug = "meldingen".parse().unwrap();
        hub.shelf().store().indicator(&code).await.unwrap().unwrap().small_numbers.map(|rule| rule.threshold)
    };
    assert_eq!(held().await, Some(10));
    let refused = admin.post(&hub, PAGE, &form(&back)).await;
    assert!(refused.status == 422 && refused.text().contains("Het bestand heeft geen regel"), "{}", refused.text());
    // As strict, but with a largest part of which it forgets from when on.
    hub.import(&[(
        "monitor/indicators.toml",
        &register("small_numbers = { threshold = 12, dominance_percent = 80 }\n"),
    )])
    .await;
    let refused = admin.post(&hub, PAGE, &form(&back)).await;
    assert!(refused.status == 422 && refused.text().contains("zegt niet wat eerder gold"), "{}", refused.text());
    hub.import(&[("monitor/indicators.toml", &register("small_numbers = { threshold = 12 }\n"))]).await;
    assert_eq!(admin.post(&hub, PAGE, &form(&back)).await.status, 303);
    assert_eq!(held().await, Some(12));
}

#[tokio::test]
async fn a_share_is_given_of_a_total_that_is_large_enough() {
    let hub = hub("small_numbers = { threshold = 5, base = 9700 }\n").await;
    let shares = hub.get("/monitor/meldingen?maat=aandeel").await.page();
    assert!(shares.contains("niet te berekenen"), "two months are no year: {shares}");
    let months = |place: &str, count: u32| -> String {
        (1..=12).map(|month| format!("meldingen,{place},2024-{month:02},{count},A,Bron,exact,\n")).collect()
    };
    let text = format!(
        "indicator,hub,period,value,status,source,qualifier,note\n{}{}",
        months("schiphol", 300),
        months("rotterdam", 500)
    );
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    let shares = hub.get("/monitor/meldingen?maat=aandeel").await.page();
    assert!(!shares.contains("37,5"), "9,600 is less than the base: {shares}");
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    // A lower base shows nothing that was hidden: a share is made of what is shown.
    assert_eq!(set(&admin, &hub, ["5", "", "9600", ""]).await, 303);
    assert!(hub.get("/monitor/meldingen?maat=aandeel").await.page().contains("37,5"));
    // What somebody else set meanwhile is not overwritten unseen, whatever the form was filled in with.
    let stale = form(&[("actie", "small-numbers"), ("threshold", "5"), ("base", "9700"), ("reason", "Oud.")]);
    assert_eq!(admin.post(&hub, PAGE, &stale).await.status, 409);
    assert!(hub.get("/monitor/meldingen?maat=aandeel").await.page().contains("37,5"));
}

#[tokio::test]
async fn nobody_alone_names_readers_of_what_a_rule_hides() {
    let hub = hub("small_numbers = { threshold = 10 }\n").await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let inside = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Reader).await;
    let narrow = |tlp: &'static str| [("actie", "label"), ("tlp", tlp), ("audience", "organisation:proefdienst")];
    let page = admin.get(&hub, PAGE).await.page();
    assert!(page.contains("value=\"TLP:GREEN\"") && !page.contains("value=\"TLP:AMBER\""), "{page}");
    let small = "Precies zeven.";
    for tlp in ["TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"] {
        let refused = admin.post(&hub, PAGE, &form(&narrow(tlp))).await;
        assert!(refused.status == 422 && refused.text().contains("zou de doelgroep zien"), "{tlp}: {}", refused.status);
        assert!(!inside.get(&hub, "/monitor/meldingen").await.text().contains(small), "{tlp}");
    }
    assert_eq!(admin.post(&hub, PAGE, &form(&[("actie", "label"), ("tlp", "TLP:GREEN")])).await.status, 303);
    assert!(!inside.get(&hub, "/monitor/meldingen").await.text().contains(small));

    // Nor where the indicator is narrow and its values are not.
    let amber = register(RULE).replace("\"TLP:CLEAR\"", "\"TLP:AMBER\", audience = [\"organisation:proefdienst\"]");
    let hub = TestHub::with(&[("monitor/indicators.toml", &amber)], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let strict = [("actie", "label"), ("tlp", "TLP:AMBER+STRICT"), ("audience", "organisation:proefdienst")];
    let rows = VALUES.replace('\n', ",TLP:CLEAR\n");
    let text = format!("indicator,hub,period,value,status,source,qualifier,note,tlp\n{rows}");
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    let refused = admin.post(&hub, PAGE, &form(&strict)).await;
    assert!(refused.status == 422 && refused.text().contains("zou de doelgroep zien"), "{}", refused.text());
    // Without wide values nobody gets to see more.
    let hub = TestHub::with(&[("monitor/indicators.toml", &amber)], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    assert_eq!(admin.post(&hub, PAGE, &form(&strict)).await.status, 303);
}

#[tokio::test]
async fn only_who_may_change_the_rule_is_told_the_share_that_dominates() {
    let hub = hub("small_numbers = { threshold = 5, dominance_percent = 97, companies = [\"rotterdam\"] }\n").await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let elsewhere = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Editor).await;
    // One that holds, and one that waits.
    assert_eq!(set(&admin, &hub, ["10", "83", "", "rotterdam"]).await, 303);
    assert_eq!(set(&admin, &hub, ["5", "91", "", "rotterdam"]).await, 303);
    let page = admin.get(&hub, PAGE).await.page();
    for percent in ["97%", "83%", "91%", "één bedrijf: rotterdam"] {
        assert!(page.contains(percent), "{percent}: {page}");
    }
    let page = elsewhere.get(&hub, PAGE).await.page();
    assert_eq!(page.matches("Voorstel om meer te tonen").count(), 2, "waiting and in the history: {page}");
    assert!(page.contains("een te groot deel heeft") && page.contains("Op verzoek van de Douane."), "{page}");
    for told in ["97%", "83%", "91%", "één bedrijf", ".. Reden"] {
        assert!(!page.contains(told), "{told}: {page}");
    }
}

#[test]
fn dominance_is_told_of_the_periods_that_it_holds_for() {
    let day = |text: &str| -> jiff::civil::Date { text.parse().unwrap() };
    let (march, june) = (day("2025-03-01"), day("2025-06-01"));
    let dominated = |before: &[(jiff::civil::Date, Option<u8>)], now: Option<u8>| {
        let rule = SmallNumbers {
            threshold: 5,
            dominance_percent: now,
            base: None,
            companies: Vec::new(),
            dominance_before: before.iter().map(|&(until, percent)| Dominance { until, percent }).collect(),
        };
        rule.dominated().into_iter().map(|stretch| (stretch.after, stretch.until)).collect::<Vec<_>>()
    };
    assert_eq!(dominated(&[], None), []);
    assert_eq!(dominated(&[], Some(80)), [(None, None)]);
    assert_eq!(dominated(&[(march, Some(90))], Some(80)), [(None, None)], "another percentage is told to nobody");
    assert_eq!(dominated(&[(march, None)], Some(80)), [(Some(march), None)]);
    assert_eq!(dominated(&[(march, Some(80))], None), [(None, Some(march))]);
    assert_eq!(dominated(&[(march, None), (june, Some(80))], None), [(Some(march), Some(june))]);
    let twice = [(None, Some(march)), (Some(june), None)];
    assert_eq!(dominated(&[(march, Some(80)), (june, None)], Some(80)), twice);
    // Changed twice in a day.
    assert_eq!(dominated(&[(march, None), (march, Some(80))], None), []);
    assert_eq!(dominated(&[(march, Some(90)), (march, None)], Some(80)), [(None, None)]);
}

/// The text of a file in an archive.
fn unzipped(archive: &[u8], end: &str) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let name = archive.file_names().map(|name| name.unwrap().into_owned()).find(|name| name.ends_with(end)).unwrap();
    let mut text = String::new();
    archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
    text
}
