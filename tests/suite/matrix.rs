//! Every role, label and audience over every address that shows a document or a trace of it: who may read it sees it
//! everywhere, and for everybody else no byte of any answer tells it from one that does not exist.

use app::desk::{Changes, People};
use app::model::account::{AdminAct, Credential};
use app::model::audit::{Deed, TraceFilter};
use app::model::group::Terms;
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::sharing::{Sharing, may_read};
use axum::http::Method;
use futures::future::join_all;
use server::library::administration::administer;

use crate::hub::{Answer, TestHub, config, document, request};
use crate::visitor::{Visitor, id_of, organisation, signed_in, with_token};

/// Somebody who looks at everything.
struct Looker {
    name: String,
    visitor: Visitor,
    reader: Reader,
}

/// Documents to come, one by one: label, audience, and whether for public bodies only.
fn cases(person: &str) -> Vec<(&'static str, Vec<String>, bool)> {
    let mut cases = vec![("TLP:CLEAR", vec![], false), ("TLP:GREEN", vec![], false), ("TLP:GREEN", vec![], true)];
    let audiences = [
        vec![],
        vec!["organisation:proefdienst".to_owned()],
        vec!["hub:schiphol".to_owned()],
        vec!["group:fruit".to_owned()],
        vec![format!("person:{person}")],
    ];
    for tlp in ["TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"] {
        cases.extend(audiences.iter().map(|audience| (tlp, audience.clone(), false)));
    }
    cases.push(("TLP:AMBER", vec!["hub:schiphol".to_owned(), "group:fruit".to_owned()], true));
    cases
}

async fn lookers(hub: &TestHub) -> Vec<Looker> {
    organisation(hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    organisation(hub, "Terminal", OrganisationKind::Private, &["schiphol"]).await;
    group(hub, "Fruit", "2999-12-31").await;
    for member in ["organisation:proefdienst", "organisation:rederij"] {
        let act = AdminAct::AddMember { group: "fruit".parse().unwrap(), member: member.parse().unwrap() };
        administer(hub.shelf().store(), "test", act).await.unwrap();
    }
    let mut lookers =
        vec![Looker { name: "nobody".to_owned(), visitor: Visitor::default(), reader: Reader::Anonymous }];
    for role in Role::ALL {
        for organisation in ["proefdienst", "rederij", "terminal"] {
            let email = format!("{}@{organisation}.example", role.code());
            let visitor = with_token(hub, &email, organisation, role).await;
            let reader = reader_of(hub, &visitor).await;
            lookers.push(Looker { name: email, visitor, reader });
        }
    }
    lookers
}

async fn group(hub: &TestHub, name: &str, ends: &str) {
    let terms = Terms {
        name: name.to_owned(),
        purpose: "Proef".to_owned(),
        basis: "Proef".to_owned(),
        owner: "knooppunt".parse().unwrap(),
        ends: ends.parse().unwrap(),
        hidden_roster: false,
    };
    administer(hub.shelf().store(), "test", AdminAct::AddGroup(terms)).await.unwrap();
}

async fn reader_of(hub: &TestHub, visitor: &Visitor) -> Reader {
    let account = hub.shelf().who(&Credential::Token(visitor.token.clone())).await.unwrap();
    Reader::Person(account.expect("the token holds").person)
}

/// Addresses that show the document itself.
fn own(slug: &str) -> Vec<String> {
    ["/documenten/S", "/en/documenten/S", "/documenten/S.md", "/documenten/S.json", "/api/v1/documenten/S"]
        .map(|address| address.replace('S', slug))
        .into()
}

/// Addresses that may show a trace of it: lists, counts, facets, suggestions, related and linked documents, feeds.
const AROUND: [&str; 12] = [
    "/api/v1/zoeken?q=zeldzaamwoord",
    "/api/v1/zoeken?q=gewoonwoord&sorteer=nieuwste",
    "/api/v1/zoeken?q=zeldzaamwoort",
    "/api/v1/documenten?knooppunt=schiphol",
    "/rpc/suggest?typed=zeldz&lang=nl",
    "/zoeken?q=zeldzaamwoord",
    "/en/zoeken?q=gewoonwoord",
    "/documenten/anker",
    "/knooppunten/schiphol",
    "/api/v1/documenten/anker",
    "/",
    "/sitemap.xml",
];

/// What two equal answers have in common: status, body without nonce, and the headers that say something.
fn bare(answer: &Answer) -> String {
    let page = answer.header("content-security-policy").contains("nonce");
    let body = if page { answer.without_nonce() } else { answer.text() };
    let headers: Vec<&str> =
        ["content-type", "cache-control", "etag", "location"].iter().map(|name| answer.header(name)).collect();
    format!("{} {headers:?}\n{body}", answer.status)
}

async fn look(hub: &TestHub, looker: &Looker, addresses: &[String]) -> Vec<String> {
    let mut seen = Vec::new();
    for address in addresses {
        let mut asked = looker.visitor.ask(request(Method::GET, address));
        asked.headers_mut().insert("accept", "*/*".parse().unwrap());
        seen.push(bare(&hub.send(asked).await));
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn denied_is_absent_and_allowed_is_there_for_every_role_label_and_audience() {
    // The anchor points at a document of each case, so that links and related documents could tell of it.
    let anchor = document("anker", "Anker", "TLP:CLEAR", "Een gewoonwoord, en [meer](/documenten/zaak-5).");
    let hub = TestHub::with(&[("anker.md", &anchor)], config()).await;
    let lookers = lookers(&hub).await;
    let person = id_of(&hub, "reader@proefdienst.example").await;
    let around: Vec<String> = AROUND.iter().map(|address| (*address).to_owned()).collect();
    let mut before = join_all(lookers.iter().map(|looker| look(&hub, looker, &around))).await;
    let suggested = lookers[0].visitor.get(&hub, "/rpc/suggest?typed=anke&lang=nl").await;
    assert!(suggested.status == 200 && suggested.text().contains("anker"), "{}", suggested.text());
    for (number, (tlp, audience, public)) in cases(person.as_str()).into_iter().enumerate() {
        let slug = format!("zaak-{number}");
        let title = format!("Zeldzaamwoord {slug}");
        let own = own(&slug);
        let absent = join_all(lookers.iter().map(|looker| look(&hub, looker, &own))).await;
        let seq = hub.shelf().store().seq();
        let text = format!(
            "+++\nid = \"{slug}\"\nkind = \"guidance\"\nlang = \"nl\"\ntitle = \"{title}\"\nsummary = \"Kort.\"\n\
             tlp = \"{tlp}\"\naudience = {audience:?}\npublic_bodies_only = {public}\nhubs = [\"schiphol\"]\n\
             related = [\"anker\"]\n+++\nEen gewoonwoord.\n"
        );
        hub.import(&[("zaak.md", &text)]).await;
        let sharing =
            Sharing::new(tlp.parse().unwrap(), audience.iter().map(|member| member.parse().unwrap()).collect(), public)
                .unwrap();
        let now_own = join_all(lookers.iter().map(|looker| look(&hub, looker, &own))).await;
        let now_around = join_all(lookers.iter().map(|looker| look(&hub, looker, &around))).await;
        for (position, looker) in lookers.iter().enumerate() {
            let case = format!("{} and {sharing:?}", looker.name);
            let allowed = may_read(&looker.reader, &sharing, None);
            assert_eq!(hub.shelf().changed_since(&looker.reader, seq).await.unwrap(), allowed, "live: {case}");
            if allowed {
                for (address, seen) in own.iter().zip(&now_own[position]) {
                    assert!(seen.starts_with("200 ") && seen.contains(&title), "{address}: {case}: {seen}");
                }
                // Suggestions and the sitemap know only what is for everybody, or for everybody with an account.
                let shows =
                    |address: &str| address.contains("zoeken?q=zeldzaamwoord") || address.contains("documenten");
                let there = around.iter().zip(&now_around[position]).filter(|(address, _)| shows(address));
                for (address, seen) in there {
                    assert!(seen.contains(&slug), "{address}: {case}: {seen}");
                }
            } else {
                for (address, (was, is)) in own.iter().zip(absent[position].iter().zip(&now_own[position])) {
                    assert!(was.starts_with("404 "), "{address}: {case}: {was}");
                    assert_eq!(was, is, "{address}: {case}");
                }
                for (address, (was, is)) in around.iter().zip(before[position].iter().zip(&now_around[position])) {
                    assert_eq!(was, is, "{address}: {case}");
                }
            }
        }
        before = now_around;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_opens_until_its_last_day_and_to_its_members_only() {
    let secret = document("geheim", "Geheim", "TLP:AMBER", "Tekst.").replace("hub:schiphol", "group:fruit");
    let hub = TestHub::with(&[("geheim.md", &secret)], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &[]).await;
    let kim = with_token(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let status = async || kim.get(&hub, "/documenten/geheim").await.status;
    assert_eq!(status().await, 404);
    group(&hub, "Fruit", "2999-12-31").await;
    let store = hub.shelf().store();
    let (group, member) = ("fruit".parse().unwrap(), format!("person:{}", id_of(&hub, "kim@proef.example").await));
    let member: app::model::sharing::Audience = member.parse().unwrap();
    let join = AdminAct::AddMember { group, member: member.clone() };
    administer(store, "test", join.clone()).await.unwrap();
    assert_eq!(status().await, 200, "from the next request on");
    let leave = AdminAct::RemoveMember { group: "fruit".parse().unwrap(), member };
    administer(store, "test", leave).await.unwrap();
    assert_eq!(status().await, 404);
    administer(store, "test", join).await.unwrap();
    let mut over = store.groups().await.unwrap().remove(0);
    over.terms.ends = "2000-01-01".parse().unwrap();
    administer(store, "test", AdminAct::ChangeGroup(over.code, over.terms)).await.unwrap();
    assert_eq!(status().await, 404, "a group that ended opens nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_opened_taken_along_or_refused_is_recorded_with_its_ground() {
    let amber = document("amber", "Amber stuk", "TLP:AMBER", "Tekst.");
    let other = amber.replace("hub:schiphol", "hub:rotterdam").replace("\"amber\"", "\"ander\"");
    let open = document("open", "Open stuk", "TLP:CLEAR", "Tekst.");
    let hub = TestHub::with(&[("a.md", &amber), ("b.md", &other), ("c.md", &open)], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let kim = with_token(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    for address in [
        "/documenten/amber",
        "/api/v1/documenten/amber",
        "/documenten/open",
        "/documenten/open.md",
        "/documenten/ander",
    ] {
        kim.get(&hub, address).await;
    }
    hub.get("/documenten/amber").await;
    let keys = reader_of(&hub, &kim).await.keys();
    let rows = hub.shelf().store().traces(&keys, &TraceFilter { size: 50, ..TraceFilter::default() }).await.unwrap();
    let told: Vec<_> =
        rows.items.iter().rev().map(|row| (row.deed, row.document.as_deref(), row.ground.as_str())).collect();
    assert_eq!(
        told,
        [
            (Deed::Read, Some("amber"), "hub:schiphol"),
            (Deed::Read, Some("amber"), "hub:schiphol"),
            (Deed::Exported, Some("open"), "everybody"),
            // Whether it exists is not in the record of who may not know it.
            (Deed::Refused, None, ""),
        ]
    );
    // An admin who may not read it sees that something was read, and not what.
    organisation(&hub, "Elders", OrganisationKind::Private, &[]).await;
    let admin = signed_in(&hub, "baas@elders.example", "elders", Role::Admin).await;
    let page = admin.get(&hub, "/beheer/inzage").await;
    assert!(page.status == 200 && page.text().contains("kim@proef.example"));
    assert!(!page.text().contains("/documenten/amber") && page.text().contains("niet genoemd"));
    let searched = admin.get(&hub, "/beheer/inzage?document=amber").await.text();
    let nothing = admin.get(&hub, "/beheer/inzage?document=bestaat-niet").await.text();
    assert_eq!(searched.matches("<tr>").count(), nothing.matches("<tr>").count());
}
