//! An organisation leaves, and what it owns passes to another: at once, no further than its labels, and never by an admin to
//! their own.

use app::model::change::Noun;
use app::model::edit::Edit;
use app::model::reader::{OrganisationKind, Role};
use app::model::sharing::{Audience, Sharing};
use app::model::signal::{Evidence, Kind, Signal, Triage};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use jiff::Timestamp;
use server::store::Store;

use crate::hub::{Answer, TestHub};
use crate::visitor::{Visitor, form, id_of, organisation, signed_in};
use crate::writing::{Desk, PRACTICE, desk, with};

const INDICATOR: &str = "[[indicator]]\ncode = \"scans\"\nname = { nl = \"Scans\", en = \"Scans\" }\n\
     definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"stuks\", en = \"items\" }\ntheme = \"effort\"\n\
     direction = \"ambiguous\"\nposition = 1\nsharing = { tlp = \"TLP:CLEAR\" }\n";

const PAGE: &str = "/beheer/organisaties/rederij";

async fn admin(desk: &Desk, email: &str, at: &str) -> Visitor {
    organisation(&desk.hub, "Beheer", OrganisationKind::Public, &[]).await;
    signed_in(&desk.hub, email, at, Role::Admin).await
}

async fn hand_over(hub: &TestHub, who: &Visitor, to: &str) -> Answer {
    let fields = [("actie", "hand-over-organisation"), ("organisation", "rederij"), ("to", to)];
    who.post(hub, &format!("{PAGE}?naar=terminal"), &form(&fields)).await
}

/// An open signal that a person looks into.
async fn signal(store: &Store, period: &str, sharing: Sharing, owner: &Slug) {
    let id: Slug = format!("proef-{period}").parse().unwrap();
    let signal = Signal {
        id: id.clone(),
        indicator: "scans".parse().unwrap(),
        kind: Kind::Rise,
        place: "rotterdam".parse().unwrap(),
        other: None,
        period: period.parse().unwrap(),
        sharing,
        evidence: Evidence {
            method: "proef".to_owned(),
            source: "Bron".to_owned(),
            observed: 9.0,
            expected: None,
            bound: None,
            statistic: None,
            pair: None,
        },
        found: Timestamp::now(),
        revision: 0,
        outcome: None,
        owner: None,
    };
    assert_eq!(store.add_signals("test", &[signal]).await.unwrap(), 1);
    assert!(store.triage(owner, &id, 0, &Triage::Take).await.unwrap());
}

/// The owners of all documents that were written here, by title.
async fn owners(store: &Store) -> Vec<(String, String)> {
    let all = store.documents_after(None, 100).await.unwrap().into_iter();
    let written = all.filter(|document| document.author.is_some());
    let mut owners: Vec<_> = written.map(|one| (one.write_up.title, one.owner.to_string())).collect();
    owners.sort();
    owners
}

async fn counts(store: &Store, code: &str) -> (u32, usize, u32) {
    let left = store.holdings(&code.parse().unwrap()).await.unwrap();
    (left.documents, left.drafts.len(), left.signals)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_organisation_owns_passes_in_one_step_as_far_as_the_heir_may_read_it() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, stranger, .. } = &desk;
    let store = hub.shelf().store();
    hub.import(&[("monitor/indicators.toml", INDICATOR)]).await;
    let titled = |title: &'static str, tlp: &'static str, audience: &'static str| {
        with(&with(&with(&PRACTICE, "title", title), "tlp", tlp), "audience_organisation", audience)
    };
    let green = desk.published(&titled("Voor allen", "TLP:GREEN", "")).await;
    let shared = desk.published(&titled("Voor de terminal", "TLP:AMBER", "terminal")).await;
    let own = desk.published(&titled("Voor de rederij", "TLP:AMBER", "rederij")).await;
    let gone = desk.published(&titled("Ingetrokken", "TLP:GREEN", "")).await;
    let reason = form(&[("reason", "Klopt niet meer (proef).")]);
    assert_eq!(author.post(hub, &format!("/documenten/{gone}/intrekken"), &reason).await.status, 303);
    let open = desk.begin(author, &titled("Concept voor allen", "TLP:GREEN", "")).await;
    let waits = desk.begin(author, &titled("Ligt bij de terminal", "TLP:GREEN", "")).await;
    assert_eq!(desk.submit(author, &waits, 1, &[("asked", "organisation:terminal")]).await.status, 303);
    let closed = desk.begin(author, &titled("Concept voor de rederij", "TLP:AMBER", "rederij")).await;
    let unlabelled = desk.begin(author, &titled("Concept zonder label", "", "")).await;

    let writer = id_of(hub, "schrijver@rederij.example").await;
    let heir = id_of(hub, "redacteur@terminal.example").await;
    signal(store, "2024-01", Sharing::new(Tlp::Green, [].into(), false).unwrap(), &writer).await;
    let narrow = [Audience::Organisation("rederij".parse().unwrap())].into();
    signal(store, "2024-02", Sharing::new(Tlp::Amber, narrow, false).unwrap(), &writer).await;
    let by = store.account_of(&writer).await.unwrap().unwrap().person;
    let scans: Slug = "scans".parse().unwrap();
    store.add_edit(&by, &scans, &Edit::Owner { organisation: by.organisation.clone() }).await.unwrap();
    let admin = admin(&desk, "beheer@proef.example", "beheer").await;
    let terms = [
        ("actie", "add-group"),
        ("name", "Fruit"),
        ("purpose", "Ladingen"),
        ("basis", "Convenant (proef)"),
        ("owner", "rederij"),
        ("ends", "2999-12-31"),
    ];
    assert_eq!(admin.post(hub, "/beheer/groepen", &form(&terms)).await.status, 303);

    let page = admin.get(hub, &format!("{PAGE}?naar=terminal")).await.page();
    let told = "documenten 4, concepten 4, open signalen 2, deelgroepen 1, indicatoren 1";
    assert!(page.contains(told) && page.contains("Proef redacteur@terminal.example"), "{page}");
    assert!(!page.contains("Voor allen") && !page.contains("Concept"), "numbers, no titles");

    let seq = store.seq();
    let done = hand_over(hub, &admin, heir.as_str()).await;
    assert_eq!((done.status, done.header("location")), (303, format!("{PAGE}?klaar=1").as_str()), "{}", done.page());
    hub.catch_up().await;
    for leaver in [author, colleague] {
        assert_eq!(leaver.get(hub, "/account").await.status, 303, "to sign in: their sessions ended");
    }
    let owned = |title: &str, code: &str| (title.to_owned(), code.to_owned());
    let expected =
        [owned("Voor allen", "terminal"), owned("Voor de rederij", "rederij"), owned("Voor de terminal", "terminal")];
    assert_eq!(owners(store).await, expected);
    assert_eq!(counts(store, "terminal").await, (3, 2, 1), "the withdrawn one and the open signal among them");
    assert_eq!(counts(store, "rederij").await, (1, 2, 0), "a signal that the heir may not read is nobody's");
    assert_eq!(desk.status(reviewer, &format!("/documenten/{own}")).await, 404, "a handover opens nothing");
    for (slug, elsewhere) in [(&green, 403), (&shared, 404)] {
        let revise = form(&[("actie", "revise"), ("document", slug.as_str())]);
        assert_eq!(reviewer.post(hub, "/bijdragen/nieuw", &revise).await.status, 303, "theirs to revise");
        assert_eq!(stranger.post(hub, "/bijdragen/nieuw", &revise).await.status, elsewhere);
    }
    for (draft, status) in [(&open, 200), (&waits, 200), (&closed, 404), (&unlabelled, 404)] {
        assert_eq!(desk.status(reviewer, draft).await, status, "{draft}");
    }
    // Nobody looks at their own work: what waited for the heir's organisation is a draft again.
    assert_eq!(desk.review(reviewer, &waits, 3, "publish", &[]).await.status, 404);
    assert_eq!(store.groups().await.unwrap()[0].terms.owner.as_str(), "terminal");
    let indicators = store.indicators().await.unwrap();
    assert_eq!(indicators[0].owner.as_ref().map(Slug::as_str), Some("terminal"));
    let log = store.changes_after(seq, 100).await.unwrap();
    let told: Vec<Noun> = log.iter().map(|change| change.noun).collect();
    assert_eq!(told, [Noun::Person, Noun::Document, Noun::Document, Noun::Group, Noun::Indicator]);
    let page = admin.get(hub, PAGE).await.page();
    assert!(page.contains("documenten 1, concepten 2, open signalen 0, deelgroepen 0, indicatoren 0"), "{page}");
    assert!(store.faults().await.unwrap().is_empty());
    // Let in again, they have what stayed, and nothing of what went.
    let enable = form(&[("actie", "enable-organisation"), ("organisation", "rederij")]);
    assert_eq!(admin.post(hub, PAGE, &enable).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_hands_over_to_themself_and_nothing_is_half_done() {
    let desk = desk().await;
    let Desk { hub, colleague, .. } = &desk;
    let store = hub.shelf().store();
    desk.published(&with(&with(&PRACTICE, "tlp", "TLP:GREEN"), "audience_organisation", "")).await;
    let admin = admin(&desk, "beheer@proef.example", "beheer").await;
    let other = signed_in(hub, "baas@terminal.example", "terminal", Role::Admin).await;
    signed_in(hub, "lezer@elders.example", "elders", Role::Reader).await;
    let heir = id_of(hub, "redacteur@terminal.example").await;
    let reader = id_of(hub, "lezer@elders.example").await;
    let own = id_of(hub, "redacteur@rederij.example").await;
    let before = store.seq();
    for to in [reader.as_str(), own.as_str(), "bestaat-niet", ""] {
        let refused = hand_over(hub, &admin, to).await;
        assert_eq!(refused.status, 422, "{to}");
        assert!(refused.page().contains("Kies iemand van een andere organisatie"), "{to}");
    }
    let refused = hand_over(hub, &other, heir.as_str()).await;
    assert!(refused.status == 422 && refused.page().contains("geeft u uzelf toegang"), "{}", refused.page());
    assert_eq!(hand_over(hub, colleague, heir.as_str()).await.status, 404, "an editor");
    assert_eq!(store.seq(), before, "nothing happened");
    assert_eq!(desk.status(colleague, "/account").await, 200);
    for (who, address, status) in [
        (colleague, PAGE, 404),
        (&admin, "/beheer/organisaties/bestaat-niet", 404),
        (&admin, "/beheer/organisaties/rederij?naar=bestaat-niet", 200),
        (&admin, "/en/beheer/organisaties/rederij?naar=elders", 200),
    ] {
        assert_eq!(desk.status(who, address).await, status, "{address}");
    }

    // The last admin cannot hand over their own organisation: nobody would be left to let anybody in.
    let close = |code: &str| form(&[("actie", "disable-organisation"), ("organisation", code)]);
    assert_eq!(admin.post(hub, "/beheer/organisaties/terminal", &close("terminal")).await.status, 303);
    let heir = id_of(hub, "redacteur@elders.example").await;
    let last = form(&[("actie", "hand-over-organisation"), ("organisation", "beheer"), ("to", heir.as_str())]);
    let last = admin.post(hub, "/beheer/organisaties/beheer", &last).await;
    assert!(last.status == 422 && last.page().contains("laatste beheerder"), "{}", last.page());
}
