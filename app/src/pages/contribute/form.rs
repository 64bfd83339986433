//! The form of a draft, all of it: the same for a new one and for one that was saved.

use leptos::prelude::*;

use super::Section;
use super::facts::{facts, sources, steps};
use crate::desk::returned;
use crate::model::draft::{Choices, Reach};
use crate::model::facts::Kind;
use crate::model::lang::Lang;
use crate::model::line::{Line, Stage};
use crate::model::sheet::{Flaw, Sheet};
use crate::model::tlp::Tlp;
use crate::parts::audience::audience;
use crate::parts::draft_keeper::{DraftKeeper, KeptOffer};
use crate::parts::form::Choice;
use crate::parts::format::capital;
use crate::parts::reach::ReachView;
use crate::parts::sheet_field::{Around, Filled};
use crate::parts::tlp::TlpChip;
use crate::words::Interface;

#[component]
pub fn SheetForm(
    interface: Interface,
    kind: Kind,
    sheet: Sheet,
    flaws: Vec<Flaw>,
    choices: Choices,
    action: String,
    /// What the draft is known by on the device of who writes it.
    draft: String,
    /// The version that was shown; absent for a new draft.
    #[prop(optional_no_strip)]
    version: Option<u32>,
    /// Who could read it as it was saved.
    #[prop(optional_no_strip)]
    reach: Option<Reach>,
) -> impl IntoView {
    let words = &interface.words.sheet;
    let required = Sheet::required(kind);
    let filled = Filled { interface, sheet: &sheet, flaws: &flaws, required: &required };
    let langs = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned())).to_vec();
    let about = view! {
        {filled.line("title", Around { hint: &words.title_hint, ..Around::default() })}
        {filled.area("summary", Around { hint: &words.summary_hint, rows: 3, ..Around::default() })}
        {filled.choice("lang", langs, Around::default())}
    };
    let model = (kind == Kind::ModusOperandi).then(|| steps(filled, &choices));
    let facts = facts(filled, kind);
    let body = filled.area("body", Around { hint: &words.body_hint, rows: 24, ..Around::default() });
    let sharing = sharing(filled, &choices);
    let place = place(filled, &choices);
    let (has_sources, sources) = (filled.has_any(&["source."]), sources(filled));
    let (has_care, care) = (filled.has_any(&["review_by", "verifier", "published"]), care(filled, &choices));
    let saved = version.map(|version| {
        view! {
            <input type="hidden" name="actie" value="save"/>
            <input type="hidden" name="version" value=version/>
        }
    });
    // Once begun, a draft stays with the organisation it was begun for.
    let behalf = (version.is_none() && !choices.behalf.is_empty()).then(|| {
        let options = choices.behalf.iter().map(|(code, name)| (code.to_string(), name.get(interface.lang).to_owned()));
        view! {
            <Choice
                id="behalf"
                name="behalf"
                label=words.behalf.as_str()
                prompt=words.behalf_own.as_str()
                options=options.collect()
                chosen=returned().value("behalf")
                optional=true
            />
        }
    });
    view! {
        <KeptOffer interface/>
        <form class="form sheet" method="post" action=action data-draft=draft data-kind=kind.code()>
            {saved}
            {behalf}
            <Section id="onderwerp" title=&words.about>
                {about}
            </Section>
            <Section id="gegevens" title=&words.facts>
                {facts}
                {model}
            </Section>
            <Section id="tekst" title=&words.body>
                {body}
            </Section>
            <Section id="delen" title=&words.sharing>
                {sharing}
                {reach.map(|reach| view! { <ReachView reach interface/> })}
            </Section>
            <Section id="plaats" title=&words.place>
                {place}
            </Section>
            <Folded id="bronnen" title=&words.sources open=has_sources>
                {sources}
            </Folded>
            <Folded id="onderhoud" title=&words.care open=has_care>
                {care}
            </Folded>
            <Lists choices/>
            <div class="sheet-buttons">
                <button class="button" type="submit" name="verder" value="">
                    {words.save.as_str()}
                </button>
                <button class="button button-quiet" type="submit" name="verder" value="voorbeeld">
                    {words.save_preview.as_str()}
                </button>
                <button class="button button-quiet" type="submit" name="verder" value="indienen">
                    {words.save_submit.as_str()}
                </button>
            </div>
            <DraftKeeper interface saved=version.is_some()/>
        </form>
    }
}

/// A part of the form that many leave empty.
#[component]
fn Folded(id: &'static str, title: &'static str, open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="section sheet-folded" open=open>
            <summary>
                <h2 id=id>{title}</h2>
            </summary>
            {children()}
        </details>
    }
}

/// Label and audience. No label is chosen beforehand.
fn sharing(filled: Filled, choices: &Choices) -> impl IntoView + use<> {
    let words = &filled.interface.words.sheet;
    let labels = Tlp::ALL.map(|tlp| {
        let ticked = filled.sheet.text("tlp") == tlp.label();
        view! {
            <label class="tick sheet-label">
                <input type="radio" name="tlp" value=tlp.label() checked=ticked/>
                <span>
                    <TlpChip tlp/>
                    " "
                    {words.label(tlp)}
                </span>
            </label>
        }
    });
    view! {
        <fieldset class="ticks" id="tlp" tabindex="-1">
            <legend>{words.label.as_str()} {filled.mark("tlp")}</legend>
            <p class="field-hint">{words.label_hint.as_str()}</p>
            {filled.wrong("tlp")}
            {labels}
        </fieldset>
        {audience(filled, &choices.members, Tlp::Red)}
        <div class="field" id="public_bodies_only" tabindex="-1">
            {filled.wrong("public_bodies_only")}
            <label class="tick">
                <input
                    type="checkbox"
                    name="public_bodies_only"
                    value="1"
                    checked=filled.sheet.has("public_bodies_only", "1")
                />
                {words.public_bodies_only.as_str()}
            </label>
        </div>
    }
}

fn place(filled: Filled, choices: &Choices) -> impl IntoView + use<> {
    let Interface { lang, words } = filled.interface;
    let names = &words.names;
    let words = &words.sheet;
    let hubs = choices.members.hubs.iter().map(|(code, name)| (code.to_string(), name.get(lang).to_owned())).collect();
    let lines = Line::ALL.map(|line| (line.code().to_owned(), names.line(line).to_owned())).to_vec();
    let stages = Stage::ALL.map(|stage| (stage.code().to_owned(), capital(names.stage(stage)))).to_vec();
    view! {
        {filled.ticks("hubs", hubs)}
        {filled.ticks("lines", lines)}
        {filled.ticks("stages", stages)}
        {filled.line("tags", Around { hint: &words.tags_hint, ..Around::default() })}
        {filled
            .line(
                "translation_of",
                Around { hint: &words.related_hint, list: Some("documents"), ..Around::default() },
            )}
        {filled
            .several("related", Around { hint: &words.related_hint, list: Some("documents"), ..Around::default() })}
    }
}

fn care(filled: Filled, choices: &Choices) -> impl IntoView + use<> {
    let Interface { lang, words } = filled.interface;
    let words = &words.sheet;
    let organisations = choices.members.organisations.iter();
    let organisations = organisations.map(|(code, name)| (code.to_string(), name.get(lang).to_owned())).collect();
    view! {
        {filled.line("review_by", Around { hint: &words.review_by_hint, kind: "date", ..Around::default() })}
        {filled.choice("verifier", organisations, Around::default())}
        {filled.line("published", Around { kind: "date", ..Around::default() })}
    }
}

/// What the fields with suggestions suggest.
#[component]
fn Lists(choices: Choices) -> impl IntoView {
    let option = |(value, text): (String, String)| view! { <option value=value>{text}</option> };
    let documents = choices.documents.into_iter().map(|(slug, title)| (slug.to_string(), title));
    view! {
        <datalist id="documents">{documents.map(option).collect_view()}</datalist>
    }
}
