//! What is found when a question does not say it as the texts do: compounds of any number of parts, words that no text has,
//! and mistakes that are none.

use app::model::lang::Lang;
use app::model::query::{Answer, HitKind, Matter, Notice, Query};
use app::model::reader::Reader;
use app::model::sharing::Sharing;
use app::model::term::{Concept, Labels};
use app::model::tlp::Tlp;
use server::search::{Edit, Entry, Index};

use crate::corpus::{edit, entry, index, slug};

fn ask(index: &Index, typed: &str, lang: Lang) -> Answer {
    index.search(&Reader::Anonymous, &Query::new(typed, lang)).unwrap()
}

fn slugs(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.slug.as_str()).collect()
}

fn concept(id: &str, labels: &[(Lang, &[&str])]) -> Concept {
    let labels = labels.iter().map(|(lang, all)| {
        let alt = all[1..].iter().map(|label| (*label).to_owned()).collect();
        (*lang, Labels { pref: all[0].to_owned(), alt })
    });
    Concept { id: slug(id), labels: labels.collect(), broader: None, narrower: Vec::new() }
}

/// What is marked in the title of the first hit.
fn marked(answer: &Answer) -> Vec<&str> {
    answer.hits[0].title.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect()
}

fn auction() -> Vec<Entry> {
    vec![
        entry("veiling", Lang::Nl, "Regels", "Klanten van de veiling, een bloem en een bedrijf."),
        entry("screening", Lang::Nl, "Personeel", "De screening van een klant door het bedrijf."),
        entry("screenings", Lang::Nl, "Nog een", "Screenings, en een klant die bloemen op veilingen koopt."),
        entry("ander", Lang::Nl, "Iets anders", "Over het weer."),
        entry("hafen", Lang::De, "Arbeit", "Die Kontrolle der Häfen."),
        entry("zoll", Lang::De, "Mehr", "Kontrollen in einem Hafen."),
    ]
}

#[test]
fn compounds_are_taken_apart_whatever_form_their_parts_have() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &auction());
    for (typed, first) in [
        ("veilingklanten", "veiling"),
        ("veilingsklant", "veiling"),
        ("bloemenveilingklanten", "veiling"),
        ("bedrijfsscreening", "screening"),
        ("bedrijfsscreenings", "screening"),
        ("klantenscreeningsbedrijven", "screening"),
    ] {
        let answer = ask(&index, typed, Lang::Nl);
        assert!(slugs(&answer).contains(&first) && !slugs(&answer).contains(&"ander"), "{typed} {:?}", slugs(&answer));
        assert!(answer.notices.is_empty() && answer.suggestion.is_none(), "{typed} {:?}", answer.notices);
    }
    assert_eq!(slugs(&ask(&index, "Hafenkontrollen", Lang::De)).len(), 2);
    let literal = Query { literal: true, ..Query::new("veilingklanten", Lang::Nl) };
    assert_eq!(index.search(&Reader::Anonymous, &literal).unwrap().total, 0);
}

#[test]
fn the_parts_of_a_compound_are_widened() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        entry("en", Lang::En, "Checks", "Inspection of every container."),
        entry("nl", Lang::Nl, "Controles", "De controle van een container."),
        entry("los", Lang::Nl, "Container", "Een container."),
    ];
    let index = index(folder.path(), &texts);
    let concepts = [
        concept("container", &[(Lang::Nl, &["container"]), (Lang::En, &["container"])]),
        concept("controle", &[(Lang::Nl, &["controle", "inspectie"]), (Lang::En, &["inspection"])]),
    ];
    index.set_register(Vec::new(), &[], &concepts);
    let answer = ask(&index, "containerinspecties", Lang::Nl);
    let mut found = slugs(&answer);
    found.sort_unstable();
    assert_eq!(found, ["en", "nl"]);
    assert_eq!(answer.widened.len(), 1);
    assert_eq!(answer.widened[0].asked, "containerinspecties");
    assert_eq!(answer.widened[0].others, ["container controle", "container inspection"]);
}

#[test]
fn what_no_text_says_is_answered_in_parts_and_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &auction());
    // No text has both parts: those with one of them, the rarer first.
    let answer = ask(&index, "weerscreening", Lang::Nl);
    assert!(slugs(&answer).contains(&"screening"), "{:?}", slugs(&answer));
    assert_eq!(answer.notices, [Notice::OnlyAlike]);
    // No part is a word that texts have: the letters decide.
    let letters = Query { explain: true, ..Query::new("onderscreeningen", Lang::Nl) };
    let answer = index.search(&Reader::Anonymous, &letters).unwrap();
    assert!(slugs(&answer).contains(&"screenings") && !slugs(&answer).contains(&"ander"), "{:?}", slugs(&answer));
    assert_eq!(answer.notices, [Notice::OnlyAlike]);
    let passage = answer.hits.iter().find(|hit| hit.slug == slug("screenings")).unwrap().fragment.iter();
    let pieces: Vec<&str> = passage.filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect();
    assert_eq!(pieces, ["Screening"], "the letters that were found");
    assert!(answer.hits.iter().all(|hit| hit.why.iter().any(|reason| reason.what == Matter::Parts)));
    assert_eq!(index.search(&Reader::Anonymous, &Query { literal: true, ..letters }).unwrap().total, 0);
    // Where one word is found, the others need no help; and what is like nothing has no answer.
    assert!(ask(&index, "weer onderscreeningen", Lang::Nl).notices.is_empty());
    let answer = ask(&index, "qqzzxxvv", Lang::Nl);
    assert_eq!((answer.total, answer.notices.len()), (0, 0));
}

#[test]
fn a_hidden_text_is_no_answer_in_parts_either() {
    let folder = tempfile::tempdir().unwrap();
    let mut hidden = entry("geheim", Lang::Nl, "Onderscreeningen", "Onderscreeningen op de kade.");
    hidden.sharing = Sharing::new(Tlp::Red, [].into(), false).unwrap();
    let mut texts = auction();
    let without = index(&folder.path().join("zonder"), &texts);
    texts.push(hidden);
    let with = index(&folder.path().join("met"), &texts);
    for typed in ["onderscreeningen", "screeningskade", "kadescreening", "weerscreening"] {
        assert_eq!(ask(&with, typed, Lang::Nl), ask(&without, typed, Lang::Nl), "{typed}");
    }
}

#[test]
fn another_word_is_no_slip() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        entry("a", Lang::Nl, "Opgezocht", "Iemand heeft het opgezocht, en detectives kwamen. De containers."),
        entry("b", Lang::Nl, "Chantage", "Een zakelijke medewerker."),
    ];
    let index = index(folder.path(), &texts);
    let corrected = |typed: &str, lang: Lang| ask(&index, typed, lang).suggestion;
    // Two letters put for two others, on keys far apart, make another word.
    assert_eq!(corrected("omgekocht", Lang::Nl), None);
    // No text is in Spanish: that the word is in none says nothing.
    assert_eq!(corrected("perros detectores", Lang::Es), None);
    // Two slips of a hand are two slips.
    assert_eq!(corrected("contianersr", Lang::Nl).as_deref(), Some("containers"));
    assert_eq!(corrected("opgexocjt", Lang::Nl).as_deref(), Some("opgezocht"));
    // A word that the thesaurus has is no mistake, wherever in a label it stands.
    assert_eq!(corrected("opgezzocht", Lang::Nl).as_deref(), Some("opgezocht"));
    index.set_register(Vec::new(), &[], &[concept("merk", &[(Lang::Nl, &["opgezzocht merk"])])]);
    assert_eq!(corrected("opgezzocht", Lang::Nl), None);
}

#[test]
fn what_was_typed_counts_beside_its_correction() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        entry("woord", Lang::Nl, "Een", "De paling, de paling en nog eens de paling."),
        entry("weer", Lang::Nl, "Twee", "Nog een tekst over paling."),
        entry("drie", Lang::Nl, "Drie", "Ook hier paling."),
        entry("deel", Lang::Nl, "Vier", "Het vervoer van spaninglast."),
    ];
    let index = index(folder.path(), &texts);
    let answer = ask(&index, "paning", Lang::Nl);
    assert_eq!(answer.suggestion.as_deref(), Some("paling"));
    assert!(slugs(&answer).contains(&"deel"), "inside another word, as typed: {:?}", slugs(&answer));
    assert_ne!(slugs(&answer)[0], "deel");
}

#[test]
fn a_label_is_marked_where_its_words_stand_together() {
    let folder = tempfile::tempdir().unwrap();
    let title = "Box: a shipping container on a container ship of a shipping line";
    let index = index(folder.path(), &[entry("a", Lang::En, title, "Text.")]);
    let labels = concept("container", &[(Lang::En, &["zeebox", "shipping container"])]);
    index.set_register(Vec::new(), &[], &[labels]);
    assert_eq!(marked(&ask(&index, "zeebox", Lang::En)), ["shipping container"]);
    // What was typed is marked word by word.
    assert_eq!(
        marked(&ask(&index, "shipping container", Lang::En)),
        ["shipping", "container", "container", "ship", "shipping"]
    );
}

#[test]
fn the_parts_of_a_compound_are_marked_wherever_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        entry("a", Lang::Nl, "Klanten op de veiling", "Een tekst."),
        entry("b", Lang::Nl, "Weer", "Veiling zonder. Een klant."),
    ];
    let index = index(folder.path(), &texts);
    let answer = ask(&index, "veilingklant", Lang::Nl);
    assert_eq!(answer.hits[0].slug, slug("a"));
    assert_eq!(marked(&answer), ["Klanten", "veiling"]);
}

#[test]
fn an_indicator_is_shown_in_the_language_of_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let one = |lang: Lang, title: &str| {
        let mut entry = entry("zaken", lang, title, "");
        entry.card.kind = HitKind::Indicator;
        entry
    };
    let entries = vec![one(Lang::Nl, "Zaken op grond van de wet"), one(Lang::En, "Cases under the intruder offence")];
    let mut text = entry("offence", Lang::En, "The intruder offence", "Text.");
    text.card.group = slug("wet");
    index.apply(&[Edit { key: "indicator/zaken".to_owned(), entries }, edit(&text)], 1).unwrap();
    let shown = |query: Query| {
        let answer = index.search(&Reader::Anonymous, &query).unwrap();
        answer.hits.iter().map(|hit| (hit.slug.to_string(), hit.lang)).collect::<Vec<_>>()
    };
    let both = |lang| vec![("offence".to_owned(), Lang::En), ("zaken".to_owned(), lang)];
    assert_eq!(shown(Query::new("intruder", Lang::Nl)), both(Lang::Nl), "a text is shown in the language that matched");
    assert_eq!(shown(Query::new("intruder", Lang::En)), both(Lang::En));
    assert_eq!(shown(Query { langs: vec![Lang::En], ..Query::new("intruder", Lang::Nl) }), both(Lang::En));
    assert_eq!(shown(Query::new("intruder taal:en", Lang::Nl)), both(Lang::En));
}
