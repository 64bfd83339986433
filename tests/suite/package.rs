//! The files of an indicator for programs: whole, by the standards, and with nothing that the reader may not have.

use std::io::{Cursor, Read};

use app::model::audit::{Deed, TraceFilter};
use app::model::reader::{OrganisationKind, Reader, Role};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::hub::{TestHub, config};
use crate::visitor::{organisation, signed_in, with_token};

const REGISTER: &str = "[[indicator]]\ncode = \"kg\"\nname = { nl = \"Kilo\", en = \"Kilos\" }\n\
    definition = { nl = \"Wat telt.\", en = \"What counts.\" }\nunit = { nl = \"kg\", en = \"kg\" }\ntheme = \"seizures\"\n\
    direction = \"higher-is-better\"\nposition = 1\nrhythm = [\"month\", \"year\"]\nsharing = { tlp = \"TLP:CLEAR\" }\n\
    licence = { name = \"CC0-1.0\", url = \"https://creativecommons.org/publicdomain/zero/1.0/\" }\n\
    [[indicator]]\ncode = \"binnen\"\nname = { nl = \"Binnen\", en = \"Inside\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"\", en = \"\" }\ntheme = \"effort\"\n\
    direction = \"neutral\"\nposition = 2\nsharing = { tlp = \"TLP:GREEN\" }\n";

const VALUES: &str = "id,indicator,place,period,value,qualifier,publisher,title,url,date,note_nl,note_en,tlp,audience\n\
    A,kg,schiphol,2023,1200.5,exact,Douane,Jaarbericht,https://example.org/jaar,2024-03,\"Met \"\"aanhalingstekens\"\", en een komma.\",Note,,\n\
    B,kg,schiphol,2022,,approximate,,=SOM(A1),javascript:alert(1),,,,,\n\
    C,kg,rotterdam,2023,77001,exact,,Verborgen,,,Geheim,Secret,TLP:AMBER,organisation:douane\n\
    D,binnen,schiphol,2023,88002,exact,,Binnenbron,,,,,,\n";

async fn hub() -> TestHub {
    // A value that is missing needs a status, which files of content have too.
    let values = VALUES.replace("value,qualifier", "value,status,qualifier").replace(",exact,", ",A,exact,");
    let values = values.replace(",approximate,", ",L,approximate,");
    TestHub::with(&[("monitor/indicators.toml", REGISTER), ("monitor/observations.csv", &values)], config()).await
}

const FILES: [&str; 5] = ["waarden.csv", "waarden.json", "datapackage.json", "csv-metadata.json", "README.md"];

#[tokio::test]
async fn the_files_describe_each_other_and_the_page_leads_to_them() {
    let hub = hub().await;
    let page = hub.get("/monitor/kg").await.text();
    let mut files = std::collections::BTreeMap::new();
    for name in FILES {
        let address = format!("/monitor/kg/{name}");
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
        let answer = hub.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(answer.header("content-disposition").starts_with("attachment"), "{address}");
        let again = hub.get(&format!("/en{address}")).await;
        assert_eq!(answer.body, again.body, "one file, whatever the language of the page");
        files.insert(name, answer.text());
    }
    assert!(page.contains("href=\"/monitor.zip\""));
    let csv = &files["waarden.csv"];
    let header: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    let rows: Vec<Value> = serde_json::from_str(&files["waarden.json"]).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1]["value"], 1200.5);
    assert_eq!((&rows[1]["first_day"], &rows[1]["last_day"]), (&"2023-01-01".into(), &"2023-12-31".into()));
    assert_eq!(rows[0]["value"], Value::Null);
    assert_eq!(rows[0]["url"], Value::Null, "only web addresses are links");
    assert!(csv.contains("'=SOM(A1)"), "no spreadsheet takes a title for a formula: {csv}");

    // Data Package 2.0: what the profile requires, and that it is true.
    let package: Value = serde_json::from_str(&files["datapackage.json"]).unwrap();
    assert_eq!(package["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    assert_eq!(package["name"], "kg");
    assert_eq!(package["licenses"][0]["name"], "CC0-1.0");
    assert!(package["homepage"].as_str().unwrap().ends_with("/monitor/kg"));
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 2);
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        assert!(!path.starts_with('/') && !path.contains(".."), "relative to the descriptor: {path}");
        let text = &files[path];
        assert_eq!(resource["bytes"], text.len(), "{path}");
        let digest: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{digest}"), "{path}");
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, header);
        for (field, row) in fields.iter().flat_map(|field| rows.iter().map(move |row| (field, row))) {
            let value = &row[field["name"].as_str().unwrap()];
            let fits = match field["type"].as_str().unwrap() {
                "number" => value.is_number(),
                "date" => value.as_str().is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok()),
                "string" => value.is_string(),
                other => panic!("{other} is no type of Table Schema that is used here"),
            };
            let required = field["constraints"]["required"] == true;
            assert!(fits || (value.is_null() && !required), "{field}: {value}");
        }
    }

    // CSV on the Web: the columns of the file, by name and in order.
    let metadata: Value = serde_json::from_str(&files["csv-metadata.json"]).unwrap();
    assert_eq!(metadata["@context"][0], "http://www.w3.org/ns/csvw");
    assert_eq!(metadata["url"], "waarden.csv");
    let columns = metadata["tableSchema"]["columns"].as_array().unwrap();
    let titles: Vec<&str> = columns.iter().map(|column| column["titles"].as_str().unwrap()).collect();
    assert_eq!(titles, header);
    assert_eq!(metadata["dc:license"]["@id"], "https://creativecommons.org/publicdomain/zero/1.0/");

    let readme = &files["README.md"];
    for words in ["# Kilo\n", "# Kilos\n", "Wat telt.", "What counts.", "CC0-1.0", "Jaarbericht", "`known_on`"] {
        assert!(readme.contains(words), "{words}");
    }
    assert_eq!(hub.get("/monitor/kg/anders.csv").await.status, 404);
    assert_eq!(hub.get("/monitor/bestaat-niet/waarden.csv").await.status, 404);
}

#[tokio::test]
async fn the_drawing_is_a_picture_of_what_the_reader_may_see() {
    let hub = hub().await;
    for (address, title) in
        [("/monitor/kg/grafiek.svg", "Kilo"), ("/en/monitor/kg/grafiek.svg?plaats=schiphol", "Kilos")]
    {
        let answer = hub.get(address).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/svg+xml"), "{address}");
        assert!(answer.header("content-disposition").starts_with("attachment"));
        let text = answer.text();
        assert!(text.starts_with("<svg xmlns=") && text.contains(&format!("<title>{title}</title>")), "{text}");
        assert!(text.contains("Schiphol") && text.contains("Douane") && !text.contains("Rotterdam"), "{text}");
        assert!(!text.contains("<script") && !text.contains("style="));
    }
    assert_eq!(hub.get("/monitor/kg/grafiek.svg?plaats=rotterdam").await.status, 404);
    assert_eq!(hub.get("/monitor/binnen/grafiek.svg").await.status, 404, "nothing public to draw");
    let page = hub.get("/monitor/kg?plaats=schiphol").await.text();
    assert!(page.contains("href=\"/monitor/kg/grafiek.svg?plaats=schiphol\""), "{page}");
}

#[tokio::test]
async fn nobody_gets_more_than_the_page_shows_and_what_is_taken_along_is_recorded() {
    let hub = hub().await;
    organisation(&hub, "Douane", OrganisationKind::Public, &["schiphol"]).await;
    let inside = with_token(&hub, "een@douane.example", "douane", Role::Reader).await;
    for name in FILES.into_iter().chain(["../kg.csv"]) {
        let address = if name == "../kg.csv" { "/monitor/kg.csv".to_owned() } else { format!("/monitor/kg/{name}") };
        let text = hub.get(&address).await.text();
        for hidden in ["77001", "Verborgen", "Geheim", "rotterdam"] {
            assert!(!text.contains(hidden), "{address}: {hidden}");
        }
        let text = inside.get(&hub, &address).await.text();
        assert!(
            text.contains("77001") || text.contains("Verborgen") || name == "csv-metadata.json",
            "{address}: {text}"
        );
    }
    let text = hub.get("/monitor/binnen/waarden.csv").await.text();
    assert!(!text.contains("88002"));
    assert!(inside.get(&hub, "/monitor/binnen/waarden.csv").await.text().contains("88002"));

    let admin = signed_in(&hub, "twee@douane.example", "douane", Role::Admin).await;
    let archive = admin.get(&hub, "/monitor.zip").await;
    assert_eq!((archive.status, archive.header("content-type")), (200, "application/zip"));
    let public = hub.get("/monitor.zip").await;
    assert_eq!(archive.body, public.body, "the public set is the same for everybody");
    let mut zip = zip::ZipArchive::new(Cursor::new(public.body)).unwrap();
    let mut names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    let mut expected: Vec<String> = FILES.iter().map(|name| format!("kg/{name}")).collect();
    expected.push("README.md".to_owned());
    expected.extend(["geld", "toezeggingen", "vastgelegd"].map(|name| format!("plan/{name}.csv")));
    expected.sort();
    assert_eq!(names, expected, "an indicator of which nothing is public is not there");
    for name in names {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        assert!(!text.contains("77001") && !text.contains("Verborgen") && !text.contains("88002"), "{name}");
        if name == "kg/waarden.csv" {
            assert_eq!(text, hub.get("/monitor/kg/waarden.csv").await.text());
        }
    }

    let exported = TraceFilter { deed: Some(Deed::Exported), size: 100, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &exported).await.unwrap().items;
    let of = |what: &str| rows.iter().filter(|row| row.document.as_deref() == Some(what)).count();
    assert_eq!((of("monitor/kg"), of("monitor/binnen"), of("monitor/alles")), (6, 1, 1), "{rows:?}");
    let narrow = rows.iter().find(|row| row.document.as_deref() == Some("monitor/kg")).unwrap();
    assert_eq!((narrow.tlp.map(|tlp| tlp.label()), narrow.ground.as_str()), (Some("TLP:AMBER"), "organisation:douane"));
}
