//! The check before submission: what it must find, and what it must leave alone. All numbers are made up, or those that
//! standards give as examples.

use app::model::facts::Kind;
use app::model::sensitive::{Matter, findings, open, places};
use app::model::sheet::Sheet;

fn found(text: &str) -> Vec<(Matter, &str)> {
    places(text).into_iter().map(|place| (place.matter, &text[place.from..place.to])).collect()
}

#[test]
fn it_finds_what_does_not_belong_in_a_text() {
    use Matter::*;
    for (text, matter, part) in [
        // 1·9+1·8+1·7+2·6+2·5+2·4+3·3+3·2 = 69; 69 mod 11 = 3.
        ("bsn 111222333 van de chauffeur", Bsn, "111222333"),
        ("het nummer 1112.22.333.", Bsn, "1112.22.333"),
        ("nummer 111 222 333 genoteerd", Bsn, "111 222 333"),
        ("mail naar jan.jansen@haven.example.", Email, "jan.jansen@haven.example"),
        ("(a+b@sub.voorbeeld.nl)", Email, "a+b@sub.voorbeeld.nl"),
        ("bel 06-12345678 na vieren", Telephone, "06-12345678"),
        ("bel 010 123 45 67.", Telephone, "010 123 45 67"),
        ("telefoon (010) 1234567", Telephone, "(010) 1234567"),
        ("via +31 6 1234 5678", Telephone, "+31 6 1234 5678"),
        ("via +593 2 123 4567", Telephone, "+593 2 123 4567"),
        ("via 0031612345678", Telephone, "0031612345678"),
        ("een wagen met kenteken 12-ABC-3 reed", LicencePlate, "12-ABC-3"),
        ("kenteken GB-001-B", LicencePlate, "GB-001-B"),
        ("(AB-12-CD)", LicencePlate, "AB-12-CD"),
        // The example of the registry of IBANs.
        ("naar NL91ABNA0417164300 overgemaakt", Iban, "NL91ABNA0417164300"),
        ("naar NL91 ABNA 0417 1643 00 overgemaakt", Iban, "NL91 ABNA 0417 1643 00"),
        ("DE89 3704 0044 0532 0130 00", Iban, "DE89 3704 0044 0532 0130 00"),
        // The example of ISO 6346.
        ("container CSQU3054383 stond", Container, "CSQU3054383"),
        ("container CSQU 305438 3.", Container, "CSQU 305438 3"),
        ("container CSQU-305438-3", Container, "CSQU-305438-3"),
        ("vanaf 8.8.4.4 ingelogd", IpAddress, "8.8.4.4"),
        ("vanaf 8.8.4.4:443", IpAddress, "8.8.4.4:443"),
        ("adres 2a00:1450:400e:80c::200e", IpAddress, "2a00:1450:400e:80c::200e"),
        ("geboren op 4-11-1980 in Breda", Birth, "4-11-1980"),
        ("geb. 4 november 1980", Birth, "4 november 1980"),
        ("date of birth: 1980-11-04", Birth, "1980-11-04"),
        ("met Jan de Vries (04-11-1980) gesproken", Birth, "Jan de Vries (04-11-1980"),
        ("Anna Bakker, 4 mei 1991, werkte", Birth, "Anna Bakker, 4 mei 1991"),
    ] {
        assert_eq!(found(text), [(matter, part)], "{text}");
    }
}

#[test]
fn it_leaves_alone_what_only_looks_like_it() {
    for text in [
        // Numbers that fail their check.
        "nummer 111222334",
        "NL91ABNA0417164301",
        "CSQU3054384",
        "CSQX3054383",
        // Years, amounts, dates, periods, versions, articles of law.
        "van 2019 tot 2024, 24.000 kilo en € 29.500.000",
        "in 2022-11-04 en 04-11-2022",
        "op 4 november 2022 schreef de minister",
        "besluit 2024/1234 van 12.500.000 euro",
        "artikel 138aa van het Wetboek van Strafrecht",
        "versie 1.2.3 van 10.0",
        "TLP:AMBER+STRICT en ISO 6346",
        "NL, EC, EU en INT",
        "2024-Q1 en 2024-W09",
        "12:30 uur en 08:00:00",
        "EMMIE (Johnson 2015)",
        "Kamerstuk 29911, nr. 379",
        // Documentation and loopback addresses are nobody's.
        "192.0.2.1 en 127.0.0.1 en 2001:db8::1",
        "adres @haven en jan@haven",
        "bel 112 of 0800-7000",
        // Digits of a web address are names of pages.
        "https://zoek.officielebekendmakingen.nl/kst-29911-0612345678.html",
        "A-1, B-22 en C-333",
        // A name beside the date of an event.
        "Hugo de Groot (10 april 2023)",
        "De eerste proef (04-11-2022)",
        "Op 4 november 1980 werd de kade geopend",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_finding_tells_its_place_and_stays_until_there_is_a_reason() {
    let body = "Eerste regel.\n\nBel 06-12345678 of mail jan@haven.example.\nBel 06-12345678 nog eens.";
    let sheet =
        Sheet::from_pairs(Kind::Guidance, [("title", "Titel"), ("body", body), ("for_whom", "mail jan@haven.example")]);
    let all = findings(&sheet);
    let told: Vec<_> = all.iter().map(|one| (one.field.as_str(), one.line, one.text.as_str())).collect();
    assert_eq!(
        told,
        [("body", 3, "06-12345678"), ("body", 3, "jan@haven.example"), ("for_whom", 1, "jan@haven.example")],
        "the same in the same field once"
    );
    assert_eq!((all[0].before.as_str(), all[0].after.as_str()), ("Bel ", " of mail jan@haven.example."));
    let mut reasons = std::collections::BTreeMap::new();
    assert_eq!(open(&all, &reasons).len(), 3);
    reasons.insert(all[0].id.clone(), "Het nummer van de meldkamer.".to_owned());
    reasons.insert(all[1].id.clone(), "  ".to_owned());
    reasons.insert("elders".to_owned(), "Reden.".to_owned());
    assert_eq!(open(&all, &reasons).len(), 2, "an empty reason is none, and one for something else neither");
    // A reason holds for what it was given for, not for what the field says next.
    let other = Sheet::from_pairs(Kind::Guidance, [("body", "Bel 06-87654321.")]);
    assert_eq!(open(&findings(&other), &reasons).len(), 1);
}
