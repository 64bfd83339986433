//! Who reads something: its label, and above TLP:GREEN organisations, hubs, groups and persons, chosen by name.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use leptos::prelude::*;

use crate::desk::returned;
use crate::model::members::Members;
use crate::model::sharing::Sharing;
use crate::model::sheet::Sheet;
use crate::model::tlp::Tlp;
use crate::parts::filling::Filling;
use crate::parts::form::Ticks;
use crate::parts::sheet_field::{Around, Filled};

/// The label, the audience and the limit of something that is no sheet; `now` is what holds for it, and `labels` those that
/// there are to choose.
pub fn sharing_fields(
    form: &Filling,
    now: Option<&Sharing>,
    members: &Members,
    labels: RangeInclusive<Tlp>,
    hint: &str,
) -> AnyView {
    let words = &form.interface.words.attachments;
    let sheet = match form.came_back {
        true => Sheet::sharing_in(returned().filled()),
        false => now.map(Sheet::of_sharing).unwrap_or_default(),
    };
    let filled = Filled { interface: form.interface, sheet: &sheet, flaws: &[], required: &BTreeSet::new() };
    let mut options = vec![(String::new(), words.label_prompt.clone())];
    let offered = Tlp::ALL.into_iter().filter(|label| labels.contains(label));
    options.extend(offered.map(|label| (label.label().to_owned(), label.label().to_owned())));
    let public = sheet.has("public_bodies_only", "1");
    let public = vec![("1".to_owned(), words.public_bodies_only.clone(), public)];
    view! {
        {form.choice("tlp", options, hint)}
        {audience(filled, members, *labels.end())}
        // What is wrong with it leads here.
        <div id="public_bodies_only">
            <Ticks name="public_bodies_only" label=words.limit.as_str() options=public/>
        </div>
    }
    .into_any()
}

/// The fields of an audience. Persons are asked for where `strictest` is TLP:RED, the label that is for persons.
pub fn audience(filled: Filled, members: &Members, strictest: Tlp) -> impl IntoView + use<> {
    let lang = filled.interface.lang;
    let words = &filled.interface.words.sheet;
    let organisations = members.organisations.iter().map(|(code, name)| (code.to_string(), name.get(lang).to_owned()));
    let hubs = members.hubs.iter().map(|(code, name)| (code.to_string(), name.get(lang).to_owned())).collect();
    // One that was chosen by a member of it stays, whoever corrects the rest.
    let mut groups: Vec<_> = members.groups.iter().map(|(code, name)| (code.to_string(), name.clone())).collect();
    for code in filled.sheet.all("audience_group") {
        if groups.iter().all(|(known, _)| known != code) {
            groups.push((code.to_owned(), code.to_owned()));
        }
    }
    let persons = (strictest == Tlp::Red).then(|| {
        let around = Around { hint: &words.persons_hint, list: Some("colleagues"), ..Around::default() };
        let colleagues = members.colleagues.iter().map(|(id, name)| {
            view! { <option value=id.to_string()>{name.clone()}</option> }
        });
        view! {
            {filled.several("audience_person", around)}
            <datalist id="colleagues">{colleagues.collect_view()}</datalist>
        }
    });
    view! {
        {filled.choices("audience_organisation", organisations.collect(), &words.organisations_hint)}
        {filled.ticks("audience_hub", hubs)}
        {(!groups.is_empty()).then(|| filled.ticks("audience_group", groups))}
        {persons}
    }
}
