//! Forgetting: once an hour, what was kept long enough.

use std::time::Duration;

use app::model::profile::MESSAGE_WAITS;
use app::model::retention::Retention;
use jiff::Timestamp;

use crate::store::{Result, Store};

const EVERY: Duration = Duration::from_secs(3600);

/// Forgets as long as the server runs.
pub async fn keep_forgetting(store: Store, retention: Retention) {
    loop {
        if let Err(error) = forget(&store, retention, Timestamp::now()).await {
            tracing::warn!(%error, "what was kept long enough cannot be forgotten");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Forgets what was kept long enough by a moment.
pub async fn forget(store: &Store, retention: Retention, now: Timestamp) -> Result<()> {
    let before = |days: u32| now - Retention::span(days);
    let traces = store.forget_traces(before(retention.record)).await?;
    let drafts = store.forget_drafts(before(retention.drafts)).await?;
    let leavers = store.erase_leavers(before(retention.leavers)).await?;
    let profiles = store.end_profiles(now).await?;
    let contact_points = store.end_contact_points(now).await?;
    let messages = store.forget_direct_messages(now - MESSAGE_WAITS).await?
        + store.forget_contact_messages(now - MESSAGE_WAITS).await?;
    if traces > 0 || drafts > 0 || leavers > 0 || profiles > 0 || contact_points > 0 || messages > 0 {
        tracing::info!(
            traces,
            drafts,
            leavers,
            profiles,
            contact_points,
            messages,
            "forgotten, as it was kept long enough"
        );
    }
    Ok(())
}
