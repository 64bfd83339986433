//! The archive of a conference: it opens from a folder, links stay inside it, nothing runs, and it is whole or not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use server::command;
use server::exchange::{Limits, schedule};
use server::library;
use server::store::Store;

use crate::congress::fixture;
use crate::hub::{TestHub, config};

async fn archive(folder: &Path, name: &str) -> PathBuf {
    let data = folder.join("data");
    let store = Store::open(&data).await.unwrap();
    let slug = "voorbeeld".parse().unwrap();
    library::publish(&store, &fixture(name), Limits::default(), Some(slug), |_, _| ()).await.unwrap();
    store.close().await;
    let target = folder.join("archief");
    let slug = "voorbeeld".parse().unwrap();
    command::export::conference(&data, &slug, &target, "https://hub.example").await.unwrap();
    target
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeSet<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            match entry.path().is_dir() {
                true => walk(&entry.path(), root, found),
                false => drop(found.insert(entry.path().strip_prefix(root).unwrap().to_owned())),
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(folder, folder, &mut found);
    found
}

/// Where a relative link of a page leads, from the top.
fn target(page: &Path, link: &str) -> PathBuf {
    let mut steps: Vec<_> = page.parent().unwrap().components().map(|c| c.as_os_str().to_owned()).collect();
    for component in Path::new(link.split('#').next().unwrap()).components() {
        match component {
            Component::ParentDir => drop(steps.pop().expect("inside the folder")),
            Component::Normal(step) => steps.push(step.to_owned()),
            other => panic!("{link}: {other:?}"),
        }
    }
    steps.iter().collect()
}

#[tokio::test]
async fn every_link_of_an_archive_stays_inside_it_and_everything_is_linked() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), "congress.xml").await;
    let files = files(&archive);
    let mut reached = BTreeSet::from([PathBuf::from("index.html")]);
    for page in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "html")) {
        let html = fs::read_to_string(archive.join(page)).unwrap();
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"nl\">"), "{page:?}");
        for forbidden in ["<script", "<img", "<iframe", "onclick=", "javascript:", "style=\"", "src="] {
            assert!(!html.contains(forbidden), "{page:?}: {forbidden}");
        }
        for link in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            if link.starts_with("https://") || link.starts_with("http://") || link.starts_with("mailto:") {
                continue;
            }
            let target = target(page, link);
            assert!(files.contains(&target), "{page:?} leads to {link}, which is not there");
            reached.insert(target);
        }
    }
    assert_eq!(reached, files, "nothing lies there that no page leads to");
    let edition = schedule::read_bytes(&fs::read(archive.join("schedule.json")).unwrap()).unwrap();
    let again = schedule::read(&fixture("congress.xml"), Limits::default()).unwrap();
    assert_eq!(edition, again, "the programme beside the pages is the programme");
    let index = fs::read_to_string(archive.join("index.html")).unwrap();
    for session in &again.sessions {
        assert!(index.contains(&format!("href=\"sessies/{}.html\"", session.number)), "{}", session.number);
    }
}

#[tokio::test]
async fn hostile_titles_are_text() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(fixture("congress.xml")).unwrap();
    let hostile = text.replacen("<title>", "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;", 3);
    let file = folder.path().join("vijandig.xml");
    fs::write(&file, hostile).unwrap();
    let store = Store::open(&folder.path().join("data")).await.unwrap();
    let slug: app::model::slug::Slug = "voorbeeld".parse().unwrap();
    library::publish(&store, &file, Limits::default(), Some(slug.clone()), |_, _| ()).await.unwrap();
    store.close().await;
    let target = folder.path().join("archief");
    command::export::conference(&folder.path().join("data"), &slug, &target, "https://hub.example").await.unwrap();
    for page in files(&target) {
        if page.extension().is_some_and(|ending| ending == "html") {
            assert!(!fs::read_to_string(target.join(&page)).unwrap().contains("<script"), "{page:?}");
        }
    }
}

#[tokio::test]
async fn it_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), "congress.xml").await;
    let data = folder.path().join("data");
    let slug = "voorbeeld".parse().unwrap();
    let again = command::export::conference(&data, &slug, &archive, "https://hub.example").await.unwrap_err();
    assert!(again.to_string().contains("is not empty"), "{again}");
    let unknown = "onbekend".parse().unwrap();
    let target = folder.path().join("ander");
    let refused = command::export::conference(&data, &unknown, &target, "https://hub.example").await.unwrap_err();
    assert!(refused.to_string().contains("no conference 'onbekend'") && !target.exists(), "{refused}");
    // What a killed one left is no hindrance, and a place that cannot be written leaves nothing.
    fs::create_dir_all(folder.path().join("ander.unfinished/rest")).unwrap();
    command::export::conference(&data, &slug, &target, "https://hub.example").await.unwrap();
    assert!(target.join("index.html").exists() && !folder.path().join("ander.unfinished").exists());
    let below_a_file = archive.join("index.html/onmogelijk");
    assert!(command::export::conference(&data, &slug, &below_a_file, "https://hub.example").await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_lists_conferences_and_their_programmes() {
    let hub = TestHub::with(&[], config()).await;
    let slug = Some("voorbeeld".parse().unwrap());
    library::publish(hub.shelf().store(), &fixture("congress.xml"), Limits::default(), slug, |_, _| ()).await.unwrap();
    let listed = hub.get("/api/v1/congressen").await.json();
    assert_eq!((&listed["totaal"], &listed["resultaten"][0]["id"]), (&1.into(), &"voorbeeld".into()), "{listed}");
    let whole = hub.get("/api/v1/congressen/voorbeeld").await.json();
    assert_eq!(whole["sessies"].as_array().unwrap().len() as u64, listed["resultaten"][0]["sessies"], "{whole}");
    for file in whole["bestanden"].as_array().unwrap() {
        assert_eq!(hub.get(file.as_str().unwrap()).await.status, 200, "{file}");
    }
    assert_eq!(hub.get("/api/v1/congressen/onbekend").await.status, 404);
    assert_eq!(hub.get("/api/v1/congressen?x=1").await.status, 400);
}
