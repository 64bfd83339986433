//! The files of the front end, carried inside the binary.
//!
//! They are made by `.build/front` and put in by `build/assets.rs`. A build without it (`cargo check` in a clean clone) has none.

use app::assets::{Assets, Front};

/// One file. Its name carries a hash of its content, so what lies at an address never changes.
pub struct Asset {
    /// `script`, `wasm`, `style`, `icon`, `font`, or `file` for what a style sheet names.
    role: &'static str,
    /// Such as `style.1a2b3c4d5e6f.css`.
    pub name: &'static str,
    pub content_type: &'static str,
    pub plain: &'static [u8],
    /// Only where smaller than `plain`.
    pub brotli: Option<&'static [u8]>,
    /// Only where smaller than `plain`.
    pub gzip: Option<&'static [u8]>,
}

/// What to say where the binary has no front end inside.
pub const MISSING: &str = "this build has no front end inside: pages go out without style sheet and WASM; \
     build with `make serve` or `make build`";

/// Where all of them are served.
const FOLDER: &str = "/pkg/";

/// Every file, in the order they were made.
pub fn all() -> &'static [Asset] {
    FILES
}

/// The addresses that a page writes in its head. None where no front end is inside.
pub fn addresses() -> Option<Assets> {
    let first = |role| of(role).next();
    let front = match (first("script"), first("wasm")) {
        (Some(script), Some(wasm)) => Some(Front { script: script.into(), wasm: wasm.into() }),
        _ => None,
    };
    Some(Assets {
        style: first("style")?.into(),
        icon: first("icon")?.into(),
        front,
        fonts: of("font").map(Into::into).collect(),
    })
}

fn of(role: &'static str) -> impl Iterator<Item = String> {
    FILES.iter().filter(move |asset| asset.role == role).map(|asset| format!("{FOLDER}{}", asset.name))
}

static FILES: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));
