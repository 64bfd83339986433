//! Reports for parliament: who may see them, and who takes which step.

mod draft;

use app::desk::{Amiss, Fault, Refusal, Reports};
use app::model::account::Account;
use app::model::period::Period;
use app::model::reader::{Person, Reader};
use app::model::report::{
    Chapter, Listed, MOST_REMARK, Report, ReportAct, State, Written, may_review, reports as works_on,
};
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::civil::Date;

use super::administration::actor;
use super::{Shelf, unavailable};
use crate::store::{self, KeptReport, ReportStep};

/// A report over an earlier period would be about nothing.
const FIRST_YEAR: i16 = 2020;

/// So many reports over one period are told apart by a number.
const MOST_OF_PERIOD: u32 = 50;

#[async_trait]
impl Reports for Shelf {
    async fn reports(&self, reader: &Reader) -> Result<Vec<Listed>, Refusal> {
        let mut reports = self.store.reports().await.map_err(unavailable)?;
        reports.retain(|report| report.state == State::Published || reader.person().is_some_and(works_on));
        Ok(reports)
    }

    async fn report(&self, reader: &Reader, slug: &Slug) -> Result<Report, Refusal> {
        let kept = self.store.report(slug).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let KeptReport { listed, version, written, figures } = kept;
        if listed.state != State::Published && !reader.person().is_some_and(works_on) {
            return Err(Refusal::Absent);
        }
        let figures = match figures {
            Some(figures) => figures,
            None => self.figures(listed.from, listed.to).await?,
        };
        let Listed { slug, from, to, state, published } = listed;
        Ok(Report { slug, from, to, state, version, written, figures, published })
    }

    async fn write_report(&self, account: &Account, act: ReportAct) -> Result<Option<Slug>, Fault> {
        let person = &account.person;
        if !works_on(person) {
            return Err(Refusal::Absent.into());
        }
        match act {
            ReportAct::Begin { from, to } => self.begin_report(person, from, to).await.map(Some),
            ReportAct::Save { slug, version, remarks } => {
                let mut report = self.own_report(&slug, State::Draft).await?;
                let chosen = remarks.into_iter().map(|(chapter, text)| Ok((chapter, remark(&text)?)));
                let chosen = chosen.collect::<Result<Vec<(Chapter, String)>, Amiss>>()?;
                report.written.remarks = chosen.into_iter().filter(|(_, text)| !text.is_empty()).collect();
                wrote(&mut report.written, person);
                self.step(
                    person,
                    &slug,
                    version,
                    ReportStep { state: State::Draft, written: &report.written, figures: None },
                )
                .await
            }
            ReportAct::Submit { slug, version } => {
                let mut report = self.own_report(&slug, State::Draft).await?;
                if report.listed.to >= store::today() {
                    return Err(Amiss::NotOver.into());
                }
                wrote(&mut report.written, person);
                report.written.sent_back.clear();
                let figures = self.figures(report.listed.from, report.listed.to).await?;
                let step = ReportStep { state: State::Submitted, written: &report.written, figures: Some(&figures) };
                self.step(person, &slug, version, step).await
            }
            ReportAct::SendBack { slug, version, why } => {
                let mut report = self.reviewed(person, &slug).await?;
                report.written.sent_back = remark(&why)?;
                if report.written.sent_back.is_empty() {
                    return Err(Amiss::NoText.into());
                }
                let step = ReportStep { state: State::Draft, written: &report.written, figures: None };
                self.step(person, &slug, version, step).await
            }
            ReportAct::Publish { slug, version } => {
                let report = self.reviewed(person, &slug).await?;
                let step =
                    ReportStep { state: State::Published, written: &report.written, figures: report.figures.as_ref() };
                self.step(person, &slug, version, step).await
            }
            ReportAct::Discard { slug, version } => {
                self.own_report(&slug, State::Draft).await?;
                let gone = self.store.discard_report(&slug, version).await.map_err(unavailable)?;
                if gone { Ok(None) } else { Err(Fault::Moved) }
            }
        }
    }
}

impl Shelf {
    async fn begin_report(&self, person: &Person, from: Date, to: Date) -> Result<Slug, Fault> {
        if from > to || from.year() < FIRST_YEAR || to > store::today() {
            return Err(Amiss::NoDay.into());
        }
        let name = name_of(from, to);
        let slugs = (1..=MOST_OF_PERIOD).filter_map(|number| {
            let slug = if number == 1 { name.clone() } else { format!("{name}-{number}") };
            slug.parse().ok()
        });
        let slugs: Vec<Slug> = slugs.collect();
        let mut written = Written::default();
        wrote(&mut written, person);
        let added = self.store.add_report(&slugs, from, to, &written).await.map_err(unavailable)?;
        added.ok_or(Fault::Full)
    }

    /// A report in a state; one that has moved on has changed meanwhile.
    async fn own_report(&self, slug: &Slug, state: State) -> Result<KeptReport, Fault> {
        let kept = self.store.report(slug).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        if kept.listed.state == state { Ok(kept) } else { Err(Fault::Moved) }
    }

    /// A report that this person may look at as the second one.
    async fn reviewed(&self, person: &Person, slug: &Slug) -> Result<KeptReport, Fault> {
        let mut kept = self.own_report(slug, State::Submitted).await?;
        if !may_review(person, kept.listed.state, &kept.written) {
            return Err(Amiss::OwnWork.into());
        }
        kept.written.reviewed_by = Some(person.organisation.clone());
        Ok(kept)
    }

    async fn step(
        &self,
        person: &Person,
        slug: &Slug,
        version: u32,
        step: ReportStep<'_>,
    ) -> Result<Option<Slug>, Fault> {
        let done = self.store.step_report(&actor(&person.id), slug, version, step).await.map_err(unavailable)?;
        if done { Ok(Some(slug.clone())) } else { Err(Fault::Moved) }
    }
}

/// Notes that somebody wrote in it.
fn wrote(written: &mut Written, person: &Person) {
    written.writers.insert(person.id.clone());
    if !written.organisations.contains(&person.organisation) {
        written.organisations.push(person.organisation.clone());
    }
}

fn remark(text: &str) -> Result<String, Amiss> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > MOST_REMARK { Err(Amiss::TooLong) } else { Ok(text) }
}

/// The name of a period in an address: `2025`, `2025-h1`, `2025-q1`, `2025-03`, or its first and last day.
fn name_of(from: Date, to: Date) -> String {
    let (year, month) = (from.year(), from.month());
    let mut whole = vec![Period::Year(year), Period::Month(year, month)];
    whole.extend((1..=2).map(|half| Period::Half(year, half)));
    whole.extend((1..=4).map(|quarter| Period::Quarter(year, quarter)));
    let same = whole.into_iter().find(|period| (period.first_day(), period.last_day()) == (Some(from), Some(to)));
    same.map_or_else(|| format!("{from}-{to}"), |period| period.to_string().to_lowercase())
}
