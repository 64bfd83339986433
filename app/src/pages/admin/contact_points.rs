//! `/beheer/organisaties/{code}/contactpunten` and one of them below it: where an organisation can be asked, as who looks after
//! that sees it.

mod form;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_url};

use self::form::ContactPointForm;
use super::done;
use crate::desk::{Desk, Refusal};
use crate::model::contact_point::{ContactDesk, KeptContact};
use crate::model::reader::Role;
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::contact_rows::state;
use crate::parts::form::{Act, Came};
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn ContactDeskPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| list(interface, desk, code, done, action))
}

async fn list(
    interface: Interface,
    desk: Desk,
    code: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.contact_points;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let ContactDesk { organisation, name, points, persons, widens } = desk.contact_desk(&code).await?;
    let (hubs, members) = (desk.hubs().await?, desk.members().await?);
    let title = format!("{}: {}", words.title, name.get(lang));
    let back = match desk.reader().is(Role::Admin) {
        true => (routes::organisation_url(lang, &organisation), name.get(lang).to_owned()),
        false => (routes::network_url(lang), interface.words.network.title.clone()),
    };
    let none = points.is_empty().then(|| view! { <p class="section-text">{words.keep_none.as_str()}</p> });
    let rows = points.iter().map(|kept| row(interface, kept)).collect_view();
    Ok(view! {
        <Head title=title.clone() in_both_languages=false/>
        <Back href=back.0 name=back.1/>
        <h1>{title}</h1>
        <p class="lead">{words.keep_lead.as_str()}</p>
        <Came interface done/>
        {none}
        <ul class="network-list">{rows}</ul>
        <section class="section" aria-labelledby="add">
            <div class="section-head">
                <h2 id="add">{words.add.as_str()}</h2>
            </div>
            <ContactPointForm interface hubs persons members widens kept=None action/>
        </section>
    })
}

fn row(interface: Interface, kept: &KeptContact) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.contact_points;
    let point = &kept.point;
    let href = routes::kept_contact_url(lang, &point.organisation, &point.id);
    view! {
        <li class="network-row">
            <h3>
                <a href=href>{point.sheet.name.get(lang).to_owned()}</a>
            </h3>
            <p class="small subtle">
                {format!("{} · {} ", capital(words.kind_name(point.sheet.kind)), state(interface, kept))}
                <TlpChip tlp=point.sheet.sharing.tlp()/>
            </p>
        </li>
    }
}

#[component]
pub fn KeptContactPage() -> impl IntoView {
    let params = use_params_map();
    let code = params.read_untracked().get("code").unwrap_or_default();
    let id = params.read_untracked().get("id").unwrap_or_default();
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| one(interface, desk, (code, id), done, action))
}

async fn one(
    interface: Interface,
    desk: Desk,
    (code, id): (String, String),
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.contact_points;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let ContactDesk { organisation, points, persons, widens, .. } = desk.contact_desk(&code).await?;
    let kept = points.into_iter().find(|kept| kept.point.id.as_str() == id).ok_or(Refusal::Absent)?;
    let (hubs, members) = (desk.hubs().await?, desk.members().await?);
    let name = kept.point.sheet.name.get(lang).to_owned();
    let urgent = kept.ended || kept.point.is_ending(jiff::Timestamp::now());
    let class = if urgent { "came came-wrong" } else { "section-text" };
    let see = (!kept.ended).then(|| {
        let href = routes::contact_point_url(lang, &kept.point.id);
        view! { <p class="section-text"><a href=href>{words.see.as_str()}</a></p> }
    });
    // Without an address it is first to be corrected.
    let confirm = kept.has_address.then(|| {
        view! { <Act action=action.clone() act="confirm" label=words.confirm.as_str()/> }
    });
    Ok(view! {
        <Head title=name.clone() in_both_languages=false/>
        <Back href=routes::contact_desk_url(lang, &organisation) name=words.title.as_str()/>
        <h1>{name}</h1>
        <Came interface done/>
        <p class=class>{state(interface, &kept)}</p>
        {confirm}
        {see}
        <section class="section" aria-labelledby="correct">
            <div class="section-head">
                <h2 id="correct">{words.correct.as_str()}</h2>
            </div>
            <ContactPointForm interface hubs persons members widens kept=Some(kept) action=action.clone()/>
        </section>
        <section class="section" aria-labelledby="withdraw">
            <div class="section-head">
                <h2 id="withdraw">{words.withdraw.as_str()}</h2>
            </div>
            <p class="section-text">{words.withdraw_lead.as_str()}</p>
            <Act action act="withdraw" label=words.withdraw.as_str()/>
        </section>
    })
}
