//! How far the change log is, and how far the index follows it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::watch;

/// The two numbers everything that must be fresh looks at.
pub struct Pulse {
    seq: watch::Receiver<i64>,
    applied: watch::Receiver<i64>,
    /// When the index was last seen to have caught up.
    even: Mutex<Option<Instant>>,
}

/// What a rendered page rests on. Grows; equal versions give equal pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The day in Amsterdam, because a note can expire without a change.
    day: i32,
    seq: i64,
    applied: i64,
}

impl Pulse {
    /// `seq` is the last visible change of the store, `applied` the last one the index has taken in.
    pub fn new(seq: watch::Receiver<i64>, applied: watch::Receiver<i64>) -> Pulse {
        Pulse { seq, applied, even: Mutex::new(None) }
    }

    fn seq(&self) -> i64 {
        *self.seq.borrow()
    }

    fn applied(&self) -> i64 {
        *self.applied.borrow()
    }

    pub fn version(&self) -> Version {
        Version { day: today(), seq: self.seq(), applied: self.applied() }
    }

    /// Wakes when the change log grows.
    pub fn watch(&self) -> watch::Receiver<i64> {
        self.seq.clone()
    }

    /// Whether answers are complete: the index has caught up, or did so less than `lag` ago.
    pub fn ready(&self, lag: Duration) -> bool {
        let mut even = self.even.lock().unwrap_or_else(PoisonError::into_inner);
        if self.applied() >= self.seq() {
            *even = Some(Instant::now());
        }
        even.is_some_and(|at| at.elapsed() < lag)
    }
}

/// Days since 1970 in Amsterdam.
fn today() -> i32 {
    let now = Timestamp::now();
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let seconds = now.as_second() + i64::from(zone.to_offset(now).seconds());
    i32::try_from(seconds.div_euclid(86_400)).unwrap_or(i32::MAX)
}
