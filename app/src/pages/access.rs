//! `/toegang-vragen`, for who has heard of something, and `/documenten/{slug}/lezers`, for who owns it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::desk::{Desk, Refusal, returned};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::form::{Asks, Came, Field};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::text_area::Lines;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn AskAccessPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    ask(move |interface, desk| ask_access(interface, desk, done))
}

async fn ask_access(interface: Interface, desk: Desk, done: bool) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.access;
    desk.account().ok_or(Refusal::Absent)?;
    let came = returned();
    let about =
        Asks { autocomplete: "off", value: came.value("about"), hint: words.about_hint.clone(), ..Asks::default() };
    let passed = done.then(|| {
        view! {
            <p class="came" role="status">
                {words.passed.as_str()}
            </p>
        }
    });
    Ok(view! {
        <Head title=words.ask.as_str() in_both_languages=false/>
        <div class="form-page">
            <h1>{words.ask.as_str()}</h1>
            {passed}
            <Came interface done=false/>
            <p>{words.ask_lead.as_str()}</p>
            <form class="form" method="post" action=routes::ask_access_url(lang)>
                <Field id="about" name="about" label=words.about.as_str() asks=about/>
                <Lines id="why" name="why" label=words.why.clone() value=came.value("why")/>
                <button class="button" type="submit">
                    {words.send.as_str()}
                </button>
            </form>
        </div>
    })
}

#[component]
pub fn ReadingsPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    ask(move |interface, desk| readings(interface, desk, slug))
}

async fn readings(interface: Interface, desk: Desk, slug: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let readings = desk.readings(&slug).await?;
    let organisations: Vec<Slug> = readings.iter().map(|reading| reading.organisation.clone()).collect();
    let names = desk.names_of(&organisations).await?;
    let none = readings.is_empty().then(|| view! { <p class="section-text">{words.access.no_readings.as_str()}</p> });
    let any = !readings.is_empty();
    let rows = readings.into_iter().map(|reading| {
        let organisation = names.get(&reading.organisation).map_or_else(String::new, |name| name.get(lang).to_owned());
        view! {
            <tr>
                <td class="number">{format::moment(interface, reading.at)}</td>
                <td>{reading.person}</td>
                <td>{organisation}</td>
                <td>{words.account.deed(reading.deed)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let table = any.then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=words.access.readings.as_str()>
                <table class="rows">
                    <thead>
                        <tr>
                            <th scope="col">{words.admin.time.as_str()}</th>
                            <th scope="col">{words.admin.person.as_str()}</th>
                            <th scope="col">{words.admin.organisation.as_str()}</th>
                            <th scope="col">{words.admin.deed.as_str()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    Ok(view! {
        <Head title=words.access.readings.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::document_url(lang, &slug)>{words.remark.back.as_str()}</a>
        </p>
        <h1>{words.access.readings.as_str()}</h1>
        <p class="lead">{words.access.readings_lead.as_str()}</p>
        {none}
        {table}
    })
}
