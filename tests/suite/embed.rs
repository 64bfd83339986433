//! Charts that leave the site: in a frame on another one, and as a picture. Only what is public, for whoever asks.

use app::model::reader::{OrganisationKind, Role};

use crate::hub::{TestHub, config};
use crate::visitor::{organisation, signed_in, with_token};

const REGISTER: &str = "[[indicator]]\ncode = \"kg\"\nname = { nl = \"Kilo <b>\", en = \"Kilos <b>\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"kg\", en = \"kg\" }\ntheme = \"seizures\"\n\
    direction = \"ambiguous\"\nposition = 1\nsharing = { tlp = \"TLP:CLEAR\" }\n\
    [[indicator]]\ncode = \"binnen\"\nname = { nl = \"Binnen\", en = \"Inside\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"\", en = \"\" }\ntheme = \"effort\"\n\
    direction = \"neutral\"\nposition = 2\nsharing = { tlp = \"TLP:GREEN\" }\n";

const VALUES: &str = "id,indicator,place,period,value,qualifier,publisher,title,known_on,tlp,audience\n\
    A,kg,schiphol,2022,1100,exact,Dienst een,Jaarbericht,2023-03-01,,\n\
    B,kg,schiphol,2023,1200,exact,Dienst een,Jaarbericht,2024-03-02,,\n\
    C,kg,rotterdam,2022,66001,exact,Dienst geheim,Verborgen,,TLP:AMBER,organisation:douane\n\
    D,kg,rotterdam,2023,66002,exact,Dienst geheim,Verborgen,,TLP:AMBER,organisation:douane\n\
    E,binnen,schiphol,2022,66003,exact,,Binnenbron,,,\n\
    F,binnen,schiphol,2023,66004,exact,,Binnenbron,,,\n";

async fn hub() -> TestHub {
    TestHub::with(&[("monitor/indicators.toml", REGISTER), ("monitor/observations.csv", VALUES)], config()).await
}

#[tokio::test]
async fn a_chart_stands_in_frames_of_others_and_nothing_else_does() {
    let hub = hub().await;
    for (before, name, day) in [("", "Kilo &lt;b&gt;", "2 maart 2024"), ("/en", "Kilos &lt;b&gt;", "2 March 2024")] {
        let address = format!("{before}/monitor/kg/insluiten");
        let answer = hub.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        let policy = answer.header("content-security-policy").to_owned();
        assert!(policy.contains("frame-ancestors *") && !policy.contains("script-src"), "{policy}");
        assert!(!answer.headers.contains_key("x-frame-options") && !answer.headers.contains_key("set-cookie"));
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(answer.header("cache-control"), "public, max-age=300");
        let etag = answer.header("etag").to_owned();
        let page = answer.text();
        for part in [name, "chart-drawing", "Dienst een", day, &format!("href=\"{before}/monitor/kg\"")] {
            assert!(page.contains(part), "{part} in {page}");
        }
        for lacks in ["<script", "<nav", "<form", "66.00", "66,00", "geheim", " style=\""] {
            assert!(!page.contains(lacks), "{lacks} in {page}");
        }
        let mut again = crate::hub::request(axum::http::Method::GET, &address);
        again.headers_mut().insert("if-none-match", etag.parse().unwrap());
        assert_eq!(hub.send(again).await.status, 304);
        let earlier = hub.get(&format!("{address}?bekend=2023-06-01")).await.text();
        assert!(!earlier.contains(day), "{earlier}");
    }
    for other in ["/monitor/kg", "/monitor", "/monitor/kaart", "/insluiten", "/documenten/x/insluiten"] {
        let answer = hub.get(other).await;
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{other}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{other}");
    }
}

#[tokio::test]
async fn what_is_not_public_is_in_no_frame_whoever_asks() {
    let hub = hub().await;
    organisation(&hub, "Douane", OrganisationKind::Public, &["schiphol"]).await;
    let inside = with_token(&hub, "een@douane.example", "douane", Role::Reader).await;
    let cookie = signed_in(&hub, "twee@douane.example", "douane", Role::Reader).await;
    let open = hub.get("/monitor/kg/insluiten").await;
    for visitor in [&inside, &cookie] {
        assert!(visitor.get(&hub, "/monitor/kg").await.text().contains("66.00"), "they may read it themselves");
        let framed = visitor.get(&hub, "/monitor/kg/insluiten").await;
        assert_eq!(framed.text(), open.text(), "the same for everybody");
        assert_eq!(framed.header("cache-control"), "public, max-age=300");
        assert_eq!(visitor.get(&hub, "/monitor/binnen/insluiten").await.status, 404);
        let page = visitor.get(&hub, "/monitor/binnen").await.text();
        assert!(page.contains("66.00") && !page.contains("&lt;iframe"), "no code for what is not public");
    }
    let hidden = hub.get("/monitor/binnen/insluiten").await;
    let absent = hub.get("/monitor/bestaat/insluiten").await;
    assert_eq!((hidden.status, absent.status), (404, 404));
    assert_eq!(hidden.without_nonce().replace("binnen", "bestaat"), absent.without_nonce());
    assert_eq!(hidden.header("x-frame-options"), "DENY");
    let code = hub.get("/monitor/kg?schaal=eigen").await.text();
    assert!(
        code.contains("&lt;iframe src=&quot;/monitor/kg/insluiten")
            || code.contains("&lt;iframe src=\"/monitor/kg/insluiten"),
        "{code}"
    );
}

#[tokio::test]
async fn the_picture_is_the_drawing_in_dots() {
    let hub = hub().await;
    for address in ["/monitor/kg/grafiek.png", "/en/monitor/kg/grafiek.png?plaats=schiphol"] {
        let answer = hub.get(address).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"), "{address}");
        assert!(answer.header("content-disposition").contains("kg.png"));
        let bytes = &answer.body;
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!(number(16), 1520, "two dots for each of the drawing");
        let mut again = crate::hub::request(axum::http::Method::GET, address);
        again.headers_mut().insert("if-none-match", answer.header("etag").parse().unwrap());
        assert_eq!(hub.send(again).await.status, 304);
    }
    for absent in ["/monitor/kg/grafiek.png?plaats=rotterdam", "/monitor/binnen/grafiek.png", "/monitor/x/grafiek.png"]
    {
        assert_eq!(hub.get(absent).await.status, 404, "{absent}");
    }
    let page = hub.get("/monitor/kg?plaats=schiphol").await.text();
    assert!(page.contains("href=\"/monitor/kg/grafiek.png?plaats=schiphol\""), "{page}");
}

#[test]
fn letters_are_painted_and_nothing_outside_the_drawing_is_read() {
    let drawing = |inside: &str| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"60\" \
             height=\"30\" font-family=\"'Source Sans 3', sans-serif\">{inside}</svg>"
        );
        server::exchange::png::png(&svg).unwrap()
    };
    let empty = drawing("");
    let (thin, fat) =
        (drawing("<text x=\"4\" y=\"20\">Aé</text>"), drawing("<text x=\"4\" y=\"20\" font-weight=\"bold\">Aé</text>"));
    assert!(thin != empty && fat != thin, "both weights have letters");
    let file = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    assert_eq!(drawing(&format!("<image xlink:href=\"{file}\" width=\"9\" height=\"9\"/>")), empty);
    let large = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9000\" height=\"9000\"/>";
    assert!(server::exchange::png::png(large).unwrap_err().to_string().contains("larger than"));
}
