//! Steps of hubs, sightings and remarks move from one store to another: with their labels, without persons, and without
//! changing anything that is there.

use std::path::Path;

use app::model::change::Noun;
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::said::{Said, What};
use app::model::sharing::Sharing;
use app::model::sighting::{NewSighting, Verdict};
use server::library;
use server::store::Store;

use super::import::import;
use crate::hub::{TestHub, config};
use crate::visitor::{form, id_of, organisation, signed_in};

fn write_up(slug: &str, kind: &str) -> String {
    format!(
        "+++\nid = \"{slug}\"\nkind = \"{kind}\"\nlang = \"nl\"\ntitle = \"Stuk {slug}\"\nsummary = \"Kort.\"\n\
         tlp = \"TLP:CLEAR\"\nhubs = [\"schiphol\"]\n+++\nTekst.\n"
    )
}

/// A store in which a step, two sightings (one unnamed) and two remarks were recorded.
async fn hub() -> TestHub {
    let files = [("werk.md", write_up("werk", "practice")), ("truc.md", write_up("truc", "modus-operandi"))];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let hub = TestHub::with(&files, config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Editor).await;
    let step = form(&[
        ("actie", "record-adoption"),
        ("hub", "schiphol"),
        ("state", "pilot"),
        ("day", "2024-03-01"),
        ("reason", "Reden \"van\" de proef\r\nen meer"),
        ("result", "Minder stuk"),
        ("tlp", "TLP:AMBER"),
        ("audience", "organisation:proefdienst"),
        ("audience", "hub:schiphol"),
        ("public_bodies_only", "1"),
    ]);
    assert_eq!(kim.post(&hub, "/documenten/werk", &step).await.status, 303);
    let seen = form(&[
        ("actie", "record-sighting"),
        ("hub", "schiphol"),
        ("month", "2024-03"),
        ("verdict", "confirmed"),
        ("tlp", "TLP:GREEN"),
    ]);
    assert_eq!(kim.post(&hub, "/documenten/truc", &seen).await.status, 303);
    for (text, private) in [("Klopt dit nog? (proef)", "0"), ("Alleen voor de eigenaar (proef)", "1")] {
        let remark = [("actie", "add-remark"), ("kind", "outdated"), ("text", text), ("private", private)];
        assert_eq!(kim.post(&hub, "/documenten/werk", &form(&remark)).await.status, 303);
    }
    let store = hub.shelf().store();
    let person = store.account_of(&id_of(&hub, "kim@proef.example").await).await.unwrap().unwrap().person;
    let truc = store.document(&Reader::Anonymous.keys(), &"truc".parse().unwrap()).await.unwrap().unwrap();
    let unnamed = NewSighting {
        hub: "schiphol".parse().unwrap(),
        month: "2024-02".parse().unwrap(),
        verdict: Verdict::Denied,
        named: false,
        sharing: Sharing::clear(),
    };
    store.add_sighting(&person, &truc.id, &unnamed, &Sharing::clear()).await.unwrap();
    hub
}

async fn other(folder: &Path) -> Store {
    Store::open(&folder.join("ander")).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_moves_with_its_label_and_without_persons() {
    let hub = hub().await;
    let first = hub.shelf().store();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("uit");
    library::export(first, &out).await.unwrap();
    let person = id_of(&hub, "kim@proef.example").await;
    let text = std::fs::read_to_string(out.join("said.toml")).unwrap();
    assert!(text.contains("proefdienst") && text.contains("Reden"), "{text}");
    assert!(!text.contains(person.as_str()) && !text.contains("kim@"), "{text}");

    let second = other(folder.path()).await;
    import(&second, &out).await.unwrap();
    let said = first.said().await.unwrap();
    assert_eq!(said.len(), 5);
    assert_eq!(second.said().await.unwrap(), said);
    assert_eq!(said.iter().filter(|said| said.organisation.is_none()).count(), 1, "unnamed stays unnamed");
    // Who may read it there: those whom the label names, and nobody by having written it here.
    let kim = first.account_of(&person).await.unwrap().unwrap().person.reader();
    let nobody = Reader::Anonymous;
    for (store, reader, steps, seen) in
        [(first, &kim, 1, 2), (&second, &kim, 1, 2), (first, &nobody, 0, 1), (&second, &nobody, 0, 1)]
    {
        let keys = reader.keys();
        assert_eq!(store.adoptions(&keys, None).await.unwrap().len(), steps);
        assert_eq!(store.sightings(&keys, &"truc".parse().unwrap()).await.unwrap().len(), seen);
    }
    assert_eq!(second.ledger().await.unwrap()[0].keys.iter().filter(|key| key.starts_with("author:")).count(), 0);
    assert_eq!(second.faults().await.unwrap(), Vec::<String>::new());
    let told = second.changes_after(0, 10_000).await.unwrap().into_iter();
    let told = told.filter(|change| matches!(change.noun, Noun::Adoption | Noun::Sighting | Noun::Remark));
    assert_eq!(told.count(), 5, "readers are told");

    // The same once more changes nothing, here or there.
    for store in [first, &second] {
        let seq = store.seq();
        let report = import(store, &out).await.unwrap();
        assert_eq!(report.outcome.registers.new + report.outcome.registers.changed, 0);
        assert_eq!(store.changes_after(seq, 10).await.unwrap(), []);
    }
    // A remark that was resolved since is so there too; nothing else about it changes.
    let is_open = |said: &&Said| matches!(said.what, What::Remark { private: false, .. });
    let remark = said.iter().find(is_open).unwrap();
    first.resolve_remark(&person, remark.id.as_str()).await.unwrap();
    let again = folder.path().join("later");
    library::export(first, &again).await.unwrap();
    assert_eq!(import(&second, &again).await.unwrap().outcome.registers.changed, 1);
    assert_eq!(second.said().await.unwrap(), first.said().await.unwrap());
    // And an older export does not open it again.
    import(&second, &out).await.unwrap();
    assert_eq!(second.said().await.unwrap(), first.said().await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_whole_and_names_its_place() {
    let hub = hub().await;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("uit");
    library::export(hub.shelf().store(), &out).await.unwrap();
    let text = std::fs::read_to_string(out.join("said.toml")).unwrap();
    let second = other(folder.path()).await;
    for (case, wrong, right, field, told) in [
        ("document", "\"werk\"", "\"weg\"", "document", "there is no document 'weg'"),
        (
            "kind",
            "document = \"truc\"",
            "document = \"werk\"",
            "what",
            "cannot be said of a document of kind 'practice'",
        ),
        ("hub", "hub = \"schiphol\"", "hub = \"nergens\"", "what.hub", "there is no hub 'nergens'"),
        ("month", "\"2024-03\"", "\"2024-Q1\"", "what.month", "give a month"),
        (
            "organisation",
            "organisation = \"proefdienst\"",
            "organisation = \"weg\"",
            "organisation",
            "there is no organisation 'weg'",
        ),
        ("unnamed", "organisation = \"proefdienst\"\n", "", "organisation", "only a sighting can stay unnamed"),
        ("label", "TLP:GREEN", "TLP:WHITE", "sharing", "TLP"),
        ("unknown field", "recorded = ", "moment = 1\nrecorded = ", "moment", "moment"),
    ] {
        assert!(text.contains(wrong), "{case}: {text}");
        std::fs::write(out.join("said.toml"), text.replace(wrong, right)).unwrap();
        let Err(all) = import(&second, &out).await else { panic!("{case}") };
        let found = all.lines().any(|line| line.contains("said.toml:") && line.contains(field) && line.contains(told));
        assert!(found, "{case}: {all}");
        assert_eq!(second.said().await.unwrap(), []);
        assert_eq!(second.count_documents().await.unwrap(), 0, "{case}: nothing half done");
    }
    // What is there is not changed by what comes in under its name.
    std::fs::write(out.join("said.toml"), text.replace("Minder stuk", "Veel meer stuk")).unwrap();
    let seq = hub.shelf().store().seq();
    let Err(all) = import(hub.shelf().store(), &out).await else { panic!("changed") };
    assert!(all.contains("says something else"), "{all}");
    assert_eq!(hub.shelf().store().seq(), seq);
}
