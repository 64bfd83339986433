//! Publishing over the wire: the check before, labels that are raised afterwards, withdrawal, haste and a later moment.

use app::model::reader::{OrganisationKind, Role};
use jiff::{SignedDuration, Timestamp};

use crate::hub::{Answer, TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in};
use crate::writing::{Desk, PRACTICE, desk, with};

#[tokio::test(flavor = "multi_thread")]
async fn what_the_check_finds_is_removed_or_accounted_for() {
    let desk = desk().await;
    let Desk { hub, author, reviewer, .. } = &desk;
    let draft = desk.begin(author, &with(&PRACTICE, "body", "Bel 06-12345678 bij container CSQU3054383.")).await;
    let page = author.get(hub, &format!("{draft}/indienen")).await.page();
    assert!(page.contains("telefoonnummer") || page.contains("Telefoonnummer"), "{page}");
    assert!(page.contains("<mark>06-12345678</mark>") && page.contains("<mark>CSQU3054383</mark>"), "{page}");
    let asked = ("asked", "organisation:terminal");
    let refused = desk.submit(author, &draft, 1, &[asked]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.page().contains("Haal weg wat de controle vond"));
    let names: Vec<String> = page
        .split("name=\"reason.")
        .skip(1)
        .map(|rest| format!("reason.{}", rest.split('"').next().unwrap()))
        .collect();
    assert_eq!(names.len(), 2);
    let half = [asked, (names[0].as_str(), "Het nummer van de meldkamer (proef).")];
    let refused = desk.submit(author, &draft, 1, &half).await;
    assert_eq!(refused.status, 422);
    assert!(refused.page().contains("Het nummer van de meldkamer (proef)."), "what was said stays");
    let whole = [half[0], half[1], (names[1].as_str(), "Het voorbeeld van de norm.")];
    assert_eq!(desk.submit(author, &draft, 1, &whole).await.status, 303);
    let review = reviewer.get(hub, &format!("{draft}/beoordelen")).await.page();
    assert!(review.contains("Het voorbeeld van de norm.") && review.contains("<mark>CSQU3054383</mark>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_raised_label_closes_old_revisions_and_search_from_the_answer_on() {
    let desk = desk().await;
    let Desk { hub, author, reviewer, stranger, .. } = &desk;
    let green: Vec<_> = with(&PRACTICE, "tlp", "TLP:GREEN");
    let slug = desk.published(&green).await;
    let address = format!("/documenten/{slug}");
    let around =
        [address.clone(), format!("{address}/versies"), format!("{address}/versies/1"), format!("{address}.md")];
    for address in &around {
        assert_eq!(desk.status(stranger, address).await, 200, "{address}");
    }
    let revise = form(&[("actie", "revise"), ("document", slug.as_str())]);
    assert_eq!(stranger.post(hub, "/bijdragen/nieuw", &revise).await.status, 403, "not theirs to revise");
    let draft =
        author.post(hub, "/bijdragen/nieuw", &revise).await.header("location").split('?').next().unwrap().to_owned();
    let save =
        [&[("actie", "save"), ("version", "1")][..], &with(&PRACTICE, "body", "Nog een kwikstaartwoord.")].concat();
    assert_eq!(author.post(hub, &draft, &form(&save)).await.status, 303);
    // Readers see the published revision while a newer draft exists.
    assert!(stranger.get(hub, &address).await.page().contains("Een kwikstaartwoord in de tekst."));
    let note = [("asked", "organisation:terminal")];
    assert_eq!(desk.submit(author, &draft, 2, &note).await.status, 422, "a change has a note");
    let note = [note[0], ("note", "Beperkt tot de rederij."), ("minor", "1")];
    assert_eq!(desk.submit(author, &draft, 2, &note).await.status, 303);
    let review = reviewer.get(hub, &format!("{draft}/beoordelen")).await.page();
    assert!(review.contains("<del>TLP:GREEN</del>") && review.contains("<ins>TLP:AMBER</ins>"), "{review}");
    assert_eq!(desk.review(reviewer, &draft, 3, "publish", &[]).await.status, 303);
    for address in &around {
        let (hidden, absent) = (stranger.get(hub, address).await, address.replace(slug.as_str(), "bestaat-niet"));
        let absent = stranger.get(hub, &absent).await.without_nonce().replace("bestaat-niet", "X");
        assert_eq!((hidden.status, hidden.without_nonce().replace(slug.as_str(), "X")), (404, absent), "{address}");
    }
    assert_eq!(stranger.get(hub, "/api/v1/zoeken?q=kwikstaartwoord").await.json()["totaal"], 0);
    // Its own readers have all of it: revisions, notes and what changed, in the text and side by side.
    let list = author.get(hub, &around[1]).await.page();
    assert!(list.contains("Beperkt tot de rederij.") && list.contains("kleine wijziging"), "{list}");
    assert!(author.get(hub, &around[2]).await.page().contains("U leest versie 1"));
    let inline = author.get(hub, &format!("{address}/versies/2?met=1")).await.page();
    assert!(
        inline.contains("<del>Een kwikstaartwoord in de tekst.</del>")
            && inline.contains("<ins>Nog een kwikstaartwoord.</ins>"),
        "{inline}"
    );
    let beside = author.get(hub, &format!("{address}/versies/2?met=1&naast=1")).await.page();
    assert!(beside.contains("<th scope=\"col\">Versie 1</th>") && beside.contains("<del>"), "{beside}");
    assert_eq!(desk.status(author, &format!("{address}/versies/3")).await, 404);
    assert_eq!(desk.status(author, &format!("{address}/versies/2?met=9")).await, 404);
}

/// Whoever began to revise what they may read no more keeps their own words, and learns nothing of what stands there now.
#[tokio::test(flavor = "multi_thread")]
async fn a_revision_that_was_begun_opens_nothing_that_was_closed_since() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, .. } = &desk;
    let green = with(&PRACTICE, "tlp", "TLP:GREEN");
    let slug = desk.published(&green).await;
    let revise = form(&[("actie", "revise"), ("document", slug.as_str())]);
    let begin = async |who: &Visitor| {
        who.post(hub, "/bijdragen/nieuw", &revise).await.header("location").split('?').next().unwrap().to_owned()
    };
    let (theirs, mine) = (begin(colleague).await, begin(author).await);
    let own = [&[("actie", "save"), ("version", "1")][..], &with(&green, "body", "Woorden van de collega.")].concat();
    assert_eq!(colleague.post(hub, &theirs, &form(&own)).await.status, 303);

    // For the reviewer and its author alone from now on.
    let people = hub.shelf().store().people().await.unwrap();
    let reader = people.into_iter().find(|row| row.organisation.as_str() == "terminal").unwrap().id;
    let red = with(&with(&green, "tlp", "TLP:RED"), "body", "Een kwikstaartgeheim.");
    let red = red.into_iter().filter(|(name, _)| *name != "audience_organisation");
    let save = [("actie", "save"), ("version", "1"), ("audience_person", reader.as_str())];
    let save: Vec<_> = save.into_iter().chain(red).collect();
    assert_eq!(author.post(hub, &mine, &form(&save)).await.status, 303);
    let asked = [("asked", "organisation:terminal"), ("note", "Beperkt.")];
    let submitted = desk.submit(author, &mine, 2, &asked).await;
    assert_eq!(submitted.status, 303, "{}", submitted.page());
    assert_eq!(desk.review(reviewer, &mine, 3, "publish", &[]).await.status, 303);
    let address = format!("/documenten/{slug}");
    assert_eq!(desk.status(colleague, &address).await, 404);

    let page = colleague.get(hub, &theirs).await.page();
    assert!(page.contains("Dit document is intussen voor u gesloten.") && page.contains("value=\"discard\""), "{page}");
    let preview = colleague.get(hub, &format!("{theirs}/voorbeeld")).await.page();
    assert!(preview.contains("Woorden van de collega."), "{preview}");
    for part in ["", "/voorbeeld", "/indienen"] {
        let page = colleague.get(hub, &format!("{theirs}{part}")).await.page();
        assert!(!page.contains("kwikstaartgeheim") && !page.contains("versie 2"), "{part}: {page}");
    }
    let again = [&[("actie", "save"), ("version", "2")][..], &green].concat();
    let rebase = [("actie", "rebase"), ("version", "2")];
    for fields in [form(&again), form(&rebase)] {
        assert_eq!(colleague.post(hub, &theirs, &fields).await.status, 403);
    }
    assert_eq!(desk.submit(colleague, &theirs, 2, &asked).await.status, 404);
    assert!(author.get(hub, &address).await.page().contains("kwikstaartgeheim"), "nothing happened");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_leaves_its_reason_to_those_who_could_read_it() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, stranger, .. } = &desk;
    let slug = desk.published(&PRACTICE).await;
    let address = format!("/documenten/{slug}");
    let absent = |answer: &Answer| answer.without_nonce().replace(slug.as_str(), "X");
    let before = absent(&stranger.get(hub, &address).await);
    let withdraw = format!("{address}/intrekken");
    for who in [reviewer, stranger, &Visitor::default()] {
        assert_eq!(desk.status(who, &withdraw).await, 404);
        assert_eq!(who.post(hub, &withdraw, &form(&[("reason", "Zomaar")])).await.status, who.turned_away());
    }
    assert_eq!(desk.status(author, &withdraw).await, 200);
    assert_eq!(author.post(hub, &withdraw, &form(&[("reason", "")])).await.status, 422);
    let with_number = author.post(hub, &withdraw, &form(&[("reason", "Bel 06-12345678.")])).await;
    assert_eq!(with_number.status, 422, "the reason is for readers too");
    let nowhere = [("reason", "Vervangen."), ("successor", "bestaat-niet")];
    assert_eq!(author.post(hub, &withdraw, &form(&nowhere)).await.status, 422);
    let good = [("reason", "Klopt niet meer (proef)."), ("successor", "open")];
    assert_eq!(author.post(hub, &withdraw, &form(&good)).await.status, 303);
    for who in [author, colleague] {
        let gone = who.get(hub, &address).await;
        assert_eq!(gone.status, 410);
        assert!(gone.page().contains("Klopt niet meer (proef).") && gone.page().contains("/documenten/open"));
        assert!(who.get(hub, &format!("{address}/versies/1")).await.page().contains("kwikstaartwoord"));
        assert_eq!(who.get(hub, "/api/v1/zoeken?q=kwikstaartwoord").await.json()["totaal"], 0);
    }
    assert_eq!(absent(&stranger.get(hub, &address).await), before);
    assert_eq!(desk.status(stranger, &format!("{address}/versies/1")).await, 404);
    // A load does not bring it back over the head of who took it back.
    let again = document(slug.as_str(), "Terug", "TLP:CLEAR", "Tekst.");
    hub.import(&[("terug.md", &again)]).await;
    assert_eq!(desk.status(stranger, &address).await, 404);
    assert!(hub.shelf().store().faults().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_hurry_a_second_pair_of_eyes_is_owed_and_readers_know() {
    let desk = desk().await;
    let Desk { hub, colleague, reviewer, author, .. } = &desk;
    let draft = desk.begin(colleague, &PRACTICE).await;
    let hurry = |why: &'static str| {
        form(&[
            ("actie", "publish-urgently"),
            ("version", "1"),
            ("sure", "1"),
            ("asked", "organisation:terminal"),
            ("why", why),
        ])
    };
    let part = format!("{draft}/indienen");
    assert!(colleague.get(hub, &part).await.page().contains("Met spoed publiceren"));
    let refused = colleague.post(hub, &part, &hurry("")).await;
    assert_eq!(refused.status, 422, "why it cannot wait is asked");
    let slug = desk.slug_of(&draft).await;
    let answer = colleague.post(hub, &part, &hurry("Vanavond nodig (proef).")).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, format!("/documenten/{slug}").as_str()),
        "{}",
        answer.page()
    );
    let owed = "een tweede paar ogen moet nog kijken";
    assert!(author.get(hub, &format!("/documenten/{slug}")).await.page().contains(owed));
    assert!(reviewer.get(hub, "/bijdragen").await.page().contains("Zegels tellen"), "it waits for who was asked");
    let review = reviewer.get(hub, &format!("{draft}/beoordelen")).await.page();
    assert!(review.contains("Vanavond nodig (proef).") && review.contains("kwikstaartwoord"));
    let version = 3;
    assert_eq!(desk.review(colleague, &draft, version, "confirm", &[]).await.status, 404, "not by who hurried");
    assert_eq!(desk.review(reviewer, &draft, version, "send-back", &[("remarks", "Noem de bron.")]).await.status, 303);
    assert!(author.get(hub, &format!("/documenten/{slug}")).await.page().contains(owed), "it stays published and owed");
    assert_eq!(desk.review(reviewer, &draft, version + 1, "confirm", &[]).await.status, 303);
    assert!(!author.get(hub, &format!("/documenten/{slug}")).await.page().contains(owed));
    assert_eq!(desk.status(reviewer, &format!("{draft}/beoordelen")).await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_scheduled_appears_at_its_moment_if_its_approval_still_holds() {
    let desk = desk().await;
    let Desk { hub, author, reviewer, .. } = &desk;
    let draft = desk.begin(author, &PRACTICE).await;
    assert_eq!(desk.submit(author, &draft, 1, &[("asked", "organisation:terminal")]).await.status, 303);
    for due in ["", "gisteren", "2001-01-01T09:00", "2999-01-01T09:00"] {
        assert_eq!(desk.review(reviewer, &draft, 2, "schedule", &[("due", due)]).await.status, 422, "{due}");
    }
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let later = Timestamp::now() + SignedDuration::from_hours(48);
    let due = zone.to_datetime(later).strftime("%Y-%m-%dT%H:%M").to_string();
    assert_eq!(desk.review(reviewer, &draft, 2, "schedule", &[("due", &due)]).await.status, 303);
    let slug = desk.slug_of(&draft).await;
    let shelf = hub.shelf();
    assert_eq!(shelf.publish_due(Timestamp::now()).await.unwrap(), 0, "not yet");
    assert_eq!(desk.status(author, &format!("/documenten/{slug}")).await, 404);
    assert_eq!(shelf.publish_due(later).await.unwrap(), 1);
    assert_eq!(desk.status(author, &format!("/documenten/{slug}")).await, 200);
    assert_eq!(shelf.publish_due(later).await.unwrap(), 0, "once");
    // An approver who left approves nothing any more.
    let draft = desk.begin(author, &with(&PRACTICE, "title", "Tweede")).await;
    assert_eq!(desk.submit(author, &draft, 1, &[("asked", "organisation:terminal")]).await.status, 303);
    assert_eq!(desk.review(reviewer, &draft, 2, "schedule", &[("due", &due)]).await.status, 303);
    let id = crate::visitor::id_of(hub, "redacteur@terminal.example").await;
    let leave = app::model::account::AdminAct::DisablePerson(id);
    server::library::administration::administer(shelf.store(), "test", leave).await.unwrap();
    assert_eq!(shelf.publish_due(later).await.unwrap(), 0);
    let page = author.get(hub, &draft).await.page();
    assert!(page.contains("Ingediend"), "it waits for somebody again: {page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_looked_at_in_time_says_so_and_sinks() {
    let fresh = document("vers", "Zeldzaam vers", "TLP:CLEAR", "Zeldzaam woord.");
    let stale = fresh
        .replace("\"vers\"", "\"oud\"")
        .replace("tlp =", "review_by = \"2020-01-31\"\nverifier = \"knooppunt\"\ntlp =");
    let hub = TestHub::with(&[("a.md", &stale), ("b.md", &fresh)], config()).await;
    let found = hub.get("/api/v1/zoeken?q=zeldzaam").await.json();
    let order: Vec<&str> =
        found["resultaten"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
    assert_eq!(order, ["vers", "oud"]);
    let page = hub.get("/documenten/oud").await.page();
    assert!(page.contains("Dit had voor 31 januari 2020 opnieuw bekeken moeten worden"), "{page}");
    for address in ["/zoeken?q=zeldzaam", "/knooppunten/schiphol"] {
        let text = hub.get(address).await.page();
        assert_eq!(text.matches("opnieuw te bekijken sinds 31 januari 2020").count(), 1, "{address}: {text}");
    }
    // Whoever looks after it is reminded; nobody else is.
    organisation(&hub, "Elders", OrganisationKind::Private, &[]).await;
    for (email, code, reminded) in [("a@knooppunt.example", "knooppunt", true), ("b@elders.example", "elders", false)] {
        let editor = signed_in(&hub, email, code, Role::Editor).await;
        let bench = editor.get(&hub, "/bijdragen").await.page();
        assert_eq!(bench.contains("Zeldzaam vers"), reminded, "{email}");
        assert!(!bench.contains("/documenten/vers"));
    }
    // It survives an export and an import.
    let taken = hub.get("/documenten/oud.md").await.page();
    assert!(taken.contains("review_by = \"2020-01-31\"") && taken.contains("verifier = \"knooppunt\""), "{taken}");
}
