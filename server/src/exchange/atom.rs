//! Feeds (Atom, RFC 4287).

use std::fmt::Write;

use app::model::following::Feed;
use app::model::lang::Lang;
use app::routes;

use super::schedule::escape;

/// A saved search: title, summary and label of each document, never its text. `site` is the address of the site, without a
/// slash at its end.
pub fn saved_search(feed: &Feed, site: &str) -> String {
    let updated = feed.documents.iter().map(|one| one.updated).max().unwrap_or(feed.created);
    let found = escape(&format!("{site}{}?{}", routes::search_url(Lang::Nl), feed.pairs));
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    // Writing to a String cannot fail.
    let _ = write!(
        xml,
        "<id>urn:uuid:{}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n<link rel=\"alternate\" href=\"{found}\"/>\n\
         <author><name>Knooppunt</name></author>\n",
        escape(&feed.id),
        escape(&feed.name),
    );
    for one in &feed.documents {
        let address = escape(&format!("{site}{}", routes::document_url(one.lang, &one.slug)));
        let _ = write!(
            xml,
            "<entry>\n<id>{address}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link href=\"{address}\"/>\n\
             <category term=\"{}\"/>\n<summary xml:lang=\"{}\">{}</summary>\n</entry>\n",
            escape(&one.title),
            one.updated,
            one.tlp.label(),
            one.lang.code(),
            escape(&one.summary),
        );
    }
    xml.push_str("</feed>\n");
    xml
}
