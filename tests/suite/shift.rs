//! Displacement: what was put in is found, and chance is not taken for it more often than is said.

use server::monitor::shift::{self, Options};
use server::monitor::simulate::Random;
use server::monitor::watch::{Course, newest};

/// Counts of hubs by month, with seasons that all share.
fn table(random: &mut Random, means: &[f64], months: usize, phi: f64) -> Vec<Vec<f64>> {
    means
        .iter()
        .map(|mean| {
            let month = |at: usize| mean * (1.0 + 0.3 * (at as f64 * std::f64::consts::TAU / 12.0).sin());
            (0..months).map(|at| random.count(month(at), phi)).collect()
        })
        .collect()
}

/// Moves a share of the counts of one hub to another from a month on.
fn displace(table: &mut [Vec<f64>], from: usize, to: usize, at: usize, share: f64) {
    for month in at..table[from].len() {
        let moved = (table[from][month] * share).round();
        table[from][month] -= moved;
        table[to][month] += moved;
    }
}

fn options() -> Options {
    Options { draws: 499, ..Options::yearly(12) }
}

fn reported(table: &[Vec<f64>], seed: &str) -> Vec<(usize, usize)> {
    let mut found = [shift::pairs(table, &options(), seed).unwrap()];
    shift::report(&mut found, shift::FALSE_SHARE);
    found[0].pairs.iter().filter(|pair| pair.reported).map(|pair| (pair.from, pair.to)).collect()
}

const MEANS: [f64; 5] = [20.0, 12.0, 8.0, 15.0, 5.0];

#[test]
fn displacement_that_was_put_in_is_found_between_the_right_hubs() {
    let (mut right, mut wrong) = (0, 0);
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let mut table = table(&mut random, &MEANS, 60, 1.5);
        displace(&mut table, 0, 3, 48, 0.6);
        let found = reported(&table, "put in");
        // Beside the right pair, one of the two hubs may go with a third one that moved a little.
        wrong += found.iter().filter(|(from, to)| *from != 0 && *to != 3).count();
        right += usize::from(found.first() == Some(&(0, 3)));
    }
    assert!(right >= 38 && wrong <= 2, "{right} of 40 right, {wrong} wrong");
}

#[test]
fn chance_and_common_movements_are_reported_no_more_often_than_is_said() {
    let (mut quiet, mut common) = (0, 0);
    for seed in 0..200 {
        let mut random = Random::new(1_000 + seed);
        let mut table = table(&mut random, &MEANS, 60, 1.5);
        quiet += usize::from(!reported(&table, "quiet").is_empty());
        // Twice as much at all hubs: more checks everywhere, for example.
        for row in &mut table {
            for count in &mut row[48..] {
                *count *= 2.0;
            }
        }
        common += usize::from(!reported(&table, "common").is_empty());
    }
    // With nothing to find every report is a false one, and a tenth is the share that is aimed at.
    assert!(quiet <= 10, "{quiet} of 200 quiet tables");
    assert!(common <= 20, "{common} of 200 tables that moved together");
}

#[test]
fn a_rise_or_a_fall_alone_is_no_displacement() {
    let mut wrong = 0;
    for seed in 0..40 {
        let mut random = Random::new(5_000 + seed);
        let mut only_up = table(&mut random, &MEANS, 60, 1.0);
        for count in &mut only_up[3][48..] {
            *count = (*count * 2.5).round();
        }
        wrong += usize::from(!reported(&only_up, "up").is_empty());
    }
    // A hub that happens to be down as well looks like a pair; that may not be more than chance.
    assert!(wrong <= 4, "{wrong} of 40");
}

#[test]
fn the_same_counts_give_the_same_answer_and_bad_ones_a_refusal() {
    let mut random = Random::new(7);
    let mut good = table(&mut random, &MEANS, 60, 1.5);
    displace(&mut good, 1, 2, 50, 0.8);
    let twice = || shift::pairs(&good, &options(), "name").unwrap();
    assert_eq!(twice(), twice());
    assert!(shift::pairs(&[], &options(), "").is_err());
    assert!(shift::pairs(&[vec![1.0; 60], vec![1.0; 59]], &options(), "").is_err());
    assert!(shift::pairs(&[vec![1.0; 20], vec![1.0; 20]], &options(), "").is_err(), "too few points");
    let mut negative = good.clone();
    negative[0][3] = -1.0;
    assert!(shift::pairs(&negative, &options(), "").is_err());
    let mut gap = good.clone();
    gap[0][55] = f64::NAN;
    let found = shift::pairs(&gap, &options(), "").unwrap();
    assert_eq!(found.screened, 12, "a hub with a gap takes no part");
    let zeros = shift::pairs(&[vec![0.0; 60], vec![0.0; 60]], &options(), "").unwrap();
    assert_eq!((zeros.screened, zeros.pairs.len()), (0, 0));
}

#[test]
fn the_newest_point_sounds_an_alarm_up_down_and_in_silence() {
    let mut random = Random::new(3);
    let ordinary = table(&mut random, &[9.0], 60, 1.2).remove(0);
    let course = |series: &[f64]| newest(series, 12).unwrap().iter().map(|alarm| alarm.course).collect::<Vec<_>>();
    assert_eq!(course(&ordinary), []);
    let mut up = ordinary.clone();
    up[59] = 40.0;
    assert_eq!(course(&up), [Course::Up]);
    let mut silent = ordinary.clone();
    // The first month in which silence is more than chance.
    let first = (54..60).find(|month| {
        silent[*month] = 0.0;
        !course(&silent[..=*month]).is_empty()
    });
    assert!(first.is_some_and(|month| month <= 57), "{first:?}");
    assert_eq!(course(&silent[..=first.unwrap()]), [Course::Down]);
    assert_eq!(course(&vec![0.0; 60]), [], "where nothing was ever counted nothing can fall");
    assert!(newest(&[1.0; 5], 12).is_err());
    let mut gap = up.clone();
    gap[59] = f64::NAN;
    assert_eq!(course(&gap), [], "nothing is known of the newest point");
}
