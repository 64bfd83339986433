//! The attack on small numbers where the rule is edited in between: the attacker keeps what was shown under every one.

use app::model::contract::SmallNumbers;
use app::model::indicator::{Indicator, Observation};
use app::model::status::Status;
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use server::monitor::suppression::protect;

use crate::suppression::{MONTHS, found_below, indicator, numbers, places, slug, table};

/// Days on which the rule is edited: before all months, and in the middle of them.
const EDITED: [&str; 3] = ["2023-12-31", "2024-02-15", "2024-04-10"];

/// What everybody saw under each of these rules, each edited into the place of the one before. `remembers` lets a period keep the
/// dominance that it began with.
fn under(truth: &[u32], rules: &[(u32, Option<u8>)], remembers: bool) -> Vec<(Vec<Observation>, Vec<Observation>)> {
    let mut held: Option<SmallNumbers> = None;
    let mut days = Vec::new();
    for (at, ((threshold, dominance_percent), day)) in rules.iter().zip(EDITED).enumerate() {
        let rule = SmallNumbers {
            threshold: *threshold,
            dominance_percent: *dominance_percent,
            base: None,
            companies: Vec::new(),
            dominance_before: Vec::new(),
        };
        held = Some(if remembers { rule.after(held.as_ref(), day.parse().unwrap()) } else { rule });
        let mut known = table(truth, &[true]);
        // Until the next edit nothing is known of what begins after it.
        let ends: Option<Date> = (at + 1 < rules.len()).then(|| EDITED[at + 1].parse().unwrap());
        for one in &mut known {
            if ends.is_some_and(|ends| one.period.first_day().unwrap() > ends) {
                *one = Observation { value: None, status: Status::Missing, ..one.clone() };
            }
        }
        let mut shown = known.clone();
        protect(&Indicator { small_numbers: held.clone(), ..indicator() }, &places(), &mut shown);
        days.push((known, shown));
    }
    days
}

/// The totals that were shown under one rule and hidden under another although they are above every threshold: whoever kept both
/// knows between which two shares the largest part lies.
fn told_by_edits(days: &[(Vec<Observation>, Vec<Observation>)], highest: u32) -> Vec<String> {
    let mut told = Vec::new();
    for at in 0..days[0].0.len() {
        let of_cell =
            || days.iter().map(|(known, shown)| (&known[at], &shown[at])).filter(|(known, _)| known.value.is_some());
        let (one, other) = (of_cell().any(|(_, o)| o.value.is_some()), of_cell().any(|(_, o)| o.value.is_none()));
        let large = of_cell().any(|(known, _)| known.value.is_some_and(|value| value >= Decimal::from(highest)));
        if one && other && large {
            told.push(format!("{} {}", days[0].0[at].place, days[0].0[at].period));
        }
    }
    told
}

fn rules() -> impl Strategy<Value = Vec<(u32, Option<u8>)>> {
    let percent = prop_oneof![Just(None), (50u8..100).prop_map(Some)];
    prop::collection::vec((3u32..12, percent), 2..=EDITED.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A rule that is edited up and down, while the attacker keeps every download: nothing follows that is below the loosest
    /// threshold that ever held, and no edit tells the share of a part.
    #[test]
    fn nothing_follows_from_edits_of_the_rule(truth in numbers(), rules in rules()) {
        let (loosest, highest) = (
            rules.iter().map(|rule| rule.0).min().unwrap(),
            rules.iter().map(|rule| rule.0).max().unwrap(),
        );
        let days = under(&truth, &rules, true);
        prop_assert_eq!(found_below(loosest, &days), Vec::<String>::new());
        prop_assert_eq!(told_by_edits(&days, highest), Vec::<String>::new());
    }
}

#[test]
fn the_attack_on_edits_finds_the_share_of_a_part_where_no_period_keeps_its_rule() {
    // The control: in January 85 of 100 are of one part.
    let truth: Vec<u32> = [85, 15].into_iter().flat_map(|of_part| [of_part; MONTHS]).chain([30; 2 * MONTHS]).collect();
    let rules = [(5, Some(80)), (5, Some(90))];
    let flipped = told_by_edits(&under(&truth, &rules, false), 5);
    assert!(flipped.contains(&"noord 2024-01".to_owned()), "{flipped:?}");
    let days = under(&truth, &rules, true);
    assert_eq!(told_by_edits(&days, 5), Vec::<String>::new());
    // What begins after the edit goes by the new share.
    let shown = |period: &str| days[1].1.iter().find(|o| o.place.as_str() == "noord" && o.period.to_string() == period);
    assert!(shown("2024-01").unwrap().value.is_none() && shown("2024-03").unwrap().value.is_some());
    assert!(shown("2024-02").unwrap().value.is_none(), "the edit came after it began");
}

#[test]
fn which_rule_shows_no_more_than_another() {
    let rule = |threshold, percent, companies: &[&str]| SmallNumbers {
        threshold,
        dominance_percent: percent,
        base: None,
        companies: companies.iter().map(|code| slug(code)).collect(),
        dominance_before: Vec::new(),
    };
    let held = rule(5, Some(80), &["noord"]);
    for stricter in [rule(5, Some(80), &["noord"]), rule(9, Some(70), &["noord", "zuid"])] {
        assert!(stricter.is_no_looser_than(&held));
    }
    for looser in [
        rule(4, Some(80), &["noord"]),
        rule(5, None, &["noord"]),
        rule(5, Some(81), &["noord"]),
        rule(9, Some(70), &["zuid"]),
    ] {
        assert!(!looser.is_no_looser_than(&held), "{looser:?}");
    }
    assert!(rule(0, None, &[]).is_no_looser_than(&rule(1, None, &[])), "neither hides a number");
}
