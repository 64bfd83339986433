//! Fields of a sheet: each with its label, what it holds now, and what is wrong with it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::model::sheet::{Flaw, Sheet};
use crate::parts::sheet_label;
use crate::parts::text_area::TextArea;
use crate::words::Interface;

/// A sheet on a form, with what is known to be wrong.
#[derive(Clone, Copy)]
pub struct Filled<'a> {
    pub interface: Interface,
    pub sheet: &'a Sheet,
    pub flaws: &'a [Flaw],
    /// The fields that it cannot be submitted without.
    pub required: &'a BTreeSet<String>,
}

/// What stands around a field.
#[derive(Clone, Copy, Default)]
pub struct Around<'a> {
    pub hint: &'a str,
    /// The id of a list of suggestions.
    pub list: Option<&'static str>,
    /// The `type` of the input; text when empty.
    pub kind: &'static str,
    /// Lines, for a text area.
    pub rows: u32,
    /// Instead of the label of the field.
    pub label: &'a str,
}

impl Filled<'_> {
    /// One line.
    pub fn line(&self, field: &str, around: Around) -> AnyView {
        let value = self.sheet.text(field).to_owned();
        let Around { list, kind, .. } = around;
        let kind = if kind.is_empty() { "text" } else { kind };
        self.frame(field, around, move |id, name, described, invalid| {
            view! {
                <input
                    class="field-input"
                    id=id
                    name=name
                    r#type=kind
                    value=value
                    list=list
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=invalid.then_some("true")
                />
            }
            .into_any()
        })
    }

    /// Several lines.
    pub fn area(&self, field: &str, around: Around) -> AnyView {
        let value = self.sheet.text(field).to_owned();
        let rows = around.rows.max(3);
        self.frame(field, around, move |id, name, described, invalid| match described {
            Some(described) => view! { <TextArea id name value rows described invalid/> }.into_any(),
            None => view! { <TextArea id name value rows invalid/> }.into_any(),
        })
    }

    /// One of several values, or none.
    pub fn choice(&self, field: &str, options: Vec<(String, String)>, around: Around) -> AnyView {
        let chosen = self.sheet.text(field).to_owned();
        let prompt = self.interface.words.sheet.choose.as_str();
        self.frame(field, around, move |id, name, described, invalid| {
            let options = options.into_iter().map(|(value, text)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{text}</option> }
            });
            view! {
                <select
                    class="select field-select"
                    id=id
                    name=name
                    aria-describedby=described
                    aria-invalid=invalid.then_some("true")
                >
                    <option value="">{prompt}</option>
                    {options.collect_view()}
                </select>
            }
            .into_any()
        })
    }

    /// Any of several values.
    pub fn ticks(&self, field: &str, options: Vec<(String, String)>) -> AnyView {
        let options = options.into_iter().map(|(value, text)| {
            let ticked = self.sheet.has(field, &value);
            view! {
                <label class="tick">
                    <input type="checkbox" name=field.to_owned() value=value checked=ticked/>
                    {text}
                </label>
            }
        });
        let options = options.collect_view();
        view! {
            <fieldset class="ticks" id=id_of(field) tabindex="-1">
                <legend>{sheet_label::label(self.interface, field)}</legend>
                {self.wrong(field)}
                {options}
            </fieldset>
        }
        .into_any()
    }

    /// One line for each value there is, and some to spare.
    pub fn several(&self, field: &str, around: Around) -> AnyView {
        self.repeated(field, around.hint, |name, value| {
            view! {
                <input
                    class="field-input"
                    name=field.to_owned()
                    value=value
                    list=around.list
                    autocomplete="off"
                    aria-label=name
                />
            }
            .into_any()
        })
    }

    /// One choice for each value there is, and some to spare. What is no option any more stays until another is chosen.
    pub fn choices(&self, field: &str, options: Vec<(String, String)>, hint: &str) -> AnyView {
        let prompt = self.interface.words.sheet.choose.as_str();
        self.repeated(field, hint, |name, chosen| {
            let is_known = chosen.is_empty() || options.iter().any(|(value, _)| *value == chosen);
            let unknown = (!is_known).then(|| (chosen.clone(), chosen.clone()));
            let options = options.iter().cloned().chain(unknown).map(|(value, text)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{text}</option> }
            });
            view! {
                <select class="select field-select" name=field.to_owned() aria-label=name>
                    <option value="">{prompt}</option>
                    {options.collect_view()}
                </select>
            }
            .into_any()
        })
    }

    fn repeated(&self, field: &str, hint: &str, one: impl Fn(String, String) -> AnyView) -> AnyView {
        let label = sheet_label::label(self.interface, field);
        let values = self.sheet.all(field).map(str::to_owned).chain(vec![String::new(); SPARE]);
        let lines = values.enumerate().map(|(number, value)| one(format!("{label} {}", number + 1), value));
        let lines = lines.collect_view();
        let hint = hint.to_owned();
        view! {
            <fieldset class="ticks field-several" id=id_of(field) tabindex="-1">
                <legend>{label.clone()}</legend>
                {(!hint.is_empty()).then(|| view! { <p class="field-hint">{hint}</p> })}
                {self.wrong(field)}
                {lines}
            </fieldset>
        }
        .into_any()
    }

    /// Says of a field that it must be filled in, beside its label.
    pub fn mark(&self, field: &str) -> Option<AnyView> {
        let word = self.interface.words.sheet.required.as_str();
        self.required.contains(field).then(|| view! { <span class="field-required">" " {word}</span> }.into_any())
    }

    /// Whether something is filled in, or wrong, in fields whose names begin so.
    pub fn has_any(&self, starts: &[&str]) -> bool {
        let of = |field: &str| starts.iter().any(|start| field.starts_with(start));
        self.flaws.iter().any(|flaw| of(&flaw.field))
            || self.sheet.pairs().iter().any(|(field, text)| of(field) && !text.is_empty())
    }

    /// What is wrong with a field.
    pub fn wrong(&self, field: &str) -> Option<AnyView> {
        let words = &self.interface.words.sheet;
        let wrong: Vec<String> =
            self.flaws.iter().filter(|flaw| flaw.field == field).map(|flaw| words.wrong(&flaw.what)).collect();
        let id = format!("{}-wrong", id_of(field));
        (!wrong.is_empty()).then(|| view! { <p class="field-wrong" id=id>{wrong.join(" ")}</p> }.into_any())
    }

    fn frame(
        &self,
        field: &str,
        around: Around,
        input: impl FnOnce(String, String, Option<String>, bool) -> AnyView,
    ) -> AnyView {
        let id = id_of(field);
        let label = match around.label {
            "" => sheet_label::label(self.interface, field),
            label => label.to_owned(),
        };
        let (hint, hint_id) = (around.hint.to_owned(), format!("{id}-hint"));
        let (wrong, mark) = (self.wrong(field), self.mark(field));
        let mut described = Vec::new();
        if !hint.is_empty() {
            described.push(hint_id.clone());
        }
        if wrong.is_some() {
            described.push(format!("{id}-wrong"));
        }
        let described = (!described.is_empty()).then(|| described.join(" "));
        let invalid = wrong.is_some();
        view! {
            <div class="field">
                <label for=id.clone()>{label} {mark}</label>
                {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
                {wrong}
                {input(id, field.to_owned(), described, invalid)}
            </div>
        }
        .into_any()
    }
}

/// Empty lines beyond what is filled in.
const SPARE: usize = 3;

/// The id of a field on its page.
pub fn id_of(field: &str) -> String {
    field.replace('.', "-")
}
