//! Markdown as plain text: what is indexed, and what passages are cut from.

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, parse_document};

/// The text of a Markdown body without its marks. Blocks end with a line break, so that a passage can stop there.
pub fn plain(markdown: &str) -> String {
    // Most imported bodies have no mark at all, and a parser costs more than the rest of the indexing.
    if !markdown.contains(['#', '*', '_', '`', '[', '<', '|', '&', '\\', '~']) {
        return markdown.to_owned();
    }
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.autolink = false;
    let mut text = String::with_capacity(markdown.len());
    write(parse_document(&arena, markdown, &options), &mut text);
    text
}

fn write<'a>(root: Node<'a>, text: &mut String) {
    for edge in root.traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(node) => match &node.data().value {
                NodeValue::Text(words) => text.push_str(words),
                NodeValue::Code(code) => text.push_str(&code.literal),
                NodeValue::CodeBlock(code) => text.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
                NodeValue::TableCell => text.push(' '),
                _ => {}
            },
            comrak::arena_tree::NodeEdge::End(node) => {
                if node.data().value.block() && !text.ends_with('\n') && !text.is_empty() {
                    text.push(if matches!(node.data().value, NodeValue::TableCell) { ' ' } else { '\n' });
                }
            }
        }
    }
}
