//! What the age of a text does to its place.

use jiff::civil::Date;

const DAY: i64 = 86_400_000;

/// What a text published today gains, and in how many days that halves.
const FRESH: f32 = 0.08;
const HALVES: f32 = 730.0;

/// What is left to a text that no longer holds, by its own word.
const EXPIRED: f32 = 0.8;

/// The days of a text, UTC milliseconds at their start.
#[derive(Clone, Copy, Debug)]
pub struct Age {
    pub published: Option<i64>,
    pub valid_until: Option<i64>,
}

/// Now, as days count it (UTC): an answer does not change within a day.
pub fn today() -> i64 {
    jiff::Timestamp::now().as_millisecond().div_euclid(DAY) * DAY
}

/// A day as the index keeps it.
pub fn milliseconds(day: Date) -> i64 {
    day.duration_since(jiff::civil::date(1970, 1, 1)).as_millis() as i64
}

impl Age {
    /// What the score is multiplied by for being new, at least 1.
    pub fn fresh(self, today: i64) -> f32 {
        let Some(published) = self.published else { return 1.0 };
        let days = (today - published).max(0) as f32 / DAY as f32;
        1.0 + FRESH * (-days / HALVES).exp2()
    }

    /// What the score is multiplied by for being past its time, at most 1.
    pub fn expired(self, today: i64) -> f32 {
        if self.valid_until.is_some_and(|last| last < today) { EXPIRED } else { 1.0 }
    }
}
