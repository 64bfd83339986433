//! The text of each kind of file, page by page, and what hostile files do: nothing but end their child.

use std::path::Path;
use std::time::{Duration, Instant};

use app::model::attachment::FileKind;
use app::model::reader::Role;
use server::exchange::extract::extract;
use server::exchange::file_kind::{Found, Probe};
use server::library::extraction::Extractor;

use crate::files::{PRINTED, Sent, attach, bomb, docx, nested_pdf, odt, packed, pdf, pptx, xlsx};
use crate::hub::{TestHub, config, document};
use crate::visitor::signed_in;

/// Number and text of each passage, how many there are, and whether that is all.
fn texts(kind: FileKind, bytes: &[u8]) -> (Vec<(u32, String)>, u32, bool) {
    let mut found = Vec::new();
    let (count, done) = extract(kind, bytes, &mut |passage| found.push((passage.number, passage.text)));
    (found, count, done.is_ok())
}

fn numbered(texts: &[&str]) -> Vec<(u32, String)> {
    texts.iter().zip(1..).map(|(text, number)| (number, (*text).to_owned())).collect()
}

#[test]
fn every_kind_gives_its_text_by_page_slide_or_sheet() {
    let pages = ["Eerste pagina", "Tweede pagina", "Derde pagina"];
    for (kind, bytes) in [
        (FileKind::Pdf, pdf(&pages)),
        (FileKind::Docx, docx(&pages)),
        (FileKind::Pptx, pptx(&pages)),
        (FileKind::Odt, odt(&pages)),
    ] {
        assert_eq!(texts(kind, &bytes), (numbered(&pages), 3, true), "{kind:?}");
    }
    let (sheets, count, whole) = texts(FileKind::Xlsx, &xlsx("Vondsten", &["haven", "kilo &amp; meer"]));
    assert_eq!((sheets, count, whole), (vec![(1, "Vondsten\nhaven kilo & meer 42".to_owned())], 1, true));
}

#[test]
fn a_pdf_as_browsers_print_it_keeps_accents_ligatures_and_pages() {
    let (pages, count, whole) = texts(FileKind::Pdf, PRINTED);
    assert_eq!((count, whole), (2, true));
    assert!(pages[0].1.contains("De terminal ziet met één oogopslag dat de haalcontainer klopt."), "{pages:?}");
    assert!(pages[0].1.contains("€ 5.000, fi fl ffi"), "{pages:?}");
    assert!(pages[1].1.contains("Rotterdam 12") && pages[1].1.contains("uithaalploeg"), "{pages:?}");
}

#[test]
fn a_page_without_text_counts_and_is_not_kept() {
    assert_eq!(texts(FileKind::Pdf, &pdf(&["een", " ", "drie"])).0.len(), 2);
    let (pages, count, _) = texts(FileKind::Pdf, &pdf(&["een", " ", "drie"]));
    assert_eq!((pages[1].0, count), (3, 3));
}

#[test]
fn what_was_said_is_found_by_its_second() {
    let spoken = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Anna>Goedemorgen <i>allemaal</i>.\n\n\
                  00:00:40.500 --> 00:00:45.000\nOver de uithaalploeg.\n\nNOTE niets\n";
    let mut found = Vec::new();
    let (_, done) = extract(FileKind::Vtt, spoken.as_bytes(), &mut |passage| found.push(passage));
    assert!(done.is_ok());
    let told: Vec<_> = found.iter().map(|passage| (passage.begins, passage.text.as_str())).collect();
    assert_eq!(told, [(Some(1_000), "Anna: Goedemorgen allemaal."), (Some(40_500), "Over de uithaalploeg.")]);
    let srt = "1\r\n01:00:01,250 --> 01:00:02,000\r\nSlot.\r\n";
    let mut begins = None;
    assert!(extract(FileKind::Srt, srt.as_bytes(), &mut |passage| begins = passage.begins).1.is_ok());
    assert_eq!(begins, Some(3_601_250));
}

#[test]
fn the_content_tells_the_kind_and_the_name_must_agree() {
    let kind = |name: &str, bytes: &[u8]| {
        let mut probe = Probe::default();
        // In pieces, as it comes over the wire: letters and marks may be cut.
        bytes.chunks(7).for_each(|piece| probe.feed(piece));
        probe.kind(FileKind::claimed_by(name))
    };
    let pages = ["a"];
    for (name, bytes) in [
        ("a.pdf", pdf(&pages)),
        ("a.DOCX", docx(&pages)),
        ("a.pptx", pptx(&pages)),
        ("a.xlsx", xlsx("a", &pages)),
        ("a.odt", odt(&pages)),
        ("a.txt", "één ✓ tekst".into()),
        ("a.csv", b"a;b\r\n1;2\r\n".to_vec()),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n".to_vec()),
        ("a.png", b"\x89PNG\r\n\x1a\nrest".to_vec()),
        ("a.jpeg", b"\xff\xd8\xff\xe0rest".to_vec()),
    ] {
        assert!(matches!(kind(name, &bytes), Found::Kind(_)), "{name}");
    }
    assert_eq!(kind("factuur.docx", &pdf(&pages)), Found::Other(FileKind::Pdf));
    assert_eq!(kind("zonder-naam", &pdf(&pages)), Found::Other(FileKind::Pdf));
    assert_eq!(kind("a.pdf", b"<html><script>alert(1)</script>"), Found::Other(FileKind::Txt));
    let with_macros = packed(&[("[Content_Types].xml", "x"), ("word/document.xml", "x"), ("word/vbaProject.bin", "x")]);
    for (name, bytes) in [
        ("a.html", b"<script>alert(1)</script>".to_vec()),
        ("a.svg", b"<svg onload=\"alert(1)\"/>".to_vec()),
        ("a.exe", b"MZ\x90\x00".to_vec()),
        ("a.txt", b"\xff\xfe\x00\x41".to_vec()),
        ("a.zip", packed(&[("a", "b")])),
        ("a.docx", with_macros),
    ] {
        assert!(!matches!(kind(name, &bytes), Found::Kind(_)), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_file_ends_its_child_and_nothing_else() {
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", "TLP:CLEAR", "Tekst."))], config()).await;
    let editor = signed_in(&hub, "ed@knooppunt.example", "knooppunt", Role::Editor).await;
    let (bomb, nested, half) = (bomb(), nested_pdf(), &pdf(&["half"])[..300]);
    assert!(bomb.len() < 2 << 20, "a bomb of {} bytes is no bomb", bomb.len());
    let hostile: [Sent<'_>; 3] = [("bom.xlsx", &bomb), ("diep.pdf", &nested), ("half.pdf", half)];
    assert_eq!(attach(&hub, &editor, "a", &[("tlp", "document")], &hostile).await.status, 303);
    // One that is sound comes last, and is read all the same.
    let sound = pdf(&["vertrouwensketen"]);
    assert_eq!(attach(&hub, &editor, "a", &[("tlp", "document")], &[("goed.pdf", &sound)]).await.status, 303);
    let begun = Instant::now();
    hub.take_texts_out().await;
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    let found = hub.get("/api/v1/zoeken?q=vertrouwensketen").await.json();
    assert_eq!(found["totaal"], 1, "{found}");
    assert_eq!(hub.get("/healthz").await.status, 200);
    let page = hub.get("/documenten/a").await.text();
    assert!(page.contains("zonder doorzoekbare tekst"), "what could not be read is said to be so");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_that_is_not_there_or_says_nothing_leaves_a_file_without_text() {
    for program in ["/bin/true", "/bin/false", "/nicht/da"] {
        let hub = TestHub::with(&[("a.md", &document("a", "Titel", "TLP:CLEAR", "Tekst."))], config()).await;
        let editor = signed_in(&hub, "ed@knooppunt.example", "knooppunt", Role::Editor).await;
        let sound = pdf(&["vertrouwensketen"]);
        assert_eq!(attach(&hub, &editor, "a", &[("tlp", "document")], &[("goed.pdf", &sound)]).await.status, 303);
        let extractor = Extractor { program: Path::new(program).into(), memory: 512 << 20, seconds: 5 };
        extractor.read_all(hub.shelf().store()).await.unwrap();
        assert!(hub.shelf().store().unread_file().await.unwrap().is_none(), "{program}: it is not tried for ever");
    }
}
