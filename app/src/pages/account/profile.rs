//! `/account/profiel`: what somebody shows others of their work, if they want to.

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, Refusal, returned};
use crate::model::account::Account;
use crate::model::lang::Lang;
use crate::model::line::Line;
use crate::model::members::Members;
use crate::model::place::Hub;
use crate::model::profile::Profile;
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::audience::sharing_fields;
use crate::parts::back::Back;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::{Act, Came, Ticks};
use crate::parts::format::{self, capital};
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn OwnProfilePage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, done, action))
}

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.profiles;
    let account = desk.account().cloned().ok_or(Refusal::Absent)?;
    let own = desk.own_profile().await?;
    let hubs = desk.hubs().await?;
    let shown = own.as_ref().map(|own| shown(interface, own, action.clone()));
    let form = form(interface, &account, own.as_ref(), &hubs, &desk.members().await?, action);
    Ok(view! {
        <Head title=words.own.as_str() in_both_languages=false/>
        <Back href=routes::account_url(lang) name=interface.words.account.title.as_str()/>
        <h1>{words.own.as_str()}</h1>
        <p class="lead">{words.own_lead.as_str()}</p>
        <Came interface done/>
        {shown}
        {form}
    })
}

/// Until when it is shown, and what can be done about that.
fn shown(interface: Interface, own: &Profile, action: String) -> impl IntoView + use<> {
    let words = &interface.words.profiles;
    let date = format::day(interface, own.ends());
    let ending = own.is_ending(jiff::Timestamp::now());
    let sentence = fill(if ending { &words.ending } else { &words.holds }, &[("date", &date)]);
    let class = if ending { "came came-wrong" } else { "section-text" };
    view! {
        <p class=class>{sentence}</p>
        <div class="acts">
            <Act action=action.clone() act="confirm" label=words.confirm.as_str()/>
            <Act action act="remove" label=words.remove.as_str()/>
        </div>
        <p class="section-text">
            {words.remove_lead.as_str()} " "
            <a href=routes::profile_url(interface.lang, &own.id)>{words.see.as_str()}</a>
        </p>
    }
}

fn form(
    interface: Interface,
    account: &Account,
    own: Option<&Profile>,
    hubs: &[Hub],
    members: &Members,
    action: String,
) -> impl IntoView + use<> {
    let words = &interface.words.profiles;
    let came = returned();
    let mut values: Vec<(String, String)> = Vec::new();
    if let Some(Profile { sheet, .. }) = own {
        let mut add = |name: &str, value: String| values.push((name.to_owned(), value));
        add("post", sheet.post.clone());
        add("expertise", sheet.expertise.clone());
        add("countries", sheet.countries.iter().cloned().collect::<Vec<_>>().join(", "));
        add("tlp", sheet.sharing.tlp().label().to_owned());
    }
    let form = Filling::new(interface, values);
    // A form that came back has what was ticked in it, and nothing else.
    let ticked = |name: &str, code: &str, kept: bool| if form.came_back { came.has(name, code) } else { kept };
    let sheet = own.map(|own| &own.sheet);
    let langs = Lang::ALL
        .map(|lang| {
            let kept = sheet.is_some_and(|sheet| sheet.langs.contains(&lang));
            (lang.code().to_owned(), lang.own_name().to_owned(), ticked("langs", lang.code(), kept))
        })
        .into();
    let hubs = hubs.iter().map(|hub| {
        let kept = sheet.is_some_and(|sheet| sheet.hubs.contains(&hub.code));
        let name = hub.name.get(interface.lang).to_owned();
        (hub.code.to_string(), name, ticked("hubs", hub.code.as_str(), kept))
    });
    let lines = Line::ALL
        .map(|line| {
            let kept = sheet.is_some_and(|sheet| sheet.lines.contains(&line));
            (line.code().to_owned(), capital(interface.words.names.line(line)), ticked("lines", line.code(), kept))
        })
        .into();
    let named = ticked("named", "1", sheet.is_some_and(|sheet| sheet.named));
    let name = fill(&words.named_yes, &[("name", &account.name)]);
    let now = sheet.map(|sheet| &sheet.sharing);
    let sharing = sharing_fields(&form, now, members, Tlp::Clear..=Tlp::Red, &words.label_hint);
    let save = if own.is_some() { words.save.as_str() } else { words.show.as_str() };
    view! {
        <form class="form form-page" method="post" action=action>
            <input type="hidden" name="actie" value="save"/>
            <fieldset class="ticks">
                <legend>{words.named.as_str()}</legend>
                <label class="tick">
                    <input type="radio" name="named" value="0" checked=!named/>
                    {words.named_no.as_str()}
                </label>
                <label class="tick">
                    <input type="radio" name="named" value="1" checked=named/>
                    {name}
                </label>
            </fieldset>
            {form.line("post", Wants { hint: &words.post_hint, required: true, ..Wants::default() })}
            {form.area("expertise", Wants { hint: &words.expertise_hint, rows: 4, ..Wants::default() })}
            <Ticks name="langs" label=words.langs.as_str() options=langs/>
            <Ticks name="hubs" label=words.hubs.as_str() options=hubs.collect()/>
            <Ticks name="lines" label=words.lines.as_str() options=lines/>
            {form.line("countries", Wants { hint: &words.countries_hint, ..Wants::default() })}
            {sharing}
            <button class="button" type="submit">
                {save}
            </button>
        </form>
    }
}
