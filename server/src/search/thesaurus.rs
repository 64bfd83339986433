//! The registers that widen questions and complete typing: concepts with their words in five languages, and the names of
//! hubs and organisations.

use std::collections::{HashMap, HashSet};

use app::model::lang::Lang;
use app::model::place::Hub;
use app::model::plan::Organisation;
use app::model::query::Target;
use app::model::term::Concept;

use super::analysis;

/// Labels by their stems. Public: hubs and concepts are for everybody.
#[derive(Default)]
pub struct Register {
    /// Language and stems of a label, with the concepts that bear it.
    labels: HashMap<(Lang, String), Vec<usize>>,
    /// Per concept all its labels, as stems.
    concepts: Vec<Vec<Label>>,
    /// Stems that some label has.
    words: HashSet<(Lang, String)>,
    /// Labels and names as they are shown, for suggestions.
    pub names: Vec<Name>,
    hubs: Vec<Hub>,
}

/// A label in one language, as it is shown and as stems.
#[derive(Clone, Debug)]
pub struct Label {
    pub lang: Lang,
    pub text: String,
    pub stems: Vec<String>,
}

impl Label {
    /// A word as it stands, with its stem.
    pub fn of_word(lang: Lang, text: &str, stem: &str) -> Label {
        Label { lang, text: text.to_owned(), stems: vec![stem.to_owned()] }
    }

    /// Whether both are looked for in the same way.
    fn is_like(&self, other: &Label) -> bool {
        self.lang == other.lang && self.stems == other.stems
    }
}

/// A name to suggest.
pub struct Name {
    pub text: String,
    pub folded: String,
    pub lang: Lang,
    pub target: Target,
}

/// A label of more words is a sentence.
pub const LONGEST_LABEL: usize = 5;

impl Register {
    pub fn new(hubs: Vec<Hub>, organisations: &[Organisation], concepts: &[Concept]) -> Register {
        let mut register = Register::default();
        for hub in &hubs {
            for lang in Lang::INTERFACE {
                register.name(hub.name.get(lang), lang, Target::Hub(hub.code.clone()));
            }
        }
        for organisation in organisations {
            for lang in Lang::INTERFACE {
                register.name(organisation.name.get(lang), lang, Target::Organisation(organisation.slug.clone()));
            }
        }
        for concept in concepts {
            let mut all = Vec::new();
            for (lang, labels) in &concept.labels {
                for text in std::iter::once(&labels.pref).chain(&labels.alt).filter(|text| !text.trim().is_empty()) {
                    register.name(text, *lang, Target::Term);
                    let stems = stems(text, *lang);
                    let label = Label { lang: *lang, text: text.trim().to_owned(), stems };
                    let known = all.iter().any(|other: &Label| other.is_like(&label));
                    if !label.stems.is_empty() && label.stems.len() <= LONGEST_LABEL && !known {
                        all.push(label);
                    }
                }
            }
            let number = register.concepts.len();
            for label in &all {
                register.words.extend(label.stems.iter().map(|stem| (label.lang, stem.clone())));
                register.labels.entry((label.lang, label.stems.join(" "))).or_default().push(number);
            }
            register.concepts.push(all);
        }
        register.hubs = hubs;
        register
    }

    /// Whether a run of words is a label in a language.
    pub fn knows(&self, lang: Lang, run: &str) -> bool {
        self.labels.contains_key(&(lang, run.to_owned()))
    }

    /// Whether a stem is in a label of its language: then the word is no mistake.
    pub fn has_word(&self, lang: Lang, stem: &str) -> bool {
        self.words.contains(&(lang, stem.to_owned()))
    }

    /// Other labels of the concepts that a run of words names in a language; empty when it names none.
    pub fn others(&self, lang: Lang, run: &str) -> Vec<&Label> {
        let Some(concepts) = self.labels.get(&(lang, run.to_owned())) else { return Vec::new() };
        let mut others: Vec<&Label> = Vec::new();
        for label in concepts.iter().flat_map(|concept| &self.concepts[*concept]) {
            let asked = label.lang == lang && label.stems.join(" ") == run;
            if !asked && !others.iter().any(|other| other.is_like(label)) {
                others.push(label);
            }
        }
        others
    }

    /// The code of a hub, given its code or one of its names.
    pub fn hub_code(&self, typed: &str) -> String {
        let folded = analysis::fold(typed);
        let named = self.hubs.iter().find(|hub| {
            [&hub.name.nl, &hub.name.en, &hub.short.nl, &hub.short.en]
                .into_iter()
                .any(|name| analysis::fold(name) == folded)
        });
        named.map_or_else(|| typed.to_owned(), |hub| hub.code.to_string())
    }

    pub fn hub_codes(&self) -> impl Iterator<Item = &str> {
        self.hubs.iter().map(|hub| hub.code.as_str())
    }

    fn name(&mut self, text: &str, lang: Lang, target: Target) {
        let folded = analysis::fold(text.trim());
        if !folded.is_empty() && !self.names.iter().any(|name| name.folded == folded && name.target == target) {
            self.names.push(Name { text: text.trim().to_owned(), folded, lang, target });
        }
    }
}

/// The stems of a label, hyphenated words in their parts.
pub fn stems(text: &str, lang: Lang) -> Vec<String> {
    analysis::words(text).iter().filter(|word| !word.joined).map(|word| analysis::stem(word, lang)).collect()
}
