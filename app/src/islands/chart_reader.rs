//! Steps through the values of a chart with the arrow keys, or by pointing, and says the one it is at.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Wraps drawings whose marks carry `data-point`, numbered as `readings`. Without WASM the drawings are as they are.
#[island]
pub fn ChartReader(
    /// What each mark says, in order.
    readings: Vec<String>,
    /// How to use it, for readers who come to it with the keyboard.
    hint: String,
    children: Children,
) -> impl IntoView {
    let at = RwSignal::new(None::<usize>);
    // Only what listens may be a stop of the Tab key.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let root = NodeRef::<leptos::html::Div>::new();
    let count = readings.len();
    let said = Memo::new(move |_| at.get().and_then(|index| readings.get(index).cloned()).unwrap_or_default());

    Effect::new(move |_| {
        let index = at.get();
        let Some(root) = root.get() else { return };
        if let Ok(Some(old)) = root.query_selector("[data-read]") {
            let _ = old.remove_attribute("data-read");
        }
        if let Some(index) = index
            && let Ok(Some(mark)) = root.query_selector(&format!("[data-point=\"{index}\"]"))
        {
            let _ = mark.set_attribute("data-read", "");
        }
    });

    let step = move |event: ev::KeyboardEvent| {
        let last = count.saturating_sub(1);
        let to = match (event.key().as_str(), at.get_untracked()) {
            _ if count == 0 => return,
            ("ArrowRight" | "ArrowDown", None) | ("Home", _) => Some(0),
            ("ArrowRight" | "ArrowDown", Some(index)) => Some((index + 1).min(last)),
            ("ArrowLeft" | "ArrowUp", Some(index)) => Some(index.saturating_sub(1)),
            ("ArrowLeft" | "ArrowUp", None) | ("End", _) => Some(last),
            ("Escape", _) => None,
            _ => return,
        };
        event.prevent_default();
        at.set(to);
    };
    let point = move |event: ev::PointerEvent| {
        let mark = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.get_attribute("data-point"));
        if let Some(index) = mark.and_then(|number| number.parse().ok()) {
            at.set(Some(index));
        }
    };

    view! {
        <div
            class="chart-reader"
            node_ref=root
            role="group"
            aria-label=hint
            tabindex=move || awake.get().then_some("0")
            on:keydown=step
            on:pointerover=point
        >
            {children()}
            <p class="chart-reading" role="status">
                {said}
            </p>
        </div>
    }
}
