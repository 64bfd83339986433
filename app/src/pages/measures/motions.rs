//! The motions that the plan answers.

use leptos::prelude::*;

use crate::model::plan::Motion;
use crate::parts::format::period;
use crate::parts::source::SourceLine;
use crate::words::Interface;

pub fn motions(interface: Interface, motions: &[Motion]) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.measures;
    let rows: Vec<_> = motions
        .iter()
        .map(|motion| {
            view! {
                <li class="motion" id=motion.code.to_string()>
                    <h3>{motion.name.clone()}</h3>
                    <p class="subtle small">{period(interface, motion.period)}</p>
                    <dl class="motion-parts">
                        <div>
                            <dt class="label">{words.asks.as_str()}</dt>
                            <dd>{motion.asks.get(lang).to_owned()}</dd>
                        </div>
                        <div>
                            <dt class="label">{words.answer.as_str()}</dt>
                            <dd>{motion.answer.get(lang).to_owned()}</dd>
                        </div>
                    </dl>
                    <p class="small">
                        <SourceLine source=motion.source.clone()/>
                    </p>
                </li>
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="moties">
            <div class="section-head">
                <h2 id="moties">{words.motions.as_str()}</h2>
            </div>
            <p class="conflicts-text">{words.motions_lead.as_str()}</p>
            <ul class="motions">{rows}</ul>
        </section>
    }
}
