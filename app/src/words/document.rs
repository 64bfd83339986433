use serde::Deserialize;

/// The page of a document. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub author: String,
    pub revision: String,
    pub published: String,
    pub updated: String,
    pub owner: String,
    pub hubs: String,
    pub lines: String,
    pub stages: String,
    pub tags: String,
    pub language: String,
    pub translations: String,
    pub sharing: String,
    pub contents: String,
    pub text: String,
    pub sources: String,
    pub linked: String,
    pub related: String,
    pub actions: String,
    pub print: String,
    pub markdown: String,
    pub json: String,
    pub cite: String,
    /// With `{title}`, `{owner}`, `{revision}` and `{date}`; the address follows.
    pub citation: String,
    pub copy: String,
    pub copied: String,
}
