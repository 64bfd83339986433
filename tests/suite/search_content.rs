//! Questions that a professional would ask, against the bundled content: the right document is among the first three.

use app::desk::Search;
use app::model::lang::Lang;
use app::model::query::{Query, Suggestion, Target};
use app::model::reader::Reader;
use server::exchange::{Files, Limits, prose};
use server::library::follow::Follower;
use server::library::{Shelf, bundled};
use server::search::Index;
use server::store::Store;

/// Language, question, and a document (or its translation) that answers it.
const QUESTIONS: [(Lang, &str, &str); 46] = [
    (Lang::Nl, "hoe werkt pincodefraude", "pincodefraude"),
    (Lang::Nl, "pin code fraude container", "pincodefraude"),
    (Lang::Nl, "uithalers", "uithalers"),
    (Lang::Nl, "wet uithalers strafbaar", "uithalerswet"),
    (Lang::Nl, "training tegen ronselen van medewerkers", "training-tegen-ronselen"),
    (Lang::Nl, "onderwaterdrones duikers", "onderwaterdrones-duikteam"),
    (Lang::Nl, "slimme zegels", "slimme-zegels"),
    (Lang::Nl, "klantscreening bloemenveiling", "klantscreening-veiling"),
    (Lang::Nl, "vertrouwensketen", "vertrouwensketen"),
    (Lang::Nl, "waterbedeffect verplaatsing naar andere havens", "waterbedeffect"),
    (Lang::Nl, "drugs onder de romp van het schip", "bevestigen-aan-schip"),
    (Lang::Nl, "vog voor havenpersoneel", "haven-vog-pilot"),
    (Lang::Nl, "waar kan ik anoniem melden", "meld-misdaad-anoniem"),
    (Lang::Nl, "mogen we gegevens delen met private partijen", "delen-publiek-privaat"),
    (Lang::Nl, "kentekens camera moerdijk", "anpr-moerdijk"),
    (Lang::Nl, "cocaine in koelmotor", "verbergen-koelmotor"),
    (Lang::Nl, "vertrouwnsketen", "vertrouwensketen"),
    (Lang::En, "pin code fraud", "pincodefraude"),
    (Lang::En, "smart seals", "slimme-zegels"),
    (Lang::En, "smart fence", "slim-hekwerk-bijleveldhaven"),
    (Lang::En, "screening of customers at the flower auction", "klantscreening-veiling"),
    (Lang::En, "underwater drones", "onderwaterdrones-duikteam"),
    (Lang::En, "certified pick up antwerp", "certified-pick-up-antwerpen"),
    (Lang::En, "fear of sharing data", "angst-om-gegevens-te-delen"),
    (Lang::Es, "precinto inteligente", "slimme-zegels"),
    (Lang::Es, "fraude con código pin", "pincodefraude"),
    (Lang::Es, "reclutamiento", "ronselen"),
    (Lang::Nl, "bloemenveilingklanten screenen", "klantscreening-veiling"),
    (Lang::Nl, "veilingklanten", "klantscreening-veiling"),
    (Lang::Nl, "veilingscreening", "klantscreening-veiling"),
    (Lang::Nl, "containerinspectie aankondigen", "korter-aankondigen-controles"),
    (Lang::Nl, "havenmedewerkers omgekocht", "hulp-van-binnenuit"),
    (Lang::Nl, "hoeveel kilo cocaïne onderschept in 2023", "seizure-cocaine-kg"),
    (Lang::Nl, "bolletjesslikkers", "luchtvracht-koeriers-post"),
    (Lang::En, "divers hull cocaine", "bevestigen-aan-schip"),
    (Lang::En, "how many kilos of cocaine were seized", "seizure-cocaine-kg"),
    (Lang::De, "Taucher Schiffsrumpf Kokain", "bevestigen-aan-schip"),
    (Lang::De, "Anwerbung von Jugendlichen im Hafen", "ronselen"),
    (Lang::De, "bestochene Hafenarbeiter", "hulp-van-binnenuit"),
    (Lang::Fr, "recrutement de jeunes dans le port", "ronselen"),
    (Lang::Fr, "saisies de cocaïne en kilos", "seizure-cocaine-kg"),
    (Lang::Fr, "plongeurs coque du navire", "bevestigen-aan-schip"),
    (Lang::Es, "buzos casco del barco cocaína", "bevestigen-aan-schip"),
    (Lang::Es, "reclutamiento de jóvenes en el puerto", "ronselen"),
    (Lang::Es, "empresas pantalla", "dekmantelbedrijven"),
    (Lang::Es, "cocaína en el motor de refrigeración", "verbergen-koelmotor"),
];

async fn shelf() -> (tempfile::TempDir, Shelf) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    bundled(&store, Files::Bundled, Limits::default()).await.unwrap_or_else(|failure| panic!("{failure}"));
    let index = Index::open(&folder.path().join("index")).unwrap();
    let follower = Follower::new(store.clone(), index.clone());
    assert_eq!(follower.catch_up(&|_, _| ()).await.unwrap(), store.seq());
    let texts = prose::read(&Files::Bundled, Limits::default()).unwrap();
    (folder, Shelf::new(store, index, texts))
}

#[tokio::test]
async fn the_right_document_is_among_the_first_three() {
    let (_folder, shelf) = shelf().await;
    let mut missed = Vec::new();
    for (lang, typed, wanted) in QUESTIONS {
        let answer = shelf.search(&Reader::Anonymous, &Query::new(typed, lang)).await.unwrap();
        let first: Vec<String> = answer
            .hits
            .iter()
            .take(3)
            .flat_map(|hit| std::iter::once(&hit.slug).chain(hit.translations.iter().map(|(_, slug)| slug)))
            .map(ToString::to_string)
            .collect();
        if !first.iter().any(|slug| slug == wanted) {
            missed.push(format!("{typed}: {wanted} is not among {first:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[tokio::test]
async fn typing_leads_to_hubs_terms_and_titles() {
    let (_folder, shelf) = shelf().await;
    let ask = |typed: &'static str| shelf.suggest(&Reader::Anonymous, typed, Lang::Nl, 8);
    assert!(matches!(ask("schip").await.unwrap()[0].target, Target::Hub(_)));
    let titled = ask("slim").await.unwrap();
    assert!(
        titled.iter().any(
            |suggestion| matches!(&suggestion.target, Target::Document(slug, _) if slug.as_str() == "slimme-zegels")
        ),
        "{titled:?}"
    );
    let completed = |suggestions: Vec<Suggestion>| -> Vec<String> {
        let fields = suggestions.into_iter().filter(|suggestion| suggestion.target == Target::Completion);
        fields.map(|suggestion| suggestion.text).collect()
    };
    assert_eq!(completed(ask("zegels soo").await.unwrap()), ["zegels soort:"]);
    assert_eq!(completed(ask("zegels soort:inn").await.unwrap()), ["zegels soort:innovatie"]);
    assert_eq!(completed(ask("-knooppunt:sch").await.unwrap()), ["-knooppunt:schiphol"]);
    assert_eq!(completed(ask("soort:inzicht,inn").await.unwrap()), ["soort:inzicht,innovatie"]);
    let organisation = |suggestion: &Suggestion| matches!(suggestion.target, Target::Organisation(_));
    assert!(ask("douane").await.unwrap().iter().any(organisation));
    let related = shelf.related(&Reader::Anonymous, &"pincodefraude".parse().unwrap(), 5).await.unwrap();
    assert!(related.len() >= 3 && related.iter().all(|summary| summary.slug.as_str() != "pincodefraude"));
}
