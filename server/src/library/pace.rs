//! How fast somebody takes in what is narrower than TLP:GREEN. Unusually fast is slowed down, and told to the admins of their
//! organisation: a need to know is seldom a need to know everything in an hour.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::model::reader::Person;
use app::model::slug::Slug;

use super::Shelf;

/// The time over which is counted.
const HOUR: Duration = Duration::from_secs(3600);

/// What each document beyond the usual adds to the wait, and the longest wait.
const STEP: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(5);

/// Persons that are remembered at the same time.
const MOST: usize = 20_000;

/// When persons opened or took along something, within the last hour; in memory, of this process alone.
#[derive(Clone)]
pub struct Pace {
    usual: usize,
    recent: Arc<Mutex<HashMap<Slug, VecDeque<Instant>>>>,
}

impl Pace {
    /// `usual` is how many in an hour are nothing special.
    pub fn new(usual: usize) -> Pace {
        Pace { usual, recent: Arc::default() }
    }

    /// Counts one more; gives how many there are beyond the usual.
    fn note(&self, person: &Slug, now: Instant) -> usize {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() >= MOST {
            recent.retain(|_, times| times.back().is_some_and(|last| now.duration_since(*last) < HOUR));
        }
        let times = recent.entry(person.clone()).or_default();
        while times.front().is_some_and(|first| now.duration_since(*first) >= HOUR) {
            times.pop_front();
        }
        times.push_back(now);
        times.len().saturating_sub(self.usual)
    }
}

impl Shelf {
    /// Counts that a person takes something in, warns once when it becomes unusual, and says how long they wait for it.
    pub(super) async fn pace(&self, person: &Person) -> Duration {
        let beyond = self.pace.note(&person.id, Instant::now());
        if beyond == 1
            && let Err(error) = self.store.add_warning(person, self.pace.usual).await
        {
            tracing::error!(%error, "a warning about unusual reading could not be kept");
        }
        let steps = u32::try_from(beyond).unwrap_or(u32::MAX);
        STEP.saturating_mul(steps).min(LONGEST)
    }
}
