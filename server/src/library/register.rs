//! The register of indicators: who may decide what about one in the portal.

mod small_numbers;

use app::desk::{Amiss, Fault, Refusal, Register};
use app::model::account::Account;
use app::model::contract::SmallNumbers;
use app::model::edit::{Edit, Field, Made, is_decided_here, last, may_edit, sees_register};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Shelf, unavailable};

/// Days. Whoever needs longer has a register to mend, not a delay.
const MOST_DELAY: u16 = 1_100;

/// Characters of what is said of a change of the definition.
const MOST_TEXT: usize = 2_000;

#[async_trait]
impl Register for Shelf {
    async fn edits(&self, account: &Account) -> Result<Vec<Made>, Refusal> {
        if !sees_register(&account.person) {
            return Err(Refusal::Absent);
        }
        self.store.edits().await.map_err(unavailable)
    }

    async fn edit_indicator(
        &self,
        account: &Account,
        code: &Slug,
        edit: Edit,
        seen: Option<Slug>,
    ) -> Result<(), Fault> {
        let person = &account.person;
        let indicator = self.store.indicator(code).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        if !may_edit(person, &indicator, edit.field()) {
            return Err(Refusal::Absent.into());
        }
        match &edit {
            Edit::SmallNumbers { rule, reason } => {
                return self.set_rule(account, code, rule.clone(), reason.trim(), seen).await;
            }
            Edit::HandBack { field: Field::SmallNumbers } => return self.hand_back_rule(account, code).await,
            // These are made of what somebody proposed.
            Edit::Loosen { .. } | Edit::KeepRule => return Err(Refusal::Unreadable.into()),
            Edit::Hubs { hubs } => {
                self.known_places(hubs).await?;
                return self
                    .decide(account, code, move |_, edits| {
                        not_moved(edits, Field::Hubs, seen.as_ref())?;
                        Ok(edit)
                    })
                    .await;
            }
            Edit::Owner { organisation } => {
                if !self.store.has_organisation(organisation).await.map_err(unavailable)? {
                    return Err(Fault::NoOrganisation(organisation.to_string()));
                }
            }
            // Wider than it is now would show values that were not meant for so many.
            Edit::Narrow { sharing } => {
                let now = indicator.sharing.clone().unwrap_or_else(Sharing::clear);
                if !sharing.is_no_wider_than(&now) || *sharing == now {
                    return Err(Amiss::NotNarrower.into());
                }
                if indicator.small_numbers.is_some() && self.lifts_the_rule(code, &now, sharing).await? {
                    return Err(Amiss::LiftsRule.into());
                }
            }
            Edit::Delay { days } if *days > MOST_DELAY => return Err(Amiss::NoDelay.into()),
            Edit::Delay { .. } => {}
            Edit::Goal { goal } => {
                let places = self.store.places().await.map_err(unavailable)?;
                if goal.place.as_ref().is_some_and(|place| places.iter().all(|one| one.code != *place)) {
                    return Err(Fault::NoHub(goal.place.as_ref().map(ToString::to_string).unwrap_or_default()));
                }
                if goal.source.title.trim().is_empty() {
                    return Err(Amiss::NoText.into());
                }
            }
            Edit::Version { version } => {
                for text in [&version.text.nl, &version.text.en] {
                    match text.trim().chars().count() {
                        0 => return Err(Amiss::NoText.into()),
                        length if length > MOST_TEXT => return Err(Amiss::TooLong.into()),
                        _ => {}
                    }
                }
            }
            Edit::HandBack { field } => {
                if !self.is_edited(code, *field).await? {
                    return Err(Fault::Moved);
                }
            }
        }
        Ok(self.store.add_edit(person, code, &edit).await.map_err(unavailable)?)
    }

    async fn settle_rule(&self, account: &Account, code: &Slug, proposal: &Slug, agree: bool) -> Result<(), Fault> {
        let indicator = self.store.indicator(code).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        if !may_edit(&account.person, &indicator, Field::SmallNumbers) {
            return Err(Refusal::Absent.into());
        }
        self.settle(account, code, proposal, agree).await
    }
}

/// A fault where the field was edited after what somebody looked at.
fn not_moved(edits: &[Made], field: Field, seen: Option<&Slug>) -> Result<(), Fault> {
    if last(edits, field) == seen { Ok(()) } else { Err(Fault::Moved) }
}

impl Shelf {
    async fn is_edited(&self, code: &Slug, field: Field) -> Result<bool, Refusal> {
        let edits = self.store.edits_by_indicator().await.map_err(unavailable)?;
        Ok(is_decided_here(edits.get(code).map_or(&[][..], Vec::as_slice), field))
    }

    /// Whether those whom a label names would see what a rule for small numbers hides from them now: one person alone could
    /// show it by naming them (decision 28).
    async fn lifts_the_rule(&self, code: &Slug, now: &Sharing, next: &Sharing) -> Result<bool, Refusal> {
        if SmallNumbers::covers(next.tlp()) {
            return Ok(false);
        }
        let strands = self.store.strands_of(code).await.map_err(unavailable)?;
        let mut labels = strands.iter().filter_map(|strand| strand.sharing.as_ref()).chain([now]);
        Ok(labels.any(|label| SmallNumbers::covers(label.tlp())))
    }

    /// A fault for the first of these that is no hub or other place.
    async fn known_places(&self, places: &[Slug]) -> Result<(), Fault> {
        let known = self.store.places().await.map_err(unavailable)?;
        match places.iter().find(|place| known.iter().all(|one| one.code != **place)) {
            Some(unknown) => Err(Fault::NoSuchPlace(unknown.to_string())),
            None => Ok(()),
        }
    }
}
