//! Schedules of other programs: read without loss, refused with a place and a remedy, written so that they come back.

use app::model::conference::{Edition, Programme, Session};
use jiff::Timestamp;
use proptest::prelude::*;
use server::exchange::schedule::{self, json, xml};

pub const FIXTURES: [(&str, &[u8]); 5] = [
    ("congress.xml", include_bytes!("../fixtures/schedules/congress.xml")),
    ("congress-2.xml", include_bytes!("../fixtures/schedules/congress-2.xml")),
    ("pretalx.json", include_bytes!("../fixtures/schedules/pretalx.json")),
    ("pentabarf.xml", include_bytes!("../fixtures/schedules/pentabarf.xml")),
    ("fosdem.xml", include_bytes!("../fixtures/schedules/fosdem.xml")),
];

pub fn read(name: &str) -> Programme {
    let (_, bytes) = FIXTURES.into_iter().find(|(known, _)| *known == name).unwrap();
    schedule::read_bytes(bytes).unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

pub fn edition(programme: Programme) -> Edition {
    Edition { slug: "2024".parse().unwrap(), number: 3, published: Timestamp::UNIX_EPOCH, programme, gone: Vec::new() }
}

pub const SITE: &str = "http://site.example";

fn session(programme: &Programme, number: u64) -> &Session {
    programme.session(number).unwrap()
}

#[test]
fn what_is_exported_comes_back_the_same() {
    for (name, _) in FIXTURES {
        let programme = read(name);
        let edition = edition(programme.clone());
        let again = schedule::read_bytes(xml(&edition).as_bytes()).unwrap();
        assert_eq!(again, programme, "{name} through XML");
        let again = schedule::read_bytes(json(&edition, SITE).as_bytes()).unwrap();
        assert_eq!(again, programme, "{name} through JSON");
    }
}

#[test]
fn a_frab_file_is_read_whole() {
    let programme = read("congress.xml");
    assert_eq!((programme.title.as_str(), programme.version.as_str()), ("Voorbeeldcongres (verzonnen)", "concept 1"));
    assert_eq!((programme.days.len(), programme.rooms.len(), programme.sessions.len()), (2, 2, 6));
    assert_eq!(programme.tracks, ["Informatie", "Barrières"]);
    let opening = session(&programme, 101);
    assert_eq!(opening.title, "Opening & welkom: \"samen\" <sterker>");
    assert_eq!((opening.minutes, opening.licence.as_str(), opening.do_not_record), (45, "CC BY 4.0", false));
    assert_eq!(opening.speakers.iter().map(|one| one.id).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!((opening.links[0].href(), opening.links[1].href()), (Some("https://congres.example/dia.pdf"), None));
    assert!(session(&programme, 102).do_not_record);
    let night = session(&programme, 103);
    assert_eq!((night.day, programme.local(night.start).to_string().as_str()), (1, "2024-10-27T00:30:00"));
    assert!(session(&programme, 105).cancelled() && !opening.cancelled());
    // The clock goes back at three: half past nine in winter is an hour later than it seems.
    assert_eq!(session(&programme, 106).start, "2024-10-27T08:30:00Z".parse().unwrap());
}

#[test]
fn a_pretalx_file_is_read_whole() {
    let programme = read("pretalx.json");
    assert_eq!(programme.rooms[0].capacity, Some(120));
    assert_eq!(programme.rooms[1].name, "Leeg");
    assert_eq!(programme.tracks, ["Weerbaarheid", "Leeg spoor"]);
    let talk = session(&programme, 12);
    assert_eq!(talk.summary, "Line one\n\n* a\n* b");
    assert_eq!(talk.speakers[0].biography, "Knows **nothing**.");
    assert_eq!(talk.attachments[0].href(), None, "an address within their site is no web address");
    assert_eq!(talk.extra["feedback_url"], "https://pretalx.example/demo/talk/ABC12/feedback/");
    assert!(session(&programme, 13).do_not_record);
    // Given twice under one id: the second has a number of its own, and both are there.
    assert_eq!(programme.sessions.len(), 3);
    let again = &programme.sessions[2];
    assert!(again.number != 12 && again.title == talk.title);
}

#[test]
fn a_pentabarf_file_has_its_encoding_and_its_nights() {
    let programme = read("pentabarf.xml");
    assert_eq!((programme.version.as_str(), programme.place.as_str()), ("1.0 \"één\"", "Café Één, Voorbeeldstad"));
    assert_eq!(programme.time_zone, "Europe/Amsterdam");
    let (day, night) = (session(&programme, 1401), session(&programme, 1402));
    assert_eq!(day.title, "Überraschung: naïeve café-logistiek");
    assert_eq!(day.extra["tag"], "keynote");
    assert_eq!(day.start, "2006-12-27T10:00:00Z".parse().unwrap());
    assert_eq!((night.day, night.start), (1, "2006-12-27T23:30:00Z".parse().unwrap()));
    assert_eq!(programme.days.len(), 2, "a day without sessions is a day");
}

#[test]
fn a_large_weekend_keeps_every_talk() {
    let programme = read("fosdem.xml");
    assert_eq!((programme.sessions.len(), programme.rooms.len(), programme.slot_minutes), (96, 12, 5));
    assert_eq!(programme.sessions.iter().filter(|one| one.cancelled()).count(), 2);
    assert_eq!(session(&programme, 109).title, "Talk 109: C++ & <Rust>, \"quoted\" – 你好");
}

#[test]
fn guids_and_numbers_that_a_file_lacks_stay_the_same_between_versions() {
    let (first, second) = (read("pentabarf.xml"), read("pentabarf.xml"));
    assert_eq!(first, second);
    let without_ids = r#"<schedule><conference><title>T</title></conference><day date="2024-01-01"><room name="A">
        <event><title>Eén</title><start>10:00</start><duration>00:30</duration></event>
        <event><title>Eén</title><start>11:00</start><duration>00:30</duration></event></room></day></schedule>"#;
    let programme = schedule::read_bytes(without_ids.as_bytes()).unwrap();
    let [first, second] = programme.sessions.as_slice() else { panic!("two sessions") };
    assert!(first.guid != second.guid && first.number != second.number);
    let later = without_ids.replace("10:00", "10:15");
    let moved = schedule::read_bytes(later.as_bytes()).unwrap();
    assert_eq!((&moved.sessions[0].guid, moved.sessions[0].number), (&first.guid, first.number));
}

#[test]
fn times_without_a_zone_keep_the_clock_of_their_writers() {
    let file = |offset: &str| {
        format!(
            r#"<schedule><conference><title>T</title></conference><day date="2024-06-01"><room name="A"><event id="1">
            <title>E</title><date>2024-06-01T10:00:00{offset}</date><duration>1:00</duration></event></room></day></schedule>"#
        )
    };
    for (offset, zone) in [
        ("+02:00", "Europe/Amsterdam"),
        ("+09:00", "Etc/GMT-9"),
        ("-05:00", "Etc/GMT+5"),
        ("+05:30", "UTC"),
        ("", "Europe/Amsterdam"),
    ] {
        let programme = schedule::read_bytes(file(offset).as_bytes()).unwrap();
        assert_eq!(programme.time_zone, zone);
        if offset != "+05:30" {
            assert_eq!(programme.local(programme.sessions[0].start).to_string(), "2024-06-01T10:00:00", "{offset}");
        }
    }
}

#[test]
fn other_encodings_are_read_by_their_mark_or_their_declaration() {
    let text = r#"<?xml version="1.0" encoding="utf-16"?><schedule><conference><title>Één</title><start>2024-01-01</start></conference></schedule>"#;
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(schedule::read_bytes(&utf16).unwrap().title, "Één");
    let marked = [b"\xef\xbb\xbf", text.replace("utf-16", "utf-8").as_bytes()].concat();
    assert_eq!(schedule::read_bytes(&marked).unwrap().title, "Één");
}

/// What is handed in, and what the refusal must say.
const BAD: &[(&str, &str)] = &[
    ("", "line 1: is neither XML nor JSON"),
    ("niets", "line 1: is neither XML nor JSON"),
    ("<schedule>", "line 1: this is not valid XML"),
    ("<schedule>\n<conference>\n</schedule>", "line 3: this is not valid XML"),
    ("<rss/>", "line 1: field schedule: the file has <rss>"),
    (
        "<?xml version=\"1.0\"?>\n<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<schedule>&b;</schedule>",
        "has a document type (<!DOCTYPE …>), which is not read: remove it",
    ),
    (
        "<!DOCTYPE schedule SYSTEM \"file:///etc/passwd\">\n<schedule/>",
        "has a document type (<!DOCTYPE …>), which is not read: remove it",
    ),
    (
        "<schedule>\n<conference><title>T</title>\n<time_zone_name>Europe/Amsterdm</time_zone_name><start>2024-01-01</start></conference></schedule>",
        "line 3: field time_zone_name: 'Europe/Amsterdm' is no time zone",
    ),
    ("<schedule><conference><title>T</title></conference></schedule>", "field start: is missing"),
    (
        "<schedule><conference><title>T</title><start>2024-02-30</start></conference></schedule>",
        "field start: '2024-02-30' is no date",
    ),
    (
        "<schedule><conference><title>T</title><start>2024-02-02</start>\n<end>2024-02-01</end></conference></schedule>",
        "line 2: field end: is before the start",
    ),
    ("<schedule><conference><start>2024-01-01</start></conference></schedule>", "field title: is missing"),
    (
        "<schedule><conference><title>T</title></conference>\n<day/></schedule>",
        "line 2: field date: the day has no date",
    ),
    (
        "<schedule><conference><title>T</title></conference><day date='2024-01-01'><room name='A'>\n<event id='1'><title>E</title>\n<date>morgen</date><duration>1:00</duration></event></room></day></schedule>",
        "line 3: field date: 'morgen' is no moment",
    ),
    (
        "<schedule><conference><title>T</title></conference><day date='2024-01-01'><room name='A'><event id='1'><title>E</title>\n<start>25:99</start><duration>1:00</duration></event></room></day></schedule>",
        "line 2: field start: '25:99' is no time",
    ),
    (
        "<schedule><conference><title>T</title></conference><day date='2024-01-01'><room name='A'><event id='1'><title>E</title><start>10:00</start>\n\n<duration>lang</duration></event></room></day></schedule>",
        "line 3: field duration: 'lang' is no length",
    ),
    (
        "<schedule><conference><title>T</title></conference><day date='2024-01-01'><room name='A'>\n<event id='1'><start>10:00</start><duration>1:00</duration></event></room></day></schedule>",
        "line 2: field title: is missing",
    ),
    ("{\"schedule\": \n{]}", "line 2: this is not valid JSON"),
    ("{\"schedule\": {}}", "field schedule.conference: is missing"),
    (
        "{\"schedule\": {\"conference\": {\"title\": \"T\",\n\"days\": [\n{\"date\": \"2024-01-01\", \"rooms\": {\"A\": [\n7]}}]}}}",
        "field schedule.conference.days[0].rooms.A[0]: must be an object",
    ),
    (
        "{\"schedule\": {\"conference\": {\"title\": \"T\", \"days\": [\n{\"date\": \"2024-01-01\", \"rooms\": {\"A\": [\n{\"title\": \"E\",\n\"date\": \"nu\", \"duration\": \"0:30\"}]}}]}}}",
        "line 4: field date: 'nu' is no moment",
    ),
    ("<?xml version=\"1.0\" encoding=\"klingon\"?><schedule/>", "field encoding: 'klingon' is no encoding"),
];

#[test]
fn what_is_wrong_is_refused_with_its_line_and_field() {
    for (file, says) in BAD {
        let problems = schedule::read_bytes(file.as_bytes()).expect_err(file);
        for problem in &problems {
            let said = problem.said.as_ref().unwrap_or_else(|| panic!("only English has words for {problem}"));
            let dutch =
                crate::charts::interface(app::model::lang::Lang::Nl).words.deliver.rows.as_ref().unwrap().of(said);
            assert!(!dutch.is_empty() && !dutch.contains("{found}") && !dutch.contains("{name}"), "{dutch}");
        }
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|line| line.contains(says)), "{file}\nsays {told:?}\nnot {says}");
    }
    let broken = schedule::read_bytes(b"<schedule>\n\xff</schedule>").unwrap_err();
    assert!(broken[0].to_string().contains("line 2: byte 1 of this line is not UTF-8"), "{broken:?}");
}

#[test]
fn a_hundred_thousand_elements_in_each_other_end_no_process() {
    let deep = format!("<schedule>{}{}</schedule>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let read = std::thread::Builder::new().stack_size(2 << 20).spawn(move || schedule::read_bytes(deep.as_bytes()));
    assert!(read.unwrap().join().unwrap().is_err(), "there is no title");
    let deep = format!("{{\"schedule\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(schedule::read_bytes(deep.as_bytes()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a title, text or room, it comes back.
    #[test]
    fn any_text_survives_a_round_trip(title in "[ -~é<>&\"'\\]?]{1,40}", text in "\\PC{0,60}", room in "\\PC{0,20}", minutes in 0_u32..3000) {
        let event = serde_json::json!({"schedule": {"conference": {"title": title.clone() + "x", "days": [{"date": "2024-03-31",
            "rooms": {room.clone(): [{"title": title + "x", "date": "2024-03-31T02:30:00+01:00", "abstract": text,
            "persons": [{"name": room.clone() + "p", "biography": room, "code": "a b"}],
            "duration": format!("{}:{:02}", minutes / 60, minutes % 60)}]}}]}}});
        let programme = schedule::read_bytes(event.to_string().as_bytes()).unwrap();
        let edition = edition(programme.clone());
        prop_assert_eq!(&schedule::read_bytes(xml(&edition).as_bytes()).unwrap(), &programme);
        prop_assert_eq!(&schedule::read_bytes(json(&edition, SITE).as_bytes()).unwrap(), &programme);
    }
}
