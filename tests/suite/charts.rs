//! Charts and the sentences beside them: scales are round, marks stand where their period is, words fit the values.

use app::model::indicator::{Direction, Indicator, Observation, Qualifier, Series, Theme};
use app::model::lang::{Lang, Text};
use app::model::period::Period;
use app::model::place::Place;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::source::Source;
use app::model::status::Status;
use app::model::trend::{Course, latest, movement, readings};
use app::parts::chart::label::labels;
use app::parts::chart::plot::{Plot, Shape};
use app::parts::chart::scale::{Axis, Years};
use app::parts::format;
use app::parts::quantity;
use app::parts::summary::{conclusion, of_place, summary};
use app::words::{Interface, Words};
use proptest::prelude::*;

pub fn interface(lang: Lang) -> Interface {
    let text = match lang {
        Lang::Nl => include_str!("../../content/words/nl.toml"),
        _ => include_str!("../../content/words/en.toml"),
    };
    let words: Words = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
    Interface { lang, words: Box::leak(Box::new(words)) }
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// A series of (place, period, value, qualifier).
fn series(values: &[(&str, &str, &str, Qualifier)]) -> Series {
    let mut observations: Vec<Observation> = values
        .iter()
        .enumerate()
        .map(|(index, (place, period, value, qualifier))| Observation {
            id: slug(&format!("V{index}")),
            indicator: slug("kilos"),
            place: slug(place),
            period: period.parse().unwrap(),
            value: Some(value.parse().unwrap()),
            status: Status::Normal,
            qualifier: *qualifier,
            source: Source { title: format!("Bron {index}"), publisher: None, url: None, date: None },
            note: None,
            known_on: None,
            sharing: Sharing::clear(),
        })
        .collect();
    observations.sort_by_key(|o| (o.place.clone(), o.period));
    let mut places: Vec<Place> = Vec::new();
    for (place, ..) in values {
        let place = Place { code: slug(place), name: Text::new(*place, *place), hub: None, whole: false, at: None };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let indicator = Indicator {
        code: slug("kilos"),
        name: Text::new("Kilo's", "Kilos"),
        definition: Text::default(),
        unit: Text::new("kg", "kg"),
        theme: Theme::Seizures,
        direction: Direction::Ambiguous,
        caveat: None,
        demonstration: false,
        position: 1,
        rhythm: Vec::new(),
        hubs: Vec::new(),
        former_hubs: Vec::new(),
        owner: None,
        sharing: Some(Sharing::clear()),
        goals: Vec::new(),
        delay_days: None,
        small_numbers: None,
        licence: None,
        per: Vec::new(),
        versions: Vec::new(),
        towards: None,
        unsummed: false,
        unit_one: None,
        counted: None,
    };
    Series { indicator, observations, places, gaps: Vec::new(), lag: None }
}

use Qualifier::{Approximate, Exact, Reported};

#[test]
fn ticks_are_round_and_hold_zero() {
    assert_eq!(Axis::over([72_808.0], 3).ticks, [0.0, 25_000.0, 50_000.0, 75_000.0]);
    assert_eq!(Axis::over([40.0], 5).ticks, [0.0, 10.0, 20.0, 30.0, 40.0]);
    assert_eq!(Axis::over([0.0], 3).ticks.first(), Some(&0.0));
    assert_eq!(Axis::over([1.0, 0.0], 5).ticks, [0.0, 1.0], "there is no half of a find");
    assert_eq!(Axis::over([7.0], 3).ticks, [0.0, 5.0, 10.0]);
    assert_eq!(Axis::over([0.0], 5).ticks, [0.0, 1.0]);
    assert_eq!(Axis::over([1.2], 3).ticks, [0.0, 0.5, 1.0, 1.5]);
    let below = Axis::over([-12.0, 30.0], 4);
    assert!(below.low <= -12.0 && below.ticks.contains(&0.0));
}

#[test]
fn years_are_equally_wide_and_periods_reach_as_far_as_they_last() {
    let years = Years::over(["2012", "2025-H1", "undated"].map(period)).unwrap();
    assert_eq!((years.first, years.last, years.count()), (2012, 2025, 14));
    let (from, to) = years.reach(period("2025-H1")).unwrap();
    assert!((from - 13.0 / 14.0).abs() < 1e-9);
    assert!(((to - from) * 14.0 - 181.0 / 365.0).abs() < 1e-9);
    assert_eq!(years.reach(period("undated")), None);
    assert_eq!(years.reach(period("2025")).unwrap().1, 1.0);
    assert!(years.named(5).any(|year| year == 2025), "the last year is always named");
    assert!(years.named(5).count() <= 5);
    assert_eq!(Years::over([Period::Undated]), None);
}

proptest! {
    #[test]
    fn every_value_lies_on_its_axis(values in prop::collection::vec(-1e9..1e9f64, 1..20), about in 2u32..6) {
        let axis = Axis::over(values.iter().copied(), about);
        for value in values {
            let at = axis.at(value);
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&at), "{value} at {at} of {axis:?}");
        }
        prop_assert!(axis.ticks.len() <= about as usize * 2 + 3, "{axis:?}");
    }
}

#[test]
fn half_years_and_gaps_are_never_joined_to_whole_years() {
    let series = series(&[
        ("haven", "2019", "10", Exact),
        ("haven", "2020-H1", "9", Exact),
        ("haven", "2021", "12", Approximate),
        ("haven", "2022", "11", Exact),
    ]);
    let readings = readings(&series, &slug("haven"));
    let years = Years::over(readings.iter().map(|reading| reading.period)).unwrap();
    let plot = Plot::new(&readings, years, Axis::over([12.0], 3));
    assert_eq!(plot.lines.len(), 1, "only 2021 and 2022 are neighbours");
    assert_eq!(plot.marks.iter().filter(|mark| mark.shape == Shape::PartOfYear).count(), 1);
    assert_eq!(plot.marks.iter().filter(|mark| !mark.firm).count(), 1);
    assert!(plot.brackets.is_empty());
}

#[test]
fn values_that_differ_have_a_mark_each_and_a_bracket_and_no_average() {
    let series = series(&[
        ("haven", "2020", "40", Exact),
        ("haven", "2021", "70", Exact),
        ("haven", "2021", "72", Exact),
        ("haven", "2021", "72", Reported),
    ]);
    let readings = readings(&series, &slug("haven"));
    let years = Years::over(readings.iter().map(|reading| reading.period)).unwrap();
    let plot = Plot::new(&readings, years, Axis::over([72.0], 4));
    let disputed: Vec<String> =
        plot.marks.iter().filter(|mark| mark.disputed).map(|mark| mark.value.to_string()).collect();
    assert_eq!(disputed, ["70", "72"]);
    assert_eq!(plot.brackets.len(), 1);
    assert_eq!(plot.lines.len(), 2, "one possible line to each value");
    assert!(plot.lines.iter().all(|line| line.possible));
    let heights: Vec<f64> = plot.lines.iter().map(|line| line.to.1).collect();
    assert!(plot.marks.iter().filter(|mark| mark.disputed).all(|mark| heights.contains(&mark.y)));
}

#[test]
fn labels_never_cover_each_other_and_name_the_last_year() {
    let values: Vec<(&str, &str, &str, Qualifier)> = vec![
        ("haven", "2018", "18947", Exact),
        ("haven", "2019", "33732", Exact),
        ("haven", "2020", "40000", Exact),
        ("haven", "2021", "72808", Exact),
        ("haven", "2022", "46789", Exact),
        ("haven", "2023", "45506", Exact),
        ("haven", "2024", "25900", Exact),
    ];
    let series = series(&values);
    let readings = readings(&series, &slug("haven"));
    let years = Years::over(readings.iter().map(|reading| reading.period)).unwrap();
    let plot = Plot::new(&readings, years, Axis::over([72_808.0], 3));
    let chosen = labels(&plot, 178.0, |y| 178.0 - y * 144.0, |mark| mark.value.to_string());
    assert!(chosen.iter().any(|label| label.text == "25900"));
    assert!(chosen.iter().any(|label| label.text == "72808"));
}

#[test]
fn periods_are_said_in_words() {
    let said = |lang, text: &str| format::period(interface(lang), period(text));
    for (text, nl, en) in [
        ("2024", "2024", "2024"),
        ("2025-H1", "eerste helft 2025", "first half of 2025"),
        ("2024-Q3", "derde kwartaal 2024", "third quarter of 2024"),
        ("2024-03", "maart 2024", "March 2024"),
        ("2023-W01", "week 1 van 2023", "week 1 of 2023"),
        ("2021-YTD-09-30", "t/m september 2021", "up to and including September 2021"),
        ("2021-YTD-09-15", "t/m 15 september 2021", "up to and including 15 September 2021"),
        ("2022-01..2023-12", "2022 en 2023 samen", "2022 and 2023 together"),
        ("2018-01..2023-12", "2018 t/m 2023", "2018 to 2023"),
        ("2022-04..2022-06", "april t/m juni 2022", "April to June 2022"),
        ("2023-11..2024-09", "november 2023 t/m september 2024", "November 2023 to September 2024"),
    ] {
        assert_eq!(said(Lang::Nl, text), nl);
        assert_eq!(said(Lang::En, text), en);
    }
}

#[test]
fn a_movement_is_only_named_when_every_value_agrees() {
    let of = |values: &[(&str, &str, &str, Qualifier)]| movement(&series(values), &slug("a")).map(|m| m.course);
    assert_eq!(of(&[("a", "2023", "10", Exact), ("a", "2024", "12", Exact)]), Some(Course::Up));
    assert_eq!(of(&[("a", "2023", "10", Exact), ("a", "2024", "8", Exact)]), Some(Course::Down));
    assert_eq!(of(&[("a", "2023", "10", Exact), ("a", "2024", "10", Exact)]), Some(Course::Same));
    let around = [("a", "2023", "10", Exact), ("a", "2024", "8", Exact), ("a", "2024", "12", Reported)];
    assert_eq!(of(&around), Some(Course::Unclear));
    let above = [("a", "2023", "10", Exact), ("a", "2024", "11", Exact), ("a", "2024", "12", Reported)];
    assert_eq!(of(&above), Some(Course::Up));
    assert_eq!(of(&[("a", "2023", "10", Exact), ("a", "2024-H1", "4", Exact)]), None, "a half year is no year");
    assert_eq!(of(&[]), None);
}

#[test]
fn sentences_say_what_the_values_say_in_both_languages() {
    let series = series(&[
        ("Omhoog", "2023", "1300", Exact),
        ("Omhoog", "2024", "2250", Approximate),
        ("Omlaag", "2023", "45506", Exact),
        ("Omlaag", "2024", "25900", Exact),
        ("Oneens", "2023", "250", Reported),
        ("Oneens", "2024", "200", Exact),
        ("Oneens", "2024", "300", Exact),
        ("Half", "2024-H1", "7", Exact),
    ]);
    let nl = interface(Lang::Nl);
    let sentence = |interface, place: &str| {
        let place = series.places.iter().find(|p| p.code.as_str() == place).unwrap();
        of_place(interface, &series, place)
    };
    assert_eq!(
        sentence(nl, "Omhoog"),
        "Omhoog: gestegen van 1.300\u{a0}kg in 2023 naar ongeveer 2.250\u{a0}kg in 2024."
    );
    assert_eq!(sentence(nl, "Omlaag"), "Omlaag: gedaald van 45.506\u{a0}kg in 2023 naar 25.900\u{a0}kg in 2024.");
    let unclear = sentence(nl, "Oneens");
    assert!(unclear.contains("niet te zeggen") && unclear.contains("200 of 300"), "{unclear}");
    assert!(!unclear.contains("gestegen") && !unclear.contains("gedaald"), "{unclear}");
    assert!(sentence(nl, "Half").contains("eerste helft 2024"));
    let en = interface(Lang::En);
    assert_eq!(sentence(en, "Omlaag"), "Omlaag: down from 45,506\u{a0}kg in 2023 to 25,900\u{a0}kg in 2024.");

    let all = summary(nl, &series, &[]);
    assert!(all.iter().any(|s| s.contains("De hoogste bekende waarde") && s.contains("45.506")), "{all:?}");
    assert!(all.iter().any(|s| s.contains("één combinatie")), "{all:?}");
    let short = conclusion(nl, &series, &series.places);
    assert!(short.contains("meer in Omhoog; minder in Omlaag; niet te zeggen in Oneens"), "{short}");
    assert!(!short.contains("Half"), "{short}");
}

#[test]
fn nothing_known_is_said_as_such() {
    let nothing = series(&[]);
    let nl = interface(Lang::Nl);
    assert_eq!(summary(nl, &nothing, &[]), std::slice::from_ref(&nl.words.summary.none));
    assert_eq!(conclusion(nl, &nothing, &[]), nl.words.summary.none);
    assert_eq!(latest(&nothing, &slug("a")), None);
}

#[test]
fn the_latest_reading_reaches_furthest_and_undated_values_do_not_hide_it() {
    let series = series(&[
        ("a", "2024", "1", Exact),
        ("a", "2025-H1", "2", Exact),
        ("a", "undated", "3", Exact),
        ("b", "2025", "4", Exact),
        ("b", "2025-H1", "5", Exact),
    ]);
    assert_eq!(latest(&series, &slug("a")).unwrap().period, period("2025-H1"));
    assert_eq!(latest(&series, &slug("b")).unwrap().period, period("2025"));
}

#[test]
fn quantities_follow_the_language() {
    let mut series = series(&[("a", "2024", "1234.5", Exact), ("a", "2024", "1300", Approximate)]);
    let (nl, en) = (interface(Lang::Nl), interface(Lang::En));
    let reading = readings(&series, &slug("a")).remove(0);
    assert_eq!(quantity::reading(nl, &reading, &series.indicator), "1.234,5 of ongeveer 1.300\u{a0}kg");
    assert_eq!(quantity::reading(en, &reading, &series.indicator), "1,234.5 or about 1,300\u{a0}kg");
    series.indicator.unit = Text::new("%", "%");
    assert_eq!(quantity::quantity(nl, "40".parse().unwrap(), &series.indicator), "40%");
}
