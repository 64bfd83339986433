//! Speakers: personal links that hold until they end, what is handed in with one, on which terms it is published, what is
//! missing of each session, and reminders.

use app::desk::Speakers;
use app::model::audit::{Deed, TraceFilter};
use app::model::reader::{OrganisationKind, Reader, Role};
use jiff::ToSpan;
use server::exchange::Limits;
use server::library;
use server::library::confirming::erase;
use server::store::today;

use crate::congress::fixture;
use crate::files::{Sent, attach_at, pptx, seen_at};
use crate::hub::{Answer, TestHub, config};
use crate::organising::LIST;
use crate::smtp::Sink;
use crate::visitor::{Visitor, form, id_of, organisation, signed_in, with_token};

const SPOKEN: &[u8] = b"WEBVTT\n\n00:12:05.000 --> 00:12:09.000\nEn dan de kwikstaartmethode.\n";
const HERE: &str = "/congres/2024/101/sprekers";

/// A hub with a made-up programme, and its organiser.
async fn hub() -> (TestHub, Visitor) {
    let hub = TestHub::with(&[], config()).await;
    let slug = Some("2024".parse().unwrap());
    library::publish(hub.shelf().store(), &fixture("congress.xml"), Limits::default(), slug, |_, _| ()).await.unwrap();
    hub.catch_up().await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let organiser = signed_in(&hub, "org@proefdienst.example", "proefdienst", Role::Organiser).await;
    (hub, organiser)
}

fn later(days: i64) -> String {
    (today() + days.days()).to_string()
}

async fn make(hub: &TestHub, who: &Visitor, session: u64, more: &[(&str, &str)]) -> Answer {
    let until = later(30);
    let mut fields = vec![
        ("actie", "make"),
        ("speaker", "Ada Proef"),
        ("lang", "nl"),
        ("widest", "TLP:GREEN"),
        ("expires", until.as_str()),
    ];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    who.post(hub, &format!("/congres/2024/{session}/sprekers"), &form(&fields)).await
}

/// The path of the personal link in a page or a letter.
fn link(text: &str) -> String {
    let rest = text.split("/congres/2024/aanleveren?code=").nth(1).unwrap_or_else(|| panic!("no link: {text}"));
    let code: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    format!("/congres/2024/aanleveren?code={code}")
}

async fn linked(hub: &TestHub, who: &Visitor, session: u64, more: &[(&str, &str)]) -> String {
    let made = make(hub, who, session, more).await;
    assert_eq!(made.status, 200, "{}", made.text());
    link(&made.text())
}

async fn hand(hub: &TestHub, link: &str, fields: &[(&str, &str)], files: &[Sent<'_>]) -> Answer {
    attach_at(hub, &Visitor::default(), link, fields, files).await
}

const AGREED: [(&str, &str); 2] = [("tlp", "TLP:GREEN"), ("publish", "1")];

/// The ids of the files that wait at a session.
async fn waiting(hub: &TestHub, who: &Visitor, session: u64) -> Vec<String> {
    seen_at(hub, who, &format!("/congres/2024/{session}/sprekers")).await
}

async fn publish(hub: &TestHub, who: &Visitor, id: &str, tlp: &str) -> Answer {
    who.post(hub, HERE, &form(&[("actie", "publish"), ("id", id), ("tlp", tlp)])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_speaker_hands_in_waits_until_an_organiser_publishes_it() {
    let (hub, organiser) = hub().await;
    let (nobody, kim) =
        (Visitor::default(), with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await);
    let before = nobody.get(&hub, "/congres/2024/101").await.without_nonce();
    let link = linked(&hub, &organiser, 101, &[]).await;
    let page = organiser.get(&hub, HERE).await.page();
    assert!(page.contains("Ada Proef") && page.contains("nog niet"), "not opened yet: {page}");
    let page = hub.get(&link).await.page();
    assert!(page.contains("Deze link is voor Ada Proef") && page.contains("Uw dia’s, of een tekst"), "{page}");
    assert!(!organiser.get(&hub, HERE).await.page().contains("<td>nog niet</td>"), "that it was opened is told");
    let slides = pptx(&["De uithaalploeg"]);
    let two: [Sent<'_>; 2] = [("dias.pptx", &slides), ("opname.vtt", SPOKEN)];
    let sent = hand(&hub, &link, &[&AGREED[..], &[("remark", "Graag na de zomer.")]].concat(), &two).await;
    assert_eq!((sent.status, sent.header("location")), (303, &*format!("{link}&klaar=1")), "{}", sent.text());
    hub.take_texts_out().await;
    // It waits: nobody but organisers learns of it, and only they open it.
    assert_eq!(nobody.get(&hub, "/congres/2024/101").await.without_nonce(), before);
    let ids = waiting(&hub, &organiser, 101).await;
    assert_eq!(ids.len(), 2);
    for (visitor, status) in [(&nobody, 404), (&kim, 404), (&organiser, 200)] {
        assert_eq!(visitor.get(&hub, &format!("/bijlagen/{}", ids[0])).await.status, status);
    }
    assert_eq!(kim.get(&hub, "/api/v1/zoeken?q=uithaalploeg").await.json()["totaal"], 0);
    assert!(organiser.get(&hub, HERE).await.page().contains("Graag na de zomer."));
    // Wider than agreed, or without consent for a recording: not published.
    let wider = publish(&hub, &organiser, &ids[0], "TLP:CLEAR").await;
    assert!(wider.status == 422 && wider.text().contains("niet ruimer is dan wat is afgesproken"), "{}", wider.text());
    let recording = publish(&hub, &organiser, &ids[1], "TLP:GREEN").await;
    assert!(recording.status == 422 && recording.text().contains("geen toestemming gegeven"));
    assert_eq!(publish(&hub, &organiser, &ids[0], "TLP:GREEN").await.status, 303);
    hub.catch_up().await;
    for (visitor, status) in [(&nobody, 404), (&kim, 200), (&organiser, 200)] {
        assert_eq!(visitor.get(&hub, &format!("/bijlagen/{}", ids[0])).await.status, status);
    }
    assert_eq!(kim.get(&hub, "/api/v1/zoeken?q=uithaalploeg").await.json()["totaal"], 1);
    assert_eq!(nobody.get(&hub, "/congres/2024/101").await.without_nonce(), before);
    // The speaker sees that, agrees about the recording, and takes something back that still waits.
    let page = hub.get(&link).await.page();
    assert!(page.contains("gepubliceerd") && page.contains("wacht op de organisatoren"));
    let change = |act: &str, id: &str| {
        form(&[("actie", act), ("id", id), ("tlp", "TLP:RED"), ("publish", "1"), ("record", "1")])
    };
    assert_eq!(
        hub.post(&link, &change("change", &ids[0])).await.status,
        404,
        "what is published is not theirs to change"
    );
    assert_eq!(hub.post(&link, &change("take-back", &ids[0])).await.status, 404);
    assert_eq!(hub.post(&link, &change("change", &ids[1])).await.status, 303);
    assert_eq!(publish(&hub, &organiser, &ids[1], "TLP:GREEN").await.status, 422, "narrower now");
    assert_eq!(hub.post(&link, &change("take-back", &ids[1])).await.status, 303);
    assert_eq!(publish(&hub, &organiser, &ids[1], "TLP:RED").await.status, 404);
    assert!(waiting(&hub, &organiser, 101).await.is_empty());
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_unknown_ended_or_over_is_as_one_that_does_not_exist() {
    let (hub, organiser) = hub().await;
    let link = linked(&hub, &organiser, 101, &[]).await;
    let slides = pptx(&["Welkom"]);
    let dias: [Sent<'_>; 1] = [("dias.pptx", &slides)];
    let unknown = format!("/congres/2024/aanleveren?code={}", "0".repeat(64));
    let elsewhere = hub.get("/congres/2024/bestaat-niet").await;
    let absent = hub.get(&unknown).await;
    let other = link.replace("/2024/", "/2023/");
    assert_eq!((absent.status, elsewhere.status), (404, 404));
    let is_absent = async |address: &str| {
        let got = hub.get(address).await;
        let bytes = got.without_nonce().replace(address, "") == absent.without_nonce().replace(unknown.as_str(), "");
        let posted = hub.post(address, &form(&[("actie", "take-back"), ("id", "x")])).await.status;
        (got.status, bytes, posted, hand(&hub, address, &AGREED, &dias).await.status)
    };
    for address in [unknown.as_str(), "/congres/2024/aanleveren", other.as_str()] {
        let (status, _, posted, handed) = is_absent(address).await;
        assert_eq!((status, posted, handed), (404, 404, 404), "{address}");
    }
    // An organiser ends it.
    let page = organiser.get(&hub, HERE).await.text();
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(hand(&hub, &link, &AGREED, &dias).await.status, 303);
    assert_eq!(
        organiser.post(&hub, "/congres/2024/102/sprekers", &form(&[("actie", "end"), ("id", &id)])).await.status,
        404
    );
    assert_eq!(organiser.post(&hub, HERE, &form(&[("actie", "end"), ("id", &id)])).await.status, 303);
    assert_eq!(is_absent(&link).await, (404, true, 404, 404));
    assert!(organiser.get(&hub, HERE).await.page().contains("ingetrokken"));
    assert_eq!(waiting(&hub, &organiser, 101).await.len(), 1, "what was handed in stays");
    // A day that is past makes none.
    assert_eq!(make(&hub, &organiser, 101, &[("expires", &later(-1))]).await.status, 422);
    // Its session goes from the programme.
    let gone = linked(&hub, &organiser, 103, &[]).await;
    assert_eq!(hub.get(&gone).await.status, 200);
    let slug = Some("2024".parse().unwrap());
    library::publish(hub.shelf().store(), &fixture("congress-2.xml"), Limits::default(), slug, |_, _| ())
        .await
        .unwrap();
    hub.catch_up().await;
    assert_eq!(is_absent(&gone).await, (404, true, 404, 404));
    // The record tells who gave and ended links.
    let person = id_of(&hub, "org@proefdienst.example").await;
    let reader = Reader::Anonymous.keys();
    let filter = TraceFilter { person: Some(person), size: 50, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&reader, &filter).await.unwrap().items;
    let told =
        |deed: Deed| rows.iter().filter(|row| row.deed == deed).map(|row| row.document.clone()).collect::<Vec<_>>();
    let about = Some("congres/2024/sprekers".to_owned());
    assert_eq!((told(Deed::Ended), told(Deed::Invited)), (vec![about.clone()], vec![about.clone(), about]));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_organisers_make_links_and_forms_name_what_is_wrong() {
    let (hub, organiser) = hub().await;
    for (email, role) in [("ed@proefdienst.example", Role::Editor), ("baas@proefdienst.example", Role::Admin)] {
        let other = signed_in(&hub, email, "proefdienst", role).await;
        assert_eq!(make(&hub, &other, 101, &[]).await.status, 404, "{email}");
        for address in [HERE, "/beheer/congressen/2024/checklist"] {
            assert_eq!(other.get(&hub, address).await.status, 404, "{email} {address}");
        }
    }
    let token = with_token(&hub, "prog@proefdienst.example", "proefdienst", Role::Organiser).await;
    assert_eq!(make(&hub, &token, 101, &[]).await.status, 404, "a token reads");
    assert_eq!(make(&hub, &Visitor::default(), 101, &[]).await.status, 403);
    let wrong = make(&hub, &organiser, 101, &[("speaker", ""), ("email", "geen"), ("expires", "ooit")]).await;
    let page = wrong.page();
    assert_eq!(wrong.status, 422);
    for field in ["speaker", "email", "expires"] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
    }
    assert!(page.contains("value=\"geen\""), "what was typed comes back");
    // Of a speaker: no wider label than was set, no file that is none, no recording of who is not recorded.
    let link = linked(&hub, &organiser, 102, &[]).await;
    let slides = pptx(&["Welkom"]);
    let dias: [Sent<'_>; 1] = [("dias.pptx", &slides)];
    let wide = hand(&hub, &link, &[("tlp", "TLP:CLEAR"), ("publish", "1")], &dias).await;
    assert!(wide.status == 422 && wide.text().contains("niet ruimer is dan wat is afgesproken"));
    let none = hand(&hub, &link, &[("publish", "1")], &dias).await;
    assert!(none.status == 422 && none.text().contains("Kies wie deze bestanden mag lezen."));
    let page = hand(&hub, &link, &AGREED, &[("x.exe", b"MZ\x90\0")]).await;
    assert!(page.status == 422 && page.text().contains("x.exe"), "{}", page.text());
    let recorded = hand(&hub, &link, &AGREED, &[("dias.pptx", &slides), ("opname.vtt", SPOKEN)]).await;
    assert!(recorded.status == 422 && recorded.text().contains("opname.vtt: van deze sessie mag geen opname"));
    assert!(waiting(&hub, &organiser, 102).await.is_empty(), "all or nothing");
    assert_eq!(hand(&hub, &link, &AGREED, &dias).await.status, 303);
    let twice = hand(&hub, &link, &AGREED, &dias).await;
    assert!(twice.status == 422 && twice.text().contains("precies dit bestand"));
    // One link knows nothing of what came with another.
    let other = linked(&hub, &organiser, 102, &[("speaker", "Bo Proef")]).await;
    assert!(!hub.get(&other).await.page().contains("dias.pptx"));
    let id = &waiting(&hub, &organiser, 102).await[0];
    assert_eq!(hub.post(&other, &form(&[("actie", "take-back"), ("id", id)])).await.status, 404);
    assert_eq!(hand(&hub, &other, &AGREED, &dias).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checklist_says_what_is_missing_and_a_reminder_goes_out_once_a_day() {
    let (hub, organiser) = hub().await;
    let list = format!("{LIST}/2024/checklist");
    let page = organiser.get(&hub, &list).await.page();
    assert!(page.contains("dia’s of tekst") && page.contains("uitkomst"), "{page}");
    assert!(page.contains("Deze site verstuurt geen e-mail"));
    // Without mail there is a text to copy, with a link of its own.
    let first = linked(&hub, &organiser, 101, &[("email", "ada@elders.example")]).await;
    let page = organiser.get(&hub, HERE).await.text();
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let remind = form(&[("actie", "remind"), ("id", &id)]);
    let written = organiser.post(&hub, HERE, &remind).await;
    let page = written.page();
    assert!(
        written.status == 200
            && page.contains("Een herinnering: u spreekt")
            && page.contains("http://hub.test/congres"),
        "{page}"
    );
    let second = link(&page);
    assert_ne!(first, second);
    for link in [&first, &second] {
        assert_eq!(hub.get(link).await.status, 200, "both hold");
    }
    let again = organiser.post(&hub, HERE, &remind).await;
    assert!(again.status == 422 && again.text().contains("minder dan een etmaal geleden"));
    // The same person has another session: the day counts for both.
    linked(&hub, &organiser, 104, &[("email", "ada@elders.example")]).await;
    let there = "/congres/2024/104/sprekers";
    let page = organiser.get(&hub, there).await.text();
    let other = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let refused = organiser.post(&hub, there, &form(&[("actie", "remind"), ("id", &other)])).await;
    assert_eq!(refused.status, 422);
    assert!(organiser.get(&hub, &list).await.page().contains("Proef org@proefdienst.example (zelf verstuurd)"));
    // A break is asked nothing.
    assert_eq!(organiser.post(&hub, HERE, &form(&[("actie", "ask-nothing")])).await.status, 303);
    assert!(organiser.get(&hub, &list).await.page().contains("niets gevraagd"));
    assert_eq!(organiser.post(&hub, HERE, &form(&[("actie", "ask-again")])).await.status, 303);
    assert_eq!(
        organiser.post(&hub, &list, &form(&[("actie", "remind-all")])).await.status,
        404,
        "there is no mail here"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn reminders_go_by_mail_where_the_site_sends_any_and_all_of_it_is_erased() {
    let (hub, organiser) = hub().await;
    linked(&hub, &organiser, 101, &[("email", "ada@elders.example")]).await;
    let lost =
        linked(&hub, &organiser, 104, &[("speaker", "Bo"), ("email", "bo@elders.example"), ("lang", "en")]).await;
    let slides = pptx(&["Welkom"]);
    assert_eq!(hand(&hub, &lost, &AGREED, &[("dias.pptx", &slides)]).await.status, 303);
    let account = hub.shelf().store().account_of(&id_of(&hub, "org@proefdienst.example").await).await.unwrap().unwrap();
    let shelf = hub.shelf().clone().with_mail();
    let conference = "2024".parse().unwrap();
    let reminded = shelf.remind_all(&account, &conference).await.unwrap();
    assert!(shelf.remind_all(&account, &conference).await.is_err(), "once a day");
    let sink = Sink::start().await;
    let usher = sink.usher(&shelf);
    sink.refuse(true);
    assert_eq!(usher.remind().await.unwrap(), 0);
    sink.refuse(false);
    assert_eq!(usher.remind().await.unwrap(), reminded as usize, "what did not go out is tried again");
    assert_eq!(usher.remind().await.unwrap(), 0, "nobody is told twice");
    let mails: Vec<String> = sink.mails().into_iter().map(|mail| mail.replace("=\n", "").replace("=3D", "=")).collect();
    let ada = mails.iter().find(|mail| mail.contains("To: ada@elders.example")).expect("Ada was reminded");
    let own = link(ada);
    assert_eq!(hub.get(&own).await.status, 200, "its link holds");
    assert!(mails.iter().all(|mail| !mail.contains("List-Unsubscribe")));
    // The conference was long ago; when its links end too, it is all gone: addresses, and what was never published.
    let store = hub.shelf().store();
    assert_eq!(erase(store, today() + 30.days()).await.unwrap(), 0);
    assert_eq!(hub.get(&own).await.status, 200);
    assert_eq!(erase(store, today() + 31.days()).await.unwrap(), 2);
    assert_eq!(hub.get(&own).await.status, 404);
    assert!(waiting(&hub, &organiser, 104).await.is_empty());
    let gone = store.clear_loose_files(std::time::Duration::ZERO).await.unwrap();
    assert_eq!(gone, 1, "its bytes too");
}
