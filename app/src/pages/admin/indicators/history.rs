//! What was decided about an indicator in the portal.

use leptos::prelude::*;

use super::one::told_label;
use super::rule::with_reason;
use crate::model::edit::{Edit, Made};
use crate::model::indicator::Indicator;
use crate::model::plan::Organisation;
use crate::model::slug::Slug;
use crate::parts::format::{date, day, period};
use crate::parts::quantity::quantity;
use crate::words::{Interface, fill};

/// What was decided in the portal, newest first. `whole` is whether the reader may change the rule for small numbers.
pub fn history(
    interface: Interface,
    indicator: &Indicator,
    edits: &[Made],
    partners: &[Organisation],
    whole: bool,
) -> impl IntoView + use<> {
    let words = &interface.words.register;
    let rows: Vec<_> = edits
        .iter()
        .rev()
        .map(|made| {
            let by = partners.iter().find(|one| one.slug == made.organisation);
            let by = by.map(|one| one.name.get(interface.lang).to_owned());
            view! {
                <li>
                    <span class="event-period">{day(interface, made.at)}</span>
                    " "
                    {told(interface, indicator, &made.edit, partners, whole)}
                    {by.map(|by| view! { <p class="small subtle">{by}</p> })}
                </li>
            }
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p class="empty">{words.no_history.as_str()}</p> });
    view! {
        <section class="section" aria-labelledby="geschiedenis">
            <div class="section-head">
                <h2 id="geschiedenis">{words.history.as_str()}</h2>
            </div>
            {none}
            <ol class="plan-entries">{rows}</ol>
        </section>
    }
}

fn told(interface: Interface, indicator: &Indicator, edit: &Edit, partners: &[Organisation], whole: bool) -> String {
    let words = &interface.words.register;
    match edit {
        Edit::Owner { organisation } => {
            let known = partners.iter().find(|one| one.slug == *organisation);
            let name = known.map_or_else(|| organisation.to_string(), |one| one.name.get(interface.lang).to_owned());
            fill(&words.made_owner, &[("name", &name)])
        }
        Edit::Narrow { sharing } => fill(&words.made_label, &[("label", &told_label(sharing))]),
        Edit::Delay { days } => fill(&words.made_delay, &[("days", days)]),
        Edit::Goal { goal } => {
            let kind = interface.words.names.goal(goal.kind);
            let value = quantity(interface, goal.value, indicator);
            fill(&words.made_goal, &[("goal", &format!("{kind}, {}: {value}", period(interface, goal.period)))])
        }
        Edit::Version { version } => {
            let text = version.text.get(interface.lang);
            fill(&words.made_version, &[("date", &date(interface, version.from)), ("text", &text)])
        }
        Edit::Hubs { hubs } => {
            let codes: Vec<&str> = hubs.iter().map(Slug::as_str).collect();
            let places = if codes.is_empty() { words.any_place.clone() } else { codes.join(", ") };
            fill(&words.made_hubs, &[("places", &places)])
        }
        Edit::SmallNumbers { rule, reason } => with_reason(interface, &words.made_rule, rule, reason, whole),
        Edit::Loosen { rule, reason } => with_reason(interface, &words.made_loosen, rule, reason, whole),
        Edit::KeepRule => words.made_keep.clone(),
        Edit::HandBack { field } => fill(&words.made_back, &[("field", &words.field(*field))]),
    }
}
