//! The shapes that several answers share. Doc comments here are the descriptions that users of the API read.

pub mod facts;

use app::model::lang::{Lang, Text};
use app::model::query::Marked;
use app::model::slug::Slug;
use app::model::source::Source;
use serde::Serialize;
use utoipa::ToSchema;

/// Een deel van een tekst.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tekstdeel)]
pub struct Piece {
    tekst: String,
    /// Waar als dit deel overeenkomt met de vraag.
    treffer: bool,
}

impl From<Marked> for Piece {
    fn from(marked: Marked) -> Piece {
        Piece { tekst: marked.text, treffer: marked.hit }
    }
}

pub fn plain(marked: &[Marked]) -> String {
    marked.iter().map(|piece| piece.text.as_str()).collect()
}

/// Dezelfde tekst in een andere taal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Vertaling)]
pub struct Translation {
    /// ISO 639-1.
    taal: &'static str,
    id: String,
}

impl Translation {
    pub fn new(lang: Lang, slug: Slug) -> Translation {
        Translation { taal: lang.code(), id: slug.into() }
    }
}

/// Een korte tekst in beide talen van de site.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tekst)]
pub struct Both {
    nl: String,
    en: String,
}

impl From<Text> for Both {
    fn from(text: Text) -> Both {
        Both { nl: text.nl, en: text.en }
    }
}

/// Waar iets gelezen is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Bron)]
pub struct Origin {
    titel: String,
    #[schema(required)]
    uitgever: Option<String>,
    /// Alleen webadressen.
    #[schema(required)]
    url: Option<String>,
    /// Zo nauwkeurig als bekend: een dag, maand of jaar.
    #[schema(required)]
    datum: Option<String>,
}

impl From<Source> for Origin {
    fn from(source: Source) -> Origin {
        let url = source.link().map(str::to_owned);
        Origin { titel: source.title, uitgever: source.publisher, url, datum: source.date }
    }
}

pub fn codes(slugs: Vec<Slug>) -> Vec<String> {
    slugs.into_iter().map(String::from).collect()
}
