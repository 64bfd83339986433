//! Signals: found once, never wider than the values they rest on, and judged by those whose work that is.

use app::desk::{Changes, Signals};
use app::model::audit::{Deed, TraceFilter};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::signal::{Kind, SignalFilter};
use server::exchange::observations::{self, Form};
use server::library::take_values;
use server::library::watch::watch;
use server::monitor::simulate::Random;

use crate::corpus::person;
use crate::hub::{TestHub, config};
use crate::visitor::{Visitor, form, organisation, signed_in};

const HUBS: [&str; 5] = ["rotterdam", "zeeland-west-brabant", "noordzeekanaalgebied", "schiphol", "bloemenveilingen"];
const MEANS: [f64; 5] = [20.0, 12.0, 8.0, 15.0, 6.0];
const HEADER: &str = "indicator,hub,period,value,status,source,qualifier,note,tlp,audience\n";

fn register(code: &str, position: u32, unit: &str, tlp: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"{code}\"\nname = {{ nl = \"Reeks {code}\", en = \"Series {code}\" }}\n\
         definition = {{ nl = \"d\", en = \"d\" }}\nunit = {{ nl = \"{unit}\", en = \"{unit}\" }}\ntheme = \"seizures\"\n\
         direction = \"ambiguous\"\nposition = {position}\nrhythm = [\"month\"]\nsharing = {{ tlp = \"{tlp}\" }}\n"
    )
}

/// Sixty months of counts; in the last year a part of those of Rotterdam is at Schiphol.
fn values(code: &str, label: &str, moved: f64) -> String {
    let mut random = Random::named(code);
    let mut text = String::new();
    let mut table: Vec<Vec<f64>> =
        MEANS.iter().map(|mean| (0..60).map(|_| random.count(*mean, 1.3)).collect()).collect();
    let gone: Vec<f64> = table[0][48..].iter().map(|count| (count * moved).round()).collect();
    for (at, share) in gone.iter().enumerate() {
        table[0][48 + at] -= share;
        table[3][48 + at] += share;
    }
    for (hub, row) in HUBS.iter().zip(&table) {
        for (month, count) in row.iter().enumerate() {
            let period = format!("{}-{:02}", 2020 + month / 12, month % 12 + 1);
            text.push_str(&format!("{code},{hub},{period},{count},A,Bron,exact,,{label}\n"));
        }
    }
    text
}

async fn take(hub: &TestHub, rows: &str) {
    let text = format!("{HEADER}{rows}");
    let intake = observations::read("w.csv", text.as_bytes(), Form::Partner, &|_| {}).unwrap();
    take_values(hub.shelf().store(), intake, false, &|_| {}).await.unwrap();
    hub.catch_up().await;
}

async fn hub() -> TestHub {
    let registers = register("open", 1, "partijen", "TLP:CLEAR")
        + &register("leden", 2, "partijen", "TLP:GREEN")
        + &register("dienst", 3, "partijen", "TLP:AMBER")
        + &register("gewicht", 4, "kg", "TLP:CLEAR");
    let hub = TestHub::with(&[("monitor/indicators.toml", &registers)], config()).await;
    take(&hub, &values("open", ",", 0.7)).await;
    take(&hub, &values("leden", ",", 0.7)).await;
    take(&hub, &values("dienst", "TLP:AMBER,organisation:douane", 0.7)).await;
    take(&hub, &values("gewicht", ",", 0.9)).await;
    hub
}

fn all() -> SignalFilter {
    SignalFilter { size: 100, ..SignalFilter::default() }
}

async fn listed(hub: &TestHub, reader: &Reader) -> Vec<(String, Kind, String)> {
    let list = hub.shelf().signals(reader, &all()).await.unwrap();
    assert_eq!(list.total, list.items.len() as u64);
    let told = list.items.into_iter().map(|one| one.signal);
    told.map(|signal| (signal.indicator.to_string(), signal.kind, signal.id.to_string())).collect()
}

#[tokio::test]
async fn displacement_becomes_one_signal_however_often_it_is_looked_for_and_kilos_never_do() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let seq = store.seq();
    let trial = watch(store, true, &|_| {}).await.unwrap();
    assert!(!trial.signals.is_empty() && trial.new == 0 && store.seq() == seq, "a trial writes nothing");
    let first = watch(store, false, &|_| {}).await.unwrap();
    assert_eq!(first.new, first.signals.len() as u64);
    assert!(first.signals.iter().all(|signal| signal.indicator.as_str() != "gewicht"));
    for code in ["open", "leden", "dienst"] {
        let moved = first.signals.iter().find(|s| s.indicator.as_str() == code && s.kind == Kind::Displacement);
        let moved = moved.unwrap_or_else(|| panic!("{code}: {:?}", first.signals));
        assert_eq!(moved.place.as_str(), "schiphol");
        assert_eq!(moved.other.as_ref().unwrap().as_str(), "rotterdam");
        assert_eq!(moved.period.to_string(), "2024-12");
        // Each label is a family of its own: how many pairs others have does not show.
        assert_eq!(moved.evidence.pair.as_ref().unwrap().screened, 20);
    }
    let again = watch(store, false, &|_| {}).await.unwrap();
    assert_eq!((again.signals.len(), again.new), (first.signals.len(), 0));
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_signal_is_for_those_who_may_read_its_values_and_for_others_it_is_not_there() {
    let hub = hub().await;
    let before = hub.get("/signalen").await.without_nonce();
    watch(hub.shelf().store(), false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    let inside = person("p-1", "douane", OrganisationKind::Public, "schiphol");
    let member = person("p-2", "rederij", OrganisationKind::Private, "schiphol");
    let codes = |list: Vec<(String, Kind, String)>| {
        let mut codes: Vec<String> = list.into_iter().map(|(code, ..)| code).collect();
        codes.sort();
        codes.dedup();
        codes
    };
    assert_eq!(codes(listed(&hub, &Reader::Anonymous).await), ["open"]);
    assert_eq!(codes(listed(&hub, &member).await), ["leden", "open"]);
    let of_inside = listed(&hub, &inside).await;
    assert_eq!(codes(of_inside.clone()), ["dienst", "leden", "open"]);

    // Without an account a hidden signal answers as one that does not exist.
    organisation(&hub, "Rederij", OrganisationKind::Private, &["schiphol"]).await;
    let outsider = signed_in(&hub, "een@rederij.example", "rederij", Role::Steering).await;
    let nobody = Visitor::default();
    let absent = "019aa000-0000-7000-8000-000000000000";
    for (code, _, id) in &of_inside {
        for (visitor, sees) in [(&nobody, code == "open"), (&outsider, code != "dienst")] {
            for english in ["", "/en"] {
                let address = format!("{english}/signalen/{id}");
                let answer = visitor.get(&hub, &address).await;
                assert_eq!(answer.status, if sees { 200 } else { 404 }, "{code} {address}");
                if !sees {
                    let none = visitor.get(&hub, &format!("{english}/signalen/{absent}")).await;
                    assert_eq!(
                        answer.without_nonce().replace(id.as_str(), absent),
                        none.without_nonce(),
                        "{address}: byte for byte"
                    );
                    let forged = form(&[("actie", "take"), ("revision", "0")]);
                    let posted = visitor.post(&hub, &address, &forged).await;
                    assert_eq!(posted.status, visitor.turned_away(), "{address}");
                }
            }
        }
        let listed = hub.get("/api/v1/signalen?aantal=100").await.text();
        assert_eq!(listed.contains(id.as_str()), code == "open");
        assert_eq!(hub.get("/signalen").await.text().contains(id.as_str()), code == "open");
    }
    assert_ne!(before, hub.get("/signalen").await.without_nonce());
    let api = hub.get("/api/v1/signalen?soort=displacement&knooppunt=schiphol").await.json();
    assert_eq!((&api["totaal"], &api["resultaten"][0]["vanuit"]), (&1.into(), &"rotterdam".into()));
    assert_eq!(hub.get("/api/v1/signalen?soort=anders").await.status, 400);

    // What is opened above TLP:GREEN, and what is refused, is recorded.
    let hidden = of_inside.iter().find(|(code, ..)| code == "dienst").unwrap();
    let id = hidden.2.parse().unwrap();
    hub.shelf().signal(&member, &id).await.unwrap_err();
    let all = TraceFilter { size: 100, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &all).await.unwrap().items;
    assert!(rows.iter().any(|row| row.deed == Deed::Refused && row.person.as_str() == "p-2"), "{rows:?}");

    // Of what they may not read, others do not even hear that it changed.
    let seq = hub.shelf().store().seq();
    let person = app::model::signal::Triage::Note("x".to_owned());
    let admin = crate::visitor::id_of(&hub, "een@rederij.example").await;
    assert!(hub.shelf().store().triage(&admin, &id, 0, &person).await.unwrap());
    assert!(!hub.shelf().changed_since(&Reader::Anonymous, seq).await.unwrap());
    assert!(hub.shelf().changed_since(&inside, seq).await.unwrap());
}

#[tokio::test]
async fn a_signal_goes_when_its_values_get_a_narrower_label_or_are_hidden() {
    let hub = hub().await;
    watch(hub.shelf().store(), false, &|_| {}).await.unwrap();
    let moved =
        |list: Vec<(String, Kind, String)>| list.iter().filter(|(_, kind, _)| *kind == Kind::Displacement).count();
    assert_eq!(moved(listed(&hub, &Reader::Anonymous).await), 1);
    // The last value of the hub where it went down is for the customs alone from now on.
    let store = hub.shelf().store();
    let last = store.observations(&"open".parse().unwrap(), None).await.unwrap();
    let last =
        last.iter().find(|one| one.place.as_str() == "rotterdam" && one.period.to_string() == "2024-12").unwrap();
    let value = last.value.unwrap();
    take(&hub, &format!("open,rotterdam,2024-12,{value},A,Bron,exact,,TLP:AMBER,organisation:douane\n")).await;
    assert_eq!(moved(listed(&hub, &Reader::Anonymous).await), 0);
    let member = person("p-2", "rederij", OrganisationKind::Private, "schiphol");
    assert_eq!(moved(listed(&hub, &member).await), 1, "that of the members is still there");
}

#[tokio::test]
async fn the_triage_is_for_the_steering_group_and_stale_or_forged_forms_change_nothing() {
    let hub = hub().await;
    organisation(&hub, "Douane", OrganisationKind::Public, &["schiphol"]).await;
    let steering = signed_in(&hub, "stuur@douane.example", "douane", Role::Steering).await;
    let reader = signed_in(&hub, "lees@douane.example", "douane", Role::Reader).await;
    watch(hub.shelf().store(), false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    let moved = SignalFilter { kind: Some(Kind::Displacement), ..all() };
    let list = hub.shelf().signals(&Reader::Anonymous, &moved).await.unwrap();
    let id = list.items[0].signal.id.to_string();
    let address = format!("/signalen/{id}");
    let page = steering.get(&hub, &address).await.text();
    assert!(page.contains("Beoordelen") && page.contains("name=\"revision\" value=\"0\""));
    let plain = hub.get(&address).await.without_nonce();
    assert!(!plain.contains("Beoordelen"));
    assert!(!reader.get(&hub, &address).await.text().contains("Beoordelen"));

    let judged = form(&[("actie", "judge"), ("revision", "0"), ("outcome", "effort"), ("note", "Meer scans <b>.")]);
    for visitor in [&Visitor::default(), &reader] {
        assert_eq!(visitor.post(&hub, &address, &judged).await.status, visitor.turned_away(), "not their work");
    }
    assert_eq!(hub.get(&address).await.without_nonce(), plain, "nothing happened");
    let note = form(&[("actie", "note"), ("revision", "0"), ("note", "Alleen voor de stuurgroep")]);
    assert_eq!(steering.post(&hub, &address, &note).await.status, 303);
    assert_eq!(hub.get(&address).await.without_nonce(), plain, "a note changes no byte for others");

    let stale = steering.post(&hub, &address, &judged).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Meer scans &lt;b&gt;."), "what was typed comes back: {}", stale.text());
    let judged = judged.replace("revision=0", "revision=1");
    let done = steering.post(&hub, &address, &judged).await;
    assert_eq!((done.status, done.header("location")), (303, format!("{address}?klaar=1").as_str()));
    let page = steering.get(&hub, &address).await.text();
    assert!(page.contains("Meer scans &lt;b&gt;.") && page.contains("Alleen voor de stuurgroep"), "{page}");
    let shown = hub.get(&address).await.text();
    assert!(shown.contains("oor meer of minder controle") && !shown.contains("Meer scans"), "{shown}");
    assert!(hub.get("/signalen").await.text().contains("Van 1 beoordeelde signalen was bij 0 echt iets veranderd."));

    for (act, field, value, status) in [
        ("link-document", "document", "bestaat-niet", 422),
        ("link-measure", "measure", "bestaat-niet", 422),
        ("judge", "outcome", "onzin", 400),
        ("onzin", "x", "y", 400),
        ("take", "owner", "iemand-anders", 303),
    ] {
        let posted = steering.post(&hub, &address, &form(&[("actie", act), ("revision", "2"), (field, value)])).await;
        assert_eq!(posted.status, status, "{act}");
    }
    let page = steering.get(&hub, &address).await.text();
    assert!(page.contains("Proef stuur@douane.example"), "the owner is who took it, whatever the form says");
    // An alarm that comes back after the judgement is a new one only for another period.
    let again = watch(hub.shelf().store(), false, &|_| {}).await.unwrap();
    assert_eq!(again.new, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_watches_hears_of_new_signals_and_of_changed_outcomes_as_far_as_they_may_read_them() {
    let hub = hub().await;
    organisation(&hub, "Douane", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["schiphol"]).await;
    let steering = signed_in(&hub, "stuur@douane.example", "douane", Role::Steering).await;
    let inside = signed_in(&hub, "lees@douane.example", "douane", Role::Reader).await;
    let outside = signed_in(&hub, "lees@rederij.example", "rederij", Role::Reader).await;
    let things = ["indicator:open", "indicator:dienst", "hub:schiphol", "line:enforcement", "line:barriers"];
    for visitor in [&inside, &outside] {
        for what in things {
            let fields = form(&[("actie", "watch"), ("what", what), ("terug", "/")]);
            assert_eq!(visitor.post(&hub, "/overzicht", &fields).await.status, 303, "{what}");
        }
        let fields = form(&[("actie", "watch"), ("what", "indicator:bestaat-niet"), ("terug", "/")]);
        assert_eq!(visitor.post(&hub, "/overzicht", &fields).await.status, 404);
    }
    assert!(inside.get(&hub, "/monitor/open").await.text().contains("U volgt dit"));
    let news = async |visitor: &Visitor| {
        let page = visitor.get(&hub, "/overzicht").await.text();
        let start = page.find("id=\"news\"").unwrap();
        page[start..start + page[start..].find("</section>").unwrap()].to_owned()
    };
    assert!(news(&outside).await.contains("niets nieuws"));
    watch(hub.shelf().store(), false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    let name = |code: &str| format!("Reeks {code}");
    let (of_inside, of_outside) = (news(&inside).await, news(&outside).await);
    assert!(of_inside.contains(&name("dienst")) && of_inside.contains("TLP:AMBER"), "{of_inside}");
    assert!(of_outside.contains(&name("leden")) && of_outside.contains(&name("open")), "{of_outside}");
    let told = of_outside.split("<h3>").find(|part| part.starts_with(&name("dienst")));
    assert_eq!(told, None, "nothing new about what they may not read: {of_outside}");
    assert!(!of_outside.contains("TLP:AMBER"), "{of_outside}");

    // Looked at; then an outcome is news again, and the same outcome with a note is not.
    let looked = async |visitor: &Visitor| {
        let at = (jiff::Timestamp::now()).as_millisecond().to_string();
        assert_eq!(visitor.post(&hub, "/overzicht", &form(&[("actie", "looked"), ("at", &at)])).await.status, 303);
    };
    looked(&outside).await;
    assert!(news(&outside).await.contains("niets nieuws"));
    let moved = SignalFilter { kind: Some(Kind::Displacement), indicator: Some("open".parse().unwrap()), ..all() };
    let list = hub.shelf().signals(&Reader::Anonymous, &moved).await.unwrap();
    let address = format!("/signalen/{}", list.items[0].signal.id);
    let judge = |revision: &str, note: &str| {
        form(&[("actie", "judge"), ("revision", revision), ("outcome", "real"), ("note", note)])
    };
    assert_eq!(steering.post(&hub, &address, &judge("0", "")).await.status, 303);
    let fresh = news(&outside).await;
    assert!(fresh.contains(&name("open")) && !fresh.contains(&name("leden")), "{fresh}");
    looked(&outside).await;
    assert_eq!(steering.post(&hub, &address, &judge("1", "Nog eens.")).await.status, 303);
    assert!(news(&outside).await.contains("niets nieuws"));
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_names_signals_up_to_green_and_counts_the_rest() {
    let hub = hub().await;
    organisation(&hub, "Douane", OrganisationKind::Public, &["schiphol"]).await;
    let inside = signed_in(&hub, "lees@douane.example", "douane", Role::Reader).await;
    let fields = form(&[("actie", "watch"), ("what", "hub:schiphol"), ("terug", "/")]);
    assert_eq!(inside.post(&hub, "/overzicht", &fields).await.status, 303);
    let me = crate::visitor::id_of(&hub, "lees@douane.example").await;
    hub.shelf().store().set_mail(&me, Some(app::model::lang::Lang::En)).await.unwrap();
    watch(hub.shelf().store(), false, &|_| {}).await.unwrap();
    hub.catch_up().await;
    let sink = crate::smtp::Sink::start().await;
    let mailer = server::mail::Mailer::new(&sink.address().parse().unwrap(), "Hub <post@hub.example>").unwrap();
    let site = "https://hub.example".to_owned();
    let postman = server::library::post::Postman::new(hub.shelf().clone(), crate::hub::words(), site, mailer);
    let tomorrow = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(25);
    assert_eq!(postman.round(tomorrow).await.unwrap(), 1);
    let mail = &sink.mails()[0];
    assert!(mail.contains("https://hub.example/en/signalen/"), "{mail}");
    assert!(mail.contains("Series open") && mail.contains("Series leden"), "{mail}");
    assert!(!mail.contains("Series dienst") && mail.contains("above TLP:GREEN"), "{mail}");
}
