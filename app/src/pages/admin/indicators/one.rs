//! `/beheer/indicatoren/{code}`: one indicator as it holds, what was decided about it in the portal, and the forms to do so.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_url};

use super::super::done;
use super::forms::{Register, forms};
use super::history::history;
use super::owner;
use super::rule::{rule, waiting};
use crate::desk::{Desk, Refusal};
use crate::model::edit::{Field, Made, is_decided_here, may_edit};
use crate::model::indicator::Indicator;
use crate::model::place::Place;
use crate::model::plan::Organisation;
use crate::model::sharing::Sharing;
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::{Act, Came};
use crate::parts::format::{capital, date, period};
use crate::parts::head::Head;
use crate::parts::quantity::quantity;
use crate::parts::title_block::{Field as Fact, TitleBlock};
use crate::routes;
use crate::words::Interface;

#[component]
pub fn IndicatorRegisterPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, code, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    code: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.register;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let edits: Vec<Made> = desk.edits().await?.into_iter().filter(|made| made.indicator == code).collect();
    let indicator = desk.indicators().await?.into_iter().find(|one| one.code == code).ok_or(Refusal::Absent)?;
    let partners = desk.partners().await?;
    let account = desk.account().ok_or(Refusal::Absent)?;
    let may: Vec<Field> =
        Field::ALL.into_iter().filter(|field| may_edit(&account.person, &indicator, *field)).collect();
    let (hubs, places) = (desk.hubs().await?, desk.places().await?);
    let register = Register { indicator: &indicator, partners: &partners, hubs: &hubs, edits: &edits };
    let forms = (!may.is_empty()).then(|| forms(interface, &register, &may, &action));
    let settles = may.contains(&Field::SmallNumbers).then_some(&account.person.id);
    let name = indicator.name.get(lang).to_owned();
    Ok(view! {
        <Head title=name.clone() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer/indicatoren") name=words.title.as_str()/>
        <h1>{name}</h1>
        <p class="lead">
            <code>{code.to_string()}</code>
            " "
            <a href=routes::indicator_url(lang, &code)>{words.in_monitor.as_str()}</a>
        </p>
        <Came interface done/>
        <TitleBlock fields=facts(interface, &indicator, &partners, &places, settles.is_some())/>
        {waiting(interface, &edits, settles, &action)}
        {follows(interface, &edits, &may, &action)}
        {forms}
        {history(interface, &indicator, &edits, &partners, settles.is_some())}
    })
}

/// `whole` is whether the reader may change the rule for small numbers.
fn facts(
    interface: Interface,
    indicator: &Indicator,
    partners: &[Organisation],
    places: &[Place],
    whole: bool,
) -> Vec<Fact> {
    let words = &interface.words.register;
    let label = indicator.sharing.as_ref().map_or_else(|| words.per_row.clone(), told_label);
    let delay = indicator.delay_days.map_or_else(|| words.nothing.clone(), |days| days.to_string());
    let versions = indicator.versions.iter().map(|version| {
        let breaks = if version.breaks { format!(" ({})", words.breaking) } else { String::new() };
        format!("{}: {}{breaks}", date(interface, version.from), version.text.get(interface.lang))
    });
    let goals = indicator.goals.iter().map(|goal| {
        let kind = capital(interface.words.names.goal(goal.kind));
        format!("{kind}, {}: {}", period(interface, goal.period), quantity(interface, goal.value, indicator))
    });
    let list = |lines: Vec<String>| {
        if lines.is_empty() {
            return words.nothing.clone().into_any();
        }
        let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
        view! { <ul>{lines}</ul> }.into_any()
    };
    let counted = indicator.counted.as_ref();
    let counted = counted.map_or(words.handed_in.as_str(), |counted| interface.words.names.counted(counted.what));
    let small = indicator.small_numbers.as_ref();
    let small = small.map_or_else(|| words.nothing.clone(), |held| rule(interface, held, whole));
    vec![
        Fact::new(&words.owner, owner(interface, indicator, partners)),
        Fact::new(&words.label, label),
        Fact::new(&words.set_delay, delay),
        Fact::new(&words.counted, capital(counted)),
        Fact::wide(words.field(Field::Hubs), named(interface, &indicator.hubs, places)),
        Fact::wide(words.field(Field::SmallNumbers), small),
        Fact::wide(words.field(Field::Goals), list(goals.collect())),
        Fact::wide(words.field(Field::Versions), list(versions.collect())),
    ]
}

/// The names of places that are listed, each with its code.
pub fn named(interface: Interface, codes: &[Slug], places: &[Place]) -> String {
    if codes.is_empty() {
        return interface.words.register.any_place.clone();
    }
    let name = |code: &Slug| {
        let known = places.iter().find(|place| place.code == *code);
        known.map_or_else(|| code.to_string(), |place| format!("{} ({code})", place.name.get(interface.lang)))
    };
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}

pub fn told_label(sharing: &Sharing) -> String {
    let audience: Vec<String> = sharing.audience().iter().map(ToString::to_string).collect();
    let public = if sharing.public_bodies_only() { " public_bodies_only" } else { "" };
    format!("{} {}{public}", sharing.tlp().label(), audience.join(" ")).trim().to_owned()
}

/// The fields that follow the portal and not the file, each with the way back.
fn follows(interface: Interface, edits: &[Made], may: &[Field], action: &str) -> Option<impl IntoView + use<>> {
    let words = &interface.words.register;
    let own = Field::ALL.into_iter().filter(|field| is_decided_here(edits, *field));
    let rows: Vec<_> = own
        .map(|field| {
            let name = capital(words.field(field));
            let act = may.contains(&field).then(|| {
                let with = vec![("field", field.code().to_owned())];
                let label = words.hand_back.as_str();
                view! { <Act action=action.to_owned() act="hand-back" with=with label=label about=name.clone()/> }
            });
            view! { <li class="token"><span>{name.clone()}</span> {act}</li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="volgt">
                <div class="section-head">
                    <h2 id="volgt">{words.follows.as_str()}</h2>
                </div>
                <p class="section-text">{words.follows_lead.as_str()}</p>
                <ul>{rows}</ul>
            </section>
        }
    })
}
