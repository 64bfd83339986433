//! Files that hang on documents: who may hang and read them, limits, and that nothing is left of what did not arrive.

use std::path::Path;

use app::model::audit::{Deed, TraceFilter};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::sharing::{Sharing, may_read};
use axum::body::Body;
use futures::stream;
use server::store::Store;

use crate::files::{Sent, attach, docx, form_data, pdf, seen, upload};
use crate::hub::{Answer, TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

const AS_DOCUMENT: [(&str, &str); 1] = [("tlp", "document")];

async fn hub_with(tlp: &str) -> (TestHub, Visitor) {
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", tlp, "Tekst."))], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    if tlp == "TLP:CLEAR" || tlp == "TLP:GREEN" {
        let editor = signed_in(&hub, "ed@knooppunt.example", "knooppunt", Role::Editor).await;
        return (hub, editor);
    }
    panic!("the editors of the portal read no {tlp} of others");
}

/// How many files there are on disk, those on their way among them.
fn on_disk(hub: &TestHub) -> usize {
    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
    }
    count(&hub.shelf().store().folder().join("files"))
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_come_at_once_and_go_out_as_sandboxed_downloads() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let (first, second) = (pdf(&["een"]), docx(&["twee"]));
    let files: [Sent<'_>; 2] = [("../../plan «één».pdf", &first), ("nota.docx", &second)];
    let answer = attach(&hub, &editor, "a", &AS_DOCUMENT, &files).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/documenten/a/bijlagen?klaar=1"),
        "{}",
        answer.text()
    );
    let page = hub.get("/documenten/a").await.text();
    assert!(page.contains("plan «één».pdf") && page.contains("nota.docx"), "names are text, and no paths");
    let ids = seen(&hub, &Visitor::default(), "a").await;
    assert_eq!(ids.len(), 2);
    let file = hub.get(&format!("/bijlagen/{}", ids[0])).await;
    assert_eq!((file.status, &file.body), (200, &first));
    assert_eq!(file.header("content-type"), "application/pdf");
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"plan ___n_.pdf\"; filename*=UTF-8''plan%20")
    );
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!((file.header("x-content-type-options"), file.header("x-frame-options")), ("nosniff", "DENY"));
    let listed = hub.get("/api/v1/documenten/a").await.json();
    assert_eq!(listed["bijlagen"][1]["naam"], "nota.docx", "{listed}");
    assert_eq!(on_disk(&hub), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_writes_for_the_owner_may_hang_files_and_for_others_there_is_no_such_page() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let bytes = pdf(&["een"]);
    for (email, place, role, may) in [
        ("schrijver@knooppunt.example", "knooppunt", Role::Contributor, false),
        ("lezer@knooppunt.example", "knooppunt", Role::Reader, false),
        ("beheer@knooppunt.example", "knooppunt", Role::Admin, false),
        ("ed@proefdienst.example", "proefdienst", Role::Editor, false),
    ] {
        let who = signed_in(&hub, email, place, role).await;
        let page = who.get(&hub, "/documenten/a/bijlagen").await;
        assert_eq!(page.status == 200, may, "{email}");
        let linked = who.get(&hub, "/documenten/a").await.text().contains("/documenten/a/bijlagen");
        assert_eq!(linked, may, "{email}");
        let bytes = pdf(&[email]);
        let answer = attach(&hub, &who, "a", &AS_DOCUMENT, &[("a.pdf", &bytes)]).await;
        assert_eq!(answer.status, if may { 303 } else { 404 }, "{email}");
    }
    let nobody = attach(&hub, &Visitor::default(), "a", &AS_DOCUMENT, &[("a.pdf", &bytes)]).await;
    let absent = attach(&hub, &Visitor::default(), "zz", &AS_DOCUMENT, &[("a.pdf", &bytes)]).await;
    let same = nobody.without_nonce().replace("/documenten/a/", "/documenten/zz/");
    assert_eq!((nobody.status, same), (absent.status, absent.without_nonce()));
    // A token reads, and a form from elsewhere is none of ours.
    let token = with_token(&hub, "token@knooppunt.example", "knooppunt", Role::Editor).await;
    assert_eq!(attach(&hub, &token, "a", &AS_DOCUMENT, &[("a.pdf", &bytes)]).await.status, 404);
    let mut foreign = editor.ask(upload("/documenten/a/bijlagen", form_data(&AS_DOCUMENT, &[("a.pdf", &bytes)])));
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(hub.send(foreign).await.status, 403);
    assert_eq!(on_disk(&hub), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_never_wider_than_its_document_and_never_read_by_who_may_not_read_both() {
    let (hub, editor) = hub_with("TLP:GREEN").await;
    let lookers =
        [("nobody", None), ("kim@proefdienst.example", Some("proefdienst")), ("bo@rederij.example", Some("rederij"))];
    let mut people = Vec::new();
    for (email, place) in lookers {
        let visitor = match place {
            Some(place) => with_token(&hub, email, place, Role::Reader).await,
            None => Visitor::default(),
        };
        people.push((email, visitor));
    }
    let wide = attach(&hub, &editor, "a", &[("tlp", "TLP:CLEAR")], &[("a.pdf", &pdf(&["x"]))]).await;
    assert!(wide.status == 422 && wide.text().contains("niet ruimer gedeeld"), "{}", wide.status);
    let cases = [
        ("TLP:GREEN", "", false),
        ("TLP:GREEN", "", true),
        ("TLP:AMBER", "hub:rotterdam", false),
        ("TLP:AMBER", "organisation:proefdienst hub:rotterdam", true),
        ("TLP:AMBER+STRICT", "organisation:rederij", false),
        ("TLP:RED", "", false),
    ];
    let absent = hub.get("/bijlagen/bestaat-niet").await;
    for (at, (tlp, audience, public)) in cases.into_iter().enumerate() {
        let before = seen(&hub, &editor, "a").await;
        let mut fields = vec![("tlp", tlp), ("audience", audience)];
        fields.extend(public.then_some(("public_bodies_only", "1")));
        let bytes = pdf(&[&format!("geval {at}")]);
        let answer = attach(&hub, &editor, "a", &fields, &[("geval.pdf", &bytes)]).await;
        assert_eq!(answer.status, 303, "{tlp} {audience}");
        let after = seen(&hub, &editor, "a").await;
        let id = after.iter().find(|id| !before.contains(id)).expect("its author sees it");
        let members = audience.split(' ').filter(|member| !member.is_empty()).map(|member| member.parse().unwrap());
        let sharing = Sharing::new(tlp.parse().unwrap(), members.collect(), public).unwrap();
        for (email, visitor) in &people {
            let reader = reader_of(&hub, visitor).await;
            // GREEN is the label of the document: nobody without account reads that.
            let may = reader != Reader::Anonymous && may_read(&reader, &sharing, None);
            let file = visitor.get(&hub, &format!("/bijlagen/{id}")).await;
            assert_eq!(file.status, if may { 200 } else { 404 }, "{email}: {tlp} {audience} {public}");
            assert_eq!(seen(&hub, visitor, "a").await.contains(id), may, "{email}: {tlp} {audience} {public}");
            if !may && visitor.token.is_empty() {
                assert_eq!(file.without_nonce().replace(id, "bestaat-niet"), absent.without_nonce());
            }
        }
    }
    // The document becomes narrower: its files do at once, also where their own label is wider.
    let ids = seen(&hub, &people[1].1, "a").await;
    assert!(!ids.is_empty());
    hub.import(&[("a.md", &document("a", "Titel", "TLP:RED", "Tekst."))]).await;
    for id in ids {
        for (email, visitor) in &people {
            assert_eq!(visitor.get(&hub, &format!("/bijlagen/{id}")).await.status, 404, "{email}");
        }
    }
}

async fn reader_of(hub: &TestHub, visitor: &Visitor) -> Reader {
    use app::desk::People;
    use app::model::account::Credential;
    if visitor.token.is_empty() {
        return Reader::Anonymous;
    }
    let account = hub.shelf().who(&Credential::Token(visitor.token.clone())).await.unwrap();
    Reader::Person(account.unwrap().person)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_file_changes_no_byte_of_what_others_see() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let kim = with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    let addresses = [
        "/documenten/a",
        "/api/v1/documenten/a",
        "/api/v1/zoeken?q=zeldzaamwoord",
        "/api/v1/zoeken?q=tekst",
        "/zoeken?q=zeldzaamwoort",
        "/rpc/suggest?typed=zeldz&lang=nl",
    ];
    let mut before: Vec<Answer> = Vec::new();
    for address in addresses {
        before.push(kim.get(&hub, address).await);
    }
    let seq = hub.shelf().store().seq();
    let fields = [("tlp", "TLP:AMBER"), ("audience", "hub:rotterdam")];
    let bytes = pdf(&["zeldzaamwoord en nog eens zeldzaamwoord, tekst"]);
    assert_eq!(attach(&hub, &editor, "a", &fields, &[("zeldzaamwoord.pdf", &bytes)]).await.status, 303);
    hub.take_texts_out().await;
    for (address, before) in addresses.iter().zip(before) {
        let after = kim.get(&hub, address).await;
        let plain = |answer: &Answer| {
            if answer.header("content-security-policy").contains("nonce") {
                answer.without_nonce()
            } else {
                answer.text()
            }
        };
        assert_eq!(plain(&after), plain(&before), "{address}");
    }
    let told = |who: Visitor| {
        let hub = &hub;
        async move {
            use app::desk::Changes;
            hub.shelf().changed_since(&reader_of(hub, &who).await, seq).await.unwrap()
        }
    };
    let bo = with_token(&hub, "bo@rederij.example", "rederij", Role::Reader).await;
    assert!(!told(kim).await && !told(Visitor::default()).await, "not even its moment shows");
    assert!(told(bo).await, "who may read it is told");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_and_nothing_of_it_is_left() {
    let mut limits = config();
    limits.limits.max_file = 2_000;
    limits.limits.max_files = 2;
    limits.limits.max_attachments = 3;
    limits.limits.max_upload = 10_000;
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", "TLP:CLEAR", "Tekst."))], limits).await;
    let editor = signed_in(&hub, "ed@knooppunt.example", "knooppunt", Role::Editor).await;
    let (sound, large) = (pdf(&["goed"]), vec![b'a'; 2_001]);
    let other = pdf(&["anders"]);
    /// Fields, files, the status of the answer and what it says.
    type Case<'a> = (&'a [(&'a str, &'a str)], Vec<Sent<'a>>, u16, &'a str);
    let cases: [Case<'_>; 9] = [
        (&[], vec![("a.pdf", &sound)], 422, "Kies wie deze bestanden mag lezen"),
        (&AS_DOCUMENT, vec![], 422, "Kies minstens één bestand"),
        (&AS_DOCUMENT, vec![("a.pdf", &sound), ("groot.txt", &large)], 413, "groot.txt is groter dan"),
        (&AS_DOCUMENT, vec![("a.pdf", &sound), ("b.pdf", &other), ("c.pdf", &sound)], 422, "Hoogstens 2 bestanden"),
        (&AS_DOCUMENT, vec![("a.pdf", &sound), ("leeg.txt", b"")], 422, "leeg.txt is leeg"),
        (&AS_DOCUMENT, vec![("a.pdf", &sound), ("b.docx", &other)], 422, "de inhoud is pdf"),
        (&AS_DOCUMENT, vec![("a.pdf", &sound), ("b.html", b"<script>")], 422, "wordt niet aangenomen"),
        (&AS_DOCUMENT, vec![("a.pdf", &sound), ("b.pdf", &sound)], 422, "precies dit bestand"),
        (
            &[("tlp", "TLP:AMBER"), ("audience", "iedereen")],
            vec![("a.pdf", &sound)],
            422,
            "‘iedereen’ is geen doelgroep",
        ),
    ];
    for (fields, files, status, sentence) in cases {
        let answer = attach(&hub, &editor, "a", fields, &files).await;
        assert_eq!(answer.status, status, "{sentence}: {}", answer.text());
        assert!(answer.text().contains(sentence), "{sentence}: {}", answer.text());
        assert_eq!((on_disk(&hub), seen(&hub, &editor, "a").await.len()), (0, 0), "{sentence}");
    }
    // Up to the most a document may carry.
    for at in 0..3 {
        let bytes = pdf(&[&format!("nummer {at}")]);
        assert_eq!(attach(&hub, &editor, "a", &AS_DOCUMENT, &[("n.pdf", &bytes)]).await.status, 303);
    }
    let full = attach(&hub, &editor, "a", &AS_DOCUMENT, &[("n.pdf", &sound)]).await;
    assert!(full.status == 422 && full.text().contains("al 3 bestanden"));
    // More than a request may bring is refused before anybody looks at it, said beforehand or not.
    let more = vec![b'a'; 20_000];
    for said in [true, false] {
        let body = form_data(&AS_DOCUMENT, &[("n.txt", &more)]);
        let length = body.len().to_string();
        let pieces = body.chunks(1_000).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect::<Vec<_>>();
        let mut request = editor.ask(upload("/documenten/a/bijlagen", Body::from_stream(stream::iter(pieces))));
        if said {
            request.headers_mut().insert("content-length", length.parse().unwrap());
        }
        let status = hub.send(request).await.status;
        assert!(if said { status == 413 } else { matches!(status, 413 | 422) }, "{said}: {status}");
    }
    assert_eq!(on_disk(&hub), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_leaves_nothing() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let whole = form_data(&AS_DOCUMENT, &[("a.pdf", &pdf(&["a"])), ("b.txt", &vec![b'b'; 3 << 20])]);
    let half = whole[..whole.len() / 2].to_vec();
    let pieces = vec![Ok(half), Err(std::io::Error::other("the line is dead"))];
    let broken = upload("/documenten/a/bijlagen", Body::from_stream(stream::iter(pieces)));
    let answer = hub.send(editor.ask(broken)).await;
    assert!(answer.status == 422 && answer.text().contains("niet volledig aangekomen"), "{}", answer.text());
    assert_eq!((on_disk(&hub), seen(&hub, &editor, "a").await.len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_is_gone_and_only_from_its_own_document() {
    let files = [document("a", "Titel", "TLP:CLEAR", "Tekst."), document("b", "Ander", "TLP:CLEAR", "Tekst.")];
    let hub = TestHub::with(&[("a.md", &files[0]), ("b.md", &files[1])], config()).await;
    let editor = signed_in(&hub, "ed@knooppunt.example", "knooppunt", Role::Editor).await;
    let bytes = pdf(&["een"]);
    for slug in ["a", "b"] {
        assert_eq!(attach(&hub, &editor, slug, &AS_DOCUMENT, &[("een.pdf", &bytes)]).await.status, 303);
    }
    assert_eq!(on_disk(&hub), 1, "the same bytes are kept once");
    let id = seen(&hub, &editor, "a").await.remove(0);
    let forged = editor.post(&hub, "/documenten/b/bijlagen", &form(&[("actie", "detach"), ("id", &id)])).await;
    assert_eq!(forged.status, 404);
    let done = editor.post(&hub, "/documenten/a/bijlagen", &form(&[("actie", "detach"), ("id", &id)])).await;
    assert_eq!(done.status, 303);
    assert_eq!(hub.get(&format!("/bijlagen/{id}")).await.status, 404);
    let store = hub.shelf().store();
    assert_eq!(store.clear_loose_files(std::time::Duration::ZERO).await.unwrap(), 0, "it hangs on the other still");
    let left = seen(&hub, &editor, "b").await.remove(0);
    editor.post(&hub, "/documenten/b/bijlagen", &form(&[("actie", "detach"), ("id", &left)])).await;
    assert_eq!(store.clear_loose_files(std::time::Duration::from_secs(3600)).await.unwrap(), 0, "a backup may want it");
    assert_eq!(store.clear_loose_files(std::time::Duration::ZERO).await.unwrap(), 1);
    assert_eq!((on_disk(&hub), store.faults().await.unwrap()), (0, Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_file_is_not_there_for_who_hangs_the_same_one() {
    let mut limits = config();
    limits.limits.max_attachments = 1;
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", "TLP:CLEAR", "Tekst."))], limits).await;
    let one = signed_in(&hub, "een@knooppunt.example", "knooppunt", Role::Editor).await;
    let two = signed_in(&hub, "twee@knooppunt.example", "knooppunt", Role::Editor).await;
    let bytes = pdf(&["zelfde"]);
    for who in [&one, &two] {
        let answer = attach(&hub, who, "a", &[("tlp", "TLP:RED")], &[("zelfde.pdf", &bytes)]).await;
        assert_eq!(answer.status, 303, "neither that it is there nor that there is one shows");
        assert_eq!(seen(&hub, who, "a").await.len(), 1);
    }
    let theirs = seen(&hub, &one, "a").await.remove(0);
    let forged = two.post(&hub, "/documenten/a/bijlagen", &form(&[("actie", "detach"), ("id", &theirs)])).await;
    assert_eq!(forged.status, 404, "what one does not see one does not take away");
    assert_eq!((on_disk(&hub), seen(&hub, &one, "a").await.len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_reads_above_green_and_refusals_are_recorded() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let fields = [("tlp", "TLP:AMBER"), ("audience", "hub:schiphol")];
    assert_eq!(attach(&hub, &editor, "a", &fields, &[("geheim.pdf", &pdf(&["amber"]))]).await.status, 303);
    hub.take_texts_out().await;
    let id = seen(&hub, &editor, "a").await.remove(0);
    let kim = with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    let bo = with_token(&hub, "bo@rederij.example", "rederij", Role::Reader).await;
    assert_eq!(kim.get(&hub, &format!("/bijlagen/{id}")).await.status, 200);
    assert_eq!(kim.get(&hub, &format!("/bijlagen/{id}/1")).await.status, 200);
    assert_eq!(bo.get(&hub, &format!("/bijlagen/{id}/1")).await.status, 404);
    let rows = |keys| {
        let store = hub.shelf().store().clone();
        async move { store.traces(&keys, &TraceFilter { size: 50, ..TraceFilter::default() }).await.unwrap().items }
    };
    let told = rows(reader_of(&hub, &kim).await.keys()).await;
    let told: Vec<_> =
        told.iter().rev().map(|row| (row.deed, row.attachment.as_deref(), row.ground.as_str())).collect();
    assert_eq!(
        told,
        [
            (Deed::Exported, Some("geheim.pdf"), "hub:schiphol"),
            (Deed::Read, Some("geheim.pdf"), "hub:schiphol"),
            (Deed::Refused, None, ""),
        ]
    );
    // Who may read the document and not the file learns of neither from the record.
    let hidden = rows(reader_of(&hub, &bo).await.keys()).await;
    assert!(hidden.iter().all(|row| row.document.is_none() && row.attachment.is_none()), "{hidden:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_carries_the_files_and_a_check_misses_none() {
    let (hub, editor) = hub_with("TLP:CLEAR").await;
    let bytes = pdf(&["blijvertje"]);
    assert_eq!(attach(&hub, &editor, "a", &AS_DOCUMENT, &[("een.pdf", &bytes)]).await.status, 303);
    hub.take_texts_out().await;
    let store = hub.shelf().store();
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    store.back_up(&backup).await.unwrap();
    let restored = Store::restore(&backup, &folder.path().join("data")).await.unwrap();
    assert_eq!(restored.faults().await.unwrap(), Vec::<String>::new());
    let (digest, size, _) = restored.files().list().await.unwrap().remove(0);
    assert_eq!((restored.files().whole(&digest).await.unwrap(), size), (bytes.clone(), bytes.len() as u64));
    restored.close().await;
    // A byte of it turns: the check names it, and a backup of that is no backup.
    let place = store.folder().join("files/sha256").join(&digest[..2]).join(&digest[2..]);
    let mut turned = bytes.clone();
    turned[20] ^= 1;
    std::fs::write(&place, turned).unwrap();
    assert_eq!(store.faults().await.unwrap(), [format!("file {digest}: its bytes are others than they were")]);
    std::fs::remove_file(&place).unwrap();
    assert!(store.faults().await.unwrap()[0].starts_with(&format!("file {digest}: cannot be read")));
}
