//! `/beheer/indicatoren`: the register of indicators, as it holds.

mod forms;
mod history;
pub mod one;
mod rule;

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::edit::Made;
use crate::model::indicator::Indicator;
use crate::model::plan::Organisation;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn IndicatorsPage() -> impl IntoView {
    ask(page)
}

async fn page(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.register;
    let edits = desk.edits().await?;
    let partners = desk.partners().await?;
    let rows: Vec<_> =
        desk.indicators().await?.iter().map(|indicator| row(interface, indicator, &edits, &partners)).collect();
    let heads = [
        (&words.indicator, false),
        (&words.owner, false),
        (&words.label, false),
        (&words.rhythm, false),
        (&words.definitions, true),
        (&words.breaks, true),
        (&words.in_portal, true),
    ]
    .map(|(name, number)| {
        view! {
            <th scope="col" class=number.then_some("number")>
                {name.as_str()}
            </th>
        }
    });
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer") name=interface.words.admin.title.as_str()/>
        <h1 id="title">{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <div class="scroll" role="region" aria-labelledby="title" tabindex="0">
            <table class="figures register">
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    })
}

fn row(
    interface: Interface,
    indicator: &Indicator,
    edits: &[Made],
    partners: &[Organisation],
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.register;
    let rhythm: Vec<&str> = indicator.rhythm.iter().map(|rhythm| names.rhythm(*rhythm)).collect();
    let rhythm = if rhythm.is_empty() { words.any_rhythm.clone() } else { capital(&rhythm.join(", ")) };
    let label = match &indicator.sharing {
        Some(sharing) => view! { <TlpChip tlp=sharing.tlp()/> }.into_any(),
        None => words.per_row.clone().into_any(),
    };
    let breaks = indicator.versions.iter().filter(|version| version.breaks).count();
    let edited = edits.iter().filter(|made| made.indicator == indicator.code).count();
    view! {
        <tr>
            <th scope="row">
                <a href=routes::indicator_register_url(lang, &indicator.code)>{indicator.name.get(lang).to_owned()}</a>
                <span class="bar-note">{indicator.code.to_string()}</span>
                {indicator.counted.is_some().then(|| view! { <span class="bar-note">{words.counted.as_str()}</span> })}
            </th>
            <td>{owner(interface, indicator, partners)}</td>
            <td>{label}</td>
            <td>{rhythm}</td>
            <td class="number">{indicator.versions.len()}</td>
            <td class="number">{breaks}</td>
            <td class="number">{edited}</td>
        </tr>
    }
}

/// The organisation that answers for an indicator.
fn owner(interface: Interface, indicator: &Indicator, partners: &[Organisation]) -> String {
    let Some(code) = &indicator.owner else { return interface.words.register.keeper.clone() };
    let known = partners.iter().find(|one| one.slug == *code);
    known.map_or_else(|| code.to_string(), |one| one.name.get(interface.lang).to_owned())
}
