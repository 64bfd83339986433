//! The rule for small numbers in words, and the one that waits for a second person.

use leptos::prelude::*;

use crate::model::contract::SmallNumbers;
use crate::model::edit::{Edit, Made, waiting as waits};
use crate::model::slug::Slug;
use crate::pages::indicator::contract::small_numbers;
use crate::parts::form::Act;
use crate::parts::format::{date, day};
use crate::words::{Interface, fill};

/// A rule in words. `whole` is whether the reader may change it: whoever knows the share from which a part dominates, or which
/// places are one company, knows more of what is hidden, so all others get what the page of the indicator says.
pub fn rule(interface: Interface, rule: &SmallNumbers, whole: bool) -> String {
    if whole {
        return all_of(interface, rule);
    }
    small_numbers(interface, rule)
}

/// A rule and its reason in a sentence that has room for both.
pub fn with_reason(interface: Interface, sentence: &str, made: &SmallNumbers, reason: &str, whole: bool) -> String {
    let rule = rule(interface, made, whole);
    fill(sentence, &[("rule", &rule.trim_end_matches('.')), ("reason", &reason)])
}

/// `vanaf 5; grootste deel hoogstens 80%`.
fn all_of(interface: Interface, rule: &SmallNumbers) -> String {
    let words = &interface.words.register;
    let percent = |percent: Option<u8>| match percent {
        Some(percent) => fill(&words.rule_dominance, &[("percent", &percent)]),
        None => words.rule_no_dominance.clone(),
    };
    let mut parts = vec![match rule.threshold {
        0 | 1 => words.rule_all.clone(),
        threshold => fill(&words.rule_threshold, &[("threshold", &threshold)]),
    }];
    parts.extend(rule.dominance_percent.map(|held| percent(Some(held))));
    parts.extend(rule.dominance_before.iter().map(|one| {
        fill(&words.rule_dominance_before, &[("day", &date(interface, one.until)), ("percent", &percent(one.percent))])
    }));
    parts.extend(rule.base.map(|base| fill(&words.rule_base, &[("base", &base)])));
    if !rule.companies.is_empty() {
        let codes: Vec<&str> = rule.companies.iter().map(Slug::as_str).collect();
        parts.push(fill(&words.rule_companies, &[("places", &codes.join(", "))]));
    }
    parts.join("; ")
}

/// The looser rule that waits, with what one may do about it; `settles` is who may.
pub fn waiting(
    interface: Interface,
    edits: &[Made],
    settles: Option<&Slug>,
    action: &str,
) -> Option<impl IntoView + use<>> {
    let words = &interface.words.register;
    let made = waits(edits)?;
    let Edit::Loosen { rule: proposed, reason } = &made.edit else { return None };
    let told = with_reason(interface, &words.made_loosen, proposed, reason, settles.is_some());
    let act = |act: &'static str, label: &'static str| {
        let with = vec![("proposal", made.id.to_string())];
        view! { <Act action=action.to_owned() act=act with=with label=label/> }
    };
    let agree = settles.filter(|person| **person != made.by).map(|_| act("agree-rule", &words.agree));
    let keep = settles.map(|_| act("keep-rule", &words.keep_rule));
    Some(view! {
        <section class="section" aria-labelledby="wacht">
            <div class="section-head">
                <h2 id="wacht">{words.waiting.as_str()}</h2>
            </div>
            <p class="section-text">{words.waiting_lead.as_str()}</p>
            <p>
                <span class="event-period">{day(interface, made.at)}</span>
                " "
                {told}
            </p>
            <div class="acts">{agree} {keep}</div>
        </section>
    })
}
