//! A schedule of another year than its conference: told before anything is published, and not refused. And what a publication
//! says that it did.

use std::sync::Mutex;

use app::model::conference::{OtherYear, other_year};
use app::model::slug::Slug;
use server::exchange::{Limits, schedule};
use server::library;

use crate::congress::fixture;
use crate::files::{form_data, upload};
use crate::hub::TestHub;
use crate::organising::{LIST, add, begin, hub, publish, session, set_rooms};
use crate::visitor::form;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

#[test]
fn a_day_outside_the_year_of_a_conference_is_seen_and_new_year_is_not() {
    let of = |name: &str| schedule::read(&fixture(name), Limits::default()).unwrap();
    let programme = of("congress.xml");
    let odd = |conference: i16| Some(OtherYear { day: "2024-10-26".parse().unwrap(), conference });
    assert_eq!(other_year(&slug("2024"), None, &programme), None);
    assert_eq!(other_year(&slug("2023"), None, &programme), odd(2023));
    assert_eq!(other_year(&slug("voorbeeld"), None, &programme), None, "a name is of no year");
    // What it had before tells too.
    let mut before = programme.clone();
    before.first = "2022-11-01".parse().unwrap();
    assert_eq!(other_year(&slug("voorbeeld"), Some(&before), &programme), odd(2022));
    assert_eq!(other_year(&slug("2024"), Some(&before), &programme), None, "the address says so");
    // A congress between Christmas and January is one congress; the next one a year later is not.
    let mut winter = programme.clone();
    winter.first = "2024-12-28".parse().unwrap();
    winter.days[0].date = winter.first;
    winter.days[1].date = "2025-01-02".parse().unwrap();
    assert_eq!(other_year(&slug("2024"), None, &winter), None);
    winter.days[1].date = "2025-10-26".parse().unwrap();
    assert_eq!(other_year(&slug("2024"), None, &winter).map(|odd| odd.day), Some(winter.days[1].date));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_under_another_year_tells_so_before_it_publishes() {
    let hub = TestHub::bundled().await;
    let store = hub.shelf().store();
    let told = Mutex::new(Vec::new());
    let import = async |conference: &str| {
        let tell = |conference: &Slug, odd: OtherYear| {
            told.lock().unwrap().push((conference.to_string(), odd.day.year(), odd.conference));
        };
        library::publish(store, &fixture("congress.xml"), Limits::default(), Some(slug(conference)), tell)
            .await
            .unwrap();
    };
    import("2024").await;
    import("voorbeeld").await;
    assert_eq!(*told.lock().unwrap(), []);
    import("2025").await;
    assert_eq!(*told.lock().unwrap(), [("2025".to_owned(), 2024, 2025)]);
    assert_eq!(hub.get("/congres/2025").await.status, 200, "it is not refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn organisers_see_it_in_the_preview_and_before_they_publish() {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    let file = format!("{LIST}/2027/bestand");
    let bytes = std::fs::read(fixture("congress.xml")).unwrap();
    let sent = hub.send(organiser.ask(upload(&file, form_data(&[], &[("congress.xml", &bytes)])))).await;
    assert_eq!((sent.status, sent.header("location")), (303, &*file), "{}", sent.text());
    let warned = "26 oktober 2024 valt niet in 2027, het jaar van dit congres.";
    let page = organiser.get(&hub, &file).await.page();
    assert!(page.contains(warned) && page.contains("Gooi het hier weg"), "{page}");
    let english = organiser.get(&hub, &format!("/en{file}")).await.page();
    assert!(english.contains("26 October 2024 is not in 2027"), "{english}");
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let take = form(&[("actie", "take-over"), ("version", version), ("keep", "0")]);
    assert_eq!(organiser.post(&hub, &file, &take).await.status, 303);
    let page = organiser.get(&hub, &format!("{LIST}/2027/publiceren")).await.page();
    assert!(page.contains(warned) && page.contains("Verander de dagen"), "{page}");
    assert_eq!(publish(&hub, &organiser, "").await.status, 303, "whoever means it may");
    let page = organiser.get(&hub, &format!("{LIST}/2027/publiceren")).await.page();
    assert!(!page.contains("valt niet in"), "readers see it already: {page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_publication_says_what_readers_see_from_now_on() {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    set_rooms(&hub, &organiser).await;
    add(&hub, &organiser, &session("Opening", "09:00", &[])).await;
    add(&hub, &organiser, &session("Zegels", "09:45", &[("room", "Zaal 2")])).await;
    let at = format!("{LIST}/2027/publiceren");
    let first = publish(&hub, &organiser, "eerste").await;
    assert_eq!((first.status, first.header("location")), (303, &*format!("{at}?klaar=1")), "{}", first.text());
    let page = organiser.get(&hub, first.header("location")).await.page();
    assert!(
        page.contains("Gepubliceerd als nummer 1, “eerste”: 2 sessies.") && page.contains("href=\"/congres/2027\"")
    );
    assert!(!page.contains("Wat er voor lezers veranderde") && !page.contains("niets te publiceren"), "{page}");
    add(&hub, &organiser, &session("Slot", "16:00", &[])).await;
    let second = publish(&hub, &organiser, "").await;
    assert_eq!(second.header("location"), format!("{at}?klaar=2"));
    let page = organiser.get(&hub, second.header("location")).await.page();
    assert!(page.contains("Gepubliceerd als nummer 2: 3 sessies.") && page.contains("Wat er voor lezers veranderde"));
    assert!(page.contains("Nieuw (1)") && page.contains("Slot"), "{page}");
    // An address that is followed later tells of nothing that was not so.
    for later in ["1", "3", "x"] {
        let page = organiser.get(&hub, &format!("{at}?klaar={later}")).await.page();
        assert!(!page.contains("Gepubliceerd als") && page.contains("Er is niets te publiceren"), "{later}: {page}");
    }
}
