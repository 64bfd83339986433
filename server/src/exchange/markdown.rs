//! Markdown to HTML that is safe to show. The only maker of `SafeHtml`.
//!
//! comrak drops raw HTML and scripted links; ammonia then lets through nothing but an allow-list. Either alone would do;
//! a flaw in one is caught by the other.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use ammonia::{Builder, UrlRelative};
use app::model::html::{Heading, SafeHtml};
use comrak::adapters::{HeadingAdapter, HeadingMeta};
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{NodeValue, Sourcepos};
use comrak::options::Plugins;
use comrak::{Arena, Node, Options};

/// A text as HTML, with the headings for its table of contents (levels 2 and 3).
///
/// CommonMark with GFM tables, strike-through and footnotes. The highest heading becomes level 2, because the page has
/// the title. Images become links: a page loads nothing from elsewhere.
pub fn render(markdown: &str) -> (SafeHtml, Vec<Heading>) {
    let options = options();
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    cut_depth(root);
    shift_headings(root);
    images_to_links(root);
    let anchors = Anchors::default();
    let mut plugins = Plugins::default();
    plugins.render.heading_adapter = Some(&anchors);
    let mut html = String::with_capacity(markdown.len() * 2);
    // Writing to a string cannot fail; if it ever did, half a text is no text.
    if comrak::format_html_with_plugins(root, &options, &mut html, &plugins).is_err() {
        html.clear();
    }
    (SafeHtml::from_sanitised(SANITISER.clean(&html).to_string()), anchors.into_contents())
}

/// A text of somebody else's file, which may be Markdown or HTML: HTML when it has tags of blocks or links.
pub fn render_either(text: &str) -> SafeHtml {
    if !is_html(text) {
        return render(text).0;
    }
    SafeHtml::from_sanitised(SANITISER.clean(text).to_string())
}

fn is_html(text: &str) -> bool {
    const TAGS: [&str; 14] =
        ["<p>", "<p ", "</p>", "<br", "<ul", "<ol", "<a ", "<div", "<h1", "<h2", "<h3", "<strong", "<em>", "<b>"];
    let lower = text.to_ascii_lowercase();
    TAGS.iter().any(|tag| lower.contains(tag))
}

/// A text that may be Markdown or HTML, as plain text with its paragraphs.
pub fn plain_either(text: &str) -> String {
    let html = render_either(text);
    let mut plain = String::with_capacity(text.len());
    let mut rest = html.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let block = ["/p", "/li", "/h", "br", "/tr", "/pre", "/blockquote"].iter().any(|name| tag.starts_with(name));
        if block && !plain.ends_with('\n') {
            plain.push('\n');
        }
        rest = after;
    }
    plain.push_str(rest);
    // The entities that the sanitiser writes; the ampersand last.
    for (entity, c) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&#39;", "'"), ("&amp;", "&")]
    {
        plain = plain.replace(entity, c);
    }
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    // Pasted indicators must not become links by themselves.
    options.extension.autolink = false;
    options.render.r#unsafe = false;
    options
}

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let headings = ["h2", "h3", "h4", "h5", "h6"];
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "id", "title"])),
        ("li", HashSet::from(["id"])),
        ("ol", HashSet::from(["start"])),
        ("td", HashSet::from(["align"])),
        ("th", HashSet::from(["align"])),
    ]);
    attributes.extend(headings.map(|heading| (heading, HashSet::from(["id"]))));
    let mut builder = Builder::empty();
    builder
        .tags(tags.into_iter().chain(headings).collect())
        .tag_attributes(attributes)
        .add_allowed_classes("section", ["footnotes"])
        .add_allowed_classes("sup", ["footnote-ref"])
        .add_allowed_classes("a", ["footnote-backref"])
        .set_tag_attribute_value("th", "scope", "col")
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"));
    builder
});

/// How deep blocks and emphasis may be nested. Real texts stay below ten; without a bound, a line of a hundred thousand
/// `>` would cost the sanitiser the square of that.
const DEEPEST: usize = 60;

fn cut_depth(root: Node<'_>) {
    let (mut depth, mut too_deep) = (0, Vec::new());
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                if depth == DEEPEST {
                    too_deep.extend(node.children());
                }
            }
            NodeEdge::End(_) => depth -= 1,
        }
    }
    for node in too_deep {
        node.detach();
    }
}

fn shift_headings(root: Node<'_>) {
    let level = |node: Node<'_>| match node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let Some(highest) = root.descendants().filter_map(level).min() else { return };
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data_mut().value {
            heading.level = (heading.level - highest + 2).min(6);
        }
    }
}

fn images_to_links(root: Node<'_>) {
    for node in root.descendants() {
        let value = &mut node.data_mut().value;
        if let NodeValue::Image(image) = value {
            *value = NodeValue::Link(image.clone());
        }
    }
}

/// Writes headings with an anchor each and remembers them.
#[derive(Default)]
struct Anchors(Mutex<Written>);

#[derive(Default)]
struct Written {
    contents: Vec<Heading>,
    taken: HashSet<String>,
    /// The next number to try after an anchor that is taken.
    next: HashMap<String, usize>,
}

impl Anchors {
    fn written(&self) -> MutexGuard<'_, Written> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn into_contents(self) -> Vec<Heading> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).contents
    }
}

impl HeadingAdapter for Anchors {
    fn enter(&self, output: &mut dyn Write, heading: &HeadingMeta, _: Option<Sourcepos>) -> fmt::Result {
        let mut written = self.written();
        let anchor = written.unique(anchor_of(&heading.content));
        // Letters, digits and hyphens only: nothing to escape.
        write!(output, "<h{} id=\"{anchor}\">", heading.level)?;
        if heading.level <= 3 {
            let text = heading.content.trim().to_owned();
            written.contents.push(Heading { level: heading.level, anchor, text });
        }
        Ok(())
    }

    fn exit(&self, output: &mut dyn Write, heading: &HeadingMeta) -> fmt::Result {
        writeln!(output, "</h{}>", heading.level)
    }
}

impl Written {
    fn unique(&mut self, anchor: String) -> String {
        let mut unique = anchor.clone();
        while self.taken.contains(&unique) {
            let next = self.next.entry(anchor.clone()).or_insert(2);
            unique = format!("{anchor}-{next}");
            *next += 1;
        }
        self.taken.insert(unique.clone());
        unique
    }
}

/// `s-` keeps anchors of texts apart from the ids of the page around them.
fn anchor_of(text: &str) -> String {
    let mut anchor = String::from("s");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(12) {
        anchor.push('-');
        anchor.extend(word.chars().take(40).flat_map(char::to_lowercase));
    }
    anchor
}
