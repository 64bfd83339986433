//! The explorer of monthly series, over the demonstration data: every state has an address, gaps stay gaps, nothing is
//! drawn as surer than it is.

use app::desk::Monitor;
use app::model::period::Period;
use app::model::reader::Reader;
use app::model::slug::Slug;
use app::model::trend::{is_dense, readings, twelve_and_twelve};
use app::parts::chart::heat::{cells, steps};
use app::parts::chart::run::{incomplete, stretches};
use app::parts::chart::scale::{Axis, Years};
use server::exchange::observations::{self, Form};
use server::library::take_values;

use crate::hub::{TestHub, config};

const PLACES: &str = include_str!("../fixtures/demonstration/register/places.toml");
const INDICATORS: &str = include_str!("../fixtures/demonstration/register/monitor/indicators.toml");
const VALUES: &str = include_str!("../fixtures/demonstration/values.csv");

async fn hub() -> TestHub {
    let hub = TestHub::with(&[("places.toml", PLACES), ("monitor/indicators.toml", INDICATORS)], config()).await;
    let intake = observations::read("values.csv", VALUES.as_bytes(), Form::Partner, &|_| {}).unwrap();
    let taken = take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    assert_eq!(taken.new as usize, VALUES.lines().count() - 1);
    hub
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

#[tokio::test]
async fn every_state_has_its_own_address_in_both_languages_and_says_that_it_is_a_demonstration() {
    let hub = hub().await;
    for (before, mark) in [("", "ze gaan niet over Nederland"), ("/en", "not about the Netherlands")] {
        for (query, has, lacks) in [
            ("", "chart-run", "class=\"heat\""),
            ("?beeld=raster", "class=\"heat\"", "chart-run"),
            ("?plaats=demonstratie-miami-field-office", "data-point=\"90\"", "demonstratie-chicago-field-office-title"),
            ("?schaal=log", ">1,000<", ""),
            ("?schaal=eigen&vanaf=2020&tot=2021", "<option value=\"2020\" selected", ">2018<"),
            ("?bekend=2000-01-01", "", "chart-run"),
            ("?plaats=bestaat-niet&vanaf=x&tot=&schaal=%00&beeld=", "class=\"empty\"", "chart-run"),
        ] {
            let address = format!("{before}/monitor/demonstratie-kilo{query}");
            let answer = hub.get(&address).await;
            assert_eq!(answer.status, 200, "{address}");
            let html = answer.text();
            let has = if before.is_empty() { has.replace("1,000", "1.000") } else { has.to_owned() };
            let drawings =
                html.find("id=\"chart\"").map_or("", |start| &html[start..html.find("id=\"values\"").unwrap()]);
            assert!(html.contains(&has), "{address}: no {has}");
            assert!(lacks.is_empty() || !drawings.contains(lacks) || lacks == ">2018<", "{address}: {lacks}");
            assert!(html.contains(mark), "{address}: the demonstration is not named");
            assert!(!html.contains(" style=\""), "{address}: an inline style breaks the policy");
        }
    }
    let overview = hub.get("/monitor").await.text();
    assert!(overview.contains("ze gaan niet over Nederland"));
}

#[tokio::test]
async fn lines_break_where_a_value_is_missing() {
    let hub = hub().await;
    let series = hub.shelf().series(&Reader::Anonymous, &slug("demonstratie-vondsten"), None).await.unwrap();
    assert!(is_dense(&series));
    let place = slug("demonstratie-miami-field-office");
    let whole = readings(&series, &place);
    assert_eq!(whole.len(), 91);
    let years = Years::over(whole.iter().map(|reading| reading.period)).unwrap();
    let axis = Axis::over([100.0], 3);
    assert_eq!(stretches(&whole, years, &axis).len(), 1);
    assert!(twelve_and_twelve(&series, &place).is_some());
    let gone: Period = "2025-06".parse().unwrap();
    let mut gap = series.clone();
    for observation in gap.observations.iter_mut().filter(|o| o.period == gone) {
        observation.value = None;
    }
    let broken = readings(&gap, &place);
    assert_eq!(stretches(&broken, years, &axis).len(), 2);
    let steps = steps(&[1.0, 2.0, 3.0]);
    let count = |readings: &[_]| -> usize { cells(readings, years, &steps).iter().map(|(_, cells)| cells.len()).sum() };
    assert_eq!((count(&whole), count(&broken)), (91, 90), "a missing value is no cell");
    assert_eq!(twelve_and_twelve(&gap, &place), None, "no mean over a gap");
}

#[tokio::test]
async fn a_mean_is_that_of_the_twelve_values_in_the_table() {
    let hub = hub().await;
    let series = hub.shelf().series(&Reader::Anonymous, &slug("demonstratie-vondsten"), None).await.unwrap();
    for place in &series.places {
        let (before, after, last) = twelve_and_twelve(&series, &place.code).unwrap();
        let values: Vec<f64> =
            series.of(&place.code).iter().map(|o| o.value.unwrap().to_string().parse().unwrap()).collect();
        let mean = |part: &[f64]| part.iter().sum::<f64>() / 12.0;
        let rounded = |value: rust_decimal::Decimal| value.to_string().parse::<f64>().unwrap();
        assert!((rounded(before) - mean(&values[67..79])).abs() <= 0.051, "{}", place.code);
        assert!((rounded(after) - mean(&values[79..91])).abs() <= 0.051, "{}", place.code);
        assert_eq!(last.to_string(), "2026-04");
    }
}

#[tokio::test]
async fn values_that_were_known_too_early_are_shaded() {
    let hub = hub().await;
    let mut series = hub.shelf().series(&Reader::Anonymous, &slug("demonstratie-vondsten"), None).await.unwrap();
    for observation in &mut series.observations {
        observation.known_on = Some("2026-05-10".parse().unwrap());
    }
    let place = slug("demonstratie-miami-field-office");
    let readings = readings(&series, &place);
    let years = Years::over(readings.iter().map(|reading| reading.period)).unwrap();
    let march = years.at("2026-03-01".parse().unwrap());
    assert_eq!(incomplete(&readings, years, 45), Some(march), "45 days after the end of March are not over on 10 May");
    assert_eq!(incomplete(&readings, years, 5), None);
}

#[test]
fn steps_hold_about_as_many_values_each_and_ratios_hold_zero() {
    let values: Vec<f64> = (0..=100).map(f64::from).collect();
    assert_eq!(steps(&values), [1.0, 21.0, 41.0, 61.0, 81.0]);
    assert_eq!(steps(&[0.0, 0.0]), Vec::<f64>::new());
    assert_eq!(steps(&[4.0, 4.0, 4.0]), [4.0]);
    let axis = Axis::of_ratios(&[0.0, 3.0, 950.0], 3);
    assert_eq!(axis.ticks, [0.0, 1.0, 10.0, 100.0, 1000.0]);
    assert_eq!((axis.at(0.0), axis.at(1000.0)), (0.0, 1.0));
    assert!(!Axis::of_ratios(&[-1.0, 50.0], 3).ratios, "values below zero have no logarithm");
}
