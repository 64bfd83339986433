//! Writing and publishing over the wire: the walk of a write-up, and everything that must not get it further.

use app::model::reader::{OrganisationKind, Role};
use app::model::slug::Slug;
use server::library::follow::Follower;
use tokio::task::JoinHandle;

use crate::hub::{Answer, TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in};

/// A hub whose index follows, with a private author, reviewers elsewhere, and somebody who has nothing to do with it.
pub struct Desk {
    pub hub: TestHub,
    pub author: Visitor,
    /// An editor of the author's own organisation.
    pub colleague: Visitor,
    /// An editor of another organisation.
    pub reviewer: Visitor,
    pub stranger: Visitor,
    follower: JoinHandle<()>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.follower.abort();
    }
}

pub async fn desk() -> Desk {
    let hub = TestHub::with(&[("open.md", &document("open", "Open stuk", "TLP:CLEAR", "Tekst."))], config()).await;
    let shelf = hub.shelf();
    let follower = tokio::spawn(Follower::new(shelf.store().clone(), shelf.index().clone()).run());
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    organisation(&hub, "Terminal", OrganisationKind::Private, &["rotterdam"]).await;
    organisation(&hub, "Elders", OrganisationKind::Private, &["schiphol"]).await;
    let author = signed_in(&hub, "schrijver@rederij.example", "rederij", Role::Contributor).await;
    let colleague = signed_in(&hub, "redacteur@rederij.example", "rederij", Role::Editor).await;
    let reviewer = signed_in(&hub, "redacteur@terminal.example", "terminal", Role::Editor).await;
    let stranger = signed_in(&hub, "redacteur@elders.example", "elders", Role::Editor).await;
    Desk { hub, author, colleague, reviewer, stranger, follower }
}

/// The fields of a practice that is right.
pub const PRACTICE: [(&str, &str); 8] = [
    ("title", "Zegels tellen"),
    ("summary", "Samen zegels tellen bij de poort."),
    ("lang", "nl"),
    ("problem", "Verbroken zegels vielen niet op."),
    ("approach", "Twee mensen tellen."),
    ("body", "Een kwikstaartwoord in de tekst."),
    ("tlp", "TLP:AMBER"),
    ("audience_organisation", "rederij"),
];

impl Desk {
    /// Begins a draft; gives its address.
    pub async fn begin(&self, who: &Visitor, fields: &[(&str, &str)]) -> String {
        let answer = who.post(&self.hub, "/bijdragen/nieuw?soort=practice", &form(fields)).await;
        assert_eq!(answer.status, 303, "{}", answer.page());
        let address = answer.header("location").split('?').next().unwrap().to_owned();
        assert!(address.starts_with("/bijdragen/"), "{address}");
        address
    }

    pub async fn submit(&self, who: &Visitor, draft: &str, version: u32, more: &[(&str, &str)]) -> Answer {
        let version = version.to_string();
        let fields = [("actie", "submit"), ("version", version.as_str()), ("sure", "1")];
        let fields: Vec<_> = fields.into_iter().chain(more.iter().copied()).collect();
        who.post(&self.hub, &format!("{draft}/indienen"), &form(&fields)).await
    }

    pub async fn review(&self, who: &Visitor, draft: &str, version: u32, act: &str, more: &[(&str, &str)]) -> Answer {
        let version = version.to_string();
        let fields = [("actie", act), ("version", version.as_str())];
        let fields: Vec<_> = fields.into_iter().chain(more.iter().copied()).collect();
        who.post(&self.hub, &format!("{draft}/beoordelen"), &form(&fields)).await
    }

    /// A published practice; gives its slug.
    pub async fn published(&self, fields: &[(&str, &str)]) -> Slug {
        let draft = self.begin(&self.author, fields).await;
        let answer = self.submit(&self.author, &draft, 1, &[("asked", "organisation:terminal")]).await;
        assert_eq!(answer.status, 303, "{}", answer.page());
        let answer = self.review(&self.reviewer, &draft, 2, "publish", &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.page());
        self.slug_of(&draft).await
    }

    pub async fn slug_of(&self, draft: &str) -> Slug {
        let id = draft.trim_start_matches("/bijdragen/").parse().unwrap();
        self.hub.shelf().store().draft(&id).await.unwrap().unwrap().slug
    }

    pub async fn status(&self, who: &Visitor, address: &str) -> u16 {
        who.get(&self.hub, address).await.status
    }
}

/// Fields with one of them replaced.
pub fn with<'a>(fields: &[(&'a str, &'a str)], key: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, old)| (*name, if *name == key { text } else { *old })).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_up_goes_from_its_author_over_another_organisation_to_its_readers() {
    let desk = desk().await;
    let Desk { hub, author, reviewer, stranger, colleague, .. } = &desk;
    let draft = desk.begin(author, &PRACTICE).await;
    let page = author.get(hub, &draft).await.page();
    assert!(page.contains("Zegels tellen") && page.contains("Verbroken zegels"), "{page}");
    assert!(page.contains("2 personen met een account, van 1 organisaties"), "who will read it: {page}");
    let preview = author.get(hub, &format!("{draft}/voorbeeld")).await.page();
    assert!(preview.contains("Zo zien lezers dit stuk") && preview.contains("kwikstaartwoord"));
    for other in [reviewer, stranger, colleague] {
        for part in ["", "/voorbeeld", "/indienen", "/beoordelen"] {
            assert_eq!(desk.status(other, &format!("{draft}{part}")).await, 404, "a draft is its author's{part}");
        }
    }
    // An audience that was never used before is told, and has to be meant.
    let submission = author.get(hub, &format!("{draft}/indienen")).await.page();
    assert!(submission.contains("Hiermee hebt u nog nooit gedeeld: Rederij"), "{submission}");
    let fields =
        form(&[("actie", "submit"), ("version", "1"), ("asked", "organisation:terminal"), ("note", "Eerste versie.")]);
    let unsure = author.post(hub, &format!("{draft}/indienen"), &fields).await;
    assert_eq!(unsure.status, 422);
    assert!(unsure.page().contains("Bevestig dat u wilt delen") && unsure.page().contains("Eerste versie."));
    let sent = desk.submit(author, &draft, 1, &[("asked", "organisation:terminal"), ("note", "Eerste versie.")]).await;
    assert_eq!((sent.status, sent.header("location")), (303, format!("{draft}?klaar=1").as_str()), "{}", sent.page());
    // Now it waits for the other organisation, and for nobody else.
    assert!(reviewer.get(hub, "/bijdragen").await.page().contains("Zegels tellen"));
    for (who, seen) in [(stranger, false), (colleague, false)] {
        assert_eq!(who.get(hub, "/bijdragen").await.page().contains("Zegels tellen"), seen);
        assert_eq!(desk.status(who, &format!("{draft}/beoordelen")).await, 404);
    }
    let review = reviewer.get(hub, &format!("{draft}/beoordelen")).await.page();
    assert!(review.contains("Van Rederij") && review.contains("kwikstaartwoord") && review.contains("Eerste versie."));
    assert!(
        !review.contains("schrijver@rederij.example") && !review.contains("Proef schrijver"),
        "no names of persons"
    );
    // Back with remarks, mended, and published.
    assert_eq!(desk.review(reviewer, &draft, 2, "send-back", &[("remarks", "")]).await.status, 422);
    let back = desk.review(reviewer, &draft, 2, "send-back", &[("remarks", "Noem de plaats.")]).await;
    assert_eq!((back.status, back.header("location")), (303, "/bijdragen?klaar=1"));
    assert_eq!(desk.status(reviewer, &format!("{draft}/beoordelen")).await, 404, "their look is over");
    let page = author.get(hub, &draft).await.page();
    assert!(page.contains("Noem de plaats.") && page.contains("Terminal") && page.contains("Teruggestuurd"));
    let mended = with(&PRACTICE, "problem", "Verbroken zegels vielen bij de poort niet op.");
    let save = [&[("actie", "save"), ("version", "3"), ("verder", "indienen")][..], &mended].concat();
    let saved = author.post(hub, &draft, &form(&save)).await;
    assert_eq!((saved.status, saved.header("location")), (303, format!("{draft}/indienen").as_str()));
    assert_eq!(desk.submit(author, &draft, 4, &[("asked", "organisation:terminal")]).await.status, 303);
    let slug = desk.slug_of(&draft).await;
    assert!(slug.as_str().starts_with("zegels-tellen-"), "{slug}");
    let address = format!("/documenten/{slug}");
    assert_eq!(desk.status(author, &address).await, 404, "not before it is published");
    let seq = hub.shelf().store().seq();
    let published = desk.review(reviewer, &draft, 5, "publish", &[]).await;
    assert_eq!((published.status, published.header("location")), (303, "/bijdragen?klaar=1"), "{}", published.page());
    // Searchable from the answer on, for its readers.
    assert!(hub.shelf().index().applied_seq() > seq);
    for (who, sees) in [(author, true), (colleague, true), (reviewer, false), (stranger, false)] {
        let found = who.get(hub, "/api/v1/zoeken?q=kwikstaartwoord").await.json();
        assert_eq!(found["totaal"] == 1, sees, "{found}");
        assert_eq!(desk.status(who, &address).await == 200, sees);
    }
    let page = author.get(hub, &address).await.page();
    assert!(page.contains("bij de poort niet op"), "{page}");
    assert!(author.get(hub, "/bijdragen").await.page().contains(&format!("/documenten/{slug}")));
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_requests_get_nothing_further() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, stranger, .. } = &desk;
    let draft = desk.begin(author, &PRACTICE).await;
    let state = async || {
        let id: Slug = draft.trim_start_matches("/bijdragen/").parse().unwrap();
        let draft = hub.shelf().store().draft(&id).await.unwrap().unwrap();
        (draft.state.code(), draft.version)
    };
    // Not from a draft: by nobody, and by its author least of all.
    for act in ["publish", "schedule", "confirm", "send-back"] {
        let more = [("due", "2027-01-01T09:00"), ("remarks", "x")];
        for who in [author, colleague, reviewer, stranger] {
            assert_eq!(desk.review(who, &draft, 1, act, &more).await.status, 404, "{act}");
        }
    }
    // Somebody else's draft is not there, whatever is sent to it.
    for (address, fields) in [
        (draft.clone(), vec![("actie", "save"), ("version", "1"), ("title", "Gekaapt")]),
        (draft.clone(), vec![("actie", "discard")]),
        (draft.clone(), vec![("actie", "retract")]),
        (draft.clone(), vec![("actie", "rebase"), ("version", "1")]),
        (format!("{draft}/indienen"), vec![("actie", "submit"), ("version", "1"), ("sure", "1")]),
    ] {
        for who in [colleague, reviewer, stranger] {
            assert_eq!(who.post(hub, &address, &form(&fields)).await.status, 404, "{address} {fields:?}");
        }
        // Nobody, or somebody whose session ended: nothing happens, nothing is told, and nothing that was typed is lost.
        let nobody = Visitor::default().post(hub, &address, &form(&fields)).await;
        let nothing = address.replace(draft.trim_start_matches("/bijdragen/"), "bestaat-niet");
        let same = Visitor::default().post(hub, &nothing, &form(&fields)).await;
        assert_eq!((nobody.status, same.status), (403, 403), "{address}");
        let own = draft.trim_start_matches("/bijdragen/");
        assert_eq!(nobody.without_nonce().replace(own, "X"), same.without_nonce().replace("bestaat-niet", "X"));
        assert!(nobody.page().contains("niet verloren"), "{}", nobody.page());
        for (name, value) in &fields {
            let field = format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\"");
            assert!(nobody.page().contains(&field), "{field}: {}", nobody.page());
        }
    }
    // A token reads, also its own person's drafts, and writes nothing.
    let id = crate::visitor::id_of(hub, "schrijver@rederij.example").await;
    let act = app::model::account::AdminAct::AddToken(id);
    let made = server::library::administration::administer(hub.shelf().store(), "test", act).await.unwrap();
    let Some(app::model::account::Secret::Token(token)) = made else { panic!("no token") };
    let program = Visitor { token, ..Visitor::default() };
    assert_eq!(desk.status(&program, &draft).await, 200);
    for fields in [vec![("actie", "discard")], vec![("actie", "save"), ("version", "1"), ("title", "Gekaapt")]] {
        assert_eq!(program.post(hub, &draft, &form(&fields)).await.status, 404);
    }
    assert_eq!(state().await, ("draft", 1));
    // Fields that are not the form's count for nothing: neither the state nor the owner nor another draft's id.
    let forged = [
        &[
            ("actie", "save"),
            ("version", "1"),
            ("state", "published"),
            ("author", "iemand"),
            ("organisation", "elders"),
        ][..],
        &[("draft", "een-ander"), ("id", "een-ander"), ("slug", "gekaapt"), ("base", "7"), ("kind", "guidance")],
        &PRACTICE,
    ]
    .concat();
    assert_eq!(author.post(hub, &draft, &form(&forged)).await.status, 303);
    assert_eq!(state().await, ("draft", 2));
    let id: Slug = draft.trim_start_matches("/bijdragen/").parse().unwrap();
    let kept = hub.shelf().store().draft(&id).await.unwrap().unwrap();
    assert_eq!((kept.organisation.as_str(), kept.base, kept.kind.code()), ("rederij", 0, "practice"));
    assert!(kept.slug.as_str().starts_with("zegels-tellen-"));
    // Asking one's own organisation, nobody, or somebody who cannot say yes.
    for (asked, status) in [
        ("organisation:rederij", 403),
        ("", 403),
        ("organisation:knooppunt", 422),
        ("group:fruit", 403),
        ("hub:rotterdam", 403),
    ] {
        assert_eq!(desk.submit(author, &draft, 2, &[("asked", asked)]).await.status, status, "{asked}");
    }
    assert_eq!(
        desk.submit(author, &draft, 1, &[("asked", "organisation:terminal")]).await.status,
        409,
        "an old version"
    );
    // An author without the role cannot hurry.
    let hurry = form(&[
        ("actie", "publish-urgently"),
        ("version", "2"),
        ("sure", "1"),
        ("asked", "organisation:terminal"),
        ("why", "Haast"),
    ]);
    assert_eq!(author.post(hub, &format!("{draft}/indienen"), &hurry).await.status, 403);
    assert_eq!(desk.submit(author, &draft, 2, &[("asked", "organisation:terminal")]).await.status, 303);
    assert_eq!(state().await, ("submitted", 3));
    // Submitted: its author neither approves nor changes it; a colleague and a stranger do not see it.
    for act in ["publish", "schedule", "confirm"] {
        assert_eq!(desk.review(author, &draft, 3, act, &[("due", "2027-01-01T09:00")]).await.status, 404, "{act}");
    }
    let save = [&[("actie", "save"), ("version", "3")][..], &PRACTICE].concat();
    assert_eq!(author.post(hub, &draft, &form(&save)).await.status, 403);
    for who in [colleague, stranger] {
        assert_eq!(desk.review(who, &draft, 3, "publish", &[]).await.status, 404);
    }
    // What the reviewer looked at is what they approve.
    assert_eq!(desk.review(reviewer, &draft, 2, "publish", &[]).await.status, 409);
    assert_eq!(desk.review(reviewer, &draft, 3, "onzin", &[]).await.status, 400);
    assert_eq!(state().await, ("submitted", 3));
    assert_eq!(hub.shelf().store().count_documents().await.unwrap(), 1, "nothing came out");
    // Without the browser's word that the form is ours, nothing is taken.
    let mut request = crate::hub::request(axum::http::Method::POST, &format!("{draft}/beoordelen"));
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(hub.send(reviewer.ask(request)).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_change_the_same_lose_nothing() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, .. } = &desk;
    // Two windows of one author.
    let draft = desk.begin(author, &PRACTICE).await;
    let save = |version: &'static str, problem: &'static str| {
        form(&[&[("actie", "save"), ("version", version)][..], &with(&PRACTICE, "problem", problem)].concat())
    };
    assert_eq!(author.post(hub, &draft, &save("1", "Het eerste venster.")).await.status, 303);
    let second = author.post(hub, &draft, &save("1", "Het tweede venster.")).await;
    assert_eq!(second.status, 409);
    let page = second.page();
    assert!(page.contains("Iemand heeft dit tussentijds gewijzigd"), "{page}");
    assert!(page.contains("<del>eerste</del>") && page.contains("<ins>tweede</ins>"), "{page}");
    assert!(page.contains("Het tweede venster.</textarea>"), "what was typed is in the form");
    assert!(page.contains("name=\"version\" value=\"2\""), "saving again goes on from what is there");
    assert_eq!(author.post(hub, &draft, &save("2", "Het tweede venster.")).await.status, 303);
    // Two persons of one organisation, each with a draft of the same document.
    let slug = desk.published(&with(&PRACTICE, "title", "Samen schrijven")).await;
    let revise = async |who: &Visitor| {
        let fields = form(&[("actie", "revise"), ("document", slug.as_str())]);
        let answer = who.post(hub, "/bijdragen/nieuw", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.page());
        answer.header("location").split('?').next().unwrap().to_owned()
    };
    let (mine, theirs) = (revise(author).await, revise(colleague).await);
    assert_ne!(mine, theirs);
    assert_eq!(revise(author).await, mine, "a draft that was begun goes on");
    let body = |text: &'static str| with(&PRACTICE, "body", text);
    for (who, draft, text) in [(author, &mine, "Van de schrijver."), (colleague, &theirs, "Van de collega.")] {
        let fields = [&[("actie", "save"), ("version", "1")][..], &body(text)].concat();
        assert_eq!(who.post(hub, draft, &form(&fields)).await.status, 303);
    }
    let asked = [("asked", "organisation:terminal"), ("note", "Nieuwe tekst.")];
    assert_eq!(desk.submit(author, &mine, 2, &asked).await.status, 303);
    assert_eq!(desk.submit(colleague, &theirs, 2, &asked).await.status, 303);
    assert_eq!(desk.review(reviewer, &mine, 3, "publish", &[]).await.status, 303);
    assert_eq!(desk.review(reviewer, &theirs, 3, "publish", &[]).await.status, 409, "on a stale revision");
    assert_eq!(desk.review(reviewer, &theirs, 3, "send-back", &[("remarks", "Ingehaald.")]).await.status, 303);
    let page = colleague.get(hub, &theirs).await.page();
    assert!(page.contains("Tussentijds is versie 2 gepubliceerd"), "{page}");
    assert!(page.contains("<del>schrijver.</del>") && page.contains("<ins>collega.</ins>"), "{page}");
    assert_eq!(desk.submit(colleague, &theirs, 4, &asked).await.status, 409);
    assert_eq!(colleague.post(hub, &theirs, &form(&[("actie", "rebase"), ("version", "4")])).await.status, 303);
    assert_eq!(desk.submit(colleague, &theirs, 5, &asked).await.status, 303);
    assert_eq!(desk.review(reviewer, &theirs, 6, "publish", &[]).await.status, 303);
    assert!(author.get(hub, &format!("/documenten/{slug}")).await.page().contains("Van de collega."));
    assert!(author.get(hub, &format!("/documenten/{slug}/versies/2")).await.page().contains("Van de schrijver."));
}
