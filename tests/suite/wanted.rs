//! What readers looked for in vain: kept without who asked, and shown when several did.

use app::model::reader::{OrganisationKind, Role};
use app::model::wanted::keepable;
use proptest::prelude::*;

use crate::hub::{TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in};

#[test]
fn what_could_be_about_somebody_is_not_kept() {
    for (text, kept) in [
        ("Drones boven de terminal", Some("drones boven de terminal")),
        ("vrachtbrief", Some("vrachtbrief")),
        ("ISPS Code", Some("isps code")),
        ("  kluis   -sleutel ", Some("kluis -sleutel")),
        ("Jan Jansen", None),
        ("Piet van der Berg", None),
        ("jan@voorbeeld.example", None),
        ("0612345678", None),
        ("MSKU 1234565", None),
        ("12-AB-34", None),
        ("123456782", None),
        ("192.0.2.1", None),
        ("soort:werkwijze", None),
        ("een hele zin over wat er gisteren gebeurde", None),
        ("", None),
        ("-- '", None),
    ] {
        assert_eq!(keepable(text).as_deref(), kept, "{text}");
    }
}

proptest! {
    #[test]
    fn no_number_and_no_address_is_ever_kept(before in "[a-z ]{0,10}", telling in "[0-9@.:/+]", after in "[a-z ]{0,10}") {
        prop_assert_eq!(keepable(&format!("{before}{telling}{after}")), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_three_looked_for_is_listed_for_editors_and_names_nobody() {
    let hub = TestHub::with(&[("oud.md", &document("oud", "Oud stuk", "TLP:CLEAR", "Zegels."))], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &[]).await;
    let editor = signed_in(&hub, "eva@proef.example", "proefdienst", Role::Editor).await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let sam = signed_in(&hub, "sam@proef.example", "proefdienst", Role::Contributor).await;
    let listed = async || editor.get(&hub, "/beheer/gezocht").await.text();
    assert!(listed().await.contains("niets dat meer lezers"));
    // The same asker counts once a day, and so do all without an account together.
    for _ in 0..3 {
        assert!(kim.get(&hub, "/zoeken?q=xqzv").await.text().contains("Geen resultaten"));
        Visitor::default().get(&hub, "/zoeken?q=Xqzv").await;
    }
    assert!(!listed().await.contains("xqzv"));
    sam.get(&hub, "/zoeken?q=xqzv&lijn=barriers").await;
    assert!(!listed().await.contains("xqzv"), "a filter may be what found nothing");
    sam.get(&hub, "/zoeken?q=xqzv").await;
    let page = listed().await;
    assert!(page.contains("xqzv") && page.contains("3 keer"));
    // While typing, beginnings were asked for as well.
    for visitor in [&kim, &sam, &Visitor::default()] {
        visitor.get(&hub, "/zoeken?q=xqzvwk").await;
    }
    let page = listed().await;
    assert!(page.contains(">xqzvwk") && !page.contains(">xqzv<"));
    for visitor in [&kim, &sam] {
        assert_eq!(visitor.get(&hub, "/beheer/gezocht").await.status, 404);
        let strike = form(&[("actie", "strike"), ("text", "xqzvwk")]);
        assert_eq!(visitor.post(&hub, "/beheer/gezocht", &strike).await.status, 404);
    }
    let strike = form(&[("actie", "strike"), ("text", "xqzvwk")]);
    assert_eq!(editor.post(&hub, "/beheer/gezocht", &strike).await.status, 303);
    assert!(!listed().await.contains(">xqzvwk"));
}
