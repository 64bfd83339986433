//! Values that partners hand in: taken whole or not at all.

use app::model::change::{Noun, Verb};
use app::model::intake::Intake;

use super::loads::LoaderLock;
use super::sql::Connection;
use super::vintages::{self, TakenIn, Taking};
use super::{Result, Store, changes, sql};

impl Store {
    /// Takes values in one transaction, with one change for each indicator that got some. With `preview`, or when any row
    /// cannot be taken, the store stays as it was and the answer tells what would have happened.
    pub async fn take_values(
        &self,
        _lock: &LoaderLock,
        intake: &Intake,
        taking: Taking,
        preview: bool,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<TakenIn> {
        let mut transaction = sql::begin(&self.writer).await?;
        let taken = vintages::take(&mut transaction, intake, taking, progress).await?;
        if preview || !taken.problems.is_empty() || taken.touched.is_empty() {
            transaction.rollback().await?;
            return Ok(taken);
        }
        let seq = tell(&mut transaction, taking.loader, &taken).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(taken)
    }
}

/// Records a change for each indicator that got values; gives the number of the last.
pub async fn tell(connection: &mut Connection, actor: &str, taken: &TakenIn) -> Result<i64> {
    let mut seq = 0;
    for indicator in &taken.touched {
        // Values that are not for everybody are no news to everybody, not even that there are some.
        let noun = if taken.told.contains(indicator) { Noun::Indicator } else { Noun::Observation };
        seq = changes::record(connection, actor, noun, indicator.as_str(), Verb::Changed).await?;
    }
    Ok(seq)
}
