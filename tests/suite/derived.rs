//! Shares of hubs and values per unit of effort: right sums, and nothing where values are missing or disputed.

use app::desk::Monitor;
use app::model::derived::{per_effort, shares};
use app::model::reader::Reader;
use rust_decimal::Decimal;

use crate::corpus::slug;
use crate::hub::{TestHub, config};

const REGISTER: &str = "[[indicator]]\ncode = \"vondsten\"\nname = { nl = \"Vondsten\", en = \"Finds\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"vondsten\", en = \"finds\" }\ntheme = \"seizures\"\n\
    direction = \"ambiguous\"\nposition = 1\nsharing = { tlp = \"TLP:CLEAR\" }\nper = [\"scans\"]\n\
    [[indicator]]\ncode = \"scans\"\nname = { nl = \"Scans\", en = \"Scans\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"scans\", en = \"scans\" }\ntheme = \"effort\"\n\
    direction = \"neutral\"\nposition = 2\nsharing = { tlp = \"TLP:CLEAR\" }\n";

const VALUES: &str = "indicator,place,period,value,qualifier,title\n\
    vondsten,rotterdam,2021,30,exact,T\nvondsten,schiphol,2021,10,exact,T\n\
    vondsten,rotterdam,2022,20,exact,T\nvondsten,schiphol,2022,20,exact,T\n\
    vondsten,rotterdam,2023,50,exact,T\nvondsten,rotterdam,2023,60,exact,Krant\nvondsten,schiphol,2023,50,exact,T\n\
    vondsten,rotterdam,2024,5,exact,T\n\
    scans,rotterdam,2021,6000,exact,T\nscans,rotterdam,2022,4000,exact,T\nscans,schiphol,2021,99,exact,T\nscans,schiphol,2022,800,exact,T\n";

#[tokio::test]
async fn shares_add_up_and_effort_divides_only_what_is_certain() {
    let files = [("monitor/indicators.toml", REGISTER), ("monitor/observations.csv", VALUES)];
    let hub = TestHub::with(&files, config()).await;
    let of = async |code: &str| hub.shelf().series(&Reader::Anonymous, &slug(code), None).await.unwrap();
    let (finds, scans) = (of("vondsten").await, of("scans").await);
    let told = |series: &app::model::indicator::Series| -> Vec<String> {
        let one = |o: &app::model::indicator::Observation| format!("{} {} {}", o.place, o.period, o.value.unwrap());
        series.observations.iter().map(one).collect()
    };
    let shares = shares(&finds, &finds.places).unwrap();
    // 2023 is disputed at one hub, 2024 is missing at the other.
    assert_eq!(told(&shares), ["rotterdam 2021 75", "rotterdam 2022 50", "schiphol 2021 25", "schiphol 2022 50"]);
    let sum: Decimal = shares.observations.iter().filter_map(|one| one.value).sum();
    assert_eq!(sum, Decimal::from(200));
    // Fewer than a hundred scans are no base.
    assert_eq!(
        told(&per_effort(&finds, &scans).unwrap()),
        ["rotterdam 2021 0.5", "rotterdam 2022 0.5", "schiphol 2022 2.5"]
    );
    assert!(none(&scans));

    let page = hub.get("/monitor/vondsten").await.text();
    assert!(page.contains("<option value=\"aandeel\"") && page.contains("<option value=\"per-scans\""), "{page}");
    for (address, says) in [
        ("/monitor/vondsten?maat=aandeel", "75"),
        ("/monitor/vondsten?maat=per-scans", "vondsten per 100 scans"),
        ("/en/monitor/vondsten?maat=per-scans", "finds per 100 scans"),
    ] {
        let page = hub.get(address).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(says), "{address}");
    }
    let impossible = hub.get("/monitor/vondsten?maat=per-kilo").await.text();
    assert!(impossible.contains("niet te berekenen"), "{impossible}");
    assert_eq!(hub.get("/monitor/vondsten?maat=per-on%20zin").await.status, 200);
}

/// One hub alone has no share.
fn none(series: &app::model::indicator::Series) -> bool {
    let mut few = series.clone();
    few.observations.retain(|one| one.place.as_str() == "rotterdam");
    shares(&few, &few.places).is_none()
}
