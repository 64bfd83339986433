//! The rule for small numbers by hand (decision 28): what hides more holds at once, what would show more takes two persons.

use app::desk::{Amiss, Fault, Refusal};
use app::model::account::Account;
use app::model::contract::SmallNumbers;
use app::model::edit::{Edit, Field, Made, edited, waiting};
use app::model::indicator::Indicator;
use app::model::slug::Slug;

use super::{MOST_TEXT, not_moved};
use crate::library::{Shelf, unavailable};
use crate::store::today;

/// Up to 2 a threshold hides the number 1 alone, and so tells it.
const THRESHOLDS: std::ops::RangeInclusive<u32> = 3..=10_000;

/// The threshold that hides no number.
const NO_THRESHOLD: u32 = 1;

/// With less than half there is no part that dominates; all of it is no limit.
const DOMINANCES: std::ops::RangeInclusive<u8> = 50..=99;

const BASES: std::ops::RangeInclusive<u32> = 1..=100_000;

impl Shelf {
    /// Lets a rule hold, or proposes it where it would show what is hidden now.
    pub(super) async fn set_rule(
        &self,
        account: &Account,
        code: &Slug,
        rule: SmallNumbers,
        reason: &str,
        seen: Option<Slug>,
    ) -> Result<(), Fault> {
        if rule.threshold != NO_THRESHOLD && !THRESHOLDS.contains(&rule.threshold) {
            return Err(Amiss::NoThreshold.into());
        }
        if rule.dominance_percent.is_some_and(|percent| !DOMINANCES.contains(&percent)) {
            return Err(Amiss::NoDominance.into());
        }
        if rule.base.is_some_and(|base| !BASES.contains(&base)) {
            return Err(Amiss::NoBase.into());
        }
        match reason.chars().count() {
            0 => return Err(Amiss::NoReason.into()),
            length if length > MOST_TEXT => return Err(Amiss::TooLong.into()),
            _ => {}
        }
        self.known_places(&rule.companies).await?;
        let reason = reason.to_owned();
        self.decide(account, code, move |file, edits| {
            not_moved(edits, Field::SmallNumbers, seen.as_ref())?;
            let now = edited(file.clone(), edits).small_numbers;
            let next = rule.clone().after(now.as_ref(), today());
            if now.as_ref() == Some(&next) {
                return Err(Amiss::SameRule.into());
            }
            Ok(if now.is_none_or(|now| next.is_no_looser_than(&now)) {
                Edit::SmallNumbers { rule: next, reason }
            } else {
                Edit::Loosen { rule, reason }
            })
        })
        .await
    }

    /// Lets the rule that waits hold, or drops it.
    pub(super) async fn settle(
        &self,
        account: &Account,
        code: &Slug,
        proposal: &Slug,
        agree: bool,
    ) -> Result<(), Fault> {
        let (person, proposal) = (account.person.id.clone(), proposal.clone());
        self.decide(account, code, move |file, edits| {
            let Some(Made { by, edit: Edit::Loosen { rule, reason }, .. }) =
                waiting(edits).filter(|made| made.id == proposal)
            else {
                return Err(Fault::Moved);
            };
            if !agree {
                return Ok(Edit::KeepRule);
            }
            if *by == person {
                return Err(Amiss::OwnRule.into());
            }
            let now = edited(file.clone(), edits).small_numbers;
            Ok(Edit::SmallNumbers { rule: rule.clone().after(now.as_ref(), today()), reason: reason.clone() })
        })
        .await
    }

    /// Follows the file again, unless its rule would show what is hidden now.
    pub(super) async fn hand_back_rule(&self, account: &Account, code: &Slug) -> Result<(), Fault> {
        if !self.is_edited(code, Field::SmallNumbers).await? {
            return Err(Fault::Moved);
        }
        self.decide(account, code, move |file, edits| {
            let now = edited(file.clone(), edits).small_numbers;
            let same_dominance = |one: &SmallNumbers, other: &SmallNumbers| {
                (one.dominance_percent, &one.dominance_before) == (other.dominance_percent, &other.dominance_before)
            };
            if let Some(now) = now {
                let of_file = file.small_numbers.as_ref().ok_or(Amiss::FileWithoutRule)?;
                if !of_file.is_no_looser_than(&now) {
                    return Err(Amiss::Loosens.into());
                }
                // A period is judged by one dominance for good: the file would forget which.
                if !same_dominance(of_file, &now) {
                    return Err(Amiss::FileForgets.into());
                }
            }
            Ok(Edit::HandBack { field: Field::SmallNumbers })
        })
        .await
    }

    pub(super) async fn decide(
        &self,
        account: &Account,
        code: &Slug,
        decide: impl FnOnce(&Indicator, &[Made]) -> Result<Edit, Fault> + Send,
    ) -> Result<(), Fault> {
        let decided = self.store.decide_edit(&account.person, code, decide).await.map_err(unavailable)?;
        decided.unwrap_or(Err(Refusal::Absent.into()))
    }
}
