mod now;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use self::now::{Running, running};
use super::fetched::shown;

/// Remembers which sessions are ticked, in this browser alone, and says what is on now. The timetable itself is a form
/// that works without this.
///
/// What it shows is filled in by hand: lists that follow signals would be a tenth of all that the browser fetches.
#[island]
pub fn Timetable(
    slug: String,
    /// The address of the calendar of the whole programme.
    calendar: String,
    now: String,
    next: String,
    /// With `{count}`.
    chosen: String,
    calendar_name: String,
    children: Children,
) -> impl IntoView {
    let key = StoredValue::new(format!("congres/{slug}"));
    let words = StoredValue::new((chosen, calendar.clone()));
    let own = move |numbers: &[String]| words.with_value(|(chosen, calendar)| tell_own(numbers, chosen, calendar));
    Effect::new(move |_| {
        // An address that brings a choice shows that one; it is remembered only when the reader changes it.
        let brought = window().location().search().is_ok_and(|search| search.contains("keuze="));
        if !brought {
            tick(&key.with_value(|key| remembered(key)));
        }
        own(&ticks());
        look();
        // A minute that has gone by changes what is on.
        if let Ok(handle) = set_interval_with_handle(look, std::time::Duration::from_secs(30)) {
            on_cleanup(move || handle.clear());
        }
    });
    let changed = move |_| {
        let ticked = ticks();
        key.with_value(|key| remember(key, &ticked));
        own(&ticked);
    };
    view! {
        <section class="timetable-now" id="on-now" hidden>
            <h2 class="label">{now}</h2>
            <ul></ul>
        </section>
        <section class="timetable-now" id="up-next" hidden>
            <h2 class="label">{next}</h2>
            <ul></ul>
        </section>
        <p class="timetable-own" id="own-choice" role="status" hidden>
            <span></span>
            " · "
            <a href=calendar download="">
                {calendar_name}
            </a>
        </p>
        <div class="timetable-island" on:change=changed>
            {children()}
        </div>
    }
}

fn look() {
    let (now, next) = running();
    list("on-now", &now);
    list("up-next", &next);
}

/// Fills a list; an empty one is not shown.
fn list(id: &str, sessions: &[Running]) {
    let Some((part, list)) = shown(id).and_then(|part| Some((part.clone(), inside(&part, "ul")?))) else { return };
    let _ = part.toggle_attribute_with_force("hidden", sessions.is_empty());
    list.set_text_content(None);
    for one in sessions {
        let (Ok(row), Ok(link)) = (document().create_element("li"), document().create_element("a")) else { return };
        row.set_text_content(Some(&format!("{} ", one.when)));
        let _ = link.set_attribute("href", &one.href);
        link.set_text_content(Some(&one.title));
        let _ = row.append_child(&link).and_then(|_| list.append_child(&row));
    }
}

/// Says how many are ticked, with the calendar of those.
fn tell_own(numbers: &[String], chosen: &str, calendar: &str) {
    let Some(part) = shown("own-choice") else { return };
    let _ = part.toggle_attribute_with_force("hidden", numbers.is_empty());
    if let (Some(said), Some(link)) = (inside(&part, "span"), inside(&part, "a")) {
        said.set_text_content(Some(&chosen.replace("{count}", &numbers.len().to_string())));
        let _ = link.set_attribute("href", &format!("{calendar}?session={}", numbers.join(",")));
    }
}

fn inside(part: &Element, selector: &str) -> Option<Element> {
    part.query_selector(selector).ok().flatten()
}

fn boxes() -> Vec<HtmlInputElement> {
    let Ok(found) = document().query_selector_all("#programma input[name=keuze]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

fn ticks() -> Vec<String> {
    boxes().into_iter().filter(HtmlInputElement::checked).map(|one| one.value()).collect()
}

fn tick(numbers: &[String]) {
    for one in boxes() {
        one.set_checked(numbers.contains(&one.value()));
    }
}

fn remembered(key: &str) -> Vec<String> {
    // A browser may refuse storage; the choice then holds for this page.
    let storage = window().local_storage().ok().flatten();
    let text = storage.and_then(|storage| storage.get_item(key).ok().flatten()).unwrap_or_default();
    text.split(',').filter(|number| !number.is_empty()).map(str::to_owned).collect()
}

/// Keeps what is ticked; of sessions that this page does not show, what was kept before.
fn remember(key: &str, ticked: &[String]) {
    let shown: Vec<String> = boxes().into_iter().map(|one| one.value()).collect();
    let mut numbers: Vec<String> = remembered(key).into_iter().filter(|number| !shown.contains(number)).collect();
    numbers.extend(ticked.iter().cloned());
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = if numbers.is_empty() { storage.remove_item(key) } else { storage.set_item(key, &numbers.join(",")) };
    }
}
