//! A mail that says that something waits in the portal, and not what: as plain text, in both languages.

use app::model::lang::Lang;
use app::model::slug::Slug;
use app::parts::format;
use app::routes;
use app::words::{Interface, Words, fill};
use jiff::Timestamp;

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knock<'a> {
    /// A message waits.
    Message,
    /// A profile ends then, unless its person says that it is right.
    Ending(Timestamp),
    /// A message waits at a contact point.
    ContactMessage,
    /// A contact point of this organisation ends then, unless somebody says that it is right.
    ContactEnding(&'a Slug, Timestamp),
}

/// The subject and the text. `site` is the address of the site without a slash at its end.
pub fn knock(what: Knock<'_>, nl: &'static Words, en: &'static Words, site: &str) -> (String, String) {
    let of = |lang: Lang, words: &'static Words| {
        let interface = Interface { lang, words };
        let (words, contacts) = (&words.profiles, &words.contact_points);
        match what {
            Knock::Message => {
                let address = routes::overview_url(lang);
                (words.mail_message.clone(), format!("{}\n{site}{address}\n", words.mail_message_text))
            }
            Knock::Ending(ends) => {
                let text = fill(&words.mail_ending_text, &[("date", &format::day(interface, ends))]);
                (words.mail_ending.clone(), format!("{text}\n{site}{}\n", routes::own_profile_url(lang)))
            }
            Knock::ContactMessage => {
                let address = routes::overview_url(lang);
                (contacts.mail_message.clone(), format!("{}\n{site}{address}\n", contacts.mail_message_text))
            }
            Knock::ContactEnding(organisation, ends) => {
                let text = fill(&contacts.mail_ending_text, &[("date", &format::day(interface, ends))]);
                let address = routes::contact_desk_url(lang, organisation);
                (contacts.mail_ending.clone(), format!("{text}\n{site}{address}\n"))
            }
        }
    };
    let ((subject, dutch), (_, english)) = (of(Lang::Nl, nl), of(Lang::En, en));
    (subject, format!("{dutch}\n--\n\n{english}"))
}
