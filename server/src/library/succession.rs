//! Handing over what an organisation owns when it leaves.

use app::desk::{Fault, Refusal};
use app::model::account::{Estate, Heir};
use app::model::draft::Draft;
use app::model::group::Group;
use app::model::reader::Reader;
use app::model::sharing::may_read;
use app::model::slug::Slug;
use app::model::workflow::writes;

use super::estate::heirs;
use super::unavailable;
use crate::store::{Store, Succession};

/// What an organisation would leave, in numbers, and who of another could take it up. An admin need not be able to read it.
pub async fn estate(store: &Store, organisation: &Slug, other: Option<&Slug>) -> Result<Estate, Refusal> {
    let left = store.holdings(organisation).await.map_err(unavailable)?;
    let heirs: Vec<Heir> = match other.filter(|other| *other != organisation) {
        Some(other) => heirs(store, other, None).await?,
        None => Vec::new(),
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Estate {
        documents: left.documents,
        drafts: count(left.drafts.len()),
        signals: left.signals,
        groups: count(groups(store, organisation).await?.len()),
        indicators: count(indicators(store, organisation).await?.len()),
        contact_points: left.contact_points,
        red: 0,
        heirs,
    })
}

/// Closes an organisation and passes what it owns to that of a person who writes there, as far as that person may read it:
/// another organisation was not among those for whom it was written. `false` when no admin would be left.
pub async fn hand_over(store: &Store, actor: &str, from: &Slug, to: &Slug) -> Result<bool, Fault> {
    let heir = store.account_of(to).await.map_err(unavailable)?.ok_or(Fault::NoSuccessor)?.person;
    if heir.organisation == *from || !writes(&heir) {
        return Err(Fault::NoSuccessor);
    }
    let deciding = match actor.strip_prefix("person:").and_then(|id| id.parse().ok()) {
        Some(id) => store.account_of(&id).await.map_err(unavailable)?.map(|account| account.person),
        None => None,
    };
    let reader = heir.reader();
    let left = store.holdings(from).await.map_err(unavailable)?;
    let mut drafts = Vec::new();
    for draft in left.drafts {
        if opens(store, &reader, &draft).await? {
            drafts.push(draft.id);
        }
    }
    let succession = Succession {
        from,
        heir: &heir,
        keys: &reader.keys(),
        drafts: &drafts,
        groups: groups(store, from).await?,
        indicators: &indicators(store, from).await?,
        by: deciding.as_ref().unwrap_or(&heir),
    };
    Ok(store.succeed(actor, succession).await.map_err(unavailable)?)
}

/// Whether a draft may pass to this reader: its label says so, and they may read what it revises. One without a label is for
/// its author alone.
async fn opens(store: &Store, reader: &Reader, draft: &Draft) -> Result<bool, Refusal> {
    if !draft.sheet.sharing().is_some_and(|sharing| may_read(reader, &sharing, None)) {
        return Ok(false);
    }
    let revised = draft.base == 0 || store.document(&reader.keys(), &draft.slug).await.map_err(unavailable)?.is_some();
    Ok(revised)
}

async fn groups(store: &Store, organisation: &Slug) -> Result<Vec<Group>, Refusal> {
    let groups = store.groups().await.map_err(unavailable)?.into_iter();
    Ok(groups.filter(|group| group.terms.owner == *organisation).collect())
}

async fn indicators(store: &Store, organisation: &Slug) -> Result<Vec<Slug>, Refusal> {
    let indicators = store.indicators().await.map_err(unavailable)?.into_iter();
    let own = indicators.filter(|indicator| indicator.owner.as_ref() == Some(organisation));
    Ok(own.map(|indicator| indicator.code).collect())
}
