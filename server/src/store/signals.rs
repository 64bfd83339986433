//! Signals of the early warning, trimmed to the reader in SQL, with what the triage adds.

use std::collections::BTreeSet;

use app::model::change::{Noun, Verb};
use app::model::signal::{Evidence, Kind, Note, Outcome, Signal, SignalFilter, Triage};
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::listing::push_keys;
use super::observations::from_json;
use super::people::{moment, slug};
use super::sql::{self, Connection, Query};
use super::{Error, Result, Store, changes};

type Columns =
    (String, String, String, String, String, String, String, String, i64, i64, Option<String>, Option<String>);

const COLUMNS: &str = "SELECT g.id, g.indicator, g.kind, g.place, g.other, g.period, g.sharing, g.evidence, g.found, \
     g.revision, g.outcome, g.owner";

/// What is linked to a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    Document,
    Measure,
}

/// What signals are news of.
pub enum About<'a> {
    Indicator(&'a Slug),
    /// Places of a hub.
    Places(&'a [Slug]),
    /// Of these indicators, or linked to one of these measures.
    Line {
        indicators: &'a [Slug],
        measures: &'a [Slug],
    },
}

impl Linked {
    fn code(self) -> &'static str {
        match self {
            Linked::Document => "document",
            Linked::Measure => "measure",
        }
    }
}

impl Store {
    /// Writes the signals that are not there yet; gives how many are new. An alarm that goes on while its signal is open is
    /// that signal.
    pub async fn add_signals(&self, actor: &str, signals: &[Signal]) -> Result<u64> {
        let mut transaction = sql::begin(&self.writer).await?;
        let (mut new, mut seq) = (0, 0);
        for signal in signals {
            if add(&mut transaction, signal).await? {
                new += 1;
                seq = changes::record(&mut transaction, actor, Noun::Signal, signal.id.as_str(), Verb::Created).await?;
            }
        }
        transaction.commit().await?;
        self.announce(seq);
        Ok(new)
    }

    /// One signal, if these keys open it and the value that it rests on still stands under its label.
    pub async fn signal(&self, keys: &BTreeSet<String>, id: &Slug) -> Result<Option<Signal>> {
        let mut query = Query::new(COLUMNS);
        push_from(&mut query, keys);
        query.push(" AND g.id = ").push_bind(id.to_string());
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(to_signal).transpose()
    }

    /// A part of the list, newest first, and its whole length. `places` are those of the hub that is asked for.
    pub async fn signals(
        &self,
        keys: &BTreeSet<String>,
        filter: &SignalFilter,
        places: &[Slug],
    ) -> Result<(Vec<Signal>, u64)> {
        let mut query = Query::new(COLUMNS);
        push_from(&mut query, keys);
        push_filter(&mut query, filter, places);
        query.push(" ORDER BY g.id DESC LIMIT ").push_bind(i64::from(filter.size));
        query.push(" OFFSET ").push_bind(i64::from(filter.from));
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        let mut query = Query::new("SELECT count(*)");
        push_from(&mut query, keys);
        push_filter(&mut query, filter, places);
        let total: i64 = query.build_query_scalar().fetch_one(&self.readers).await?;
        Ok((rows.into_iter().map(to_signal).collect::<Result<_>>()?, total.unsigned_abs()))
    }

    /// Signals that were found after a moment, or of which the outcome changed after it, the newest first.
    pub async fn fresh_signals(
        &self,
        keys: &BTreeSet<String>,
        after: Timestamp,
        about: &About<'_>,
        limit: u32,
    ) -> Result<Vec<Signal>> {
        let texts = |codes: &[Slug]| codes.iter().map(ToString::to_string).collect::<Vec<String>>();
        let mut query = Query::new(COLUMNS);
        push_from(&mut query, keys);
        query.push(" AND (g.found > ").push_bind(after.as_millisecond());
        query.push(" OR g.judged > ").push_bind(after.as_millisecond()).push(")");
        match about {
            About::Indicator(code) => drop(query.push(" AND g.indicator = ").push_bind(code.to_string())),
            About::Places(places) => push_places(&mut query, places),
            About::Line { indicators, measures } => {
                query.push(" AND (g.indicator IN ");
                push_keys(&mut query, &texts(indicators));
                query.push(" OR EXISTS (SELECT 1 FROM signal_link l WHERE l.signal = g.id AND l.noun = 'measure'");
                query.push(" AND l.target IN ");
                push_keys(&mut query, &texts(measures));
                query.push("))");
            }
        }
        query.push(" ORDER BY g.id DESC LIMIT ").push_bind(i64::from(limit));
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_signal).collect()
    }

    /// How many of the signals that these keys open have each outcome.
    pub async fn outcomes(&self, keys: &BTreeSet<String>) -> Result<Vec<(Outcome, u64)>> {
        let mut query = Query::new("SELECT g.outcome, count(*)");
        push_from(&mut query, keys);
        query.push(" AND g.outcome IS NOT NULL GROUP BY g.outcome");
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        let known = |(code, count): (String, i64)| Some((Outcome::parse(&code)?, count.unsigned_abs()));
        Ok(rows.into_iter().filter_map(known).collect())
    }

    /// What was written about a signal, oldest first.
    pub async fn signal_notes(&self, id: &Slug) -> Result<Vec<Note>> {
        let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
            "SELECT n.at, n.person, p.name, n.text FROM signal_note n JOIN person p ON p.id = n.person \
             WHERE n.signal = $1 ORDER BY n.id",
        )
        .bind(id.as_str())
        .fetch_all(&self.readers)
        .await?;
        let note = |(at, person, name, text): (i64, String, String, String)| {
            Ok(Note { at: moment(at)?, person: slug(&person)?, name, text })
        };
        rows.into_iter().map(note).collect()
    }

    /// What a signal is linked to, in the order of names.
    pub async fn signal_links(&self, id: &Slug, noun: Linked) -> Result<Vec<Slug>> {
        let query = "SELECT target FROM signal_link WHERE signal = $1 AND noun = $2 ORDER BY target";
        let rows: Vec<String> =
            sqlx::query_scalar(query).bind(id.as_str()).bind(noun.code()).fetch_all(&self.readers).await?;
        rows.iter().map(|target| slug(target)).collect()
    }

    /// Carries out what somebody does to a signal. False, and nothing is done, when it is not at this revision any more.
    pub async fn triage(&self, person: &Slug, id: &Slug, revision: u32, what: &Triage) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let query = "UPDATE signal SET revision = revision + 1 WHERE id = $1 AND revision = $2";
        let moved = sqlx::query(query).bind(id.as_str()).bind(i64::from(revision)).execute(&mut *transaction).await?;
        if moved.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        match what {
            Triage::Take => {
                let query = "UPDATE signal SET owner = $1 WHERE id = $2";
                sqlx::query(query).bind(person.as_str()).bind(id.as_str()).execute(&mut *transaction).await?;
            }
            Triage::Judge(outcome, text) => {
                // The same outcome once more, with a note, is no change of it.
                let query = "UPDATE signal SET outcome = $1, judged = $2 WHERE id = $3 AND outcome IS NOT $1";
                let (code, now) = (outcome.map(Outcome::code), Timestamp::now().as_millisecond());
                sqlx::query(query).bind(code).bind(now).bind(id.as_str()).execute(&mut *transaction).await?;
                if !text.is_empty() {
                    note(&mut transaction, person, id, text).await?;
                }
            }
            Triage::Note(text) => note(&mut transaction, person, id, text).await?,
            Triage::LinkDocument(target) => link(&mut transaction, id, Linked::Document, target).await?,
            Triage::LinkMeasure(target) => link(&mut transaction, id, Linked::Measure, target).await?,
        }
        let seq = changes::record(&mut transaction, person.as_str(), Noun::Signal, id.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }
}

async fn add(connection: &mut Connection, signal: &Signal) -> Result<bool> {
    let unwritable = |error: serde_json::Error| Error::Unreadable {
        noun: "signal",
        id: signal.id.to_string(),
        reason: error.to_string(),
    };
    let sharing = serde_json::to_string(&signal.sharing).map_err(unwritable)?;
    let other = signal.other.as_ref().map(ToString::to_string).unwrap_or_default();
    // One that rests on a value which is withdrawn or has another label is shown to nobody, so nobody can judge it: it may not
    // silence its series.
    let mut query = Query::new("SELECT count(*) > 0 FROM signal g WHERE g.outcome IS NULL AND g.indicator = ");
    query.push_bind(signal.indicator.to_string()).push(" AND g.kind = ").push_bind(signal.kind.code());
    query.push(" AND g.place = ").push_bind(signal.place.to_string()).push(" AND g.other = ").push_bind(other.clone());
    query.push(" AND g.sharing = ").push_bind(sharing.clone());
    push_stands(&mut query);
    let open: bool = query.build_query_scalar().fetch_one(&mut *connection).await?;
    if open {
        return Ok(false);
    }
    let written = sqlx::query(
        "INSERT INTO signal (id, indicator, kind, place, other, period, sharing, evidence, found, revision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0) \
         ON CONFLICT (indicator, kind, place, other, period, sharing) DO NOTHING",
    )
    .bind(signal.id.as_str())
    .bind(signal.indicator.as_str())
    .bind(signal.kind.code())
    .bind(signal.place.as_str())
    .bind(&other)
    .bind(signal.period.to_string())
    .bind(&sharing)
    .bind(serde_json::to_string(&signal.evidence).map_err(unwritable)?)
    .bind(signal.found.as_millisecond())
    .execute(&mut *connection)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    for key in signal.sharing.keys(None) {
        sqlx::query("INSERT INTO signal_key (signal, key) VALUES ($1, $2)")
            .bind(signal.id.as_str())
            .bind(key)
            .execute(&mut *connection)
            .await?;
    }
    Ok(true)
}

async fn note(connection: &mut Connection, person: &Slug, id: &Slug, text: &str) -> Result<()> {
    sqlx::query("INSERT INTO signal_note (id, signal, at, person, text) VALUES ($1, $2, $3, $4, $5)")
        .bind(Uuid::now_v7().to_string())
        .bind(id.as_str())
        .bind(Timestamp::now().as_millisecond())
        .bind(person.as_str())
        .bind(text)
        .execute(connection)
        .await?;
    Ok(())
}

async fn link(connection: &mut Connection, id: &Slug, noun: Linked, target: &Slug) -> Result<()> {
    let query = "INSERT INTO signal_link (signal, noun, target) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    sqlx::query(query).bind(id.as_str()).bind(noun.code()).bind(target.as_str()).execute(connection).await?;
    Ok(())
}

/// Signals that these keys open. A signal is never wider than its values: it goes when a value that it rests on is withdrawn, or
/// gets another label.
fn push_from(query: &mut Query, keys: &BTreeSet<String>) {
    query.push(" FROM signal g WHERE EXISTS (SELECT 1 FROM signal_key k WHERE k.signal = g.id AND k.key IN ");
    push_keys(query, keys);
    query.push(")");
    push_stands(query);
}

/// The condition that the values a signal `g` rests on still stand under its label.
fn push_stands(query: &mut Query) {
    for (place, condition) in [("g.place", ""), ("g.other", "g.other = '' OR ")] {
        query.push(format_args!(
            " AND ({condition}EXISTS (SELECT 1 FROM series s JOIN observation o ON o.series = s.id \
             WHERE s.indicator = g.indicator AND s.place = {place} AND s.sharing = g.sharing AND o.period = g.period \
             AND o.known_until IS NULL AND o.value IS NOT NULL))"
        ));
    }
}

fn push_filter(query: &mut Query, filter: &SignalFilter, places: &[Slug]) {
    if let Some(kind) = filter.kind {
        query.push(" AND g.kind = ").push_bind(kind.code());
    }
    if let Some(indicator) = &filter.indicator {
        query.push(" AND g.indicator = ").push_bind(indicator.to_string());
    }
    if filter.open {
        query.push(" AND g.outcome IS NULL");
    }
    if filter.hub.is_some() {
        push_places(query, places);
    }
}

/// Signals about one of these places, whether it went up or down there.
fn push_places(query: &mut Query, places: &[Slug]) {
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    query.push(" AND (g.place IN ");
    push_keys(query, &places);
    query.push(" OR g.other IN ");
    push_keys(query, &places);
    query.push(")");
}

fn to_signal(row: Columns) -> Result<Signal> {
    let (id, indicator, kind, place, other, period, sharing, evidence, found, revision, outcome, owner) = row;
    let unreadable = |reason: String| Error::Unreadable { noun: "signal", id: id.clone(), reason };
    Ok(Signal {
        kind: Kind::parse(&kind).ok_or_else(|| unreadable(format!("unknown kind {kind}")))?,
        place: slug(&place)?,
        other: if other.is_empty() { None } else { Some(slug(&other)?) },
        period: period.parse().map_err(|error| unreadable(format!("{error}")))?,
        sharing: from_json("signal", &id, &sharing)?,
        evidence: from_json::<Evidence>("signal", &id, &evidence)?,
        found: moment(found)?,
        revision: u32::try_from(revision).unwrap_or(0),
        outcome: outcome.as_deref().and_then(Outcome::parse),
        owner: owner.as_deref().map(slug).transpose()?,
        indicator: slug(&indicator)?,
        id: slug(&id)?,
    })
}
