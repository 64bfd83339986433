//! Pages that an island asks for, to move what changed into the page that is shown.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Document, DomParser, Element, SupportedType};

/// The page at this address, parsed apart from the one that is shown: nothing in it runs.
pub async fn page(address: &str) -> Option<Document> {
    let response = gloo_net::http::Request::get(address).send().await.ok()?;
    let text = if response.ok() { response.text().await.ok()? } else { return None };
    DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
}

/// Wakes the islands in an element that was moved into the page; `parts/loader.js` listens.
pub fn wake(element: &Element) {
    if let Ok(event) = CustomEvent::new("wake") {
        event.init_custom_event_with_can_bubble_and_cancelable_and_detail("wake", true, false, &JsValue::NULL);
        let _ = element.dispatch_event(&event);
    }
}

/// The element with this id in the page that is shown.
pub fn shown(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The element with everything in it, apart from any page.
pub fn copy(element: &Element) -> Option<Element> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}
