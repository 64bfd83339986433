//! Documents in any number, of real words: for benches, for trying an import out, and for the suite.
//!
//! Texts are put together from passages of the bundled content, so that words have the frequencies of the field; codes
//! and dates that occur once make the vocabulary grow with the number of documents, as it does in life.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::json;

/// Makes documents, the same ones for the same seed.
pub struct Generator {
    random: Random,
    /// The words of each language, in the order of the texts they come from.
    words: BTreeMap<&'static str, Vec<String>>,
    mixed_labels: bool,
    made: u64,
}

impl Generator {
    /// With `mixed_labels` about a third of the documents is not TLP:CLEAR.
    pub fn new(seed: u64, mixed_labels: bool) -> Generator {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        Generator { random: Random(seed), words: words_of(&content), mixed_labels, made: 0 }
    }

    /// The next document as one line of JSON.
    pub fn line(&mut self) -> String {
        self.made += 1;
        let kind = self.random.pick(&KINDS);
        let lang = ["nl", "nl", "nl", "nl", "nl", "nl", "en", "en", "en", "de", "fr", "es"][self.random.below(12)];
        let length = self.length();
        let mut document = json!({
            "id": format!("proef-{}-{:06}", kind, self.made),
            "kind": kind,
            "lang": lang,
            "title": self.sentence(lang, 4, 10),
            "summary": self.sentence(lang, 12, 30),
            "body": self.body(lang, length),
            "tlp": "TLP:CLEAR",
            "hubs": self.some(&HUBS),
            "lines": self.some(&LINES),
            "tags": [self.word(lang), self.word(lang)],
            "published": format!("{}-{:02}-{:02}", 2015 + self.random.below(11), 1 + self.random.below(12), 1 + self.random.below(28)),
        });
        if self.mixed_labels {
            let (tlp, audience, public_bodies_only) = self.sharing();
            document["tlp"] = json!(tlp);
            document["audience"] = json!(audience);
            document["public_bodies_only"] = json!(public_bodies_only);
        }
        document.to_string()
    }

    /// A median of about 150 words, some of 3,000.
    fn length(&mut self) -> usize {
        match self.random.below(100) {
            0..=2 => 1500 + self.random.below(1500),
            3..=12 => 400 + self.random.below(800),
            _ => 60 + self.random.below(190),
        }
    }

    fn body(&mut self, lang: &str, length: usize) -> String {
        let mut body = String::new();
        let mut written = 0;
        while written < length {
            if written > 0 && self.random.below(3) == 0 {
                body.push_str(&format!("## {}\n\n", self.sentence(lang, 2, 5)));
            }
            for _ in 0..2 + self.random.below(4) {
                let sentence = self.sentence(lang, 8, 24);
                written += sentence.split(' ').count();
                body.push_str(&sentence);
                body.push_str(". ");
            }
            if self.random.below(4) == 0 {
                let code = format!(
                    "{}U{:07}",
                    ["MSC", "CMA", "HLX", "MAE"][self.random.below(4)],
                    self.random.below(9_999_999)
                );
                body.push_str(&format!("{} {code}. ", self.word(lang)));
            }
            body.push_str("\n\n");
        }
        body
    }

    /// A passage of the texts of a language.
    fn sentence(&mut self, lang: &str, least: usize, most: usize) -> String {
        let length = least + self.random.below(most - least + 1);
        let words = &self.words[lang];
        let start = self.random.below(words.len().saturating_sub(length).max(1));
        let mut sentence = words[start..(start + length).min(words.len())].join(" ");
        if let Some(first) = sentence.get(..1) {
            let capital = first.to_uppercase();
            sentence.replace_range(..1, &capital);
        }
        sentence
    }

    fn word(&mut self, lang: &str) -> String {
        let words = &self.words[lang];
        words[self.random.below(words.len())].clone()
    }

    fn some(&mut self, codes: &[&'static str]) -> Vec<&'static str> {
        let first = self.random.pick(codes);
        let second = self.random.pick(codes);
        match self.random.below(4) {
            0 => Vec::new(),
            1 if first != second => vec![first, second],
            _ => vec![first],
        }
    }

    fn sharing(&mut self) -> (&'static str, Vec<String>, bool) {
        let hub = format!("hub:{}", self.random.pick(&HUBS));
        match self.random.below(12) {
            0 => ("TLP:GREEN", Vec::new(), false),
            1 => ("TLP:AMBER", vec![hub], self.random.below(2) == 0),
            2 => ("TLP:AMBER+STRICT", vec!["organisation:douane".to_owned()], false),
            3 => ("TLP:RED", vec!["person:p-1".to_owned()], false),
            _ => ("TLP:CLEAR", Vec::new(), false),
        }
    }
}

const KINDS: [&str; 7] =
    ["practice", "innovation", "modus-operandi", "liaison-note", "insight", "guidance", "sharing-case"];
const HUBS: [&str; 5] = ["rotterdam", "zeeland-west-brabant", "noordzeekanaalgebied", "schiphol", "bloemenveilingen"];
const LINES: [&str; 4] = ["barriers", "resilience", "enforcement", "information"];

/// The words of the write-ups by language. Where a language has no write-ups yet, the terms of the thesaurus stand in.
fn words_of(content: &Path) -> BTreeMap<&'static str, Vec<String>> {
    let mut words: BTreeMap<&'static str, Vec<String>> =
        ["nl", "en", "de", "fr", "es"].map(|lang| (lang, Vec::new())).into();
    let mut texts = Vec::new();
    markdown_below(content, &mut texts);
    texts.sort();
    for text in texts {
        let lang = if text.contains("lang = \"en\"") { "en" } else { "nl" };
        let body = text.rsplit("+++").next().unwrap_or_default();
        words.entry(lang).or_default().extend(words_in(body));
    }
    let thesaurus = fs::read_to_string(content.join("thesaurus.toml")).unwrap_or_default();
    let terms = words_in(&thesaurus);
    for list in words.values_mut().filter(|list| list.len() < 500) {
        list.extend(terms.clone());
    }
    words
}

fn words_in(text: &str) -> Vec<String> {
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    text.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect()
}

fn markdown_below(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            markdown_below(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            texts.extend(fs::read_to_string(&path));
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 up to, not including, `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.number() % n as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}
