//! From what the compiler wrote to what a browser loads.

use std::fs;
use std::path::Path;
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::Result;
use crate::site::{digest, read, write_if_changed};

/// The script that starts the islands, and the WASM it starts.
pub struct Front {
    pub script: Vec<u8>,
    pub wasm: Vec<u8>,
}

/// What the compiler may have used, named one by one: with `--all-features` wasm-opt writes a file that browsers refuse.
const WASM_OPT: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The result is kept beside the compiler's file, so that a change of style does not run the optimiser again.
pub fn build(compiled: &Path, wasm_opt: &Path) -> Result<Front> {
    let raw = read(compiled)?;
    let key = digest(&[digest(&raw).as_bytes(), WASM_OPT.concat().as_bytes()].concat());
    let folder = compiled.with_extension("bundle");
    let file = |name: &str| folder.join(name);
    if fs::read_to_string(file("key")).is_ok_and(|old| old == key) {
        return Ok(Front { script: read(&file("front.js"))?, wasm: read(&file("front.wasm"))? });
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;

    let (script, bound) = bind(compiled)?;
    write_if_changed(&file("bound.wasm"), &bound)?;
    optimise(wasm_opt, &file("bound.wasm"), &file("front.wasm"))?;
    write_if_changed(&file("front.js"), script.as_bytes())?;
    write_if_changed(&file("key"), key.as_bytes())?;
    Ok(Front { script: script.into_bytes(), wasm: read(&file("front.wasm"))? })
}

/// The part of wasm-bindgen's command-line tool that we need, in the version of Cargo.lock.
fn bind(compiled: &Path) -> Result<(String, Vec<u8>)> {
    let failed = |error| format!("wasm-bindgen on {}: {error:#}", compiled.display());
    let mut output = Bindgen::new()
        .input_path(compiled)
        .web(true)
        .map_err(failed)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page names the WASM file; the script need not guess.
        .omit_default_module_path(true)
        .generate_output()
        .map_err(failed)?;
    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(library, _)| library);
    if let Some(name) = inline.chain(output.local_modules().keys()).next() {
        return Err(format!(
            "`{name}` brings scripts of its own, which nothing here would serve; do without that library"
        ));
    }
    let wasm = output.wasm_mut().emit_wasm();
    Ok((output.js().to_owned(), wasm))
}

fn optimise(wasm_opt: &Path, from: &Path, to: &Path) -> Result<()> {
    let status = Command::new(wasm_opt).args(WASM_OPT).arg(from).arg("-o").arg(to).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("wasm-opt on {}: {status}", from.display())),
        Err(error) => Err(format!("{}: {error}; run `make front`, which installs it", wasm_opt.display())),
    }
}
