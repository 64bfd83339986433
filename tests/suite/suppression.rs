//! The attack on small numbers: whatever was ever published, on whatever day, is put together to find what was hidden.

use app::model::contract::SmallNumbers;
use app::model::indicator::{Direction, Indicator, Observation, Qualifier, Theme};
use app::model::lang::Text;
use app::model::place::Place;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::source::Source;
use app::model::status::Status;
use app::model::tlp::Tlp;
use proptest::prelude::*;
use rust_decimal::Decimal;
use server::monitor::suppression::protect;

use crate::hub::{TestHub, config};

const THRESHOLD: u32 = 5;
pub const MONTHS: usize = 6;

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub fn indicator() -> Indicator {
    Indicator {
        code: slug("meldingen"),
        name: Text::new("Meldingen", "Reports"),
        definition: Text::default(),
        unit: Text::default(),
        theme: Theme::Resilience,
        direction: Direction::Ambiguous,
        caveat: None,
        demonstration: false,
        position: 1,
        rhythm: vec![
            app::model::contract::Rhythm::Month,
            app::model::contract::Rhythm::Quarter,
            app::model::contract::Rhythm::Half,
        ],
        hubs: Vec::new(),
        former_hubs: Vec::new(),
        owner: None,
        sharing: Some(Sharing::clear()),
        goals: Vec::new(),
        delay_days: None,
        small_numbers: Some(SmallNumbers {
            threshold: THRESHOLD,
            dominance_percent: None,
            base: None,
            companies: Vec::new(),
            dominance_before: Vec::new(),
        }),
        licence: None,
        per: Vec::new(),
        versions: Vec::new(),
        towards: None,
        unsummed: false,
        unit_one: None,
        counted: None,
    }
}

/// Two hubs of two parts each, and a country of both.
pub fn places() -> Vec<Place> {
    let place = |code: &str, hub: Option<&str>, whole| Place {
        code: slug(code),
        name: Text::new(code, code),
        hub: hub.map(slug),
        whole,
        at: None,
    };
    vec![
        place("noord", Some("noord"), true),
        place("noord-a", Some("noord"), false),
        place("noord-b", Some("noord"), false),
        place("zuid", Some("zuid"), true),
        place("zuid-a", Some("zuid"), false),
        place("zuid-b", Some("zuid"), false),
        place("land", None, false),
    ]
}

/// What a place and period cover: parts (four) by months (six), as a vector of ones and zeros.
fn covers(place: &str, period: &str) -> Vec<f64> {
    let parts: &[usize] = match place {
        "noord" => &[0, 1],
        "noord-a" => &[0],
        "noord-b" => &[1],
        "zuid" => &[2, 3],
        "zuid-a" => &[2],
        "zuid-b" => &[3],
        _ => &[0, 1, 2, 3],
    };
    let months = match period {
        "2024-H1" => 0..6,
        "2024-Q1" => 0..3,
        "2024-Q2" => 3..6,
        month => {
            let month: usize = month[5..].parse().unwrap();
            month - 1..month
        }
    };
    let mut vector = vec![0.0; 4 * MONTHS];
    for part in parts {
        for month in months.clone() {
            vector[part * MONTHS + month] = 1.0;
        }
    }
    vector
}

const PERIODS: [&str; 9] =
    ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-Q1", "2024-Q2", "2024-H1"];

/// All cells of the true numbers, with all totals; `given` leaves some out, as a file that comes later.
pub fn table(truth: &[u32], given: &[bool]) -> Vec<Observation> {
    let mut observations = Vec::new();
    for place in places() {
        for period in PERIODS {
            let covered = covers(place.code.as_str(), period);
            let value: f64 = covered.iter().zip(truth).map(|(one, number)| one * f64::from(*number)).sum();
            if given[observations.len() % given.len()] {
                observations.push(observation(place.code.as_str(), period, value as u32));
            } else {
                // Not known yet on this day.
                observations.push(Observation {
                    value: None,
                    status: Status::Missing,
                    ..observation(place.code.as_str(), period, 0)
                });
            }
        }
    }
    observations
}

fn observation(place: &str, period: &str, value: u32) -> Observation {
    Observation {
        id: slug("V"),
        indicator: slug("meldingen"),
        place: slug(place),
        period: period.parse().unwrap(),
        value: Some(Decimal::from(value)),
        status: Status::Normal,
        qualifier: Qualifier::Exact,
        source: Source { title: "Bron".to_owned(), publisher: None, url: None, date: None },
        note: None,
        known_on: None,
        sharing: Sharing::clear(),
    }
}

/// Whether a vector is a sum of multiples of others (Gaussian elimination).
fn follows(wanted: &[f64], rows: &[Vec<f64>]) -> bool {
    let mut basis: Vec<(usize, Vec<f64>)> = Vec::new();
    let reduce = |basis: &[(usize, Vec<f64>)], vector: &mut Vec<f64>| {
        for (lead, row) in basis {
            let factor = vector[*lead];
            for (cell, other) in vector.iter_mut().zip(row) {
                *cell -= factor * other;
            }
        }
    };
    for row in rows {
        let mut row = row.clone();
        reduce(&basis, &mut row);
        if let Some(lead) = row.iter().position(|cell| cell.abs() > 1e-9) {
            let first = row[lead];
            row.iter_mut().for_each(|cell| *cell /= first);
            basis.push((lead, row));
        }
    }
    let mut wanted = wanted.to_vec();
    reduce(&basis, &mut wanted);
    wanted.iter().all(|cell| cell.abs() < 1e-9)
}

/// The small cells that follow from all that was published, on any of the days.
fn found(days: &[(Vec<Observation>, Vec<Observation>)]) -> Vec<String> {
    found_below(THRESHOLD, days)
}

/// The same where the loosest threshold that ever held was another.
pub fn found_below(threshold: u32, days: &[(Vec<Observation>, Vec<Observation>)]) -> Vec<String> {
    let vector = |o: &Observation| covers(o.place.as_str(), &o.period.to_string());
    let published: Vec<Vec<f64>> =
        days.iter().flat_map(|(_, shown)| shown).filter(|o| o.value.is_some()).map(vector).collect();
    let small =
        |o: &&Observation| o.value.is_some_and(|value| value > Decimal::ZERO && value < Decimal::from(threshold));
    let hidden = days.iter().flat_map(|(truth, _)| truth).filter(small);
    hidden.filter(|o| follows(&vector(o), &published)).map(|o| format!("{} {}", o.place, o.period)).collect()
}

pub fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(prop_oneof![Just(0u32), 1u32..5, 5u32..60], 4 * MONTHS)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Numbers that come in over three days, in any order and with any cells missing: the attacker keeps every download.
    #[test]
    fn nothing_small_follows_from_all_that_was_ever_published(
        truth in numbers(),
        arrivals in prop::collection::vec(prop::collection::vec(any::<bool>(), 63), 3),
    ) {
        let days: Vec<_> = arrivals.iter().map(|given| {
            let known = table(&truth, given);
            let mut shown = known.clone();
            protect(&indicator(), &places(), &mut shown);
            (known, shown)
        }).collect();
        prop_assert_eq!(found(&days), Vec::<String>::new());
        for (known, shown) in &days {
            for (before, after) in known.iter().zip(shown) {
                prop_assert!(after.value.is_none() || after.value == before.value, "nothing is changed but hidden");
                prop_assert!(before.value == after.value || after.status == Status::Suppressed);
            }
        }
    }
}

#[test]
fn the_attack_finds_what_is_hidden_by_itself() {
    // The control: hiding small cells alone leaves totals to subtract from.
    let truth: Vec<u32> = (0..4 * MONTHS as u32).map(|number| if number == 3 { 2 } else { 10 + number }).collect();
    let known = table(&truth, &[true]);
    let mut shown = known.clone();
    for observation in &mut shown {
        if observation.value.is_some_and(|value| value < Decimal::from(THRESHOLD)) {
            observation.value = None;
        }
    }
    assert_eq!(found(&[(known.clone(), shown)]), ["noord-a 2024-04"]);
    let mut protected = known.clone();
    protect(&indicator(), &places(), &mut protected);
    assert!(protected.iter().any(|o| o.value.is_some()), "what is large enough is published");
    assert_eq!(found(&[(known, protected)]), Vec::<String>::new());
}

#[test]
fn single_companies_and_values_of_other_sources_are_hidden_and_named_audiences_keep_theirs() {
    let mut indicator = indicator();
    let shown = |indicator: &Indicator, mut values: Vec<Observation>| -> Vec<Option<String>> {
        protect(indicator, &places(), &mut values);
        values.into_iter().map(|o| o.value.map(|value| value.to_string())).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    let other = Observation {
        source: Source { title: "Krant".to_owned(), publisher: None, url: None, date: None },
        ..observation("noord", "2024-01", 4)
    };
    assert_eq!(shown(&indicator, vec![observation("noord", "2024-01", 6), other]), [None, None]);
    assert_eq!(
        shown(&indicator, vec![observation("noord", "2024-01", 0), observation("noord", "2024-02", 5)]),
        [some("0"), some("5")]
    );
    let amber = Sharing::new(Tlp::Amber, ["organisation:douane".parse().unwrap()].into(), false).unwrap();
    let named = Observation { sharing: amber, ..observation("noord-a", "2024-01", 2) };
    assert_eq!(shown(&indicator, vec![named]), [some("2")]);
    if let Some(rule) = &mut indicator.small_numbers {
        rule.dominance_percent = Some(80);
    }
    let of = |part: u32| vec![observation("noord", "2024-01", 100), observation("noord-a", "2024-01", part)];
    assert_eq!(shown(&indicator, of(81)), [None, None]);
    assert_eq!(shown(&indicator, of(80)), [some("100"), None]);
    if let Some(rule) = &mut indicator.small_numbers {
        rule.companies = vec![slug("noord")];
    }
    assert_eq!(shown(&indicator, of(10)), [None, None]);
    indicator.rhythm.clear();
    assert_eq!(
        shown(&indicator, vec![observation("zuid", "2024-01", 100)]),
        [None],
        "without a rhythm no level is safe"
    );
}

#[tokio::test]
async fn pages_files_and_api_hide_the_same() {
    let hub = TestHub::with(
        &[
            (
                "monitor/indicators.toml",
                "[[indicator]]\ncode = \"m\"\nname = { nl = \"M\", en = \"M\" }\ndefinition = { nl = \"d\", en = \"d\" }\n\
                 unit = { nl = \"\", en = \"\" }\ntheme = \"resilience\"\ndirection = \"ambiguous\"\nposition = 1\n\
                 rhythm = [\"month\", \"year\"]\nsharing = { tlp = \"TLP:CLEAR\" }\nsmall_numbers = { threshold = 5 }\n",
            ),
            (
                "monitor/observations.csv",
                "id,indicator,place,period,value,qualifier,title,note_nl,note_en\n\
                 A,m,schiphol,2024-01,3,exact,T,Precies 3.,Exactly 3.\nB,m,schiphol,2024-02,701,exact,T,,\n\
                 C,m,schiphol,2024,704,exact,T,,\n",
            ),
        ],
        config(),
    )
    .await;
    for address in [
        "/monitor/m",
        "/en/monitor/m",
        "/monitor/m?maat=aandeel",
        "/monitor/m.csv",
        "/monitor/m/waarden.csv",
        "/monitor/m/waarden.json",
        "/monitor/m/datapackage.json",
        "/monitor",
        "/knooppunten/schiphol",
        "/stuurgroep",
    ] {
        let text = hub.get(address).await.text();
        assert!(!text.contains("704") && !text.contains("ecies 3") && !text.contains("xactly 3"), "{address}");
    }
    let values = hub.get("/api/v1/indicatoren/m/waarden").await.json();
    let told: Vec<_> =
        values["resultaten"].as_array().unwrap().iter().map(|v| (v["waarde"].clone(), v["status"].clone())).collect();
    let hidden = (serde_json::Value::Null, "Q".into());
    let shown = (701.0.into(), "A".into());
    assert_eq!(told.iter().filter(|one| **one == hidden).count(), 2, "{told:?}");
    assert!(told.contains(&shown), "{told:?}");
    assert!(hub.get("/monitor/m").await.text().contains("701"));
}
