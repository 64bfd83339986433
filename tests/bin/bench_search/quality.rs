//! A line per collection: the portal beside plain tantivy.

use std::path::Path;
use std::time::Instant;

use crate::collection::{Collection, Question};
use crate::measures::{Measures, mistyped};
use crate::peers::Peers;
use crate::portal::Portal;

/// What one engine makes of a collection.
struct Line {
    clean: Measures,
    mistyped: Measures,
    /// Milliseconds a question, in the process.
    took: f64,
}

pub fn run(wanted: &[String]) {
    let Some(folder) = std::env::var_os("KNOOPPUNT_IR") else {
        println!("KNOOPPUNT_IR names no folder of collections: quality is not measured");
        return;
    };
    let most = std::env::var("KNOOPPUNT_IR_QUESTIONS").ok().and_then(|most| most.parse().ok()).unwrap_or(1000);
    let with_peers = std::env::var_os("KNOOPPUNT_IR_ALONE").is_none();
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("KNOOPPUNT_IR is a folder")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| Path::new(&folder).join(name).join("qrels.tsv").exists())
        .filter(|name| wanted.is_empty() || wanted.contains(name))
        .collect();
    names.sort();
    println!(
        "{:<18} {:<15} {:>8} {:>8} {:>8} {:>9} {:>9}",
        "collection", "engine", "nDCG@10", "MRR@10", "R@100", "mistyped", "ms"
    );
    let mut sums: Vec<(&str, Vec<Measures>, Vec<Measures>)> = Vec::new();
    for name in &names {
        let collection = Collection::read(&Path::new(&folder).join(name), most);
        let portal = Portal::new(&collection);
        let mut lines = vec![("portal", line(&collection.questions, |typed| portal.ask(typed)))];
        if with_peers {
            let mut peers = Peers::new(&collection);
            lines.push(("tantivy, usual", line(&collection.questions, |typed| peers.usual(typed))));
            lines.push(("tantivy, recipe", line(&collection.questions, |typed| peers.recipe(typed))));
        }
        for (engine, line) in lines {
            print(name, engine, &line.clean, &line.mistyped, Some(line.took));
            match sums.iter_mut().find(|(of, ..)| *of == engine) {
                Some((_, clean, mistyped)) => {
                    clean.push(line.clean);
                    mistyped.push(line.mistyped);
                }
                None => sums.push((engine, vec![line.clean], vec![line.mistyped])),
            }
        }
    }
    for (engine, clean, mistyped) in sums {
        print("mean", engine, &Measures::mean(&clean), &Measures::mean(&mistyped), None);
    }
}

fn line(questions: &[Question], mut ask: impl FnMut(&str) -> Vec<String>) -> Line {
    let start = Instant::now();
    let clean: Vec<Measures> =
        questions.iter().map(|question| Measures::of(&ask(&question.text), &question.grades)).collect();
    let took = start.elapsed().as_secs_f64() * 1000.0 / questions.len().max(1) as f64;
    let with_slips = questions.iter().enumerate();
    let mistyped: Vec<Measures> = with_slips
        .map(|(number, question)| Measures::of(&ask(&mistyped(&question.text, number)), &question.grades))
        .collect();
    Line { clean: Measures::mean(&clean), mistyped: Measures::mean(&mistyped), took }
}

fn print(name: &str, engine: &str, clean: &Measures, mistyped: &Measures, took: Option<f64>) {
    let took = took.map_or(String::new(), |took| format!("{took:.2}"));
    println!(
        "{name:<18} {engine:<15} {:>8.4} {:>8.4} {:>8.4} {:>9.4} {took:>9}",
        clean.ndcg, clean.reciprocal, clean.recall, mistyped.ndcg
    );
}
