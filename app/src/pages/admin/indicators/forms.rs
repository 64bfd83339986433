//! The forms with which an indicator is edited, each for one field.

use leptos::prelude::*;

use crate::desk::{Fault, returned};
use crate::model::contract::{GoalKind, SmallNumbers};
use crate::model::edit::{Field, Made, last};
use crate::model::indicator::Indicator;
use crate::model::place::Hub;
use crate::model::plan::Organisation;
use crate::model::sharing::Sharing;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::entries::filled;
use crate::parts::form::{Asks, Choice, Field as Line, Ticks};
use crate::parts::format::capital;
use crate::parts::text_area::Lines;
use crate::words::Interface;

/// What the forms choose from.
pub struct Register<'a> {
    pub indicator: &'a Indicator,
    pub partners: &'a [Organisation],
    pub hubs: &'a [Hub],
    pub edits: &'a [Made],
}

/// A form for each field that may be edited.
pub fn forms(interface: Interface, register: &Register<'_>, may: &[Field], action: &str) -> impl IntoView + use<> {
    let words = &interface.words.register;
    let Register { indicator, partners, hubs, edits } = register;
    let places: Vec<(String, String)> =
        hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(interface.lang).to_owned())).collect();
    let rows: Vec<_> = may
        .iter()
        .map(|field| {
            let act = field.code();
            let (title, inside) = match field {
                Field::Owner => (&words.set_owner, owner_fields(interface, partners)),
                Field::Label => (&words.set_label, label_fields(interface, indicator)),
                Field::Delay => (&words.set_delay, line("delay", "days", &words.days, "", false)),
                Field::Hubs => (&words.set_hubs, hub_fields(interface, indicator, hubs, edits)),
                Field::SmallNumbers => (&words.set_rule, rule_fields(interface, indicator, edits)),
                Field::Goals => (&words.add_goal, goal_fields(interface, places.clone())),
                Field::Versions => (&words.add_version, version_fields(interface)),
            };
            let open = filled(act, "actie") == act;
            view! {
                <details class="record" open=open>
                    <summary>{title.as_str()}</summary>
                    <form class="form" method="post" action=action.to_owned()>
                        <input type="hidden" name="actie" value=act/>
                        {inside}
                        <button class="button" type="submit">
                            {words.save.as_str()}
                        </button>
                    </form>
                </details>
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="wijzigen">
            <div class="section-head">
                <h2 id="wijzigen">{words.edit.as_str()}</h2>
            </div>
            {rows}
        </section>
    }
}

fn line(act: &'static str, name: &'static str, label: &'static str, hint: &str, optional: bool) -> AnyView {
    line_with(act, name, label, hint, optional, String::new())
}

/// With what holds now, until something was typed.
fn line_with(
    act: &'static str,
    name: &'static str,
    label: &'static str,
    hint: &str,
    optional: bool,
    now: String,
) -> AnyView {
    let value = if came_back(act) { filled(act, name) } else { now };
    let asks = Asks { autocomplete: "off", value, hint: hint.to_owned(), optional, ..Asks::default() };
    view! { <Line id=format!("{act}-{name}") name label asks/> }.into_any()
}

fn owner_fields(interface: Interface, partners: &[Organisation]) -> AnyView {
    let words = &interface.words.register;
    let options = partners.iter().map(|one| (one.slug.to_string(), one.name.get(interface.lang).to_owned())).collect();
    view! {
        <Choice
            id="organisation"
            name="organisation"
            label=words.organisation.as_str()
            prompt=words.choose.as_str()
            options
            chosen=filled("owner", "organisation")
        />
    }
    .into_any()
}

fn label_fields(interface: Interface, indicator: &Indicator) -> AnyView {
    let words = &interface.words.register;
    let now = indicator.sharing.as_ref().map_or(Tlp::Clear, Sharing::tlp);
    // Above what a rule for small numbers covers, those who are named would see what it hides.
    let bound = indicator.small_numbers.is_some() && SmallNumbers::covers(now);
    let options = Tlp::ALL.into_iter().filter(|tlp| *tlp >= now && (!bound || SmallNumbers::covers(*tlp)));
    let options = options.map(|tlp| (tlp.label().to_owned(), tlp.label().to_owned())).collect();
    let public = filled("label", "public_bodies_only") == "1";
    view! {
        <p class="section-text">{words.set_label_lead.as_str()}</p>
        {bound.then(|| view! { <p class="section-text">{words.set_label_bound.as_str()}</p> })}
        <Choice
            id="tlp"
            name="tlp"
            label=words.label.as_str()
            prompt=words.choose.as_str()
            options
            chosen=filled("label", "tlp")
        />
        {line("label", "audience", &words.audience, &words.audience_hint, true)}
        <Ticks
            name="public_bodies_only"
            label=words.public_bodies.as_str()
            options=vec![("1".to_owned(), words.public_bodies_only.clone(), public)]
        />
    }
    .into_any()
}

fn goal_fields(interface: Interface, places: Vec<(String, String)>) -> AnyView {
    let words = &interface.words.register;
    let kinds = [(GoalKind::Baseline, "baseline"), (GoalKind::Interim, "interim"), (GoalKind::Target, "target")];
    let kinds = kinds.map(|(kind, code)| (code.to_owned(), capital(interface.words.names.goal(kind))));
    view! {
        <Choice
            id="goal"
            name="goal"
            label=words.goal.as_str()
            prompt=words.choose.as_str()
            options=kinds.into()
            chosen=filled("goals", "goal")
        />
        <Choice
            id="place"
            name="place"
            label=words.place.as_str()
            prompt=words.all_places.as_str()
            options=places
            chosen=filled("goals", "place")
            optional=true
        />
        {line("goals", "period", &words.period, &words.period_hint, false)}
        {line("goals", "value", &words.value, "", false)}
        {line("goals", "source", &words.source, "", false)}
        {line("goals", "url", &words.url, "", true)}
    }
    .into_any()
}

fn version_fields(interface: Interface) -> AnyView {
    let words = &interface.words.register;
    let from = Asks { kind: "date", autocomplete: "off", value: filled("versions", "from"), ..Asks::default() };
    let breaks = filled("versions", "breaks") == "1";
    view! {
        <Line id="versions-from" name="from" label=words.from.as_str() asks=from/>
        <Lines id="text_nl" name="text_nl" label=words.text_nl.as_str() value=filled("versions", "text_nl") rows=3/>
        <Lines id="text_en" name="text_en" label=words.text_en.as_str() value=filled("versions", "text_en") rows=3/>
        <Ticks
            name="breaks"
            label=words.comparing.as_str()
            options=vec![("1".to_owned(), words.breaks_hint.clone(), breaks)]
        />
    }
    .into_any()
}

/// Whether the form of this act is the one that came back.
fn came_back(act: &str) -> bool {
    filled(act, "actie") == act
}

/// The last edit of the field of a form that is filled in with what holds. Somebody who was told that it moved has looked again.
fn seen(field: Field, edits: &[Made]) -> impl IntoView + use<> {
    let stays = came_back(field.code()) && returned().fault != Some(Fault::Moved);
    let now = || last(edits, field).map(ToString::to_string).unwrap_or_default();
    let value = if stays { filled(field.code(), "seen") } else { now() };
    view! { <input type="hidden" name="seen" value=value/> }
}

fn hub_fields(interface: Interface, indicator: &Indicator, hubs: &[Hub], edits: &[Made]) -> AnyView {
    let words = &interface.words.register;
    let act = Field::Hubs.code();
    let (again, typed) = (came_back(act), returned());
    let options = hubs.iter().map(|hub| {
        let code = hub.code.to_string();
        let ticked = if again { typed.has("hub", &code) } else { indicator.hubs.contains(&hub.code) };
        (code, hub.name.get(interface.lang).to_owned(), ticked)
    });
    let options: Vec<_> = options.collect();
    let others = indicator.hubs.iter().filter(|code| hubs.iter().all(|hub| hub.code != **code));
    let others: Vec<&str> = others.map(Slug::as_str).collect();
    view! {
        {seen(Field::Hubs, edits)}
        <p class="section-text">{words.set_hubs_lead.as_str()}</p>
        <Ticks name="hub" label=words.hubs_listed.as_str() options/>
        {line_with(act, "places", &words.other_places, &words.other_places_hint, true, others.join(" "))}
    }
    .into_any()
}

fn rule_fields(interface: Interface, indicator: &Indicator, edits: &[Made]) -> AnyView {
    let words = &interface.words.register;
    let act = Field::SmallNumbers.code();
    let now = indicator.small_numbers.as_ref();
    let first = now.is_none().then(|| view! { <p class="section-text">{words.set_rule_first.as_str()}</p> });
    let no_rhythm = indicator.rhythm.is_empty();
    let no_rhythm = no_rhythm.then(|| view! { <p class="section-text">{words.no_rhythm.as_str()}</p> });
    let threshold = now.map(|rule| rule.threshold.max(1).to_string()).unwrap_or_default();
    let dominance = now.and_then(|rule| rule.dominance_percent).map(|percent| percent.to_string()).unwrap_or_default();
    let base = now.and_then(|rule| rule.base).map(|base| base.to_string()).unwrap_or_default();
    let companies: Vec<&str> = now.into_iter().flat_map(|rule| rule.companies.iter().map(Slug::as_str)).collect();
    view! {
        {seen(Field::SmallNumbers, edits)}
        <p class="section-text">{words.set_rule_lead.as_str()}</p>
        {first}
        {no_rhythm}
        {line_with(act, "threshold", &words.threshold, &words.threshold_hint, false, threshold)}
        {line_with(act, "dominance", &words.dominance, &words.dominance_hint, true, dominance)}
        {line_with(act, "base", &words.base, &words.base_hint, true, base)}
        {line_with(act, "companies", &words.companies, &words.companies_hint, true, companies.join(" "))}
        {line(act, "reason", &words.reason, &words.reason_hint, false)}
    }
    .into_any()
}
