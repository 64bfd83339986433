//! Walking posting lists: whole, or only where documents of a set are.

use tantivy::DocId;
use tantivy::postings::BlockSegmentPostings;

use crate::search::snapshot::Bits;

/// Every document of a list.
pub fn whole(blocks: &mut BlockSegmentPostings) -> Vec<DocId> {
    let mut documents = Vec::with_capacity(blocks.doc_freq() as usize);
    while !blocks.docs().is_empty() {
        documents.extend_from_slice(blocks.docs());
        blocks.advance();
    }
    documents
}

/// The documents of a set that are in a list, looked up block by block.
pub fn among(blocks: &mut BlockSegmentPostings, set: &Bits, mut visit: impl FnMut(DocId, u32)) {
    for doc in set.iter() {
        let at = blocks.seek(doc);
        match blocks.doc(at) {
            found if found == doc => visit(doc, blocks.freq(at)),
            tantivy::TERMINATED => return,
            _ => {}
        }
    }
}

/// Whether so many documents are looked up in a list sooner than so many entries are read.
pub fn is_few(documents: usize, entries: usize) -> bool {
    documents <= entries / LOOK_UP
}

/// A look-up costs about as much as reading so many entries: a block is unpacked for nearly each.
const LOOK_UP: usize = 64;

/// Leaves in `documents` (ascending) those that a list has too.
pub fn keep_common(documents: &mut Vec<DocId>, blocks: &mut BlockSegmentPostings) {
    if !is_few(documents.len(), blocks.doc_freq() as usize) {
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
