//! The messages that wait for somebody, on `/overzicht`.

use jiff::Timestamp;
use leptos::prelude::*;

use super::section;
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
    let rows = messages.into_iter().map(|message| {
        let written = Written {
            id: message.id,
            from: message.signed,
            text: message.text,
            at: message.at,
            answer: "answer-message",
            settle: "settle-message",
            lead: words.answer_lead.as_str(),
        };
        written.row(interface, action.clone())
    });
    let rows = rows.collect_view();
    section(
        "berichten",
        &words.messages,
        view! {
            <p class="section-text">{words.messages_lead.as_str()}</p>
            <ul class="session-notes">{rows}</ul>
        },
    )
}

/// What was written, by whom, and which acts answer and settle it.
pub struct Written {
    pub id: String,
    pub from: String,
    pub text: String,
    pub at: Timestamp,
    pub answer: &'static str,
    pub settle: &'static str,
    /// What becomes of an answer.
    pub lead: &'static str,
}

impl Written {
    pub fn row(self, interface: Interface, action: String) -> impl IntoView {
        let words = &interface.words.profiles;
        let came = returned();
        let own = came.value("actie") == self.answer && came.value("id") == self.id;
        let value = if own { came.value("text") } else { String::new() };
        let about = format!("{} · {}", self.from, format::moment(interface, self.at));
        view! {
            <li>
                <p class="small subtle">{about}</p>
                <p class="passage-text">{self.text}</p>
                <details open=own>
                    <summary>{words.answer.as_str()}</summary>
                    <form class="form" method="post" action=action.clone()>
                        <input type="hidden" name="actie" value=self.answer/>
                        <input type="hidden" name="id" value=self.id.clone()/>
                        <Lines
                            id=format!("answer-{}", self.id)
                            name="text"
                            label=words.message.as_str()
                            hint=self.lead
                            value
                            rows=4
                        />
                        <button class="button button-quiet" type="submit">
                            {words.send.as_str()}
                        </button>
                    </form>
                </details>
                <Act
                    action
                    act=self.settle
                    with=vec![("id", self.id)]
                    label=words.settle.as_str()
                    about=self.from
                />
            </li>
        }
    }
}
