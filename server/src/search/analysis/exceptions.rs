//! Words that the Dutch stemmer of Snowball 3 takes too far, or not the same way twice.
//!
//! It takes `ge-` for the mark of a participle (`gemeente` becomes `meen`, `geweld` becomes `wel`), the end of `haven` for
//! that of a verb (`haven` becomes `haaf`, `havens` `haven`), leaves the doubled consonant of short adjectives
//! (`slimme`) that it does not know from `slim`, and cannot know irregular and borrowed verbs (`omgekocht`, `gescreend`).

/// The stem of a folded Dutch word, where ours differs from the stemmer's.
pub fn dutch(folded: &str) -> Option<String> {
    if let Some((_, stem)) = NOUNS.iter().find(|(forms, _)| forms.split(' ').any(|form| form == folded)) {
        return Some((*stem).to_owned());
    }
    // Ports are what all this is about, with whatever stands before them.
    let harbour = folded.strip_suffix('s').unwrap_or(folded);
    if harbour.ends_with("haven") {
        return Some(harbour.to_owned());
    }
    doubled(folded)
}

/// `slimme` is `slim`: a short word that ends in two of the same consonant and an e.
fn doubled(folded: &str) -> Option<String> {
    let bytes = folded.as_bytes();
    let [.., vowel, one, other, b'e'] = bytes else { return None };
    let short = bytes.len() <= SHORT && one == other && b"bdfgklmnprst".contains(one) && b"aeiou".contains(vowel);
    short.then(|| folded[..folded.len() - 2].to_owned())
}

const SHORT: usize = 7;

/// Forms of a word, and their stem.
const NOUNS: [(&str, &str); 24] = [
    ("gemeente gemeenten gemeentes", "gemeente"),
    ("gegeven gegevens", "gegeven"),
    ("gebied gebieden", "gebied"),
    ("gebouw gebouwen", "gebouw"),
    ("gebruik", "gebruik"),
    ("gedrag gedragingen gedraging", "gedrag"),
    ("geweld gewelddadig gewelddadige", "geweld"),
    ("geheim geheime geheimen", "geheim"),
    ("gezag", "gezag"),
    ("gerecht gerechten", "gerecht"),
    ("geval gevallen", "geval"),
    ("gevolg gevolgen", "gevolg"),
    ("getuige getuigen", "getuige"),
    ("gezin gezinnen", "gezin"),
    ("gevangenis gevangenissen", "gevangenis"),
    ("gesprek gesprekken", "gesprek"),
    ("gewicht gewichten", "gewicht"),
    ("controle controles controleren gecontroleerd controleert", "controle"),
    ("ronselen ronselt ronselaar ronselaars geronseld ronseling", "ronsel"),
    ("omkopen omkoopt omkocht omkochten omgekocht omgekochte omkoping omkopingen", "omkop"),
    ("screenen screent gescreend gescreende screening screenings", "screen"),
    ("weerbaar weerbare weerbaarheid", "weerbaar"),
    ("veiling veilingen", "veiling"),
    ("informatie informatief", "informatie"),
];
