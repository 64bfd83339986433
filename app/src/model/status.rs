//! What is the matter with a value, in the codes of SDMX (CL_OBS_STATUS, version 2.2).

use serde::{Deserialize, Serialize};

/// Makes the enum, its codes and the list of all from one table, in the order of the code list.
macro_rules! statuses {
    ($($(#[$meaning:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// The status of a value.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Status { $($(#[$meaning])* #[serde(rename = $code)] $name),+ }

        impl Status {
            pub const ALL: &'static [Status] = &[$(Status::$name),+];

            /// The letter of the code list.
            pub fn code(self) -> &'static str {
                match self { $(Status::$name => $code),+ }
            }
        }
    };
}

statuses! {
    #[default]
    Normal = "A",
    /// The series breaks here: not comparable with what came before.
    Break = "B",
    /// The definition differs from that of the series.
    Differs = "D",
    Estimated = "E",
    Forecast = "F",
    Experimental = "G",
    /// There was no counting: holiday or weekend.
    Holiday = "H",
    /// Filled in by the one who received it.
    Imputed = "I",
    /// Excused from giving it.
    Derogation = "J",
    /// Counted with another category.
    IncludedElsewhere = "K",
    /// It exists, but was not collected.
    NotCollected = "L",
    /// It cannot exist.
    CannotExist = "M",
    NotSignificant = "N",
    /// Missing for a reason that is not told.
    Missing = "O",
    Provisional = "P",
    /// Left out so that nobody can tell whom it is about.
    Suppressed = "Q",
    /// Strike or another special event.
    SpecialEvent = "S",
    LowReliability = "U",
    Unvalidated = "V",
    /// Counts another category too.
    IncludesOthers = "W",
}

impl Status {
    pub fn parse(code: &str) -> Option<Status> {
        Status::ALL.iter().copied().find(|status| status.code() == code)
    }

    /// Whether it says that there is no number.
    pub fn is_missing(self) -> bool {
        matches!(
            self,
            Status::Holiday | Status::NotCollected | Status::CannotExist | Status::Missing | Status::Suppressed
        )
    }

    /// Whether a number may be absent without being missing.
    pub fn may_be_empty(self) -> bool {
        self.is_missing()
            || matches!(
                self,
                Status::Derogation | Status::IncludedElsewhere | Status::NotSignificant | Status::SpecialEvent
            )
    }
}
