//! What is added up for each document of a segment.

use tantivy::DocId;

use super::words::Block;
use crate::search::snapshot::Bits;

/// Sums per document. Those of titles lie apart: few documents have any.
pub struct Tallies {
    pub sums: Vec<Sum>,
    titles: Vec<InTitle>,
    /// The documents that something was added for.
    pub reached: Bits,
    /// Of those, the ones that have something in their title.
    titled: Bits,
}

#[derive(Clone, Copy, Default)]
pub struct Sum {
    pub score: f32,
    /// The weight of the words of the question that the document has.
    pub coverage: f32,
}

/// What a title scores by itself, and the share of the words that it has.
#[derive(Clone, Copy, Default)]
pub struct InTitle {
    pub score: f32,
    pub share: f32,
}

impl Tallies {
    pub fn new(documents: u32) -> Tallies {
        Tallies {
            sums: vec![Sum::default(); documents as usize],
            titles: vec![InTitle::default(); documents as usize],
            reached: Bits::none(documents),
            titled: Bits::none(documents),
        }
    }

    /// Adds entries of the list of a word of some weight that is this share of all words.
    pub fn add(&mut self, block: &Block<'_>, mass: f32, share: f32) {
        for (doc, score) in block.docs.iter().zip(block.scores) {
            let sum = &mut self.sums[*doc as usize];
            sum.score += score;
            sum.coverage += mass;
        }
        self.reached.add_all(block.docs);
        for (doc, score) in block.titles {
            let title = self.title(*doc);
            title.score += score;
            title.share += share;
        }
    }

    /// The title of a document, to add to.
    pub fn title(&mut self, doc: DocId) -> &mut InTitle {
        self.titled.add(doc);
        &mut self.titles[doc as usize]
    }

    pub fn is_titled(&self, doc: DocId) -> bool {
        self.titled.has(doc)
    }

    /// Changes what each document reached has.
    pub fn each(&mut self, mut change: impl FnMut(DocId, &mut Sum)) {
        self.reached.iter().for_each(|doc| change(doc, &mut self.sums[doc as usize]));
    }

    /// Adds to each document what its title is worth.
    pub fn add_titles(&mut self, worth: impl Fn(InTitle) -> f32) {
        self.titled.iter().for_each(|doc| self.sums[doc as usize].score += worth(self.titles[doc as usize]));
    }

    /// Lets go of documents that have less of the question.
    pub fn keep_covered(&mut self, least: f32) {
        let sums = &self.sums;
        self.reached.retain(|doc| sums[doc as usize].coverage >= least);
    }

    /// Adds all that another has, and leaves it empty.
    pub fn take(&mut self, other: &mut Tallies) {
        for doc in other.reached.iter() {
            let own = std::mem::take(&mut other.sums[doc as usize]);
            let sum = &mut self.sums[doc as usize];
            sum.score += own.score;
            sum.coverage += own.coverage;
        }
        for doc in other.titled.iter() {
            let own = std::mem::take(&mut other.titles[doc as usize]);
            let title = self.title(doc);
            title.score += own.score;
            title.share += own.share;
        }
        self.reached.or(&other.reached);
        other.reached.clear();
        other.titled.clear();
    }
}
