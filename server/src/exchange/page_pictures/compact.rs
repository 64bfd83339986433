//! A painted page in few bytes. Text and figures have few colours, and edges that JPEG smears: they become a PNG with a palette,
//! a quarter of a PNG in full colour. Photographs and soft grounds become a JPEG, a fifth of one.

use app::model::attachment::FileKind;
use jpeg_encoder::{ColorType, Encoder};

/// Steps of each colour that are told apart in a palette.
const STEPS: usize = 16;

/// Colours of a palette: what one byte for a dot can name.
const MOST_COLOURS: usize = 256;

/// A page is flat when so few colours cover this part of it, the letters' soft edges left out.
const FLAT_COLOURS: usize = 8;
const FLAT_PART: f64 = 0.75;

/// Of JPEG: below this the edges of letters in photographs fray.
const QUALITY: u8 = 80;

/// The picture and its kind; nothing where it cannot be written. `dots` are red, green and blue, row by row.
pub fn encode(width: u16, height: u16, dots: &[u8]) -> Option<(FileKind, Vec<u8>)> {
    match palette(dots) {
        Some(palette) => Some((FileKind::Png, png(width, height, dots, &palette)?)),
        None => {
            let mut bytes = Vec::new();
            Encoder::new(&mut bytes, QUALITY).encode(dots, width, height, ColorType::Rgb).ok()?;
            Some((FileKind::Jpg, bytes))
        }
    }
}

/// Colours that are near enough to be one.
#[derive(Clone, Copy, Default)]
struct Bucket {
    dots: u64,
    /// Of each colour, over all dots.
    sums: [u64; 3],
}

/// The colours of a flat page, by their bucket.
struct Palette {
    /// Of each bucket: its place among the colours.
    places: Vec<Option<u8>>,
    colours: Vec<[u8; 3]>,
}

fn bucket(dot: &[u8]) -> usize {
    let step = |value: u8| (usize::from(value) * (STEPS - 1) + 127) / 255;
    (step(dot[0]) * STEPS + step(dot[1])) * STEPS + step(dot[2])
}

fn palette(dots: &[u8]) -> Option<Palette> {
    let mut buckets = vec![Bucket::default(); STEPS * STEPS * STEPS];
    for dot in dots.chunks_exact(3) {
        let found = &mut buckets[bucket(dot)];
        found.dots += 1;
        for (sum, value) in found.sums.iter_mut().zip(dot) {
            *sum += u64::from(*value);
        }
    }
    let mut counts: Vec<u64> = buckets.iter().map(|bucket| bucket.dots).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    let common: u64 = counts.iter().take(FLAT_COLOURS).sum();
    if (common as f64) < FLAT_PART * (dots.len() / 3) as f64 {
        return None;
    }
    let mut palette = Palette { places: vec![None; buckets.len()], colours: Vec::new() };
    for (place, Bucket { dots, sums }) in palette.places.iter_mut().zip(buckets).filter(|(_, found)| found.dots > 0) {
        // The mean: what covers much of the page keeps its colour.
        let mean = sums.map(|sum| u8::try_from((sum + dots / 2) / dots).unwrap_or(u8::MAX));
        *place = Some(u8::try_from(palette.colours.len()).ok()?);
        palette.colours.push(mean);
    }
    (palette.colours.len() <= MOST_COLOURS).then_some(palette)
}

fn png(width: u16, height: u16, dots: &[u8], palette: &Palette) -> Option<Vec<u8>> {
    let (depth, bits) = match palette.colours.len() {
        0..=2 => (png::BitDepth::One, 1),
        3..=4 => (png::BitDepth::Two, 2),
        5..=16 => (png::BitDepth::Four, 4),
        _ => (png::BitDepth::Eight, 8),
    };
    let mut packed = Vec::new();
    for row in dots.chunks_exact(usize::from(width) * 3) {
        let places: Vec<u8> = row.chunks_exact(3).map(|dot| palette.places[bucket(dot)].unwrap_or(0)).collect();
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
