use leptos::prelude::*;

/// Opens the browser's print dialogue.
#[island]
pub fn PrintButton(label: String) -> impl IntoView {
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <button type="button" class="link-button needs-script" on:click=print>
            {label}
        </button>
    }
}
