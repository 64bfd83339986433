//! The early-warning run: every series of counts at its newest period, and every pair of hubs. What it finds becomes signals.

mod lines;

use std::collections::HashMap;

use app::model::indicator::Indicator;
use app::model::period::Period;
use app::model::place::Place;
use app::model::sharing::Sharing;
use app::model::signal::{Evidence, Kind, PairEvidence, Signal};
use app::model::slug::Slug;
use futures::StreamExt;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use self::lines::{Line, lines_of};
use crate::monitor::shift::{self, Found, Options};
use crate::monitor::watch::{Alarm, Course, newest};
use crate::store::{self, Store};

/// What a run looked at, and found.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// Series that were judged, and those with too little past.
    pub judged: u64,
    pub sparse: u64,
    /// Pairs of hubs that were screened.
    pub pairs: u64,
    pub signals: Vec<Signal>,
    /// How many of them were not known; 0 in a trial.
    pub new: u64,
}

/// Runs over all indicators; with `trial` nothing is written. `progress` hears how many indicators are done.
pub async fn watch(store: &Store, trial: bool, progress: &(dyn Fn(usize) + Send + Sync)) -> store::Result<Watched> {
    let places = std::sync::Arc::new(store.places().await?);
    let today = store::today();
    let mut work = futures::stream::iter(store.indicators().await?)
        .map(|indicator| {
            let places = places.clone();
            async move {
                let lines = lines_of(store, &indicator, &places, today).await?;
                let looked = tokio::task::spawn_blocking(move || look(&indicator, &places, &lines)).await;
                looked.map_err(|error| store::Error::Conflict(format!("the early-warning run stopped: {error}")))
            }
        })
        // One reads while another computes.
        .buffered(4);
    let mut watched = Watched::default();
    let mut families: Vec<Family> = Vec::new();
    let mut done = 0;
    while let Some(looked) = work.next().await {
        let looked = looked?;
        watched.judged += looked.judged;
        watched.sparse += looked.sparse;
        watched.signals.extend(looked.signals);
        families.extend(looked.families);
        done += 1;
        progress(done);
    }
    drop(work);
    watched.pairs = families.iter().map(|family| family.found.screened as u64).sum();
    watched.signals.extend(reported(families));
    if !trial {
        watched.new = store.add_signals(ACTOR, &watched.signals).await?;
    }
    Ok(watched)
}

/// Who stands in the log.
const ACTOR: &str = "monitor";

/// What one indicator gave.
#[derive(Default)]
struct Looked {
    judged: u64,
    sparse: u64,
    signals: Vec<Signal>,
    families: Vec<Family>,
}

/// The pairs of hubs of one indicator and label.
struct Family {
    indicator: Slug,
    sharing: Sharing,
    source: String,
    period: Period,
    hubs: Vec<Slug>,
    found: Found,
}

fn look(indicator: &Indicator, places: &[Place], lines: &[Line]) -> Looked {
    let mut looked = Looked::default();
    for line in lines {
        match newest(&line.counts, line.freq) {
            Ok(alarms) => {
                looked.judged += 1;
                looked.signals.extend(alarms.into_iter().map(|alarm| single(indicator, line, alarm)));
            }
            Err(_) => looked.sparse += 1,
        }
    }
    looked.families = families(indicator, places, lines);
    looked
}

fn single(indicator: &Indicator, line: &Line, alarm: Alarm) -> Signal {
    let Alarm { method, course, judgement } = alarm;
    let evidence = Evidence {
        method: method.code().to_owned(),
        source: line.source.clone(),
        observed: judgement.observed,
        expected: judgement.expected,
        bound: judgement.upperbound,
        statistic: judgement.statistic,
        pair: None,
    };
    let kind = match course {
        Course::Up => Kind::Rise,
        Course::Down => Kind::Fall,
    };
    signal(indicator.code.clone(), kind, line.place.clone(), None, line.last, line.sharing.clone(), evidence)
}

fn signal(
    indicator: Slug,
    kind: Kind,
    place: Slug,
    other: Option<Slug>,
    period: Period,
    sharing: Sharing,
    evidence: Evidence,
) -> Signal {
    let id = Uuid::now_v7().to_string().parse().unwrap_or_else(|_| indicator.clone());
    let found = Timestamp::now();
    Signal {
        id,
        indicator,
        kind,
        place,
        other,
        period,
        sharing,
        evidence,
        found,
        revision: 0,
        outcome: None,
        owner: None,
    }
}

/// One family for each label: whole hubs, by the same length of period, up to the period that most of them end with.
fn families(indicator: &Indicator, places: &[Place], lines: &[Line]) -> Vec<Family> {
    let whole = |code: &Slug| places.iter().any(|place| place.code == *code && place.whole);
    let mut by_label: HashMap<(&Sharing, usize), Vec<&Line>> = HashMap::new();
    for line in lines.iter().filter(|line| whole(&line.place)) {
        by_label.entry((&line.sharing, line.freq)).or_default().push(line);
    }
    let mut families = Vec::new();
    for ((sharing, freq), lines) in by_label {
        let Some(end) = most_common(lines.iter().map(|line| line.last)) else { continue };
        let options = Options::yearly(freq);
        let points = options.least_points();
        let lines: Vec<&Line> = lines.into_iter().filter(|l| l.last == end && l.counts.len() >= points).collect();
        if lines.len() < 2 {
            continue;
        }
        let table: Vec<Vec<f64>> =
            lines.iter().map(|line| line.counts[line.counts.len() - points..].to_vec()).collect();
        // The name makes the numbers of the bootstrap: the same values, the same answer.
        let Ok(found) = shift::pairs(&table, &options, &format!("{} {end}", indicator.code)) else { continue };
        families.push(Family {
            indicator: indicator.code.clone(),
            sharing: sharing.clone(),
            source: lines[0].source.clone(),
            period: end,
            hubs: lines.iter().map(|line| line.place.clone()).collect(),
            found,
        });
    }
    families
}

fn most_common(periods: impl Iterator<Item = Period>) -> Option<Period> {
    let mut counts: HashMap<Period, usize> = HashMap::new();
    for period in periods {
        *counts.entry(period).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(period, count)| (*count, *period)).map(|(period, _)| period)
}

/// The pairs that stand out among all that share a label. What is looked at for others may not show in what somebody reads, not
/// even as a number: so each label is a family of its own.
fn reported(families: Vec<Family>) -> Vec<Signal> {
    let mut by_label: HashMap<Sharing, Vec<Family>> = HashMap::new();
    for family in families {
        by_label.entry(family.sharing.clone()).or_default().push(family);
    }
    let mut signals = Vec::new();
    for families in by_label.into_values() {
        let mut found: Vec<Found> = families.iter().map(|family| family.found.clone()).collect();
        shift::report(&mut found, shift::FALSE_SHARE);
        let screened = found.iter().map(|found| found.screened).sum();
        for (family, found) in families.iter().zip(found) {
            for pair in found.pairs.into_iter().filter(|pair| pair.reported) {
                let evidence = Evidence {
                    method: "displacement".to_owned(),
                    source: family.source.clone(),
                    observed: pair.up.observed,
                    expected: Some(pair.up.expected),
                    bound: None,
                    statistic: Some(pair.statistic),
                    pair: Some(PairEvidence {
                        observed: pair.down.observed,
                        expected: pair.down.expected,
                        window: pair.window,
                        lag: pair.lag,
                        chance: pair.p.unwrap_or(1.0),
                        screened,
                    }),
                };
                signals.push(signal(
                    family.indicator.clone(),
                    Kind::Displacement,
                    family.hubs[pair.to].clone(),
                    Some(family.hubs[pair.from].clone()),
                    family.period,
                    family.sharing.clone(),
                    evidence,
                ));
            }
        }
    }
    signals.sort_by(|a, b| (&a.indicator, &a.place, a.kind).cmp(&(&b.indicator, &b.place, b.kind)));
    signals
}

/// Whether a period is over, and the days that its values need to come in.
pub(super) fn is_complete(period: Period, delay_days: Option<u16>, today: Date) -> bool {
    let delay = jiff::Span::new().days(i64::from(delay_days.unwrap_or(0)));
    period.last_day().and_then(|day| day.checked_add(delay).ok()).is_some_and(|day| day < today)
}
