//! What admins do by form below `/beheer`, and how they find somebody among many.

use app::model::reader::{OrganisationKind, Role};

use crate::hub::{TestHub, config, document};
use crate::visitor::{Visitor, form, id_of, invited, organisation, signed_in};

async fn hub() -> TestHub {
    let hub = TestHub::with(&[], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    hub
}

/// An admin makes the group `fruit`, of their own organisation.
async fn add_group(admin: &Visitor, hub: &TestHub) {
    let terms = [
        ("actie", "add-group"),
        ("name", "Fruit"),
        ("purpose", "Ladingen fruit"),
        ("basis", "Convenant (proef)"),
        ("owner", "proefdienst"),
        ("ends", "2999-12-31"),
    ];
    assert_eq!(admin.post(hub, "/beheer/groepen", &form(&terms)).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn admins_add_organisations_people_and_groups_by_form() {
    let hub = hub().await;
    let admin = signed_in(&hub, "baas@proef.example", "proefdienst", Role::Admin).await;
    let add = form(&[
        ("actie", "add-organisation"),
        ("name", "Reederij Café B.V."),
        ("kind", "private"),
        ("hub", "schiphol"),
    ]);
    assert_eq!(admin.post(&hub, "/beheer/organisaties", &add).await.status, 303);
    assert_eq!(admin.post(&hub, "/beheer/organisaties", &add).await.status, 422, "there is one already");
    assert!(admin.get(&hub, "/beheer/organisaties").await.text().contains("reederij-cafe-b-v"));

    let fields = [
        ("actie", "add-person"),
        ("name", "Sam"),
        ("email", "sam@proef.example"),
        ("organisation", "reederij-cafe-b-v"),
        ("role", "contributor"),
    ];
    let answer = admin.post(&hub, "/beheer/personen", &form(&fields)).await;
    assert_eq!(answer.status, 200, "the link is shown once");
    let (_, rest) = answer.text().split_once("/uitnodiging?code=").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let code: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    assert!(hub.get(&format!("/uitnodiging?code={code}")).await.text().contains("sam@proef.example"));
    assert_eq!(admin.post(&hub, "/beheer/personen", &form(&fields)).await.status, 422, "the address is taken");

    add_group(&admin, &hub).await;
    let member = form(&[("actie", "add-member"), ("group", "fruit"), ("member", "organisation:reederij-cafe-b-v")]);
    assert_eq!(admin.post(&hub, "/beheer/groepen/fruit", &member).await.status, 303);
    let wrong = form(&[("actie", "add-member"), ("group", "fruit"), ("member", "organisation:bestaat-niet")]);
    assert_eq!(admin.post(&hub, "/beheer/groepen/fruit", &wrong).await.status, 422);
    // Being admin lets nobody in: neither themself, nor their organisation, nor by making it the owner.
    let theirs = [
        ("owner", "reederij-cafe-b-v"),
        ("name", "Fruit"),
        ("purpose", "Ladingen"),
        ("basis", "Convenant (proef)"),
        ("ends", "2999-12-31"),
    ];
    let change = |more: &[(&'static str, &'static str)]| {
        form(&[&theirs[more.len()..], &[("actie", "change-group"), ("group", "fruit")], more].concat())
    };
    let me = format!("person:{}", id_of(&hub, "baas@proef.example").await);
    let join = |member: &str| form(&[("actie", "add-member"), ("group", "fruit"), ("member", member)]);
    assert_eq!(admin.post(&hub, "/beheer/groepen/fruit", &join(&me)).await.status, 303, "a group of their own");
    assert_eq!(admin.post(&hub, "/beheer/groepen/fruit", &change(&[])).await.status, 303);
    for refused in [join(&me), join("organisation:proefdienst"), change(&[("owner", "proefdienst")])] {
        let refused = admin.post(&hub, "/beheer/groepen/fruit", &refused).await;
        assert!(refused.status == 422 && refused.text().contains("geeft u uzelf toegang"), "{}", refused.text());
    }
    let limits = admin.get(&hub, "/beheer").await.text();
    assert!(limits.contains("--usual-reads") && limits.contains("--max-file") && limits.contains("50 MB"), "{limits}");
    let found = admin.get(&hub, "/beheer/personen?q=BAAS%40proef").await.text();
    assert!(found.contains("Gevonden personen: 1") && found.contains("baas@proef.example"), "{found}");
    let page = admin.get(&hub, "/beheer/groepen/fruit").await;
    assert!(page.status == 200 && page.text().contains("Reederij Café B.V."));
    let id = id_of(&hub, "baas@proef.example").await;
    let roles = form(&[("actie", "set-roles"), ("person", id.as_str()), ("role", "reader")]);
    let last = admin.post(&hub, &format!("/beheer/personen/{id}"), &roles).await;
    assert!(last.status == 422 && last.text().contains("laatste beheerder"), "{}", last.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn among_many_persons_admins_search_and_get_a_short_list() {
    let hub = hub().await;
    let admin = signed_in(&hub, "baas@proef.example", "proefdienst", Role::Admin).await;
    for number in 0..12 {
        invited(&hub, &format!("velen{number:02}@proef.example"), "proefdienst", Role::Reader).await;
    }
    add_group(&admin, &hub).await;
    let look = async |address: &str| admin.get(&hub, address).await.text();
    let adds = |page: &str| page.matches("value=\"add-member\"").count();
    assert_eq!(adds(&look("/beheer/groepen/fruit").await), 0, "nobody is listed who was not looked for");
    let many = look("/beheer/groepen/fruit?q=VELEN").await;
    assert!(adds(&many) == 10 && many.contains("De eerste 10 van 12"), "{many}");
    assert_eq!(adds(&look("/beheer/groepen/fruit?q=velen07").await), 1);
    let none = look("/beheer/groepen/fruit?q=%3Cb%3Eniemand").await;
    assert!(none.contains("Niets gevonden voor") && none.contains("&lt;b&gt;niemand"), "{none}");
    let member = format!("person:{}", id_of(&hub, "velen07@proef.example").await);
    let add = form(&[("actie", "add-member"), ("group", "fruit"), ("member", &member)]);
    assert_eq!(admin.post(&hub, "/beheer/groepen/fruit?q=velen07", &add).await.status, 303);
    let page = look("/beheer/groepen/fruit?q=velen07").await;
    assert!(adds(&page) == 0 && page.contains("value=\"remove-member\""), "a member already");
    assert!(adds(&look("/beheer/groepen/fruit?q=proefdienst").await) > 1, "organisations and their persons");

    let stuk = document("amber", "Stuk onder amber", "TLP:AMBER", "Tekst.");
    hub.import(&[("amber.md", &stuk)]).await;
    assert_eq!(admin.get(&hub, "/documenten/amber").await.status, 200);
    let id = id_of(&hub, "velen07@proef.example").await;
    let all = look("/beheer/inzage").await;
    assert!(all.contains("/documenten/amber") && !all.contains("velen"), "no list of persons");
    let several = look("/beheer/inzage?wie=velen&wat=read").await;
    assert!(several.contains(&format!("/beheer/inzage?persoon={id}&amp;wat=read")), "{several}");
    assert!(!several.contains("/documenten/amber"), "no rows before it is known of whom");
    let one = look("/beheer/inzage?wie=baas").await;
    assert!(one.contains("/documenten/amber") && one.contains("value=\"baas@proef.example\""), "{one}");
    let other = look(&format!("/beheer/inzage?persoon={id}")).await;
    assert!(!other.contains("/documenten/amber") && other.contains("value=\"velen07@proef.example\""));
    // What is typed next counts, not the address it is typed on.
    let changed = look(&format!("/beheer/inzage?persoon={id}&wie=baas%40proef.example")).await;
    assert!(changed.contains("/documenten/amber"), "{changed}");
}
