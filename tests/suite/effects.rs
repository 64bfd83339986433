//! The effect of a declared measure: what the counts say, and when they say nothing.

use app::desk::Effects;
use app::model::effect::{Effect, Question, Unjudged};
use app::model::reader::{OrganisationKind, Reader};
use server::exchange::observations::{self, Form};
use server::library::take_values;

use crate::corpus::person;
use crate::hub::{TestHub, config};

const REGISTERS: &str = "[[indicator]]\ncode = \"partijen\"\nname = { nl = \"Partijen\", en = \"Consignments\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"partijen\", en = \"consignments\" }\ntheme = \"seizures\"\n\
    direction = \"ambiguous\"\nposition = 1\nsharing = { tlp = \"TLP:CLEAR\" }\n\
    [[indicator]]\ncode = \"gewicht\"\nname = { nl = \"Gewicht\", en = \"Weight\" }\ndefinition = { nl = \"d\", en = \"d\" }\n\
    unit = { nl = \"kg\", en = \"kg\" }\ntheme = \"seizures\"\ndirection = \"ambiguous\"\nposition = 2\n\
    sharing = { tlp = \"TLP:CLEAR\" }\n";

const PLAN: &str = "[[measure]]\ncode = \"proef\"\ntitle = { nl = \"Proef\", en = \"Trial\" }\nsummary = { nl = \"s\", en = \"s\" }\n\
    lines = [\"barriers\"]\nhubs = [\"rotterdam\"]\nstatus = \"announced\"\nsource = { title = \"Bron\" }\n";

/// The counts of Wheeler and Ratcliffe (2018): control, treated, and the two for displacement, spread over twelve months each.
const PAPER: [(&str, u32, u32); 4] = [
    ("schiphol", 308, 318),
    ("rotterdam", 207, 110),
    ("noordzeekanaalgebied", 150, 140),
    ("zeeland-west-brabant", 178, 157),
];

fn rows(code: &str, hub: &str, before: u32, after: u32, months: u32) -> String {
    let mut rows = String::new();
    for (year, total) in [(2022, before), (2023, after)] {
        for month in 1..=months {
            let count = total / months + u32::from(month <= total % months);
            rows.push_str(&format!("{code},{hub},{year}-{month:02},{count},A,Bron,exact,,\n"));
        }
    }
    rows
}

async fn hub() -> TestHub {
    let hub = TestHub::with(&[("monitor/indicators.toml", REGISTERS), ("plan.toml", PLAN)], config()).await;
    let mut text = String::new();
    for (place, before, after) in PAPER {
        text.push_str(&rows("partijen", place, before, after, 12));
        text.push_str(&rows("gewicht", place, before, after, 12));
    }
    // Half a year is no whole one.
    text.push_str(&rows("partijen", "bloemenveilingen", 10, 10, 6));
    take(&hub, &text).await;
    hub
}

async fn take(hub: &TestHub, rows: &str) {
    let text = format!("indicator,hub,period,value,status,source,qualifier,note,tlp\n{rows}");
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    hub.catch_up().await;
}

fn question(treated: &str, control: &str, buffer: Option<&str>, other: Option<&str>) -> Question {
    let slug = |code: &str| Some(code.parse().unwrap());
    Question {
        indicator: slug("partijen"),
        begin: Some("2023-01-01".parse().unwrap()),
        treated: slug(treated),
        control: slug(control),
        buffer: buffer.and_then(slug),
        buffer_control: other.and_then(slug),
    }
}

async fn ask(hub: &TestHub, question: &Question) -> Option<Result<Effect, Unjudged>> {
    hub.shelf().effect(&Reader::Anonymous, question).await.unwrap().answer
}

fn near(value: f64, expected: f64) -> bool {
    (value - expected).abs() < 0.01
}

#[tokio::test]
async fn the_example_of_the_paper_comes_out_as_in_the_paper() {
    let hub = hub().await;
    let asked = question("rotterdam", "schiphol", Some("zeeland-west-brabant"), Some("noordzeekanaalgebied"));
    let effect = ask(&hub, &asked).await.unwrap().unwrap();
    assert_eq!(
        (effect.periods, effect.before.0.to_string(), effect.after.1.to_string()),
        (12, "2022-01".into(), "2023-12".into())
    );
    // -118, with a standard error of the root of 1568.
    let reach = 1.959_963_984_540_054 * 1568_f64.sqrt();
    assert!(near(effect.difference.value, -118.0), "{:?}", effect.difference);
    assert!(near(effect.difference.low, -118.0 - reach) && near(effect.difference.high, -118.0 + reach));
    assert!(near(effect.local.value, -107.0), "{:?}", effect.local);
    assert!(near(effect.expected, 207.0 * 318.0 / 308.0));
    // A0 C1/C0 - A1 + B0 C1/C0 - B1, by hand.
    let net = effect.net.unwrap();
    assert!(near(net.value, (207.0 + 178.0) * 318.0 / 308.0 - 110.0 - 157.0), "{net:?}");
    let quotient = (157.0 / 318.0 - 178.0 / 308.0) / (110.0 / 318.0 - 207.0 / 308.0);
    assert!(near(effect.quotient.unwrap(), quotient), "{:?}", effect.quotient);

    let address = "/maatregelen/proef/effect?indicator=partijen&begin=2023-01-01&plaats=rotterdam&vergelijking=schiphol\
                   &uitwijk=zeeland-west-brabant&uitwijk_vergelijking=noordzeekanaalgebied";
    let page = hub.get(address).await.page();
    for part in [
        "107 minder dan in vergelijking",
        "geen teken van verplaatsing",
        "januari 2022 – december 2022",
        ">\u{2212}118<",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = hub.get(&format!("/en{address}")).await.page();
    assert!(page.contains("107 fewer than could be expected"), "{page}");
}

#[tokio::test]
async fn without_a_buffer_nothing_is_said_of_displacement_and_chance_is_called_chance() {
    let hub = hub().await;
    let effect = ask(&hub, &question("noordzeekanaalgebied", "schiphol", None, None)).await.unwrap().unwrap();
    assert!(effect.quotient.is_none() && effect.buffer.is_none());
    assert!(!effect.local.is_clear() && effect.difference == effect.local, "{effect:?}");
    let address = "/maatregelen/proef/effect?indicator=partijen&begin=2023-01-01&plaats=noordzeekanaalgebied&vergelijking=schiphol";
    let page = hub.get(address).await.page();
    assert!(
        page.contains("niet van toeval te onderscheiden") && page.contains("over verplaatsing niets te zeggen"),
        "{page}"
    );
}

#[tokio::test]
async fn what_cannot_be_judged_is_said_and_gets_no_number() {
    let hub = hub().await;
    assert_eq!(ask(&hub, &question("rotterdam", "rotterdam", None, None)).await, Some(Err(Unjudged::SamePlace)));
    // The half year before it ends long before the beginning.
    let few = ask(&hub, &question("bloemenveilingen", "schiphol", None, None)).await;
    assert!(matches!(few, Some(Err(Unjudged::TooFew { needed: 12, before: 0, after: 6, .. }))), "{few:?}");
    let late = Question { begin: Some("2023-06-01".parse().unwrap()), ..question("rotterdam", "schiphol", None, None) };
    assert!(matches!(ask(&hub, &late).await, Some(Err(Unjudged::TooFew { before: 17, after: 7, .. }))));
    let strange =
        Question { treated: Some("moerdijk".parse().unwrap()), ..question("rotterdam", "schiphol", None, None) };
    assert_eq!(ask(&hub, &strange).await, Some(Err(Unjudged::NoPeriods)));
    // Weights are not judged, whoever asks; and a question that is not whole has no answer.
    let kilos =
        Question { indicator: Some("gewicht".parse().unwrap()), ..question("rotterdam", "schiphol", None, None) };
    assert_eq!(ask(&hub, &kilos).await, None);
    assert_eq!(ask(&hub, &Question { control: None, ..question("rotterdam", "schiphol", None, None) }).await, None);
    let page =
        hub.get("/maatregelen/proef/effect?indicator=partijen&begin=niets&plaats=%00&vergelijking=schiphol").await;
    assert_eq!(page.status, 200);
    assert_eq!(hub.get("/maatregelen/bestaat-niet/effect").await.status, 404);
}

#[tokio::test]
async fn only_values_that_the_reader_may_read_count() {
    let hub = hub().await;
    let hidden = rows("partijen", "bloemenveilingen", 120, 60, 12)
        .replace(",exact,,", ",exact,,TLP:GREEN")
        .replace("Bron", "Intern");
    take(&hub, &hidden).await;
    let asked = question("bloemenveilingen", "schiphol", None, None);
    let few = ask(&hub, &asked).await;
    assert!(matches!(few, Some(Err(Unjudged::TooFew { before: 0, after: 6, .. }))), "{few:?}");
    let member = person("p-1", "rederij", OrganisationKind::Private, "schiphol");
    // A member sees the other source as well: where the two differ, in the first half of each year, neither counts.
    let seen = hub.shelf().effect(&member, &asked).await.unwrap().answer;
    assert!(matches!(seen, Some(Err(Unjudged::TooFew { before: 6, after: 0, .. }))), "{seen:?}");
}

#[tokio::test]
async fn a_share_that_rose_is_told_and_chance_is_not() {
    let hub = TestHub::with(&[("monitor/indicators.toml", REGISTERS), ("plan.toml", PLAN)], config()).await;
    let page = hub.get("/monitor/partijen?maat=aandeel").await;
    assert_eq!(page.status, 200);
    let rows = |moved: i32| {
        let mut rows = String::new();
        for month in 0..48 {
            let (year, number) = (2021 + month / 12, month % 12 + 1);
            // The same wave at both hubs; in the last year some move from the one to the other.
            let wave = [0, 2, -1, 1, 0, -2, 1, 0, -1, 2, 0, -2][month as usize % 12];
            let gone = if month >= 36 { moved } else { 0 };
            for (place, count) in [("rotterdam", 20 + wave - gone), ("schiphol", 10 - wave + gone)] {
                rows.push_str(&format!("partijen,{place},{year}-{number:02},{count},A,Bron,exact,,\n"));
            }
        }
        rows
    };
    take(&hub, &rows(0)).await;
    let code = "partijen".parse().unwrap();
    let same = hub.shelf().share_shift(&Reader::Anonymous, &code).await.unwrap().unwrap();
    assert!(same.hubs.iter().all(|one| one.chance > 0.05), "{same:?}");
    assert!(hub.get("/monitor/partijen?maat=aandeel").await.page().contains("Geen van de aandelen steeg"));

    // Values of later days replace those of the last year.
    let later = rows(8).lines().filter(|row| row.contains(",2024-")).map(|row| format!("{row}\n")).collect::<String>();
    take(&hub, &later).await;
    let moved = hub.shelf().share_shift(&Reader::Anonymous, &code).await.unwrap().unwrap();
    assert_eq!(moved, hub.shelf().share_shift(&Reader::Anonymous, &code).await.unwrap().unwrap(), "the same each time");
    let [rotterdam, schiphol] = &moved.hubs[..] else { panic!("{moved:?}") };
    assert!(schiphol.chance < 0.01 && rotterdam.chance > 0.5, "{moved:?}");
    assert!(near(schiphol.before, 1.0 / 3.0) && near(schiphol.after, 0.6), "{moved:?}");
    assert_eq!(schiphol.since.unwrap().to_string(), "2024-01");
    let page = hub.get("/monitor/partijen?maat=aandeel").await.page();
    assert!(
        page.contains("Het aandeel van Luchthaven Schiphol steeg van 33,3% naar 60") && page.contains("januari 2024"),
        "{page}"
    );
    // Weights are not judged.
    assert_eq!(hub.shelf().share_shift(&Reader::Anonymous, &"gewicht".parse().unwrap()).await.unwrap(), None);
}

#[tokio::test]
async fn of_less_than_the_page_gives_shares_of_no_shift_is_judged() {
    let code = "partijen".parse().unwrap();
    // Ten events are the least; per year, the last of which is judged.
    for (per_year, judged) in [([5, 5, 9], false), ([5, 4, 20], false), ([5, 5, 10], true)] {
        let hub = TestHub::with(&[("monitor/indicators.toml", REGISTERS), ("plan.toml", PLAN)], config()).await;
        let mut rows = String::new();
        for (year, total) in (2022..).zip(per_year) {
            for month in 1..=12 {
                // One each month, or two, and the other hub has one a year.
                let count = (total - 1) / 12 + u32::from(month <= (total - 1) % 12);
                rows.push_str(&format!("partijen,rotterdam,{year}-{month:02},{count},A,Bron,exact,,\n"));
                rows.push_str(&format!(
                    "partijen,schiphol,{year}-{month:02},{},A,Bron,exact,,\n",
                    u32::from(month == 6)
                ));
            }
        }
        take(&hub, &rows).await;
        let shift = hub.shelf().share_shift(&Reader::Anonymous, &code).await.unwrap();
        assert_eq!(shift.is_some(), judged, "{per_year:?}: {shift:?}");
    }
}

#[tokio::test]
async fn what_may_still_change_is_left_out_by_the_delay_that_was_measured() {
    let hub = TestHub::with(&[("monitor/indicators.toml", REGISTERS), ("plan.toml", PLAN)], config()).await;
    let today = server::store::today();
    let this_month = today.first_of_month();
    let month = |back: i32| this_month - jiff::Span::new().months(back);
    let of = |days: i32| -> String {
        let mut rows = String::from("indicator,hub,period,value,status,source,qualifier,note,known_on\n");
        for (place, back) in
            ["rotterdam", "schiphol"].into_iter().flat_map(|place| (1..=24).map(move |back| (place, back)))
        {
            let first = month(back);
            let known = (first.last_of_month() + jiff::Span::new().days(days)).min(today);
            rows.push_str(&format!(
                "partijen,{place},{},{},A,Bron,exact,,{known}\n",
                first.strftime("%Y-%m"),
                20 + back
            ));
        }
        rows
    };
    let asked = Question { begin: Some(month(12)), ..question("rotterdam", "schiphol", None, None) };
    let intake = |text: String| observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake(of(75)), false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    // The last month was over at most 31 days ago, and months take 75 days here: the register says nothing of it.
    let late = ask(&hub, &asked).await;
    assert!(matches!(late, Some(Err(Unjudged::TooFew { needed: 12, before: 12, after: 9 | 10, .. }))), "{late:?}");

    let prompt = TestHub::with(&[("monitor/indicators.toml", REGISTERS), ("plan.toml", PLAN)], config()).await;
    take_values(prompt.shelf().store(), intake(of(0)), false, &|_| {}).await.unwrap();
    prompt.catch_up().await;
    assert!(matches!(ask(&prompt, &asked).await, Some(Ok(_))), "values that come at once are complete at once");
}
