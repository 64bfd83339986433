//! `schedule.xml`. Document types are refused whole, so that no entity is ever expanded and nothing is ever fetched.

use app::model::problem::{Matter, Problem};
use roxmltree::{Document, Error, Node, ParsingOptions};

use super::raw::{Day, Fields, Room, Schedule, Session};

/// Reads the text of a file.
pub fn read(text: &str) -> Result<Schedule, Problem> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(unreadable)?;
    let root = document.root_element();
    if root.tag_name().name() != "schedule" {
        let found = root.tag_name().name();
        let problem = Problem::new(format!("the file has <{found}> where <schedule> is expected"));
        return Err(problem.said(Matter::OtherElement, &[("found", &found)]).at_line(1).in_field("schedule"));
    }
    let reader = Reader { starts: line_starts(text) };
    let mut schedule = Schedule::default();
    for node in root.children() {
        match node.tag_name().name() {
            "conference" => reader.conference(node, &mut schedule),
            "day" => schedule.days.push(reader.day(node)),
            "version" | "release" => schedule.conference.set("version", text_of(node), reader.line(node)),
            _ => {}
        }
    }
    Ok(schedule)
}

/// A schedule of ten thousand sessions has about half a million nodes.
const MOST_NODES: u32 = 5_000_000;

fn unreadable(error: Error) -> Problem {
    let line = u64::from(error.pos().row).max(1);
    let problem = match error {
        Error::DtdDetected => Problem::new("has a document type (<!DOCTYPE …>), which is not read: remove it")
            .said(Matter::DocumentType, &[]),
        Error::NodesLimitReached => Problem::new(format!("has more than {MOST_NODES} parts: split it"))
            .said(Matter::TooManyParts, &[("most", &MOST_NODES)]),
        error => Problem::new(format!("this is not valid XML: {error}")).said(Matter::NotXml, &[]),
    };
    problem.at_line(line)
}

struct Reader {
    starts: Vec<usize>,
}

impl Reader {
    fn line(&self, node: Node<'_, '_>) -> u64 {
        self.starts.partition_point(|start| *start <= node.range().start).max(1) as u64
    }

    fn conference(&self, node: Node<'_, '_>, schedule: &mut Schedule) {
        let version = schedule.conference.get("version");
        schedule.conference = self.fields(node);
        if let Some(version) = version {
            schedule.conference.set("version", version.text, version.line);
        }
        for track in node.children().filter(|child| child.tag_name().name() == "track") {
            let name = track.attribute("name").map(str::to_owned).unwrap_or_else(|| text_of(track));
            schedule.tracks.push(super::text::clean(&name));
        }
    }

    fn day(&self, node: Node<'_, '_>) -> Day {
        let rooms = node.children().filter(|child| child.tag_name().name() == "room");
        let rooms = rooms.map(|room| Room {
            fields: self.fields(room),
            sessions: room
                .children()
                .filter(|child| child.tag_name().name() == "event")
                .map(|event| self.session(event))
                .collect(),
        });
        Day { rooms: rooms.collect(), fields: self.attributes(node) }
    }

    fn session(&self, node: Node<'_, '_>) -> Session {
        let mut session = Session { fields: self.attributes(node), ..Session::default() };
        for child in node.children() {
            let (name, line) = (child.tag_name().name(), self.line(child));
            if let Some(pi) = child.pi().filter(|pi| pi.target == OWN) {
                session.fields.set(OWN, pi.value.unwrap_or_default(), line);
                continue;
            }
            if !child.is_element() {
                continue;
            }
            match name {
                "persons" => session.speakers = self.each(child, "name"),
                "links" => session.links = self.each(child, "title"),
                "attachments" => session.attachments = self.each(child, "title"),
                "recording" => {
                    for part in child.children().filter(Node::is_element) {
                        session.fields.set(part.tag_name().name(), text_of(part), self.line(part));
                    }
                }
                name if super::programme::KNOWN.contains(&name) => session.fields.set(name, text_of(child), line),
                // What has parts of its own is no single text.
                name if child.children().all(|inner| !inner.is_element()) => {
                    let text = super::text::clean(&text_of(child));
                    if !text.is_empty() {
                        session.extra.insert(name.to_owned(), text);
                    }
                }
                _ => {}
            }
        }
        for attribute in node.attributes() {
            let known = ["guid", "id"].contains(&attribute.name());
            if !known && !attribute.value().trim().is_empty() {
                session.extra.insert(attribute.name().to_owned(), super::text::clean(attribute.value()));
            }
        }
        session
    }

    /// The elements of a list, each with its attributes, and its text under a name of ours.
    fn each(&self, node: Node<'_, '_>, text: &str) -> Vec<Fields> {
        let each = node.children().filter(Node::is_element).map(|child| {
            let mut fields = self.attributes(child);
            fields.set(text, text_of(child), self.line(child));
            fields
        });
        each.collect()
    }

    fn attributes(&self, node: Node<'_, '_>) -> Fields {
        let line = self.line(node);
        let mut fields = Fields::at(line);
        for attribute in node.attributes() {
            fields.set(attribute.name(), attribute.value(), line);
        }
        fields
    }

    /// Attributes, child elements and our own instruction.
    fn fields(&self, node: Node<'_, '_>) -> Fields {
        let mut fields = self.attributes(node);
        for child in node.children() {
            if let Some(pi) = child.pi().filter(|pi| pi.target == OWN) {
                fields.set(OWN, pi.value.unwrap_or_default(), self.line(child));
            } else if child.is_element() && !matches!(child.tag_name().name(), "event" | "track") {
                fields.set(child.tag_name().name(), text_of(child), self.line(child));
            }
        }
        fields
    }
}

/// The processing instruction by which our own files carry what the format has no element for, as JSON. Others pass over
/// it, and the public schema allows it.
pub const OWN: &str = "knooppunt";

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}
