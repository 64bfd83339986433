//! `/overzicht/bewaren`: gives a search a name, to come back to.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::desk::{Desk, Refusal, returned};
use crate::parts::ask::ask;
use crate::parts::form::{Asks, Came, Field};
use crate::parts::head::Head;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn SavePage() -> impl IntoView {
    let url = use_url().get_untracked();
    let question = url.search().trim_start_matches('?').trim_end_matches('&').to_owned();
    ask(move |interface, desk| page(interface, desk, question))
}

async fn page(interface: Interface, desk: Desk, question: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.following;
    desk.account().ok_or(Refusal::Absent)?;
    let typed = routes::pairs(&question).into_iter().find(|(key, _)| key == "q").map(|(_, text)| text);
    let filled = returned().value("name");
    let value = if filled.is_empty() { typed.clone().unwrap_or_default() } else { filled };
    let asks = Asks { autocomplete: "off", value, ..Asks::default() };
    let href = format!("{}?{question}", routes::search_url(lang));
    let shown = typed.unwrap_or_else(|| question.clone());
    let action = format!("{}/bewaren?{question}", routes::overview_url(lang));
    Ok(view! {
        <Head title=words.save.as_str() in_both_languages=false/>
        <div class="form-page">
            <h1>{words.save.as_str()}</h1>
            <Came interface done=false/>
            <p>{words.save_lead.as_str()}</p>
            <p>
                {words.question.as_str()} ": " <a href=href>{shown}</a>
            </p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="save-search"/>
                <input type="hidden" name="query" value=question/>
                <Field id="name" name="name" label=words.save_name.as_str() asks/>
                <button class="button" type="submit">
                    {words.save_button.as_str()}
                </button>
            </form>
        </div>
    })
}
