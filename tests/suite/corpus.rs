//! Entries for tests of the search: made by hand, or at random from a seed that is printed when a test fails.

use std::collections::BTreeSet;
use std::path::Path;

use app::model::facts::Kind;
use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::HitKind;
use app::model::reader::{OrganisationKind, Person, Reader};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use jiff::Timestamp;
use server::search::entry::Card;
use server::search::{Edit, Entry, Index};

/// A guidance text for everybody.
pub fn entry(slug: &str, lang: Lang, title: &str, body: &str) -> Entry {
    let slug = self::slug(slug);
    let card = Card {
        group: slug.clone(),
        slug,
        kind: HitKind::Document(Kind::Guidance),
        lang,
        title: title.to_owned(),
        summary: String::new(),
        hubs: Vec::new(),
        lines: Vec::new(),
        stages: Vec::new(),
        tlp: Tlp::Clear,
        published: None,
        valid_until: None,
        review_by: None,
        updated: Some(Timestamp::UNIX_EPOCH),
        translation_of: None,
        passage: None,
    };
    Entry {
        card,
        titled: true,
        sharing: Sharing::clear(),
        author: None,
        outer: None,
        body: body.to_owned(),
        tags: Vec::new(),
        version: 1,
    }
}

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// The same, as a translation of another.
pub fn translation(slug: &str, of: &str, lang: Lang, title: &str, body: &str) -> Entry {
    let mut entry = entry(slug, lang, title, body);
    entry.card.group = self::slug(of);
    entry.card.translation_of = Some(self::slug(of));
    entry
}

pub fn edit(entry: &Entry) -> Edit {
    Edit { key: format!("document/{}", entry.card.slug), entries: vec![entry.clone()] }
}

/// An index of these entries in a folder.
pub fn index(folder: &Path, entries: &[Entry]) -> Index {
    let index = Index::open(folder).unwrap();
    let edits: Vec<Edit> = entries.iter().map(edit).collect();
    index.apply(&edits, 1).unwrap();
    index
}

/// A generator of repeatable numbers (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % most as u64) as usize
    }

    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    pub fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.one(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// Few words, so that everything meets everything.
pub const WORDS: [&str; 40] = [
    "smokkel",
    "drugssmokkel",
    "haven",
    "havens",
    "havenmedewerker",
    "container",
    "containers",
    "koelcontainer",
    "uithaler",
    "uithalers",
    "douane",
    "scan",
    "scanner",
    "scannen",
    "pincode",
    "pin-code",
    "zegel",
    "zegels",
    "port",
    "ports",
    "smuggling",
    "seal",
    "customs",
    "worker",
    "cocaïne",
    "cocaine",
    "hafen",
    "zoll",
    "schmuggel",
    "rotterdam",
    "vlissingen",
    "de",
    "het",
    "van",
    "the",
    "of",
    "2023",
    "bloemen",
    "veiling",
    "bloemenveiling",
];

/// Entries of all labels, languages, kinds, hubs, lines and years, some of them translations of others.
pub fn random(seed: u64, count: usize) -> Vec<Entry> {
    let mut dice = Dice(seed);
    let mut entries: Vec<Entry> = Vec::new();
    for number in 0..count {
        let lang = Lang::ALL[dice.below(8).min(9) % 5];
        let (title, body) = (dice_words(&mut dice, 4), dice_words(&mut dice, 30));
        let mut entry = entry(&format!("text-{number:03}"), lang, &title, &body);
        if number > 0 && dice.below(4) == 0 {
            let of = dice.below(number);
            entry.card.group = entries[of].card.group.clone();
            entry.card.translation_of = Some(entries[of].card.group.clone());
        }
        entry.card.summary = dice_words(&mut dice, 6);
        entry.card.kind = HitKind::all().nth(dice.below(8)).unwrap();
        if entry.card.kind == HitKind::Indicator {
            entry.card.kind = HitKind::Document(Kind::Practice);
        }
        entry.card.hubs = ["rotterdam", "schiphol", "hamburg"][..dice.below(4)].iter().map(|hub| slug(hub)).collect();
        entry.card.lines = Line::ALL[..dice.below(5)].to_vec();
        if dice.below(5) > 0 {
            entry.card.published = Some(jiff::civil::date(2019 + dice.below(5) as i16, 1 + dice.below(12) as i8, 1));
        }
        entry.sharing = sharing(&mut dice);
        entry.card.tlp = entry.sharing.tlp();
        entry.author = (dice.below(3) == 0).then(|| slug(dice.one(&["p-1", "p-2", "p-9"])));
        entries.push(entry);
    }
    entries
}

fn dice_words(dice: &mut Dice, most: usize) -> String {
    let count = 1 + dice.below(most);
    dice.words(count)
}

fn sharing(dice: &mut Dice) -> Sharing {
    const AUDIENCE: [&str; 6] =
        ["organisation:douane", "organisation:rederij", "hub:schiphol", "group:fruit", "person:p-1", "person:p-2"];
    let tlp = Tlp::ALL[dice.below(7).min(4)];
    let audience = AUDIENCE.into_iter().filter(|_| dice.below(3) == 0).map(|member| member.parse().unwrap()).collect();
    let public = dice.below(3) == 0 && tlp != Tlp::Clear;
    Sharing::new(tlp, audience, public).unwrap()
}

pub fn person(id: &str, organisation: &str, kind: OrganisationKind, hub: &str) -> Reader {
    Reader::Person(Person {
        id: slug(id),
        organisation: slug(organisation),
        kind,
        hubs: [slug(hub)].into(),
        groups: [slug("fruit")].into(),
        roles: BTreeSet::new(),
    })
}
