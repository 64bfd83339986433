//! Whether what came in fits together and fits what is there.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use app::model::conference::is_conference_slug;
use app::model::document::WriteUp;
use app::model::edit::edited;
use app::model::indicator::Indicator;
use app::model::problem::Problem;
use app::model::slug::Slug;

use super::values::Contracts;
use super::{contact_points, record};
use crate::exchange::{self, Located};
use crate::store::{self, Registers, Store};

/// Collects the faults of a load.
pub struct Judge {
    pub problems: Vec<Problem>,
    hubs: HashSet<Slug>,
    /// What translations point to, each with the fault it would be.
    originals: BTreeMap<Slug, Problem>,
}

impl Judge {
    /// Judges the registers, and learns from them and from the store which hubs there are.
    pub async fn new(store: &Store, registers: &mut exchange::Registers) -> store::Result<Judge> {
        let mut hubs: HashSet<Slug> = store.hubs().await?.into_iter().map(|hub| hub.code).collect();
        hubs.extend(registers.hubs.iter().map(|hub| hub.value.code.clone()));
        let mut judge = Judge { problems: Vec::new(), hubs, originals: BTreeMap::new() };
        judge.codes(&registers.organisations, "slug", |organisation| &organisation.slug);
        judge.codes(&registers.hubs, "code", |hub| &hub.code);
        judge.codes(&registers.places, "code", |place| &place.code);
        judge.codes(&registers.concepts, "id", |concept| &concept.id);
        judge.codes(&registers.indicators, "code", |indicator| &indicator.code);
        judge.codes(&registers.measures, "code", |measure| &measure.code);
        judge.codes(&registers.promises, "code", |promise| &promise.code);
        judge.codes(&registers.motions, "code", |motion| &motion.code);
        judge.codes(&registers.announcements, "slug", |one| &one.slug);
        judge.announcements(registers);
        judge.hub_references(registers);
        judge.place_references(store, registers).await?;
        judge.measure_references(store, registers).await?;
        judge.codes(&registers.entries, "id", |entry| &entry.id);
        judge.codes(&registers.reports, "slug", |report| &report.slug);
        judge.codes(&registers.said, "id", |said| &said.id);
        judge.codes(&registers.contact_points, "id", |point| &point.id);
        judge.problems.extend(record::faults(store, registers).await?);
        judge.problems.extend(contact_points::faults(store, registers).await?);
        judge.observations(store, registers).await?;
        if let Some(budget) = &registers.budget
            && let Err(message) = budget.value.check()
        {
            judge.problems.push(budget.problem("allocation", message));
        }
        Ok(judge)
    }

    /// Takes over faults found while reading.
    pub fn faults(&mut self, problems: Vec<Problem>) {
        self.problems.extend(problems);
    }

    pub fn document(&mut self, document: &Located<WriteUp>) {
        for hub in &document.value.hubs {
            self.hub(document, "hubs", hub);
        }
        if let Some(original) = &document.value.translation_of
            && !self.originals.contains_key(original)
        {
            let fault = document.problem("translation_of", "");
            self.originals.insert(original.clone(), fault);
        }
    }

    /// `first` and `again` are `file:line`.
    pub fn duplicate(&mut self, slug: &Slug, first: &str, again: &str) {
        let (file, line) = again.rsplit_once(':').unwrap_or((again, ""));
        let message = format!("'{slug}' is the id of another document too, at {first}: give one of the two another id");
        let problem = Problem::new(message).in_file(file).in_field("id");
        self.problems.push(match line.parse() {
            Ok(line) => problem.at_line(line),
            Err(_) => problem,
        });
    }

    /// Checks that translations point to originals that are there. After all documents are staged.
    pub async fn translations(&mut self, store: &Store) -> store::Result<()> {
        let slugs: BTreeSet<Slug> = self.originals.keys().cloned().collect();
        let (missing, translations) = store.missing_or_translations(&slugs).await?;
        for slug in missing {
            let message =
                format!("there is no document '{slug}': name the original, or import it together with this one");
            self.problems.extend(self.originals.remove(&slug).map(|fault| Problem { message, ..fault }));
        }
        for slug in translations {
            let message = format!("'{slug}' is a translation itself: name the original");
            self.problems.extend(self.originals.remove(&slug).map(|fault| Problem { message, ..fault }));
        }
        Ok(())
    }

    fn hub<T>(&mut self, item: &Located<T>, field: &str, hub: &Slug) {
        if !self.hubs.contains(hub) {
            let mut known: Vec<&str> = self.hubs.iter().map(Slug::as_str).collect();
            known.sort_unstable();
            let message = format!("there is no hub '{hub}': use one of {}, or add it to hubs.toml", known.join(", "));
            self.problems.push(item.problem(field, message));
        }
    }

    fn codes<T>(&mut self, items: &[Located<T>], field: &str, code: impl Fn(&T) -> &Slug) {
        let mut seen: BTreeMap<&Slug, String> = BTreeMap::new();
        for item in items {
            let code = code(&item.value);
            if let Some(first) = seen.get(code) {
                let message = format!("'{code}' is there twice, first at {first}: give one of the two another name");
                self.problems.push(item.problem(field, message));
            } else {
                seen.insert(code, item.origin());
            }
        }
    }

    fn announcements(&mut self, registers: &exchange::Registers) {
        for one in &registers.announcements {
            if !is_conference_slug(&one.value.slug) {
                let message =
                    format!("'{}' is the address of a conference: use letters, digits and hyphens", one.value.slug);
                self.problems.push(one.problem("slug", message));
            }
        }
    }

    fn hub_references(&mut self, registers: &exchange::Registers) {
        for organisation in &registers.organisations {
            for hub in &organisation.value.hubs {
                self.hub(organisation, "hubs", hub);
            }
        }
        for measure in &registers.measures {
            for hub in &measure.value.hubs {
                self.hub(measure, "hubs", hub);
            }
        }
        for point in &registers.contact_points {
            for hub in &point.value.sheet.hubs {
                self.hub(point, "sheet.hubs", hub);
            }
        }
        for promise in &registers.promises {
            for hub in &promise.value.hubs {
                self.hub(promise, "hubs", hub);
            }
        }
        for place in &registers.places {
            if self.hubs.contains(&place.value.code) {
                let message = format!("the hub '{}' is a place by itself: do not list it again", place.value.code);
                self.problems.push(place.problem("code", message));
            }
            if let Some(hub) = &place.value.hub {
                self.hub(place, "hub", hub);
            }
        }
        if let Some(budget) = &registers.budget {
            for hub in budget.value.allocation.iter().filter_map(|part| part.hub.as_ref()) {
                self.hub(budget, "allocation", hub);
            }
        }
    }

    /// Places that flows come from and go to must be there or come along, and lie somewhere.
    async fn place_references(&mut self, store: &Store, registers: &exchange::Registers) -> store::Result<()> {
        let mut known: HashSet<Slug> = store.places().await?.into_iter().map(|place| place.code).collect();
        known.extend(registers.places.iter().map(|place| place.value.code.clone()));
        known.extend(self.hubs.iter().cloned());
        let unknown = |code: &Slug| format!("there is no place '{code}': correct it, or add it to places.toml");
        let nowhere = "lies nowhere on earth: write longitude (east of Greenwich) and latitude in degrees";
        for hub in &registers.hubs {
            for origin in hub.value.facts.iter().filter_map(|fact| fact.from.as_ref()) {
                if !known.contains(origin) {
                    self.problems.push(hub.problem("facts", unknown(origin)));
                }
            }
            if hub.value.at.as_ref().is_some_and(|at| !at.is_on_earth()) {
                self.problems.push(hub.problem("at", nowhere));
            }
        }
        for place in &registers.places {
            if place.value.at.as_ref().is_some_and(|at| !at.is_on_earth()) {
                self.problems.push(place.problem("at", nowhere));
            }
        }
        for one in &registers.indicators {
            let Some(counted) = &one.value.counted else { continue };
            if one.value.rhythm.len() != 1 {
                let message = "must name one length of period where the portal counts: write rhythm = [\"quarter\"]";
                self.problems.push(one.problem("rhythm", message));
            }
            if one.value.sharing.is_none() {
                let message = "is missing, and the portal counts nothing without a label: write sharing = { tlp = \"TLP:CLEAR\" }";
                self.problems.push(one.problem("sharing", message));
            }
            match &counted.place {
                Some(place) if self.hubs.contains(place) => {
                    let message = format!(
                        "'{place}' is a hub: leave place out, and each hub is counted, or name a place with all hubs in it"
                    );
                    self.problems.push(one.problem("counted.place", message));
                }
                Some(place) if !known.contains(place) => {
                    self.problems.push(one.problem("counted.place", unknown(place)));
                }
                _ => {}
            }
        }
        for one in &registers.indicators {
            let listed = [("hubs", &one.value.hubs), ("former_hubs", &one.value.former_hubs)];
            for (field, places) in listed {
                for place in places.iter().filter(|place| !known.contains(*place)) {
                    let message = format!(
                        "there is no hub or place '{place}': correct it, or add it to hubs.toml or places.toml"
                    );
                    self.problems.push(one.problem(field, message));
                }
            }
            if let Some(target) = one.value.towards.as_ref().filter(|code| !known.contains(*code)) {
                self.problems.push(one.problem("towards", unknown(target)));
            }
        }
        Ok(())
    }

    /// Measures that a measure needs, and that promises belong to, must be there or come along.
    async fn measure_references(&mut self, store: &Store, registers: &exchange::Registers) -> store::Result<()> {
        let mut known: HashSet<Slug> = store.plan().await?.measures.into_iter().map(|one| one.code).collect();
        known.extend(registers.measures.iter().map(|one| one.value.code.clone()));
        let mut unknown = |item: Problem, code: &Slug| {
            if !known.contains(code) {
                let message = format!("there is no measure '{code}': correct it, or add it to plan.toml");
                self.problems.push(Problem { message, ..item });
            }
        };
        for measure in &registers.measures {
            for code in &measure.value.needs {
                unknown(measure.problem("needs", ""), code);
            }
        }
        for promise in &registers.promises {
            if let Some(code) = &promise.value.measure {
                unknown(promise.problem("measure", ""), code);
            }
        }
        Ok(())
    }

    /// Judges the values against the indicators and places of the store and of this load.
    async fn observations(&mut self, store: &Store, registers: &mut exchange::Registers) -> store::Result<()> {
        if registers.observations.rows.is_empty() {
            return Ok(());
        }
        let mut contracts = Contracts { former: true, ..contracts(store).await? };
        contracts.places.extend(registers.places.iter().map(|place| place.value.code.clone()));
        contracts.places.extend(self.hubs.iter().cloned());
        for one in &registers.indicators {
            let code = one.value.code.clone();
            // What was decided in the portal holds on top of what the file says now, but for its list: places that are taken
            // off it in the portal are in the folder still, and a folder that cannot be loaded keeps the server from starting.
            let made = contracts.edits.get(&code).map_or(&[][..], Vec::as_slice);
            let holds = Indicator { hubs: one.value.hubs.clone(), ..edited(one.value.clone(), made) };
            contracts.indicators.insert(code, holds);
        }
        let with_register: HashSet<&Slug> = registers.indicators.iter().map(|one| &one.value.code).collect();
        let brought: BTreeSet<&Slug> = registers.observations.strands.iter().map(|strand| &strand.indicator).collect();
        for code in brought.into_iter().filter(|code| !with_register.contains(code)) {
            let Some(indicator) = contracts.indicators.get_mut(code).filter(|one| !one.hubs.is_empty()) else {
                continue;
            };
            // Of these the register does not come along: what is known already may come again.
            let known = store.strands_of(code).await?.into_iter().map(|strand| strand.place);
            indicator.former_hubs.extend(known);
        }
        self.problems.extend(contracts.judge(&mut registers.observations));
        Ok(())
    }
}

/// What the store knows that values are checked against.
pub async fn contracts(store: &Store) -> store::Result<Contracts> {
    let places = store.places().await?.into_iter().map(|place| place.code).collect();
    let indicators = store.indicators().await?.into_iter().map(|one| (one.code.clone(), one)).collect();
    let edits = store.edits_by_indicator().await?;
    Ok(Contracts { indicators, edits, places, former: false, today: store::today() })
}

/// The values alone, as the store takes them.
pub fn values(registers: exchange::Registers) -> Registers {
    fn each<T>(items: Vec<Located<T>>) -> Vec<T> {
        items.into_iter().map(|item| item.value).collect()
    }
    Registers {
        organisations: each(registers.organisations),
        hubs: each(registers.hubs),
        places: each(registers.places),
        concepts: each(registers.concepts),
        indicators: each(registers.indicators),
        observations: registers.observations,
        measures: each(registers.measures),
        promises: each(registers.promises),
        motions: each(registers.motions),
        announcements: each(registers.announcements),
        entries: each(registers.entries),
        reports: each(registers.reports),
        said: each(registers.said),
        contact_points: each(registers.contact_points),
        budget: registers.budget.map(|budget| budget.value),
    }
}
