//! Files of the sessions of a conference: organisers hang them, labels and embargoes hold, what was said is found at its
//! second, and no recording is published of who was not recorded.

use app::model::reader::{OrganisationKind, Role};
use jiff::{SignedDuration, Timestamp};
use server::command;
use server::exchange::Limits;
use server::library;

use crate::congress::fixture;
use crate::files::{Sent, form_data, pptx, upload};
use crate::hub::{Answer, TestHub, config};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

const SPOKEN: &[u8] = b"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nGoedemorgen.\n\n\
                        00:12:05.000 --> 00:12:09.000\nEn dan de kwikstaartmethode.\n";

/// A hub with a made-up programme, and its organiser.
async fn hub() -> (TestHub, Visitor) {
    let hub = TestHub::with(&[], config()).await;
    let slug = Some("2024".parse().unwrap());
    library::publish(hub.shelf().store(), &fixture("congress.xml"), Limits::default(), slug, |_, _| ()).await.unwrap();
    hub.catch_up().await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    let organiser = signed_in(&hub, "org@proefdienst.example", "proefdienst", Role::Organiser).await;
    (hub, organiser)
}

async fn hang(hub: &TestHub, who: &Visitor, session: u64, fields: &[(&str, &str)], files: &[Sent<'_>]) -> Answer {
    hub.send(who.ask(upload(&format!("/congres/2024/{session}/bijlagen"), form_data(fields, files)))).await
}

/// The ids of the files that somebody sees on the page of a session.
async fn seen(hub: &TestHub, who: &Visitor, session: u64) -> Vec<String> {
    let page = who.get(hub, &format!("/congres/2024/{session}")).await.text();
    let ids = page.split("href=\"/bijlagen/").skip(1).filter_map(|rest| rest.split('"').next());
    ids.filter(|id| !id.contains('/')).map(str::to_owned).collect()
}

const CLEAR: [(&str, &str); 2] = [("tlp", "TLP:CLEAR"), ("consent", "1")];

#[tokio::test(flavor = "multi_thread")]
async fn a_word_on_a_slide_and_in_a_recording_is_found_where_it_is() {
    let (hub, organiser) = hub().await;
    let slides = pptx(&["Welkom", "De uithaalploeg"]);
    let answer = hang(&hub, &organiser, 101, &CLEAR, &[("dias.pptx", &slides), ("opname.vtt", SPOKEN)]).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/congres/2024/101/bijlagen?klaar=1"),
        "{}",
        answer.text()
    );
    hub.take_texts_out().await;
    let ids = seen(&hub, &Visitor::default(), 101).await;
    assert_eq!(ids.len(), 2);
    let found = hub.get("/api/v1/zoeken?q=uithaalploeg").await.json();
    let hit = &found["resultaten"][0];
    assert_eq!(
        (&hit["id"], &hit["soort"], &hit["bijlage"]["nummer"]),
        (&"2024/101".into(), &"session".into(), &2.into()),
        "{found}"
    );
    let page = hub.get("/zoeken?q=kwikstaartmethode").await.text();
    assert!(page.contains("In bijlage opname.vtt, vanaf 12:05"), "{page}");
    let passage = hub.get(&format!("/bijlagen/{}/2", ids[1])).await.text();
    assert!(
        passage.contains("En dan de kwikstaartmethode.") && passage.contains("href=\"/congres/2024/101\""),
        "{passage}"
    );
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
    // The next version of the programme keeps them, also where a session moved.
    let slug = Some("2024".parse().unwrap());
    library::publish(hub.shelf().store(), &fixture("congress-2.xml"), Limits::default(), slug, |_, _| ())
        .await
        .unwrap();
    hub.catch_up().await;
    assert_eq!(hub.get("/api/v1/zoeken?q=uithaalploeg").await.json()["totaal"], 1);
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_organisers_hang_files_and_only_with_consent_and_never_a_recording_of_who_is_not_recorded() {
    let (hub, organiser) = hub().await;
    let slides = pptx(&["Welkom"]);
    let dias: [Sent<'_>; 1] = [("dias.pptx", &slides)];
    for (email, role) in [("ed@proefdienst.example", Role::Editor), ("baas@proefdienst.example", Role::Admin)] {
        let other = signed_in(&hub, email, "proefdienst", role).await;
        assert_eq!(hang(&hub, &other, 101, &CLEAR, &dias).await.status, 404, "{email}");
        assert_eq!(other.get(&hub, "/congres/2024/101/bijlagen").await.status, 404, "{email}");
        assert!(!other.get(&hub, "/congres/2024/101").await.text().contains("/101/bijlagen"), "{email}");
    }
    assert_eq!(hang(&hub, &Visitor::default(), 101, &CLEAR, &dias).await.status, 404);
    let token = with_token(&hub, "prog@proefdienst.example", "proefdienst", Role::Organiser).await;
    assert_eq!(hang(&hub, &token, 101, &CLEAR, &dias).await.status, 404, "a token reads");
    assert_eq!(hang(&hub, &organiser, 9999, &CLEAR, &dias).await.status, 404);
    let without = hang(&hub, &organiser, 101, &[("tlp", "TLP:CLEAR")], &dias).await;
    assert!(without.status == 422 && without.text().contains("instemt met publicatie"), "{}", without.text());
    // Session 102 is not recorded.
    let page = organiser.get(&hub, "/congres/2024/102/bijlagen").await.text();
    assert!(page.contains("Deze sessie wordt niet opgenomen"));
    let recorded = hang(&hub, &organiser, 102, &CLEAR, &[("dias.pptx", &slides), ("opname.vtt", SPOKEN)]).await;
    assert!(recorded.status == 422 && recorded.text().contains("opname.vtt: van deze sessie mag geen opname"));
    assert!(seen(&hub, &organiser, 102).await.is_empty(), "all or nothing");
    assert_eq!(hang(&hub, &organiser, 102, &CLEAR, &dias).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn labels_and_embargoes_hold_until_they_end() {
    let (hub, organiser) = hub().await;
    let kim = with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    let bo = with_token(&hub, "bo@rederij.example", "rederij", Role::Reader).await;
    let nobody = Visitor::default();
    let before = nobody.get(&hub, "/congres/2024/101").await.without_nonce();
    let amber = [("tlp", "TLP:AMBER"), ("audience", "hub:schiphol"), ("consent", "1")];
    let one = pptx(&["ambergeheim"]);
    assert_eq!(hang(&hub, &organiser, 101, &amber, &[("amber.pptx", &one)]).await.status, 303);
    let later = (Timestamp::now() + SignedDuration::from_hours(72)).to_string();
    let embargo = [("tlp", "TLP:CLEAR"), ("consent", "1"), ("embargo", &later[..10])];
    let two = pptx(&["latergeheim"]);
    assert_eq!(hang(&hub, &organiser, 101, &embargo, &[("later.pptx", &two)]).await.status, 303);
    hub.take_texts_out().await;
    assert_eq!(nobody.get(&hub, "/congres/2024/101").await.without_nonce(), before, "nothing shows of either");
    let all = seen(&hub, &organiser, 101).await;
    assert_eq!(all.len(), 2);
    assert!(organiser.get(&hub, "/congres/2024/101/bijlagen").await.text().contains("embargo tot"));
    let statuses = |id: String| {
        let (hub, visitors) = (&hub, [&nobody, &bo, &kim, &organiser]);
        async move {
            let mut statuses = Vec::new();
            for visitor in visitors {
                statuses.push(visitor.get(hub, &format!("/bijlagen/{id}")).await.status);
            }
            statuses
        }
    };
    assert_eq!(statuses(all[0].clone()).await, [404, 404, 200, 200]);
    assert_eq!(statuses(all[1].clone()).await, [404, 404, 404, 200]);
    let total = |who: Visitor, word: &'static str| {
        let hub = &hub;
        // Literally: the two words are alike enough for the one to be shown for the other.
        let address = format!("/api/v1/zoeken?q={word}&letterlijk=ja");
        async move { who.get(hub, &address).await.json()["totaal"].clone() }
    };
    assert_eq!((total(kim.clone(), "ambergeheim").await, total(bo.clone(), "ambergeheim").await), (1.into(), 0.into()));
    assert_eq!(total(organiser.clone(), "latergeheim").await, 0, "under embargo it is found by nobody");
    let store = hub.shelf().store();
    assert_eq!(store.end_embargoes(Timestamp::now()).await.unwrap(), 0);
    assert_eq!(store.end_embargoes(Timestamp::now() + SignedDuration::from_hours(96)).await.unwrap(), 1);
    hub.catch_up().await;
    assert_eq!(statuses(all[1].clone()).await, [200, 200, 200, 200]);
    assert_eq!(total(nobody.clone(), "latergeheim").await, 1);
    // Taken away it is gone, and only from its own session.
    let detach = |session: u64| format!("/congres/2024/{session}/bijlagen");
    let fields = form(&[("actie", "detach"), ("id", &all[1])]);
    assert_eq!(organiser.post(&hub, &detach(104), &fields).await.status, 404);
    assert_eq!(organiser.post(&hub, &detach(101), &fields).await.status, 303);
    hub.catch_up().await;
    assert_eq!((statuses(all[1].clone()).await, total(nobody, "latergeheim").await), (vec![404; 4], 0.into()));
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_has_what_everybody_may_read_and_nothing_else() {
    let (hub, organiser) = hub().await;
    let (open, closed) = (pptx(&["open"]), pptx(&["dicht"]));
    assert_eq!(hang(&hub, &organiser, 101, &CLEAR, &[("open.pptx", &open)]).await.status, 303);
    let green = [("tlp", "TLP:GREEN"), ("consent", "1")];
    assert_eq!(hang(&hub, &organiser, 101, &green, &[("dicht.pptx", &closed)]).await.status, 303);
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("archief");
    let data = hub.shelf().store().folder();
    command::export::conference(data, &"2024".parse().unwrap(), &target, "https://hub.example").await.unwrap();
    let files: Vec<_> = std::fs::read_dir(target.join("bestanden")).unwrap().flatten().collect();
    assert_eq!(files.len(), 1);
    assert_eq!(std::fs::read(files[0].path()).unwrap(), open);
    let page = std::fs::read_to_string(target.join("sessies/101.html")).unwrap();
    assert!(page.contains("open.pptx") && !page.contains("dicht"));
    assert!(page.contains(&format!("../bestanden/{}", files[0].file_name().to_string_lossy())));
}
