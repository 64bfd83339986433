//! Every sentence of the interface, typed: one field per sentence, one file per language.
//!
//! `content/words/{nl,en}.toml` hold them; a missing or unknown key fails at start. The browser never needs the
//! catalogue: islands receive the two or three words they show as props.

#[macro_use]
mod list;

mod access;
mod account;
pub mod admin;
mod attachments;
pub mod chart;
mod congress;
mod contribute;
mod document;
mod explorer;
mod facts;
mod faults;
mod following;
mod format;
mod frame;
mod home;
mod lookback;
mod monitor;
mod names;
mod network;
pub mod plan;
mod refused;
mod remark;
mod search;
pub mod signals;
mod style;
mod tlp;
pub mod using;
mod wanted;

use leptos::prelude::use_context;
use serde::Deserialize;

use crate::model::lang::Lang;

/// The words of one language. One table per page or part, each with its struct in `words/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub frame: frame::Frame,
    pub format: format::Format,
    pub refused: refused::Refused,
    pub home: home::Home,
    pub search: search::Search,
    pub document: document::Document,
    pub attachments: attachments::AttachmentWords,
    pub facts: facts::Facts,
    pub style: style::Style,
    pub tlp: tlp::Meanings,
    pub names: names::Names,
    pub chart: chart::ChartWords,
    pub summary: chart::SummaryWords,
    pub monitor: monitor::MonitorWords,
    pub signals: signals::SignalsWords,
    pub lookback: lookback::LookbackWords,
    pub explorer: explorer::ExplorerWords,
    pub measures: plan::MeasuresWords,
    pub chain: plan::ChainWords,
    pub sharing: plan::SharingWords,
    pub steering: plan::SteeringWords,
    pub hub: plan::HubWords,
    pub congress: congress::CongressWords,
    pub network: network::NetworkWords,
    pub account: account::AccountWords,
    pub admin: admin::AdminWords,
    pub faults: faults::Faults,
    pub adoption: using::AdoptionWords,
    pub remark: remark::RemarkWords,
    pub sighting: using::SightingWords,
    pub access: access::AccessWords,
    pub wanted: wanted::WantedWords,
    pub following: following::FollowingWords,
    pub contribute: contribute::ContributeWords,
    pub sheet: contribute::SheetWords,
    pub review: contribute::ReviewWords,
    pub revisions: contribute::RevisionWords,
}

/// The language of the interface for this request, with its words. The server lends it by context.
#[derive(Clone, Copy)]
pub struct Interface {
    pub lang: Lang,
    pub words: &'static Words,
}

/// The interface of this request, or `None` where the server lent none (as when routes are listed at start).
pub fn interface() -> Option<Interface> {
    use_context::<Interface>()
}

/// Fills the `{names}` of a sentence.
pub fn fill(sentence: &str, parts: &[(&str, &dyn std::fmt::Display)]) -> String {
    parts
        .iter()
        .fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string()))
}
