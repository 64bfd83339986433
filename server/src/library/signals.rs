//! Signals, as far as the reader may read them, and what the triage does to them.

use std::collections::BTreeSet;

use app::desk::{Fault, Refusal, Signals};
use app::model::audit::Deed;
use app::model::following::Watched;
use app::model::indicator::{Indicator, Observation};
use app::model::place::Place;
use app::model::reader::{Reader, Role};
use app::model::signal::{Listed, Signal, SignalAct, SignalFilter, SignalList, SignalPage, Triage};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use async_trait::async_trait;
use jiff::Timestamp;

use super::recording::Held;
use super::{Shelf, unavailable};
use crate::monitor::suppression::protect;
use crate::store::{About, Linked, Wanted};

/// More rows are no list that anybody reads.
const MOST: u32 = 100;

/// Signals that are named for one thing that is watched.
const MOST_FRESH: u32 = 20;

/// Characters of a note.
const LONGEST_NOTE: usize = 1000;

#[async_trait]
impl Signals for Shelf {
    async fn signals(&self, reader: &Reader, filter: &SignalFilter) -> Result<SignalList, Refusal> {
        let keys = reader.keys();
        let filter = SignalFilter { size: filter.size.min(MOST), ..filter.clone() };
        let indicators = self.store.indicators().await.map_err(unavailable)?;
        let places = self.store.places().await.map_err(unavailable)?;
        let of_hub: Vec<Slug> = places
            .iter()
            .filter(|place| filter.hub.is_some() && place.hub == filter.hub)
            .map(|place| place.code.clone())
            .collect();
        let (signals, total) = self.store.signals(&keys, &filter, &of_hub).await.map_err(unavailable)?;
        let items = self.listed(reader, signals, &indicators, &places).await?;
        let outcomes = self.store.outcomes(&keys).await.map_err(unavailable)?;
        let judged = outcomes.iter().map(|(_, count)| count).sum();
        let right = outcomes.iter().filter(|(outcome, _)| outcome.is_true()).map(|(_, count)| count).sum();
        Ok(SignalList { items, total, judged, right })
    }

    async fn signal(&self, reader: &Reader, id: &Slug) -> Result<SignalPage, Refusal> {
        let opened = self.open_signal(reader, id).await;
        let deed = match &opened {
            Ok(page) if page.signal.sharing.tlp() >= Tlp::Amber => Deed::Read,
            Err(Refusal::Absent) => Deed::Refused,
            _ => return opened,
        };
        if let Ok(name) = format!("signalen/{id}").parse::<Slug>() {
            let held = opened.as_ref().ok().map(|page| Held { sharing: &page.signal.sharing, author: None });
            self.record(reader, deed, &name, held).await?;
        }
        opened
    }

    async fn triage(&self, reader: &Reader, act: SignalAct) -> Result<(), Fault> {
        // Who may not do the triage, or may not read this signal, learns nothing of it.
        let person = reader.person().filter(|_| triages(reader)).ok_or(Refusal::Absent)?;
        self.open_signal(reader, &act.signal).await?;
        let what = self.checked(reader, act.what).await?;
        let done = self.store.triage(&person.id, &act.signal, act.revision, &what).await.map_err(unavailable)?;
        if done { Ok(()) } else { Err(Fault::Moved) }
    }
}

fn triages(reader: &Reader) -> bool {
    reader.is(Role::Steering)
}

fn places_of(places: &[Place], signal: &Signal) -> Vec<Place> {
    let about = |code: &Slug| *code == signal.place || signal.other.as_ref() == Some(code);
    places.iter().filter(|place| about(&place.code)).cloned().collect()
}

impl Shelf {
    /// Signals as lists have them, without those whose values may be shown no more.
    async fn listed(
        &self,
        reader: &Reader,
        signals: Vec<Signal>,
        indicators: &[Indicator],
        places: &[Place],
    ) -> Result<Vec<Listed>, Refusal> {
        let mut items = Vec::new();
        for mut signal in signals {
            let Some(indicator) = indicators.iter().find(|one| one.code == signal.indicator) else { continue };
            if !self.still_shown(indicator, places, &signal).await? {
                continue;
            }
            if !triages(reader) {
                signal.owner = None;
            }
            let about = places_of(places, &signal);
            items.push(Listed { signal, indicator: indicator.clone(), places: about });
        }
        Ok(items)
    }

    /// What a reader may know of the signals that were found, or judged otherwise, after a moment: news of something they watch.
    /// Empty where signals are no news of it.
    pub(super) async fn fresh_signals(
        &self,
        reader: &Reader,
        watched: &Watched,
        after: Timestamp,
    ) -> Result<Vec<Listed>, Refusal> {
        let indicators = self.store.indicators().await.map_err(unavailable)?;
        let places = self.store.places().await.map_err(unavailable)?;
        let (mut of, mut measures) = (Vec::new(), Vec::new());
        let about = match watched {
            Watched::Indicator(code) => About::Indicator(code),
            Watched::Hub(hub) => {
                of.extend(places.iter().filter(|one| one.hub.as_ref() == Some(hub)).map(|one| one.code.clone()));
                About::Places(&of)
            }
            Watched::Line(line) => {
                of.extend(indicators.iter().filter(|one| one.theme.line() == Some(*line)).map(|one| one.code.clone()));
                let plan = self.store.plan().await.map_err(unavailable)?;
                measures.extend(plan.measures.into_iter().filter(|one| one.lines.contains(line)).map(|one| one.code));
                About::Line { indicators: &of, measures: &measures }
            }
            Watched::Document(_) | Watched::Organisation(_) | Watched::Search(_) => return Ok(Vec::new()),
        };
        let found = self.store.fresh_signals(&reader.keys(), after, &about, MOST_FRESH).await.map_err(unavailable)?;
        self.listed(reader, found, &indicators, &places).await
    }

    async fn open_signal(&self, reader: &Reader, id: &Slug) -> Result<SignalPage, Refusal> {
        let keys = reader.keys();
        let mut signal = self.store.signal(&keys, id).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let indicator = self.store.indicator(&signal.indicator).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let places = self.store.places().await.map_err(unavailable)?;
        if !self.still_shown(&indicator, &places, &signal).await? {
            return Err(Refusal::Absent);
        }
        let mut documents = Vec::new();
        for slug in self.store.signal_links(id, Linked::Document).await.map_err(unavailable)? {
            if let Some(document) = self.store.document(&keys, &slug).await.map_err(unavailable)? {
                documents.push((slug, document.write_up.title));
            }
        }
        let measures = self.store.signal_links(id, Linked::Measure).await.map_err(unavailable)?;
        let triage = triages(reader);
        let (mut notes, mut owner) = (Vec::new(), None);
        if triage {
            notes = self.store.signal_notes(id).await.map_err(unavailable)?;
            if let Some(person) = &signal.owner {
                owner = self.store.name_of_person(person).await.map_err(unavailable)?;
            }
        } else {
            signal.owner = None;
            // Every note makes it grow, and they are not for this reader.
            signal.revision = 0;
        }
        let places = places_of(&places, &signal);
        Ok(SignalPage { signal, indicator, places, documents, measures, triage, notes, owner })
    }

    /// Whether the values that a signal rests on may still be published: a rule for small numbers may have come since.
    async fn still_shown(&self, indicator: &Indicator, places: &[Place], signal: &Signal) -> Result<bool, Refusal> {
        if indicator.small_numbers.is_none() {
            return Ok(true);
        }
        let wanted = Wanted { periods: BTreeSet::from([signal.period]), ..Wanted::default() };
        let found = self.store.some_observations(&indicator.code, &wanted).await;
        let mut observations = found.map_err(unavailable)?;
        protect(indicator, places, &mut observations);
        let own = |place: &Slug, one: &Observation| one.place == *place && one.sharing == signal.sharing;
        let shown = |place: &Slug| observations.iter().any(|one| own(place, one) && one.value.is_some());
        Ok(shown(&signal.place) && signal.other.as_ref().is_none_or(shown))
    }

    /// What is to be done, if all that it names is there for this reader.
    async fn checked(&self, reader: &Reader, what: Triage) -> Result<Triage, Fault> {
        let text = |text: String, needed: bool| {
            let text = text.trim().to_owned();
            let fits = text.chars().count() <= LONGEST_NOTE && !(needed && text.is_empty());
            if fits { Ok(text) } else { Err(Fault::Missing("note")) }
        };
        Ok(match what {
            Triage::Take => Triage::Take,
            Triage::Judge(outcome, note) => Triage::Judge(outcome, text(note, false)?),
            Triage::Note(note) => Triage::Note(text(note, true)?),
            Triage::LinkDocument(slug) => {
                let found = self.store.document(&reader.keys(), &slug).await.map_err(unavailable)?;
                found.ok_or(Fault::Missing("document"))?;
                Triage::LinkDocument(slug)
            }
            Triage::LinkMeasure(code) => {
                let plan = self.store.plan().await.map_err(unavailable)?;
                if plan.measures.iter().all(|measure| measure.code != code) {
                    return Err(Fault::Missing("measure"));
                }
                Triage::LinkMeasure(code)
            }
        })
    }
}
