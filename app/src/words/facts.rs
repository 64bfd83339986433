use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::facts::{Credibility, Phase, Reliability};

/// The facts of a document by kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    pub problem: String,
    pub approach: String,
    pub preconditions: String,
    pub run_by: String,
    pub since: String,
    pub country: String,
    pub results: String,
    pub evidence: String,
    pub evidence_explained: String,
    pub effect: String,
    pub effect_question: String,
    pub mechanism: String,
    pub mechanism_question: String,
    pub moderators: String,
    pub moderators_question: String,
    pub implementation: String,
    pub implementation_question: String,
    pub economics: String,
    pub economics_question: String,
    pub no_evidence: String,
    pub phase: String,
    pub aim: String,
    pub barrier_model: String,
    pub barrier_model_caption: String,
    pub step: String,
    pub opportunities: String,
    pub facilitators: String,
    pub signals: String,
    pub partners: String,
    pub barriers: String,
    pub not_told: String,
    pub first_seen: String,
    pub last_seen: String,
    pub service: String,
    pub route: String,
    pub observed: String,
    pub reliability: String,
    pub credibility: String,
    pub valid_until: String,
    pub about: String,
    pub method: String,
    pub findings: String,
    pub for_whom: String,
    pub legal_basis: String,
    pub question: String,
    pub parties: String,
    pub between: String,
    pub answer: String,
    pub conditions: String,
    phases: Phases,
    /// Admiralty reliability, A to F.
    reliabilities: [String; 6],
    /// Admiralty credibility, 1 to 6.
    credibilities: [String; 6],
    /// Names of countries by ISO 3166-1 alpha-2.
    countries: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Phases {
    idea: String,
    lab: String,
    pilot: String,
    in_use: String,
    ended: String,
}

impl Facts {
    pub fn phase_name(&self, phase: Phase) -> &str {
        match phase {
            Phase::Idea => &self.phases.idea,
            Phase::Lab => &self.phases.lab,
            Phase::Pilot => &self.phases.pilot,
            Phase::InUse => &self.phases.in_use,
            Phase::Ended => &self.phases.ended,
        }
    }

    /// "B: gewoonlijk betrouwbaar".
    pub fn reliability_name(&self, reliability: Reliability) -> String {
        let (index, letter) = match reliability {
            Reliability::A => (0, 'A'),
            Reliability::B => (1, 'B'),
            Reliability::C => (2, 'C'),
            Reliability::D => (3, 'D'),
            Reliability::E => (4, 'E'),
            Reliability::F => (5, 'F'),
        };
        format!("{letter}: {}", self.reliabilities[index])
    }

    /// "2: waarschijnlijk juist".
    pub fn credibility_name(&self, credibility: Credibility) -> String {
        let number = u8::from(credibility);
        let name = self.credibilities.get(usize::from(number) - 1).map_or("", String::as_str);
        format!("{number}: {name}")
    }

    /// The code of a country, from its code or from its name in this language.
    pub fn country_code(&self, text: &str) -> Option<&str> {
        let text = text.to_lowercase();
        let known = |(code, name): &(&String, &String)| code.to_lowercase() == text || name.to_lowercase() == text;
        self.countries.iter().find(known).map(|(code, _)| code.as_str())
    }

    /// The country's name, or what is written where it is no known code.
    pub fn country_name(&self, country: &str) -> String {
        self.countries.get(country).map_or_else(|| country.to_owned(), Clone::clone)
    }
}
