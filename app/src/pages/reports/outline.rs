//! The text of a report: what its page shows and its file prints.

use rust_decimal::Decimal;

use super::between;
use crate::model::outline::{Column, Outline, Part, Table};
use crate::model::plan::Organisation;
use crate::model::report::{Chapter, Figures, Measured, Report, Spent};
use crate::model::slug::Slug;
use crate::parts::entries::told;
use crate::parts::format::{capital, date, day, euros, number, period};
use crate::parts::quantity::with_unit;
use crate::words::{Interface, fill};

/// A report in the language of the interface. `address` is where it stands.
pub fn outline(interface: Interface, report: &Report, partners: &[Organisation], address: &str) -> Outline {
    let words = &interface.words.reports;
    let title = title(interface, report);
    let mut parts = Vec::new();
    for chapter in Chapter::ALL {
        parts.push(Part::Heading(words.chapter(chapter).to_owned()));
        let remark = report.written.remark(chapter);
        if !remark.is_empty() {
            parts.push(Part::Remark(remark.to_owned()));
        }
        let figures = &report.figures;
        match chapter {
            Chapter::Planned => planned(interface, figures, &mut parts),
            Chapter::Done => done(interface, figures, &mut parts),
            Chapter::Spent => spent(interface, figures, &mut parts),
            Chapter::Measured => measured(interface, figures, &mut parts),
            Chapter::Signalled => signalled(interface, figures, &mut parts),
            Chapter::Learned => learned(interface, figures, &mut parts),
        }
    }
    Outline {
        foot: format!("Knooppunt, {title}"),
        about: about(interface, report, partners, address),
        lang: interface.lang.code(),
        title,
        parts,
    }
}

pub fn title(interface: Interface, report: &Report) -> String {
    let period = between(interface, report.from, report.to);
    fill(&interface.words.reports.name, &[("period", &period)])
}

/// What the report is: labels with what they say.
fn about(interface: Interface, report: &Report, partners: &[Organisation], address: &str) -> Vec<(String, String)> {
    let words = &interface.words.reports;
    let name = |slug: &Slug| {
        let known = partners.iter().find(|one| one.slug == *slug);
        known.map_or_else(|| words.unnamed.clone(), |one| one.name.get(interface.lang).to_owned())
    };
    let mut by: Vec<String> = report.written.organisations.iter().map(name).collect();
    by.dedup();
    let mut about = vec![(words.about_period.clone(), between(interface, report.from, report.to))];
    if let Some(taken) = report.figures.taken {
        about.push((words.about_taken.clone(), date(interface, taken)));
    }
    about.push((words.about_by.clone(), by.join(", ")));
    if let (Some(reviewed), Some(at)) = (&report.written.reviewed_by, report.published) {
        about.push((words.about_review.clone(), name(reviewed)));
        about.push((words.about_published.clone(), day(interface, at)));
        about.push((words.about_address.clone(), address.to_owned()));
    }
    about
}

fn planned(interface: Interface, figures: &Figures, parts: &mut Vec<Part>) {
    let Interface { lang, words } = interface;
    let (names, progress, words) = (&words.names, &words.progress, &words.reports);
    parts.push(Part::Table(Table {
        caption: words.standing.clone(),
        headed: false,
        columns: vec![Column::text(&words.status, 4), Column::number(&words.number, 1)],
        rows: figures
            .standing
            .iter()
            .map(|(status, count)| vec![capital(names.status(*status)), count.to_string()])
            .collect(),
    }));
    parts.push(Part::Subheading(words.milestones.clone()));
    if figures.planned.is_empty() {
        parts.push(Part::Text(words.no_milestones.clone()));
    } else {
        let rows = figures.planned.iter().map(|one| {
            let reached = one.reached.map_or(words.not_recorded.as_str(), |reached| progress.reached.of(reached));
            vec![
                one.title.get(lang).to_owned(),
                one.text.get(lang).to_owned(),
                capital(&period(interface, one.period)),
                capital(reached),
            ]
        });
        parts.push(Part::Table(Table {
            caption: words.milestones.clone(),
            headed: true,
            columns: vec![
                Column::text(&words.measure, 4),
                Column::text(&words.milestone, 5),
                Column::text(&words.when, 2),
                Column::text(&words.state, 2),
            ],
            rows: rows.collect(),
        }));
    }
    parts.push(Part::Subheading(words.promises.clone()));
    if figures.promises.is_empty() {
        parts.push(Part::Text(words.no_promises.clone()));
        return;
    }
    let rows = figures.promises.iter().map(|one| {
        let answer = one.answer.map_or(words.not_recorded.as_str(), |answer| progress.answers.of(answer));
        let due = one.due.map_or_else(|| progress.no_due.clone(), |due| period(interface, due));
        vec![one.text.get(lang).to_owned(), capital(&due), capital(answer)]
    });
    parts.push(Part::Table(Table {
        caption: words.promises.clone(),
        headed: true,
        columns: vec![Column::text(&words.promise, 7), Column::text(&progress.due, 2), Column::text(&words.state, 2)],
        rows: rows.collect(),
    }));
}

fn done(interface: Interface, figures: &Figures, parts: &mut Vec<Part>) {
    let lang = interface.lang;
    let words = &interface.words.reports;
    if figures.done.is_empty() {
        parts.push(Part::Text(words.no_done.clone()));
        return;
    }
    let rows = figures.done.iter().map(|one| {
        let said = told(interface, &one.said.told, &|code| figures.names.get(code).cloned());
        let evidence: Vec<String> = one.said.evidence.iter().map(ToString::to_string).collect();
        let mut text = format!("{said}. {}", one.said.text);
        if !evidence.is_empty() {
            text.push_str(&format!(" ({}: {})", interface.words.progress.evidence, evidence.join(", ")));
        }
        vec![one.title.get(lang).to_owned(), date(interface, one.day), text]
    });
    parts.push(Part::Table(Table {
        caption: words.chapter(Chapter::Done).to_owned(),
        headed: true,
        columns: vec![Column::text(&words.what, 4), Column::text(&words.day, 2), Column::text(&words.explanation, 7)],
        rows: rows.collect(),
    }));
}

fn spent(interface: Interface, figures: &Figures, parts: &mut Vec<Part>) {
    let words = &interface.words.reports;
    let progress = &interface.words.progress;
    parts.push(Part::Text(words.spent_lead.clone()));
    for of_year in figures.spent.chunk_by(|a, b| a.year == b.year) {
        let planned =
            |cents: Option<i64>| cents.map_or_else(|| progress.not_split.clone(), |cents| euros(interface, cents));
        let row = |name: String, plan: Option<i64>, committed: i64, spent: i64| {
            vec![name, planned(plan), euros(interface, committed), euros(interface, spent)]
        };
        let name = |one: &Spent| {
            one.hub.as_ref().map_or_else(|| progress.overarching.clone(), |hub| hub.get(interface.lang).to_owned())
        };
        let mut rows: Vec<Vec<String>> =
            of_year.iter().map(|one| row(name(one), one.planned, one.committed, one.spent)).collect();
        let sum = |of: fn(&Spent) -> i64| of_year.iter().map(of).sum();
        let year = of_year.first().map_or(0, |one| one.year);
        let whole = figures.budget.iter().find(|(of, _)| *of == year).map(|(_, cents)| *cents);
        rows.push(row(progress.total.clone(), whole, sum(|one| one.committed), sum(|one| one.spent)));
        parts.push(Part::Table(Table {
            caption: fill(&words.spent_in, &[("year", &year)]),
            headed: false,
            columns: vec![
                Column::text(&progress.hub, 4),
                Column::number(&capital(&progress.planned), 2),
                Column::number(&capital(progress.bookings.of(crate::model::progress::Booking::Committed)), 2),
                Column::number(&capital(progress.bookings.of(crate::model::progress::Booking::Spent)), 2),
            ],
            rows,
        }));
    }
}

fn measured(interface: Interface, figures: &Figures, parts: &mut Vec<Part>) {
    let lang = interface.lang;
    let words = &interface.words.reports;
    if figures.measured.is_empty() {
        parts.push(Part::Text(words.no_measured.clone()));
        return;
    }
    parts.push(Part::Text(words.measured_lead.clone()));
    let rows = figures.measured.iter().map(|one| {
        let before = one.before.map_or_else(|| words.unknown.clone(), |both| value(interface, one, both));
        vec![
            one.name.get(lang).to_owned(),
            one.place.get(lang).to_owned(),
            capital(&period(interface, one.period)),
            value(interface, one, (one.low, one.high)),
            before,
        ]
    });
    parts.push(Part::Table(Table {
        caption: words.chapter(Chapter::Measured).to_owned(),
        headed: true,
        columns: vec![
            Column::text(&words.indicator, 5),
            Column::text(&words.place, 3),
            Column::text(&words.when, 2),
            Column::number(&words.value, 3),
            Column::number(&words.year_before, 3),
        ],
        rows: rows.collect(),
    }));
}

/// A value with its unit, or from the lowest to the highest where sources differ.
fn value(interface: Interface, one: &Measured, (low, high): (Decimal, Decimal)) -> String {
    let lang = interface.lang;
    let text = if low == high {
        number(lang, low)
    } else {
        let both: [(&str, &dyn std::fmt::Display); 2] = [("low", &number(lang, low)), ("high", &number(lang, high))];
        fill(&interface.words.reports.range, &both)
    };
    with_unit(&text, one.unit.get(lang))
}

fn signalled(interface: Interface, figures: &Figures, parts: &mut Vec<Part>) {
    let Interface { lang, words } = interface;
    let (signals, words) = (&words.signals, &words.reports);
    if figures.signalled.is_empty() {
        parts.push(Part::Text(words.no_signalled.clone()));
        return;
    }
    parts.push(Part::Text(words.signalled_lead.clone()));
    let rows = figures.signalled.iter().map(|one| {
        let place = match &one.other {
            Some(other) => fill(&words.towards, &[("place", &one.place.get(lang)), ("other", &other.get(lang))]),
            None => one.place.get(lang).to_owned(),
        };
        let outcome = one.outcome.map_or(words.open.as_str(), |outcome| signals.outcome(outcome));
        vec![
            capital(signals.kind(one.kind)),
            one.indicator.get(lang).to_owned(),
            place,
            capital(&period(interface, one.period)),
            capital(outcome),
        ]
    });
    parts.push(Part::Table(Table {
        caption: words.chapter(Chapter::Signalled).to_owned(),
        headed: true,
        columns: vec![
            Column::text(&words.kind, 2),
            Column::text(&words.indicator, 4),
            Column::text(&words.place, 3),
            Column::text(&words.when, 2),
            Column::text(&words.judged, 3),
        ],
        rows: rows.collect(),
    }));
}

fn learned(interface: Interface, figures: &Figures, parts: &mut Vec<Part>) {
    let Interface { lang, words } = interface;
    let (adoption, words) = (&words.adoption, &words.reports);
    if figures.learned.is_empty() {
        parts.push(Part::Text(words.no_learned.clone()));
        return;
    }
    let rows = figures.learned.iter().map(|one| {
        let state = capital(adoption.state(one.state));
        vec![one.title.clone(), one.hub.get(lang).to_owned(), state, date(interface, one.day)]
    });
    parts.push(Part::Table(Table {
        caption: words.chapter(Chapter::Learned).to_owned(),
        headed: true,
        columns: vec![
            Column::text(&words.practice, 5),
            Column::text(&words.place, 3),
            Column::text(&words.state, 2),
            Column::text(&words.day, 2),
        ],
        rows: rows.collect(),
    }));
}
