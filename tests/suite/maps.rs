//! The map: hubs where they lie, the values of one period, and flows only where a source names them.

use app::model::reader::{OrganisationKind, Role};

use crate::hub::{TestHub, config};
use crate::visitor::{organisation, with_token};

pub const HUBS: &str = "[[hub]]\ncode = \"rotterdam\"\nname = { nl = \"Haven Rotterdam\", en = \"Port of Rotterdam\" }\n\
    short = { nl = \"Rotterdam\", en = \"Rotterdam\" }\nkind = \"seaport\"\nscope = \"five\"\nposition = 1\n\
    at = { longitude = 4.14, latitude = 51.95 }\n\
    [[hub.facts]]\ntext = { nl = \"Hier komt fruit aan.\", en = \"Fruit arrives here.\" }\nfrom = \"overzee\"\n\
    source = { title = \"De brief\" }\n\
    [[hub]]\ncode = \"schiphol\"\nname = { nl = \"Luchthaven Schiphol\", en = \"Schiphol Airport\" }\n\
    short = { nl = \"Schiphol\", en = \"Schiphol\" }\nkind = \"airport\"\nscope = \"five\"\nposition = 4\n\
    at = { longitude = 4.76, latitude = 52.31 }\n";

pub const PLACES: &str = "[[place]]\ncode = \"overzee\"\nname = { nl = \"Overzee\", en = \"Overseas\" }\n\
    at = { longitude = -70, latitude = -5.5 }\n\
    [[place]]\ncode = \"land\"\nname = { nl = \"Het land\", en = \"The country\" }\nat = { longitude = 5.6, latitude = 52.1 }\n\
    [[place]]\ncode = \"wereld\"\nname = { nl = \"De wereld\", en = \"The world\" }\n";

fn register(code: &str, position: u32, rest: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"{code}\"\nname = {{ nl = \"Naam {code}\", en = \"Name {code}\" }}\n\
         definition = {{ nl = \"d\", en = \"d\" }}\nunit = {{ nl = \"kg\", en = \"kg\" }}\ntheme = \"seizures\"\n\
         direction = \"ambiguous\"\nposition = {position}\nsharing = {{ tlp = \"TLP:CLEAR\" }}\n{rest}"
    )
}

const VALUES: &str = "id,indicator,place,period,value,qualifier,title,tlp,audience\n\
    A,kg,rotterdam,2023,900,exact,Bron een,,\n\
    B,kg,rotterdam,2023,1200,exact,Bron twee,,\n\
    C,kg,rotterdam,2022,77,exact,Bron een,,\n\
    D,kg,schiphol,2023,66001,exact,Bron drie,TLP:AMBER,organisation:douane\n\
    E,kg,land,2023,5000,exact,Bron vier,,\n\
    F,stroom,overzee,2021,4321,exact,Stroombron,,\n\
    G,stroom,wereld,2021,8765,exact,Stroombron,,\n\
    H,stroom,land,2021,66002,exact,Geheime stroom,TLP:AMBER,organisation:douane\n";

async fn hub() -> TestHub {
    let indicators = register("kg", 1, "") + &register("stroom", 2, "towards = \"land\"\n");
    let files = [
        ("hubs.toml", HUBS),
        ("places.toml", PLACES),
        ("monitor/indicators.toml", indicators.as_str()),
        ("monitor/observations.csv", VALUES),
    ];
    TestHub::with(&files, config()).await
}

/// The drawing alone.
fn drawing(page: &str) -> &str {
    let (_, rest) = page.split_once("class=\"map\"").unwrap_or_else(|| panic!("no map in {page}"));
    rest.split("</svg>").next().unwrap()
}

#[tokio::test]
async fn the_map_shows_the_values_of_one_period_and_the_table_the_same() {
    let hub = hub().await;
    for (before, known, highest, number) in [
        ("", "Van 1 van de 2 plaatsen", "De hoogste waarde", "900\u{2013}1.200"),
        ("/en", "known of 1 of the 2 places", "highest value", "900\u{2013}1,200"),
    ] {
        let page = hub.get(&format!("{before}/monitor/kaart")).await;
        assert_eq!(page.status, 200);
        let page = page.text();
        let map = drawing(&page);
        assert!(map.contains(number) && map.contains("map-range") && map.contains("Schiphol \u{2013}"), "{map}");
        assert!(page.contains(known) && !page.contains(highest), "one value is no comparison: {page}");
        assert!(page.contains("Bron een") && page.contains("Bron twee") && page.contains("Bron vier"), "the table");
        assert!(!map.contains("5.000") && !map.contains("5,000"), "a country is no place on the map");
        assert!(!page.contains(" style=\""), "an inline style breaks the policy");
        let earlier = hub.get(&format!("{before}/monitor/kaart?indicator=kg&periode=2022")).await.text();
        assert!(drawing(&earlier).contains(">77<") && !drawing(&earlier).contains(number), "{earlier}");
        let before_all = hub.get(&format!("{before}/monitor/kaart?bekend=2000-01-01")).await.text();
        assert!(before_all.contains("class=\"empty\"") && !before_all.contains("class=\"map\""));
        assert_eq!(hub.get(&format!("{before}/monitor/kaart?indicator=bestaat-niet")).await.status, 404);
        let odd = hub.get(&format!("{before}/monitor/kaart?indicator=&periode=x&bekend=%00")).await;
        let odd = odd.text();
        assert_eq!(odd.matches("class=\"map\"").count(), 1, "what cannot be read asks for nothing");
        assert!(odd.contains("periode=x, bekend=<") || odd.contains("periode=x, bekend=."), "and is named: {odd}");
    }
}

#[tokio::test]
async fn flows_are_those_that_a_source_names() {
    let hub = hub().await;
    let page = hub.get("/monitor/kaart").await.text();
    assert_eq!(drawing(&page).matches("class=\"map-arrow\"").count(), 2, "{page}");
    let list = &page[page.find("id=\"flows\"").unwrap()..];
    for part in ["Overzee → Haven Rotterdam", "Hier komt fruit aan.", "De brief", "Overzee → Het land", "4.321"] {
        assert!(list.contains(part), "{part} in {list}");
    }
    assert!(list.contains("De wereld → Het land") && list.contains("Zonder pijl"), "{list}");
    let none = [("hubs.toml", &*HUBS.replace("from = \"overzee\"\n", ""))];
    let empty = TestHub::with(&none, config()).await.get("/monitor/kaart").await.text();
    assert!(!empty.contains("id=\"flows\""), "without a source no flow: {empty}");
}

#[tokio::test]
async fn the_map_shows_nobody_more_than_the_chart() {
    let hub = hub().await;
    organisation(&hub, "Douane", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["schiphol"]).await;
    let inside = with_token(&hub, "een@douane.example", "douane", Role::Reader).await;
    let outside = with_token(&hub, "een@rederij.example", "rederij", Role::Admin).await;
    let open = hub.get("/monitor/kaart").await.text();
    for (page, sees) in [
        (open, false),
        (outside.get(&hub, "/monitor/kaart").await.text(), false),
        (inside.get(&hub, "/monitor/kaart").await.text(), true),
    ] {
        for hidden in ["66.001", "Bron drie", "66.002", "Geheime stroom"] {
            assert_eq!(page.contains(hidden), sees, "{hidden}");
        }
    }
}

#[tokio::test]
async fn a_place_that_is_nowhere_is_refused() {
    let hub = hub().await;
    for (file, text, wrong) in [
        ("places.toml", PLACES.replace("latitude = -5.5", "latitude = 95"), "field place[0].at: lies nowhere on earth"),
        ("hubs.toml", HUBS.replace("from = \"overzee\"", "from = \"oversea\""), "there is no place 'oversea'"),
        ("monitor/indicators.toml", register("kg", 1, "towards = \"nergens\"\n"), "there is no place 'nergens'"),
    ] {
        let refused = hub.try_import(&[(file, &text)]).await.unwrap_err().to_string();
        let wrong = wrong.rsplit("at: ").next().unwrap();
        assert!(refused.contains(wrong) && refused.contains(file), "{refused}");
    }
}
