//! The secretariat of a hub writes on behalf of an organisation there; somebody of another organisation than the secretariat
//! publishes.

use app::model::account::{AdminAct, NamesShown};
use app::model::group::Terms;
use app::model::reader::{OrganisationKind, Role};
use app::model::sharing::Audience;
use server::library::administration::administer;

use crate::visitor::{Visitor, form, organisation, signed_in};
use crate::writing::{Desk, PRACTICE, desk, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_secretariat_writes_for_an_organisation_of_its_hub_and_does_not_publish_alone() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, stranger, .. } = &desk;
    organisation(hub, "Havenbedrijf", OrganisationKind::Public, &["rotterdam"]).await;
    let secretary = signed_in(hub, "secretariaat@haven.example", "havenbedrijf", Role::Secretariat).await;
    let editor = signed_in(hub, "redacteur@haven.example", "havenbedrijf", Role::Editor).await;

    let page = secretary.get(hub, "/bijdragen/nieuw?soort=practice").await.page();
    assert!(page.contains("name=\"behalf\"") && page.contains(">Rederij</option>"), "{page}");
    let choice = page.split("name=\"behalf\"").nth(1).unwrap().split("</select>").next().unwrap().to_owned();
    assert!(!choice.contains("Elders"), "it is at no hub of theirs: {choice}");
    assert!(!author.get(hub, "/bijdragen/nieuw?soort=practice").await.page().contains("name=\"behalf\""));

    let begin = |code: &'static str| form(&[&PRACTICE[..], &[("behalf", code)]].concat());
    for (who, code) in
        [(&secretary, "elders"), (&secretary, "bestaat-niet"), (author, "terminal"), (&editor, "rederij")]
    {
        let refused = who.post(hub, "/bijdragen/nieuw?soort=practice", &begin(code)).await;
        assert_eq!(refused.status, 422, "{code}");
    }
    let begun = secretary.post(hub, "/bijdragen/nieuw?soort=practice", &begin("rederij")).await;
    assert_eq!(begun.status, 303, "{}", begun.page());
    let draft = begun.header("location").split('?').next().unwrap().to_owned();
    assert!(secretary.get(hub, &draft).await.page().contains("namens Rederij"));
    for who in [author, colleague, &editor] {
        assert_eq!(desk.status(who, &draft).await, 404, "a draft is its author's");
    }

    // Their own colleague is no second organisation; the organisation itself is.
    let own = desk.submit(&secretary, &draft, 1, &[("asked", "organisation:havenbedrijf")]).await;
    assert_eq!(own.status, 403, "{}", own.page());
    let sent = desk.submit(&secretary, &draft, 1, &[("asked", "organisation:rederij")]).await;
    assert_eq!(sent.status, 303, "{}", sent.page());
    for who in [&editor, reviewer, stranger, author] {
        assert_eq!(desk.status(who, &format!("{draft}/beoordelen")).await, 404);
    }
    let review = colleague.get(hub, &format!("{draft}/beoordelen")).await.page();
    assert!(
        review.contains("Van Rederij") && review.contains("secretariaat van een knooppunt: Havenbedrijf"),
        "{review}"
    );
    assert_eq!(desk.review(colleague, &draft, 2, "publish", &[]).await.status, 303);

    let slug = desk.slug_of(&draft).await;
    let document = colleague.get(hub, &format!("/documenten/{slug}")).await.page();
    assert!(document.contains("Rederij"), "{document}");
    // Who wrote it looks after it as well: they see who reads it, and what readers propose.
    for who in [&secretary, colleague] {
        assert_eq!(desk.status(who, &format!("/documenten/{slug}/lezers")).await, 200);
    }
    assert_eq!(desk.status(&editor, &format!("/documenten/{slug}/lezers")).await, 404);
    // It is the organisation's from now on: its people look after it.
    let revise = form(&[("actie", "revise"), ("document", slug.as_str())]);
    assert_eq!(author.post(hub, "/bijdragen/nieuw", &revise).await.status, 303);
    let again = secretary.post(hub, "/bijdragen/nieuw", &revise).await;
    let next = again.header("location").split('?').next().unwrap().to_owned();
    assert!(secretary.get(hub, &next).await.page().contains("namens Rederij"), "their revision is too");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_an_author_is_shown_to_whom_their_organisation_allows() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, .. } = &desk;
    let slug = desk.published(&with(&PRACTICE, "tlp", "TLP:CLEAR")).await;
    let told = async |who: &Visitor| {
        let page = who.get(hub, &format!("/documenten/{slug}")).await.page();
        let fields = page.split("Geschreven door").nth(1).unwrap_or_default().to_owned();
        fields.contains("Proef schrijver@rederij.example")
    };
    let show = async |to: NamesShown| {
        let act = AdminAct::ShowNames { organisation: "rederij".parse().unwrap(), to };
        administer(hub.shelf().store(), "test", act).await.unwrap();
        let mut seen = Vec::new();
        for who in [author, colleague, reviewer, &Visitor::default()] {
            seen.push(told(who).await);
        }
        seen
    };
    assert_eq!(show(NamesShown::Nobody).await, [false; 4]);
    assert_eq!(show(NamesShown::Colleagues).await, [true, true, false, false]);
    assert_eq!(show(NamesShown::Community).await, [true, true, true, false]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_a_group_is_and_how_large_is_for_its_members() {
    let desk = desk().await;
    let Desk { hub, author, reviewer, .. } = &desk;
    let terms = Terms {
        name: "Zwarte zwaan".to_owned(),
        purpose: "Proef".to_owned(),
        basis: "Convenant (proef)".to_owned(),
        owner: "terminal".parse().unwrap(),
        ends: "2999-12-31".parse().unwrap(),
        hidden_roster: false,
    };
    let store = hub.shelf().store();
    administer(store, "test", AdminAct::AddGroup(terms)).await.unwrap();
    let member = Audience::Organisation("terminal".parse().unwrap());
    administer(store, "test", AdminAct::AddMember { group: "zwarte-zwaan".parse().unwrap(), member }).await.unwrap();
    let told = async |who: &Visitor, group: &str| {
        let fields: Vec<_> = PRACTICE.into_iter().filter(|(name, _)| *name != "audience_organisation").collect();
        let draft = desk.begin(who, &[&fields[..], &[("audience_group", group)]].concat()).await;
        let page = who.get(hub, &format!("{draft}/indienen")).await.without_nonce();
        page.replace(&draft, "DRAFT").replace(group, "GROUP")
    };
    assert_eq!(told(author, "zwarte-zwaan").await, told(author, "bestaat-niet").await);
    let own = told(reviewer, "zwarte-zwaan").await;
    assert!(own.contains("Zwarte zwaan"), "{own}");
}
