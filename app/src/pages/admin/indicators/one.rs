//! `/beheer/indicatoren/{code}`: one indicator as it holds, what was decided about it in the portal, and the forms to do so.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_url};

use super::super::done;
use super::owner;
use crate::desk::{Desk, Refusal};
use crate::model::contract::GoalKind;
use crate::model::edit::{Edit, Field, Made, holding, may_edit};
use crate::model::indicator::Indicator;
use crate::model::plan::Organisation;
use crate::model::sharing::Sharing;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::entries::filled;
use crate::parts::form::{Act, Asks, Came, Choice, Field as Line, Ticks};
use crate::parts::format::{capital, date, day, period};
use crate::parts::head::Head;
use crate::parts::quantity::quantity;
use crate::parts::text_area::Lines;
use crate::parts::title_block::{Field as Fact, TitleBlock};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn IndicatorRegisterPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, code, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    code: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.register;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let edits: Vec<Made> = desk.edits().await?.into_iter().filter(|made| made.indicator == code).collect();
    let indicator = desk.indicators().await?.into_iter().find(|one| one.code == code).ok_or(Refusal::Absent)?;
    let partners = desk.partners().await?;
    let account = desk.account().ok_or(Refusal::Absent)?;
    let may: Vec<Field> =
        Field::ALL.into_iter().filter(|field| may_edit(&account.person, &indicator, *field)).collect();
    let places: Vec<(String, String)> =
        desk.hubs().await?.into_iter().map(|hub| (hub.code.to_string(), hub.name.get(lang).to_owned())).collect();
    let forms = (!may.is_empty()).then(|| forms(interface, &indicator, &may, &partners, places, &action));
    let name = indicator.name.get(lang).to_owned();
    Ok(view! {
        <Head title=name.clone() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer/indicatoren") name=words.title.as_str()/>
        <h1>{name}</h1>
        <p class="lead">
            <code>{code.to_string()}</code>
            " "
            <a href=routes::indicator_url(lang, &code)>{words.in_monitor.as_str()}</a>
        </p>
        <Came interface done/>
        <TitleBlock fields=facts(interface, &indicator, &partners)/>
        {follows(interface, &edits, &may, &action)}
        {forms}
        {history(interface, &indicator, &edits, &partners)}
    })
}

fn facts(interface: Interface, indicator: &Indicator, partners: &[Organisation]) -> Vec<Fact> {
    let words = &interface.words.register;
    let label = indicator.sharing.as_ref().map_or_else(|| words.per_row.clone(), told_label);
    let delay = indicator.delay_days.map_or_else(|| words.nothing.clone(), |days| days.to_string());
    let versions = indicator.versions.iter().map(|version| {
        let breaks = if version.breaks { format!(" ({})", words.breaking) } else { String::new() };
        format!("{}: {}{breaks}", date(interface, version.from), version.text.get(interface.lang))
    });
    let goals = indicator.goals.iter().map(|goal| {
        let kind = capital(interface.words.names.goal(goal.kind));
        format!("{kind}, {}: {}", period(interface, goal.period), quantity(interface, goal.value, indicator))
    });
    let list = |lines: Vec<String>| {
        if lines.is_empty() {
            return words.nothing.clone().into_any();
        }
        let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
        view! { <ul>{lines}</ul> }.into_any()
    };
    let counted = indicator.counted.as_ref();
    let counted = counted.map_or(words.handed_in.as_str(), |counted| interface.words.names.counted(counted.what));
    vec![
        Fact::new(&words.owner, owner(interface, indicator, partners)),
        Fact::new(&words.label, label),
        Fact::new(&words.set_delay, delay),
        Fact::new(&words.counted, capital(counted)),
        Fact::wide(words.field(Field::Goals), list(goals.collect())),
        Fact::wide(words.field(Field::Versions), list(versions.collect())),
    ]
}

fn told_label(sharing: &Sharing) -> String {
    let audience: Vec<String> = sharing.audience().iter().map(ToString::to_string).collect();
    let public = if sharing.public_bodies_only() { " public_bodies_only" } else { "" };
    format!("{} {}{public}", sharing.tlp().label(), audience.join(" ")).trim().to_owned()
}

/// The fields that follow the portal and not the file, each with the way back.
fn follows(interface: Interface, edits: &[Made], may: &[Field], action: &str) -> Option<impl IntoView + use<>> {
    let words = &interface.words.register;
    let own = Field::ALL.into_iter().filter(|field| {
        holding(edits, *field)
            .iter()
            .any(|made| made.edit.field() == *field && !matches!(made.edit, Edit::HandBack { .. }))
    });
    let rows: Vec<_> = own
        .map(|field| {
            let name = capital(words.field(field));
            let act = may.contains(&field).then(|| {
                let with = vec![("field", field.code().to_owned())];
                let label = words.hand_back.as_str();
                view! { <Act action=action.to_owned() act="hand-back" with=with label=label about=name.clone()/> }
            });
            view! { <li class="token"><span>{name.clone()}</span> {act}</li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="volgt">
                <div class="section-head">
                    <h2 id="volgt">{words.follows.as_str()}</h2>
                </div>
                <p class="section-text">{words.follows_lead.as_str()}</p>
                <ul>{rows}</ul>
            </section>
        }
    })
}

fn history(
    interface: Interface,
    indicator: &Indicator,
    edits: &[Made],
    partners: &[Organisation],
) -> impl IntoView + use<> {
    let words = &interface.words.register;
    let rows: Vec<_> = edits
        .iter()
        .rev()
        .map(|made| {
            let by = partners.iter().find(|one| one.slug == made.organisation);
            let by = by.map(|one| one.name.get(interface.lang).to_owned());
            view! {
                <li>
                    <span class="event-period">{day(interface, made.at)}</span>
                    " "
                    {told(interface, indicator, &made.edit, partners)}
                    {by.map(|by| view! { <p class="small subtle">{by}</p> })}
                </li>
            }
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p class="empty">{words.no_history.as_str()}</p> });
    view! {
        <section class="section" aria-labelledby="geschiedenis">
            <div class="section-head">
                <h2 id="geschiedenis">{words.history.as_str()}</h2>
            </div>
            {none}
            <ol class="plan-entries">{rows}</ol>
        </section>
    }
}

fn told(interface: Interface, indicator: &Indicator, edit: &Edit, partners: &[Organisation]) -> String {
    let words = &interface.words.register;
    match edit {
        Edit::Owner { organisation } => {
            let known = partners.iter().find(|one| one.slug == *organisation);
            let name = known.map_or_else(|| organisation.to_string(), |one| one.name.get(interface.lang).to_owned());
            fill(&words.made_owner, &[("name", &name)])
        }
        Edit::Narrow { sharing } => fill(&words.made_label, &[("label", &told_label(sharing))]),
        Edit::Delay { days } => fill(&words.made_delay, &[("days", days)]),
        Edit::Goal { goal } => {
            let kind = interface.words.names.goal(goal.kind);
            let value = quantity(interface, goal.value, indicator);
            fill(&words.made_goal, &[("goal", &format!("{kind}, {}: {value}", period(interface, goal.period)))])
        }
        Edit::Version { version } => {
            let text = version.text.get(interface.lang);
            fill(&words.made_version, &[("date", &date(interface, version.from)), ("text", &text)])
        }
        Edit::HandBack { field } => fill(&words.made_back, &[("field", &words.field(*field))]),
    }
}

/// A form for each field that may be edited.
fn forms(
    interface: Interface,
    indicator: &Indicator,
    may: &[Field],
    partners: &[Organisation],
    places: Vec<(String, String)>,
    action: &str,
) -> impl IntoView + use<> {
    let words = &interface.words.register;
    let rows: Vec<_> = may
        .iter()
        .map(|field| {
            let act = field.code();
            let (title, inside) = match field {
                Field::Owner => (&words.set_owner, owner_fields(interface, partners)),
                Field::Label => (&words.set_label, label_fields(interface, indicator)),
                Field::Delay => (&words.set_delay, line("delay", "days", &words.days, "", false)),
                Field::Goals => (&words.add_goal, goal_fields(interface, places.clone())),
                Field::Versions => (&words.add_version, version_fields(interface)),
            };
            let open = filled(act, "actie") == act;
            view! {
                <details class="record" open=open>
                    <summary>{title.as_str()}</summary>
                    <form class="form" method="post" action=action.to_owned()>
                        <input type="hidden" name="actie" value=act/>
                        {inside}
                        <button class="button" type="submit">
                            {words.save.as_str()}
                        </button>
                    </form>
                </details>
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="wijzigen">
            <div class="section-head">
                <h2 id="wijzigen">{words.edit.as_str()}</h2>
            </div>
            {rows}
        </section>
    }
}

fn line(act: &'static str, name: &'static str, label: &'static str, hint: &str, optional: bool) -> AnyView {
    let asks =
        Asks { autocomplete: "off", value: filled(act, name), hint: hint.to_owned(), optional, ..Asks::default() };
    view! { <Line id=format!("{act}-{name}") name label asks/> }.into_any()
}

fn owner_fields(interface: Interface, partners: &[Organisation]) -> AnyView {
    let words = &interface.words.register;
    let options = partners.iter().map(|one| (one.slug.to_string(), one.name.get(interface.lang).to_owned())).collect();
    view! {
        <Choice
            id="organisation"
            name="organisation"
            label=words.organisation.as_str()
            prompt=words.choose.as_str()
            options
            chosen=filled("owner", "organisation")
        />
    }
    .into_any()
}

fn label_fields(interface: Interface, indicator: &Indicator) -> AnyView {
    let words = &interface.words.register;
    let now = indicator.sharing.as_ref().map_or(Tlp::Clear, Sharing::tlp);
    let options = Tlp::ALL.into_iter().filter(|tlp| *tlp >= now);
    let options = options.map(|tlp| (tlp.label().to_owned(), tlp.label().to_owned())).collect();
    let public = filled("label", "public_bodies_only") == "1";
    view! {
        <p class="section-text">{words.set_label_lead.as_str()}</p>
        <Choice
            id="tlp"
            name="tlp"
            label=words.label.as_str()
            prompt=words.choose.as_str()
            options
            chosen=filled("label", "tlp")
        />
        {line("label", "audience", &words.audience, &words.audience_hint, true)}
        <Ticks
            name="public_bodies_only"
            label=words.public_bodies.as_str()
            options=vec![("1".to_owned(), words.public_bodies_only.clone(), public)]
        />
    }
    .into_any()
}

fn goal_fields(interface: Interface, places: Vec<(String, String)>) -> AnyView {
    let words = &interface.words.register;
    let kinds = [(GoalKind::Baseline, "baseline"), (GoalKind::Interim, "interim"), (GoalKind::Target, "target")];
    let kinds = kinds.map(|(kind, code)| (code.to_owned(), capital(interface.words.names.goal(kind))));
    view! {
        <Choice
            id="goal"
            name="goal"
            label=words.goal.as_str()
            prompt=words.choose.as_str()
            options=kinds.into()
            chosen=filled("goals", "goal")
        />
        <Choice
            id="place"
            name="place"
            label=words.place.as_str()
            prompt=words.all_places.as_str()
            options=places
            chosen=filled("goals", "place")
            optional=true
        />
        {line("goals", "period", &words.period, &words.period_hint, false)}
        {line("goals", "value", &words.value, "", false)}
        {line("goals", "source", &words.source, "", false)}
        {line("goals", "url", &words.url, "", true)}
    }
    .into_any()
}

fn version_fields(interface: Interface) -> AnyView {
    let words = &interface.words.register;
    let from = Asks { kind: "date", autocomplete: "off", value: filled("versions", "from"), ..Asks::default() };
    let breaks = filled("versions", "breaks") == "1";
    view! {
        <Line id="versions-from" name="from" label=words.from.as_str() asks=from/>
        <Lines id="text_nl" name="text_nl" label=words.text_nl.as_str() value=filled("versions", "text_nl") rows=3/>
        <Lines id="text_en" name="text_en" label=words.text_en.as_str() value=filled("versions", "text_en") rows=3/>
        <Ticks
            name="breaks"
            label=words.comparing.as_str()
            options=vec![("1".to_owned(), words.breaks_hint.clone(), breaks)]
        />
    }
    .into_any()
}
