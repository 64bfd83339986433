//! What a timetable is made with: forms that give back what they were filled with, clashes, and files laid over a draft.

use app::model::conference::{
    Clash, Log, Programme, Session, clashes, merge, put_session, session_fields, set_up, setup_fields,
};

use crate::schedule::read;

#[test]
fn forms_give_back_what_they_were_filled_with() {
    for name in ["congress.xml", "pretalx.json", "pentabarf.xml", "fosdem.xml"] {
        let programme: Programme = read(name);
        let mut same = programme.clone();
        let fields = setup_fields(&same);
        set_up(&mut same, &fields, &mut String::new).unwrap_or_else(|wrong| panic!("{name}: {wrong:?}"));
        let rooms = |programme: &Programme| {
            let mut rooms = programme.rooms.clone();
            rooms.sort_by(|a, b| a.name.cmp(&b.name));
            rooms
        };
        assert_eq!(rooms(&same), rooms(&programme), "{name}");
        same.rooms.clone_from(&programme.rooms);
        assert_eq!(same, programme, "{name}: the form of the conference");
        for session in &programme.sessions {
            let fields = session_fields(&programme, session);
            put_session(&mut same, session.number, String::new(), &fields)
                .unwrap_or_else(|wrong| panic!("{name} {}: {wrong:?}", session.number));
            assert_eq!(same.session(session.number), Some(session), "{name}");
        }
    }
}

#[test]
fn only_what_is_at_the_same_time_clashes() {
    let mut programme = read("congress.xml");
    assert_eq!(clashes(&programme), []);
    // The first session, and one of its own that begins when it ends.
    let first = programme.sessions[0].clone();
    let next = Session { guid: "next".to_owned(), number: 900, start: first.end(), ..first.clone() };
    programme.sessions = vec![first.clone(), next];
    assert_eq!(clashes(&programme), [], "one begins when the other ends");
    programme.sessions[1].start = first.start;
    let room = Clash::Room { room: first.room.clone(), first: first.number, second: 900 };
    let speaker =
        |at: usize| Clash::Speaker { name: first.speakers[at].name.clone(), first: first.number, second: 900 };
    assert_eq!(clashes(&programme), [room, speaker(0), speaker(1)]);
    programme.sessions[1].room = "Elders".to_owned();
    programme.sessions[1].speakers[0].name = first.speakers[0].name.to_uppercase().replace(' ', "  ");
    assert_eq!(clashes(&programme), [speaker(0), speaker(1)], "a name is one however it is written");
    programme.sessions[1].cancel(true);
    assert_eq!(clashes(&programme), [], "what is cancelled takes no room");
    let day = programme.days[0].clone();
    programme.sessions[0].start = day.end;
    assert_eq!(clashes(&programme), [Clash::Outside { session: first.number }]);
    programme.sessions[0].start = first.start;
    programme.sessions[0].capacity = Some(50);
    programme.rooms.iter_mut().for_each(|room| room.capacity = Some(40));
    assert_eq!(clashes(&programme), [Clash::Crowded { session: first.number, places: 50, seats: 40 }]);
}

#[test]
fn a_file_laid_over_a_draft_keeps_addresses_and_takes_none() {
    let file = read("congress.xml");
    let mut draft = file.clone();
    draft.title = "Met de hand".to_owned();
    // One that the file knows under another number, and one of the draft alone that has a number of the file.
    draft.sessions.truncate(1);
    let (known, taken) = (draft.sessions[0].clone(), file.sessions[1].number);
    draft.sessions[0].number = 7;
    draft.sessions.push(Session { guid: "own".to_owned(), number: taken, ..known.clone() });
    let merged = merge(&draft, &file, true);
    assert_eq!((merged.title.as_str(), merged.sessions.len()), ("Met de hand", file.sessions.len() + 1));
    let number = |guid: &str| merged.sessions.iter().find(|session| session.guid == guid).unwrap().number;
    assert_eq!((number(&known.guid), number("own")), (7, taken), "addresses stay");
    let mut numbers: Vec<u64> = merged.sessions.iter().map(|session| session.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), merged.sessions.len(), "no address is given twice");
    assert_eq!(merge(&merged, &file, true), merged, "twice is once");
    let whole = merge(&draft, &file, false);
    assert_eq!((whole.title.as_str(), whole.sessions.len()), (file.title.as_str(), file.sessions.len()));
}

#[test]
fn a_day_before_the_first_changes_no_session() {
    let programme = read("congress.xml");
    let mut earlier = programme.clone();
    let before = "2024-10-25".parse().unwrap();
    let mut fields = setup_fields(&programme);
    for (name, value) in [("date", "2024-10-25"), ("start", "09:00"), ("end", "17:00")] {
        fields.push((format!("day.7.{name}"), value.to_owned()));
    }
    set_up(&mut earlier, &fields, &mut String::new).unwrap();
    assert_eq!((earlier.days[0].date, earlier.first, earlier.days.len()), (before, before, 3));
    assert_eq!(earlier.sessions[0].day, 2, "sessions follow their day");
    assert_eq!(Log::between(&programme, &earlier).entries, []);
    // A day that moves takes its sessions along, on the clocks of the conference.
    let moved = |(name, value): (String, String)| match name.as_str() {
        "day.1.date" => (name, "2024-11-03".to_owned()),
        _ => (name, value),
    };
    let fields: Vec<(String, String)> = setup_fields(&programme).into_iter().map(moved).collect();
    let mut later = programme.clone();
    set_up(&mut later, &fields, &mut String::new).unwrap();
    let session = later.session(106).unwrap();
    assert_eq!(later.local(session.start).to_string(), "2024-11-03T09:30:00");
}
