//! What is kept about people goes after its time, and not before.

use app::model::audit::TraceFilter;
use app::model::reader::{Reader, Role};
use app::model::retention::Retention;
use jiff::{SignedDuration, Timestamp};
use server::library::retention::forget;

use crate::files::{attach_at, pdf};
use crate::visitor::{PASSWORD, form, id_of, signed_in};
use crate::writing::{Desk, PRACTICE, desk};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test(flavor = "multi_thread")]
async fn records_and_drafts_go_after_their_time() {
    let desk = desk().await;
    let Desk { hub, author, .. } = &desk;
    let store = hub.shelf().store();
    let kept = Retention { record: 100, drafts: 200, leavers: 300 };
    author.get(hub, "/documenten/bestaat-niet").await;
    let draft = desk.begin(author, &PRACTICE).await;
    let plan = pdf(&["Een plan."]);
    attach_at(hub, author, &format!("{draft}/bijlagen"), &[], &[("plan.pdf", &plan)]).await;
    let waiting = desk.begin(author, &PRACTICE).await;
    desk.submit(author, &waiting, 1, &[("asked", "organisation:terminal")]).await;
    let rows =
        async || store.traces(&Reader::Anonymous.keys(), &TraceFilter { size: 10, ..TraceFilter::default() }).await;
    let before = rows().await.unwrap().total;
    assert!(before > 0);

    forget(store, kept, Timestamp::now() + DAY * 99).await.unwrap();
    assert_eq!(rows().await.unwrap().total, before);
    forget(store, kept, Timestamp::now() + DAY * 101).await.unwrap();
    assert_eq!(rows().await.unwrap().total, 0);
    assert_eq!(desk.status(author, &draft).await, 200);
    forget(store, kept, Timestamp::now() + DAY * 201).await.unwrap();
    assert_eq!(desk.status(author, &draft).await, 404);
    assert_eq!(desk.status(author, &waiting).await, 200, "what waits for somebody else stays");
    assert_eq!(store.clear_loose_files(std::time::Duration::ZERO).await.unwrap(), 1, "its file goes too");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_is_erased_by_an_admin_or_after_a_time() {
    let desk = desk().await;
    let Desk { hub, author, reviewer, .. } = &desk;
    let store = hub.shelf().store();
    let slug = desk.published(&PRACTICE).await;
    let admin = signed_in(hub, "beheer@proef.example", "knooppunt", Role::Admin).await;
    let leaver = id_of(hub, "schrijver@rederij.example").await;
    let at = format!("/beheer/personen/{leaver}");
    let erase = form(&[("actie", "erase-person"), ("person", leaver.as_str())]);
    let refused = admin.post(hub, &at, &erase).await;
    assert_eq!(refused.status, 422);
    assert!(refused.page().contains("Sluit het account eerst af."), "{}", refused.page());
    assert_eq!(reviewer.post(hub, &at, &erase).await.status, 404);
    admin.post(hub, &at, &form(&[("actie", "disable-person"), ("person", leaver.as_str())])).await;
    let done = admin.post(hub, &at, &erase).await;
    assert_eq!((done.status, done.header("location")), (303, "/beheer/personen?klaar=1"));
    assert_eq!(desk.status(&admin, &at).await, 404);
    let people = admin.get(hub, "/beheer/personen").await.page();
    assert!(!people.contains("schrijver@rederij.example") && people.contains("redacteur@rederij.example"));
    let again = form(&[("email", "schrijver@rederij.example"), ("password", PASSWORD)]);
    assert_eq!(hub.post("/aanmelden", &again).await.status, 422);
    assert_eq!(desk.status(author, "/account").await, 303, "to the sign-in page");
    let document = desk.colleague.get(hub, &format!("/documenten/{slug}")).await;
    assert_eq!(document.status, 200, "what was published stays");
    // The address is free again, and whoever has it is somebody else.
    signed_in(hub, "schrijver@rederij.example", "rederij", Role::Reader).await;
    assert_ne!(id_of(hub, "schrijver@rederij.example").await, leaver);

    let reviewer_id = id_of(hub, "redacteur@terminal.example").await;
    let at = format!("/beheer/personen/{reviewer_id}");
    admin.post(hub, &at, &form(&[("actie", "disable-person"), ("person", reviewer_id.as_str())])).await;
    forget(store, Retention::DEFAULT, Timestamp::now() + DAY * 364).await.unwrap();
    assert_eq!(desk.status(&admin, &at).await, 200);
    forget(store, Retention::DEFAULT, Timestamp::now() + DAY * 366).await.unwrap();
    assert_eq!(desk.status(&admin, &at).await, 404);
}
