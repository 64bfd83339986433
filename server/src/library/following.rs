//! What persons watch, and what is new about it: trimmed to what they may read at the moment of asking.

use std::collections::{BTreeMap, BTreeSet};

use app::desk::{Amiss, Fault, Following, Refusal};
use app::model::account::{Account, Secret};
use app::model::adoption::{Adoption, AdoptionRow};
use app::model::document::Summary;
use app::model::following::{Feed, FollowAct, MOST_QUERY, News, Watch, Watched};
use app::model::lang::Lang;
use app::model::query::{HitKind, MOST_HITS, Query, Sort};
use app::model::reader::Reader;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::routes;
use async_trait::async_trait;
use jiff::Timestamp;

use super::people::secret;
use super::{Shelf, administration, unavailable};
use crate::store::Fresh;

/// Documents that are looked through for news, the last published first, and hits of a saved search among which they are.
const MOST_FRESH: u32 = 500;
const MOST_FOUND: u32 = 1_000;

/// Documents that are named for one thing that is watched, and in one feed.
const MOST_NAMED: u32 = 50;

#[async_trait]
impl Following for Shelf {
    async fn watches(&self, account: &Account) -> Result<Vec<Watch>, Refusal> {
        self.store.watches(&account.person.id).await.map_err(unavailable)
    }

    async fn news(&self, account: &Account, lang: Lang) -> Result<Vec<News>, Refusal> {
        let reader = account.reader();
        let watches = self.watches(account).await?;
        let steps = self.steps(&reader, &watches).await?;
        let mut news = Vec::new();
        for watch in watches {
            let after = watch.looked;
            news.push(self.news_of(&reader, watch, &steps, after, lang).await?);
        }
        Ok(news)
    }

    async fn mail(&self, account: &Account) -> Result<Option<bool>, Refusal> {
        if !self.mails {
            return Ok(None);
        }
        let since = self.store.mail_of(&account.person.id).await.map_err(unavailable)?;
        Ok(Some(since.is_some()))
    }

    async fn follow(&self, account: &Account, act: FollowAct) -> Result<Option<Secret>, Fault> {
        let person = &account.person.id;
        match act {
            FollowAct::SaveSearch { name, pairs } => {
                let name = administration::name(&name)?;
                let pairs = question(&pairs).ok_or(Amiss::NoQuestion)?;
                self.start_watching(person, &Watched::Search(pairs), &name).await?;
            }
            FollowAct::Watch(what) => {
                self.may_watch(account, &what).await?;
                self.start_watching(person, &what, "").await?;
            }
            FollowAct::Stop(id) => self.store.stop_watch(person, &id).await.map_err(unavailable)?,
            FollowAct::Looked(at) => {
                // What comes later was not on the page.
                let at = at.min(Timestamp::now());
                self.store.looked(person, at).await.map_err(unavailable)?;
            }
            FollowAct::MakeFeed(id) => {
                let fresh = secret::fresh()?;
                let digest = secret::digest(&fresh);
                if !self.store.set_feed(person, &id, Some(&digest)).await.map_err(unavailable)? {
                    return Err(Refusal::Absent.into());
                }
                return Ok(Some(Secret::Feed(fresh)));
            }
            FollowAct::EndFeed(id) => drop(self.store.set_feed(person, &id, None).await.map_err(unavailable)?),
            FollowAct::Mail(_) if !self.mails => return Err(Refusal::Absent.into()),
            FollowAct::Mail(wanted) => self.store.set_mail(person, wanted).await.map_err(unavailable)?,
        }
        Ok(None)
    }

    async fn feed(&self, text: &str) -> Result<Feed, Refusal> {
        let found = self.store.watch_of_feed(&secret::digest(text)).await.map_err(unavailable)?;
        let (watch, created, account) = found.ok_or(Refusal::Absent)?;
        let Watched::Search(pairs) = watch.what else { return Err(Refusal::Absent) };
        let reader = account.reader();
        let newest = Query { sort: Sort::Newest, from: 0, size: MOST_NAMED, ..query(&pairs) };
        let slugs = self.documents_found(&reader, &newest, MOST_HITS).await?;
        let documents = self.store.summaries(&reader.keys(), &slugs.iter().collect()).await.map_err(unavailable)?;
        // A feed is read by programs of others: what is narrower than TLP:GREEN does not leave the site.
        let mut documents: Vec<Summary> = documents.into_iter().filter(|one| one.tlp <= Tlp::Green).collect();
        documents.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.slug.cmp(&b.slug)));
        Ok(Feed { id: watch.id, name: watch.name, pairs, created, documents })
    }

    async fn end_mail(&self, text: &str) -> Result<(), Refusal> {
        self.store.end_mail(&secret::digest(text)).await.map_err(unavailable)
    }
}

impl Shelf {
    async fn start_watching(&self, person: &Slug, what: &Watched, name: &str) -> Result<(), Fault> {
        let added = self.store.add_watch(person, what, name).await.map_err(unavailable)?;
        if added { Ok(()) } else { Err(Amiss::TooMuch.into()) }
    }

    /// Whether there is such a thing, for whoever wants to watch it.
    async fn may_watch(&self, account: &Account, what: &Watched) -> Result<(), Fault> {
        let reader = account.reader();
        let there = match what {
            Watched::Document(slug) => self.usable(&reader, slug).await.map(|_| true)?,
            Watched::Hub(code) => self.store.hub(code).await.map_err(unavailable)?.is_some(),
            Watched::Line(_) => true,
            Watched::Indicator(code) => self.store.indicator(code).await.map_err(unavailable)?.is_some(),
            Watched::Organisation(code) => self.owns_something(&reader, code).await?,
            Watched::Search(_) => false,
        };
        if there { Ok(()) } else { Err(Refusal::Absent.into()) }
    }

    /// Whether an organisation owns a document that this reader may read: of others they need not know that they exist.
    async fn owns_something(&self, reader: &Reader, code: &Slug) -> Result<bool, Refusal> {
        let owned = self.store.fresh(&reader.keys(), Timestamp::UNIX_EPOCH, &Fresh::Owner(code), 1).await;
        Ok(!owned.map_err(unavailable)?.is_empty())
    }

    /// Every step that a reader may know of, where they watch something that steps are news of.
    pub(super) async fn steps(&self, reader: &Reader, watches: &[Watch]) -> Result<Vec<Adoption>, Refusal> {
        let about = |watch: &Watch| matches!(watch.what, Watched::Document(_) | Watched::Hub(_));
        if !watches.iter().any(about) {
            return Ok(Vec::new());
        }
        self.store.adoptions(&reader.keys(), None).await.map_err(unavailable)
    }

    /// What is new about something since a moment; `steps` as [`Shelf::steps`].
    pub(super) async fn news_of(
        &self,
        reader: &Reader,
        watch: Watch,
        steps: &[Adoption],
        after: Timestamp,
        lang: Lang,
    ) -> Result<News, Refusal> {
        let keys = reader.keys();
        let signals = self.fresh_signals(reader, &watch.what, after).await?;
        let mut news =
            News { title: None, tlp: Tlp::Clear, documents: Vec::new(), adoptions: Vec::new(), signals, watch };
        let fresh =
            async |which: Fresh<'_>| self.store.fresh(&keys, after, &which, MOST_NAMED).await.map_err(unavailable);
        match news.watch.what.clone() {
            Watched::Document(slug) => {
                let Some(document) = self.store.document(&keys, &slug).await.map_err(unavailable)? else {
                    return Ok(news);
                };
                news.title = Some(document.write_up.title.clone());
                news.tlp = document.write_up.sharing.tlp();
                news.documents = fresh(Fresh::Document(&slug)).await?;
                let work = document.write_up.translation_of.unwrap_or(document.write_up.slug);
                news.adoptions = self.steps_since(&keys, steps, after, lang, |step| step.work == work).await?;
            }
            Watched::Hub(code) => {
                let hub = self.store.hub(&code).await.map_err(unavailable)?;
                news.title = hub.map(|hub| hub.name.get(lang).to_owned());
                news.documents = fresh(Fresh::Mark(format!("hub:{code}"))).await?;
                news.adoptions = self.steps_since(&keys, steps, after, lang, |step| step.hub == code).await?;
            }
            Watched::Line(line) => {
                // Pages have a word for it.
                news.title = Some(line.code().to_owned());
                news.documents = fresh(Fresh::Mark(format!("line:{}", line.code()))).await?;
            }
            Watched::Indicator(code) => {
                let indicator = self.store.indicator(&code).await.map_err(unavailable)?;
                news.title = indicator.map(|one| one.name.get(lang).to_owned());
            }
            Watched::Organisation(code) => {
                if !self.owns_something(reader, &code).await? {
                    return Ok(news);
                }
                let owner = self.store.organisation(&code).await.map_err(unavailable)?;
                news.title = owner.map(|one| one.name.get(lang).to_owned());
                news.documents = fresh(Fresh::Owner(&code)).await?;
            }
            Watched::Search(pairs) => {
                news.title = Some(news.watch.name.clone());
                let all = self.store.fresh(&keys, after, &Fresh::All, MOST_FRESH).await.map_err(unavailable)?;
                if !all.is_empty() {
                    let found = self.documents_found(reader, &query(&pairs), MOST_FOUND).await?;
                    let found: BTreeSet<Slug> = found.into_iter().collect();
                    let named = all.into_iter().filter(|one| found.contains(&one.slug));
                    news.documents = named.take(MOST_NAMED as usize).collect();
                }
            }
        }
        Ok(news)
    }

    /// Steps of hubs that were recorded after a moment, by document.
    async fn steps_since(
        &self,
        keys: &BTreeSet<String>,
        steps: &[Adoption],
        after: Timestamp,
        lang: Lang,
        about: impl Fn(&Adoption) -> bool,
    ) -> Result<Vec<AdoptionRow>, Refusal> {
        let mut by_work: BTreeMap<Slug, Vec<Adoption>> = BTreeMap::new();
        for step in steps.iter().filter(|step| step.recorded > after && about(step)) {
            by_work.entry(step.work.clone()).or_default().push(step.clone());
        }
        if by_work.is_empty() {
            return Ok(Vec::new());
        }
        let works: BTreeSet<Slug> = by_work.keys().cloned().collect();
        let documents = self.store.works(keys, &works, lang).await.map_err(unavailable)?;
        let row = |document: Summary| {
            let work = document.translation_of.as_ref().unwrap_or(&document.slug);
            let steps = by_work.get(work).cloned().unwrap_or_default();
            AdoptionRow { document, steps }
        };
        Ok(documents.into_iter().map(row).collect())
    }

    /// The documents among the hits of a question, translations of hits included; at most so many hits are looked at.
    async fn documents_found(&self, reader: &Reader, query: &Query, most: u32) -> Result<Vec<Slug>, Refusal> {
        let mut found = Vec::new();
        for from in (0..most).step_by(MOST_HITS as usize) {
            let part = Query { from, size: MOST_HITS, explain: false, ..query.clone() };
            let answer = app::desk::Search::search(self, reader, &part).await?;
            let last = answer.hits.len() < MOST_HITS as usize;
            for hit in answer.hits.into_iter().filter(|hit| matches!(hit.kind, HitKind::Document(_))) {
                found.push(hit.slug);
                found.extend(hit.translations.into_iter().map(|(_, slug)| slug));
            }
            if last {
                break;
            }
        }
        Ok(found)
    }
}

/// A question as it is kept: what search understands of it, without the page of the list. `None` when it asks nothing.
fn question(pairs: &str) -> Option<String> {
    let asked = Query { from: 0, explain: false, ..query(pairs) };
    let written = routes::with_pairs(String::new(), &asked.to_pairs());
    let written = written.trim_start_matches('?').to_owned();
    (!written.is_empty() && written.len() <= MOST_QUERY).then_some(written)
}

/// A kept question as search takes it.
fn query(pairs: &str) -> Query {
    let pairs = routes::pairs(pairs);
    Query::from_pairs(Lang::Nl, pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()))).0
}
