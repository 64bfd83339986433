//! Work on segments that do not depend on each other, on as many processors as there are.

use std::num::NonZero;
use std::thread;

use tantivy::TantivyError;

/// Fewer documents than this are done before another thread has begun.
const WORTH_A_THREAD: u32 = 20_000;

/// What `work` makes of each segment, in order. `sizes` are how much there is to do for each.
pub fn each_segment<T: Send>(
    sizes: &[u32],
    work: impl Fn(usize) -> Result<T, TantivyError> + Sync,
) -> Result<Vec<T>, TantivyError> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let mut shares = shares(sizes, processors).into_iter();
    let own = shares.next().unwrap_or_default();
    let done = |share: Vec<usize>| {
        share.into_iter().map(|number| Ok((number, work(number)?))).collect::<Result<Vec<_>, TantivyError>>()
    };
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = shares.map(|share| scope.spawn(|| done(share))).collect();
        let mut all = done(own)?;
        for other in others {
            let theirs =
                other.join().map_err(|_| TantivyError::SystemError("a thread of a search ended".to_owned()))?;
            all.extend(theirs?);
        }
        Ok::<_, TantivyError>(all)
    })?;
    all.sort_unstable_by_key(|(number, _)| *number);
    Ok(all.into_iter().map(|(_, made)| made).collect())
}

/// The numbers of the segments, shared out: the largest first, each to whoever has the least to do. One share where more
/// would not pay.
fn shares(sizes: &[u32], processors: usize) -> Vec<Vec<usize>> {
    let mut numbers: Vec<usize> = (0..sizes.len()).collect();
    numbers.sort_by_key(|number| std::cmp::Reverse(sizes[*number]));
    let worth = numbers.iter().filter(|number| sizes[**number] >= WORTH_A_THREAD).count();
    let mut shares: Vec<(u64, Vec<usize>)> = vec![(0, Vec::new()); processors.min(worth).max(1)];
    for number in numbers {
        if let Some(least) = shares.iter_mut().min_by_key(|(load, _)| *load) {
            least.0 += u64::from(sizes[number]);
            least.1.push(number);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_segment_is_done_once_and_in_order() {
        for sizes in [vec![], vec![5], vec![100_000, 3, 70_000, 20_000, 90_000, 0, 1_000_000]] {
            for processors in [1, 2, 3, 16] {
                let mut given: Vec<usize> = shares(&sizes, processors).into_iter().flatten().collect();
                given.sort_unstable();
                assert_eq!(given, (0..sizes.len()).collect::<Vec<_>>());
            }
            let done = each_segment(&sizes, |number| Ok(sizes[number]));
            assert_eq!(done.ok(), Some(sizes));
        }
        assert_eq!(shares(&[19_999, 19_999], 2).len(), 1, "too little for a thread");
        assert_eq!(shares(&[20_000, 20_000], 2).len(), 2);
    }

    #[test]
    fn a_fault_in_any_segment_is_told() {
        let sizes = [50_000; 4];
        for faulty in 0..4 {
            let done = each_segment(&sizes, |number| match number == faulty {
                true => Err(TantivyError::SystemError("proef".to_owned())),
                false => Ok(number),
            });
            assert!(done.is_err(), "{faulty}");
        }
    }
}
