//! Every sentence of the interface, typed: one field per sentence, one file per language.
//!
//! `content/words/{nl,en}.toml` hold them; a missing or unknown key fails at start. The browser never needs the
//! catalogue: islands receive the two or three words they show as props.

#[macro_use]
mod list;

mod access;
mod account;
pub mod admin;
mod aftermath;
mod attachments;
pub mod chart;
mod congress;
mod contact_points;
mod contribute;
mod deliver;
mod document;
mod effect;
mod embed;
mod explorer;
mod facts;
mod faults;
mod following;
mod format;
mod frame;
mod home;
mod lookback;
mod map;
mod monitor;
mod names;
mod network;
mod organising;
pub mod plan;
mod profiles;
mod progress;
mod refused;
mod register;
mod registering;
mod remark;
mod reports;
mod rows;
mod search;
pub mod signals;
mod speakers;
mod style;
mod tlp;
pub mod using;
pub mod views;
mod wanted;

use leptos::prelude::use_context;
use serde::Deserialize;

use crate::model::lang::Lang;

/// The words of one language. One table per page or part, each with its struct in `words/`; in boxes, for reading them all
/// into one value at once takes more than the two megabytes of stack that a thread has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub frame: Box<frame::Frame>,
    pub format: Box<format::Format>,
    pub refused: Box<refused::Refused>,
    pub home: Box<home::Home>,
    pub search: Box<search::Search>,
    pub document: Box<document::Document>,
    pub attachments: Box<attachments::AttachmentWords>,
    pub facts: Box<facts::Facts>,
    pub style: Box<style::Style>,
    pub tlp: Box<tlp::Meanings>,
    pub names: Box<names::Names>,
    pub chart: Box<chart::ChartWords>,
    pub summary: Box<chart::SummaryWords>,
    pub monitor: Box<monitor::MonitorWords>,
    pub signals: Box<signals::SignalsWords>,
    pub lookback: Box<lookback::LookbackWords>,
    pub explorer: Box<explorer::ExplorerWords>,
    pub views: Box<views::ViewsWords>,
    pub map: Box<map::MapWords>,
    pub embed: Box<embed::EmbedWords>,
    pub deliver: Box<deliver::DeliverWords>,
    pub measures: Box<plan::MeasuresWords>,
    pub progress: Box<progress::ProgressWords>,
    pub reports: Box<reports::ReportWords>,
    pub effect: Box<effect::EffectWords>,
    pub register: Box<register::RegisterWords>,
    pub chain: Box<plan::ChainWords>,
    pub sharing: Box<plan::SharingWords>,
    pub steering: Box<plan::SteeringWords>,
    pub hub: Box<plan::HubWords>,
    pub congress: Box<congress::CongressWords>,
    pub organising: Box<organising::OrganisingWords>,
    pub registering: Box<registering::RegisteringWords>,
    pub speakers: Box<speakers::SpeakerWords>,
    pub aftermath: Box<aftermath::AftermathWords>,
    pub network: Box<network::NetworkWords>,
    pub profiles: Box<profiles::ProfileWords>,
    pub contact_points: Box<contact_points::ContactWords>,
    pub account: Box<account::AccountWords>,
    pub admin: Box<admin::AdminWords>,
    pub faults: Box<faults::Faults>,
    pub adoption: Box<using::AdoptionWords>,
    pub remark: Box<remark::RemarkWords>,
    pub sighting: Box<using::SightingWords>,
    pub access: Box<access::AccessWords>,
    pub wanted: Box<wanted::WantedWords>,
    pub following: Box<following::FollowingWords>,
    pub contribute: Box<contribute::ContributeWords>,
    pub sheet: Box<contribute::SheetWords>,
    pub review: Box<contribute::ReviewWords>,
    pub revisions: Box<contribute::RevisionWords>,
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
