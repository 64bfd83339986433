//! Who may read what hangs on a document: its label, and above TLP:GREEN its audience.

use leptos::prelude::*;

use crate::desk::Returned;
use crate::model::place::Hub;
use crate::model::reader::Person;
use crate::model::sharing::{Audience, Sharing};
use crate::model::tlp::Tlp;
use crate::parts::form::{Choice, Ticks};
use crate::words::Interface;

/// A label not wider than that of the document, and members of an audience to choose from: those of the document, and the
/// organisation and hubs of who writes.
#[component]
pub fn Readers(
    interface: Interface,
    /// Unique on the page.
    id: &'static str,
    whole: Sharing,
    person: Person,
    hubs: Vec<Hub>,
    came: Returned,
) -> impl IntoView {
    let words = &interface.words.adoption;
    let labels = Tlp::ALL.into_iter().filter(|tlp| *tlp >= whole.tlp());
    let options =
        labels.map(|tlp| (tlp.label().to_owned(), format!("{}: {}", tlp.label(), interface.words.tlp.of(tlp))));
    let filled = came.value("tlp");
    let chosen = if filled.is_empty() { whole.tlp().label().to_owned() } else { filled };
    let mut members: Vec<Audience> = whole.audience().iter().cloned().collect();
    let own = std::iter::once(Audience::Organisation(person.organisation.clone()));
    for member in own.chain(person.hubs.iter().cloned().map(Audience::Hub)) {
        if !members.contains(&member) {
            members.push(member);
        }
    }
    // Nothing was filled in yet: what holds for the document.
    let fresh = came.value("tlp").is_empty();
    let ticks = members.into_iter().map(|member| {
        let text = match &member {
            Audience::Organisation(code) if *code == person.organisation => words.own_organisation.clone(),
            Audience::Hub(code) => {
                let hub = hubs.iter().find(|hub| hub.code == *code);
                hub.map_or_else(|| code.to_string(), |hub| hub.short.get(interface.lang).to_owned())
            }
            other => other.to_string(),
        };
        let ticked = came.has("audience", &member.to_string()) || (fresh && whole.audience().contains(&member));
        (member.to_string(), text, ticked)
    });
    let ticks: Vec<_> = ticks.collect();
    view! {
        <Choice
            id=format!("{id}-tlp")
            name="tlp"
            label=words.label.as_str()
            prompt=words.choose.as_str()
            options=options.collect()
            chosen
        />
        <Ticks name="audience" label=words.audience.as_str() options=ticks/>
        <p class="field-hint">{words.audience_hint.as_str()}</p>
    }
}
