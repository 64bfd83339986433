//! View pieces that two pages or more show. They take model values and never ask the desk.

pub mod frame;
pub mod head;
pub mod loader;
pub mod sign;

pub mod ask;
pub mod attachments;
pub mod record;
pub mod refused;

pub mod adoption;
pub mod barrier_model;
pub mod chain_map;
pub mod chart;
pub mod comparison;
pub mod document_row;
pub mod draft_keeper;
pub mod entries;
pub mod facets;
pub mod facts;
pub mod filling;
pub mod filter;
pub mod form;
pub mod glance;
pub mod hits;
pub mod json_ld;
pub mod keeping;
pub mod label_fields;
pub mod marks;
pub mod outcome;
pub mod pager;
pub mod passkey;
pub mod place_groups;
pub mod plan_matrix;
pub mod problems;
pub mod readers;
pub mod scroll;
pub mod search_field;
pub mod session;
pub mod source;
pub mod summary;
pub mod title_block;
pub mod tlp;
pub mod understood;
pub mod unread;
pub mod upload;
pub mod value_table;
pub mod watch;

pub mod format;
pub mod quantity;
pub mod reach;
pub mod safe_html;
pub mod sheet_field;
pub mod sheet_label;
pub mod text_area;
