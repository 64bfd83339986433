//! A collection with relevance judgements: `docs.jsonl`, `queries.jsonl` and `qrels.tsv` in one folder.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use app::model::lang::Lang;
use serde_json::Value;

pub struct Collection {
    pub lang: Lang,
    pub documents: Vec<Text>,
    /// Questions that have a judged document, in the order of the file.
    pub questions: Vec<Question>,
}

pub struct Text {
    pub id: String,
    pub title: String,
    pub text: String,
}

pub struct Question {
    pub text: String,
    /// Grades by document; 0 is not relevant.
    pub grades: HashMap<String, u32>,
}

impl Collection {
    /// Reads the folder, with `most` questions taken evenly from all.
    pub fn read(folder: &Path, most: usize) -> Collection {
        let documents = lines(&folder.join("docs.jsonl"));
        let lang = documents[0]["lang"].as_str().and_then(Lang::parse).expect("docs.jsonl names a language");
        let mut judged: BTreeMap<String, HashMap<String, u32>> = BTreeMap::new();
        for line in read(&folder.join("qrels.tsv")).lines() {
            let [question, document, grade] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            let grade = grade.parse().unwrap_or(0);
            judged.entry(question.to_owned()).or_default().insert(document.to_owned(), grade);
        }
        let questions: Vec<Question> = lines(&folder.join("queries.jsonl"))
            .iter()
            .filter_map(|line| Some(Question { grades: judged.remove(&text(line, "id"))?, text: text(line, "text") }))
            .collect();
        let step = questions.len().div_ceil(most.max(1)).max(1);
        Collection {
            lang,
            documents: documents
                .iter()
                .map(|line| Text { id: text(line, "id"), title: text(line, "title"), text: text(line, "text") })
                .collect(),
            questions: questions.into_iter().step_by(step).collect(),
        }
    }
}

fn lines(path: &Path) -> Vec<Value> {
    read(path).lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}
