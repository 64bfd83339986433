//! The house rules that a machine can check: each word in its room.

use std::fs;
use std::path::{Path, PathBuf};

/// A word, and the only places (path prefixes) where it may stand.
struct Room {
    word: &'static str,
    /// Where the rule applies.
    within: &'static [&'static str],
    /// Where the word is at home.
    home: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    // The log names both to keep them quiet.
    Room { word: "sqlx", within: &["app/src", "server/src"], home: &["server/src/store", "server/src/log.rs"] },
    Room { word: "tantivy", within: &["app/src", "server/src"], home: &["server/src/search", "server/src/log.rs"] },
    Room { word: "axum", within: &["app/src", "server/src"], home: &["server/src/http"] },
    Room { word: "tower", within: &["app/src", "server/src"], home: &["server/src/http"] },
    Room { word: "hyper", within: &["app/src", "server/src"], home: &["server/src/http"] },
    Room { word: "argon2", within: &["app/src", "server/src"], home: &["server/src/library/people"] },
    Room { word: "totp_rs", within: &["app/src", "server/src"], home: &["server/src/library/people"] },
    Room { word: "lettre", within: &["app/src", "server/src"], home: &["server/src/mail"] },
    Room { word: "object_store", within: &["app/src", "server/src"], home: &["server/src/store"] },
    // Hostile files are opened in the child that is limited, and nowhere else.
    Room { word: "pdf_extract", within: &["app/src", "server/src"], home: &["server/src/exchange/extract"] },
    Room { word: "hayro", within: &["app/src", "server/src"], home: &["server/src/exchange/page_pictures"] },
    Room { word: "page_pictures::draw", within: &["server/src"], home: &["server/src/command/extract.rs"] },
    Room { word: "krilla", within: &["app/src", "server/src"], home: &["server/src/exchange/pdf"] },
    Room { word: "ZipArchive", within: &["app/src", "server/src"], home: &["server/src/exchange/extract"] },
    Room { word: "exchange::extract::extract", within: &["server/src"], home: &["server/src/command/extract.rs"] },
    Room { word: "multer", within: &["app/src", "server/src"], home: &["server/src/http"] },
    Room { word: "cfg(feature", within: &["app/src", "server/src"], home: &["app/src/lib.rs"] },
    Room { word: "#[server", within: &["app/src", "server/src"], home: &["app/src/rpc.rs"] },
    Room { word: "#[island", within: &["app/src", "server/src"], home: &["app/src/islands"] },
    Room { word: "leptos_meta", within: &["app/src"], home: &["app/src/lib.rs", "app/src/parts/head.rs"] },
    Room { word: "inner_html", within: &["app/src", "server/src"], home: &["app/src/parts/safe_html.rs"] },
    Room { word: "<textarea", within: &["app/src"], home: &["app/src/parts/text_area.rs"] },
    Room { word: "leptos", within: &["app/src/model"], home: &[] },
    Room {
        word: "from_sanitised",
        within: &["app/src", "server/src"],
        home: &["app/src/model/html.rs", "server/src/exchange/markdown.rs"],
    },
    Room { word: "style=", within: &["app/src"], home: &[] },
    Room { word: "todo!", within: &["app/src", "server/src", ".build"], home: &[] },
    Room { word: "unimplemented!", within: &["app/src", "server/src", ".build"], home: &[] },
    Room { word: "dbg!", within: &["app/src", "server/src", ".build", "tests"], home: &["tests/suite/tidy.rs"] },
    // The arrows between the rooms of the server.
    Room {
        word: "crate::search",
        within: &["server/src/store", "server/src/exchange", "server/src/monitor", "server/src/http"],
        home: &[],
    },
    Room {
        word: "crate::store",
        within: &["server/src/search", "server/src/exchange", "server/src/monitor", "server/src/http"],
        home: &[],
    },
    Room {
        word: "crate::exchange",
        within: &["server/src/store", "server/src/search", "server/src/monitor"],
        home: &[],
    },
    Room {
        word: "crate::library",
        within: &["server/src/store", "server/src/search", "server/src/exchange", "server/src/monitor"],
        home: &[],
    },
    Room {
        word: "crate::mail",
        within: &[
            "server/src/store",
            "server/src/search",
            "server/src/exchange",
            "server/src/monitor",
            "server/src/http",
        ],
        home: &[],
    },
    Room {
        word: "crate::http",
        within: &[
            "server/src/store",
            "server/src/search",
            "server/src/exchange",
            "server/src/monitor",
            "server/src/library",
        ],
        home: &[],
    },
];

const LONGEST_FILE: usize = 400;

#[test]
fn every_word_is_in_its_room() {
    let mut strays = Vec::new();
    for file in sources(&["app/src", "server/src", ".build", "tests"]) {
        let text = read(&file);
        for room in ROOMS {
            let applies = room.within.iter().any(|prefix| file.starts_with(prefix));
            let at_home = room.home.iter().any(|prefix| in_room(&file, prefix));
            if applies && !at_home {
                strays.extend(code_lines(&text).filter(|(_, line)| has_word(line, room.word)).map(|(number, line)| {
                    format!("{file}:{number}: `{}` belongs in {:?}: {}", room.word, room.home, line.trim())
                }));
            }
        }
    }
    assert!(strays.is_empty(), "words in the wrong room:\n{}", strays.join("\n"));
}

#[test]
fn nothing_outside_tests_and_main_may_panic_for_want_of_a_value() {
    let mut strays = Vec::new();
    for file in sources(&["app/src", "server/src"]) {
        if file == "server/src/main.rs" {
            continue;
        }
        let text = read(&file);
        strays.extend(
            code_lines(&text)
                .filter(|(_, line)| line.contains(".unwrap()") || line.contains(".expect("))
                .map(|(number, line)| format!("{file}:{number}: {}", line.trim())),
        );
    }
    assert!(strays.is_empty(), "unwrap or expect outside tests and main:\n{}", strays.join("\n"));
}

#[test]
fn no_file_outgrows_its_idea() {
    let long: Vec<String> = sources(&["app/src", "server/src", ".build", "tests"])
        .into_iter()
        .filter_map(|file| {
            let lines = read(&file).lines().count();
            (lines > LONGEST_FILE).then(|| format!("{file}: {lines} lines"))
        })
        .collect();
    assert!(long.is_empty(), "files over {LONGEST_FILE} lines:\n{}", long.join("\n"));
}

#[test]
fn every_file_of_the_suite_is_listed() {
    let main = read("tests/suite/main.rs");
    for file in sources(&["tests/suite"]) {
        let path = Path::new(&file);
        let inside = path.parent() != Some(Path::new("tests/suite"));
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        if name == "main" || inside {
            continue;
        }
        assert!(
            main.contains(&format!("mod {name};")),
            "{file} is not a module of tests/suite/main.rs, so it never runs"
        );
    }
}

#[test]
fn there_is_no_mod_rs() {
    let strays: Vec<_> =
        sources(&["app", "server", "tests", ".build"]).into_iter().filter(|file| file.ends_with("/mod.rs")).collect();
    assert!(strays.is_empty(), "use name.rs beside name/: {strays:?}");
}

/// Every Rust file below the given folders, as paths from the top, sorted.
fn sources(folders: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&top().join(folder), &mut found);
    }
    found.sort();
    assert!(!found.is_empty(), "nothing to check below {folders:?}: is the suite run from the checkout?");
    found
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "node_modules" && name != "target" {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let path = path.strip_prefix(top()).expect("below the top");
            found.push(path.to_string_lossy().into_owned());
        }
    }
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the suite lies in tests/").to_owned()
}

fn read(file: &str) -> String {
    fs::read_to_string(top().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Whether a file is the given file or lies in the given room (`room.rs` and `room/`).
fn in_room(file: &str, room: &str) -> bool {
    file == room || file == format!("{room}.rs") || file.starts_with(&format!("{room}/"))
}

/// Numbered lines without comments: a comment may name what code may not use.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line.split_once("//").map_or(line, |(code, _)| code)))
}

/// Whether the line has the word as a word: `axum` but not `maximum`.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-');
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let open_start = !word.starts_with(char::is_alphanumeric) || !is_part(before);
        let open_end = !word.ends_with(char::is_alphanumeric) || !is_part(after);
        open_start && open_end
    })
}
