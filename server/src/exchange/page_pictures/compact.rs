//! A painted page in few bytes. Text and figures have few colours, and edges that JPEG smears: they become a PNG with a palette,
//! a quarter of a PNG in full colour. Photographs and soft grounds become a JPEG, a fifth of one.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use app::model::attachment::FileKind;
use jpeg_encoder::{ColorType, Encoder};

/// Red, green and blue.
pub type Dot = [u8; 3];

/// Steps of each colour that are told apart in a palette.
const STEPS: usize = 16;

/// Colours that may fill parts of a flat page. What else is smooth is shaded, and in a palette its shades would stand beside each
/// other as bands; edges of letters have other colours too, and are not smooth.
const FILLING: usize = 24;

/// Steps of a colour between neighbours that are one smooth ground.
const SMOOTH: u8 = 3;

/// Of a page that is flat no more than this part is shaded.
const SHADED: f64 = 0.01;

/// Of JPEG: below this the edges of letters in photographs fray.
const QUALITY: u8 = 80;

/// The picture of these dots, row by row, and its kind; nothing where it cannot be written.
pub fn encode(width: u16, height: u16, dots: &[Dot]) -> Option<(FileKind, Vec<u8>)> {
    let mut counts: HashMap<Dot, u64> = HashMap::new();
    for run in dots.chunk_by(|one, other| one == other) {
        *counts.entry(run[0]).or_default() += run.len() as u64;
    }
    let flat = shaded(usize::from(width), dots, &counts) <= SHADED * dots.len() as f64;
    match Palette::of(&counts).filter(|_| flat) {
        Some(palette) => Some((FileKind::Png, png(width, height, dots, &palette)?)),
        None => {
            let mut bytes = Vec::new();
            Encoder::new(&mut bytes, QUALITY).encode(dots.as_flattened(), width, height, ColorType::Rgb).ok()?;
            Some((FileKind::Jpg, bytes))
        }
    }
}

/// How many dots are nearly as the one before, and of no colour that fills much.
fn shaded(width: usize, dots: &[Dot], counts: &HashMap<Dot, u64>) -> f64 {
    let mut common: Vec<(&Dot, &u64)> = counts.iter().collect();
    common.sort_unstable_by_key(|(dot, count)| (Reverse(**count), **dot));
    let filling: HashSet<&Dot> = common.into_iter().take(FILLING).map(|(dot, _)| dot).collect();
    let near = |one: Dot, other: Dot| one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= SMOOTH);
    let mut shaded = 0;
    for row in dots.chunks(width.max(1)) {
        let runs: Vec<&[Dot]> = row.chunk_by(|one, other| one == other).collect();
        let soft = runs.windows(2).filter(|two| near(two[0][0], two[1][0]) && !filling.contains(&two[1][0]));
        shaded += soft.map(|two| two[1].len()).sum::<usize>();
    }
    shaded as f64
}

/// Colours that stand for those that are near to them.
struct Palette {
    /// Of each bucket of near colours: its place among the colours.
    places: Vec<u8>,
    colours: Vec<Dot>,
}

impl Palette {
    /// Nothing where there are more than a byte can name.
    fn of(counts: &HashMap<Dot, u64>) -> Option<Palette> {
        let mut buckets = vec![(0, [0; 3]); STEPS * STEPS * STEPS];
        for (dot, count) in counts {
            let (dots, sums) = &mut buckets[bucket(*dot)];
            *dots += count;
            for (sum, value) in sums.iter_mut().zip(dot) {
                *sum += count * u64::from(*value);
            }
        }
        let mut palette = Palette { places: vec![0; buckets.len()], colours: Vec::new() };
        for (place, (dots, sums)) in palette.places.iter_mut().zip(buckets).filter(|(_, (dots, _))| *dots > 0) {
            *place = u8::try_from(palette.colours.len()).ok()?;
            // The mean: what covers much of the page keeps its colour.
            palette.colours.push(sums.map(|sum| u8::try_from((sum + dots / 2) / dots).unwrap_or(u8::MAX)));
        }
        Some(palette)
    }
}

fn bucket(dot: Dot) -> usize {
    dot.iter().fold(0, |bucket, value| bucket * STEPS + (usize::from(*value) * (STEPS - 1) + 127) / 255)
}

fn png(width: u16, height: u16, dots: &[Dot], palette: &Palette) -> Option<Vec<u8>> {
    let (depth, bits) = match palette.colours.len() {
        0..=2 => (png::BitDepth::One, 1),
        3..=4 => (png::BitDepth::Two, 2),
        5..=16 => (png::BitDepth::Four, 4),
        _ => (png::BitDepth::Eight, 8),
    };
    let mut packed = Vec::new();
    for row in dots.chunks(usize::from(width).max(1)) {
        let places: Vec<u8> = row.iter().map(|dot| palette.places[bucket(*dot)]).collect();
        // A byte is filled from its high end, and a row ends with its byte.
        packed.extend(
            places.chunks(8 / bits).map(|some| {
                some.iter().enumerate().fold(0, |byte, (at, place)| byte | (place << (8 - bits * (at + 1))))
            }),
        );
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width.into(), height.into());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(palette.colours.concat());
    // Names of colours have no order that a filter could use.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&packed).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
