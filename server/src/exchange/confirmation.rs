//! A mail that tells somebody how their registration for a congress stands, as plain text.

use app::model::conference::Edition;
use app::model::lang::Lang;
use app::model::registration::{Attendee, Standing};
use app::pages::conferences::days;
use app::parts::format::moment;
use app::routes;
use app::words::{Interface, Words, fill};

/// The subject and the text. `site` is the address of the site without a slash at its end, `own` the path of the
/// registration.
pub fn confirmation(
    edition: &Edition,
    attendee: &Attendee,
    lang: Lang,
    words: &'static Words,
    site: &str,
    own: &str,
) -> (String, String) {
    let programme = &edition.programme;
    let title = &programme.title;
    let interface = Interface { lang, words };
    let when = days(interface, programme.first, programme.last);
    let words = &words.registering;
    let (subject, told) = match attendee.standing {
        Standing::In => (&words.mail_in, fill(&words.mail_in_text, &[("title", title), ("when", &when)])),
        Standing::Waiting(place) => (
            &words.mail_waiting,
            fill(&words.mail_waiting_text, &[("title", title), ("when", &when), ("place", &place)]),
        ),
    };
    let calendar = match attendee.standing {
        Standing::In => {
            let file = routes::conference_file_url(&edition.slug, "congres.ics");
            format!("\n{}\n{site}{file}\n", words.mail_calendar)
        }
        Standing::Waiting(_) => String::new(),
    };
    let programme = routes::conference_url(lang, &edition.slug);
    let link = match attendee.held_until {
        Some(until) => fill(&words.mail_confirm, &[("moment", &moment(interface, until))]),
        None => words.mail_link.clone(),
    };
    let text = format!("{told}\n\n{link}\n{site}{own}\n{calendar}\n{site}{programme}\n");
    // A title of a file may have line breaks; a subject has none.
    let subject = fill(subject, &[("title", title)]).split_whitespace().collect::<Vec<_>>().join(" ");
    (subject, text)
}
