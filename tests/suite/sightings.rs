//! Where a modus operandi was seen: by whom it may be reported, and that unnamed stays unnamed.

use app::model::reader::{OrganisationKind, Role};

use crate::hub::{TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in};

fn modus(slug: &str, tlp: &str) -> String {
    document(slug, "Zegels namaken", tlp, "Tekst.").replace("kind = \"guidance\"", "kind = \"modus-operandi\"")
}

fn report(month: &str, verdict: &str, unnamed: bool, tlp: &str, audience: &str) -> String {
    form(&[
        ("actie", "record-sighting"),
        ("hub", "schiphol"),
        ("month", month),
        ("verdict", verdict),
        ("unnamed", if unnamed { "1" } else { "" }),
        ("tlp", tlp),
        ("audience", audience),
    ])
}

/// A hub with so many organisations that can report at Schiphol, and a contributor of each.
async fn hub(organisations: usize) -> (TestHub, Vec<Visitor>) {
    let hub = TestHub::with(
        &[
            ("mo.md", &modus("mo", "TLP:CLEAR")),
            ("amber.md", &modus("amber", "TLP:AMBER")),
            ("gids.md", &document("gids", "Gids", "TLP:CLEAR", "Tekst.")),
        ],
        config(),
    )
    .await;
    let mut people = Vec::new();
    for number in 0..organisations {
        organisation(&hub, &format!("Dienst {number}"), OrganisationKind::Public, &["schiphol"]).await;
        let email = format!("kim@dienst{number}.example");
        people.push(signed_in(&hub, &email, &format!("dienst-{number}"), Role::Contributor).await);
    }
    (hub, people)
}

/// The section that says where it was seen.
async fn seen(hub: &TestHub, visitor: &Visitor) -> String {
    let page = visitor.get(hub, "/documenten/mo").await.text();
    let (_, rest) = page.split_once("id=\"waarnemingen\"").expect("a modus operandi has the section");
    rest.split("</table>")
        .next()
        .unwrap()
        .split("</section>")
        .next()
        .unwrap()
        .split("below-form")
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sighting_is_reported_for_a_hub_of_ones_own_and_never_for_the_future() {
    let (hub, people) = hub(1).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    let elsewhere = signed_in(&hub, "kim@rederij.example", "rederij", Role::Contributor).await;
    let reader = signed_in(&hub, "lezer@dienst0.example", "dienst-0", Role::Reader).await;
    let good = report("2024-03", "confirmed", false, "TLP:CLEAR", "");
    assert_eq!(people[0].post(&hub, "/documenten/gids", &good).await.status, 404, "guidance is not seen");
    assert_eq!(reader.post(&hub, "/documenten/mo", &good).await.status, 404);
    assert_eq!(Visitor::default().post(&hub, "/documenten/mo", &good).await.status, 403);
    assert_eq!(elsewhere.post(&hub, "/documenten/mo", &good).await.status, 422, "another hub");
    let hidden = elsewhere.post(&hub, "/documenten/amber", &good).await;
    let absent = elsewhere.post(&hub, "/documenten/bestaat-niet", &good).await;
    assert_eq!(hidden.status, 404);
    assert_eq!(
        hidden.without_nonce().replace("amber", "S"),
        absent.without_nonce().replace("bestaat-niet", "S"),
        "hidden is absent"
    );
    for wrong in ["2999-01", "2024", "1999-12", "gisteren"] {
        let answer = people[0].post(&hub, "/documenten/mo", &report(wrong, "confirmed", false, "TLP:CLEAR", "")).await;
        assert_eq!(answer.status, 422, "{wrong}");
    }
    let wider = report("2024-03", "confirmed", false, "TLP:GREEN", "");
    assert_eq!(people[0].post(&hub, "/documenten/amber", &wider).await.status, 422, "wider than the document");
    assert!(seen(&hub, &Visitor::default()).await.contains("Nog niemand"));
    assert_eq!(people[0].post(&hub, "/documenten/mo", &good).await.status, 303);
    let public = seen(&hub, &Visitor::default()).await;
    assert!(public.contains("maart 2024") && public.contains("gezien") && !public.contains("Dienst 0"));
    assert!(seen(&hub, &elsewhere).await.contains("Dienst 0"), "named, to who has an account");
    // The last word of an organisation counts.
    people[0].post(&hub, "/documenten/mo", &report("2024-03", "denied", false, "TLP:CLEAR", "")).await;
    let now = seen(&hub, &elsewhere).await;
    assert!(now.contains("sighting-denied") && !now.contains("sighting-confirmed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_for_some_changes_no_byte_for_others() {
    let (hub, people) = hub(1).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    let other = signed_in(&hub, "kim@rederij.example", "rederij", Role::Editor).await;
    let before =
        (hub.get("/documenten/mo").await.without_nonce(), other.get(&hub, "/documenten/mo").await.without_nonce());
    let narrow = report("2024-03", "confirmed", false, "TLP:AMBER", "hub:schiphol");
    assert_eq!(people[0].post(&hub, "/documenten/mo", &narrow).await.status, 303);
    assert!(seen(&hub, &people[0]).await.contains("Dienst 0"));
    let after =
        (hub.get("/documenten/mo").await.without_nonce(), other.get(&hub, "/documenten/mo").await.without_nonce());
    assert_eq!(before, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_too_few_can_report_nobody_can_stay_unnamed() {
    // The one who reports, and two others: a colleague of the reporter knows it was one of two.
    let (hub, people) = hub(3).await;
    let unnamed = report("2024-03", "confirmed", true, "TLP:CLEAR", "");
    let refused = people[0].post(&hub, "/documenten/mo", &unnamed).await;
    assert!(refused.status == 422 && refused.text().contains("te weinig organisaties"));
    assert!(refused.text().contains("value=\"1\" checked"), "what was ticked comes back");
    organisation(&hub, "Dienst 3", OrganisationKind::Public, &["schiphol"]).await;
    assert_eq!(people[0].post(&hub, "/documenten/mo", &unnamed).await.status, 422, "nobody there can report");
    signed_in(&hub, "lezer@dienst3.example", "dienst-3", Role::Reader).await;
    assert_eq!(people[0].post(&hub, "/documenten/mo", &unnamed).await.status, 422, "a reader cannot report");
    signed_in(&hub, "kim@dienst3.example", "dienst-3", Role::Editor).await;
    assert_eq!(people[0].post(&hub, "/documenten/mo", &unnamed).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unnamed_report_can_be_traced_by_nobody() {
    let (hub, people) = hub(4).await;
    // A narrower audience would tell whose it is, so the choice counts for nothing.
    let unnamed = report("2024-03", "confirmed", true, "TLP:AMBER", "organisation:dienst-0");
    assert_eq!(people[0].post(&hub, "/documenten/mo", &unnamed).await.status, 303);
    let public = seen(&hub, &Visitor::default()).await;
    assert!(public.contains("gezien") && !public.contains("Dienst"));
    // Whoever looks, the reporter among them, sees the same.
    for person in &people {
        assert_eq!(seen(&hub, person).await, public);
    }
    // A second report, named or not, does not show that there is another.
    assert_eq!(people[1].post(&hub, "/documenten/mo", &unnamed).await.status, 303);
    assert_eq!(seen(&hub, &Visitor::default()).await, public, "no numbers");
    // Those that give their name leave too few for the others to hide among: then nothing unnamed is told.
    let denied = |month: &str| report(month, "denied", false, "TLP:CLEAR", "");
    assert_eq!(people[2].post(&hub, "/documenten/mo", &denied("2024-03")).await.status, 303);
    let three_left = seen(&hub, &Visitor::default()).await;
    assert!(three_left.contains("sighting-confirmed") && three_left.contains("sighting-denied"));
    let by_two = seen(&hub, &people[3]).await;
    assert!(!by_two.contains("sighting-confirmed"), "for a fourth organisation only two are left");
    assert_eq!(people[3].post(&hub, "/documenten/mo", &denied("2024-03")).await.status, 303);
    assert!(!seen(&hub, &Visitor::default()).await.contains("sighting-confirmed"));
    // What is kept names nobody either.
    let log = hub.shelf().store().changes_after(0, 1000).await.unwrap();
    assert!(log.iter().any(|change| change.noun.code() == "sighting"));
    let able =
        hub.shelf().store().sightings(&app::model::reader::Reader::Anonymous.keys(), &"mo".parse().unwrap()).await;
    let kept: Vec<_> = able.unwrap().into_iter().map(|one| one.organisation).collect();
    assert_eq!(kept[..2], [None, None]);
    assert_eq!(kept.len(), 4);
}
