//! The monitor, the plan and the hubs as pages, over the bundled content: nothing that is known is left out, and
//! nothing is made more certain than it is.

use app::desk::{Hubs, Plans};
use app::model::lang::Lang;
use app::model::reader::Reader;
use app::parts::format;
use app::parts::plan_matrix::gaps;

use crate::charts::interface;
use crate::hub::TestHub;

/// The text of a page as a reader sees it: no tags, entities undone.
fn seen(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

/// The row of a value, from its id to the end of the row.
fn row<'a>(html: &'a str, id: &str) -> &'a str {
    let start = html.find(&format!("id=\"v-{id}\"")).unwrap_or_else(|| panic!("no row for {id}"));
    let rest = &html[start..];
    &rest[..rest.find("</tr>").unwrap()]
}

#[tokio::test]
async fn every_value_stands_on_its_page_with_its_source() {
    let hub = TestHub::bundled().await;
    let all = hub.all_series(&Reader::Anonymous).await;
    assert!(all.iter().map(|series| series.observations.len()).sum::<usize>() > 200);
    for (lang, before) in [(Lang::Nl, ""), (Lang::En, "/en")] {
        let interface = interface(lang);
        for series in &all {
            let answer = hub.get(&format!("{before}/monitor/{}", series.indicator.code)).await;
            assert_eq!(answer.status, 200, "{}", series.indicator.code);
            let html = answer.text();
            for observation in &series.observations {
                let text = seen(row(&html, observation.id.as_str()));
                let value = format::number(lang, observation.value.unwrap());
                assert!(text.contains(&value), "{}: no {value} in {text}", observation.id);
                assert!(text.contains(&format::period(interface, observation.period)), "{}: {text}", observation.id);
                assert!(text.contains(&observation.source.title), "{}: {text}", observation.id);
                assert!(text.contains(interface.words.names.qualifier(observation.qualifier)), "{text}");
                if let Some(link) = observation.source.link() {
                    let href = format!("href=\"{}\"", link.replace('&', "&amp;"));
                    assert!(row(&html, observation.id.as_str()).contains(&href), "{}: {href}", observation.id);
                }
            }
        }
    }
}

#[tokio::test]
async fn values_that_disagree_are_both_in_the_chart_and_explained() {
    let hub = TestHub::bundled().await;
    let mut seen_conflicts = 0;
    for series in hub.all_series(&Reader::Anonymous).await {
        let html = hub.get(&format!("/monitor/{}", series.indicator.code)).await.text();
        for group in series.conflicts() {
            seen_conflicts += 1;
            let explained = &html[html.find("id=\"conflicts\"").unwrap()..html.find("id=\"values\"").unwrap()];
            for observation in group {
                let value = format::number(Lang::Nl, observation.value.unwrap());
                assert!(seen(explained).contains(&value), "{}: {value}", observation.id);
                // What the mark itself says.
                let charts = &html[..html.find("id=\"conflicts\"").unwrap()];
                assert!(charts.contains(&format!(": {value}\u{a0}")), "{}: no mark of {value}", observation.id);
            }
        }
    }
    assert!(seen_conflicts >= 8, "the known conflicts are in the content: {seen_conflicts}");
}

#[tokio::test]
async fn the_budget_adds_up_on_the_page() {
    let hub = TestHub::bundled().await;
    let shelf = hub.shelf();
    let budget = shelf.plan().await.unwrap().budget;
    assert_eq!(budget.check(), Ok(()));
    for (lang, address, check) in [
        (Lang::Nl, "/maatregelen", "De delen tellen op tot €\u{a0}29\u{a0}miljoen"),
        (Lang::En, "/en/maatregelen", "The parts add up to €\u{a0}29\u{a0}million"),
    ] {
        let text = seen(&hub.get(address).await.text());
        assert!(text.contains(check));
        for year in &budget.series {
            assert!(text.contains(&format::euros(interface(lang), year.cents)), "{}", year.year);
        }
        for part in &budget.allocation {
            assert!(text.contains(&format::euros(interface(lang), part.cents)), "{:?}", part.hub);
        }
    }
}

#[tokio::test]
async fn measures_and_motions_are_all_there_and_filters_narrow() {
    let hub = TestHub::bundled().await;
    let shelf = hub.shelf();
    let plan = shelf.plan().await.unwrap();
    let html = hub.get("/maatregelen").await.text();
    assert_eq!(plan.motions.len(), 4);
    for measure in &plan.measures {
        assert!(html.contains(&format!("id=\"{}\"", measure.code)), "{}", measure.code);
    }
    for motion in &plan.motions {
        assert!(html.contains(&format!("id=\"{}\"", motion.code)), "{}", motion.code);
    }
    assert!(seen(&html).contains("De stand is die van de brief van 4 november 2022"));
    let narrowed = hub.get("/maatregelen?knooppunt=schiphol&lijn=resilience").await.text();
    for measure in &plan.measures {
        let wanted = measure.hubs.iter().any(|hub| hub.as_str() == "schiphol")
            && measure.lines.contains(&app::model::line::Line::Resilience);
        assert_eq!(narrowed.contains(&format!("id=\"{}\"", measure.code)), wanted, "{}", measure.code);
    }
    let strange = hub.get("/maatregelen?knooppunt=%00nergens&lijn=").await;
    assert_eq!(strange.status, 200);
}

#[tokio::test]
async fn every_page_of_monitor_and_plan_answers_in_both_languages() {
    let hub = TestHub::bundled().await;
    let shelf = hub.shelf();
    let mut addresses: Vec<String> =
        ["/monitor", "/monitor?knooppunt=schiphol", "/maatregelen", "/keten", "/gegevensdeling", "/stuurgroep"]
            .map(str::to_owned)
            .to_vec();
    addresses.push("/knooppunten".to_owned());
    addresses.extend(shelf.hubs().await.unwrap().iter().map(|hub| format!("/knooppunten/{}", hub.code)));
    for address in addresses {
        for before in ["", "/en"] {
            let answer = hub.get(&format!("{before}{address}")).await;
            assert_eq!(answer.status, 200, "{before}{address}");
            let html = answer.text();
            assert_eq!(html.matches("<h1").count(), 1, "{before}{address}");
            assert!(!html.contains(" style=\""), "{before}{address}: an inline style breaks the policy");
            let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
            assert!(!seen(main).contains('{'), "{before}{address}: a sentence was not filled in");
        }
    }
    for absent in ["/monitor/bestaat-niet", "/knooppunten/bestaat-niet", "/en/monitor/%00"] {
        assert_eq!(hub.get(absent).await.status, 404, "{absent}");
    }
}

#[tokio::test]
async fn figures_of_parts_never_stand_under_the_whole_hub() {
    let hub = TestHub::bundled().await;
    let html = hub.get("/knooppunten/zeeland-west-brabant").await.text();
    let whole = html.find("Over het hele knooppunt").unwrap();
    let parts = html.find("Over delen van het knooppunt").unwrap();
    assert!(whole < parts);
    let figures = &html[html.find("hub-figures").unwrap()..];
    let whole = &figures[..figures.find("Over delen van het knooppunt").unwrap()];
    assert!(!whole.contains("Haven Vlissingen") && !whole.contains("Haven Moerdijk"));
    assert!(figures.contains("Haven Vlissingen"));
}

#[tokio::test]
async fn the_steering_group_sees_the_gaps_that_are_there() {
    let hub = TestHub::bundled().await;
    let shelf = hub.shelf();
    let plan = shelf.plan().await.unwrap();
    let hubs = shelf.hubs().await.unwrap();
    let text = seen(&hub.get("/stuurgroep").await.text());
    let nl = interface(Lang::Nl);
    for (place, line) in gaps(&plan.measures, &hubs) {
        let gap = format!("{}, {}", place.short.nl, nl.words.names.line(line));
        assert!(text.contains(&gap), "{gap}");
    }
    assert!(text.contains("geen actueel beeld"));
}
