//! `bundle WASM STYLE OUT WASM_OPT`: turns the compiled front end and the style sheets into the files that the server
//! carries, named after their content, compressed beforehand, and listed in `OUT/manifest`.

mod front;
mod site;
mod style;

use std::path::Path;
use std::process::ExitCode;

use site::Site;

/// An error is a sentence for the person who runs the build.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, style, out, wasm_opt] = arguments.as_slice() else {
        eprintln!("usage: bundle WASM STYLE OUT WASM_OPT");
        return ExitCode::from(2);
    };
    match run(Path::new(wasm), Path::new(style), Path::new(out), Path::new(wasm_opt)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundle: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(wasm: &Path, style: &Path, out: &Path, wasm_opt: &Path) -> Result<()> {
    let mut site = Site::new(out)?;
    let front = front::build(wasm, wasm_opt)?;
    site.add("script", "front.js", &front.script)?;
    site.add("wasm", "front.wasm", &front.wasm)?;
    let sheet = style::build(&style.join("main.css"), &mut site)?;
    site.add("style", "style.css", sheet.as_bytes())?;
    let icon = style.join("icon.svg");
    site.add("icon", "icon.svg", &site::read(&icon)?)?;
    site.finish()
}
