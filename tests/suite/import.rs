//! Imports: whole or not at all, twice is once, and every fault is named with its file, line and field.

use std::fs;
use std::path::Path;
use std::time::Duration;

use app::model::slug::Slug;
use server::exchange::{self, Limits};
use server::library::{self, Failure, Load, Report};
use server::store::{Loader, Store, Verdict};
use tests::generate::Generator;

const LIMITS: Limits = Limits { document_bytes: 100_000 };

/// Imports a path as `knooppunt import` does; an error is the whole message.
pub async fn import(store: &Store, path: &Path) -> Result<Report, String> {
    let told = |problems: Vec<_>| Failure::Problems { problems, more: false }.to_string();
    let reading = exchange::open(path, LIMITS).map_err(told)?;
    let how = Load { loader: Loader::Import, patience: Duration::from_secs(5), complete: false };
    library::load(store, how, reading, &|_| ()).await.map_err(|failure| failure.to_string())
}

async fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    (folder, store)
}

fn write(folder: &Path, files: &[(&str, &[u8])]) {
    for (path, bytes) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// What a store holds, as far as anybody can see.
async fn state(store: &Store) -> (i64, u64, usize, usize) {
    let changes = store.changes_after(0, 1_000_000).await.unwrap().len();
    let hubs = store.hubs().await.unwrap().len();
    (store.seq(), store.count_documents().await.unwrap(), changes, hubs)
}

const GOOD: &str = "+++\nid = \"goed\"\ntitle = \"Goed\"\ntlp = \"TLP:CLEAR\"\n+++\nTekst.\n";

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let (_data, store) = store().await;
    let set = tempfile::tempdir().unwrap();
    let mut generator = Generator::new(7, true);
    let lines: Vec<String> = (0..1200).map(|_| generator.line()).collect();
    let file = set.path().join("set.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    let report = import(&store, &file).await.unwrap();
    assert_eq!((report.count(Verdict::Created), report.total()), (1200, 1200));
    let before = state(&store).await;
    let report = import(&store, &file).await.unwrap();
    assert_eq!((report.count(Verdict::Same), report.total()), (1200, 1200));
    assert_eq!(state(&store).await, before);
    // One document differs: one change, and a second revision.
    let changed = lines[3].replace("\"title\":\"", "\"title\":\"Anders: ");
    fs::write(&file, changed).unwrap();
    let report = import(&store, &file).await.unwrap();
    assert_eq!((report.count(Verdict::Changed), report.total()), (1, 1));
    let change = store.changes_after(before.0, 10).await.unwrap();
    assert_eq!(change.len(), 1);
    let document = store.documents_by_id(&[change[0].id.clone()]).await.unwrap().remove(0);
    assert_eq!(document.revision, 2);
    assert!(document.write_up.title.starts_with("Anders: "));
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

/// What is handed in, and what the refusal must say.
struct Bad {
    name: &'static str,
    files: &'static [(&'static str, &'static [u8])],
    says: &'static [&'static str],
}

macro_rules! front {
    ($matter:literal) => {
        concat!("+++\nid = \"fout\"\ntitle = \"Fout\"\ntlp = \"TLP:CLEAR\"\n", $matter, "\n+++\nTekst.\n").as_bytes()
    };
}

const INDICATOR: &[u8] = b"[[indicator]]\ncode = \"kg\"\nname = { nl = \"Kilo\", en = \"Kilos\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"kg\", en = \"kg\" }\ntheme = \"seizures\"\n\
    direction = \"ambiguous\"\nposition = 1\nsharing = { tlp = \"TLP:CLEAR\" }\n";

const BAD: &[Bad] = &[
    Bad {
        name: "unknown key",
        files: &[("a.md", front!("titel = \"x\""))],
        says: &["a.md:5: field titel: is not known here"],
    },
    Bad {
        name: "missing id",
        files: &[("a.md", b"+++\ntitle = \"T\"\ntlp = \"TLP:CLEAR\"\n+++\nTekst\n")],
        says: &["a.md:1: field id: is missing"],
    },
    Bad {
        name: "missing title, body and label at once",
        files: &[("a.md", b"+++\nid = \"a\"\n+++\n \n")],
        says: &["field title: is missing", "a.md:4: field body: is empty", "field tlp: is missing: say who may read it"],
    },
    Bad {
        name: "wrong label",
        files: &[("a.md", b"+++\nid = \"a\"\ntitle = \"T\"\ntlp = \"TLP:WHITE\"\n+++\nTekst\n")],
        says: &["a.md:4: field tlp: 'TLP:WHITE' is not a TLP label: use TLP:CLEAR"],
    },
    Bad {
        name: "wrong id",
        files: &[("a.md", b"+++\nid = \"a b\"\ntitle = \"T\"\ntlp = \"TLP:CLEAR\"\n+++\nTekst\n")],
        says: &["a.md:2: field id: 'a b' is not a valid id"],
    },
    Bad {
        name: "clear for public bodies only",
        files: &[("a.md", front!("public_bodies_only = true"))],
        says: &["a.md:5: field public_bodies_only: TLP:CLEAR is for everybody"],
    },
    Bad {
        name: "wrong audience",
        files: &[("a.md", front!("audience = [\"iedereen\"]"))],
        says: &["a.md:5: field audience[0]: 'iedereen' is not an audience: write organisation:ID"],
    },
    Bad {
        name: "unknown hub",
        files: &[("a.md", front!("hubs = [\"rotterdam\", \"atlantis\"]"))],
        says: &["a.md:5: field hubs: there is no hub 'atlantis': use one of bloemenveilingen,"],
    },
    Bad {
        name: "translation of nothing",
        files: &[("a.md", front!("translation_of = \"niets\""))],
        says: &["a.md:5: field translation_of: there is no document 'niets'"],
    },
    Bad {
        name: "translation of itself",
        files: &[("a.md", front!("translation_of = \"fout\""))],
        says: &["a.md:5: field translation_of: names the document itself"],
    },
    Bad {
        name: "translation of a translation",
        files: &[
            ("a.md", b"+++\nid = \"a\"\ntitle = \"T\"\ntlp = \"TLP:CLEAR\"\ntranslation_of = \"goed\"\n+++\nTekst\n"),
            ("b.md", b"+++\nid = \"b\"\ntitle = \"T\"\ntlp = \"TLP:CLEAR\"\ntranslation_of = \"a\"\n+++\nTekst\n"),
        ],
        says: &["b.md:5: field translation_of: 'a' is a translation itself"],
    },
    Bad {
        name: "wrong date",
        files: &[("a.md", front!("published = \"2024-02-30\""))],
        says: &["a.md:5: field published: '2024-02-30' is not a date: write it as 2024-03-01"],
    },
    Bad {
        name: "wrong date of a source",
        files: &[("a.md", front!("[[sources]]\ntitle = \"Bron\"\ndate = \"maart 2024\""))],
        says: &["a.md:7: field sources[0].date: 'maart 2024' is not a date"],
    },
    Bad {
        name: "wrong facts",
        files: &[("a.md", front!("kind = \"practice\"\n[facts]\n[[facts.results]]\ntekst = \"x\""))],
        says: &["a.md:8: field facts.results[0].tekst: unknown field `tekst`"],
    },
    Bad {
        name: "wrong kind",
        files: &[("a.md", front!("kind = \"verhaal\""))],
        says: &["a.md:5: field kind: unknown variant `verhaal`, expected one of `practice`"],
    },
    Bad {
        name: "broken TOML",
        files: &[("a.md", front!("hubs = [\"rotterdam\"\nlang = \"nl\""))],
        says: &["a.md:6: this is not valid TOML"],
    },
    Bad {
        name: "no front matter",
        files: &[("a.md", b"# Titel\n")],
        says: &["a.md:1: the file must begin with a line +++"],
    },
    Bad {
        name: "front matter without end",
        files: &[("a.md", b"+++\nid = \"a\"\n")],
        says: &["a.md:1: the front matter has no end"],
    },
    Bad {
        name: "not UTF-8",
        files: &[("a.md", b"+++\nid = \"a\"\ntitle = \"T\xff\"\n+++\n")],
        says: &["a.md:3: byte 11 of this line is not UTF-8"],
    },
    Bad {
        name: "NUL",
        files: &[("a.md", b"+++\nid = \"a\"\ntitle = \"T\"\ntlp = \"TLP:CLEAR\"\n+++\nTek\0st\n")],
        says: &["a.md:6: field body: holds a NUL character"],
    },
    Bad {
        name: "two documents of one id",
        files: &[("a.md", GOOD.as_bytes()), ("b.md", GOOD.as_bytes())],
        says: &["b.md:1: field id: 'goed' is the id of another document too, at a.md:1"],
    },
    Bad {
        name: "a broken file among good ones",
        files: &[("a.md", GOOD.as_bytes()), ("b/c.md", front!("x = 1")), ("d.md", front!("y = 1"))],
        says: &["b/c.md:5: field x:", "d.md:5: field y:"],
    },
    Bad { name: "nothing to import", files: &[("foto.jpg", b"x")], says: &[": holds nothing to import"] },
    Bad {
        name: "a register whose name is mistyped",
        files: &[("a.md", GOOD.as_bytes()), ("hub.toml", b"")],
        says: &["hub.toml: is no register: the names are conferences.toml, contact-points.toml, hubs.toml"],
    },
    Bad {
        name: "a register with an unknown key",
        files: &[("places.toml", b"[[place]]\ncode = \"x\"\nname = { nl = \"x\", en = \"x\" }\nhubb = \"rotterdam\"\n")],
        says: &["places.toml:4: field place[0].hubb: unknown field `hubb`"],
    },
    Bad {
        name: "a place of an unknown hub",
        files: &[("places.toml", b"[[place]]\ncode = \"x\"\nname = { nl = \"x\", en = \"x\" }\nhub = \"atlantis\"\n")],
        says: &["places.toml:4: field hub: there is no hub 'atlantis'"],
    },
    Bad {
        name: "a place twice",
        files: &[(
            "places.toml",
            b"[[place]]\ncode = \"x\"\nname = { nl = \"x\", en = \"x\" }\n[[place]]\ncode = \"x\"\nname = { nl = \"x\", en = \"x\" }\n",
        )],
        says: &["places.toml:5: field code: 'x' is there twice, first at places.toml:1"],
    },
    Bad {
        name: "a budget that does not add up",
        files: &[(
            "plan.toml",
            b"[budget]\nseries = [{ year = 2026, cents = 100 }]\nallocation = [{ hub = \"rotterdam\", cents = 99 }]\n",
        )],
        says: &["plan.toml:3: field allocation: the allocation adds up to 99 cents, but the structural budget is 100 cents"],
    },
    Bad {
        name: "figures of an unknown hub and indicator",
        files: &[
            ("monitor/indicators.toml", INDICATOR),
            (
                "monitor/observations.csv",
                b"id,indicator,hub,period,value,qualifier,title\nF1,kg,atlantis,2024,1,exact,T\nF2,gram,rotterdam,2024,1,exact,T\n",
            ),
        ],
        says: &[
            "monitor/observations.csv:2: field hub: there is no hub or place 'atlantis'",
            "monitor/observations.csv:3: field indicator: there is no indicator 'gram'",
        ],
    },
    Bad {
        name: "figures with faults in every column",
        files: &[(
            "monitor/observations.csv",
            b"id,indicator,place,period,value,qualifier,title,date,known_on\n\
              F1,kg,rotterdam,2024-13,\"1,5\",ongeveer,T,gisteren,2024-3-1\n",
        )],
        says: &[
            "observations.csv:2: field period: '2024-13' is not a period",
            "observations.csv:2: field value: '1,5' is not a number: write it as 1234.5",
            "observations.csv:2: field qualifier: 'ongeveer' is not a qualifier: use one of official",
            "observations.csv:2: field date: 'gisteren' is not a date",
            "observations.csv:2: field known_on: '2024-3-1' is not a date",
        ],
    },
    Bad {
        name: "a wrong header",
        files: &[("monitor/observations.csv", b"id,indicator,waar,period,value,qualifier,title\n")],
        says: &["observations.csv:1: field waar: is no column", "observations.csv:1: field place: is missing from the header"],
    },
    Bad {
        name: "too many columns",
        files: &[(
            "monitor/observations.csv",
            b"id,indicator,place,period,value,qualifier,title\nF1,kg,rotterdam,2024,1,exact,een, twee\n",
        )],
        says: &["observations.csv:2: has 8 columns where the header has 7: put texts with a comma in quotes"],
    },
];

#[tokio::test]
async fn every_fault_is_named_and_leaves_the_store_as_it_was() {
    let (_data, store) = store().await;
    let set = tempfile::tempdir().unwrap();
    write(set.path(), &[("goed.md", GOOD.as_bytes())]);
    import(&store, set.path()).await.unwrap();
    let before = state(&store).await;
    for bad in BAD {
        let set = tempfile::tempdir().unwrap();
        write(set.path(), bad.files);
        let message = match import(&store, set.path()).await {
            Ok(report) => panic!("{}: imported: {report:?}", bad.name),
            Err(message) => message,
        };
        for says in bad.says {
            assert!(message.contains(says), "{}: {says:?} is not in:\n{message}", bad.name);
        }
        assert_eq!(message.lines().count(), bad.says.len(), "{}: {message}", bad.name);
        assert_eq!(state(&store).await, before, "{}", bad.name);
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new(), "{}", bad.name);
    }
}

#[tokio::test]
async fn json_lines_name_the_line() {
    let (_data, store) = store().await;
    let before = state(&store).await;
    let set = tempfile::tempdir().unwrap();
    let file = set.path().join("set.jsonl");
    let mut generator = Generator::new(3, false);
    let good: Vec<String> = (0..700).map(|_| generator.line()).collect();
    let long = format!("{{\"id\":\"lang\",\"body\":\"{}\"}}", "x".repeat(200_000));
    let cases: Vec<(usize, Vec<u8>, &str)> = vec![
        (
            56,
            good[56].replace("TLP:CLEAR", "TLP:CLEARER").into(),
            "set.jsonl:57: field tlp: 'TLP:CLEARER' is not a TLP label",
        ),
        (600, long.into(), "set.jsonl:601: the line has 200023 bytes, more than the 100000 one document may have"),
        (2, b"{\"id\": \"x\", \"title\": \"\xc3(\"}".to_vec(), "set.jsonl:3: byte 23 of this line is not UTF-8"),
        (0, b"{\"id\": \"x\", }".to_vec(), "set.jsonl:1: is not valid JSON at column 13"),
        (9, b"[1, 2]".to_vec(), "set.jsonl:10: is no JSON object"),
        (
            9,
            b"{\"id\":\"a\",\"title\":\"T\\u0000\",\"body\":\"b\",\"tlp\":\"TLP:RED\"}".to_vec(),
            "set.jsonl:10: field title: holds a NUL",
        ),
        (
            9,
            b"{\"id\":\"a\",\"title\":\"T\",\"body\":\"b\",\"tlp\":\"TLP:RED\",\"datum\":1}".to_vec(),
            "set.jsonl:10: field datum: is not known here",
        ),
        (699, good[4].clone().into(), "set.jsonl:700: field id: 'proef-"),
    ];
    for (at, line, says) in cases {
        let mut lines: Vec<Vec<u8>> = good.iter().map(|line| line.clone().into_bytes()).collect();
        lines[at] = line;
        fs::write(&file, lines.join(&b'\n')).unwrap();
        let message = import(&store, &file).await.map(|report| report.total()).unwrap_err();
        assert!(message.contains(says), "{says:?} is not in:\n{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
        assert_eq!(state(&store).await, before);
    }
    assert!(import(&store, &set.path().join("niets.jsonl")).await.unwrap_err().contains("does not exist"));
    fs::write(&file, good.join("\n")).unwrap();
    assert_eq!(import(&store, &file).await.unwrap().count(Verdict::Created), 700);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn many_faults_are_told_at_once_but_not_all() {
    let (_data, store) = store().await;
    let set = tempfile::tempdir().unwrap();
    let file = set.path().join("set.jsonl");
    fs::write(&file, "{}\n".repeat(5_000)).unwrap();
    let message = import(&store, &file).await.map(|report| report.total()).unwrap_err();
    assert_eq!(message.lines().count(), 51, "{message}");
    assert!(message.ends_with("there are more problems; these are the first 50"));
}

#[tokio::test]
async fn the_bundled_content_never_overwrites_an_import() {
    let (_data, store) = store().await;
    let bundle = tempfile::tempdir().unwrap();
    write(bundle.path(), &[("goed.md", GOOD.as_bytes()), ("weg.md", GOOD.replace("goed", "weg").as_bytes())]);
    let files = || exchange::Files::Folder(bundle.path().to_owned());
    let report = library::bundled(&store, files(), LIMITS).await.unwrap().unwrap();
    assert_eq!(report.count(Verdict::Created), 2);
    // An administrator corrects one document by an import; then the bundle changes and loses the other.
    let set = tempfile::tempdir().unwrap();
    write(set.path(), &[("goed.md", GOOD.replace("Tekst", "Verbeterd").as_bytes())]);
    assert_eq!(import(&store, set.path()).await.unwrap().count(Verdict::Changed), 1);
    write(bundle.path(), &[("goed.md", GOOD.replace("Tekst", "Nieuw").as_bytes())]);
    fs::remove_file(bundle.path().join("weg.md")).unwrap();
    let report = library::bundled(&store, files(), LIMITS).await.unwrap().unwrap();
    assert_eq!(report.kept, ["goed"]);
    assert_eq!(report.outcome.withdrawn, ["weg"]);
    let keys = app::model::reader::Reader::Anonymous.keys();
    let slug = |slug: &str| slug.parse::<Slug>().unwrap();
    let kept = store.document(&keys, &slug("goed")).await.unwrap().unwrap();
    assert_eq!(kept.write_up.body, "Verbeterd.\n");
    assert_eq!(store.document(&keys, &slug("weg")).await.unwrap(), None);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    // It comes back under its old id, as a next revision.
    write(bundle.path(), &[("weg.md", GOOD.replace("goed", "weg").as_bytes())]);
    library::bundled(&store, files(), LIMITS).await.unwrap().unwrap();
    assert_eq!(store.document(&keys, &slug("weg")).await.unwrap().unwrap().revision, 2);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}
