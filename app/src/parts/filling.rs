//! A form of organisers that is being filled in: what each field holds now, and what is wrong with it.

use leptos::prelude::*;

use crate::desk::{Fault, returned};
use crate::model::conference::Mistake;
use crate::parts::sheet_field::id_of;
use crate::parts::text_area::TextArea;
use crate::words::Interface;

/// Fields with their values, and the mistakes that came back.
pub struct Filling {
    pub interface: Interface,
    values: Vec<(String, String)>,
    mistakes: Vec<Mistake>,
    /// Whether the values are those of a form that came back.
    pub came_back: bool,
}

/// What a field is beyond its name.
#[derive(Clone, Copy, Default)]
pub struct Wants<'a> {
    /// The `type` of the input; text when empty.
    pub kind: &'static str,
    pub hint: &'a str,
    pub required: bool,
    /// The id of a list of suggestions.
    pub list: Option<&'static str>,
    /// The `inputmode` of a number that is typed.
    pub digits: bool,
    pub rows: u32,
    /// Whether the page opens with the cursor here.
    pub first: bool,
}

impl Filling {
    /// What came back, or else these values.
    pub fn new(interface: Interface, values: Vec<(String, String)>) -> Filling {
        let came = returned();
        let filled: Vec<(String, String)> =
            came.filled().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let came_back = came.fault.is_some() && !filled.is_empty();
        let mistakes = match came.fault {
            Some(Fault::Mistakes(mistakes)) => mistakes,
            _ => Vec::new(),
        };
        Filling { interface, values: if came_back { filled } else { values }, mistakes, came_back }
    }

    /// Empty where nothing is filled in.
    pub fn value(&self, name: &str) -> String {
        self.values.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// How many rows `day.0`, `day.1` and so on are filled in.
    pub fn rows(&self, of: &str) -> usize {
        let number = |key: &str| key.strip_prefix(of)?.strip_prefix('.')?.split('.').next()?.parse::<usize>().ok();
        self.values.iter().filter_map(|(key, _)| number(key)).max().map_or(0, |last| last + 1).min(200)
    }

    pub fn line(&self, name: &str, wants: Wants) -> AnyView {
        let (id, value) = (id_of(name), self.value(name));
        let Wants { kind, hint, required, list, digits, first, .. } = wants;
        let kind = if kind.is_empty() { "text" } else { kind };
        let (described, around) = self.around(name, hint);
        view! {
            <div class="field">
                <label for=id.clone()>{self.interface.words.organising.label(name)}</label>
                {around}
                <input
                    class="field-input"
                    id=id
                    name=name.to_owned()
                    r#type=kind
                    value=value
                    list=list
                    inputmode=digits.then_some("numeric")
                    autocomplete="off"
                    autofocus=first
                    aria-describedby=described
                    aria-invalid=self.is_wrong(name).then_some("true")
                    required=required
                />
            </div>
        }
        .into_any()
    }

    /// An input in the cell of a table: its label is heard, not seen.
    pub fn cell(&self, name: &str, kind: &'static str) -> AnyView {
        let (described, around) = self.around(name, "");
        view! {
            <input
                class="field-input"
                id=id_of(name)
                name=name.to_owned()
                r#type=kind
                value=self.value(name)
                inputmode=(name.ends_with("capacity")).then_some("numeric")
                autocomplete="off"
                aria-label=self.interface.words.organising.label(name)
                aria-describedby=described
                aria-invalid=self.is_wrong(name).then_some("true")
            />
            {around}
        }
        .into_any()
    }

    pub fn area(&self, name: &str, wants: Wants) -> AnyView {
        let (described, around) = self.around(name, wants.hint);
        view! {
            <div class="field">
                <label for=id_of(name)>{self.interface.words.organising.label(name)}</label>
                {around}
                <TextArea
                    id=id_of(name)
                    name=name.to_owned()
                    value=self.value(name)
                    rows=wants.rows.max(2)
                    described=described
                    invalid=self.is_wrong(name)
                />
            </div>
        }
        .into_any()
    }

    /// One of several values; an empty one where none may be chosen.
    pub fn choice(&self, name: &str, options: Vec<(String, String)>, hint: &str) -> AnyView {
        let chosen = self.value(name);
        let (described, around) = self.around(name, hint);
        let options = options.into_iter().map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        });
        view! {
            <div class="field">
                <label for=id_of(name)>{self.interface.words.organising.label(name)}</label>
                {around}
                <select
                    class="select field-select"
                    id=id_of(name)
                    name=name.to_owned()
                    aria-describedby=described
                    aria-invalid=self.is_wrong(name).then_some("true")
                >
                    {options.collect_view()}
                </select>
            </div>
        }
        .into_any()
    }

    pub fn tick(&self, name: &str) -> AnyView {
        view! {
            <label class="tick">
                <input type="checkbox" name=name.to_owned() value="1" checked=self.value(name) == "1"/>
                {self.interface.words.organising.label(name)}
            </label>
        }
        .into_any()
    }

    fn is_wrong(&self, name: &str) -> bool {
        self.mistakes.iter().any(|mistake| mistake.field == name)
    }

    /// The ids of what explains a field, and what explains it.
    fn around(&self, name: &str, hint: &str) -> (Option<String>, AnyView) {
        let words = &self.interface.words.organising;
        let (hint_id, wrong_id) = (format!("{}-hint", id_of(name)), format!("{}-wrong", id_of(name)));
        let wrong = self.mistakes.iter().find(|mistake| mistake.field == name).map(|mistake| words.slip(mistake));
        let mut described = Vec::new();
        if !hint.is_empty() {
            described.push(hint_id.clone());
        }
        if wrong.is_some() {
            described.push(wrong_id.clone());
        }
        let hint = (!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint.to_owned()}</p> });
        let wrong = wrong.map(|text| view! { <p class="field-wrong" id=wrong_id>{text}</p> });
        ((!described.is_empty()).then(|| described.join(" ")), view! { {hint} {wrong} }.into_any())
    }
}

/// Every mistake with a link to its field.
#[component]
pub fn Mistakes(interface: Interface, mistakes: Vec<Mistake>) -> impl IntoView {
    let words = &interface.words.organising;
    let rows = mistakes.into_iter().map(|mistake| {
        let href = format!("#{}", id_of(&mistake.field));
        view! {
            <li>
                <a href=href>{words.label(&mistake.field)}</a>
                ": "
                {words.slip(&mistake)}
            </li>
        }
    });
    view! { <ul class="came-list">{rows.collect_view()}</ul> }
}
