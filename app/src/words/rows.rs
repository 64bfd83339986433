//! What can be wrong with a file of values or a schedule, in words. English has none: there the messages of the command line are shown.

use serde::Deserialize;

use crate::model::problem::{Matter, Said};
use crate::words::fill;

list!(Sentences, Matter, {
    unknown_column = Matter::UnknownColumn,
    double_column = Matter::DoubleColumn,
    missing_column = Matter::MissingColumn,
    not_csv = Matter::NotCsv,
    column_count = Matter::ColumnCount,
    empty = Matter::Empty,
    not_text = Matter::NotText,
    not_a_code = Matter::NotACode,
    not_a_period = Matter::NotAPeriod,
    not_a_status = Matter::NotAStatus,
    no_value = Matter::NoValue,
    value_there = Matter::ValueThere,
    not_a_number = Matter::NotANumber,
    not_a_qualifier = Matter::NotAQualifier,
    not_a_day = Matter::NotADay,
    two_notes = Matter::TwoNotes,
    one_note = Matter::OneNote,
    not_a_label = Matter::NotALabel,
    not_an_audience = Matter::NotAnAudience,
    no_label_for_audience = Matter::NoLabelForAudience,
    not_a_boolean = Matter::NotABoolean,
    clear_for_public_bodies = Matter::ClearForPublicBodies,
    no_place = Matter::NoPlace,
    no_indicator = Matter::NoIndicator,
    no_label = Matter::NoLabel,
    other_rhythm = Matter::OtherRhythm,
    other_hub = Matter::OtherHub,
    future = Matter::Future,
    twice_there = Matter::TwiceThere,
    twice_named = Matter::TwiceNamed,
    two_labels = Matter::TwoLabels,
    known_otherwise = Matter::KnownOtherwise,
    known_that_day = Matter::KnownThatDay,
    not_yours = Matter::NotYours,
    counted_here = Matter::CountedHere,
    leaves_you_out = Matter::LeavesYouOut,
    too_wide = Matter::TooWide,
    hidden_source = Matter::HiddenSource,
    no_rows = Matter::NoRows,
    too_many_rows = Matter::TooManyRows,
    too_large = Matter::TooLarge,
    too_many_waiting = Matter::TooManyWaiting,
    not_a_schedule = Matter::NotASchedule,
    wrong_encoding = Matter::WrongEncoding,
    unknown_encoding = Matter::UnknownEncoding,
    not_xml = Matter::NotXml,
    not_json = Matter::NotJson,
    document_type = Matter::DocumentType,
    too_many_parts = Matter::TooManyParts,
    other_element = Matter::OtherElement,
    no_conference = Matter::NoConference,
    not_an_object = Matter::NotAnObject,
    not_a_list = Matter::NotAList,
    own_unreadable = Matter::OwnUnreadable,
    no_title = Matter::NoTitle,
    no_session_title = Matter::NoSessionTitle,
    no_length = Matter::NoLength,
    not_a_length = Matter::NotALength,
    not_a_time_zone = Matter::NotATimeZone,
    day_without_date = Matter::DayWithoutDate,
    not_a_date = Matter::NotADate,
    end_before_start = Matter::EndBeforeStart,
    no_dates = Matter::NoDates,
    not_a_moment = Matter::NotAMoment,
    no_beginning = Matter::NoBeginning,
    not_a_time = Matter::NotATime,
});

/// A sentence for each [`Matter`].
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct RowWords(Sentences);

impl RowWords {
    pub fn of(&self, said: &Said) -> String {
        let parts: Vec<(&str, &dyn std::fmt::Display)> =
            said.parts.iter().map(|(name, part)| (*name, part as &dyn std::fmt::Display)).collect();
        fill(self.0.of(said.matter), &parts)
    }
}
