//! A leaver's work passes to a colleague: over the wire, with what search and access make of it.

use app::model::reader::{OrganisationKind, Role};

use crate::hub::Answer;
use crate::visitor::{Visitor, form, id_of, organisation, signed_in};
use crate::writing::{Desk, PRACTICE, desk, with};

/// An admin, and a form of theirs about the author of the desk.
async fn act(desk: &Desk, admin: &Visitor, more: &[(&str, &str)]) -> Answer {
    let leaver = id_of(&desk.hub, "schrijver@rederij.example").await;
    let fields = [&[("person", leaver.as_str())][..], more].concat();
    admin.post(&desk.hub, &format!("/beheer/personen/{leaver}"), &form(&fields)).await
}

async fn admin(desk: &Desk) -> Visitor {
    organisation(&desk.hub, "Beheer", OrganisationKind::Public, &[]).await;
    signed_in(&desk.hub, "beheer@proef.example", "beheer", Role::Admin).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_leaver_wrote_becomes_a_colleagues() {
    let desk = desk().await;
    let Desk { hub, author, colleague, stranger, .. } = &desk;
    let leaver = id_of(hub, "schrijver@rederij.example").await;
    let heir = id_of(hub, "redacteur@rederij.example").await;
    // For the terminal: of the shipping line only its author reads it.
    let slug = desk.published(&with(&PRACTICE, "audience_organisation", "terminal")).await;
    let draft = desk.begin(author, &with(&PRACTICE, "title", "Nog niet af")).await;
    let waiting = desk.begin(author, &with(&with(&PRACTICE, "title", "Wacht op de collega"), "tlp", "TLP:CLEAR")).await;
    let sent = desk.submit(author, &waiting, 1, &[("asked", &format!("person:{heir}"))]).await;
    assert_eq!(sent.status, 303, "{}", sent.page());
    let address = format!("/documenten/{slug}");
    assert_eq!(desk.status(colleague, &address).await, 404);

    let admin = admin(&desk).await;
    let page = admin.get(hub, &format!("/beheer/personen/{leaver}")).await.page();
    assert!(page.contains("documenten 1, concepten 2, open signalen 0"), "{page}");
    assert!(!page.contains("Zegels tellen") && !page.contains("Nog niet af"), "numbers, no titles");
    assert!(page.contains("Proef redacteur@rederij.example") && !page.contains("Proef redacteur@terminal.example"));

    assert_eq!(act(&desk, &admin, &[("actie", "disable-person")]).await.status, 303);
    let erased = act(&desk, &admin, &[("actie", "erase-person")]).await;
    assert_eq!(erased.status, 422, "what a colleague could take over would be in nobody's name");
    assert!(erased.page().contains("Draag die eerst over"), "{}", erased.page());
    let done = act(&desk, &admin, &[("actie", "hand-over"), ("to", heir.as_str())]).await;
    assert_eq!((done.status, done.header("location")), (303, format!("/beheer/personen/{leaver}?klaar=1").as_str()));
    let page = admin.get(hub, &format!("/beheer/personen/{leaver}")).await.page();
    assert!(!page.contains("Overdracht"), "nothing is left: {page}");

    hub.catch_up().await;
    assert_eq!(desk.status(colleague, &address).await, 200);
    assert!(colleague.get(hub, "/zoeken?q=kwikstaartwoord").await.page().contains(&address));
    assert_eq!(desk.status(stranger, &address).await, 404);
    let revise = form(&[("actie", "revise"), ("document", slug.as_str())]);
    assert_eq!(colleague.post(hub, "/bijdragen/nieuw", &revise).await.status, 303, "theirs to revise");
    let save = [&[("actie", "save"), ("version", "2")][..], &with(&PRACTICE, "title", "Toch af")].concat();
    assert_eq!(colleague.post(hub, &draft, &form(&save)).await.status, 303, "theirs to write on");
    // Nobody looks at their own work: what waited for the heir is a draft again.
    let bench = colleague.get(hub, "/bijdragen").await.page();
    assert!(bench.contains("Toch af") && bench.contains("Wacht op de collega"), "{bench}");
    assert_eq!(desk.review(colleague, &waiting, 3, "publish", &[]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_for_named_persons_stays_and_nobody_else_inherits() {
    let desk = desk().await;
    let Desk { hub, author, colleague, .. } = &desk;
    let heir = id_of(hub, "redacteur@rederij.example").await;
    let reviewer = id_of(hub, "redacteur@terminal.example").await;
    let red: Vec<_> =
        with(&PRACTICE, "tlp", "TLP:RED").into_iter().filter(|(name, _)| !name.starts_with("aud")).collect();
    let red = [&red[..], &[("audience_person", reviewer.as_str())]].concat();
    let draft = desk.begin(author, &red).await;
    let admin = admin(&desk).await;
    let early = act(&desk, &admin, &[("actie", "hand-over"), ("to", heir.as_str())]).await;
    assert_eq!(early.status, 422, "who is still at work keeps their texts");
    assert_eq!(act(&desk, &admin, &[("actie", "disable-person")]).await.status, 303);
    for to in [reviewer.as_str(), "bestaat-niet", ""] {
        let refused = act(&desk, &admin, &[("actie", "hand-over"), ("to", to)]).await;
        assert_eq!(refused.status, 422, "{to}");
        assert!(refused.page().contains("Kies een collega van dezelfde organisatie"), "{to}");
    }
    assert_eq!(act(&desk, colleague, &[("actie", "hand-over"), ("to", heir.as_str())]).await.status, 404, "an editor");
    let done = act(&desk, &admin, &[("actie", "hand-over"), ("to", heir.as_str())]).await;
    assert_eq!(done.status, 303);
    assert_eq!(desk.status(colleague, &draft).await, 404);
    let leaver = id_of(hub, "schrijver@rederij.example").await;
    let page = admin.get(hub, &format!("/beheer/personen/{leaver}")).await.page();
    assert!(page.contains("Daarvan TLP:RED: 1"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_leaver_took_back_goes_along() {
    let desk = desk().await;
    let Desk { hub, author, colleague, .. } = &desk;
    let heir = id_of(hub, "redacteur@rederij.example").await;
    // For the terminal: of the shipping line only its author reads it.
    let slug = desk.published(&with(&PRACTICE, "audience_organisation", "terminal")).await;
    let address = format!("/documenten/{slug}");
    let reason = form(&[("reason", "Klopt niet meer (proef).")]);
    assert_eq!(author.post(hub, &format!("{address}/intrekken"), &reason).await.status, 303);
    assert_eq!(desk.status(colleague, &address).await, 404);
    let admin = admin(&desk).await;
    assert_eq!(act(&desk, &admin, &[("actie", "disable-person")]).await.status, 303);
    let leaver = id_of(hub, "schrijver@rederij.example").await;
    let page = admin.get(hub, &format!("/beheer/personen/{leaver}")).await.page();
    assert!(page.contains("documenten 1, concepten 0"), "{page}");
    assert_eq!(act(&desk, &admin, &[("actie", "hand-over"), ("to", heir.as_str())]).await.status, 303);
    hub.catch_up().await;
    let gone = colleague.get(hub, &address).await;
    assert!(gone.status == 410 && gone.page().contains("Klopt niet meer (proef)."), "{}", gone.status);
    assert!(!admin.get(hub, &format!("/beheer/personen/{leaver}")).await.page().contains("Overdracht"));
}
