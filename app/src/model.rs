//! What Knooppunt speaks about: things, legal values, and the one rule of who may read.
//! No framework, no I/O, no clock.

pub mod lang;
pub mod signal;
pub mod slug;

pub mod access;
pub mod account;
pub mod adoption;
pub mod attachment;
pub mod audit;
pub mod group;
pub mod members;
pub mod proposal;
pub mod reader;
pub mod remark;
pub mod sharing;
pub mod sighting;
pub mod tlp;
pub mod wanted;

pub mod chance;
pub mod chart;
pub mod comparison;
pub mod derived;
pub mod document;
pub mod draft;
pub mod facts;
pub mod html;
pub mod lag;
pub mod ledger;
pub mod limit;
pub mod line;
pub mod overview;
pub mod period;
pub mod place;
pub mod retention;
pub mod said;
pub mod sensitive;
pub mod sheet;
pub mod source;
pub mod workflow;

pub mod conference;
pub mod contact_point;
pub mod contract;
pub mod counted;
pub mod delivery;
pub mod edit;
pub mod effect;
pub mod indicator;
pub mod intake;
pub mod outcome;
pub mod outline;
pub mod plan;
pub mod profile;
pub mod progress;
pub mod registration;
pub mod report;
pub mod speakers;
pub mod status;
pub mod term;
pub mod trend;

pub mod change;
pub mod following;
pub mod problem;
pub mod query;
