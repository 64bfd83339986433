//! Words that carry no question by themselves.

use app::model::lang::Lang;

/// True for a (folded) word that only holds a sentence together. Such words do not make a document match when the
/// question has others. Kept short on purpose: leaving stop words out gains nothing in ranking (docs/search.md),
/// it only keeps totals and facets about the question.
pub fn is_stop_word(folded: &str, lang: Lang) -> bool {
    let list = match lang {
        Lang::Nl => DUTCH,
        Lang::En => ENGLISH,
        Lang::De => GERMAN,
        Lang::Fr => FRENCH,
        Lang::Es => SPANISH,
    };
    list.split_ascii_whitespace().any(|word| word == folded)
}

const DUTCH: &str = "aan al als bij dan dat de deze die dit door een en er had heb hebben heeft het hier hij hoe hun ik \
     in is je kan kunnen maar me meer men met mijn moet moeten naar niet nog of om onder ons ook op over te tegen toch \
     toen tot u uit van veel voor waar waarom wanneer was wat we wel welk welke werd wie wij worden wordt ze zich zij \
     zijn zo zou zullen";
const ENGLISH: &str = "a about an and are as at be been but by can did do does for from had has have he her his how i if \
     in into is it its may me my no not of on or our she should so some such than that the their them then there these \
     they this those to was we were what when where which who why will with would you your";
const GERMAN: &str = "als am an auch auf aus bei bin bis da das dass dem den der des die dies diese dieser doch du durch \
     ein eine einem einen einer eines er es fur hat haben ich ihr im in ist kann konnen man mehr mit muss nach nicht noch \
     nur ob oder ohne sein sich sie sind so uber um und uns unter vom von vor wann warum was weil welche welcher wenn wer \
     werden wie wir wird wo zu zum zur";
const FRENCH: &str = "a au aux avec ce ces cette comme comment dans de des donc du elle elles en est et etre eux fait il \
     ils je la le les leur leurs lui ma mais me meme mes mon ne nos notre nous on ont ou par pas peut plus pour pourquoi \
     qu quand que quel quelle quelles quels qui sa sans se ses si son sont sur ta te tes toi ton tu un une vos votre vous";
const SPANISH: &str = "a al algo como con cual cuales cuando de del donde e el ella ellas ellos en entre era es esa ese \
     eso esta estan este esto fue ha han hasta hay la las le les lo los mas me mi mis muy no nos o para pero por porque \
     que quien se ser si sin sobre son su sus te tiene tu u un una unas unos y ya";
