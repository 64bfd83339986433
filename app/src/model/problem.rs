//! What is wrong with something that was handed in, said so that the sender can mend it.

use std::fmt;

/// One fault: where it is, what is wrong, and what to do. Every refusal of an import is a list of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to what was handed in.
    pub file: Option<String>,
    /// From 1.
    pub line: Option<u64>,
    pub field: Option<String>,
    /// What is wrong and what to write instead; lower case, no full stop. English, as the command line has it.
    pub message: String,
    /// The same for pages in another language; absent where only the command line says it.
    pub said: Option<Said>,
}

/// What a fault is, apart from the language it is told in: the names and numbers that its sentence has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub matter: Matter,
    pub parts: Vec<(&'static str, String)>,
}

/// Each way in which a file of values, or a schedule, can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    UnknownColumn,
    DoubleColumn,
    MissingColumn,
    NotCsv,
    ColumnCount,
    Empty,
    NotText,
    NotACode,
    NotAPeriod,
    NotAStatus,
    NoValue,
    ValueThere,
    NotANumber,
    NotAQualifier,
    NotADay,
    TwoNotes,
    OneNote,
    NotALabel,
    NotAnAudience,
    NoLabelForAudience,
    NotABoolean,
    ClearForPublicBodies,
    NoPlace,
    NoIndicator,
    NoLabel,
    OtherRhythm,
    OtherHub,
    Future,
    TwiceThere,
    TwiceNamed,
    TwoLabels,
    KnownOtherwise,
    KnownThatDay,
    NotYours,
    CountedHere,
    LeavesYouOut,
    TooWide,
    HiddenSource,
    NoRows,
    TooManyRows,
    TooLarge,
    TooManyWaiting,
    NotASchedule,
    WrongEncoding,
    UnknownEncoding,
    NotXml,
    NotJson,
    DocumentType,
    TooManyParts,
    OtherElement,
    NoConference,
    NotAnObject,
    NotAList,
    OwnUnreadable,
    NoTitle,
    NoSessionTitle,
    NoLength,
    NotALength,
    NotATimeZone,
    DayWithoutDate,
    NotADate,
    EndBeforeStart,
    NoDates,
    NotAMoment,
    NoBeginning,
    NotATime,
}

impl Problem {
    pub fn new(message: impl Into<String>) -> Problem {
        Problem { message: message.into(), ..Problem::default() }
    }

    /// Adds what it is, for pages in another language.
    pub fn said(mut self, matter: Matter, parts: &[(&'static str, &dyn fmt::Display)]) -> Problem {
        let parts = parts.iter().map(|(name, part)| (*name, part.to_string())).collect();
        self.said = Some(Said { matter, parts });
        self
    }

    pub fn in_file(mut self, file: impl Into<String>) -> Problem {
        self.file = Some(file.into());
        self
    }

    pub fn at_line(mut self, line: u64) -> Problem {
        self.line = Some(line);
        self
    }

    pub fn in_field(mut self, field: impl Into<String>) -> Problem {
        self.field = Some(field.into());
        self
    }
}

/// `practices/p01.nl.md:7: field tlp: 'TLP:WHITE' is not a TLP label: use …`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            f.write_str(": ")?;
        } else if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(field) = &self.field {
            write!(f, "field {field}: ")?;
        }
        f.write_str(&self.message)
    }
}
