//! The registers: hubs, places, organisations, concepts, indicators and the plan.

use std::collections::{BTreeSet, HashSet};

use app::model::change::{Noun, Verb};
use app::model::conference::Announcement;
use app::model::contact_point::MovedContact;
use app::model::edit::edited;
use app::model::indicator::Indicator;
use app::model::intake::Intake;
use app::model::place::{Hub, Place};
use app::model::plan::{Budget, Measure, Motion, Organisation, Plan, Promise};
use app::model::progress::Entry;
use app::model::report::Filed;
use app::model::said::Said;
use app::model::slug::Slug;
use app::model::term::Concept;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::changes;
use super::sql::{Connection, Query};
use super::vintages::{self, Taking};
use super::{Error, Result, Store, contact_keeping, entries, reports};

/// What a load brings besides documents. `None` and an absent list mean: says nothing about it.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    pub organisations: Vec<Organisation>,
    pub hubs: Vec<Hub>,
    pub places: Vec<Place>,
    pub concepts: Vec<Concept>,
    pub indicators: Vec<Indicator>,
    pub observations: Intake,
    pub measures: Vec<Measure>,
    pub promises: Vec<Promise>,
    pub motions: Vec<Motion>,
    pub budget: Option<Budget>,
    pub announcements: Vec<Announcement>,
    /// What was recorded about the plan, and reports, in the store that this comes from.
    pub entries: Vec<Entry>,
    pub reports: Vec<Filed>,
    /// What readers said of documents there.
    pub said: Vec<Said>,
    pub contact_points: Vec<MovedContact>,
}

impl Store {
    /// In the order of their position.
    pub async fn hubs(&self) -> Result<Vec<Hub>> {
        self.all("hub").await
    }

    /// The whole hubs first, in their order, then the other places.
    pub async fn places(&self) -> Result<Vec<Place>> {
        let hubs = self.hubs().await?.into_iter();
        let mut places: Vec<Place> = hubs
            .map(|hub| Place { code: hub.code.clone(), name: hub.name, hub: Some(hub.code), whole: true, at: hub.at })
            .collect();
        places.extend(self.all::<Place>("place").await?);
        Ok(places)
    }

    pub async fn organisations(&self) -> Result<Vec<Organisation>> {
        self.all("organisation").await
    }

    /// One of them; whoever shows a document asks for its owner, and need not read all.
    pub async fn organisation(&self, code: &Slug) -> Result<Option<Organisation>> {
        let query = sqlx::query_as("SELECT code, record FROM organisation WHERE code = $1").bind(code.as_str());
        Ok(read_all("organisation", query.fetch_all(&self.readers).await?)?.pop())
    }

    pub async fn hub(&self, code: &Slug) -> Result<Option<Hub>> {
        let query = sqlx::query_as("SELECT code, record FROM hub WHERE code = $1").bind(code.as_str());
        Ok(read_all("hub", query.fetch_all(&self.readers).await?)?.pop())
    }

    /// Whether there is an organisation of this code.
    pub async fn has_organisation(&self, code: &Slug) -> Result<bool> {
        let query =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM organisation WHERE code = $1)").bind(code.as_str());
        Ok(query.fetch_one(&self.readers).await?)
    }

    /// Those that the content of the portal names, and so everybody may know; not those that only have accounts here.
    pub async fn named_organisations(&self) -> Result<Vec<Organisation>> {
        let mut query =
            Query::new("SELECT code, record FROM organisation WHERE loader = 'content' ORDER BY position, code");
        read_all("organisation", query.build_query_as().fetch_all(&self.readers).await?)
    }

    pub async fn concepts(&self) -> Result<Vec<Concept>> {
        self.all("concept").await
    }

    /// In the order of theme and position, as they hold: what was decided in the portal on top of what their files say.
    pub async fn indicators(&self) -> Result<Vec<Indicator>> {
        let mut edits = self.edits_by_indicator().await?;
        let files: Vec<Indicator> = self.all("indicator").await?;
        let mut indicators: Vec<Indicator> = files
            .into_iter()
            .map(|indicator| match edits.remove(&indicator.code) {
                Some(made) => edited(indicator, &made),
                None => indicator,
            })
            .collect();
        indicators.sort_by(|a, b| (a.theme, a.position, &a.code).cmp(&(b.theme, b.position, &b.code)));
        Ok(indicators)
    }

    pub async fn plan(&self) -> Result<Plan> {
        let budgets: Vec<Budget> = self.all("budget").await?;
        Ok(Plan {
            measures: self.all("measure").await?,
            promises: self.all("promise").await?,
            motions: self.all("motion").await?,
            budget: budgets.into_iter().next().unwrap_or_default(),
            organisations: self.organisations().await?,
        })
    }

    pub(super) async fn all<T: DeserializeOwned>(&self, register: &'static str) -> Result<Vec<T>> {
        let mut query = Query::new("SELECT code, record FROM ");
        query.push(register).push(" ORDER BY position, code");
        read_all(register, query.build_query_as().fetch_all(&self.readers).await?)
    }
}

fn read_all<T: DeserializeOwned>(noun: &'static str, rows: Vec<(String, String)>) -> Result<Vec<T>> {
    rows.into_iter()
        .map(|(id, record)| {
            serde_json::from_str(&record).map_err(|error| Error::Unreadable { noun, id, reason: error.to_string() })
        })
        .collect()
}

/// What writing the registers did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    /// Rows that the same loader brought before and does not bring any more.
    pub removed: u64,
}

impl Written {
    pub fn add(&mut self, more: Written) {
        self.new += more.new;
        self.changed += more.changed;
        self.same += more.same;
        self.removed += more.removed;
    }
}

/// A row of a register before it is written.
struct Row {
    code: String,
    position: i64,
    record: String,
}

fn entry<T: Serialize>(code: &Slug, position: usize, value: &T) -> Result<Row> {
    let record = serde_json::to_string(value).map_err(|error| Error::Unreadable {
        noun: "register",
        id: code.to_string(),
        reason: error.to_string(),
    })?;
    Ok(Row { code: code.to_string(), position: i64::try_from(position).unwrap_or(i64::MAX), record })
}

fn rows<T: Serialize>(values: &[T], key: impl Fn(&T, usize) -> (&Slug, usize)) -> Result<Vec<Row>> {
    let each = values.iter().enumerate().map(|(i, value)| {
        let (code, position) = key(value, i);
        entry(code, position, value)
    });
    each.collect()
}

/// Writes the registers within a load. With `complete`, rows of this loader that are not brought any more are removed;
/// hubs and organisations stay, because documents and figures rest on them.
pub async fn write(
    connection: &mut Connection,
    loader: &'static str,
    registers: &Registers,
    complete: bool,
) -> Result<Written> {
    let budget: Vec<(Slug, &Budget)> =
        registers.budget.iter().filter_map(|b| Some(("plan".parse().ok()?, b))).collect();
    let tables = [
        ("organisation", Noun::Organisation, rows(&registers.organisations, |o, i| (&o.slug, i + 1))?),
        ("hub", Noun::Hub, rows(&registers.hubs, |hub, _| (&hub.code, hub.position as usize))?),
        ("place", Noun::Place, rows(&registers.places, |place, i| (&place.code, i))?),
        ("concept", Noun::Concept, rows(&registers.concepts, |concept, i| (&concept.id, i))?),
        ("indicator", Noun::Indicator, rows(&registers.indicators, |one, _| (&one.code, one.position as usize))?),
        ("measure", Noun::Plan, rows(&registers.measures, |one, _| (&one.code, one.position as usize))?),
        ("promise", Noun::Plan, rows(&registers.promises, |promise, i| (&promise.code, i))?),
        ("motion", Noun::Plan, rows(&registers.motions, |motion, i| (&motion.code, i))?),
        ("announcement", Noun::Conference, rows(&registers.announcements, |one, i| (&one.slug, i))?),
        ("budget", Noun::Plan, budget.iter().map(|(code, budget)| entry(code, 0, budget)).collect::<Result<_>>()?),
    ];
    let mut writing = Writing { connection, loader, written: Written::default(), touched: BTreeSet::new() };
    for (table, noun, entries) in &tables {
        writing.register(table, *noun, entries).await?;
    }
    let taking = Taking { loader, today: vintages::today(), corrects: true, complete };
    writing.observations(&registers.observations, taking).await?;
    if complete {
        for (table, noun, entries) in &tables {
            if !matches!(noun, Noun::Hub | Noun::Organisation) {
                writing.remove_others(table, *noun, entries).await?;
            }
        }
    }
    writing.tell_touched().await?;
    let mut written = writing.written;
    written.add(entries::bring(connection, loader, &registers.entries).await?);
    written.add(reports::bring(connection, loader, &registers.reports).await?);
    written.add(contact_keeping::bring(connection, loader, &registers.contact_points).await?);
    Ok(written)
}

struct Writing<'a> {
    connection: &'a mut Connection,
    loader: &'static str,
    written: Written,
    /// Indicators with values that came, changed or went: one change each, however many values.
    touched: BTreeSet<String>,
}

impl Writing<'_> {
    async fn register(&mut self, table: &'static str, noun: Noun, entries: &[Row]) -> Result<()> {
        for Row { code, position, record } in entries {
            let mut query = Query::new("SELECT position, record FROM ");
            query.push(table).push(" WHERE code = ").push_bind(code);
            let known: Option<(i64, String)> = query.build_query_as().fetch_optional(&mut *self.connection).await?;
            if known.as_ref().is_some_and(|(p, r)| p == position && r == record) {
                self.written.same += 1;
                continue;
            }
            let mut query = Query::new("INSERT INTO ");
            query.push(table).push(" (code, position, loader, record) VALUES (").push_bind(code).push(", ");
            query.push_bind(*position).push(", ").push_bind(self.loader).push(", ").push_bind(record);
            query.push(") ON CONFLICT (code) DO UPDATE SET position = excluded.position, loader = excluded.loader, ");
            query.push("record = excluded.record").build().execute(&mut *self.connection).await?;
            let verb = self.count(known.is_some());
            changes::record(self.connection, self.loader, noun, code, verb).await?;
        }
        Ok(())
    }

    async fn observations(&mut self, intake: &Intake, taking: Taking) -> Result<()> {
        let taken = vintages::take(self.connection, intake, taking, &|_| {}).await?;
        if !taken.problems.is_empty() {
            return Err(Error::Values(taken.problems));
        }
        self.written.new += taken.new;
        self.written.changed += taken.revised;
        self.written.same += taken.same;
        self.written.removed += taken.withdrawn;
        self.touched.extend(taken.touched.into_iter().map(String::from));
        Ok(())
    }

    fn count(&mut self, known: bool) -> Verb {
        let (count, verb) =
            if known { (&mut self.written.changed, Verb::Changed) } else { (&mut self.written.new, Verb::Created) };
        *count += 1;
        verb
    }

    async fn remove_others(&mut self, table: &'static str, noun: Noun, kept: &[Row]) -> Result<()> {
        let mut query = Query::new("SELECT code FROM ");
        query.push(table).push(" WHERE loader = ").push_bind(self.loader).push(" ORDER BY code");
        let codes: Vec<String> = query.build_query_scalar().fetch_all(&mut *self.connection).await?;
        let kept: HashSet<&str> = kept.iter().map(|entry| entry.code.as_str()).collect();
        for code in &codes {
            if kept.contains(code.as_str()) {
                continue;
            }
            if noun == Noun::Indicator && !self.forget_values(code).await? {
                continue;
            }
            let mut query = Query::new("DELETE FROM ");
            query.push(table).push(" WHERE code = ").push_bind(code).build().execute(&mut *self.connection).await?;
            self.written.removed += 1;
            self.touched.remove(code.as_str());
            changes::record(self.connection, self.loader, noun, code, Verb::Deleted).await?;
        }
        Ok(())
    }

    /// Removes the values of an indicator that goes, with all that was known before. False, and nothing is done, when others
    /// brought some of them: then the indicator stays.
    async fn forget_values(&mut self, indicator: &str) -> Result<bool> {
        let others: bool = sqlx::query_scalar(
            "SELECT count(*) > 0 FROM series s JOIN observation o ON o.series = s.id \
             WHERE s.indicator = $1 AND o.loader <> $2",
        )
        .bind(indicator)
        .bind(self.loader)
        .fetch_one(&mut *self.connection)
        .await?;
        if others {
            return Ok(false);
        }
        for statement in [
            "DELETE FROM observation WHERE series IN (SELECT id FROM series WHERE indicator = $1)",
            "DELETE FROM series WHERE indicator = $1",
        ] {
            sqlx::query(statement).bind(indicator).execute(&mut *self.connection).await?;
        }
        Ok(true)
    }

    async fn tell_touched(&mut self) -> Result<()> {
        for indicator in std::mem::take(&mut self.touched) {
            changes::record(self.connection, self.loader, Noun::Indicator, &indicator, Verb::Changed).await?;
        }
        Ok(())
    }
}
