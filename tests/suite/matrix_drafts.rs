//! The matrix of `matrix.rs` for working texts and revisions: every role and organisation, every state, every address that
//! shows a draft or a trace of it. For whom it is not there, no byte of any answer tells it from one that does not exist.

use app::desk::{People, Writing};
use app::model::account::{Account, Credential};
use app::model::draft::{Submission, WriteAct, Written};
use app::model::facts::Kind;
use app::model::reader::{OrganisationKind, Role};
use app::model::sheet::Sheet;
use app::model::slug::Slug;
use axum::http::Method;
use server::library::follow::Follower;

use crate::hub::{Answer, TestHub, config, document, request};
use crate::visitor::{Visitor, organisation, signed_in};

struct Looker {
    name: String,
    visitor: Visitor,
    organisation: &'static str,
    role: Role,
}

/// What two equal answers have in common, but for the address that was asked for.
fn bare(answer: &Answer, draft: &str) -> String {
    let body =
        if answer.header("content-security-policy").contains("nonce") { answer.without_nonce() } else { answer.text() };
    format!("{} {}\n{body}", answer.status, answer.header("location")).replace(draft, "DRAFT")
}

async fn look(hub: &TestHub, looker: &Looker, addresses: &[String], draft: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for address in addresses {
        seen.push(bare(&hub.send(looker.visitor.ask(request(Method::GET, address))).await, draft));
    }
    seen
}

async fn account(hub: &TestHub, visitor: &Visitor) -> Account {
    let secret = visitor.cookie.split_once('=').unwrap().1.to_owned();
    hub.shelf().who(&Credential::Session(secret)).await.unwrap().expect("signed in")
}

const AROUND: [&str; 9] = [
    "/bijdragen",
    "/en/bijdragen",
    "/",
    "/zoeken?q=kwikstaartwoord",
    "/api/v1/zoeken?q=kwikstaartwoord",
    "/api/v1/documenten",
    "/rpc/suggest?typed=kwikst&lang=nl",
    "/documenten/anker",
    "/sitemap.xml",
];

fn own(draft: &str, slug: &str) -> Vec<String> {
    let parts = ["", "/voorbeeld", "/indienen", "/beoordelen"].map(|part| format!("/bijdragen/{draft}{part}"));
    let english = format!("/en/bijdragen/{draft}");
    let public = ["", "/versies", "/versies/1", "/versies/1?met=1", "/intrekken", ".md", ".json"]
        .map(|part| format!("/documenten/{slug}{part}"));
    parts.into_iter().chain([english]).chain(public).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_working_text_is_there_for_its_author_and_for_who_is_asked_and_for_nobody_else() {
    let anchor = document("anker", "Anker", "TLP:CLEAR", "Tekst.");
    let hub = TestHub::with(&[("anker.md", &anchor)], config()).await;
    let shelf = hub.shelf();
    let follower = tokio::spawn(Follower::new(shelf.store().clone(), shelf.index().clone()).run());
    for (name, kind) in [
        ("Rederij", OrganisationKind::Private),
        ("Terminal", OrganisationKind::Private),
        ("Dienst", OrganisationKind::Public),
    ] {
        organisation(&hub, name, kind, &["schiphol"]).await;
    }
    let author = signed_in(&hub, "schrijver@rederij.example", "rederij", Role::Editor).await;
    let writer = account(&hub, &author).await;
    let mut lookers =
        vec![Looker { name: "nobody".to_owned(), visitor: Visitor::default(), organisation: "", role: Role::Reader }];
    for role in Role::ALL {
        for organisation in ["rederij", "terminal", "dienst"] {
            let name = format!("{}@{organisation}.example", role.code());
            let visitor = signed_in(&hub, &name, organisation, role).await;
            lookers.push(Looker { name, visitor, organisation, role });
        }
    }
    let around: Vec<String> = AROUND.iter().map(|address| (*address).to_owned()).collect();
    let reviewer =
        account(&hub, &lookers.iter().find(|one| one.name == "editor@terminal.example").unwrap().visitor).await;
    let step = async |account: &Account, act: WriteAct| shelf.write(account, act).await.unwrap();
    for (tlp, audience) in [("TLP:CLEAR", "dienst"), ("TLP:AMBER", "dienst"), ("TLP:AMBER+STRICT", "terminal")] {
        // A draft that is not there, under an id and a slug of the same length.
        let nothing = uuid_like();
        let mut before = Vec::new();
        for looker in &lookers {
            before.push((
                look(&hub, looker, &own(&nothing, &slug_like(&nothing)), &nothing).await,
                look(&hub, looker, &around, &nothing).await,
            ));
        }
        let pairs = [
            ("title", "Zegels"),
            ("summary", "Kort."),
            ("body", "Een kwikstaartwoord."),
            ("tlp", tlp),
            ("audience_organisation", audience),
            ("related", "anker"),
        ];
        let sheet = Sheet::from_pairs(Kind::Guidance, pairs);
        let begin = WriteAct::Begin { kind: Kind::Guidance, sheet, behalf: None };
        let Written::Draft(id) = step(&writer, begin).await else { panic!("no draft") };
        let slug = shelf.store().draft(&id).await.unwrap().unwrap().slug;
        let submission = Submission {
            draft: id.clone(),
            version: 1,
            asked: Some("organisation:terminal".parse().unwrap()),
            note: String::new(),
            minor: false,
            reasons: Default::default(),
            sure: true,
        };
        for state in ["draft", "submitted", "sent-back", "submitted again", "scheduled"] {
            let version = shelf.store().draft(&id).await.unwrap().unwrap().version;
            let due = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(5);
            match state {
                "draft" => {}
                "sent-back" => {
                    step(&reviewer, WriteAct::SendBack { draft: id.clone(), version, remarks: "Proef.".to_owned() })
                        .await;
                }
                "scheduled" => {
                    step(&reviewer, WriteAct::Schedule { draft: id.clone(), version, due }).await;
                }
                _ => {
                    step(&writer, WriteAct::Submit(Submission { version, ..submission.clone() })).await;
                }
            }
            let waits = !matches!(state, "draft" | "sent-back");
            for (looker, (own_before, around_before)) in lookers.iter().zip(&before) {
                let case = format!("{} and {tlp} {state}", looker.name);
                let asked = waits && looker.organisation == "terminal" && looker.role == Role::Editor;
                let now = look(&hub, looker, &own(id.as_str(), slug.as_str()), id.as_str()).await;
                let same = |was: &str, is: &str| {
                    assert_eq!(was.replace(&slug_like(&nothing), "SLUG"), is.replace(slug.as_str(), "SLUG"), "{case}");
                };
                if asked {
                    assert!(now[3].starts_with("200 ") && now[3].contains("kwikstaartwoord"), "{case}: {}", now[3]);
                    assert!(now[1].starts_with("200 "), "{case}");
                    // The author's own page and submission stay the author's.
                    same(&own_before[0], &now[0]);
                    same(&own_before[2], &now[2]);
                } else {
                    own_before.iter().zip(&now).for_each(|(was, is)| same(was, is));
                }
                // What is not published is published nowhere, for reviewers too; their list alone tells them.
                let now = look(&hub, looker, &around, id.as_str()).await;
                for (address, (was, is)) in around.iter().zip(around_before.iter().zip(&now)) {
                    if !(asked && address.contains("bijdragen")) {
                        assert_eq!(was, is, "{address}: {case}");
                    }
                }
            }
        }
        step(&writer, WriteAct::Retract { draft: id.clone() }).await;
        step(&writer, WriteAct::Discard { draft: id.clone() }).await;
        for (looker, (own_before, _)) in lookers.iter().zip(&before) {
            let now = look(&hub, looker, &own(id.as_str(), slug.as_str()), id.as_str()).await;
            for (was, is) in own_before.iter().zip(&now) {
                assert_eq!(
                    was.replace(&slug_like(&nothing), "SLUG"),
                    is.replace(slug.as_str(), "SLUG"),
                    "{}",
                    looker.name
                );
            }
        }
    }
    follower.abort();
}

/// An id that no draft has.
fn uuid_like() -> String {
    "00000000-0000-7000-8000-000000000000".to_owned()
}

/// A slug as long as that of the draft.
fn slug_like(id: &str) -> String {
    let slug: Slug = format!("zegels-{}", &id[..5]).parse().unwrap();
    slug.to_string()
}
