//! Who will be able to read something: numbers and organisations, before it is published.

use leptos::prelude::*;

use crate::model::draft::Reach;
use crate::model::lang::Text;
use crate::model::tlp::Tlp;
use crate::parts::tlp::TlpLabel;
use crate::words::{Interface, fill};

/// The label and who it lets in.
#[component]
pub fn ReachView(
    reach: Reach,
    interface: Interface,
    /// Whether its author looks.
    #[prop(default = true)]
    own: bool,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.review;
    let names = |texts: &[Text]| texts.iter().map(|text| text.get(lang).to_owned()).collect::<Vec<_>>().join(", ");
    let clear = reach.sharing.tlp() == Tlp::Clear;
    // The author is always one of them.
    let alone = reach.persons <= 1 && !clear;
    let organisations = reach.organisations.len();
    let sentence = if clear {
        words.reach_everybody.clone()
    } else if alone {
        if own { words.reach_none.clone() } else { words.reach_author.clone() }
    } else {
        fill(&words.reach_persons, &[("persons", &reach.persons), ("organisations", &organisations)])
    };
    let listed = (!clear && !alone).then(|| {
        let rows = reach.organisations.iter().map(|(name, persons)| {
            let persons = fill(&words.reach_one, &[("persons", persons)]);
            view! { <li>{name.get(lang).to_owned()} " " <span class="subtle">{format!("({persons})")}</span></li> }
        });
        view! { <ul class="reach-organisations">{rows.collect_view()}</ul> }
    });
    let unnamed = (reach.unnamed > 0 && !alone)
        .then(|| view! { <p class="small">{fill(&words.reach_unnamed, &[("persons", &reach.unnamed)])}</p> });
    let idle = (!reach.idle.is_empty())
        .then(|| view! { <p class="small">{fill(&words.reach_idle, &[("names", &names(&reach.idle))])}</p> });
    let unused = (!reach.unused.is_empty()).then(|| {
        view! {
            <p class="came came-wrong reach-unused">
                {fill(&words.unused, &[("names", &names(&reach.unused))])}
            </p>
        }
    });
    view! {
        <div class="reach">
            <TlpLabel sharing=reach.sharing.clone() interface/>
            <p class="reach-count">{sentence}</p>
            {listed}
            {unnamed}
            {idle}
            {unused}
        </div>
    }
}
