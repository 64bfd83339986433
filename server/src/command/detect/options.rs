//! The options of `knooppunt detect`, named as in the R package `surveillance`, turned into those of the methods.

use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;

use crate::monitor::farrington::{self, PowerTransform, ThresholdMethod};
use crate::monitor::likelihood_ratio::{self, Direction};
use crate::monitor::seasonal::{Dispersion, Expected, Season};
use crate::monitor::{categorical, cusum, ears};

/// Every option of every method; one that a method does not have is without effect there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Options {
    /// `[first, last]`, from 1.
    range: Option<Vec<usize>>,
    freq: Option<usize>,
    alpha: Option<f64>,
    // EARS
    baseline: Option<usize>,
    min_sigma: Option<f64>,
    // Farrington flexible
    b: Option<usize>,
    w: Option<usize>,
    no_periods: Option<usize>,
    past_weeks_not_included: Option<usize>,
    reweight: Option<bool>,
    weights_threshold: Option<f64>,
    trend: Option<bool>,
    p_threshold_trend: Option<f64>,
    threshold_method: Option<String>,
    powertrans: Option<String>,
    limit54: Option<(f64, usize)>,
    population_offset: Option<bool>,
    // CUSUM
    k: Option<f64>,
    h: Option<f64>,
    trans: Option<String>,
    m: Option<Value>,
    reset: Option<bool>,
    // Likelihood-ratio charts
    #[serde(rename = "c.ARL")]
    c_arl: Option<f64>,
    mu0: Option<Value>,
    theta: Option<f64>,
    dir: Option<String>,
    #[serde(rename = "Mtilde")]
    m_tilde: Option<usize>,
    #[serde(rename = "M")]
    m_back: Option<i64>,
    change: Option<String>,
    ret: Option<String>,
    // Shares
    pi0: Option<Value>,
    pi1: Option<Value>,
}

impl Options {
    /// Reads a JSON object.
    pub fn read(text: &str) -> Result<Options, String> {
        let options: Options = serde_json::from_str(text).map_err(|error| {
            format!("--options is not an object of known options: {error}: give for example {{\"alpha\": 0.05}}")
        })?;
        if options.change.as_deref().is_some_and(|change| change != "intercept") {
            return Err("option change can only be \"intercept\"".to_owned());
        }
        if options.m_back.is_some_and(|back| back != -1) {
            return Err("option M can only be -1: these charts look back to their start".to_owned());
        }
        if options.ret.as_deref().is_some_and(|ret| ret != "value" && ret != "cases") {
            return Err("option ret is \"value\" or \"cases\"; both are always printed".to_owned());
        }
        Ok(options)
    }

    /// Indices from 0 in place of numbers from 1.
    fn range(&self) -> Result<Option<Range<usize>>, String> {
        match self.range.as_deref() {
            None => Ok(None),
            Some([first, .., last]) if *first >= 1 && first <= last => Ok(Some(first - 1..*last)),
            Some([only]) if *only >= 1 => Ok(Some(only - 1..*only)),
            Some(_) => Err("option range is [first, last], counted from 1: give first no higher than last".to_owned()),
        }
    }

    pub fn alpha(&self) -> Option<f64> {
        self.alpha
    }

    pub fn uses_population(&self) -> bool {
        self.population_offset.unwrap_or(false)
    }

    pub fn ears(&self, variant: ears::Variant) -> Result<ears::Options, String> {
        let default = ears::Options::new(variant);
        Ok(ears::Options {
            variant,
            baseline: self.baseline.unwrap_or(default.baseline),
            min_sigma: self.min_sigma.unwrap_or(default.min_sigma),
            alpha: self.alpha,
            range: self.range()?,
        })
    }

    pub fn farrington(&self) -> Result<farrington::Options, String> {
        let default = farrington::Options::default();
        Ok(farrington::Options {
            freq: self.freq.unwrap_or(default.freq),
            b: self.b.unwrap_or(default.b),
            w: self.w.unwrap_or(default.w),
            no_periods: self.no_periods.unwrap_or(default.no_periods),
            past_weeks_not_included: self.past_weeks_not_included,
            reweight: self.reweight.unwrap_or(default.reweight),
            weights_threshold: self.weights_threshold.unwrap_or(default.weights_threshold),
            trend: self.trend.unwrap_or(default.trend),
            p_threshold_trend: self.p_threshold_trend.unwrap_or(default.p_threshold_trend),
            alpha: self.alpha.unwrap_or(default.alpha),
            threshold_method: match self.threshold_method.as_deref() {
                None => default.threshold_method,
                Some("delta") => ThresholdMethod::Delta,
                Some("nbPlugin") => ThresholdMethod::NbPlugin,
                Some("muan") => ThresholdMethod::Muan,
                Some(other) => return Err(unknown("thresholdMethod", other, "delta, nbPlugin, muan")),
            },
            power_transform: match self.powertrans.as_deref() {
                None | Some("2/3") => PowerTransform::TwoThirds,
                Some("1/2") => PowerTransform::Half,
                Some("none") => PowerTransform::None,
                Some(other) => return Err(unknown("powertrans", other, "2/3, 1/2, none")),
            },
            limit54: self.limit54.unwrap_or(default.limit54),
            range: self.range()?,
        })
    }

    pub fn cusum(&self) -> Result<cusum::Options, String> {
        let default = cusum::Options::default();
        Ok(cusum::Options {
            k: self.k.unwrap_or(default.k),
            h: self.h.unwrap_or(default.h),
            transform: match self.trans.as_deref() {
                None | Some("standard") => cusum::Transform::Standard,
                Some("rossi") => cusum::Transform::Rossi,
                Some("anscombe") => cusum::Transform::Anscombe,
                Some("anscombe2nd") => cusum::Transform::Anscombe2nd,
                Some("pearsonNegBin") => cusum::Transform::PearsonNegBin { alpha: self.alpha.unwrap_or(0.0) },
                Some("none") => cusum::Transform::None,
                Some(other) => {
                    let known = "standard, rossi, anscombe, anscombe2nd, pearsonNegBin, none";
                    return Err(unknown("trans", other, known));
                }
            },
            expected: expected(self.m.as_ref().or(self.mu0.as_ref()))?.unwrap_or(default.expected),
            reset: self.reset.unwrap_or(default.reset),
            freq: self.freq.unwrap_or(default.freq),
            range: self.range()?,
        })
    }

    /// `poisson` or negative binomial; `fixed` for the chart of one change, which needs `theta`.
    pub fn likelihood_ratio(&self, poisson: bool, fixed: bool) -> Result<likelihood_ratio::Options, String> {
        let default = likelihood_ratio::Options::default();
        let theta = match (fixed, self.theta) {
            (true, None) => return Err("option theta is missing: give the change to look for, such as 0.4".to_owned()),
            (true, theta) => theta,
            (false, _) => None,
        };
        Ok(likelihood_ratio::Options {
            c_arl: self.c_arl.unwrap_or(default.c_arl),
            expected: expected(self.mu0.as_ref())?.unwrap_or(default.expected),
            dispersion: match self.alpha {
                _ if poisson => Dispersion::Known(0.0),
                Some(alpha) => Dispersion::Known(alpha),
                None => Dispersion::Estimated,
            },
            theta,
            direction: match self.dir.as_deref() {
                None | Some("inc") => Direction::Increase,
                Some("dec") => Direction::Decrease,
                Some(other) => return Err(unknown("dir", other, "inc, dec")),
            },
            m_tilde: self.m_tilde.unwrap_or(default.m_tilde),
            freq: self.freq.unwrap_or(default.freq),
            range: self.range()?,
        })
    }

    /// Of a series with so many points and categories.
    pub fn categorical(&self, points: usize, categories: usize) -> Result<categorical::Options, String> {
        let range = self.range()?;
        let points = range.as_ref().map_or(points, |range| range.len());
        let read = |name: &str, value: &Option<Value>| {
            let value =
                value.as_ref().ok_or_else(|| format!("option {name} is missing: give a share for each category"))?;
            let numbers =
                matrix(value).ok_or_else(|| format!("option {name} is not an array of shares, or of rows of them"))?;
            spread(numbers, points, categories).ok_or_else(|| {
                format!("option {name} has the wrong size: give {categories} shares, or as many rows with one for each point")
            })
        };
        Ok(categorical::Options {
            h: self.h.unwrap_or(5.0),
            in_control: read("pi0", &self.pi0)?,
            out_of_control: read("pi1", &self.pi1)?,
            range,
        })
    }
}

fn unknown(name: &str, value: &str, known: &str) -> String {
    format!("option {name} is '{value}', which is not known: use one of {known}")
}

/// A number, an array, `"mean"`, `"glm"` (a season), or `{"S": 1, "trend": true}`.
fn expected(value: Option<&Value>) -> Result<Option<Expected>, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Harmonics {
        #[serde(rename = "S", default = "one")]
        harmonics: usize,
        #[serde(default)]
        trend: bool,
    }
    fn one() -> usize {
        1
    }
    let wrong =
        || "option mu0 (m) is a number, an array with one for each point, or {\"S\": 1, \"trend\": true}".to_owned();
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(name)) if name == "mean" => Ok(Some(Expected::Mean)),
        Some(Value::String(name)) if name == "glm" => Ok(Some(Expected::Season(Season { harmonics: 1, trend: false }))),
        Some(Value::Number(number)) => number.as_f64().map(|value| Some(Expected::Constant(value))).ok_or_else(wrong),
        Some(Value::Array(values)) => {
            let numbers: Option<Vec<f64>> = values.iter().map(Value::as_f64).collect();
            numbers.map(|numbers| Some(Expected::Given(numbers))).ok_or_else(wrong)
        }
        Some(object) => {
            let Harmonics { harmonics, trend } = Harmonics::deserialize(object).map_err(|_| wrong())?;
            Ok(Some(Expected::Season(Season { harmonics, trend })))
        }
    }
}

/// Rows of numbers; a plain array becomes rows of one.
fn matrix(value: &Value) -> Option<Vec<Vec<f64>>> {
    value
        .as_array()?
        .iter()
        .map(|row| match row {
            Value::Array(row) => row.iter().map(Value::as_f64).collect(),
            number => number.as_f64().map(|number| vec![number]),
        })
        .collect()
}

/// One row of shares for each point, from one row for each category (as in R, the last may be left out) with one share, or
/// one for each point; or from one row for each point.
fn spread(rows: Vec<Vec<f64>>, points: usize, categories: usize) -> Option<Vec<Vec<f64>>> {
    let by_category = (rows.len() == categories || rows.len() + 1 == categories)
        && rows.iter().all(|row| row.len() == 1 || row.len() == points);
    let of_point = |at: usize| -> Vec<f64> {
        if by_category {
            rows.iter().map(|row| if row.len() == 1 { row[0] } else { row[at] }).collect()
        } else {
            rows[at].clone()
        }
    };
    if !by_category && rows.len() != points {
        return None;
    }
    let spread = (0..points).map(|at| {
        let mut shares = of_point(at);
        if shares.len() + 1 == categories {
            shares.push(1.0 - shares.iter().sum::<f64>());
        }
        (shares.len() == categories).then_some(shares)
    });
    spread.collect()
}
