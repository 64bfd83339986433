//! The messages that wait for somebody, on `/overzicht`.

use leptos::prelude::*;

use crate::desk::returned;
use crate::model::profile::DirectMessage;
use crate::parts::form::Act;
use crate::parts::format;
use crate::parts::text_area::Lines;
use crate::words::Interface;

/// Each with a form to answer it, and a button to be done with it.
#[component]
pub fn Messages(interface: Interface, messages: Vec<DirectMessage>, action: String) -> impl IntoView {
    let words = &interface.words.profiles;
    let came = returned();
    let rows = messages.into_iter().map(|message| {
        let own = came.value("actie") == "answer-message" && came.value("id") == message.id;
        let value = if own { came.value("text") } else { String::new() };
        let about = format!("{} · {}", message.signed, format::moment(interface, message.at));
        view! {
            <li>
                <p class="small subtle">{about}</p>
                <p class="passage-text">{message.text}</p>
                <details open=own>
                    <summary>{words.answer.as_str()}</summary>
                    <form class="form" method="post" action=action.clone()>
                        <input type="hidden" name="actie" value="answer-message"/>
                        <input type="hidden" name="id" value=message.id.clone()/>
                        <Lines
                            id=format!("answer-{}", message.id)
                            name="text"
                            label=words.message.as_str()
                            hint=words.answer_lead.as_str()
                            value
                            rows=4
                        />
                        <button class="button button-quiet" type="submit">
                            {words.send.as_str()}
                        </button>
                    </form>
                </details>
                <Act
                    action=action.clone()
                    act="settle-message"
                    with=vec![("id", message.id.clone())]
                    label=words.settle.as_str()
                    about=message.signed
                />
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="berichten">
            <div class="section-head">
                <h2 id="berichten">{words.messages.as_str()}</h2>
            </div>
            <p class="section-text">{words.messages_lead.as_str()}</p>
            <ul class="session-notes">{rows.collect_view()}</ul>
        </section>
    }
}
