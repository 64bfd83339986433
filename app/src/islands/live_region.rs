use std::time::Duration;

use futures::StreamExt;
use futures::channel::oneshot;
use gloo_net::eventsource::futures::EventSource;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::fetched::{copy, page, shown, wake};

/// Keeps a part of a page as new as the server has it: when something changed, the page is asked for again, and what is
/// new in this part takes the place of what was there. Without WASM the part is as it was when the page was sent.
#[island]
pub fn LiveRegion(
    /// Names the part in the page; the same in every answer.
    id: String,
    /// Said when something new was put in.
    renewed: String,
    children: Children,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let name = id.clone();
    Effect::new(move |_| {
        let (name, renewed) = (name.clone(), renewed.clone());
        // As the server sent it: islands wake from the outside in, so none inside has changed anything yet.
        let Some(sent) = shown(&name).and_then(|part| copy(&part)) else { return };
        let Ok(mut source) = EventSource::new("/live") else { return };
        let Ok(mut changes) = source.subscribe("change") else { return };
        spawn_local(async move {
            // Moved in here, or the connection would end with the effect.
            let _source = source;
            let mut sent = sent;
            while let Some(Ok(_)) = changes.next().await {
                let Some(newer) = newer(&name, &sent).await else { continue };
                put(&name, &newer).await;
                sent = newer;
                said.set(renewed.clone());
            }
        });
    });
    view! {
        <div id=id>{children()}</div>
        <p class="live-renewed" role="status">
            {said}
        </p>
    }
}

/// The part as it is now, where that is not what was sent before.
async fn newer(id: &str, sent: &Element) -> Option<Element> {
    let location = window().location();
    let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    let part = page(&address).await?.get_element_by_id(id)?;
    (!part.is_equal_node(Some(sent))).then_some(part)
}

/// Puts it in; where somebody is at work in the part, once they have left it.
async fn put(id: &str, newer: &Element) {
    let busy = || {
        let at = document().active_element()?;
        shown(id)?.contains(Some(&at)).then_some(())
    };
    while busy().is_some() {
        pause(Duration::from_millis(500)).await;
    }
    if let (Some(part), Some(newer)) = (shown(id), copy(newer)) {
        let _ = part.replace_with_with_node_1(&newer);
        wake(&newer);
    }
}

async fn pause(time: Duration) {
    let (done, over) = oneshot::channel();
    set_timeout(
        move || {
            let _ = done.send(());
        },
        time,
    );
    let _ = over.await;
}
