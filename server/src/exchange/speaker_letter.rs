//! A letter that asks a speaker for what is missing of their session, as plain text with a personal link in it.

use app::model::speakers::Asking;
use app::parts::format;
use app::parts::session::weekday;
use app::routes;
use app::words::{Interface, Words, fill};

/// The subject and the text. `site` is the address of the site without a slash at its end.
pub fn speaker_letter(asking: &Asking, words: &'static Words, site: &str) -> (String, String) {
    let interface = Interface { lang: asking.lang, words };
    let words = &words.speakers;
    let when = format!("{}, {}", weekday(interface, asking.start.date()), asking.start.strftime("%H:%M"));
    let parts: [(&str, &dyn std::fmt::Display); 4] = [
        ("speaker", &asking.speaker),
        ("session", &asking.session_title),
        ("title", &asking.conference_title),
        ("when", &when),
    ];
    let opening = fill(if asking.reminds { &words.letter_reminder } else { &words.letter_invitation }, &parts);
    let missing: Vec<String> =
        asking.missing.iter().map(|missing| format!("- {}", words.asked_of_speaker(*missing))).collect();
    let asked = match missing.is_empty() {
        true => String::new(),
        false => format!("{}\n{}\n\n", words.letter_missing, missing.join("\n")),
    };
    let link = routes::hand_in_url(asking.lang, &asking.conference, &asking.secret);
    let until = fill(&words.letter_until, &[("date", &format::date(interface, asking.until))]);
    let greeting = fill(&words.letter_greeting, &parts);
    let text = format!("{greeting}\n\n{opening}\n\n{asked}{}\n{site}{link}\n\n{until}\n", words.letter_link);
    // A title of a file may have line breaks; a subject has none.
    let subject = fill(&words.letter_subject, &parts).split_whitespace().collect::<Vec<_>>().join(" ");
    (subject, text)
}
