//! The places that the register lists of an indicator: values about others are refused, and where nothing is known yet it shows.

use app::desk::Monitor;
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::slug::Slug;
use server::exchange::observations::{self, Form};
use server::exchange::{Files, Limits};
use server::library::counting::count;
use server::library::{bundled, export, take_values};
use server::store::today;

use crate::hub::{TestHub, config};
use crate::import::import;
use crate::rule_edits::seen;
use crate::visitor::{Visitor, form, organisation, signed_in};

const PAGE: &str = "/beheer/indicatoren/scans";

fn register(more: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"scans\"\nname = {{ nl = \"Scans\", en = \"Scans\" }}\ndefinition = {{ nl = \"d\", en = \"d\" }}\n\
         unit = {{ nl = \"scans\", en = \"scans\" }}\ntheme = \"effort\"\ndirection = \"ambiguous\"\nposition = 1\n\
         sharing = {{ tlp = \"TLP:CLEAR\" }}\n{more}"
    )
}

const LISTED: &str = "hubs = [\"schiphol\", \"rotterdam\", \"bloemenveilingen\"]\n";

async fn hub(more: &str) -> TestHub {
    let hub = TestHub::with(&[("monitor/indicators.toml", &register(more))], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    hub
}

fn code() -> Slug {
    "scans".parse().unwrap()
}

/// What a file of partners came to: nothing where it was taken.
async fn delivered(hub: &TestHub, rows: &str) -> String {
    let text = format!("indicator,hub,period,value,status,source,qualifier,note,known_on,tlp,audience\n{rows}");
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    let taken = take_values(hub.shelf().store(), intake, false, &|_| {}).await;
    hub.catch_up().await;
    taken.err().map(|failure| failure.to_string()).unwrap_or_default()
}

/// Three months of a hub.
fn months(place: &str) -> String {
    (1..=3).map(|month| format!("scans,{place},2025-{month:02},{month}1,A,Bron,exact,,,,\n")).collect()
}

async fn lists(admin: &Visitor, hub: &TestHub, hubs: &[&str], others: &str) -> u16 {
    let seen = seen(&admin.get(hub, PAGE).await.text(), "hubs");
    let mut pairs = vec![("actie", "hubs"), ("places", others), ("seen", seen.as_str())];
    pairs.extend(hubs.iter().map(|hub| ("hub", *hub)));
    admin.post(hub, PAGE, &form(&pairs)).await.status
}

async fn periods(hub: &TestHub, place: &str) -> usize {
    let series = hub.shelf().series(&Reader::Anonymous, &code(), None).await.unwrap();
    series.of(&place.parse().unwrap()).len()
}

#[tokio::test]
async fn values_about_other_places_are_refused_whichever_way_they_come() {
    let hub = TestHub::with(&[], config()).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("monitor")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join("monitor").join(name), text).unwrap();
    for field in ["hubs", "former_hubs"] {
        write("indicators.toml", &register(&format!("{field} = [\"schiphol\", \"nergens\"]\n")));
        let failure = import(hub.shelf().store(), folder.path()).await.unwrap_err();
        let told = format!(
            "field {field}: there is no hub or place 'nergens': correct it, or add it to hubs.toml or places.toml"
        );
        assert!(failure.contains("monitor/indicators.toml:1") && failure.contains(&told), "{failure}");
    }
    write("indicators.toml", &register(LISTED));
    write(
        "observations.csv",
        "indicator,place,period,value,qualifier,title\nscans,schiphol,2024,7,exact,T\nscans,noordzeekanaalgebied,2024,8,exact,T\n",
    );
    let failure = import(hub.shelf().store(), folder.path()).await.unwrap_err();
    let told = "monitor/observations.csv:3: field place: 'scans' takes no values about 'noordzeekanaalgebied': use one of schiphol, \
                rotterdam, bloemenveilingen, or add it to hubs of the indicator";
    assert!(failure.contains(told), "{failure}");
    assert!(hub.shelf().store().indicators().await.unwrap().is_empty(), "nothing of it");
    write("observations.csv", "indicator,place,period,value,qualifier,title\nscans,schiphol,2024,7,exact,T\n");
    import(hub.shelf().store(), folder.path()).await.unwrap();

    let told =
        delivered(&hub, &(months("schiphol") + &months("haven-harlingen") + &months("noordzeekanaalgebied"))).await;
    assert!(told.contains("w.csv:8: field hub: 'scans' takes no values about 'noordzeekanaalgebied'"), "{told}");
    assert!(told.contains("w.csv:5: field hub: there is no hub or place 'haven-harlingen'"), "{told}");
    assert_eq!(told.matches("takes no values").count(), 1, "{told}");
    assert_eq!(periods(&hub, "schiphol").await, 1);
    assert_eq!(delivered(&hub, &months("schiphol")).await, "");
    assert_eq!(periods(&hub, "schiphol").await, 4);
}

#[tokio::test]
async fn what_is_known_about_a_place_that_leaves_the_list_stays_and_moves_along() {
    let hub = hub("").await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    assert_eq!(delivered(&hub, &(months("schiphol") + &months("rotterdam"))).await, "", "without a list any place");
    assert_eq!(lists(&admin, &hub, &["rotterdam"], "vlissingen nergens").await, 422);
    let again = admin.post(&hub, PAGE, &form(&[("actie", "hubs"), ("hub", "rotterdam"), ("places", "nergens")])).await;
    assert!(again.text().contains("met de code “nergens”") && again.text().contains("value=\"nergens\""));
    assert_eq!(lists(&admin, &hub, &["rotterdam", "bloemenveilingen"], "").await, 303);
    for address in
        ["/monitor/scans", "/monitor/scans.csv", "/monitor/scans/waarden.json", "/api/v1/indicatoren/scans/waarden"]
    {
        assert!(hub.get(address).await.text().contains("chiphol"), "{address}");
    }
    let told = delivered(&hub, "scans,schiphol,2025-04,5,A,Bron,exact,,,,\n").await;
    assert!(told.contains("takes no values about 'schiphol': use one of rotterdam, bloemenveilingen"), "{told}");
    let page = admin.get(&hub, PAGE).await.page();
    assert!(page.contains("Plaatsen: rotterdam, bloemenveilingen"), "the history: {page}");
    assert!(page.contains("Bloemenveilingen (bloemenveilingen)"), "{page}");

    // All of it moves: the values, the list, and that nothing more is taken.
    let folder = tempfile::tempdir().unwrap();
    let moved = folder.path().join("moved");
    export(hub.shelf().store(), &moved).await.unwrap();
    let other = TestHub::with(&[], config()).await;
    import(other.shelf().store(), &moved).await.unwrap();
    other.catch_up().await;
    assert_eq!((periods(&other, "schiphol").await, periods(&other, "rotterdam").await), (3, 3));
    assert!(delivered(&other, "scans,schiphol,2025-04,5,A,Bron,exact,,,,\n").await.contains("takes no values"));
    // Back to the file, which lists nothing.
    assert_eq!(admin.post(&hub, PAGE, &form(&[("actie", "hand-back"), ("field", "hubs")])).await.status, 303);
    assert_eq!(delivered(&hub, "scans,schiphol,2025-04,5,A,Bron,exact,,,,\n").await, "");
}

#[tokio::test]
async fn a_list_made_by_hand_limits_what_is_handed_in_and_no_folder() {
    let hub = TestHub::with(&[], config()).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("monitor")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join("monitor").join(name), text).unwrap();
    let rows = |count: u32| {
        format!(
            "indicator,place,period,value,qualifier,title\nscans,schiphol,2024,{count},exact,T\nscans,rotterdam,2024,8,exact,T\n"
        )
    };
    // As a server does when it starts.
    let start = async || {
        let files = Files::Folder(folder.path().to_owned());
        let begun = bundled(hub.shelf().store(), files, Limits::default()).await;
        hub.catch_up().await;
        begun.map(|report| report.is_some()).map_err(|failure| failure.to_string())
    };
    write("indicators.toml", &register(LISTED));
    write("observations.csv", &rows(7));
    assert_eq!(start().await, Ok(true));
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    assert_eq!(lists(&admin, &hub, &["rotterdam"], "").await, 303);
    write("observations.csv", &rows(9));
    assert_eq!(start().await, Ok(true), "content that changed is loaded");
    let series = hub.shelf().series(&Reader::Anonymous, &code(), None).await.unwrap();
    let schiphol = series.of(&"schiphol".parse().unwrap());
    assert_eq!(schiphol[0].value, Some(9.into()));
    assert_eq!(series.indicator.hubs, ["rotterdam".parse::<Slug>().unwrap()], "the list that was made holds");
    let told = delivered(&hub, &months("schiphol")).await;
    assert!(told.contains("takes no values about 'schiphol': use one of rotterdam"), "{told}");

    // The list of the folder binds the folder, whatever the portal takes besides.
    assert_eq!(lists(&admin, &hub, &["rotterdam", "noordzeekanaalgebied"], "").await, 303);
    write("observations.csv", &(rows(9) + "scans,noordzeekanaalgebied,2024,8,exact,T\n"));
    let refused = start().await.unwrap_err();
    assert!(refused.contains("takes no values about 'noordzeekanaalgebied': use one of schiphol"), "{refused}");

    // A folder of values alone brings what is known already, and no other place that is not listed.
    assert_eq!(lists(&admin, &hub, &["rotterdam"], "").await, 303);
    hub.import(&[("monitor/observations.csv", &rows(10))]).await;
    let other = rows(10).replace("rotterdam", "noordzeekanaalgebied");
    let refused = hub.try_import(&[("monitor/observations.csv", &other)]).await.map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("takes no values about 'noordzeekanaalgebied'"), "{refused}");
    assert!(!refused.contains("about 'schiphol'"), "{refused}");
}

#[tokio::test]
async fn a_listed_hub_without_values_is_a_gap_that_tells_nothing_of_hidden_ones() {
    let hub = hub(LISTED).await;
    let overview = async || hub.get("/monitor").await.page();
    let gap = "nog geen waarde te zien";
    assert_eq!(overview().await.matches(gap).count(), 3, "an indicator without any value stands there with its list");
    assert_eq!(delivered(&hub, &(months("schiphol") + &months("rotterdam"))).await, "");
    let addresses = [
        "/monitor",
        "/en/monitor",
        "/monitor?knooppunt=bloemenveilingen",
        "/knooppunten/bloemenveilingen",
        "/monitor/scans",
        "/monitor/scans?beeld=raster",
        "/monitor/scans/datapackage.json",
        "/monitor/scans/csv-metadata.json",
        "/monitor/scans/README.md",
        "/api/v1/indicatoren/scans/waarden",
    ];
    let mut before = Vec::new();
    for address in addresses {
        before.push(hub.get(address).await.bare());
    }
    for (number, count) in [(0, 1), (2, 1), (3, 1)] {
        assert_eq!(before[number].matches(gap).count(), count, "{}: {}", addresses[number], before[number]);
    }
    assert!(before[1].contains("no value to see yet"));
    assert!(before[4].contains("Van Bloemenveilingen is nog geen waarde te zien."), "{}", before[4]);
    assert!(!hub.get("/knooppunten/noordzeekanaalgebied").await.text().contains("monitor/scans"));

    // Values for others change nothing of it.
    assert_eq!(
        delivered(&hub, &months("bloemenveilingen").replace(",,,,", ",,,TLP:AMBER,organisation:proefdienst")).await,
        ""
    );
    for (address, before) in addresses.into_iter().zip(&before) {
        assert_eq!(&hub.get(address).await.bare(), before, "{address}");
    }
    let partner = signed_in(&hub, "een@proefdienst.example", "proefdienst", Role::Reader).await;
    assert!(!partner.get(&hub, "/monitor").await.page().contains(gap));
}

#[tokio::test]
async fn a_list_that_was_made_meanwhile_is_not_overwritten_unseen() {
    let hub = hub("").await;
    let one = signed_in(&hub, "een@knooppunt.example", "knooppunt", Role::Admin).await;
    let two = signed_in(&hub, "twee@knooppunt.example", "knooppunt", Role::Editor).await;
    let held = async || hub.shelf().store().indicator(&code()).await.unwrap().unwrap().hubs;
    let old = seen(&one.get(&hub, PAGE).await.text(), "hubs");
    assert_eq!(lists(&two, &hub, &["rotterdam"], "").await, 303);
    let stale = form(&[("actie", "hubs"), ("hub", "schiphol"), ("places", ""), ("seen", &old)]);
    let told = one.post(&hub, PAGE, &stale).await;
    assert_eq!((told.status, held().await), (409, vec!["rotterdam".parse::<Slug>().unwrap()]));
    let page = told.text();
    assert!(page.contains("tussentijds gewijzigd"), "{page}");
    // Who was told has looked again.
    let again = form(&[("actie", "hubs"), ("hub", "schiphol"), ("places", ""), ("seen", &seen(&page, "hubs"))]);
    assert_eq!(one.post(&hub, PAGE, &again).await.status, 303);
    assert_eq!(held().await, ["schiphol".parse::<Slug>().unwrap()]);
    // Who was told of another fault has not.
    let old = seen(&one.get(&hub, PAGE).await.text(), "hubs");
    assert_eq!(lists(&two, &hub, &["rotterdam"], "").await, 303);
    let wrong = form(&[("actie", "hubs"), ("places", "nergens"), ("seen", &old)]);
    let told = one.post(&hub, PAGE, &wrong).await;
    assert_eq!((told.status, seen(&told.text(), "hubs")), (422, old));
}

#[tokio::test]
async fn the_grid_has_a_row_for_what_says_nothing() {
    let hub = hub(&LISTED.replace("]", ", \"zeeland-west-brabant\"]")).await;
    assert_eq!(delivered(&hub, &(months("schiphol") + &months("rotterdam") + &months("bloemenveilingen"))).await, "");
    let row = "Havens Zeeland en West-Brabant";
    let grid = hub.get("/monitor/scans?beeld=raster").await.page();
    assert!(grid.contains(row) && grid.contains("nog geen waarde te zien"), "{grid}");
    let file = hub.get("/monitor/scans/grafiek.svg?beeld=raster").await.text();
    assert!(file.contains(row) && file.contains("nog geen waarde te zien"), "{file}");
    // Of one place only that place.
    let one = hub.get("/monitor/scans?beeld=raster&plaats=schiphol").await.page();
    assert!(!one.contains("<th scope=\"row\">Havens Zeeland"), "{one}");
}

#[tokio::test]
async fn what_is_kept_back_is_said_to_be_kept_back() {
    let hub = hub(&format!("{LISTED}rhythm = [\"month\"]\nsmall_numbers = {{ threshold = 5 }}\n")).await;
    let small = "scans,bloemenveilingen,2025-01,3,A,Bron,exact,,,,\n";
    assert_eq!(delivered(&hub, &(months("schiphol") + &months("rotterdam") + small)).await, "");
    let page = hub.get("/monitor").await.page();
    assert!(
        page.contains("niet getoond: te klein aantal of één bedrijf") && !page.contains("nog geen waarde"),
        "{page}"
    );
    let page = hub.get("/monitor/scans").await.page();
    assert!(!page.contains("Bloemenveilingen: niet getoond"), "{page}");
}

#[tokio::test]
async fn every_file_of_others_and_the_template_have_the_list() {
    let hub = hub(LISTED).await;
    assert_eq!(delivered(&hub, &months("schiphol")).await, "");
    let descriptor = hub.get("/monitor/scans/datapackage.json").await.json();
    let fields = descriptor["resources"][0]["schema"]["fields"].as_array().unwrap();
    let place = fields.iter().find(|field| field["name"] == "place").unwrap();
    assert_eq!(place["constraints"]["required"], true);
    assert_eq!(place["constraints"]["enum"], serde_json::json!(["schiphol", "rotterdam", "bloemenveilingen"]));
    let metadata = hub.get("/monitor/scans/csv-metadata.json").await.json();
    let spatial = metadata["dc:spatial"].as_array().unwrap();
    assert_eq!(spatial.len(), 6);
    assert_eq!(spatial[0], serde_json::json!({ "@value": "Luchthaven Schiphol", "@language": "nl" }));
    let text = hub.get("/monitor/scans/README.md").await.text();
    assert!(
        text.contains("Knooppunten en plaatsen: Luchthaven Schiphol (`schiphol`), Haven Rotterdam (`rotterdam`)"),
        "{text}"
    );
    assert!(text.contains("Hubs and places: "), "{text}");
    let api = hub.get("/api/v1/indicatoren").await.json();
    assert_eq!(api["resultaten"][0]["plaatsen"], serde_json::json!(["schiphol", "rotterdam", "bloemenveilingen"]));
    let page = hub.get("/monitor/scans").await.page();
    assert!(page.contains("Luchthaven Schiphol, Haven Rotterdam, Bloemenveilingen"), "{page}");

    let admin = signed_in(&hub, "redactie@knooppunt.example", "knooppunt", Role::Editor).await;
    let template = admin.get(&hub, "/monitor/scans/sjabloon.csv").await;
    let rows: Vec<String> = template.text().lines().skip(1).map(|row| row[..row.len().min(24)].to_owned()).collect();
    assert_eq!(rows.len(), 3, "{}: {rows:?}", template.status);
    assert!(rows[0].starts_with("scans,schiphol,2025-04"), "{rows:?}");

    // Without a list there is none anywhere.
    hub.import(&[("monitor/indicators.toml", &register(""))]).await;
    let descriptor = hub.get("/monitor/scans/datapackage.json").await.text();
    assert!(
        !descriptor.contains("\"enum\"")
            && !hub.get("/monitor/scans/csv-metadata.json").await.text().contains("spatial")
    );
}

#[tokio::test]
async fn the_portal_counts_what_is_listed() {
    let counted = "rhythm = [\"quarter\"]\ncounted = { what = \"practices-in-use\" }\n";
    let hub = hub(&format!("{counted}hubs = [\"schiphol\"]\n")).await;
    count(hub.shelf().store(), today()).await.unwrap();
    hub.catch_up().await;
    let series = hub.shelf().series(&Reader::Anonymous, &code(), None).await.unwrap();
    let places: Vec<&str> = series.observations.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(places, ["schiphol"]);
}
