//! What readers say about documents and propose: who hears it, who answers, and that nobody else learns of it.

use app::model::reader::{OrganisationKind, Role};

use crate::hub::{Answer, TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in};

/// Documents of the editors of the site, who are `knooppunt`.
async fn hub() -> TestHub {
    let hub = TestHub::with(
        &[
            ("open.md", &document("open", "Open stuk", "TLP:CLEAR", "Een tekst over zegels.\n\nEn een tweede deel.")),
            ("amber.md", &document("amber", "Amber stuk", "TLP:AMBER", "Tekst.")),
        ],
        config(),
    )
    .await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    hub
}

fn remark(kind: &str, text: &str, private: bool) -> String {
    let private = if private { "1" } else { "" };
    form(&[("actie", "add-remark"), ("kind", kind), ("text", text), ("private", private)])
}

fn proposal(body: &str, why: &str, base: &str) -> String {
    form(&[("title", "Open stuk"), ("summary", "Kort."), ("body", body), ("why", why), ("base", base)])
}

fn bare(answer: &Answer) -> String {
    format!("{} {}", answer.status, answer.without_nonce())
}

/// The number of a remark or proposal in a page.
fn id_after(page: &str, mark: &str) -> String {
    let (_, rest) = page.split_once(mark).unwrap_or_else(|| panic!("no {mark}"));
    rest.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_are_for_accounts_and_private_ones_for_the_owner() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let other = signed_in(&hub, "sam@rederij.example", "rederij", Role::Editor).await;
    let owner = signed_in(&hub, "eva@knooppunt.example", "knooppunt", Role::Editor).await;
    let anonymous = hub.get("/documenten/open").await.without_nonce();
    let others = other.get(&hub, "/documenten/open").await.without_nonce();
    assert_eq!(Visitor::default().post(&hub, "/documenten/open", &remark("comment", "Hallo", false)).await.status, 403);

    let private = kim.post(&hub, "/documenten/open", &remark("outdated", "Deel twee <klopt> niet", true)).await;
    assert_eq!((private.status, private.header("location")), (303, "/documenten/open?klaar=reacties#reacties"));
    assert_eq!(hub.get("/documenten/open").await.without_nonce(), anonymous);
    assert_eq!(other.get(&hub, "/documenten/open").await.without_nonce(), others);
    for (who, visitor) in [("its writer", &kim), ("the owner", &owner)] {
        let page = visitor.get(&hub, "/documenten/open").await.text();
        assert!(page.contains("Deel twee &lt;klopt&gt; niet") && page.contains("alleen eigenaar"), "{who}");
        let (_, said) = page.split_once("class=\"remarks\"").expect("remarks");
        assert!(!said.split("below-form").next().unwrap().contains("Proef "), "persons are not named: {who}");
    }
    let overview = owner.get(&hub, "/overzicht").await.text();
    assert!(overview.contains("Voor uw organisatie") && overview.contains("verouderd: 1, reacties: 0, voorstellen: 0"));
    assert!(!kim.get(&hub, "/overzicht").await.text().contains("Voor uw organisatie"));
    assert!(!other.get(&hub, "/overzicht").await.text().contains("Voor uw organisatie"));

    assert_eq!(kim.post(&hub, "/documenten/open", &remark("comment", "Voor allen", false)).await.status, 303);
    assert!(other.get(&hub, "/documenten/open").await.text().contains("Voor allen"));
    assert_eq!(hub.get("/documenten/open").await.without_nonce(), anonymous, "never without an account");
    for wrong in
        [remark("comment", "  ", false), remark("vraag", "Tekst", false), remark("comment", &"a".repeat(2001), false)]
    {
        assert_eq!(kim.post(&hub, "/documenten/open", &wrong).await.status, 422);
    }
    let long = kim.post(&hub, "/documenten/open", &remark("comment", &"b".repeat(2001), false)).await;
    assert!(long.text().contains(&"b".repeat(2001)), "what was typed comes back");
    let hidden = bare(&other.post(&hub, "/documenten/amber", &remark("comment", "Hallo", false)).await);
    let absent = bare(&other.post(&hub, "/documenten/niets", &remark("comment", "Hallo", false)).await);
    assert_eq!(hidden.replace("amber", "S"), absent.replace("niets", "S"));
    assert!(hidden.starts_with("404"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_is_resolved_by_its_writer_or_by_who_writes_for_the_owner() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let other = signed_in(&hub, "sam@rederij.example", "rederij", Role::Editor).await;
    let reads = signed_in(&hub, "lezer@knooppunt.example", "knooppunt", Role::Reader).await;
    let owner = signed_in(&hub, "eva@knooppunt.example", "knooppunt", Role::Editor).await;
    assert_eq!(kim.post(&hub, "/documenten/open", &remark("outdated", "Oud", false)).await.status, 303);
    let page = kim.get(&hub, "/documenten/open").await.text();
    let id = id_after(&page, "name=\"id\" value=\"");
    let resolve = form(&[("actie", "resolve-remark"), ("id", &id)]);
    for (who, visitor) in
        [("a third party", &other), ("a reader at the owner", &reads), ("nobody", &Visitor::default())]
    {
        assert_eq!(visitor.post(&hub, "/documenten/open", &resolve).await.status, visitor.turned_away(), "{who}");
    }
    assert_eq!(kim.post(&hub, "/documenten/amber", &resolve).await.status, 404, "of another document");
    assert_eq!(owner.post(&hub, "/documenten/open", &resolve).await.status, 303);
    assert!(kim.get(&hub, "/documenten/open").await.text().contains("afgehandeld"));
    assert!(!owner.get(&hub, "/overzicht").await.text().contains("Voor uw organisatie"), "nothing waits any more");
    assert_eq!(kim.post(&hub, "/documenten/open", &resolve).await.status, 404, "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_between_two_and_decided_by_the_owner() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let colleague = signed_in(&hub, "lot@proef.example", "proefdienst", Role::Editor).await;
    let other = signed_in(&hub, "sam@rederij.example", "rederij", Role::Editor).await;
    let owner = signed_in(&hub, "eva@knooppunt.example", "knooppunt", Role::Editor).await;
    let form_page = kim.get(&hub, "/documenten/open/voorstel").await.text();
    assert!(form_page.contains("Een tekst over zegels.") && form_page.contains("name=\"base\" value=\"1\""));
    let before: Vec<String> = [
        other.get(&hub, "/documenten/open").await.without_nonce(),
        colleague.get(&hub, "/documenten/open").await.without_nonce(),
        hub.get("/documenten/open").await.without_nonce(),
    ]
    .into();
    let body = "Een tekst over zegels en sloten.\r\n\r\nEn een tweede deel.";
    for (wrong, sentence) in [
        (proposal("Een tekst over zegels.\n\nEn een tweede deel.", "Beter", "1"), "niets veranderd"),
        (proposal(body, "", "1"), "te zeggen"),
        (proposal(body, "Beter", "7"), "nieuwe versie"),
    ] {
        let refused = kim.post(&hub, "/documenten/open/voorstel", &wrong).await;
        assert!(refused.status == 422 && refused.text().contains(sentence), "{sentence}");
    }
    let kept = kim.post(&hub, "/documenten/open/voorstel", &proposal(body, "", "1")).await;
    assert!(kept.text().contains("zegels en sloten"), "what was typed comes back");
    let made = kim.post(&hub, "/documenten/open/voorstel", &proposal(body, "Sloten horen erbij", "1")).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let address = made.header("location").trim_end_matches("?klaar=1").to_owned();

    for (who, visitor) in [("who proposed", &kim), ("the owner", &owner)] {
        let page = visitor.get(&hub, &address).await;
        assert_eq!(page.status, 200, "{who}");
        let text = page.text();
        assert!(text.contains("Sloten horen erbij") && text.contains("<ins>") && text.contains("sloten"), "{who}");
    }
    assert!(owner.get(&hub, "/overzicht").await.text().contains("voorstellen: 1"));
    let elsewhere = address.replace("/open/", "/amber/");
    for visitor in [&other, &colleague, &Visitor::default()] {
        let hidden = bare(&visitor.get(&hub, &address).await);
        let nonsense = format!("{}0", &address[..address.len() - 1]);
        let absent = bare(&visitor.get(&hub, &nonsense).await);
        let id = |address: &str| address.rsplit('/').next().unwrap().to_owned();
        assert_eq!(hidden.replace(&id(&address), "ID"), absent.replace(&id(&nonsense), "ID"));
        assert!(hidden.starts_with("404"));
        for act in ["say", "accept", "decline", "withdraw"] {
            let fields = form(&[("actie", act), ("text", "Hallo")]);
            assert_eq!(visitor.post(&hub, &address, &fields).await.status, visitor.turned_away(), "{act}");
        }
    }
    let after: Vec<String> = [
        other.get(&hub, "/documenten/open").await.without_nonce(),
        colleague.get(&hub, "/documenten/open").await.without_nonce(),
        hub.get("/documenten/open").await.without_nonce(),
    ]
    .into();
    assert_eq!(before, after);

    let say = form(&[("actie", "say"), ("text", "Welke sloten?")]);
    assert_eq!(owner.post(&hub, &address, &say).await.status, 303);
    assert!(kim.get(&hub, &address).await.text().contains("Welke sloten?"));
    assert_eq!(kim.post(&hub, &address, "actie=accept").await.status, 404, "nobody decides about their own");
    assert_eq!(owner.post(&hub, &address, "actie=withdraw").await.status, 404);
    assert_eq!(owner.post(&hub, &elsewhere, "actie=accept").await.status, 404, "of another document");
    assert_eq!(owner.post(&hub, &address, "actie=accept").await.status, 303);
    let accepted = owner.get(&hub, &address).await.text();
    assert!(accepted.contains("Over te nemen tekst") && accepted.contains("overgenomen"));
    assert_eq!(owner.post(&hub, &address, "actie=decline").await.status, 422, "decided already");
    let id = address.rsplit('/').next().unwrap();
    let revise = form(&[("actie", "revise"), ("document", "open"), ("voorstel", id)]);
    assert!(accepted.contains(&format!("name=\"voorstel\" value=\"{id}\"")), "{accepted}");
    assert_eq!(kim.post(&hub, "/bijdragen/nieuw", &revise).await.status, 403, "not theirs to revise");
    let nonsense = form(&[("actie", "revise"), ("document", "open"), ("voorstel", "bestaat-niet")]);
    assert_eq!(owner.post(&hub, "/bijdragen/nieuw", &nonsense).await.status, 404);
    let begun = owner.post(&hub, "/bijdragen/nieuw", &revise).await;
    assert_eq!(begun.status, 303, "{}", begun.page());
    let draft = owner.get(&hub, begun.header("location").split('?').next().unwrap()).await.page();
    assert!(draft.contains("Een tekst over zegels en sloten."), "{draft}");
    let twice = owner.post(&hub, "/bijdragen/nieuw", &revise).await;
    assert!(twice.status == 422 && twice.page().contains("U hebt al een concept"), "{}", twice.page());
    assert!(!hub.get("/documenten/open").await.text().contains("sloten"), "nothing is published by it");
    hub.import(&[(
        "open.md",
        &document("open", "Open stuk", "TLP:AMBER", "Dicht.").replace("hub:schiphol", "hub:rotterdam"),
    )])
    .await;
    assert_eq!(kim.get(&hub, &address).await.status, 404, "who may not read the document any more");
}
