//! Pages of attachments as pictures: drawn in the limited child, seen by whoever reads the file, recorded as reading it, and gone
//! with it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use app::model::attachment::FileKind;
use app::model::audit::{Deed, TraceFilter};
use app::model::reader::{OrganisationKind, Role};
use server::exchange::page_pictures::{About, Drawn, MOST_PAGES, draw, read};
use server::library::extraction::Extractor;
use server::store::Store;

use crate::files::{PRINTED, attach, docx, pdf, seen};
use crate::hub::{TestHub, config, document};
use crate::visitor::{Visitor, form, id_of, organisation, signed_in, with_token};

const AS_DOCUMENT: [(&str, &str); 1] = [("tlp", "document")];

async fn hub_with(tlp: &str) -> (TestHub, Visitor) {
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", tlp, "Tekst."))], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    let editor = signed_in(&hub, "ed@knooppunt.example", "knooppunt", Role::Editor).await;
    (hub, editor)
}

/// Hangs a file on the document, reads and draws it, and gives its id.
async fn hung(hub: &TestHub, editor: &Visitor, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> String {
    let before = seen(hub, editor, "a").await;
    let answer = attach(hub, editor, "a", fields, &[(name, bytes)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    hub.take_texts_out().await;
    let after = seen(hub, editor, "a").await;
    after.into_iter().find(|id| !before.contains(id)).expect("it hangs there")
}

fn drawn(bytes: &[u8]) -> Vec<Drawn> {
    let mut found = Vec::new();
    draw(bytes.to_vec(), &mut |one| found.push(one)).unwrap();
    found
}

fn on_disk(hub: &TestHub) -> usize {
    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
    }
    count(&hub.shelf().store().folder().join("files"))
}

/// Width and height as a PNG says them itself.
fn sides(png: &[u8]) -> (u32, u32) {
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (side(16), side(20))
}

#[test]
fn pages_of_text_are_drawn_sharp_and_in_few_bytes() {
    let pages = drawn(PRINTED);
    assert_eq!(pages.iter().map(|page| page.about.number).collect::<Vec<_>>(), [1, 2]);
    for Drawn { about, bytes } in &pages {
        assert_eq!((about.kind, about.size, sides(bytes)), (FileKind::Png, bytes.len(), (about.width, about.height)));
        assert!(about.height == 1_280 && (900..1_000).contains(&about.width), "{about:?}");
        // White alone would be some hundred bytes.
        assert!((4_000..60_000).contains(&bytes.len()), "{} bytes", bytes.len());
    }
    let (written, blank) = (drawn(&pdf(&["Iets geschreven"])), drawn(&pdf(&[" "])));
    assert!(written[0].bytes.len() > blank[0].bytes.len() + 300, "the letters are on it");
    // Narrow pages are drawn sooner.
    let many = String::from_utf8(pdf(&["x"; MOST_PAGES as usize + 5])).unwrap().replace("0 595 842", "0 099 842");
    assert_eq!(drawn(many.as_bytes()).len(), MOST_PAGES as usize);
    let thread = String::from_utf8(pdf(&["x"])).unwrap().replace("0 595 842", "0 001 842");
    assert_eq!(drawn(thread.as_bytes()), [], "what is no page is not drawn");
}

/// A page with bars of grey from left to right, so narrow that they are one soft ground.
fn shaded() -> Vec<u8> {
    let bars: String = (0..595).map(|x| format!("{:.3} g {x} 600 1 242 re f ", f64::from(x) / 595.0)).collect();
    // Ends the line of letters, and begins another one behind the bars.
    pdf(&[&format!("Boven) Tj ET {bars} 0 g BT /F1 12 Tf 72 500 Td (Onder")])
}

#[test]
fn soft_grounds_are_no_bands() {
    let page = drawn(&shaded());
    assert_eq!(page[0].about.kind, FileKind::Jpg);
    assert!(page[0].bytes.len() < 100_000, "{} bytes", page[0].bytes.len());
}

#[test]
fn what_a_child_says_is_taken_up_to_where_it_makes_no_sense() {
    let pages = drawn(&pdf(&["een", "twee"]));
    let mut said = Vec::new();
    pages.iter().for_each(|page| page.write(&mut said).unwrap());
    assert_eq!(read(&said), pages);
    let first = said.len() - pages[1].bytes.len();
    for end in (0..said.len()).step_by(97) {
        let whole = read(&said[..end]);
        assert!(whole.len() < 2 && pages.starts_with(&whole), "cut at {end}");
        assert!(end < first || whole.len() == 1);
    }
    let about = &pages[0].about;
    let forged = [
        About { kind: FileKind::Jpg, ..about.clone() },
        About { kind: FileKind::Pdf, ..about.clone() },
        About { number: 0, ..about.clone() },
        About { number: MOST_PAGES + 1, ..about.clone() },
        About { width: 40_000, ..about.clone() },
        About { size: usize::MAX, ..about.clone() },
    ];
    for about in forged {
        let mut said = Vec::new();
        Drawn { about: about.clone(), bytes: pages[0].bytes.clone() }.write(&mut said).unwrap();
        assert_eq!(read(&said), [], "{about:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_shows_its_picture_and_a_file_its_first_pages() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    // The second page is a scan as far as anybody can tell: it has no text.
    let id = hung(&hub, &editor, &AS_DOCUMENT, "plan.pdf", &pdf(&["De uithaalploeg", " ", "Slot"])).await;
    let page = hub.get(&format!("/bijlagen/{id}/1")).await.text();
    let picture = format!("src=\"/bijlagen/{id}/1/beeld\"");
    for said in
        [picture.as_str(), "width=\"904\"", "height=\"1280\"", "loading=\"lazy\"", "alt=\"Pagina 1: De uithaalploeg\""]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let scan = hub.get(&format!("/bijlagen/{id}/2")).await.text();
    assert!(scan.contains("Op deze pagina is geen tekst gevonden") && scan.contains("alt=\"Pagina 2\""), "{scan}");
    assert!(page.contains(&format!("href=\"/bijlagen/{id}/2\" rel=\"next\"")), "one turns to it");
    let row = hub.get("/documenten/a").await.text();
    assert!(row.contains("Pagina’s van plan.pdf bekijken") && row.matches("/beeld\"").count() == 3, "{row}");
    let answer = hub.get(&format!("/bijlagen/{id}/1/beeld")).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
    assert_eq!(sides(&answer.body), (904, 1_280));
    assert!(answer.header("content-disposition").starts_with("inline; filename=\"plan.pdf 1.png\""));
    assert!(answer.header("content-security-policy").contains("sandbox"));
    for absent in ["4/beeld", "0/beeld", "x/beeld", "versies/beeld"] {
        assert_eq!(hub.get(&format!("/bijlagen/{id}/{absent}")).await.status, 404, "{absent}");
    }
    // Of other files it says that there is only text.
    let id = hung(&hub, &editor, &AS_DOCUMENT, "nota.docx", &docx(&["een", "twee"])).await;
    let page = hub.get(&format!("/bijlagen/{id}/1")).await.text();
    assert!(page.contains("Van DOCX-bestanden toont het portaal alleen de tekst"), "{page}");
    assert_eq!(hub.get(&format!("/bijlagen/{id}/1/beeld")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_for_who_reads_the_file_and_for_others_as_one_that_is_not() {
    let (hub, editor) = hub_with("TLP:GREEN").await;
    let kim = with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    let bo = with_token(&hub, "bo@rederij.example", "rederij", Role::Reader).await;
    let boss = with_token(&hub, "baas@rederij.example", "rederij", Role::Admin).await;
    let lookers = [Visitor::default(), kim, bo, boss];
    let cases = [
        ("TLP:GREEN", "", false),
        ("TLP:GREEN", "", true),
        ("TLP:AMBER", "hub:rotterdam", false),
        ("TLP:AMBER", "organisation:proefdienst hub:rotterdam", true),
        ("TLP:AMBER+STRICT", "organisation:rederij", false),
        ("TLP:RED", "", false),
    ];
    let mut opened = 0;
    let mut ids = Vec::new();
    for (at, (tlp, audience, public)) in cases.into_iter().enumerate() {
        let mut fields = vec![("tlp", tlp), ("audience", audience)];
        fields.extend(public.then_some(("public_bodies_only", "1")));
        let id = hung(&hub, &editor, &fields, "geval.pdf", &pdf(&[&format!("geval {at}")])).await;
        for looker in &lookers {
            let file = looker.get(&hub, &format!("/bijlagen/{id}")).await.status;
            let picture = looker.get(&hub, &format!("/bijlagen/{id}/1/beeld")).await;
            assert_eq!(picture.status, file, "{tlp} {audience} {public}");
            let row = looker.get(&hub, "/documenten/a").await.text().contains(&format!("{id}/1/beeld"));
            assert_eq!(row, file == 200, "{tlp} {audience} {public}");
            if file != 200 {
                let absent = looker.get(&hub, "/bijlagen/bestaat-niet/1/beeld").await;
                assert_eq!(picture.without_nonce().replace(&id, "bestaat-niet"), absent.without_nonce());
                assert_eq!(picture.header("content-type"), absent.header("content-type"));
            } else if !looker.token.is_empty() {
                assert_eq!(picture.header("cache-control"), "no-store");
            }
            opened += usize::from(file == 200);
        }
        ids.push(id);
    }
    assert!((5..20).contains(&opened), "{opened}: some may and some may not");
    // The document becomes narrower: so do pictures of its files, at once.
    hub.import(&[("a.md", &document("a", "Titel", "TLP:RED", "Tekst."))]).await;
    for id in ids {
        for looker in &lookers {
            assert_eq!(looker.get(&hub, &format!("/bijlagen/{id}/1/beeld")).await.status, 404);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_pictures_is_recorded_as_reading_once_in_a_sitting() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let amber = [("tlp", "TLP:AMBER"), ("audience", "hub:schiphol")];
    let secret = hung(&hub, &editor, &amber, "geheim.pdf", &pdf(&["een", "twee", "drie"])).await;
    let open = hung(&hub, &editor, &AS_DOCUMENT, "open.pdf", &pdf(&["vier"])).await;
    let kim = with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    let person = id_of(&hub, "kim@proefdienst.example").await;
    let deeds = || async {
        let filter = TraceFilter { person: Some(person.clone()), size: 50, ..TraceFilter::default() };
        let rows = hub.shelf().store().traces(&Default::default(), &filter).await.unwrap().items;
        rows.into_iter().map(|row| row.deed).collect::<Vec<_>>()
    };
    assert_eq!(kim.get(&hub, "/documenten/a").await.status, 200);
    assert_eq!(deeds().await, [], "a row that is closed was not looked at");
    for number in [1, 2, 3, 1] {
        let picture = kim.get(&hub, &format!("/bijlagen/{secret}/{number}/beeld")).await;
        assert_eq!(picture.status, 200, "{number}: {:?}", deeds().await);
    }
    assert_eq!(kim.get(&hub, &format!("/bijlagen/{open}/1/beeld")).await.status, 200);
    assert_eq!(deeds().await, [Deed::Read]);
    let bo = with_token(&hub, "bo@rederij.example", "rederij", Role::Reader).await;
    assert_eq!(bo.get(&hub, &format!("/bijlagen/{secret}/1/beeld")).await.status, 404);
    let filter = TraceFilter { deed: Some(Deed::Refused), size: 50, ..TraceFilter::default() };
    let refused = hub.shelf().store().traces(&Default::default(), &filter).await.unwrap();
    assert_eq!(refused.total, 1, "one who tries leaves a trace");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_go_with_their_file_and_are_made_again_after_a_backup() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let id = hung(&hub, &editor, &AS_DOCUMENT, "plan.pdf", &pdf(&["een", "twee"])).await;
    let store = hub.shelf().store();
    assert_eq!((on_disk(&hub), store.faults().await.unwrap()), (3, Vec::new()));
    assert_eq!(store.clear_loose_files(Duration::ZERO).await.unwrap(), 0, "they hang with their file");
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    store.back_up(&backup).await.unwrap();
    let restored = Store::restore(&backup, &folder.path().join("data")).await.unwrap();
    assert_eq!(restored.files().list().await.unwrap().len(), 1, "no backup carries what can be made again");
    assert_eq!(restored.faults().await.unwrap(), Vec::<String>::new());
    assert!(restored.undrawn_file().await.unwrap().is_some() && restored.unread_file().await.unwrap().is_none());
    restored.close().await;
    // Another file with a page that looks the same keeps that picture.
    let other = hung(&hub, &editor, &AS_DOCUMENT, "ander.pdf", &pdf(&["een", "drie"])).await;
    assert_eq!(on_disk(&hub), 5);
    for (id, left) in [(id, 3), (other, 0)] {
        editor.post(&hub, "/documenten/a/bijlagen", &form(&[("actie", "detach"), ("id", &id)])).await;
        assert_eq!(hub.get(&format!("/bijlagen/{id}/1/beeld")).await.status, 404);
        assert_eq!(store.clear_loose_files(Duration::ZERO).await.unwrap(), 1);
        assert_eq!((on_disk(&hub), store.faults().await.unwrap()), (left, Vec::new()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_ends_the_child_that_draws_it_keeps_its_text_and_is_not_tried_again() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let folder = tempfile::tempdir().unwrap();
    // Reads as the program does, and dies where it would draw: halfway the first picture.
    let program = folder.path().join("extract");
    let real = env!("CARGO_BIN_EXE_extract");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *--pictures*) echo '{{\"number\":1'; kill -9 $$;; esac\nexec {real} \"$@\"\n"
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let sound = pdf(&["vertrouwensketen"]);
    assert_eq!(attach(&hub, &editor, "a", &AS_DOCUMENT, &[("goed.pdf", &sound)]).await.status, 303);
    let store = hub.shelf().store();
    Extractor { program, memory: 512 << 20, seconds: 5 }.read_all(store).await.unwrap();
    hub.catch_up().await;
    assert_eq!(hub.get("/api/v1/zoeken?q=vertrouwensketen").await.json()["totaal"], 1);
    assert!(store.undrawn_file().await.unwrap().is_none());
    let id = seen(&hub, &Visitor::default(), "a").await.remove(0);
    let page = hub.get(&format!("/bijlagen/{id}/1")).await;
    assert!(page.status == 200 && page.text().contains("Van deze pagina is er geen afbeelding"), "{}", page.text());
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}
