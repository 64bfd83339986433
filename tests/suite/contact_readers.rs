//! Who reads a contact point: chosen by name, and let in by the editors of its organisation alone.

use app::model::reader::{OrganisationKind, Role};

use crate::contact_points::{DESK, add, correct, filled, hub, id, sees, version};
use crate::visitor::{organisation, signed_in};

#[tokio::test(flavor = "multi_thread")]
async fn only_an_editor_of_the_organisation_lets_more_people_read_it() {
    let (hub, editor, _) = hub().await;
    organisation(&hub, "Bureau", OrganisationKind::Public, &["rotterdam", "schiphol"]).await;
    let limited = [("tlp", "TLP:AMBER"), ("audience_hub", "rotterdam"), ("public_bodies_only", "1")];
    assert_eq!(add(&hub, &editor, &limited).await.status, 303);
    let id = id(&hub).await;
    // Both read it by their hub, and keep it by their role.
    let admin = signed_in(&hub, "beheer@bureau.example", "bureau", Role::Admin).await;
    let secretariat = signed_in(&hub, "sec@bureau.example", "bureau", Role::Secretariat).await;
    let seq = hub.shelf().store().seq();
    let page = admin.get(&hub, &format!("{DESK}/{id}")).await.page();
    assert!(page.contains("Meer lezers toelaten doet een redacteur"), "{page}");
    for wider in
        ["<option value=\"TLP:GREEN\"", "<option value=\"rederij\"", "name=\"audience_hub\" value=\"schiphol\""]
    {
        assert!(!page.contains(wider), "not offered: {wider}");
        assert!(editor.get(&hub, &format!("{DESK}/{id}")).await.page().contains(wider), "offered: {wider}");
    }
    for who in [&admin, &secretariat] {
        let version = version(&hub, who, &id).await;
        for forged in [
            vec![("tlp", "TLP:CLEAR")],
            vec![("tlp", "TLP:GREEN"), ("public_bodies_only", "1")],
            vec![("tlp", "TLP:AMBER"), ("audience_hub", "rotterdam")],
            vec![("tlp", "TLP:AMBER"), ("audience_hub", "schiphol"), ("public_bodies_only", "1")],
            vec![("tlp", "TLP:AMBER"), ("audience_organisation", "bureau"), ("public_bodies_only", "1")],
            vec![("tlp", "TLP:AMBER+STRICT"), ("audience_organisation", "bureau"), ("public_bodies_only", "1")],
        ] {
            let refused = correct(&hub, who, &id, &version, &forged).await;
            let page = refused.page();
            assert!(refused.status == 422 && page.contains("href=\"#tlp\""), "{forged:?}: {page}");
            assert!(page.contains("beslist een redacteur van de organisatie zelf"), "{forged:?}: {page}");
        }
        assert_eq!(hub.shelf().store().seq(), seq, "nothing happened");
    }
    // They correct it as it is, and narrow it; then they read it no more, and its editor opens it again.
    let one = version(&hub, &secretariat, &id).await;
    let same = [&limited[..], &[("name_nl", "Post Bogotá")]].concat();
    assert_eq!(correct(&hub, &secretariat, &id, &one, &same).await.status, 303);
    let two = version(&hub, &admin, &id).await;
    let narrow = [("tlp", "TLP:AMBER+STRICT"), ("public_bodies_only", "1")];
    assert_eq!(correct(&hub, &admin, &id, &two, &narrow).await.status, 303);
    assert_eq!(admin.get(&hub, &format!("{DESK}/{id}")).await.status, 404);
    let three = version(&hub, &editor, &id).await;
    assert_eq!(correct(&hub, &editor, &id, &three, &[("tlp", "TLP:GREEN")]).await.status, 303);
    assert!(sees(&hub, &admin).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_it_is_chosen_by_name_and_found_so_again() {
    let (hub, editor, _) = hub().await;
    let page = editor.get(&hub, DESK).await.page();
    let select = page.split("name=\"audience_organisation\"").nth(1).unwrap().split("</select>").next().unwrap();
    assert!(select.contains("<option value=\"rederij\">Rederij</option>"), "{select}");
    assert!(!page.contains("organisation:ID") && !page.contains("name=\"audience\""), "{page}");
    let chosen = [("tlp", "TLP:AMBER"), ("audience_organisation", "rederij"), ("audience_hub", "schiphol")];
    // What was chosen is there still in a form that comes back.
    let wrong = add(&hub, &editor, &[&chosen[..], &[("name_nl", "")]].concat()).await.page();
    assert_eq!(add(&hub, &editor, &chosen).await.status, 303);
    let id = id(&hub).await;
    let kept = editor.get(&hub, &format!("{DESK}/{id}")).await.page();
    for page in [&wrong, &kept] {
        let ticked = page.split("name=\"audience_hub\" value=\"schiphol\"").nth(1).unwrap();
        assert!(ticked.split('>').next().unwrap().contains("checked"), "{page}");
        assert!(page.contains("<option value=\"rederij\" selected"), "{page}");
    }
    // A filter of one organisation, and the way to it from its row.
    let customs = signed_in(&hub, "ed@douane.example", "douane", Role::Editor).await;
    for name in ["Post Antwerpen", "Post Hamburg"] {
        let added =
            customs.post(&hub, "/beheer/organisaties/douane/contactpunten", &filled(&[("name_nl", name)])).await;
        assert_eq!(added.status, 303, "{}", added.text());
    }
    let network = editor.get(&hub, "/netwerk").await.page();
    assert!(network.contains("href=\"/netwerk?organisatie=douane#contactpunten\">2 contactpunten<"), "{network}");
    let filtered = editor.get(&hub, "/netwerk?organisatie=douane").await.page();
    assert!(filtered.contains("Post Antwerpen") && filtered.contains("Post Hamburg"), "{filtered}");
    assert!(!hub.get("/netwerk").await.text().contains("organisatie=douane"), "for who may read none, there is none");
    let of = async |code: &str| {
        let page = editor.get(&hub, &format!("/netwerk?organisatie={code}")).await.page();
        (page.contains("Liaisonpost Bogotá"), page.contains("Filters (1)"))
    };
    assert_eq!(
        (of("proefdienst").await, of("politie").await, of("nergens").await),
        ((true, true), (false, true), (true, false))
    );
}
