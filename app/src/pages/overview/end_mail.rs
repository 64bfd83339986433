//! `/berichten-stoppen`: the way out of mail, from a link in it. Opening the link changes nothing: programs open links too.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::parts::head::Head;
use crate::routes;
use crate::words::interface;

#[component]
pub fn EndMailPage() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let code = query.get("code").unwrap_or_default();
    let done = query.get("klaar").is_some();
    interface().map(|interface| {
        let words = &interface.words.following;
        let action = routes::with_pairs(routes::url(interface.lang, "/berichten-stoppen"), &[("code", code)]);
        let form = (!done).then(|| {
            view! {
                <p>{words.end_mail_lead.as_str()}</p>
                <form class="form" method="post" action=action>
                    <button class="button" type="submit">
                        {words.end_mail.as_str()}
                    </button>
                </form>
            }
        });
        view! {
            <Head title=words.end_mail.as_str() in_both_languages=false/>
            <div class="form-page">
                <h1>{words.end_mail.as_str()}</h1>
                {done
                    .then(|| {
                        view! {
                            <p class="came" role="status">
                                {words.ended_mail.as_str()}
                            </p>
                        }
                    })}
                {form}
                <p>
                    <a href=routes::overview_url(interface.lang)>{words.to_overview.as_str()}</a>
                </p>
            </div>
        }
    })
}
