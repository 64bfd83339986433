//! Where a person is signed in, and the keys with which programs read in their name.

use leptos::prelude::*;

use crate::model::account::{Session, Token};
use crate::parts::form::{Act, Proven};
use crate::parts::format;
use crate::words::Interface;

#[component]
pub fn Sessions(
    interface: Interface,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    /// The one of this request.
    session: String,
    has_password: bool,
    action: String,
) -> impl IntoView {
    let words = &interface.words.account;
    let others = (sessions.len() > 1).then(|| {
        view! { <Act action=action.clone() act="end-others" label=words.end_others.as_str()/> }
    });
    let rows = sessions.into_iter().map(|one| {
        let here = one.id == session;
        let agent = if one.agent.is_empty() { words.unknown_agent.clone() } else { one.agent };
        let about = agent.clone();
        view! {
            <tr>
                <th scope="row" class="agent">
                    {agent} {here.then(|| format!(" ({})", words.this_session))}
                </th>
                <td>{format::moment(interface, one.created)}</td>
                <td>{format::moment(interface, one.seen)}</td>
                <td>
                    <Act action=action.clone() act="end-session" with=vec![("id", one.id)] label=words.end.as_str() about/>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let none = tokens.is_empty().then(|| view! { <p class="section-text">{words.tokens_none.as_str()}</p> });
    let tokens = tokens.into_iter().map(|token| {
        let made = format::moment(interface, token.created);
        view! {
            <li class="token">
                <span>{made.clone()}</span>
                <Act action=action.clone() act="end-token" with=vec![("id", token.id)] label=words.end.as_str() about=made/>
            </li>
        }
    });
    let tokens = tokens.collect_view();
    view! {
        <section class="section" aria-labelledby="sessions">
            <div class="section-head">
                <h2 id="sessions">{words.sessions.as_str()}</h2>
            </div>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="sessions">
                <table class="rows">
                    <thead>
                        <tr>
                            <th scope="col">{words.device.as_str()}</th>
                            <th scope="col">{words.begun.as_str()}</th>
                            <th scope="col">{words.seen.as_str()}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {others}
        </section>
        <section class="section" aria-labelledby="tokens">
            <div class="section-head">
                <h2 id="tokens">{words.tokens.as_str()}</h2>
            </div>
            <p class="section-text">{words.tokens_lead.as_str()}</p>
            {none}
            <ul>{tokens}</ul>
            <Proven interface action act="add-token" label=words.tokens_make.as_str() has_password/>
        </section>
    }
}
