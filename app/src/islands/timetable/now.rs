//! Which sessions of the page are on, and which come next, by the clock of the browser.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, js_sys};

/// A session as the lists above the timetable show it.
pub struct Running {
    pub title: String,
    pub href: String,
    /// Times and room.
    pub when: String,
}

/// Nothing is "next" that begins more than this many milliseconds from now.
const SOON: i64 = 12 * 3_600_000;

/// What is on now, and what begins first after that. Marks the sessions that are on.
pub fn running() -> (Vec<Running>, Vec<Running>) {
    let now = js_sys::Date::now() as i64;
    let Ok(found) = document().query_selector_all("#programma .session[data-from]") else {
        return (Vec::new(), Vec::new());
    };
    let (mut on, mut coming) = (Vec::new(), Vec::<(i64, Running)>::new());
    for at in 0..found.length() {
        let Some(element) = found.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let (Some(from), Some(to)) = (number(&element, "data-from"), number(&element, "data-to")) else { continue };
        let is_on = from <= now && now < to;
        let _ = if is_on {
            element.set_attribute("aria-current", "time")
        } else {
            element.remove_attribute("aria-current")
        };
        let off = element.matches(".session-off").unwrap_or(false);
        if is_on && !off {
            on.extend(read(&element));
        } else if from > now && from - now < SOON && !off {
            coming.extend(read(&element).map(|one| (from, one)));
        }
    }
    let first = coming.iter().map(|(from, _)| *from).min().unwrap_or_default();
    (on, coming.into_iter().filter(|(from, _)| *from <= first).map(|(_, one)| one).collect())
}

fn number(element: &Element, name: &str) -> Option<i64> {
    element.get_attribute(name)?.parse().ok()
}

fn read(element: &Element) -> Option<Running> {
    let link = element.query_selector("h3 a").ok()??;
    let when = element.query_selector(".session-when").ok()??;
    Some(Running {
        title: link.text_content()?.trim().to_owned(),
        href: link.get_attribute("href")?,
        when: when.dyn_into::<HtmlElement>().ok()?.text_content()?.trim().to_owned(),
    })
}
