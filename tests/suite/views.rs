//! The kinds of chart: what each draws and says, on pages, in frames and in files; and what chance gives.

use app::desk::Monitor;
use app::model::chance::{Exposed, Standing};
use app::model::derived::whole_years;
use app::model::period::Period;
use app::model::reader::{OrganisationKind, Reader, Role};
use app::parts::chart::scene::{lines, spread};
use app::parts::chart::standalone::HUBS;
use proptest::prelude::*;
use server::monitor::funnel::{funnel, limit};
use server::monitor::interval::of_count;

use crate::corpus::slug;
use crate::hub::{TestHub, config};
use crate::visitor::{organisation, with_token};

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 5e-4
}

#[test]
fn intervals_of_counts_are_those_of_garwood() {
    // Garwood 1936, table 1, and its closed form at zero: -ln 0.025.
    for (count, low, high) in [
        (0.0, 0.0, 3.68888),
        (1.0, 0.02532, 5.57164),
        (5.0, 1.62349, 11.66833),
        (10.0, 4.79539, 18.39036),
        (100.0, 81.36398, 121.62700),
    ] {
        let interval = of_count(count);
        assert!(close(interval.low, low) && close(interval.high, high), "{count}: {interval:?}");
    }
    // Where the expansion takes over there is no step.
    let (below, above) = (of_count(1e6 - 1.0), of_count(1e6 + 1.0));
    let step = |a: f64, b: f64| (a - b - 2.0).abs() < 0.01;
    assert!(step(above.low, below.low) && step(above.high, below.high), "{below:?} {above:?}");
    assert!(of_count(1e12).high.is_finite() && of_count(f64::NAN).low.is_nan());
}

#[test]
fn limits_invert_the_poisson_distribution_and_interpolate() {
    // By hand: P(R <= 5; 2) = 0.983436, P(R = 5) = 0.036089, so 5 - (0.983436 - 0.975) / 0.036089.
    assert!(close(limit(2.0, 0.975), 4.76625));
    // P(R <= 4; 10) = 0.029253, P(R = 4) = 0.018917.
    assert!(close(limit(10.0, 0.025), 3.77520));
    assert_eq!(limit(2.0, 0.025), 0.0, "nothing is below zero");
}

#[test]
fn a_funnel_says_where_each_stands_and_whether_its_limits_are_too_narrow() {
    let of = |pairs: &[(f64, f64)]| {
        funnel(&pairs.iter().map(|(count, effort)| Exposed { count: *count, effort: *effort }).collect::<Vec<_>>())
    };
    let same = of(&[(10.0, 100.0), (20.0, 200.0), (30.0, 300.0)]).unwrap();
    assert!(close(same.rate, 0.1) && same.phi < 1e-9 && !same.overdispersed);
    assert_eq!(same.places, [Standing::Within; 3]);
    // Expected are 20 each: (100 + 100 + 0) / 20 over two.
    let apart = of(&[(30.0, 100.0), (10.0, 100.0), (20.0, 100.0)]).unwrap();
    assert!(close(apart.phi, 5.0) && apart.overdispersed);
    assert_eq!(apart.places, [Standing::Above, Standing::Below, Standing::Within]);
    // The limits narrow with effort, and the outer ones lie outside.
    for pair in apart.limits.windows(2) {
        assert!(pair[1].effort > pair[0].effort && pair[1].outer.high <= pair[0].outer.high + 1e-9);
    }
    assert!(apart.limits.iter().all(|one| one.outer.high > one.inner.high && one.outer.low <= one.inner.low));
    assert_eq!(of(&[(1.0, 100.0), (2.0, 100.0)]), None, "two say nothing about what is usual");
    assert_eq!(of(&[(0.0, 100.0), (0.0, 100.0), (0.0, 50.0)]), None);
    assert_eq!(of(&[(1.0, 100.0), (1.0, 0.0), (0.0, 50.0)]), None);
}

proptest! {
    #[test]
    fn names_beside_a_drawing_never_cover_each_other(
        wanted in proptest::collection::vec((0.0..1.0f64, 0.01..0.08f64), 1..12)
    ) {
        let rows = spread(&wanted);
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by(|a, b| rows[*a].total_cmp(&rows[*b]));
        for pair in order.windows(2) {
            let (below, above) = (pair[0], pair[1]);
            prop_assert!(rows[above] - rows[below] >= (wanted[above].1 + wanted[below].1) / 2.0 - 1e-9, "{rows:?}");
            prop_assert!(wanted[below].0 <= wanted[above].0, "in the order of what they are about");
        }
    }
}

#[test]
fn long_names_are_broken_and_not_cut() {
    let broken = lines("Schiphol of alle Nederlandse luchthavens (bronnen verschillen)", "1.300");
    assert!(broken.len() > 2 && broken.iter().all(|line| line.name.chars().count() <= 26), "{broken:?}");
    let whole: Vec<&str> = broken.iter().map(|line| line.name.as_str()).filter(|name| !name.is_empty()).collect();
    assert_eq!(whole.join(" "), "Schiphol of alle Nederlandse luchthavens (bronnen verschillen)");
    assert_eq!(broken.iter().filter(|line| line.value == "1.300").count(), 1);
}

#[test]
fn files_have_the_colours_of_the_pages() {
    let tokens = include_str!("../../style/tokens.css");
    for (hub, colour) in HUBS {
        let token = format!("--hub-{hub}: light-dark({}", colour.to_lowercase());
        assert!(tokens.to_lowercase().contains(&token), "{token}");
    }
}

const REGISTER: &str = "[[indicator]]\ncode = \"vondsten\"\nname = { nl = \"Vondsten\", en = \"Finds\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"vondsten\", en = \"finds\" }\ntheme = \"seizures\"\n\
    direction = \"ambiguous\"\nposition = 1\nsharing = { tlp = \"TLP:CLEAR\" }\nper = [\"scans\"]\n\
    [[indicator]]\ncode = \"scans\"\nname = { nl = \"Scans\", en = \"Scans\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"scans\", en = \"scans\" }\ntheme = \"effort\"\n\
    direction = \"neutral\"\nposition = 2\nsharing = { tlp = \"TLP:CLEAR\" }\n\
    [[indicator]]\ncode = \"aandeel\"\nname = { nl = \"Deel\", en = \"Part\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"%\", en = \"%\" }\ntheme = \"effort\"\n\
    direction = \"neutral\"\nposition = 3\nsharing = { tlp = \"TLP:CLEAR\" }\n\
    [[indicator]]\ncode = \"maanden\"\nname = { nl = \"Maanden\", en = \"Months\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"meldingen\", en = \"reports\" }\ntheme = \"resilience\"\n\
    direction = \"neutral\"\nposition = 4\nsharing = { tlp = \"TLP:CLEAR\" }\ndelay_days = 60\n";

/// Four hubs over years; one value is for customs alone, one is missing, one is disputed; and the months of one hub.
fn values() -> String {
    let mut rows = vec!["indicator,place,period,value,qualifier,title,known_on,tlp,audience".to_owned()];
    let hubs = [
        ("rotterdam", 40, 8000),
        ("zeeland-west-brabant", 24, 2000),
        ("schiphol", 6, 3000),
        ("noordzeekanaalgebied", 3, 900),
    ];
    for (hub, count, effort) in hubs {
        for year in 2020..=2023 {
            let count = count + year - 2020;
            if (hub, year) == ("schiphol", 2021) {
                continue;
            }
            if (hub, year) == ("noordzeekanaalgebied", 2022) {
                rows.push(format!("vondsten,{hub},{year},66001,exact,Geheim,,TLP:AMBER,organisation:douane"));
            } else {
                rows.push(format!("vondsten,{hub},{year},{count},exact,Jaarbericht,{}-03-01,,", year + 1));
            }
            rows.push(format!("scans,{hub},{year},{effort},exact,Jaarbericht,,,"));
            rows.push(format!("aandeel,{hub},{year},{},exact,Jaarbericht,,,", count / 2));
        }
    }
    rows.push("vondsten,rotterdam,2021,55,exact,Krant,2022-03-01,,".to_owned());
    for month in 0..36 {
        let (year, month) = (2021 + month / 12, month % 12 + 1);
        let known = if (year, month) == (2023, 12) { "2024-01-05" } else { "2024-06-01" };
        rows.push(format!("maanden,rotterdam,{year}-{month:02},{},exact,Jaarbericht,{known},,", month % 5));
        if month != 6 {
            rows.push(format!("maanden,schiphol,{year}-{month:02},{},exact,Jaarbericht,{known},,", month % 3 + 1));
        }
    }
    rows.join("\n") + "\n"
}

async fn hub() -> TestHub {
    TestHub::with(&[("monitor/indicators.toml", REGISTER), ("monitor/observations.csv", &values())], config()).await
}

/// The section of the chart alone.
fn chart(page: &str) -> &str {
    let start = page.find("id=\"chart\"").unwrap_or_else(|| panic!("no chart in {page}"));
    &page[start..page.find("id=\"values\"").unwrap()]
}

const VIEWS: [&str; 6] = ["", "beeld=staven", "beeld=gestapeld", "beeld=helling", "beeld=trechter", "beeld=raster"];

#[tokio::test]
async fn every_view_is_drawn_and_said_in_both_languages_on_page_frame_and_file() {
    let hub = hub().await;
    let says = [
        ("chart-mark", "", ""),
        ("chart-bar", "Staven beginnen altijd bij nul", "Bars always begin at zero"),
        ("chart-bar hue-rotterdam", "minstens", "at least"),
        ("chart-tag", "Van 2020 naar 2023", "From 2020 to 2023"),
        ("chart-limit-outer", "binnen wat toeval geeft", "within what chance gives"),
        ("heat-5", "Een cel is een periode", "A cell is a period"),
    ];
    for (view, (mark, nl, en)) in VIEWS.into_iter().zip(says) {
        for (before, said) in [("", nl), ("/en", en)] {
            let page = hub.get(&format!("{before}/monitor/vondsten?{view}")).await;
            assert_eq!(page.status, 200, "{view}");
            let page = page.text();
            let drawn = chart(&page);
            assert!(drawn.contains(mark) && drawn.contains(said), "{before} {view}: {mark}, {said} in {drawn}");
            assert!(!page.contains(" style=\"") && !page.contains("66001") && !page.contains("66.001"), "{view}");
            assert!(page.contains(&format!("grafiek.svg{}", if view.is_empty() { "" } else { "?" })), "{view}");
            let frame = hub.get(&format!("{before}/monitor/vondsten/insluiten?{view}")).await.text();
            assert!(frame.contains(mark) && frame.contains(said) && !frame.contains("66.001"), "{view}: {frame}");
            let file = hub.get(&format!("{before}/monitor/vondsten/grafiek.svg?{view}")).await;
            assert_eq!((file.status, file.header("content-type")), (200, "image/svg+xml"), "{view}");
            let file = file.text();
            let words: String = said.split(' ').take(2).collect::<Vec<_>>().join(" ");
            assert!(
                file.contains(&words) && !file.contains("66.001") && !file.contains("66,001"),
                "{view}: {words} in {file}"
            );
            assert!(
                file.contains(&format!("/monitor/vondsten{}{view}", if view.is_empty() { "" } else { "?" })),
                "{file}"
            );
            roxmltree::Document::parse(&file).unwrap_or_else(|error| panic!("{view}: {error}"));
        }
        let picture = hub.get(&format!("/monitor/vondsten/grafiek.png?{view}")).await;
        assert_eq!((picture.status, &picture.body[1..4]), (200, &b"PNG"[..]), "{view}");
    }
}

#[tokio::test]
async fn a_file_draws_the_state_of_the_page() {
    let hub = hub().await;
    let svg = async |query: &str| hub.get(&format!("/monitor/vondsten/grafiek.svg?{query}")).await.text();
    let whole = svg("").await;
    for (query, has, lacks) in [
        ("plaats=rotterdam", "Rotterdam", "Schiphol"),
        ("vanaf=2022", ">2022<", ">2020<"),
        ("bekend=2023-01-01", "1 januari 2023", ">2023<"),
        ("maat=per-scans&plaats=schiphol", "vondsten per 100 scans", "Rotterdam"),
        ("plaats=schiphol&band=ja", "fill-opacity=\"0.2\"", "Rotterdam"),
        ("plaats=schiphol", "Schiphol", "fill-opacity=\"0.2\""),
        ("maat=per-scans&plaats=rotterdam&band=nee", "per 100", "fill-opacity=\"0.2\""),
    ] {
        let drawn = svg(query).await;
        assert!(drawn.contains(has) && !drawn.contains(lacks), "{query}: {has}, not {lacks} in {drawn}");
        assert_ne!(drawn, whole, "{query}");
        assert!(drawn.contains(&query.split('&').next().unwrap().replace('&', "&amp;")), "its address: {query}");
    }
    let early = hub.get("/monitor/maanden/grafiek.svg").await.text();
    assert!(early.contains("voordat de periode volledig kon zijn"), "{early}");
    let hidden = hub.get("/monitor/vondsten/grafiek.svg?plaats=bestaat-niet").await;
    assert_eq!(hidden.status, 404);
}

#[tokio::test]
async fn a_stack_is_of_published_values_that_add_up_and_says_at_least_where_one_is_missing() {
    let hub = hub().await;
    let page = hub.get("/monitor/vondsten?beeld=gestapeld").await.text();
    let drawn = chart(&page);
    // 40 + 24 + 6 + 3; in 2021 a hub is missing and sources differ; in 2022 one hub is not for everybody.
    let cells: Vec<&str> =
        drawn.split("<td class=\"number\">").skip(1).map(|cell| cell.split('<').next().unwrap()).collect();
    assert!(cells.contains(&"73\u{a0}vondsten"), "{cells:?}");
    assert!(cells.contains(&"minstens 70\u{a0}vondsten") && cells.contains(&"minstens 76\u{a0}vondsten"), "{cells:?}");
    assert!(drawn.contains("Open bovenkant"));
    for (address, why) in [
        ("/monitor/aandeel?beeld=gestapeld", "bij elkaar op te tellen"),
        ("/monitor/vondsten?beeld=gestapeld&maat=aandeel", "bij elkaar op te tellen"),
        ("/monitor/vondsten?beeld=gestapeld&maat=per-scans", "bij elkaar op te tellen"),
        ("/monitor/scans?beeld=trechter", "waarvan ook de inzet"),
        ("/monitor/aandeel?beeld=trechter", "waarvan ook de inzet"),
    ] {
        let page = hub.get(address).await.text();
        assert!(chart(&page).contains(why) && chart(&page).contains("chart-mark"), "{address}: lines, and why");
    }
    let forms = hub.get("/monitor/aandeel").await.text();
    assert!(!forms.contains("value=\"gestapeld\"") && !forms.contains("value=\"trechter\""), "only what makes sense");
    assert!(forms.contains("value=\"staven\"") && forms.contains("value=\"helling\""));
    let log = hub.get("/monitor/vondsten?beeld=staven&schaal=log").await.text();
    assert!(chart(&log).contains("gewone schaal vanaf nul"), "{log}");
}

#[tokio::test]
async fn what_only_some_may_read_is_drawn_for_them_alone() {
    let hub = hub().await;
    organisation(&hub, "Douane", OrganisationKind::Public, &["schiphol"]).await;
    let inside = with_token(&hub, "een@douane.example", "douane", Role::Reader).await;
    for view in VIEWS {
        let address = format!("/monitor/vondsten?{view}&plaats=noordzeekanaalgebied");
        let (open, own) = (hub.get(&address).await.text(), inside.get(&hub, &address).await.text());
        assert!(!open.contains("66.001"), "{view}");
        assert!(own.contains("66.001"), "{view}: they may read it");
        let file = address.replacen("vondsten?", "vondsten/grafiek.svg?", 1);
        assert!(!hub.get(&file).await.text().contains("66.001"), "{view}");
    }
    let own = inside.get(&hub, "/monitor/vondsten/grafiek.svg?beeld=staven").await.text();
    assert!(own.contains("66.001"), "{own}");
}

#[tokio::test]
async fn years_are_added_up_from_all_their_months_or_not_at_all() {
    let hub = hub().await;
    let months = hub.shelf().series(&Reader::Anonymous, &slug("maanden"), None).await.unwrap();
    let years = whole_years(&months);
    let told: Vec<String> =
        years.observations.iter().map(|one| format!("{} {} {}", one.place, one.period, one.value.unwrap())).collect();
    // Every June is missing at the one, so no year of it can be told.
    assert_eq!(told, ["rotterdam 2021 23", "rotterdam 2022 23", "rotterdam 2023 23"]);
    let mut unsummed = months.clone();
    unsummed.indicator.unsummed = true;
    assert_eq!(whole_years(&unsummed).observations, []);
    // What a source says of a year is not told another way.
    let mut given = months.clone();
    given.observations[0].period = Period::Year(2022);
    given.observations.sort_by(|a, b| (&a.place, a.period).cmp(&(&b.place, b.period)));
    let of_2022: Vec<_> =
        whole_years(&given).observations.into_iter().filter(|o| o.period == Period::Year(2022)).collect();
    assert_eq!(of_2022.len(), 1);
    assert_eq!(of_2022[0].value, months.observations[0].value);
}

#[tokio::test]
async fn a_band_is_for_one_place_and_explained() {
    let hub = hub().await;
    for (query, on) in [
        ("plaats=rotterdam", false),
        ("plaats=rotterdam&band=ja", true),
        ("plaats=rotterdam&maat=per-scans", true),
        ("plaats=rotterdam&maat=per-scans&band=nee", false),
        ("band=ja", false),
        ("plaats=rotterdam&maat=aandeel&band=ja", false),
    ] {
        let page = hub.get(&format!("/monitor/vondsten?{query}")).await.text();
        let drawn = chart(&page);
        assert_eq!(drawn.contains("De band zegt hoe ver toeval alleen reikt"), on, "{query}");
        assert_eq!(drawn.contains("chart-band\"") || drawn.contains("chart-whisker\""), on, "{query}");
    }
    // 43 of 2023 at 8000 scans: Garwood (31.12, 57.92) over 80.
    let page = hub.get("/monitor/vondsten?plaats=rotterdam&maat=per-scans").await.text();
    assert!(chart(&page).contains("Toeval alleen: 0,389 tot 0,724."), "{}", chart(&page));
    let weights = hub.get("/monitor/aandeel?plaats=rotterdam&band=ja").await.text();
    assert!(!chart(&weights).contains("De band zegt"), "chance makes no percentages");
}

#[tokio::test]
async fn an_address_that_cannot_be_read_says_so() {
    let hub = hub().await;
    for (address, said) in [
        ("/monitor/vondsten?beeld=zzz", "beeld=zzz"),
        ("/monitor/vondsten?bekend=gisteren&vanaf=9999", "vanaf=9999, bekend=gisteren"),
        ("/monitor/vondsten?maat=per-on%20zin&schaal=%3Cb%3E", "maat=per-on zin, schaal=&lt;b&gt;"),
        ("/monitor/vondsten/insluiten?band=x", "band=x"),
        ("/monitor/kaart?periode=zzz", "periode=zzz"),
        ("/monitor/kaart?periode=1999&bekend=zzz", "bekend=zzz, periode=1999"),
        ("/en/monitor/vondsten?beeld=zzz", "cannot be read, or is not there: beeld=zzz"),
    ] {
        let page = hub.get(address).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(said), "{address}: {said} in {}", page.text());
    }
    let clean =
        hub.get("/monitor/vondsten?beeld=lijnen&vanaf=2021&tot=2023&bekend=2024-01-01&plaats=&maat=").await.text();
    assert!(!clean.contains("In het adres"), "{clean}");
}

#[tokio::test]
async fn the_map_is_a_file_as_well() {
    let values = values();
    let files = [
        ("hubs.toml", crate::maps::HUBS),
        ("places.toml", crate::maps::PLACES),
        ("monitor/indicators.toml", REGISTER),
        ("monitor/observations.csv", &*values),
    ];
    let hub = TestHub::with(&files, config()).await;
    let page = hub.get("/monitor/kaart?indicator=scans&periode=2021").await.text();
    assert!(page.contains("href=\"/monitor/kaart.svg?indicator=scans&amp;periode=2021\""), "{page}");
    for (before, said) in [("", "Schematisch getekend"), ("/en", "chematic")] {
        let file = hub.get(&format!("{before}/monitor/kaart.svg?indicator=scans&periode=2021")).await;
        assert_eq!((file.status, file.header("content-type")), (200, "image/svg+xml"));
        let file = file.text();
        assert!(file.contains(said) && file.contains("map-value") && file.contains("Jaarbericht"), "{file}");
        roxmltree::Document::parse(&file).unwrap_or_else(|error| panic!("{error} in {file}"));
    }
    let hidden = hub.get("/monitor/kaart.svg?indicator=vondsten&periode=2022").await.text();
    assert!(!hidden.contains("66.001") && !hidden.contains("Geheim"), "{hidden}");
    let picture = hub.get("/monitor/kaart.png?indicator=scans").await;
    assert_eq!((picture.status, &picture.body[1..4]), (200, &b"PNG"[..]));
    assert_eq!(hub.get("/monitor/kaart.svg?indicator=bestaat-niet").await.status, 404);
    assert_eq!(hub.get("/monitor/kaart.svg?bekend=2000-01-01").await.status, 404, "nothing was known");
}
