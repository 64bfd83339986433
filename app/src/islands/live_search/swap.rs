//! The page that is shown, and the page that answers it: what moves from one to the other.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FormData, HtmlFormElement, UrlSearchParams};

/// The address of what the form asks now, without what is empty or default.
pub fn question() -> Option<String> {
    let form: HtmlFormElement = document().get_element_by_id("search")?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let pairs: String = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?.to_string().into();
    let used: Vec<&str> =
        pairs.split('&').filter(|pair| !pair.ends_with('=') && *pair != "sorteer=relevantie").collect();
    let path = window().location().pathname().ok()?;
    Some(if used.is_empty() { path } else { format!("{path}?{}", used.join("&")) })
}

/// Moves the new count, answer and filters into the page. `None` when the page is not what it should be.
pub fn show(page: &Document) -> Option<()> {
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
pub fn say(text: &str) {
    if let Some(count) = document().get_element_by_id("count") {
        count.set_text_content(Some(text));
    }
}

/// Puts the address in the bar; as a step to go back from, where it is to be remembered.
pub fn go_to(address: &str, remember: bool) {
    let Ok(history) = window().history() else { return };
    let nothing = JsValue::NULL;
    let _ = if remember {
        history.push_state_with_url(&nothing, "", Some(address))
    } else {
        history.replace_state_with_url(&nothing, "", Some(address))
    };
}
