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

/// What persons opened or took along within the last hour, and when; in memory, of this process alone.
#[derive(Clone)]
pub struct Pace {
    usual: usize,
    recent: Arc<Mutex<HashMap<Slug, Taken>>>,
}

/// The things that one person took in, and when; the oldest first.
type Taken = VecDeque<(Instant, Slug)>;

impl Pace {
    /// `usual` is how many in an hour are nothing special.
    pub fn new(usual: usize) -> Pace {
        Pace { usual, recent: Arc::default() }
    }

    /// Counts one more, once for the same thing; gives how many there are beyond the usual. 0 for what was counted.
    fn note(&self, person: &Slug, what: &Slug, now: Instant) -> usize {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() >= MOST {
            recent.retain(|_, taken| taken.back().is_some_and(|(last, _)| now.duration_since(*last) < HOUR));
        }
        let taken = recent.entry(person.clone()).or_default();
        while taken.front().is_some_and(|(first, _)| now.duration_since(*first) >= HOUR) {
            taken.pop_front();
        }
        if taken.iter().any(|(_, known)| known == what) {
            return 0;
        }
        taken.push_back((now, what.clone()));
        taken.len().saturating_sub(self.usual)
    }
}

impl Shelf {
    /// Counts that a person takes something in, a document or a file by its name; warns once when it becomes unusual, and
    /// says how long they wait for it.
    pub(super) async fn pace(&self, person: &Person, what: &Slug) -> Duration {
        let beyond = self.pace.note(&person.id, what, Instant::now());
        if beyond == 1
            && let Err(error) = self.store.add_warning(person, self.pace.usual).await
        {
            tracing::error!(%error, "a warning about unusual reading could not be kept");
        }
        let steps = u32::try_from(beyond).unwrap_or(u32::MAX);
        STEP.saturating_mul(steps).min(LONGEST)
    }
}
