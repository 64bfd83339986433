//! Publishing a programme: once is enough, versions tell what they changed, and calendars have the right clocks.

use std::fs;
use std::path::{Path, PathBuf};

use app::model::conference::Happened;
use server::exchange::calendar::{Choice, calendar};
use server::exchange::{Limits, ical, xcal};
use server::library::{self, Taken};
use server::store::Store;

use crate::schedule::{edition, read};

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/schedules").join(name)
}

async fn publish(store: &Store, name: &str) -> Taken {
    let slug = Some("voorbeeld".parse().unwrap());
    library::publish(store, &fixture(name), Limits::default(), slug, |_, _| ()).await.unwrap()
}

#[tokio::test]
async fn the_same_programme_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let first = publish(&store, "congress.xml").await;
    assert_eq!((first.published.number, store.seq()), (1, 1));
    let again = publish(&store, "congress.xml").await;
    assert_eq!((again.published.number, again.published.log), (1, None));
    assert_eq!(store.seq(), 1);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_version_tells_what_it_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    publish(&store, "congress.xml").await;
    let second = publish(&store, "congress-2.xml").await;
    let log = second.published.log.unwrap();
    let of = |happened: Happened| -> Vec<u64> {
        log.entries.iter().filter(|entry| entry.happened == happened).map(|entry| entry.number).collect()
    };
    assert_eq!(of(Happened::Moved), [102]);
    assert_eq!(of(Happened::Changed), [104]);
    assert_eq!(of(Happened::Cancelled), [106]);
    assert_eq!(of(Happened::Added), [107]);
    assert_eq!(of(Happened::Removed), [103]);
    let versions = store.versions(&second.slug).await.unwrap();
    assert_eq!(
        versions.iter().map(|version| (version.number, version.name.as_str())).collect::<Vec<_>>(),
        [(2, "concept 2"), (1, "concept 1")]
    );
    assert_eq!(versions[0].log, log);
    // What went stays known as gone, until it returns.
    let edition = store.edition(&second.slug).await.unwrap().unwrap();
    assert_eq!(edition.gone.iter().map(|session| session.number).collect::<Vec<_>>(), [103]);
    publish(&store, "congress.xml").await;
    let edition = store.edition(&second.slug).await.unwrap().unwrap();
    assert_eq!(edition.gone.iter().map(|session| session.number).collect::<Vec<_>>(), [107]);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_faulty_schedule_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    publish(&store, "congress.xml").await;
    let file = folder.path().join("fout.xml");
    let text = fs::read_to_string(fixture("congress-2.xml")).unwrap();
    fs::write(&file, text.replace("<duration>00:30</duration>", "<duration>kort</duration>")).unwrap();
    let failure = library::publish(&store, &file, Limits::default(), None, |_, _| ()).await.unwrap_err().to_string();
    assert!(failure.contains("fout.xml:") && failure.contains("field duration: 'kort' is no length"), "{failure}");
    assert_eq!(store.seq(), 1);
    let limits = Limits { document_bytes: 1000 };
    let failure =
        library::publish(&store, &fixture("congress.xml"), limits, None, |_, _| ()).await.unwrap_err().to_string();
    assert!(failure.contains("raise --max-document"), "{failure}");
    let odd = Some("a/b".parse().unwrap());
    let failure =
        library::publish(&store, &fixture("congress.xml"), Limits::default(), odd, |_, _| ()).await.unwrap_err();
    assert!(failure.to_string().contains("--slug"), "{failure}");
}

#[tokio::test]
async fn the_slug_is_the_year_unless_given() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let taken = library::publish(&store, &fixture("fosdem.xml"), Limits::default(), None, |_, _| ()).await.unwrap();
    assert_eq!(taken.slug.as_str(), "2017");
}

#[test]
fn a_calendar_has_the_right_clock_on_both_sides_of_a_change() {
    let edition = edition(read("congress.xml"));
    let text = ical::write(&calendar(&edition, &Choice::default(), "http://site.example"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Amsterdam",
        "DTSTART;TZID=Europe/Amsterdam:20241026T093000",
        "DTSTART;TZID=Europe/Amsterdam:20241027T003000",
        "DTSTART;TZID=Europe/Amsterdam:20241027T093000",
        "BEGIN:STANDARD\r\nDTSTART:20241027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100",
        "BEGIN:DAYLIGHT\r\nDTSTART:20240331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200",
        "UID:2024-11111111-1111-4111-8111-111111111101@knooppunt",
        "SEQUENCE:2",
        "SUMMARY;LANGUAGE=nl:Opening & welkom: \"samen\" <sterker>",
        "URL:http://site.example/congres/2024/101",
    ] {
        assert!(unfolded.contains(line), "{line}\nis not in\n{unfolded}");
    }
    assert_eq!(unfolded.matches("STATUS:CANCELLED").count(), 1);
    let xml = xcal::write(&calendar(&edition, &Choice::default(), "http://site.example"));
    assert!(xml.contains("<dtstart><parameters><tzid><text>Europe/Amsterdam</text></tzid></parameters><date-time>2024-10-26T09:30:00</date-time></dtstart>"), "{xml}");
}

#[test]
fn a_calendar_tells_that_a_session_is_off_and_chooses_by_track_and_number() {
    let mut edition = edition(read("congress-2.xml"));
    edition.gone = vec![read("congress.xml").session(103).unwrap().clone()];
    let write = |choice: Choice| ical::write(&calendar(&edition, &choice, "")).replace("\r\n ", "");
    assert_eq!(write(Choice::default()).matches("STATUS:CANCELLED").count(), 3);
    let track = write(Choice { tracks: vec!["Barrières".to_owned()], numbers: None });
    assert_eq!(track.matches("BEGIN:VEVENT").count(), 2);
    let some = write(Choice { tracks: Vec::new(), numbers: Some(vec![101, 103, 999]) });
    assert_eq!(some.matches("BEGIN:VEVENT").count(), 2);
    assert!(some.contains("SUMMARY;LANGUAGE=nl:Nachtelijke napraat"));
    let nothing = write(Choice { tracks: Vec::new(), numbers: Some(Vec::new()) });
    assert_eq!(nothing.matches("BEGIN:VEVENT").count(), 0);
}
