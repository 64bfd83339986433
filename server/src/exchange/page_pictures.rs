//! The pages of a PDF as pictures, and how the child that draws them hands them over. For a process of its own, as
//! `exchange::extract` is: a hostile page panics, loops or fills memory. What that process says is not trusted either.

mod compact;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use app::model::attachment::FileKind;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use serde::{Deserialize, Serialize};

/// A page as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub about: About,
    pub bytes: Vec<u8>,
}

/// What is said of a picture before its bytes, on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The number of the page, from 1.
    pub number: u32,
    /// [`FileKind::Png`] or [`FileKind::Jpg`].
    pub kind: FileKind,
    /// Dots.
    pub width: u32,
    pub height: u32,
    /// Bytes.
    pub size: usize,
}

/// Why no page was drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file cannot be drawn: {0}")]
pub struct Undrawn(String);

/// Pages of one file that are drawn: who wants more opens the file.
pub const MOST_PAGES: u32 = 40;

/// Dots of the longer side: what is written on a page can be read, and a page of text takes some thirty kB.
const LONGEST: f32 = 1_280.0;

/// What is narrower than this part of its length is no page that somebody reads.
const NARROWEST: f32 = 1.0 / 20.0;

/// Bytes of all pictures of one file together.
pub const MOST_BYTES: usize = 16 << 20;

/// Hands the pages of a PDF to `sink`, one after the other. A page that cannot be drawn is left out.
pub fn draw(bytes: Vec<u8>, sink: &mut dyn FnMut(Drawn)) -> Result<(), Undrawn> {
    let file = Pdf::new(bytes).map_err(|fault| Undrawn(format!("{fault:?}")))?;
    let mut cache = RenderCache::new();
    let mut left = MOST_BYTES;
    for (page, number) in file.pages().iter().zip(1..=MOST_PAGES) {
        // One page that the library cannot bear is no reason to lose the others.
        let Ok(drawn) = catch_unwind(AssertUnwindSafe(|| picture(page, number, &cache))) else {
            cache = RenderCache::new();
            continue;
        };
        let Some(drawn) = drawn else { continue };
        let Some(rest) = left.checked_sub(drawn.bytes.len()) else { break };
        left = rest;
        sink(drawn);
    }
    Ok(())
}

fn picture<'a>(page: &'a Page<'a>, number: u32, cache: &RenderCache<'a>) -> Option<Drawn> {
    let (width, height) = page.render_dimensions();
    let (long, short) = (width.max(height), width.min(height));
    // What is no number is in no range.
    if !(long.is_finite() && short / long > NARROWEST) {
        return None;
    }
    let scale = LONGEST / long;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let painted = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (width, height) = (painted.width(), painted.height());
    let (kind, bytes) = compact::encode(width, height, &opaque(&painted))?;
    let about = About { number, kind, width: width.into(), height: height.into(), size: bytes.len() };
    Some(Drawn { about, bytes })
}

/// On a white ground nothing shines through.
fn opaque(painted: &Pixmap) -> Vec<compact::Dot> {
    painted.data_as_u8_slice().as_chunks::<4>().0.iter().map(|[red, green, blue, _]| [*red, *green, *blue]).collect()
}

impl Drawn {
    /// Writes it as [`read`] reads it.
    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        serde_json::to_writer(&mut *out, &self.about)?;
        out.write_all(b"\n")?;
        out.write_all(&self.bytes)
    }
}

/// The pictures in what a child said, up to where it makes no sense: it may have been ended in the middle of one.
pub fn read(mut said: &[u8]) -> Vec<Drawn> {
    let mut found: Vec<Drawn> = Vec::new();
    while let Some(end) = said.iter().position(|byte| *byte == b'\n') {
        let Ok(about) = serde_json::from_slice::<About>(&said[..end]) else { break };
        let Some(bytes) = said.get(end + 1..).and_then(|rest| rest.get(..about.size)) else { break };
        let last = found.last().map_or(0, |drawn| drawn.about.number);
        if !(last + 1..=MOST_PAGES).contains(&about.number) || !is_one(&about, bytes) {
            break;
        }
        said = &said[end + 1 + about.size..];
        found.push(Drawn { bytes: bytes.to_vec(), about });
    }
    found
}

/// Whether bytes begin as a picture of this kind does, and it is no larger than ours are.
fn is_one(about: &About, bytes: &[u8]) -> bool {
    let begins: &[u8] = match about.kind {
        FileKind::Png => b"\x89PNG\r\n\x1a\n",
        FileKind::Jpg => b"\xff\xd8\xff",
        _ => return false,
    };
    let sides = [about.width, about.height];
    bytes.starts_with(begins) && sides.iter().all(|side| (1..=LONGEST as u32).contains(side))
}
