//! How long values take to come in.

use app::model::lag::{Arrival, Lag, lag};
use app::model::period::Period;
use server::exchange::observations::{self, Form};
use server::library::take_values;

use crate::hub::{TestHub, config};

fn arrival(period: &str, first: &str, last: &str) -> Arrival {
    let day = |text: &str| text.parse().expect("a day");
    Arrival { period: period.parse().expect("a period"), first: day(first), last: day(last) }
}

/// Ten quarters, each known 20 days after its end and changed for the last time so many days after it.
fn quarters(changed: [i32; 10]) -> Vec<Arrival> {
    let mut period: Period = "2023-Q1".parse().expect("a period");
    let mut arrivals = Vec::new();
    for days in changed {
        let end = period.last_day().expect("a last day");
        let after = |days: i32| end + jiff::Span::new().days(days);
        arrivals.push(Arrival { period, first: after(20), last: after(days) });
        period = period.next().expect("a next period");
    }
    arrivals
}

#[test]
fn nine_of_ten_count_and_neither_the_first_nor_the_last_does() {
    let found = lag([quarters([900, 40, 40, 40, 40, 40, 40, 40, 400, 800])].into_iter());
    assert_eq!(found, Some(Lag { days: 400, periods: 8 }), "of eight the eighth is the ninth of ten");
    let two = [quarters([20; 10]), quarters([20, 20, 20, 20, 20, 20, 20, 20, 300, 20])];
    assert_eq!(lag(two.into_iter()), Some(Lag { days: 20, periods: 16 }));
}

#[test]
fn what_was_filled_in_at_once_or_afterwards_is_no_delivery() {
    let at_once = (2010..2024).map(|year| arrival(&year.to_string(), "2024-06-01", "2024-06-01")).collect();
    assert_eq!(lag([at_once].into_iter()), None);
    let mut filled = quarters([30; 10]);
    filled.extend((2000..2020).map(|year| arrival(&year.to_string(), "2024-12-24", "2024-12-24")));
    assert_eq!(lag([filled].into_iter()), Some(Lag { days: 30, periods: 8 }));
}

#[test]
fn too_few_say_nothing() {
    assert_eq!(lag([quarters([30; 10])[..7].to_vec()].into_iter()), None);
    assert_eq!(lag(std::iter::empty()), None);
}

const REGISTER: &str = "[[indicator]]\ncode = \"kg\"\nname = { nl = \"Kilo\", en = \"Kilos\" }\n\
    definition = { nl = \"d\", en = \"d\" }\nunit = { nl = \"kg\", en = \"kg\" }\ntheme = \"seizures\"\n\
    direction = \"higher-is-better\"\nposition = 1\nrhythm = [\"month\"]\ndelay_days = 5\nsharing = { tlp = \"TLP:CLEAR\" }\n";

/// Twelve months of 2023, each known 12 days after its end and changed 40 days after it; January 2024 only the first.
fn deliveries() -> String {
    let mut rows = "indicator,hub,period,value,status,source,qualifier,note,known_on\n".to_owned();
    let mut period: Period = "2023-01".parse().unwrap();
    for month in 0..13 {
        let after = |days: i32| period.last_day().unwrap() + jiff::Span::new().days(days);
        rows += &format!("kg,schiphol,{period},{},A,Douane,exact,,{}\n", 100 + month, after(12));
        if month < 12 {
            rows += &format!("kg,schiphol,{period},{},A,Douane,exact,,{}\n", 200 + month, after(40));
        }
        period = period.next().unwrap();
    }
    rows
}

#[tokio::test]
async fn what_is_too_early_is_measured_and_said() {
    let hub = TestHub::with(&[("monitor/indicators.toml", REGISTER)], config()).await;
    let intake = observations::read("waarden.csv", deliveries().as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    let page = hub.get("/monitor/kg?beeld=staven").await.page();
    assert!(page.contains("40 dagen na het einde van de periode"), "what was measured");
    assert!(page.contains("bekend voordat de periode volledig kon zijn"), "January was known after 12 days");
    // By the end of May five months were known, and the measure needs six besides the first and the last.
    let page = hub.get("/monitor/kg?beeld=staven&bekend=2023-06-01").await.page();
    assert!(!page.contains("40 dagen na het einde van de periode"));
    assert!(page.contains("5 dagen na het einde van de periode"), "what the register says");
}
