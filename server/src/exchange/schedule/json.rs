//! `schedule.json`.

use app::model::problem::{Matter, Problem};
use serde_json::{Map, Value};

use super::raw::{Day, Fields, Room, Schedule, Session};
use crate::exchange::json_lines::{self, Lines};

/// Reads the text of a file.
pub fn read(text: &str) -> Result<Schedule, Problem> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let problem = Problem::new(format!("this is not valid JSON: {error}")).said(Matter::NotJson, &[]);
        problem.at_line(error.line() as u64)
    })?;
    let reader = Reader { lines: json_lines::lines(text) };
    let (schedule, path) = match value.get("schedule") {
        Some(schedule) => (schedule, "schedule"),
        None => (&value, ""),
    };
    let conference = schedule.get("conference").and_then(Value::as_object).ok_or_else(|| {
        Problem::new("is missing: the file must have schedule.conference, as frab and pretalx write it")
            .said(Matter::NoConference, &[])
            .at_line(1)
            .in_field("schedule.conference")
    })?;
    reader.schedule(schedule, conference, &join(path, "conference"))
}

struct Reader {
    lines: Lines,
}

impl Reader {
    fn schedule(&self, schedule: &Value, conference: &Map<String, Value>, path: &str) -> Result<Schedule, Problem> {
        let mut fields = self.fields(conference, path);
        if let Some(text) = schedule.get("version").and_then(scalar) {
            fields.set("version", text, self.lines.near(path));
        }
        let base = schedule.get("base_url").and_then(scalar).unwrap_or_default();
        // Our own files say which address the organisers gave, also when they gave none; theirs have only this one.
        let ours = conference.get("meta").is_some_and(|meta| meta.get("url").is_some());
        if !ours {
            fields.set("base_url", base.as_str(), self.lines.near(path));
        }
        if let Some(meta) = conference.get("meta").and_then(Value::as_object) {
            // What the public schema has no field for, or a narrower one.
            for (name, value) in meta.iter().filter_map(|(name, value)| Some((name, scalar(value)?))) {
                fields.set(&format!("meta.{name}"), value, self.lines.near(path));
            }
        }
        let names = |value: &Value| value.as_str().or_else(|| value.get("name")?.as_str()).map(super::text::clean);
        Ok(Schedule {
            conference: fields,
            rooms: self.list(conference, path, "rooms", |reader, value, path| reader.thing(value, path, "name"))?,
            tracks: conference
                .get("tracks")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(names)
                .collect(),
            days: self.list(conference, path, "days", |reader, value, path| {
                reader.day(value, path, if ours { &base } else { "" })
            })?,
        })
    }

    /// `base` is the address of our own pages where the file is ours: a session whose page is there has no other.
    fn day(&self, value: &Value, path: &str, base: &str) -> Result<Day, Problem> {
        let day = self.object(value, path)?;
        let mut fields = self.fields(day, path);
        for (theirs, ours) in [("day_start", "start"), ("day_end", "end")] {
            if let Some(text) = day.get(theirs).and_then(scalar) {
                fields.set(ours, text, self.lines.near(&join(path, theirs)));
            }
        }
        let mut rooms = Vec::new();
        if let Some(listed) = day.get("rooms") {
            let path = join(path, "rooms");
            for (name, sessions) in self.object(listed, &path)? {
                let path = join(&path, name);
                let mut fields = Fields::at(self.lines.near(&path));
                fields.set("name", name.as_str(), fields.line);
                let mut room = Room { fields, sessions: Vec::new() };
                for (i, session) in self.array(sessions, &path)?.iter().enumerate() {
                    room.sessions.push(self.session(session, &format!("{path}[{i}]"), base)?);
                }
                rooms.push(room);
            }
        }
        Ok(Day { fields, rooms })
    }

    fn session(&self, value: &Value, path: &str, base: &str) -> Result<Session, Problem> {
        let object = self.object(value, path)?;
        let mut session = Session { fields: Fields::at(self.lines.near(path)), ..Session::default() };
        for (name, value) in object {
            let line = self.lines.near(&join(path, name));
            match (name.as_str(), scalar(value)) {
                ("url", Some(text)) if !base.is_empty() && text.starts_with(base) => {}
                ("recording_license", Some(text)) => session.fields.set("license", text, line),
                ("do_not_record", Some(text)) => session.fields.set("optout", text, line),
                (name, Some(text)) if super::programme::KNOWN.contains(&name) || name == "id" || name == "guid" => {
                    session.fields.set(name, text, line);
                }
                (_, Some(text)) => {
                    let text = super::text::clean(&text);
                    if !text.is_empty() {
                        session.extra.insert(name.clone(), text);
                    }
                }
                _ => {}
            }
        }
        if let Some(recording) = object.get("recording").and_then(Value::as_object) {
            for (name, text) in recording.iter().filter_map(|(name, value)| Some((name, scalar(value)?))) {
                session.fields.set(name, text, session.fields.line);
            }
        }
        let answers = object.get("answers").and_then(Value::as_array).into_iter().flatten();
        for answer in answers {
            if let (Some(question), Some(text)) =
                (answer.get("question").and_then(Value::as_str), answer.get("answer").and_then(scalar))
            {
                session.extra.insert(question.to_owned(), super::text::clean(&text));
            }
        }
        session.speakers =
            self.list(object, path, "persons", |reader, value, path| reader.thing(value, path, "name"))?;
        session.links = self.list(object, path, "links", |reader, value, path| reader.thing(value, path, "url"))?;
        session.attachments =
            self.list(object, path, "attachments", |reader, value, path| reader.thing(value, path, "url"))?;
        Ok(session)
    }

    /// An object, or a bare text under the name it would have.
    fn thing(&self, value: &Value, path: &str, name: &str) -> Result<Fields, Problem> {
        if let Some(text) = scalar(value) {
            let mut fields = Fields::at(self.lines.near(path));
            fields.set(name, text, fields.line);
            return Ok(fields);
        }
        Ok(self.fields(self.object(value, path)?, path))
    }

    fn fields(&self, object: &Map<String, Value>, path: &str) -> Fields {
        let mut fields = Fields::at(self.lines.near(path));
        for (name, value) in object {
            if let Some(text) = scalar(value) {
                fields.set(name, text, self.lines.near(&join(path, name)));
            }
        }
        fields
    }

    fn list<T>(
        &self,
        object: &Map<String, Value>,
        path: &str,
        name: &str,
        read: impl Fn(&Reader, &Value, &str) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        let Some(value) = object.get(name).filter(|value| !value.is_null()) else { return Ok(Vec::new()) };
        let path = join(path, name);
        let each = self.array(value, &path)?.iter().enumerate();
        each.map(|(i, value)| read(self, value, &format!("{path}[{i}]"))).collect()
    }

    fn object<'a>(&self, value: &'a Value, path: &str) -> Result<&'a Map<String, Value>, Problem> {
        value.as_object().ok_or_else(|| self.wrong(path, "an object {…}", Matter::NotAnObject))
    }

    fn array<'a>(&self, value: &'a Value, path: &str) -> Result<&'a Vec<Value>, Problem> {
        value.as_array().ok_or_else(|| self.wrong(path, "a list […]", Matter::NotAList))
    }

    fn wrong(&self, path: &str, expected: &str, matter: Matter) -> Problem {
        Problem::new(format!("must be {expected}")).said(matter, &[]).at_line(self.lines.near(path)).in_field(path)
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Text of a text, number or truth value.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}
