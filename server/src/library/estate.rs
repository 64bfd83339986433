//! Handing over what a leaver looked after.

use app::desk::{Fault, Refusal};
use app::model::account::{Estate, Heir};
use app::model::draft::Draft;
use app::model::sharing::{Sharing, may_read};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::model::workflow::writes;

use super::unavailable;
use crate::store::{Passing, Store};

/// What somebody would leave, in numbers, and which colleagues could take it over. An admin need not be able to read it.
pub async fn estate(store: &Store, person: &Slug) -> Result<Estate, Refusal> {
    let leaver = store.person(person).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
    let left = store.estate(person).await.map_err(unavailable)?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let stays = left.documents.iter().filter(|document| document.tlp == Tlp::Red).count()
        + left.withdrawn.iter().filter(|(_, sharing)| is_red(sharing)).count()
        + left.drafts.iter().filter(|draft| draft.sheet.sharing().is_some_and(|sharing| is_red(&sharing))).count();
    Ok(Estate {
        documents: count(left.documents.len() + left.withdrawn.len()),
        drafts: count(left.drafts.len()),
        signals: left.signals,
        red: count(stays),
        heirs: heirs(store, &leaver.organisation, Some(person)).await?,
        ..Estate::default()
    })
}

/// Who writes for an organisation, but for one.
pub async fn heirs(store: &Store, organisation: &Slug, but: Option<&Slug>) -> Result<Vec<Heir>, Refusal> {
    let mut heirs = Vec::new();
    let people = store.people().await.map_err(unavailable)?;
    for one in people.into_iter().filter(|one| one.organisation == *organisation && Some(&one.id) != but) {
        let account = store.account_of(&one.id).await.map_err(unavailable)?;
        if account.is_some_and(|account| writes(&account.person)) {
            heirs.push(Heir { id: one.id, name: one.name });
        }
    }
    Ok(heirs)
}

/// Whether somebody has drafts or signals under way that a colleague could take over. What is TLP:RED cannot pass.
pub async fn awaits_heir(store: &Store, person: &Slug) -> Result<bool, Refusal> {
    let left = store.estate(person).await.map_err(unavailable)?;
    let passes = |draft: &Draft| !draft.sheet.sharing().is_some_and(|sharing| is_red(&sharing));
    let under_way = left.signals > 0 || left.drafts.iter().any(passes);
    Ok(under_way && !estate(store, person).await?.heirs.is_empty())
}

/// Passes to a colleague what somebody looked after: what they published, what they took back, what they were writing, and the signals that were
/// theirs. What is TLP:RED was for named persons (TLP 2.0); it passes only to who could read it already.
pub async fn hand_over(store: &Store, actor: &str, from: &Slug, to: &Slug) -> Result<(), Fault> {
    let nobody = || Fault::NoHeir;
    let leaver = store.person(from).await.map_err(unavailable)?.ok_or_else(|| Fault::NoPerson(from.to_string()))?;
    // Or an admin would move the texts of somebody who is still at work, and who is not told.
    if leaver.disabled.is_none() {
        return Err(Fault::NotClosed);
    }
    let heir = store.account_of(to).await.map_err(unavailable)?.ok_or_else(nobody)?.person;
    if heir.id == *from || heir.organisation != leaver.organisation || !writes(&heir) {
        return Err(nobody());
    }
    let reader = heir.reader();
    let left = store.estate(from).await.map_err(unavailable)?;
    let mut documents = Vec::new();
    for summary in left.documents {
        let passes = summary.tlp < Tlp::Red
            || store.document(&reader.keys(), &summary.slug).await.map_err(unavailable)?.is_some();
        documents.extend(passes.then_some(summary.slug));
    }
    let passes =
        |sharing: Option<Sharing>| sharing.is_none_or(|sharing| !is_red(&sharing) || may_read(&reader, &sharing, None));
    let drafts = left.drafts.into_iter().filter(|draft| passes(draft.sheet.sharing())).map(|draft| draft.id);
    let drafts: Vec<Slug> = drafts.collect();
    let withdrawn = left.withdrawn.into_iter().filter(|(_, sharing)| passes(Some(sharing.clone()))).map(|(id, _)| id);
    let withdrawn: Vec<String> = withdrawn.collect();
    let passing = Passing { from, to, documents: &documents, withdrawn: &withdrawn, drafts: &drafts };
    store.pass_on(actor, passing).await.map_err(unavailable)?;
    Ok(())
}

fn is_red(sharing: &Sharing) -> bool {
    sharing.tlp() == Tlp::Red
}
