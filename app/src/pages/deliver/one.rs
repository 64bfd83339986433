//! `/monitor/aanleveren/{id}`: what a file of values would change, before it does.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::told;
use crate::desk::{Desk, Fault, Refusal, returned};
use crate::model::delivery::{Coming, Preview, Tally};
use crate::model::indicator::Indicator;
use crate::model::period::Period;
use crate::parts::ask::{One, ask_one};
use crate::parts::form::{Act, Came};
use crate::parts::format::{capital, count, number, period};
use crate::parts::head::Head;
use crate::parts::problems::Problems;
use crate::parts::scroll::scroll;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn DeliveryView() -> impl IntoView {
    ask_one(page)
}

async fn page(interface: Interface, desk: Desk, one: One) -> Result<impl IntoView, Refusal> {
    let One { id, done, action } = one;
    let Interface { lang, words } = interface;
    let words = &words.deliver;
    let page = desk.delivery(&id).await?;
    let told = told(interface, &page.delivery);
    let inside = match page.preview {
        None => view! { <p class="section-text">{words.done.as_str()}</p> }.into_any(),
        Some(preview) => preview_view(interface, preview, action).into_any(),
    };
    // What was wrong with the confirmation; what is wrong with the file now stands in its preview.
    let came = returned().fault.is_none_or(|fault| !matches!(fault, Fault::Rows(_)));
    Ok(view! {
        <Head title=page.delivery.name.clone() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::deliver_url(lang)>{words.title.as_str()}</a>
        </p>
        <h1>{page.delivery.name}</h1>
        <p class="subtle">{told}</p>
        {came.then(|| view! { <Came interface done/> })}
        {inside}
    })
}

fn preview_view(interface: Interface, preview: Preview, action: String) -> impl IntoView {
    let words = &interface.words.deliver;
    let Tally { new, revised, .. } = preview.total;
    let nothing = new + revised == 0;
    let sound = preview.problems.is_empty();
    let lead = if nothing { &words.no_change } else { &words.preview_lead };
    let take = (sound && !nothing).then(|| {
        // The state of the store that was looked at goes along.
        let with = vec![("state", preview.state.clone())];
        view! { <Act action=action.clone() act="take" with label=words.take.as_str() main=true/> }
    });
    let revisions = values(interface, &preview, Kind::Revised);
    let additions = values(interface, &preview, Kind::New);
    view! {
        {(!sound).then(|| view! { <Problems problems=preview.problems.clone() interface/> })}
        {sound
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="preview">
                        <div class="section-head">
                            <h2 id="preview">{words.preview.as_str()}</h2>
                        </div>
                        <p class="section-text">{lead.as_str()}</p>
                        {tallies(interface, &preview)}
                    </section>
                    {revisions}
                    {additions}
                }
            })}
        <div class="deliver-acts">
            {take} <Act action act="discard" label=words.discard.as_str()/>
        </div>
    }
}

fn tallies(interface: Interface, preview: &Preview) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.deliver;
    let row = |name: AnyView, tally: Tally| {
        let cells = [tally.new, tally.revised, tally.same].map(|number| {
            view! { <td class="number">{count(lang, number)}</td> }
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    let rows: Vec<_> = preview
        .tallies
        .iter()
        .map(|(indicator, tally)| row(indicator.name.get(lang).to_owned().into_any(), *tally))
        .collect();
    let label = format!("{}: {}", words.preview, interface.words.chart.table);
    let total = (rows.len() > 1).then(|| row(words.total.as_str().into_any(), preview.total));
    scroll(
        label,
        view! {
            <table class="figures">
                <thead>
                    <tr>
                        <th scope="col">{words.indicator.as_str()}</th>
                        <th scope="col" class="number">
                            {words.new.as_str()}
                        </th>
                        <th scope="col" class="number">
                            {words.revised.as_str()}
                        </th>
                        <th scope="col" class="number">
                            {words.same.as_str()}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{total}</tfoot>
            </table>
        },
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    New,
    Revised,
}

/// The first values of a kind; nothing where there are none.
fn values(interface: Interface, preview: &Preview, kind: Kind) -> Option<impl IntoView + use<>> {
    let words = &interface.words.deliver;
    let (title, id, listed, all) = match kind {
        Kind::New => (&words.new_values, "new", &preview.new, preview.total.new),
        Kind::Revised => (&words.revised_values, "revised", &preview.revised, preview.total.revised),
    };
    let rows: Vec<_> = listed.iter().map(|coming| value(interface, preview, coming, kind)).collect();
    let label = format!("{title}: {}", interface.words.chart.table);
    let left = all.saturating_sub(rows.len() as u64);
    let more = (left > 0).then(|| fill(&words.and_more, &[("count", &count(interface.lang, left))]));
    let was = (kind == Kind::Revised).then(|| view! { <th scope="col" class="number">{words.was.as_str()}</th> });
    let columns = [&words.indicator, &words.place, &words.period]
        .map(|name| view! { <th scope="col">{name.as_str()}</th> })
        .collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section-head">
                    <h2 id=id>{title.as_str()}</h2>
                </div>
                {scroll(label, view! {
                    <table class="value-table">
                        <thead>
                            <tr>
                                {columns} {was}
                                <th scope="col" class="number">
                                    {words.becomes.as_str()}
                                </th>
                                <th scope="col">{words.known_on.as_str()}</th>
                                <th scope="col">{words.source.as_str()}</th>
                                <th scope="col">{words.label.as_str()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                })}
                {more.map(|more| view! { <p class="subtle small">{more}</p> })}
            </section>
        }
    })
}

fn value(interface: Interface, preview: &Preview, coming: &Coming, kind: Kind) -> impl IntoView + use<> {
    let lang = interface.lang;
    let named = |one: &&(Indicator, Tally)| one.0.code == coming.indicator;
    let indicator = preview.tallies.iter().find(named).map(|(one, _)| one.name.get(lang).to_owned());
    let place = preview.places.iter().find(|place| place.code == coming.place);
    let place = place.map_or_else(|| coming.place.to_string(), |place| place.name.get(lang).to_owned());
    let when = coming.period.parse::<Period>();
    let when = when.map_or_else(|_| coming.period.clone(), |when| capital(&period(interface, when)));
    let figure = |value: Option<Decimal>| value.map_or_else(|| "\u{2013}".to_owned(), |value| number(lang, value));
    let was = (kind == Kind::Revised).then(|| view! { <td class="number">{figure(coming.was)}</td> });
    view! {
        <tr>
            <td>{indicator}</td>
            <td>{place}</td>
            <td>{when}</td>
            {was}
            <td class="number">{figure(coming.is)}</td>
            <td>{coming.known_on.to_string()}</td>
            <td>{coming.source.clone()}</td>
            <td>
                <TlpChip tlp=coming.tlp/>
            </td>
        </tr>
    }
}
