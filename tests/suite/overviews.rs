//! Overviews read a few values of each indicator: they must say what the whole series says, and nothing to those who may not
//! read it.

use app::desk::Monitor;
use app::model::overview::{Extent, Overview};
use app::model::reader::{OrganisationKind, Reader};
use app::model::trend::{latest, movement, readings};
use server::exchange::observations::{self, Form};
use server::library::take_values;
use tests::values::{self, Size};

use crate::corpus::{person, slug};
use crate::hub::{TestHub, config};

const SMALL: Size = Size { indicators: 60, hubs: 3, months: 30 };

/// A hub with simulated series, each value in up to three vintages.
pub async fn simulated(size: Size) -> TestHub {
    let (hubs, indicators) = (values::hubs(size), values::indicators(size));
    let hub = TestHub::with(&[("hubs.toml", &hubs), ("monitor/indicators.toml", &indicators)], config()).await;
    for round in 0..3 {
        let mut text = Vec::new();
        let written = values::write(&mut text, size, 1, round).unwrap();
        let intake = observations::read("values.csv", text.as_slice(), Form::Partner, &|_| {}).unwrap();
        let taken = take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
        assert_eq!(taken.new + taken.revised, written as u64, "round {round}");
    }
    hub.catch_up().await;
    hub
}

#[tokio::test]
async fn an_overview_says_what_the_whole_series_says() {
    let hub = simulated(SMALL).await;
    let bundled = TestHub::bundled().await;
    let inside = person("p-1", "douane", OrganisationKind::Public, "schiphol");
    for (hub, least) in [(&hub, 30), (&bundled, 10)] {
        for reader in [&Reader::Anonymous, &inside] {
            let shelf = hub.shelf();
            let all = Overview::latest(1_000);
            let chapters = shelf.overview(reader, &all).await.unwrap();
            let given: Vec<_> = chapters.iter().flat_map(|chapter| &chapter.series).collect();
            assert!(given.len() >= least, "{}", given.len());
            let mut told = Vec::new();
            for indicator in shelf.indicators(reader).await.unwrap() {
                let whole = shelf.series(reader, &indicator.code, None).await.unwrap();
                if whole.observations.iter().any(|one| one.value.is_some()) {
                    told.push((indicator.theme, indicator.code.clone()));
                }
                let Some(part) = given.iter().find(|one| one.indicator == indicator) else { continue };
                assert_eq!(part.places, whole.places, "{}", indicator.code);
                for place in &whole.places {
                    assert_eq!(
                        latest(part, &place.code),
                        latest(&whole, &place.code),
                        "{} {}",
                        indicator.code,
                        place.code
                    );
                }
                let most = |series: &app::model::indicator::Series| {
                    series.places.iter().map(|place| readings(series, &place.code).len()).max()
                };
                assert_eq!(most(part), most(&whole), "{}: one place has its whole course", indicator.code);
            }
            let listed: Vec<_> = given.iter().map(|one| (one.indicator.theme, one.indicator.code.clone())).collect();
            assert_eq!(listed, told, "every indicator that has a number for this reader, and no other");
            for chapter in &chapters {
                assert_eq!(chapter.total, chapter.series.len());
            }
            let years = Overview { extent: Extent::Years, ..all };
            for part in shelf.overview(reader, &years).await.unwrap().into_iter().flat_map(|chapter| chapter.series) {
                let whole = shelf.series(reader, &part.indicator.code, None).await.unwrap();
                let mut moved = 0;
                for place in &part.places {
                    assert_eq!(movement(&part, &place.code), movement(&whole, &place.code));
                    moved += usize::from(movement(&part, &place.code).is_some());
                }
                assert!(moved > 0 || part.indicator.small_numbers.is_some(), "{}", part.indicator.code);
            }
        }
    }
}

#[tokio::test]
async fn what_is_for_members_is_in_no_list_of_others_and_long_lists_come_in_parts() {
    let hub = simulated(SMALL).await;
    // One in twenty is TLP:GREEN.
    for address in
        ["/monitor", "/monitor?thema=effort", "/monitor?knooppunt=proefhaven-01", "/", "/knooppunten/proefhaven-01"]
    {
        let page = hub.get(address).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        assert!(!text.contains("proef-0007") && !text.contains("proef-0027"), "{address}");
    }
    let one_place = Overview { hub: Some(slug("proefhaven-01")), from: 4, size: 3, ..Overview::latest(0) };
    let chapters = hub.shelf().overview(&Reader::Anonymous, &one_place).await.unwrap();
    for chapter in &chapters {
        assert!(chapter.total > 4 && chapter.series.len() == 3, "{chapter:?}");
        assert!(chapter.series.iter().all(|one| one.places.len() == 1 && one.places[0].code == slug("proefhaven-01")));
    }
    let first = hub.get("/monitor").await.text();
    assert!(first.contains("/monitor?thema=seizures"));
    let alone = hub.get("/monitor?thema=seizures&vanaf=9").await.text();
    assert!(alone.contains("proef-0036") && !alone.contains("proef-0000\""), "the last of fifteen");
    assert_eq!(hub.get("/monitor?thema=onzin&vanaf=x").await.status, 200);
}

#[tokio::test]
async fn what_changed_at_a_hub_is_said_of_all_its_indicators_and_of_real_ones_only() {
    let indicator = |code: String, theme: &str, position: u32, more: &str| {
        format!(
            "[[indicator]]\ncode = \"{code}\"\nname = {{ nl = \"Telling {code}\", en = \"Count {code}\" }}\n\
             definition = {{ nl = \"d\", en = \"d\" }}\nunit = {{ nl = \"stuks\", en = \"items\" }}\ntheme = \"{theme}\"\n\
             direction = \"ambiguous\"\nposition = {position}\nsharing = {{ tlp = \"TLP:CLEAR\" }}\n{more}"
        )
    };
    let (mut register, mut rows) = (String::new(), String::new());
    for at in 1..=13 {
        // The last one of more than stand together on the page is the newest.
        let year = if at == 13 { 2023 } else { 2020 };
        register += &indicator(format!("inzet-{at}"), "effort", at, "");
        for year in [year, year + 1] {
            rows += &format!("inzet-{at},schiphol,{year},{year},A,Bron,exact,\n");
        }
        register += &indicator(format!("vangst-{at}"), "seizures", at, "hubs = [\"schiphol\"]\n");
    }
    rows += "vangst-13,schiphol,2024,5,A,Bron,exact,\nproef,schiphol,2023,7,A,Bron,exact,\nproef,schiphol,2024,8,A,Bron,exact,\n";
    register += &indicator("proef".to_owned(), "offenders", 1, "demonstration = true\n");
    let hub = TestHub::with(&[("monitor/indicators.toml", &register)], config()).await;
    let text = format!("indicator,hub,period,value,status,source,qualifier,note\n{rows}");
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    let page = hub.get("/monitor?knooppunt=schiphol").await.page();
    let short = page.split("id=\"in-short\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap();
    let first = short.find("Telling ").unwrap();
    assert!(short[first..].starts_with("Telling inzet-13"), "the newest comes first: {short}");
    assert!(!short.contains("Telling proef"), "{short}");
    assert!(short.contains("zijn geen cijfers te zien over aangehouden personen en strafzaken."), "{short}");
}
