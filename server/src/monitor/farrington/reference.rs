//! Which earlier points a point is compared with, and in which season each of them falls.

use super::Options;

/// The reference points of any point, from the options alone.
pub struct Calendar {
    freq: usize,
    b: usize,
    w: usize,
    levels: usize,
    left_out: usize,
}

impl Calendar {
    pub fn new(options: &Options) -> Calendar {
        Calendar {
            freq: options.freq,
            b: options.b,
            w: options.w,
            levels: options.no_periods,
            left_out: options.past_weeks_not_included.unwrap_or(options.w),
        }
    }

    /// The first index with a full window in each of the `b` years before it.
    pub fn first(&self) -> usize {
        self.b.saturating_mul(self.freq).saturating_add(self.w)
    }

    /// The level of the judged point itself: that of the windows.
    pub fn level(&self) -> usize {
        self.levels - 1
    }

    /// Index and level of each reference of the point `at`, in order of time.
    ///
    /// The windows of `±w` around the same point of the `b` earlier years, and the `w` points before `at`, have the last
    /// level. With more than one level the points between two windows count too, cut into `levels - 1` blocks of equal
    /// length; what remains goes to the first blocks, one each. The last points before `at` are left out.
    pub fn references(&self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let start = at - self.first();
        let end = at.saturating_sub(self.left_out);
        (start..end).filter_map(move |i| self.level_at(i - start).map(|level| (i, level)))
    }

    /// The level of the point that lies so many points after the first reference; none between windows without a factor.
    fn level_at(&self, since_first: usize) -> Option<usize> {
        let into_year = since_first % self.freq;
        let window = 2 * self.w + 1;
        if into_year < window {
            return Some(self.level());
        }
        let blocks = self.levels - 1;
        if blocks == 0 {
            return None;
        }
        let gap = self.freq - window;
        let (length, longer) = (gap / blocks, gap % blocks);
        let into_gap = into_year - window;
        let in_longer = longer * (length + 1);
        Some(if into_gap < in_longer { into_gap / (length + 1) } else { longer + (into_gap - in_longer) / length })
    }
}
