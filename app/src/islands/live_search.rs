use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, FormData, HtmlFormElement, SupportedType, UrlSearchParams};

/// Makes the search form live: every keystroke and every filter asks for the same page, and what changed is moved into
/// place. The form, its field and the filter in hand stay where they are, so focus is never lost.
#[island]
pub fn LiveSearch(
    /// Said when no answer comes.
    failed: String,
    children: Children,
) -> impl IntoView {
    let round = StoredValue::new(0_u32);
    let shown = StoredValue::new(String::new());
    Effect::new(move |_| shown.set_value(window().location().search().unwrap_or_default()));
    // Going back to an earlier question: a fresh page has its form filled in as well.
    let back = window_event_listener_untyped("popstate", move |_| {
        let location = window().location();
        if location.search().is_ok_and(|search| search != shown.get_value()) {
            let _ = location.reload();
        }
    });
    on_cleanup(move || back.remove());
    let ask = move |wait: u64, remember: bool| {
        let mine = round.get_value().wrapping_add(1);
        round.set_value(mine);
        let failed = failed.clone();
        let ask = move || {
            let Some(address) = (round.get_value() == mine).then(question).flatten() else { return };
            spawn_local(async move {
                let page = page(&address).await;
                if round.get_value() != mine {
                    return;
                }
                match page.and_then(|page| show(&page)) {
                    Some(()) => {
                        go_to(&address, remember);
                        shown.set_value(window().location().search().unwrap_or_default());
                    }
                    None => say(&failed),
                }
            });
        };
        set_timeout(ask, Duration::from_millis(wait));
    };
    let (typed, chosen, sent) = (ask.clone(), ask.clone(), ask);
    view! {
        <div
            class="live-search"
            on:input=move |event| if is_text(&event) { typed(150, false) }
            on:change=move |event| if !is_text(&event) { chosen(0, true) }
            on:submit=move |event| {
                event.prevent_default();
                sent(0, true);
            }
        >
            {children()}
        </div>
    }
}

fn is_text(event: &web_sys::Event) -> bool {
    event_target::<Element>(event).get_attribute("type").as_deref() == Some("search")
}

/// The address of what the form asks now, without what is empty or default.
fn question() -> Option<String> {
    let form: HtmlFormElement = document().get_element_by_id("search")?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let pairs: String = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?.to_string().into();
    let used: Vec<&str> =
        pairs.split('&').filter(|pair| !pair.ends_with('=') && *pair != "sorteer=relevantie").collect();
    let path = window().location().pathname().ok()?;
    Some(if used.is_empty() { path } else { format!("{path}?{}", used.join("&")) })
}

async fn page(address: &str) -> Option<Document> {
    let response = gloo_net::http::Request::get(address).send().await.ok()?;
    let text = if response.ok() { response.text().await.ok()? } else { return None };
    // Parsed apart from the page: nothing in it runs.
    DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
}

/// Moves the new count, answer and filters into the page. `None` when the page is not what it should be.
fn show(page: &Document) -> Option<()> {
    let here = document();
    let focused = here.active_element();
    let (answer, new_answer) = (here.get_element_by_id("answer")?, page.get_element_by_id("answer")?);
    let count = page.get_element_by_id("count")?.text_content()?;
    for key in ["soort", "lijn", "knooppunt", "documenttaal", "jaar"] {
        let id = format!("group-{key}");
        let (Some(group), Some(new)) = (here.get_element_by_id(&id), page.get_element_by_id(&id)) else { continue };
        if focused.as_ref().is_some_and(|focused| group.contains(Some(focused))) {
            recount(&group, &new);
        } else {
            group.replace_with_with_node_1(&new).ok()?;
        }
    }
    answer.replace_with_with_node_1(&new_answer).ok()?;
    here.set_title(&page.title());
    if let (Some(link), Some(new)) = (here.get_element_by_id("language"), page.get_element_by_id("language")) {
        let _ = link.set_attribute("href", &new.get_attribute("href").unwrap_or_default());
    }
    say(&count);
    Some(())
}

/// Only the counts: the group holds the focus.
fn recount(group: &Element, new: &Element) {
    let Ok(labels) = group.query_selector_all("label") else { return };
    for at in 0..labels.length() {
        let Some(label) = labels.get(at).and_then(|label| label.dyn_into::<Element>().ok()) else { continue };
        let (Ok(Some(input)), Ok(Some(count))) = (label.query_selector("input"), label.query_selector(".facet-count"))
        else {
            continue;
        };
        let same = format!("#{} ~ .facet-count", input.id());
        let fresh = new.query_selector(&same).ok().flatten().and_then(|fresh| fresh.text_content());
        count.set_text_content(Some(fresh.as_deref().unwrap_or("0")));
    }
}

/// Readers of the page by ear hear it: the count is a status.
fn say(text: &str) {
    if let Some(count) = document().get_element_by_id("count") {
        count.set_text_content(Some(text));
    }
}

fn go_to(address: &str, remember: bool) {
    let Ok(history) = window().history() else { return };
    let nothing = wasm_bindgen::JsValue::NULL;
    let _ = if remember {
        history.push_state_with_url(&nothing, "", Some(address))
    } else {
        history.replace_state_with_url(&nothing, "", Some(address))
    };
}
