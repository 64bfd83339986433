//! Where those who keep the record of the plan write: the frame around their forms.

use leptos::prelude::*;

use crate::words::Interface;

pub fn keeping(interface: Interface, forms: impl IntoView) -> impl IntoView {
    let words = &interface.words.progress;
    view! {
        <section class="section" aria-labelledby="bijhouden">
            <div class="section-head">
                <h2 id="bijhouden">{words.keep.as_str()}</h2>
            </div>
            <p class="section-text">{words.keep_lead.as_str()}</p>
            {forms}
        </section>
    }
}
