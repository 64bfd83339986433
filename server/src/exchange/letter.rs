//! A mail with news, as plain text. Mail is read outside the house: what is above TLP:GREEN is counted and not named.

use std::fmt::Write;

use app::model::following::{News, Watched};
use app::model::lang::Lang;
use app::model::tlp::Tlp;
use app::pages::signals::told;
use app::routes;
use app::words::{Interface, Words, fill};

/// The subject and the text of a mail with this news; `None` when there is none. `site` is the address of the site without a
/// slash at its end, `ends` the address that ends mail.
pub fn letter(news: &[News], lang: Lang, words: &'static Words, site: &str, ends: &str) -> Option<(String, String)> {
    let count: usize = news.iter().map(News::count).sum();
    if count == 0 {
        return None;
    }
    let own = &words.following.letter;
    let mut text = format!("{}\n", own.opening);
    // Writing to a String cannot fail.
    for one in news.iter().filter(|one| one.count() > 0) {
        let _ = write!(text, "\n* {}\n", name(one, words));
        let mut withheld = 0;
        for document in &one.documents {
            if document.tlp > Tlp::Green {
                withheld += 1;
                continue;
            }
            let address = routes::document_url(lang, &document.slug);
            let _ = write!(text, "  - {} ({})\n    {site}{address}\n", document.title, document.tlp.label());
        }
        for row in &one.adoptions {
            for step in &row.steps {
                if row.document.tlp > Tlp::Green || step.told.sharing.tlp() > Tlp::Green {
                    withheld += 1;
                    continue;
                }
                let (state, address) =
                    (words.adoption.state(step.told.state), routes::document_url(lang, &row.document.slug));
                let (title, hub, party) = (&row.document.title, &step.hub, &step.organisation);
                let _ = write!(text, "  - {title}: {hub} ({party}) {state}\n    {site}{address}#toepassing\n");
            }
        }
        for listed in &one.signals {
            if listed.signal.sharing.tlp() > Tlp::Green {
                withheld += 1;
                continue;
            }
            let address = routes::signal_url(lang, &listed.signal.id);
            let _ = write!(text, "  - {}\n    {site}{address}\n", told::line(Interface { lang, words }, listed));
        }
        if withheld > 0 {
            let _ = writeln!(text, "  - {}", fill(&own.withheld, &[("count", &withheld)]));
        }
    }
    let overview = routes::overview_url(lang);
    let _ = write!(text, "\n{}\n{site}{overview}\n\n{}\n{ends}\n", own.more, own.stop);
    Some((fill(&own.subject, &[("count", &count)]), text))
}

fn name(news: &News, words: &Words) -> String {
    match (&news.watch.what, &news.title) {
        (Watched::Document(_), _) if news.tlp > Tlp::Green => words.following.letter.withheld_title.clone(),
        (Watched::Line(line), _) => words.names.line(*line).to_owned(),
        (_, Some(title)) => title.clone(),
        (_, None) => words.following.gone.clone(),
    }
}
