mod now;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use self::now::{Running, running};

/// Remembers which sessions are ticked, in this browser alone, and says what is on now. The timetable itself is a form
/// that works without this.
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
    let ticked = RwSignal::new(Vec::<String>::new());
    let on_now = RwSignal::new(Vec::<Running>::new());
    let up_next = RwSignal::new(Vec::<Running>::new());
    let look = move || {
        let (now, next) = running();
        on_now.set(now);
        up_next.set(next);
    };
    Effect::new(move |_| {
        // An address that brings a choice shows that one; it is remembered only when the reader changes it.
        let brought = window().location().search().is_ok_and(|search| search.contains("keuze="));
        if !brought {
            tick(&key.with_value(|key| remembered(key)));
        }
        ticked.set(ticks());
        look();
        // A minute that has gone by changes what is on.
        if let Ok(handle) = set_interval_with_handle(look, std::time::Duration::from_secs(30)) {
            on_cleanup(move || handle.clear());
        }
    });
    let changed = move |_| {
        let now = ticks();
        key.with_value(|key| remember(key, &now));
        ticked.set(now);
    };
    let own = move || {
        let numbers = ticked.get();
        (!numbers.is_empty()).then(|| {
            let href = format!("{calendar}?session={}", numbers.join(","));
            let count = chosen.replace("{count}", &numbers.len().to_string());
            view! {
                <p class="timetable-own" role="status">
                    {count} " · " <a href=href download>{calendar_name.clone()}</a>
                </p>
            }
        })
    };
    view! {
        {move || list(&now, on_now.get())}
        {move || list(&next, up_next.get())}
        {own}
        <div class="timetable-island" on:change=changed>
            {children()}
        </div>
    }
}

fn list(title: &str, sessions: Vec<Running>) -> impl IntoView + use<> {
    let title = title.to_owned();
    (!sessions.is_empty()).then(|| {
        let rows = sessions.into_iter().map(|one| view! { <li>{one.when} " " <a href=one.href>{one.title}</a></li> });
        view! {
            <section class="timetable-now">
                <h2 class="label">{title}</h2>
                <ul>{rows.collect_view()}</ul>
            </section>
        }
    })
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
