//! The longer texts of fixed pages: `prose/<page>.<lang>.md`, first line `# Title`, the rest Markdown.

use std::collections::BTreeMap;

use app::model::document::Prose;
use app::model::lang::Lang;
use app::model::problem::Problem;

use super::files::Files;
use super::front_matter::utf8;
use super::{Limits, markdown};

/// All texts of a set of files, by page and language.
pub type Texts = BTreeMap<(String, Lang), Prose>;

/// Reads and renders all of them.
pub fn read(files: &Files, limits: Limits) -> Result<Texts, Vec<Problem>> {
    let listed = files.list().map_err(|error| vec![Problem::new(format!("the folder cannot be read: {error}"))])?;
    let (mut texts, mut problems) = (Texts::new(), Vec::new());
    for path in listed {
        let Some(name) = path.strip_prefix("prose/").and_then(|name| name.strip_suffix(".md")) else { continue };
        let key = name.rsplit_once('.').and_then(|(page, lang)| Some((page.to_owned(), Lang::parse(lang)?)));
        let Some(key) = key else {
            let message = "the name does not tell the language: name it like about.nl.md";
            problems.push(Problem::new(message).in_file(&path));
            continue;
        };
        match text(files, &path, limits) {
            Ok(prose) => drop(texts.insert(key, prose)),
            Err(problem) => problems.push(problem.in_file(&path)),
        }
    }
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

fn text(files: &Files, path: &str, limits: Limits) -> Result<Prose, Problem> {
    let bytes =
        files.read(path, limits.document_bytes).map_err(|error| Problem::new(format!("cannot be read: {error}")))?;
    let text = utf8(&bytes)?;
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = first.strip_prefix("# ").map(str::trim).filter(|title| !title.is_empty());
    let title = title.ok_or_else(|| Problem::new("the first line must be the title: # Title").at_line(1))?;
    let (html, contents) = markdown::render(rest);
    Ok(Prose { title: title.to_owned(), html, contents })
}
