//! A programme made by hand: who may, what a draft holds, what a second organiser meets, and what readers see of it.

use app::model::reader::{OrganisationKind, Role};
use axum::body::Body;
use axum::http::Method;
use server::exchange::Limits;
use server::library;
use server::library::follow::Follower;

use crate::congress::fixture;
use crate::files::{form_data, upload};
use crate::hub::{Answer, TestHub, config, request};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

pub const LIST: &str = "/beheer/congressen";

pub async fn hub() -> (TestHub, Visitor) {
    let hub = TestHub::with(&[], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let organiser = signed_in(&hub, "org@proefdienst.example", "proefdienst", Role::Organiser).await;
    // Publishing waits until the index follows.
    let shelf = hub.shelf().clone();
    let follower = Follower::new(shelf.store().clone(), shelf.index().clone());
    tokio::spawn(follower.run());
    (hub, organiser)
}

pub const START: [(&str, &str); 9] = [
    ("title", "Proefcongres (verzonnen)"),
    ("first", "2027-11-04"),
    ("last", "2027-11-05"),
    ("opens", "09:00"),
    ("closes", "17:30"),
    ("place", "Proefstad"),
    ("time_zone", "Europe/Amsterdam"),
    ("lang", "nl"),
    ("rule", "open"),
];

pub async fn begin(hub: &TestHub, who: &Visitor) {
    let answer = who.post(hub, LIST, &form(&START)).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/beheer/congressen/2027?klaar=1"),
        "{}",
        answer.text()
    );
}

/// The fingerprint that a form carries.
async fn was(hub: &TestHub, who: &Visitor, address: &str) -> String {
    let page = who.get(hub, address).await.text();
    let rest = page.split("name=\"was\" value=\"").nth(1).unwrap_or_else(|| panic!("no form at {address}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Days, two rooms and a track, as the form of a conference brings them.
pub async fn set_rooms(hub: &TestHub, who: &Visitor) -> Answer {
    let address = format!("{LIST}/2027/opzet");
    let was = was(hub, who, &address).await;
    let mut fields = vec![("was", was.as_str())];
    fields.extend(START.iter().filter(|(name, _)| !["first", "last", "opens", "closes"].contains(name)));
    fields.extend([
        ("day.0.was", "1"),
        ("day.0.date", "2027-11-04"),
        ("day.0.start", "09:00"),
        ("day.0.end", "17:30"),
        ("day.1.was", "2"),
        ("day.1.date", "2027-11-05"),
        ("day.1.start", "09:00"),
        ("day.1.end", "17:30"),
        ("room.0.name", "Grote zaal"),
        ("room.0.capacity", "120"),
        ("room.1.name", "Zaal 2"),
        ("track.0.name", "Barrières"),
    ]);
    who.post(hub, &address, &form(&fields)).await
}

pub fn session<'a>(title: &'a str, start: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("title", title), ("day", "1"), ("start", start), ("minutes", "45"), ("room", "Grote zaal")];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    fields
}

pub async fn add(hub: &TestHub, who: &Visitor, fields: &[(&str, &str)]) {
    let answer = who.post(hub, &format!("{LIST}/2027/sessies/nieuw"), &form(fields)).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

pub async fn publish(hub: &TestHub, who: &Visitor, name: &str) -> Answer {
    let page = who.get(hub, &format!("{LIST}/2027/publiceren")).await.text();
    let value = |field: &str| {
        let rest = page.split(&format!("name=\"{field}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{page}"));
        rest.split('"').next().unwrap().to_owned()
    };
    let (version, edition) = (value("version"), value("edition"));
    let fields = [("version", version.as_str()), ("edition", &edition), ("version_name", name)];
    who.post(hub, &format!("{LIST}/2027/publiceren"), &form(&fields)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_year_to_a_published_programme_with_a_correction() {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    let rooms = set_rooms(&hub, &organiser).await;
    assert_eq!((rooms.status, rooms.header("location")), (303, "/beheer/congressen/2027?klaar=1"), "{}", rooms.text());
    let speakers = [("speakers", "Ada Proef; Proefdienst\nBo Proef"), ("track", "Barrières"), ("capacity", "20")];
    let next = [session("Opening", "09:00", &speakers), vec![("verder", "volgende")]].concat();
    let answer = organiser.post(&hub, &format!("{LIST}/2027/sessies/nieuw"), &form(&next)).await;
    let place = answer.header("location").to_owned();
    assert!(
        place.contains("zaal=Grote%20zaal") && place.contains("begin=09%3A45") && place.contains("dag=1"),
        "{place}"
    );
    let page = organiser.get(&hub, &place).await.text();
    assert!(page.contains("value=\"09:45\"") && page.contains("Opening"), "the next one goes on where this one ends");
    add(&hub, &organiser, &session("Zegels", "09:45", &[("room", "Zaal 2"), ("do_not_record", "1")])).await;
    // Nobody else knows of it.
    for address in ["/congres/2027", "/congres/2027/1", "/congres/2027/schedule.xml", "/congres/2027/wijzigingen"] {
        assert_eq!(hub.get(address).await.status, 404, "{address}");
    }
    assert!(!hub.get("/congres").await.text().contains("Proefcongres"));
    let published = publish(&hub, &organiser, "eerste").await;
    assert_eq!(published.status, 303, "{}", published.text());
    let page = hub.get("/congres/2027").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Opening") && page.text().contains("Proefcongres"), "{}", page.text());
    let opening = hub.get("/congres/2027/1").await.page();
    assert!(
        opening.contains("Ada Proef") && opening.contains("Proefdienst") && opening.contains("20 plaatsen"),
        "{opening}"
    );
    let found = hub.get("/api/v1/zoeken?q=Zegels").await.json();
    assert_eq!(found["resultaten"][0]["id"], "2027/2", "{found}");
    // A correction is the same path, and the next version in the log.
    let address = format!("{LIST}/2027/sessies/2");
    let before = was(&hub, &organiser, &address).await;
    let later =
        [session("Zegels", "10:30", &[("room", "Zaal 2"), ("do_not_record", "1")]), vec![("was", &before)]].concat();
    assert_eq!(organiser.post(&hub, &address, &form(&later)).await.status, 303);
    assert!(hub.get("/congres/2027").await.text().contains("09:45"), "readers still see what was published");
    assert!(organiser.get(&hub, &format!("{LIST}/2027/publiceren")).await.text().contains("Verplaatst"));
    assert_eq!(publish(&hub, &organiser, "tweede").await.status, 303);
    let log = hub.get("/congres/2027/wijzigingen").await.text();
    assert!(log.contains("Tweede, nummer 2") && log.contains("Verplaatst") && log.contains("10:30"), "{log}");
    let nothing = organiser.get(&hub, &format!("{LIST}/2027/publiceren")).await.text();
    assert!(nothing.contains("Er is niets te publiceren"), "{nothing}");
    // Others read the file, and it comes back the same.
    let xml = hub.get("/congres/2027/schedule.xml").await.body;
    let json = hub.get("/congres/2027/schedule.json").await.body;
    let again = server::exchange::schedule::read_bytes(&xml).unwrap();
    assert_eq!(again, hub.shelf().store().edition(&"2027".parse().unwrap()).await.unwrap().unwrap().programme);
    assert_eq!(server::exchange::schedule::read_bytes(&json).unwrap(), again);
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_organisers_and_admins_know_of_drafts() {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    let admin = signed_in(&hub, "baas@proefdienst.example", "proefdienst", Role::Admin).await;
    assert_eq!(admin.get(&hub, &format!("{LIST}/2027")).await.status, 200);
    let mut absent = Vec::new();
    for role in [Role::Reader, Role::Contributor, Role::Editor, Role::Steering, Role::Secretariat] {
        let other = signed_in(&hub, &format!("{}@proefdienst.example", role.code()), "proefdienst", role).await;
        for part in ["", "/2027", "/2027/opzet", "/2027/bestand", "/2027/publiceren", "/2027/sessies/nieuw"] {
            let (here, nowhere) = (format!("{LIST}{part}"), format!("{LIST}{}", part.replace("2027", "1999")));
            let answer = other.get(&hub, &here).await;
            assert_eq!(answer.status, 404, "{} {here}", role.code());
            let body = |text: String| text.replace("2027", "1999");
            assert_eq!(
                body(answer.without_nonce()),
                body(other.get(&hub, &nowhere).await.without_nonce()),
                "{here}: hidden is absent"
            );
            absent.push(other.post(&hub, &here, &form(&START)).await.status);
        }
        assert!(!other.get(&hub, "/congres").await.text().contains("beheer/congressen"));
    }
    assert!(absent.iter().all(|status| [404, 400].contains(status)), "{absent:?}");
    let token = with_token(&hub, "prog@proefdienst.example", "proefdienst", Role::Organiser).await;
    assert_eq!(token.post(&hub, LIST, &form(&START)).await.status, 404, "a token reads");
    assert_eq!(hub.get(&format!("{LIST}/2027")).await.status, 303, "to the sign-in page");
    // A form of another site.
    let mut forged = organiser.ask(request(Method::POST, LIST).map(|_| Body::from(form(&START))));
    forged.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    forged.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    assert_eq!(hub.send(forged).await.status, 403);
    assert!(organiser.get(&hub, "/congres").await.text().contains("/beheer/congressen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named_with_its_field_and_what_was_typed_comes_back() {
    let (hub, organiser) = hub().await;
    let mut wrong: Vec<(&str, &str)> = START.to_vec();
    wrong[2] = ("last", "2027-10-01");
    wrong[4] = ("closes", "laat");
    wrong.push(("slug", "a/b"));
    let answer = organiser.post(&hub, LIST, &form(&wrong)).await;
    let page = answer.page();
    assert_eq!(answer.status, 422);
    for (field, name) in [("last", "Laatste dag"), ("closes", "Eindigt om"), ("slug", "Adres")] {
        assert!(page.contains(&format!("href=\"#{field}\">{name}</a>")), "{field}: {page}");
    }
    assert!(page.contains("value=\"Proefcongres (verzonnen)\"") && page.contains("value=\"laat\""));
    begin(&hub, &organiser).await;
    let twice = organiser.post(&hub, LIST, &form(&START)).await;
    assert!(twice.status == 422 && twice.text().contains("href=\"#slug\""), "{}", twice.text());
    let bad = session("", "25:00", &[("day", "7"), ("room", "Kelder"), ("minutes", "0"), ("summary", "<b>blijft</b>")]);
    let answer = organiser.post(&hub, &format!("{LIST}/2027/sessies/nieuw"), &form(&bad)).await;
    let page = answer.page();
    assert_eq!(answer.status, 422);
    for field in ["title", "day", "start", "room", "minutes"] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
    }
    assert!(page.contains("&lt;b&gt;blijft&lt;/b&gt;"), "{page}");
    // A room that sessions are in stays.
    set_rooms(&hub, &organiser).await;
    add(&hub, &organiser, &session("Opening", "09:00", &[])).await;
    let address = format!("{LIST}/2027/opzet");
    let was = was(&hub, &organiser, &address).await;
    let fields = [
        ("was", was.as_str()),
        ("title", "T"),
        ("time_zone", "Mars/Olympus"),
        ("day.0.was", "1"),
        ("room.0.was", "Grote zaal"),
    ];
    let answer = organiser.post(&hub, &address, &form(&fields)).await;
    let page = answer.page();
    assert!(answer.status == 422 && page.contains("href=\"#room-0-name\">Zaal 1: naam</a>"), "{page}");
    assert!(page.contains("href=\"#time_zone\"") && page.contains("href=\"#day-0-date\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_edit_meets_what_another_organiser_saved_and_loses_nothing() {
    let (hub, organiser) = hub().await;
    let second = signed_in(&hub, "tweede@proefdienst.example", "proefdienst", Role::Organiser).await;
    begin(&hub, &organiser).await;
    set_rooms(&hub, &organiser).await;
    add(&hub, &organiser, &session("Opening", "09:00", &[])).await;
    add(&hub, &organiser, &session("Slot", "16:00", &[])).await;
    let (one, two) = (format!("{LIST}/2027/sessies/1"), format!("{LIST}/2027/sessies/2"));
    let (seen, other) = (was(&hub, &organiser, &one).await, was(&hub, &second, &two).await);
    let save = |title: &'static str, was: String| form(&[session(title, "09:00", &[]), vec![("was", &was)]].concat());
    assert_eq!(second.post(&hub, &one, &save("Welkom", seen.clone())).await.status, 303);
    // Another session does not mind.
    let slot = form(&[session("Slotwoord", "16:00", &[]), vec![("was", &other)]].concat());
    assert_eq!(second.post(&hub, &two, &slot).await.status, 303);
    let stale = organiser.post(&hub, &one, &save("Aftrap", seen)).await;
    let page = stale.page();
    assert_eq!(stale.status, 409);
    assert!(page.contains("value=\"Aftrap\"") && page.contains("Welkom") && page.contains("intussen"), "{page}");
    // Whoever has seen both decides.
    let now = page.split("name=\"was\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(organiser.post(&hub, &one, &save("Aftrap", now)).await.status, 303);
    // What was taken out meanwhile comes back as a new session.
    let seen = was(&hub, &organiser, &one).await;
    let out = form(&[("actie", "several"), ("how", "remove"), ("session", "1")]);
    assert_eq!(second.post(&hub, &format!("{LIST}/2027"), &out).await.status, 303);
    let gone = organiser.post(&hub, &one, &save("Toch", seen)).await;
    let page = gone.page();
    assert!(gone.status == 409 && page.contains("value=\"Toch\"") && page.contains("/sessies/nieuw\""), "{page}");
    // So is the form of the conference itself.
    let address = format!("{LIST}/2027/opzet");
    let fields = [("was", "0000000000000000"), ("title", "Anders"), ("time_zone", "UTC"), ("day.0.date", "2027-11-04")];
    let stale = organiser.post(&hub, &address, &form(&fields)).await;
    assert!(stale.status == 409 && stale.text().contains("value=\"Anders\"") && stale.text().contains("Proefcongres"));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_sessions_are_done_with_in_one_go() {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    set_rooms(&hub, &organiser).await;
    for title in ["Een", "Twee", "Drie"] {
        add(&hub, &organiser, &session(title, "09:00", &[("speakers", "Ada Proef")])).await;
    }
    let address = format!("{LIST}/2027");
    let list = organiser.get(&hub, &address).await.page();
    assert!(list.contains("(6)") && list.contains("Grote zaal: “Een” en “Twee” zijn tegelijk in deze zaal."), "{list}");
    assert!(list.contains("Ada Proef spreekt tegelijk"), "{list}");
    let several = |fields: &[(&str, &str)]| form(&[&[("actie", "several")], fields].concat());
    let nothing = organiser.post(&hub, &address, &several(&[("how", "cancel")])).await;
    assert!(nothing.status == 422 && nothing.text().contains("Kies eerst"), "{}", nothing.text());
    let none = organiser.post(&hub, &address, &several(&[("session", "1")])).await;
    assert!(none.status == 422 && none.text().contains("href=\"#how\"") && none.text().contains("checked"));
    for fields in [
        vec![("how", "shift"), ("minutes", "60"), ("session", "2"), ("session", "3")],
        vec![("how", "room"), ("room", "Zaal 2"), ("session", "3")],
        vec![("how", "track"), ("track", "Barrières"), ("session", "1")],
        vec![("how", "cancel"), ("session", "3")],
    ] {
        assert_eq!(organiser.post(&hub, &address, &several(&fields)).await.status, 303, "{fields:?}");
    }
    let elsewhere =
        organiser.post(&hub, &address, &several(&[("how", "room"), ("room", "Kelder"), ("session", "1")])).await;
    assert_eq!(elsewhere.status, 422);
    let list = organiser.get(&hub, &address).await.page();
    assert!(
        !list.contains("tegelijk in deze zaal") && list.contains("10:00–10:45") && list.contains("Vervallen"),
        "{list}"
    );
    let double = organiser.post(&hub, &address, &form(&[("actie", "duplicate:1")])).await;
    assert_eq!((double.status, double.header("location")), (303, "/beheer/congressen/2027/sessies/4?klaar=1"));
    assert_eq!(organiser.post(&hub, &address, &several(&[("how", "remove"), ("session", "2")])).await.status, 303);
    let list = organiser.get(&hub, &address).await.page();
    assert!(list.contains("value=\"restore:2\"") && !list.contains("sessies/2\""), "{list}");
    assert_eq!(organiser.post(&hub, &address, &form(&[("actie", "restore:2")])).await.status, 303);
    assert!(organiser.get(&hub, &address).await.page().contains("sessies/2\""));
    assert_eq!(organiser.post(&hub, &address, &form(&[("actie", "restore:2")])).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_looked_at_before_it_changes_the_draft() {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    set_rooms(&hub, &organiser).await;
    add(&hub, &organiser, &session("Met de hand", "09:00", &[])).await;
    let address = format!("{LIST}/2027/bestand");
    let send = |name: &'static str, bytes: Vec<u8>| {
        let request = organiser.ask(upload(&address, form_data(&[], &[(name, &bytes)])));
        hub.send(request)
    };
    let broken = std::fs::read_to_string(fixture("congress.xml")).unwrap().replacen("00:45", "lang", 1);
    let refused = send("fout.xml", broken.into_bytes()).await;
    let page = refused.page();
    assert_eq!(refused.status, 422);
    assert!(
        page.contains("Regel ") && page.contains("<code>duration</code>") && page.contains("‘lang’ is geen lengte"),
        "{page}"
    );
    let other = send("foto.png", b"\x89PNG".to_vec()).await;
    assert_eq!(other.status, 422, "{}", other.text());
    let read = send("congress.xml", std::fs::read(fixture("congress.xml")).unwrap()).await;
    assert_eq!((read.status, read.header("location")), (303, address.as_str()), "{}", read.text());
    let page = organiser.get(&hub, &address).await.page();
    assert!(page.contains("Nieuw (6)") && page.contains("Verwijderd (1)") && page.contains("Met de hand"), "{page}");
    let list = organiser.get(&hub, &format!("{LIST}/2027")).await.page();
    assert!(!list.contains("Na de wintertijd"), "nothing is taken over yet");
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let stale = form(&[("actie", "take-over"), ("version", "1"), ("keep", "1")]);
    assert_eq!(organiser.post(&hub, &address, &stale).await.status, 409);
    let take = form(&[("actie", "take-over"), ("version", &version), ("keep", "1")]);
    assert_eq!(organiser.post(&hub, &address, &take).await.status, 303);
    let list = organiser.get(&hub, &format!("{LIST}/2027")).await.page();
    assert!(
        list.contains("Met de hand") && list.contains("Na de wintertijd") && list.contains("sessies/106\""),
        "{list}"
    );
    // A reader, an anonymous visitor and another site bring nothing.
    let reader = signed_in(&hub, "lezer@proefdienst.example", "proefdienst", Role::Reader).await;
    let bytes = std::fs::read(fixture("congress.xml")).unwrap();
    let files = [("congress.xml", bytes.as_slice())];
    assert_eq!(hub.send(reader.ask(upload(&address, form_data(&[], &files)))).await.status, 404);
    assert_eq!(hub.send(upload(&address, form_data(&[], &files))).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_meanwhile_is_not_overwritten_unseen() {
    let (hub, organiser) = hub().await;
    let import = |name: &'static str| {
        let slug = Some("2027".parse().unwrap());
        let store = hub.shelf().store().clone();
        async move { library::publish(&store, &fixture(name), Limits::default(), slug, |_, _| ()).await.unwrap() }
    };
    import("congress.xml").await;
    let address = format!("{LIST}/2027");
    let list = organiser.get(&hub, &address).await.page();
    assert!(list.contains("gelijk aan wat is gepubliceerd") && list.contains("sessies/101\""), "{list}");
    let cancel = form(&[("actie", "several"), ("how", "cancel"), ("session", "101")]);
    assert_eq!(organiser.post(&hub, &address, &cancel).await.status, 303);
    let seen = organiser.get(&hub, &format!("{address}/publiceren")).await.page();
    assert!(seen.contains("Vervallen (1)"), "{seen}");
    import("congress-2.xml").await;
    let fields = [("version", "1"), ("edition", "1"), ("version_name", "x")];
    assert_eq!(organiser.post(&hub, &format!("{address}/publiceren"), &form(&fields)).await.status, 409);
    let list = organiser.get(&hub, &address).await.page();
    assert!(list.contains("een andere versie gepubliceerd"), "{list}");
    let over = form(&[("actie", "start-over"), ("version", "1")]);
    assert_eq!(organiser.post(&hub, &address, &over).await.status, 303);
    let list = organiser.get(&hub, &address).await.page();
    assert!(list.contains("gelijk aan wat is gepubliceerd") && list.contains("sessies/107\""), "{list}");
    // A draft of what never was published goes without a trace.
    let mut other = START;
    other[1] = ("first", "2028-11-04");
    other[2] = ("last", "2028-11-04");
    assert_eq!(organiser.post(&hub, LIST, &form(&other)).await.status, 303);
    let gone = organiser.post(&hub, &format!("{LIST}/2028"), &over).await;
    assert_eq!((gone.status, gone.header("location")), (303, "/beheer/congressen?klaar=1"));
    assert_eq!(organiser.get(&hub, &format!("{LIST}/2028")).await.status, 404);
}
