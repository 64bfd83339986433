//! One style sheet out of many: plain CSS, in the order of `main.css`.

use std::path::Path;

use crate::Result;
use crate::site::{Site, read};

/// Reads the `@import "…";` lines of `main`, adds the files that their `url("…")` name to the site, and gives back one
/// small sheet.
pub fn build(main: &Path, site: &mut Site) -> Result<String> {
    let order = squeeze(&text(main)?);
    let mut sheet = String::new();
    for line in order.split(';').map(str::trim).filter(|line| !line.is_empty()) {
        let name = line
            .strip_prefix("@import \"")
            .and_then(|rest| rest.strip_suffix('"'))
            .ok_or_else(|| format!("{}: only `@import \"file.css\";` may stand here, not `{line}`", main.display()))?;
        let path = main.with_file_name(name);
        let part = with_files(&squeeze(&text(&path)?), &path, site)?;
        sheet.push_str(&part);
    }
    Ok(sheet)
}

/// Replaces each relative `url("…")` by the hashed name of that file, which will lie beside the sheet.
fn with_files(css: &str, path: &Path, site: &mut Site) -> Result<String> {
    let mut pieces = css.split("url(\"");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (address, rest) = piece.split_once('"').ok_or_else(|| format!("{}: unclosed url(\"", path.display()))?;
        let address = if address.starts_with("data:") || address.starts_with('#') {
            address.to_owned()
        } else {
            let file = path.with_file_name(address);
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or(address);
            site.add(if name.ends_with(".woff2") { "font" } else { "file" }, name, &read(&file)?)?
        };
        out.push_str(&format!("url(\"{address}\"{rest}"));
    }
    Ok(out)
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|_| format!("{}: not UTF-8", path.display()))
}

/// Takes out comments and needless white space; never looks inside quotes. A space before `:` and around `+`, `-`, `>`
/// can carry meaning in CSS and stays.
fn squeeze(css: &str) -> String {
    const TIGHT: [char; 4] = ['{', '}', ';', ','];
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            space = true;
            continue;
        }
        if next.is_whitespace() {
            space = true;
            rest = &rest[next.len_utf8()..];
            continue;
        }
        if space && !TIGHT.contains(&next) && !out.is_empty() && !out.ends_with(TIGHT) {
            out.push(' ');
        }
        space = false;
        if next == '}' && out.ends_with(';') {
            out.pop();
        }
        let length = if next == '"' || next == '\'' { quoted(rest, next) } else { next.len_utf8() };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The length in bytes of the quoted text at the start, quotes included.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (position, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return position + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn white_space_goes_where_it_means_nothing() {
        let css = "/* a */\n.a , .b:hover > i {\n  color: red;\n  margin: calc(1px + 2px) ;\n}\n\n.c :focus { x: y }";
        assert_eq!(squeeze(css), ".a,.b:hover > i{color: red;margin: calc(1px + 2px)}.c :focus{x: y}");
    }

    #[test]
    fn quotes_are_left_alone() {
        assert_eq!(
            squeeze("a::before { content: \"/* { ; \\\"  } */\" }"),
            "a::before{content: \"/* { ; \\\"  } */\"}"
        );
    }
}
