//! All the material of a conference as one ZIP: only what its reader may read, with names that every system takes, and a trace
//! of each file; and lists of who comes leave one too.

use std::io::{Cursor, Read};

use app::model::attachment::{Attachment, Carrier, FileKind, Reading};
use app::model::audit::{Deed, TraceFilter};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::sharing::Sharing;
use jiff::{SignedDuration, Timestamp};
use server::exchange::Limits;
use server::exchange::material_archive::place;
use server::library;

use crate::congress::fixture;
use crate::files::{attach_at, pptx};
use crate::hub::{Answer, TestHub, config};
use crate::visitor::{Visitor, id_of, organisation, signed_in, with_token};

const ZIP: &str = "/congres/2024/materiaal.zip";

async fn hub() -> (TestHub, Visitor) {
    let hub = TestHub::with(&[], config()).await;
    let slug = Some("2024".parse().unwrap());
    library::publish(hub.shelf().store(), &fixture("congress.xml"), Limits::default(), slug, |_, _| ()).await.unwrap();
    hub.catch_up().await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let organiser = signed_in(&hub, "org@proefdienst.example", "proefdienst", Role::Organiser).await;
    (hub, organiser)
}

async fn hang(hub: &TestHub, who: &Visitor, session: u64, fields: &[(&str, &str)], name: &str, bytes: &[u8]) {
    let fields = [&[("consent", "1")], fields].concat();
    let answer = attach_at(hub, who, &format!("/congres/2024/{session}/bijlagen"), &fields, &[(name, bytes)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Names with their bytes.
fn unpacked(answer: &Answer) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(&answer.body)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_has_what_its_reader_may_read_with_a_list_and_leaves_traces() {
    let (hub, organiser) = hub().await;
    let kim = with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    assert_eq!(hub.get(ZIP).await.status, 404, "nothing there yet");
    assert!(!hub.get("/congres/2024").await.text().contains("materiaal.zip"));
    let (open, green, later) = (pptx(&["open"]), pptx(&["groen"]), pptx(&["later"]));
    hang(&hub, &organiser, 101, &[("tlp", "TLP:GREEN")], "Groene dia’s.pptx", &green).await;
    assert_eq!(hub.get(ZIP).await.status, 404, "for who may read none of it there is none");
    hang(&hub, &organiser, 102, &[("tlp", "TLP:CLEAR")], "open.pptx", &open).await;
    let day = (Timestamp::now() + SignedDuration::from_hours(72)).to_string();
    hang(&hub, &organiser, 102, &[("tlp", "TLP:CLEAR"), ("embargo", &day[..10])], "later.pptx", &later).await;
    hub.catch_up().await;
    let page = hub.get("/congres/2024").await.page();
    assert!(page.contains("Al het materiaal als zip: 1 bestand,"), "{page}");
    let answer = hub.get(ZIP).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"));
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"2024-materiaal.zip\"");
    let files = unpacked(&answer);
    assert_eq!(files.len(), 3, "{:?}", files.iter().map(|(name, _)| name).collect::<Vec<_>>());
    assert_eq!((files[0].0.as_str(), files[1].0.as_str()), ("INHOUD.txt", "inhoud.csv"));
    assert!(files[2].0.starts_with("102 ") && files[2].0.ends_with("/open.pptx") && files[2].1 == open);
    let list = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(
        list.contains("TLP:CLEAR") && list.contains("http://hub.test/bijlagen/") && !list.contains("later"),
        "{list}"
    );
    // A reader with an account gets more, and it is recorded file by file.
    let more = unpacked(&kim.get(&hub, ZIP).await);
    assert_eq!(more.len(), 4);
    let (name, bytes) = more.iter().find(|(name, _)| name.starts_with("101 ")).unwrap();
    assert!(name.ends_with("/Groene dia s.pptx") && *bytes == green, "{name}");
    let table = String::from_utf8(more[1].1.clone()).unwrap();
    assert!(
        table.starts_with("bestand,sessie,titel,naam,tlp,bytes,sha256") && table.contains(",TLP:GREEN,"),
        "{table}"
    );
    let person = id_of(&hub, "kim@proefdienst.example").await;
    let filter = TraceFilter { person: Some(person), size: 50, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &filter).await.unwrap().items;
    assert_eq!(rows.iter().filter(|row| row.deed == Deed::Exported).count(), 2, "{rows:?}");
    // Organisers see what is under embargo, in the archive too.
    let all = unpacked(&organiser.get(&hub, ZIP).await);
    assert_eq!(all.len(), 5);
    assert!(String::from_utf8(all[0].1.clone()).unwrap().contains("embargo tot"));
    assert!(unpacked(&hub.get("/en/congres/2024/materiaal.zip").await)[0].1.starts_with(b"Material of"));
    assert_eq!(hub.get("/congres/2023/materiaal.zip").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_safe_on_every_system() {
    let (hub, _) = hub().await;
    let conference = "2024".parse().unwrap();
    let edition = hub.shelf().store().edition(&conference).await.unwrap().unwrap();
    let guid = edition.programme.session(101).unwrap().guid.clone();
    let names = [
        "CON.pdf",
        "con.pdf",
        "..\\..\\evil.pdf",
        "a:b*c?.pdf",
        "naïef – Ünïcode.pdf",
        "文書.pdf",
        "x. .pdf",
        ".pdf",
        "lpt1 .pdf",
    ];
    let file = |(at, name): (usize, &&str)| Attachment {
        id: format!("id-{at}").parse().unwrap(),
        carrier: Carrier::Session { conference: conference.clone(), guid: guid.clone() },
        name: (*name).to_owned(),
        kind: FileKind::Pdf,
        size: 1,
        digest: String::new(),
        sharing: Sharing::clear(),
        author: None,
        added: Timestamp::UNIX_EPOCH,
        embargo: None,
        reading: Reading::Nothing,
        versions: 0,
        pictures: Vec::new(),
    };
    let placed = place(&edition, names.iter().enumerate().map(file).collect());
    let last = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let names: Vec<String> = placed.iter().map(|one| last(&one.path)).collect();
    assert_eq!(
        names,
        [
            "_CON.pdf",
            "_con (2).pdf",
            "evil.pdf",
            "a b c.pdf",
            "naief Unicode.pdf",
            "bestand.pdf",
            "x.pdf",
            "bestand (2).pdf",
            "_lpt1.pdf"
        ]
    );
    for one in &placed {
        assert!(one.path.is_ascii() && one.path.len() < 160 && one.path.matches('/').count() == 1, "{}", one.path);
    }
    // Whose session is not in the programme is not in the archive.
    let stray = Attachment {
        carrier: Carrier::Session { conference: conference.clone(), guid: "weg".to_owned() },
        ..placed[0].attachment.clone()
    };
    assert!(place(&edition, vec![stray]).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_the_list_of_who_comes_along_is_recorded() {
    let (hub, organiser) = hub().await;
    assert_eq!(organiser.get(&hub, "/beheer/congressen/2024/aanmeldingen.csv").await.status, 200);
    let person = id_of(&hub, "org@proefdienst.example").await;
    let filter = TraceFilter { person: Some(person), size: 50, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &filter).await.unwrap().items;
    let told: Vec<_> = rows.iter().map(|row| (row.deed, row.document.as_deref())).collect();
    assert_eq!(told, [(Deed::Exported, Some("congres/2024/aanmeldingen"))]);
    let boss = signed_in(&hub, "baas@proefdienst.example", "proefdienst", Role::Admin).await;
    let record = boss.get(&hub, "/beheer/inzage").await.page();
    assert!(record.contains("href=\"/beheer/congressen/2024/aanmeldingen\""), "{record}");
}
