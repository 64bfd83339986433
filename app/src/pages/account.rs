//! `/account`: what is kept about a person, and what they change about it themselves.

mod password;
pub mod profile;
mod saved;
mod sessions;
mod ways_in;

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, Refusal};
use crate::model::account::Account;
use crate::model::audit::Trace;
use crate::model::group::Group;
use crate::parts::ask::ask;
use crate::parts::form::Came;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::record::Record;
use crate::parts::title_block::{Field, TitleBlock};
use crate::words::Interface;

use self::password::Passwords;
use self::saved::SavedSearches;
use self::sessions::Sessions;
use self::ways_in::Entrances;

#[component]
pub fn AccountPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, done, action))
}

/// Rows of the record that the page shows; the file has more.
const MOST_TRACES: u32 = 50;

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.account;
    let account = desk.account().cloned().ok_or(Refusal::Absent)?;
    let own = desk.own_account().await?;
    let watches = desk.watches().await?;
    let traces = desk.own_traces(MOST_TRACES).await?;
    let profiles = &interface.words.profiles;
    let profile = if desk.own_profile().await?.is_some() { &profiles.change_own } else { &profiles.make_own }.as_str();
    let fields = fields(interface, &account, own.created);
    let has_password = own.has_password;
    let session = account.session.clone().unwrap_or_default();
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <h1>{account.name.clone()}</h1>
        <Came interface done/>
        <TitleBlock fields/>
        <Sessions interface sessions=own.sessions tokens=own.tokens session has_password action=action.clone()/>
        <Entrances
            interface
            offered=desk.ways_in()
            passkeys=own.passkeys
            identity=own.identity
            has_password
            action=action.clone()
        />
        <Passwords interface totp=own.totp has_password action/>
        <SavedSearches interface watches/>
        <section class="section" aria-labelledby="profile">
            <div class="section-head">
                <h2 id="profile">{interface.words.profiles.own.as_str()}</h2>
            </div>
            <p class="section-text">
                <a href=crate::routes::own_profile_url(interface.lang)>{profile}</a>
            </p>
        </section>
        <Groups interface groups=own.groups/>
        <OwnRecord interface traces/>
        <section class="section" aria-labelledby="data">
            <div class="section-head">
                <h2 id="data">{words.data.as_str()}</h2>
            </div>
            <p class="section-text">{words.data_lead.as_str()}</p>
            <p>
                <a href="/account/gegevens.json" download>
                    {words.data_take.as_str()}
                </a>
            </p>
        </section>
    })
}

fn fields(interface: Interface, account: &Account, created: jiff::Timestamp) -> Vec<Field> {
    let Interface { lang, words } = interface;
    let words = &words.account;
    let roles: Vec<&str> = account.person.roles.iter().map(|role| words.role(*role)).collect();
    vec![
        Field::new(&words.email, account.email.to_string()),
        Field::new(&words.organisation, account.organisation.get(lang).to_owned()),
        Field::new(&words.roles, roles.join(", ")),
        Field::new(&words.since, format::day(interface, created)),
        Field::wide(&words.id, view! { <code>{account.person.id.to_string()}</code> }),
    ]
}

#[component]
fn Groups(interface: Interface, groups: Vec<Group>) -> impl IntoView {
    let words = &interface.words.account;
    let none = groups.is_empty().then(|| view! { <p class="section-text">{words.groups_none.as_str()}</p> });
    let groups = groups.into_iter().map(|Group { terms, members, .. }| {
        let members = if terms.hidden_roster {
            words.roster_hidden.clone()
        } else {
            members.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let fields = vec![
            Field::wide(&words.purpose, terms.purpose),
            Field::wide(&words.basis, terms.basis),
            Field::new(&words.owner, terms.owner.to_string()),
            Field::new(&words.until, format::date(interface, terms.ends)),
            Field::wide(&words.members, members),
        ];
        view! {
            <h3 class="group-name">{terms.name}</h3>
            <TitleBlock fields/>
        }
    });
    view! {
        <section class="section" aria-labelledby="groups">
            <div class="section-head">
                <h2 id="groups">{words.groups.as_str()}</h2>
            </div>
            {none}
            {groups.collect_view()}
        </section>
    }
}

#[component]
fn OwnRecord(interface: Interface, traces: Vec<Trace>) -> impl IntoView {
    let words = &interface.words.account;
    view! {
        <section class="section" aria-labelledby="record">
            <div class="section-head">
                <h2 id="record">{words.record.as_str()}</h2>
            </div>
            <p class="section-text">{words.record_lead.as_str()}</p>
            <Record interface traces none=words.record_none.as_str()/>
        </section>
    }
}
