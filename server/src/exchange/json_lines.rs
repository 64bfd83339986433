//! The line of everything in a JSON text: `schedule.conference.days[0]` → 14. Values that serde_json makes have none.

use std::collections::BTreeMap;

use super::fields::line_near;

/// Lines by path.
pub struct Lines(BTreeMap<String, u64>);

impl Lines {
    /// The line of a path, or of the nearest thing around it.
    pub fn near(&self, path: &str) -> u64 {
        line_near(&self.0, path).unwrap_or(1)
    }
}

/// Where an object or a list is being read.
enum Inside {
    /// With the name of the member that comes next or is being read.
    Object(String),
    /// With the number of the item.
    List(usize),
}

/// Finds the lines of a text that is valid JSON. Of members only objects, lists and what holds them are noted, and of an
/// object each name: enough to name the line of a fault.
pub fn lines(text: &str) -> Lines {
    let mut lines = BTreeMap::new();
    let (mut stack, mut line): (Vec<Inside>, u64) = (Vec::new(), 1);
    let mut expects_name = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' => line += 1,
            '"' => {
                let start = at + 1;
                let mut end = start;
                while let Some((at, c)) = chars.next() {
                    match c {
                        '\\' => drop(chars.next()),
                        '"' => {
                            end = at;
                            break;
                        }
                        '\n' => line += 1,
                        _ => {}
                    }
                }
                if expects_name && let Some(Inside::Object(name)) = stack.last_mut() {
                    // Escapes in names are left as written: a path is for people.
                    *name = text[start..end].to_owned();
                    lines.insert(path(&stack), line);
                    expects_name = false;
                }
            }
            '{' | '[' => {
                let here = path(&stack);
                if !here.is_empty() {
                    lines.insert(here, line);
                }
                expects_name = c == '{';
                stack.push(if c == '{' { Inside::Object(String::new()) } else { Inside::List(0) });
            }
            '}' | ']' => {
                stack.pop();
                expects_name = false;
            }
            ',' => match stack.last_mut() {
                Some(Inside::Object(_)) => expects_name = true,
                Some(Inside::List(number)) => *number += 1,
                None => {}
            },
            _ => {}
        }
    }
    Lines(lines)
}

fn path(stack: &[Inside]) -> String {
    let mut path = String::new();
    for inside in stack {
        match inside {
            Inside::Object(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Inside::List(number) => path.push_str(&format!("[{number}]")),
        }
    }
    path
}
