//! The early-warning statistics: equal to reference vectors, and sensible on series that nobody expects.

use std::collections::HashMap;
use std::fs;

use proptest::prelude::*;
use server::command::detect::{Method, Options, detect};
use server::monitor::farrington;

const TOLERANCE: f64 = 1e-9;

fn golden(name: &str) -> String {
    fs::read_to_string(format!("{}/fixtures/golden/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The columns of a CSV file by name.
fn columns(text: &str) -> HashMap<String, Vec<String>> {
    let mut reader = csv_rows(text);
    let header = reader.remove(0);
    let column = |at: usize| reader.iter().map(|row| row[at].clone()).collect();
    header.iter().enumerate().map(|(at, name)| (name.clone(), column(at))).collect()
}

fn csv_rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn judge(method: Method, options: &str, text: &str) -> HashMap<String, Vec<String>> {
    columns(&detect(method, &Options::read(options).unwrap(), "series.csv", text).unwrap())
}

fn same(what: &str, got: &[String], wanted: &[String]) {
    assert_eq!(got.len(), wanted.len(), "{what}: number of rows");
    for (row, (got, wanted)) in got.iter().zip(wanted).enumerate() {
        match (got.parse::<f64>(), wanted.parse::<f64>()) {
            // The vectors have 12 digits.
            (Ok(got), Ok(wanted)) => {
                let room = TOLERANCE * wanted.abs().max(1e-3);
                assert!((got - wanted).abs() <= room, "{what}, row {row}: {got} is not {wanted}");
            }
            _ => assert_eq!(got, wanted, "{what}, row {row}"),
        }
    }
}

#[test]
fn series_equal_the_reference_vectors() {
    let agona = golden("data_salmonella_agona.csv");
    let simulated = golden("glrpois_sim42_value.csv");
    let chart = |file: &str, more: &str| {
        let text = golden(file);
        let mu0 = columns(&text)["mu0"].join(",");
        (text, format!("{{\"c.ARL\": 5, \"Mtilde\": 1, \"mu0\": [{mu0}]{more}}}"))
    };
    let farrington = |more: &str| format!("{{\"range\": [282, 312], \"b\": 4, \"w\": 3, \"alpha\": 0.1, {more}}}");
    let improved = farrington(
        r#""noPeriods": 10, "weightsThreshold": 2.58, "pastWeeksNotIncluded": 26, "pThresholdTrend": 1, "thresholdMethod": "nbPlugin""#,
    );
    let original = farrington(
        r#""noPeriods": 1, "weightsThreshold": 1, "pastWeeksNotIncluded": 3, "pThresholdTrend": 0.05, "thresholdMethod": "delta""#,
    );
    let (up, up_options) = chart("glrpois_sim42_value.csv", "");
    let (down, down_options) = chart("glrpois_sim42_dec_value.csv", ", \"dir\": \"dec\"");
    let (fixed, fixed_options) = chart("lrpois_sim42_theta0.4_value.csv", ", \"theta\": 0.4");
    let ears = r#"{"baseline": 7, "alpha": 0.001, "minSigma": 0}"#.to_owned();
    let rossi = r#"{"range": [209, 312], "k": 1.04, "h": 2.26, "trans": "rossi"}"#.to_owned();
    let own = [("upperbound", "upperbound")].as_slice();
    let full = [("upperbound", "upperbound"), ("expected", "expected"), ("statistic", "score")].as_slice();
    let value = [("statistic", "upperbound"), ("expected", "mu0")].as_slice();
    let cases = [
        (Method::EarsC1, &ears, &agona, golden("ears_C1_agona_default.csv"), own),
        (Method::EarsC2, &ears, &agona, golden("ears_C2_agona_default.csv"), own),
        (Method::FarringtonFlexible, &improved, &agona, golden("farrFlex_agona_noufaily_nbPlugin.csv"), full),
        (Method::FarringtonFlexible, &original, &agona, golden("farrFlex_agona_original_delta.csv"), full),
        (
            Method::Cusum,
            &rossi,
            &agona,
            golden("cusum_rossi_agona.csv"),
            &[("statistic", "cusum"), ("upperbound", "upperbound")],
        ),
        (Method::GlrPoisson, &up_options, &simulated, up, value),
        (Method::GlrPoisson, &down_options, &simulated, with_silence(&down), value),
        (Method::LrPoisson, &fixed_options, &simulated, fixed, value),
    ];
    for (method, options, series, vectors, compared) in cases {
        let (got, wanted) = (judge(method, options, series), columns(&vectors));
        for (ours, theirs) in [("t", "t"), ("observed", "observed"), ("alarm", "alarm")].iter().chain(compared) {
            same(&format!("{method:?} {ours}"), &got[*ours], &wanted[*theirs]);
        }
    }
}

/// The downward vector, with the limit `Σ mu0` at the two silent points where the reference loses it (0 log 0).
fn with_silence(vector: &str) -> String {
    let silent = [28, 94];
    let rows = vector.lines().enumerate().map(|(t, row)| {
        let mut cells: Vec<&str> = row.split(',').collect();
        if silent.contains(&t) {
            assert_eq!(cells[1], "0");
            cells[2] = cells[4];
        }
        cells.join(",") + "\n"
    });
    rows.collect()
}

/// Standard errors, dispersion, slope and p-value too, and with them `muan`.
#[test]
fn farrington_fits_as_the_reference_does() {
    let series: Vec<f64> =
        columns(&golden("data_salmonella_agona.csv"))["observed"].iter().map(|y| y.parse().unwrap()).collect();
    let wanted = columns(&golden("farrFlex_agona_original_delta.csv"));
    let options = farrington::Options {
        b: 4,
        weights_threshold: 1.0,
        p_threshold_trend: 0.05,
        alpha: 0.1,
        threshold_method: farrington::ThresholdMethod::Delta,
        range: Some(281..312),
        ..farrington::Options::default()
    };
    let judged = farrington::judge(&series, None, &options).unwrap();
    let column = |of: fn(&farrington::Judged) -> Option<f64>| -> Vec<String> {
        judged.iter().map(|point| of(point).map_or(String::new(), |value| value.to_string())).collect()
    };
    // With `delta` the reference takes the standard error of the mean itself for that of its logarithm.
    let mu0 = column(|point| {
        let expected = point.judgement.expected?;
        Some((expected + expected * (point.mu0? / expected).ln()).exp())
    });
    same("mu0", &mu0, &wanted["mu0"]);
    same("phi", &column(|point| point.phi), &wanted["phi"]);
    same("p-value", &column(|point| point.p_value), &wanted["pvalue"]);
}

#[test]
fn displacement_equals_the_reference_vectors() {
    let (wdq, wdd) = (golden("wdq_cases.csv"), golden("wdd_cases.csv"));
    let (got, wanted) = (judge(Method::Wdq, "{}", &wdq), columns(&wdq));
    for column in ["success", "buffer", "wdq", "tne"] {
        same(column, &got[column], &wanted[column]);
    }
    same("t", &got["t"], &wanted["case"]);
    let (got, wanted) = (judge(Method::Wdd, "{}", &wdd), columns(&wdd));
    for column in
        ["Est_Local", "SE_Local", "Est_Displace", "SE_Displace", "Est_Total", "SE_Total", "Z", "LowCI", "HighCI"]
    {
        same(column, &got[column], &wanted[column]);
    }
    // Wheeler and Ratcliffe (2018): -118 with an interval of -196 to -40.
    let paper = "case,ctrl_pre,ctrl_post,trt_pre,trt_post,dctrl_pre,dctrl_post,dtrt_pre,dtrt_post\n\
                 paper,308,318,207,110,150,140,178,157\n";
    let got = judge(Method::Wdd, r#"{"alpha": 0.05}"#, paper);
    assert_eq!(got["Est_Total"], ["-118"]);
    assert_eq!(got["SE_Total"], [1568_f64.sqrt().to_string()]);
    let rounded = |column: &str| got[column][0].parse::<f64>().unwrap().round();
    assert_eq!((rounded("LowCI"), rounded("HighCI"), got["alarm"][0].as_str()), (-196.0, -40.0, "1"));
}

/// C3 by its definition, on the three points that it looks at.
#[test]
fn c3_counts_the_current_point() {
    let text = "t,observed\n1,3\n2,5\n3,4\n4,6\n5,2\n6,4\n7,4\n8,4\n9,4\n10,4\n11,4\n12,30\n";
    let got = judge(Method::EarsC3, "{}", text);
    // The baseline of point 12 is points 3 to 9: mean 4, squares 8, deviation sqrt(8 / 6).
    let wanted = 26.0 / (8.0_f64 / 6.0).sqrt() - 1.0;
    assert!((got["statistic"][0].parse::<f64>().unwrap() - wanted).abs() < 1e-12);
    assert_eq!(got["alarm"], ["1"]);
}

#[test]
fn a_place_gone_silent_sounds_the_downward_charts() {
    let rows = |tail: usize| (0..24).map(move |t| format!("{t},{}\n", if t < 12 { 6 } else { 0 })).take(12 + tail);
    let text: String = ["t,observed\n".to_owned()].into_iter().chain(rows(12)).collect();
    for (method, options) in [
        (Method::GlrPoisson, r#"{"mu0": 6, "dir": "dec"}"#),
        (Method::GlrNegbin, r#"{"mu0": 6, "dir": "dec", "alpha": 0.1}"#),
        (Method::LrPoisson, r#"{"mu0": 6, "theta": -1}"#),
        (Method::LrNegbin, r#"{"mu0": 6, "theta": -1, "alpha": 0.1}"#),
    ] {
        let alarms = judge(method, options, &text)["alarm"].clone();
        assert!(alarms[..12].iter().all(|alarm| alarm == "0"), "{method:?}");
        let silent = alarms[12..].iter().filter(|alarm| *alarm == "1").count();
        assert!(silent >= 3, "{method:?} alarms {silent} times in twelve silent points");
    }
}

#[test]
fn shares_that_move_sound_the_categorical_chart() {
    let mut text = "t,north,south\n".to_owned();
    for t in 0..20 {
        text.push_str(if t < 10 { "x,30,10\n" } else { "x,20,20\n" });
    }
    let got = judge(Method::CategoricalCusum, r#"{"h": 4, "pi0": [0.75, 0.25], "pi1": [0.5, 0.5]}"#, &text);
    assert!(got["alarm"][..10].iter().all(|alarm| alarm == "0"));
    // Each changed row adds 20 ln(0.5 / 0.75) + 20 ln(0.5 / 0.25).
    let step = 20.0 * (2.0_f64 / 3.0).ln() + 20.0 * 2.0_f64.ln();
    assert!((got["statistic"][10].parse::<f64>().unwrap() - step).abs() < 1e-12);
    assert_eq!(got["alarm"][10], "1");
}

const SERIES_METHODS: [(Method, &str); 9] = [
    (Method::EarsC1, "{}"),
    (Method::EarsC2, "{}"),
    (Method::EarsC3, "{}"),
    (Method::FarringtonFlexible, r#"{"freq": 12, "b": 3, "w": 1, "noPeriods": 3, "pastWeeksNotIncluded": 2}"#),
    (Method::Cusum, "{}"),
    (Method::GlrPoisson, r#"{"freq": 12}"#),
    (Method::LrPoisson, r#"{"freq": 12, "theta": 0.5}"#),
    (Method::GlrNegbin, r#"{"freq": 12, "alpha": 0.1, "dir": "dec"}"#),
    (Method::LrNegbin, r#"{"freq": 12, "alpha": 0.1, "theta": 0.5}"#),
];

#[test]
fn hostile_series_are_answered_or_refused_in_words() {
    let made = |points: usize, value: &dyn Fn(usize) -> String| -> String {
        let rows = (1..=points).map(|t| format!("{t},{}\n", value(t)));
        ["t,observed\n".to_owned()].into_iter().chain(rows).collect()
    };
    let hostile = [
        ("all zero", made(100, &|_| "0".to_owned())),
        ("one point", made(1, &|_| "3".to_owned())),
        ("gaps", made(100, &|t| if t % 7 == 0 { String::new() } else { (t % 5).to_string() })),
        ("not a number", made(100, &|t| if t > 90 { "NaN".to_owned() } else { "4".to_owned() })),
        ("only gaps", made(100, &|_| "NA".to_owned())),
        ("negative", made(100, &|t| if t == 50 { "-1".to_owned() } else { "4".to_owned() })),
        ("infinite", made(100, &|t| if t == 50 { "inf".to_owned() } else { "4".to_owned() })),
        ("huge", made(100, &|t| format!("{}", 1_000_000_000_000_u64 + (t * 7919 % 1000) as u64 * 1_000_000))),
        ("one huge", made(100, &|t| if t == 80 { "1e300".to_owned() } else { "2".to_owned() })),
        ("words", made(10, &|_| "many".to_owned())),
        ("no rows", "t,observed\n".to_owned()),
        ("empty", String::new()),
        ("another column", "t,count\n1,2\n".to_owned()),
    ];
    let refused_always =
        ["negative", "infinite", "words", "no rows", "empty", "another column", "one point", "one huge"];
    for (method, options) in SERIES_METHODS {
        for (name, text) in &hostile {
            match detect(method, &Options::read(options).unwrap(), "series.csv", text) {
                Ok(answer) => {
                    assert!(!refused_always.contains(name), "{method:?} answers {name}");
                    assert!(!answer.contains("NaN") && !answer.contains("inf"), "{method:?} on {name}: {answer}");
                }
                Err(problem) => {
                    let said = problem.to_string();
                    assert!(said.contains(": ") && !said.contains("  "), "{method:?} on {name}: {said}");
                }
            }
        }
    }
    let negative = detect(Method::EarsC1, &Options::read("{}").unwrap(), "series.csv", &hostile[5].1).unwrap_err();
    assert!(negative.to_string().starts_with("series.csv:51: field observed: -1 is below zero"), "{negative}");
}

#[test]
fn counts_of_a_trillion_that_hardly_differ_are_answered_at_every_point() {
    let rows = (1..=400_u64).map(|t| format!("{t},{}\n", 1_000_000_000_000 + t * 7919 % 10));
    let text: String = ["t,observed\n".to_owned()].into_iter().chain(rows).collect();
    for (method, options) in SERIES_METHODS {
        let answer = judge(method, options, &text);
        let expected = &answer["expected"];
        if !matches!(method, Method::EarsC3) {
            let near = |one: &String| one.parse::<f64>().is_ok_and(|mean| (mean / 1e12 - 1.0).abs() < 1e-9);
            assert!(!expected.is_empty() && expected.iter().all(near), "{method:?}: {expected:?}");
        }
    }
}

#[test]
fn what_is_too_short_or_too_large_is_named_with_the_remedy() {
    for (method, options) in SERIES_METHODS {
        let said =
            |text: &str| detect(method, &Options::read(options).unwrap(), "series.csv", text).unwrap_err().to_string();
        let short = said("t,observed\n1,3\n");
        assert!(
            short.contains("the series has 1 points and the first that can be judged is point"),
            "{method:?}: {short}"
        );
        let large = said(&format!("t,observed\n{}", (1..=400).map(|t| format!("{t},1e308\n")).collect::<String>()));
        assert!(
            large.starts_with("series.csv:2: field observed: ") && large.contains("more than 10^15"),
            "{method:?}: {large}"
        );
    }
}

#[test]
fn ten_thousand_points_are_answered() {
    let rows = (1..=10_000_u64).map(|t| format!("{t},{}\n", 5 + t * t * 7919 % 7));
    let text: String = ["t,observed\n".to_owned()].into_iter().chain(rows).collect();
    for (method, options) in SERIES_METHODS {
        // The generalised charts look back to their start: seconds in a release build, too long here.
        if !matches!(method, Method::GlrPoisson | Method::GlrNegbin) {
            let answer = detect(method, &Options::read(options).unwrap(), "series.csv", &text);
            assert!(answer.is_ok_and(|answer| answer.lines().count() > 9_900), "{method:?}");
        }
    }
}

#[test]
fn options_are_refused_by_name() {
    for (options, said) in
        [(r#"{"alhpa": 0.1}"#, "alhpa"), ("[", "object"), (r#"{"change": "epi"}"#, "change"), (r#"{"M": 5}"#, "M")]
    {
        assert!(Options::read(options).unwrap_err().contains(said));
    }
    let text = "t,observed\n1,2\n2,3\n";
    for (method, options, said) in [
        (Method::EarsC1, r#"{"alpha": 2}"#, "alpha"),
        (Method::EarsC1, r#"{"baseline": 1}"#, "baseline"),
        (Method::FarringtonFlexible, r#"{"thresholdMethod": "best"}"#, "thresholdMethod"),
        (Method::Cusum, r#"{"trans": "best"}"#, "trans"),
        (Method::GlrPoisson, r#"{"mu0": [1, 2, 3], "range": [1, 2]}"#, "mu0"),
        (Method::LrPoisson, r#"{"mu0": 2}"#, "theta"),
        (Method::GlrPoisson, r#"{"mu0": 2, "range": [1, 5]}"#, "range"),
    ] {
        let problem = detect(method, &Options::read(options).unwrap(), "series.csv", text).unwrap_err();
        assert!(problem.to_string().contains(said), "{problem}");
    }
}

proptest! {
    /// EARS knows no unit: counts in other units give the same alarms and scaled bounds.
    #[test]
    fn ears_scales_with_its_counts(counts in prop::collection::vec(0_u32..50, 12..40), factor in 1_u32..64) {
        let options = server::monitor::ears::Options::new(server::monitor::ears::Variant::C2);
        let of = |scale: u32| {
            let series: Vec<f64> = counts.iter().map(|count| f64::from(count * scale)).collect();
            server::monitor::ears::judge(&series, &options).unwrap()
        };
        for (one, other) in of(1).iter().zip(of(factor)) {
            let (one, other) = (one.upperbound.unwrap() * f64::from(factor), other.upperbound.unwrap());
            prop_assert!((one - other).abs() <= 1e-9 * one.abs());
        }
    }

    /// A point is judged by itself and its past alone.
    #[test]
    fn later_points_change_nothing(counts in prop::collection::vec(0_u32..20, 60..90), cut in 50_usize..59) {
        let row = |(t, count): (usize, &u32)| format!("{t},{count}\n");
        let text = |points: usize| -> String {
            ["t,observed\n".to_owned()].into_iter().chain(counts[..points].iter().enumerate().map(row)).collect()
        };
        for (method, options) in [
            (Method::EarsC3, "{}"),
            (Method::FarringtonFlexible, r#"{"freq": 12, "b": 3, "w": 1, "noPeriods": 3}"#),
            (Method::GlrPoisson, r#"{"mu0": 9}"#),
            (Method::GlrNegbin, r#"{"mu0": 9, "alpha": 0.2, "dir": "dec"}"#),
            (Method::LrNegbin, r#"{"mu0": 9, "alpha": 0.2, "theta": 0.5}"#),
            (Method::Cusum, r#"{"m": 9}"#),
        ] {
            let options = Options::read(options).unwrap();
            let whole = detect(method, &options, "series.csv", &text(counts.len())).unwrap();
            let part = detect(method, &options, "series.csv", &text(cut)).unwrap();
            prop_assert!(whole.starts_with(&part), "{method:?}");
        }
    }
}
