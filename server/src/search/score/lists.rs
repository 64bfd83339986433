//! Walking posting lists: whole, or only where documents of a set are.

use tantivy::DocId;
use tantivy::postings::BlockSegmentPostings;

use crate::search::snapshot::Bits;

/// Every document of a list with its number of occurrences.
pub fn each(blocks: &mut BlockSegmentPostings, mut visit: impl FnMut(DocId, u32)) {
    while !blocks.docs().is_empty() {
        blocks.docs().iter().zip(blocks.freqs()).for_each(|(doc, frequency)| visit(*doc, *frequency));
        blocks.advance();
    }
}

/// The documents of a list that are in a set of `size` documents. A small set is looked up in the list, block by block;
/// beside a large one the list is read whole.
pub fn among(blocks: &mut BlockSegmentPostings, set: &Bits, size: usize, mut visit: impl FnMut(DocId, u32)) {
    if size * LOOK_UP > blocks.doc_freq() as usize {
        return each(blocks, |doc, frequency| {
            if set.has(doc) {
                visit(doc, frequency);
            }
        });
    }
    for doc in set.iter() {
        let at = blocks.seek(doc);
        match blocks.doc(at) {
            found if found == doc => visit(doc, blocks.freq(at)),
            tantivy::TERMINATED => return,
            _ => {}
        }
    }
}

/// A look-up costs about as much as reading so many entries: a block is unpacked for nearly each.
const LOOK_UP: usize = 64;

/// Leaves in `documents` (ascending) those that a list has too.
pub fn keep_common(documents: &mut Vec<DocId>, blocks: &mut BlockSegmentPostings) {
    if documents.len() * LOOK_UP > blocks.doc_freq() as usize {
        let mut kept = 0;
        let mut at = 0;
        'list: while !blocks.docs().is_empty() {
            for doc in blocks.docs() {
                while documents.get(at).is_some_and(|wanted| wanted < doc) {
                    at += 1;
                }
                match documents.get(at) {
                    Some(wanted) if wanted == doc => {
                        documents[kept] = *doc;
                        kept += 1;
                        at += 1;
                    }
                    Some(_) => {}
                    None => break 'list,
                }
            }
            blocks.advance();
        }
        documents.truncate(kept);
    } else {
        documents.retain(|doc| {
            let at = blocks.seek(*doc);
            blocks.doc(at) == *doc
        });
    }
}
