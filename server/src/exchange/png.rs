//! A drawing in SVG as a picture in PNG, with the letters of the house. Nothing is read besides the drawing itself.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, FaceInfo, Language, Weight};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::pdf::face::{Face, Faces};

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum CannotPaint {
    #[error("the drawing cannot be read: {0}")]
    Unreadable(#[from] resvg::usvg::Error),
    #[error("a drawing of {width} by {height} is larger than {MOST_PIXELS} dots")]
    TooLarge { width: f32, height: f32 },
    #[error("the picture cannot be written: {0}")]
    Unwritten(String),
}

/// Dots of the picture for one of the drawing: sharp on screens that show two for one, and on paper.
const SCALE: f32 = 2.0;

/// Dots of a picture at most: 48 MB while it is painted.
const MOST_PIXELS: f32 = 12_000_000.0;

/// The family as drawings name it.
const FAMILY: &str = "Source Sans 3";

static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut letters = Database::new();
    for (face, weight) in [(Face::Regular, Weight::NORMAL), (Face::Bold, Weight::BOLD)] {
        letters.load_font_data(Faces::bytes(face).to_vec());
        // The files call themselves after the lightest weight of the family, from which they were made.
        if let Some(info) = letters.faces().last().cloned() {
            letters.remove_face(info.id);
            let families = vec![(FAMILY.to_owned(), Language::English_UnitedStates)];
            letters.push_face_info(FaceInfo { families, weight, ..info });
        }
    }
    letters.set_sans_serif_family(FAMILY);
    Arc::new(letters)
});

/// Takes about a tenth of a second of one core for a large drawing.
pub fn png(svg: &str) -> Result<Vec<u8>, CannotPaint> {
    let options = Options {
        fontdb: LETTERS.clone(),
        font_family: FAMILY.to_owned(),
        // Drawings of the house have no pictures in them, and those of others are never painted.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size();
    let (width, height) = ((size.width() * SCALE).ceil(), (size.height() * SCALE).ceil());
    let too_large = || CannotPaint::TooLarge { width, height };
    if width * height > MOST_PIXELS {
        return Err(too_large());
    }
    let mut picture = Pixmap::new(width as u32, height as u32).ok_or_else(too_large)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.encode_png().map_err(|error| CannotPaint::Unwritten(error.to_string()))
}
