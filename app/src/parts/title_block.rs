//! The ruled box of a technical drawing: what this is, whose, which revision, and who may see it.

use leptos::prelude::*;

/// One field of a title block.
pub struct Field {
    pub label: String,
    pub value: AnyView,
    /// Takes two columns where there is room.
    pub wide: bool,
}

impl Field {
    pub fn new(label: &str, value: impl IntoView + 'static) -> Field {
        Field { label: label.to_owned(), value: value.into_any(), wide: false }
    }

    pub fn wide(label: &str, value: impl IntoView + 'static) -> Field {
        Field { wide: true, ..Field::new(label, value) }
    }
}

/// The box, field by field.
#[component]
pub fn TitleBlock(fields: Vec<Field>) -> impl IntoView {
    let fields = fields.into_iter().map(|field| {
        view! {
            <div class="title-block-field" class:title-block-wide=field.wide>
                <dt>{field.label}</dt>
                <dd>{field.value}</dd>
            </div>
        }
    });
    view! { <dl class="title-block">{fields.collect_view()}</dl> }
}
