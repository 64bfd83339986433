//! What readers see of congresses: the timetable, sessions, versions, files, search, and the network.

use app::model::lang::Lang;
use app::model::query::{HitKind, Query};
use server::exchange::Limits;
use server::library;

use crate::congress::fixture;
use crate::hub::{TestHub, config};

async fn hub(names: &[&str]) -> TestHub {
    let hub = TestHub::with(&[], config()).await;
    for name in names {
        library::publish(hub.shelf().store(), &fixture(name), Limits::default(), None, |_, _| ()).await.unwrap();
    }
    hub.catch_up().await;
    hub
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_is_a_timetable_with_filters_and_a_choice_of_ones_own() {
    let hub = hub(&["congress.xml"]).await;
    let page = hub.get("/congres/2024").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert_eq!(text.matches("class=\"session").count() - text.matches("class=\"session-").count(), 6, "six sessions");
    assert!(text.contains("zaterdag 26 oktober 2024") && text.contains("na middernacht"), "{text}");
    assert!(text.contains("application/ld+json") && text.contains("EventCancelled"));
    let track = hub.get("/congres/2024?spoor=Barri%C3%A8res").await.text();
    assert!(
        track.contains("2 van 6 sessies") && track.contains("kwikstaart") && !track.contains("Na de wintertijd</a>")
    );
    let own = hub.get("/congres/2024?keuze=104&keuze=106&alleen=keuze").await.text();
    assert!(own.contains("2 van 6 sessies") && own.contains("/congres/2024/congres.ics?session=104,106"), "{own}");
    assert!(hub.get("/en/congres/2024?dag=2").await.text().contains("1 of 6 sessions"));
    assert!(hub.get("/congres/2024?zaal=nergens").await.text().contains("Geen sessie past"));
    assert_eq!(hub.get("/congres/1999").await.status, 404);
    assert_eq!(hub.get("/congres/2024/999").await.status, 404);
    assert_eq!(hub.get("/congres/2024/x").await.status, 404);
    assert!(hub.get("/congres").await.text().contains("Voorbeeldcongres (verzonnen)"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hostile_in_a_schedule_is_text_on_its_page() {
    let hub = hub(&["congress.xml", "pretalx.json"]).await;
    let page = hub.get("/congres/2024/101").await.text();
    assert!(page.contains("Opening &amp; welkom: \"samen\" &lt;sterker&gt;"), "{page}");
    assert!(!page.contains("alert(1)</script>") && !page.contains("href=\"javascript:"), "{page}");
    assert!(page.contains("<strong>niet</strong>"), "Markdown is rendered");
    assert!(page.contains("href=\"https://voorbeeld.example/\""), "HTML is kept as far as it is safe");
    assert!(page.contains("rel=\"noopener noreferrer\""));
    let page = hub.get("/congres/2023/12").await.text();
    assert!(page.contains("&lt;b&gt;bold&lt;/b&gt;") && !page.contains("<b>bold"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_are_listed_with_their_changes() {
    let hub = hub(&["congress.xml", "congress-2.xml"]).await;
    let page = hub.get("/congres/2024/wijzigingen").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    for said in
        ["Verplaatst", "Zegelwerkplaats kwikstaart", "Verwijderd", "Nachtelijke napraat", "Eerste gepubliceerde versie"]
    {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    assert!(!text.contains("href=\"/congres/2024/103\""), "what is gone has no page");
    assert_eq!(hub.get("/congres/2023/wijzigingen").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_version_is_there_as_files() {
    let hub = hub(&["congress.xml"]).await;
    for (file, kind, begins) in [
        ("schedule.xml", "application/xml; charset=utf-8", "<?xml"),
        ("schedule.json", "application/json", "{"),
        ("schedule.xcal", "application/calendar+xml; charset=utf-8", "<?xml"),
        ("congres.ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR\r\n"),
    ] {
        let answer = hub.get(&format!("/congres/2024/{file}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{file}");
        assert!(answer.text().starts_with(begins), "{file}: {}", answer.text());
        assert_eq!(hub.get(&format!("/congres/1999/{file}")).await.status, 404, "{file} of nothing");
    }
    let some = hub.get("/congres/2024/congres.ics?session=101,106").await.text();
    assert_eq!(some.matches("BEGIN:VEVENT").count(), 2);
    let track = hub.get("/congres/2024/congres.ics?track=Informatie").await.text();
    assert_eq!(track.matches("BEGIN:VEVENT").count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_found_in_their_own_language_and_go_when_they_are_gone() {
    let hub = hub(&["congress.xml"]).await;
    let ask = |text: &'static str, lang| {
        let desk = hub.site.desk();
        async move { desk.search(&Query::new(text, lang)).await.unwrap().hits }
    };
    let hits = ask("kwikstaart", Lang::Nl).await;
    assert_eq!((hits[0].slug.as_str(), hits[0].kind), ("2024/102", HitKind::Session));
    let hits = ask("wagtail", Lang::En).await;
    assert_eq!((hits[0].slug.as_str(), hits[0].lang), ("2024/104", Lang::En));
    assert!(hub.get("/zoeken?q=kwikstaart").await.text().contains("href=\"/congres/2024/102\""));
    let answer = hub.get("/api/v1/zoeken?q=napraat&soort=session").await.json();
    assert_eq!((&answer["totaal"], &answer["resultaten"][0]["id"]), (&1.into(), &"2024/103".into()));
    library::publish(hub.shelf().store(), &fixture("congress-2.xml"), Limits::default(), None, |_, _| ())
        .await
        .unwrap();
    hub.catch_up().await;
    assert!(ask("napraat", Lang::Nl).await.iter().all(|hit| hit.slug.as_str() != "2024/103"));
    assert_eq!(ask("slotwoord", Lang::Nl).await[0].slug.as_str(), "2024/107");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_announced_congress_says_what_is_known_and_no_more() {
    let hub = TestHub::bundled().await;
    for (address, said) in
        [("/congres/2023", "alleen de aankondiging bekend"), ("/en/congres/2023", "Only the announcement")]
    {
        let page = hub.get(address).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        assert!(text.contains(said) && text.contains("Plan van aanpak drugssmokkel via mainports"), "{text}");
        assert!(!text.contains("schedule.xml"), "without a programme there are no files of it");
    }
    assert_eq!(hub.get("/congres/2023/schedule.xml").await.status, 404);
    assert!(hub.get("/congres").await.text().contains("Congres voor professionals"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_network_lists_organisations_by_hub_kind_and_line() {
    let hub = TestHub::bundled().await;
    let all = hub.get("/netwerk").await.text();
    assert!(all.contains("Openbaar Ministerie") && all.contains("/documenten/waar-melden"), "{all}");
    assert!(!all.contains("Redactie Knooppunt"));
    let count = |text: &str| text.matches("class=\"network-row\"").count();
    let (hubs, kinds) = (hub.get("/netwerk?knooppunt=schiphol").await, hub.get("/netwerk?soort=foreign").await);
    for some in [hubs.text(), kinds.text(), hub.get("/en/netwerk?lijn=information").await.text()] {
        assert!(count(&some) > 0 && count(&some) < count(&all), "{some}");
    }
}
