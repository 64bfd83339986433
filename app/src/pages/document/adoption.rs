//! What hubs do with the document: how it stands, every step, and the form for who records one.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{Below, recorder, returned_to};
use crate::desk::{Desk, Refusal, returned};
use crate::model::adoption::{ADOPTABLE, Adoption, AdoptionState, Standing, standing};
use crate::model::document::Document;
use crate::model::lang::Text;
use crate::model::place::Hub;
use crate::model::reader::Person;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::adoption::{StateMark, shared};
use crate::parts::form::{Asks, Came, Choice, Field};
use crate::parts::format;
use crate::parts::marks::HubMark;
use crate::parts::readers::Readers;
use crate::parts::text_area::Lines;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

/// The section below the text, for what can be adopted.
pub async fn adoption(
    interface: Interface,
    desk: &Desk,
    document: &Document,
    hubs: &[Hub],
    done: &str,
) -> Result<Option<Below>, Refusal> {
    if !ADOPTABLE.contains(&document.write_up.kind()) {
        return Ok(None);
    }
    let Interface { lang, words } = interface;
    let words = &words.adoption;
    let steps = desk.adoptions_of(&document.write_up.slug).await?;
    let organisations: Vec<Slug> = steps.iter().map(|step| step.organisation.clone()).collect();
    let tlp = steps.iter().map(|step| step.told.sharing.tlp()).max().unwrap_or(Tlp::Clear);
    let names = desk.names_of(&organisations).await?;
    let known: Vec<&Hub> = hubs.iter().filter(|hub| steps.iter().any(|step| step.hub == hub.code)).collect();
    let none = known.is_empty().then(|| view! { <p class="empty">{words.none_of_document.as_str()}</p> });
    let rows: Vec<_> = known
        .into_iter()
        .filter_map(|hub| {
            let stands = standing(&steps, &hub.code)?;
            let own: Vec<Adoption> = steps.iter().filter(|step| step.hub == hub.code).cloned().rev().collect();
            let since = fill(&words.since, &[("date", &format::date(interface, stands.since))]);
            let parties = (stands.parties.len() > 1).then(|| parties(interface, &stands, &names));
            Some(view! {
                <li class="adoption">
                    <h3 class="adoption-hub">
                        <HubMark hub=hub.code.clone()/>
                        " "
                        <a href=routes::hub_url(lang, &hub.code)>{hub.short.get(lang).to_owned()}</a>
                    </h3>
                    <p class="adoption-stands">
                        <StateMark state=stands.state interface/>
                        " "
                        {since}
                        " "
                        {shared(interface, &stands)}
                    </p>
                    {parties}
                    <details class="adoption-history">
                        <summary>{words.history.as_str()}</summary>
                        <Steps steps=own names=names.clone() interface/>
                    </details>
                </li>
            })
        })
        .collect();
    let form = match recorder(desk, hubs) {
        Some((person, hubs)) => {
            let behalf = desk.represented().await?;
            Some(view! { <StepForm interface document=document.clone() person hubs behalf/> })
        }
        None => None,
    };
    let done = done == "toepassing";
    let view = view! {
        {done.then(|| view! { <Came interface done=true/> })}
        {none}
        <ul class="adoptions">{rows}</ul>
        {form}
        <p class="small">
            <a href=routes::adoption_url(lang)>{words.matrix.as_str()}</a>
        </p>
    };
    Ok(Some(Below { anchor: "toepassing", title: words.section.as_str(), tlp, view: view.into_any() }))
}

/// How it stands with each organisation of a hub, by name for who sees names.
fn parties(interface: Interface, stands: &Standing, names: &BTreeMap<Slug, Text>) -> impl IntoView + use<> {
    let words = &interface.words.adoption;
    let parties = stands.parties.iter().map(|step| {
        let name = names.get(&step.organisation).map_or(&*words.unnamed_party, |name| name.get(interface.lang));
        let since = fill(&words.since, &[("date", &format::date(interface, step.day))]);
        view! {
            <li class="adoption-party">
                <span>{name.to_owned()}</span>
                <StateMark state=step.told.state interface/>
                <span class="subtle small">{since}</span>
            </li>
        }
    });
    view! { <ul class="adoption-parties">{parties.collect_view()}</ul> }
}

/// The steps of one hub, the last first.
#[component]
fn Steps(steps: Vec<Adoption>, names: BTreeMap<Slug, Text>, interface: Interface) -> impl IntoView {
    let words = &interface.words.adoption;
    let steps = steps.into_iter().map(|step| {
        let told = step.told;
        let part = |name: &'static str, text: String| {
            (!text.is_empty()).then(|| view! { <p><span class="label">{name}</span> " " {text}</p> })
        };
        let by = names.get(&step.organisation).map(|name| {
            let text = fill(&words.recorded_by, &[("organisation", &name.get(interface.lang))]);
            view! { <p class="small subtle">{text}</p> }
        });
        view! {
            <li class="adoption-step">
                <p>
                    <time datetime=step.day.to_string()>{format::date(interface, step.day)}</time>
                    " "
                    <StateMark state=told.state interface/>
                    " "
                    <TlpChip tlp=told.sharing.tlp()/>
                </p>
                <p>{told.reason}</p>
                {part(&words.effort, told.effort)}
                {part(&words.result, told.result)}
                {by}
            </li>
        }
    });
    view! { <ol class="adoption-steps">{steps.collect_view()}</ol> }
}

#[component]
fn StepForm(
    interface: Interface,
    document: Document,
    person: Person,
    hubs: Vec<Hub>,
    /// The organisations for which they record besides their own.
    behalf: Vec<(Slug, Text)>,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.adoption;
    let came = returned_to("record-adoption");
    let open = returned().value("actie") == "record-adoption";
    let of = |name: &str| came.value(name);
    let only =
        if hubs.len() == 1 { hubs.first().map(|hub| hub.code.to_string()).unwrap_or_default() } else { of("hub") };
    let options = hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(lang).to_owned())).collect();
    let states = AdoptionState::ALL.map(|state| (state.code().to_owned(), format::capital(words.state(state))));
    let behalf = (!behalf.is_empty()).then(|| {
        let options = behalf.iter().map(|(code, name)| (code.to_string(), name.get(lang).to_owned())).collect();
        view! {
            <Choice
                id="adoption-behalf"
                name="behalf"
                label=words.party.as_str()
                prompt=words.own_organisation.as_str()
                options
                chosen=of("behalf")
                optional=true
            />
        }
    });
    let day = Asks { kind: "date", value: of("day"), ..Asks::default() };
    let maybe = |name: &str| format!("{name} {}", words.optional);
    view! {
        <details class="below-form" open=open>
            <summary>{words.record.as_str()}</summary>
            <p class="section-text">{words.record_hint.as_str()}</p>
            <form class="form" method="post" action=routes::document_url(lang, &document.write_up.slug)>
                <input type="hidden" name="actie" value="record-adoption"/>
                <Choice id="adoption-hub" name="hub" label=words.hub.as_str() prompt=words.choose.as_str() options chosen=only/>
                {behalf}
                <Choice
                    id="adoption-state"
                    name="state"
                    label=words.state.as_str()
                    prompt=words.choose.as_str()
                    options=states.into()
                    chosen=of("state")
                />
                <Field id="adoption-day" name="day" label=words.day.as_str() asks=day/>
                <Lines
                    id="adoption-reason"
                    name="reason"
                    label=words.reason.clone()
                    hint=words.reason_hint.clone()
                    value=of("reason")
                />
                <Lines
                    id="adoption-effort"
                    name="effort"
                    label=maybe(&words.effort)
                    value=of("effort")
                    rows=2
                    optional=true
                />
                <Lines
                    id="adoption-result"
                    name="result"
                    label=maybe(&words.result)
                    value=of("result")
                    rows=2
                    optional=true
                />
                <Readers interface id="adoption" whole=document.write_up.sharing.clone() person hubs came/>
                <button class="button" type="submit">
                    {words.save.as_str()}
                </button>
            </form>
        </details>
    }
}
