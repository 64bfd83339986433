//! `/beheer/congressen/{slug}/opzet`: what a conference is before it has sessions.

use leptos::prelude::*;

use super::{above, address, langs, rule, workspace_of};
use crate::desk::{Desk, Fault, Refusal, returned};
use crate::model::conference::{fingerprint, setup_fields};
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::Came;
use crate::parts::head::Head;
use crate::words::Interface;

#[component]
pub fn SetupPage() -> impl IntoView {
    let (slug, done, action) = address();
    ask(move |interface, desk| page(interface, desk, slug, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let workspace = workspace_of(&desk, &slug).await?;
    let programme = &workspace.draft.work.programme;
    let form = Filling::new(interface, setup_fields(programme));
    let moved = returned().fault == Some(Fault::Moved);
    // Whoever was told that it moved has seen what is there now; anybody else goes on from what they began with.
    let now = fingerprint(&programme.without_sessions());
    let was = if form.came_back && !moved { form.value("was") } else { now };
    let conflict = moved.then(|| super::session::differences(interface, &form, &setup_fields(programme)));
    let line =
        |name: &str, kind: &'static str, required: bool| form.line(name, Wants { kind, required, ..Wants::default() });
    let title = format!("{}: {}", programme.title, words.part_setup);
    Ok(view! {
        <Head title=title in_both_languages=false/>
        {above(interface, &workspace, "opzet")}
        <Came interface done/>
        {conflict}
        <p class="section-text">{words.setup_lead.as_str()}</p>
        <form class="form form-page organise-setup" method="post" action=action>
            <input type="hidden" name="was" value=was/>
            <h2>{words.details.as_str()}</h2>
            {line("title", "", true)}
            {line("place", "", false)}
            <div class="field-row">{line("time_zone", "", true)} {form.choice("lang", langs(interface), "")}</div>
            {rule(&form)}
            {line("url", "url", false)}
            {form.area("description", Wants { rows: 4, ..Wants::default() })}
            {rows(&form, "day", &words.days, &words.days_lead, &[("date", "date"), ("start", "time"), ("end", "time")])}
            {rows(&form, "room", &words.rooms, &words.rooms_lead, &[("name", "text"), ("capacity", "text")])}
            {rows(&form, "track", &words.tracks, &words.tracks_lead, &[("name", "text")])}
            <button class="button" type="submit">
                {words.save.as_str()}
            </button>
        </form>
    })
}

/// A table to fill in: a row for each that is there, and some to spare.
fn rows(
    form: &Filling,
    of: &'static str,
    title: &'static str,
    lead: &'static str,
    columns: &[(&'static str, &'static str)],
) -> impl IntoView + use<> {
    let words = &form.interface.words.organising;
    let heads: Vec<_> =
        columns.iter().map(|(column, _)| view! { <th scope="col">{words.label(column)}</th> }).collect();
    let count = form.rows(of) + SPARE;
    let rows: Vec<_> = (0..count)
        .map(|row| {
            let was = format!("{of}.{row}.was");
            let value = form.value(&was);
            let cells: Vec<_> = columns
                .iter()
                .map(|(column, kind)| {
                    let cell = form.cell(&format!("{of}.{row}.{column}"), kind);
                    view! { <td data-label=words.label(column)>{cell}</td> }
                })
                .collect();
            let hidden = (!value.is_empty()).then(|| view! { <input type="hidden" name=was value=value/> });
            view! {
                <tr>
                    <th scope="row" class="number">
                        {row + 1}
                        {hidden}
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <h2>{title}</h2>
        <p class="field-hint">{lead}</p>
        <table class="rows field-table">
            <thead>
                <tr>
                    <th scope="col">
                        <span class="visually-hidden">{words.row.as_str()}</span>
                    </th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Empty rows below those that are filled in.
const SPARE: usize = 3;
