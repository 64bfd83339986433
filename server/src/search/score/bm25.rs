//! BM25 and BM25F (Robertson and Zaragoza 2009, Foundations and Trends in Information Retrieval 3:4), with our numbers.

/// How fast more occurrences stop counting.
pub const K1: f32 = 1.2;
/// How much a long text, or a long title, is held against a document.
pub const B: f32 = 0.4;
pub const B_TITLE: f32 = 0.4;

/// The part that counts of a (weighted) number of occurrences; at most K1 + 1.
pub fn saturated(occurrences: f32) -> f32 {
    occurrences * (K1 + 1.0) / (occurrences + K1)
}

/// How rare a term is among the documents that could have it.
pub fn idf(documents: u32, frequency: u32) -> f32 {
    let (documents, frequency) = (documents.max(frequency) as f32, frequency as f32);
    (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// What one occurrence counts in a text of some length, by the length's number in the index.
pub struct Lengths([f32; 256]);

impl Lengths {
    pub fn new(mean: f32, b: f32) -> Lengths {
        Lengths(std::array::from_fn(|id| {
            let length = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(id as u8) as f32;
            1.0 / (1.0 - b + b * length / mean)
        }))
    }

    pub fn share(&self, id: u8) -> f32 {
        self.0[usize::from(id)]
    }
}
