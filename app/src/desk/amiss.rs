//! What is wrong with a form below a document.

/// Why something was not recorded. The text is for the log; pages have their own words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Amiss {
    #[error("field state: choose how it stands")]
    NoState,
    #[error("field day: give a day up to today, as 2026-03-31")]
    NoDay,
    #[error("field hub: choose a hub to which the organisation belongs")]
    NotYourHub,
    #[error("field reason: write why, in at most 2000 characters")]
    NoReason,
    #[error("a text is longer than 2000 characters: shorten it")]
    TooLong,
    #[error("a text has personal data or details of one consignment: take them out")]
    Sensitive,
    #[error("field tlp: choose a label that is not wider than that of the document")]
    TooWide,
    #[error("field audience: choose who may read it")]
    NoAudience,
    #[error("field month: give a month up to this one, as 2026-03")]
    NoMonth,
    #[error("field verdict: choose whether it was seen or not")]
    NoVerdict,
    #[error(
        "field unnamed: too few organisations can report at this hub to stay unnamed: give the name, or do not report"
    )]
    TooFew,
    #[error("write what you have to say")]
    NoText,
    #[error("there is much open of yours already: wait for an answer first")]
    TooManyOpen,
    #[error("a new revision was published meanwhile: look at it and propose again")]
    Stale,
    #[error("nothing differs from the text as it is")]
    NoChange,
    #[error("this proposal was decided or withdrawn already")]
    Closed,
    #[error("there are 200 things watched already: stop watching one first")]
    TooMuch,
    #[error("field query: this question cannot be saved: make it shorter")]
    NoQuestion,
    #[error(
        "field evidence: give what shows it, one a line: an address with https://, or the id of a document for everybody"
    )]
    NoEvidence,
    #[error("field period: write it as 2026, 2026-H1, 2026-Q1 or 2026-03")]
    NoPeriod,
    #[error("field measure: choose another measure")]
    NoOther,
    #[error("field year: choose a year from 2020 on; money is not spent in years to come")]
    NoYear,
    #[error("field amount: write euros without marks between thousands, as 1250000 or 1250000,50")]
    NoAmount,
    #[error("the period of this report is not over yet: submit it afterwards")]
    NotOver,
    #[error("you wrote in this report yourself: somebody else of the steering group must look at it")]
    OwnWork,
    #[error("field tlp: choose a label and an audience that are narrower than now")]
    NotNarrower,
    #[error("field days: give a whole number of days up to 1100")]
    NoDelay,
    #[error("field value: write a number, as 1234.5")]
    NoValue,
    #[error(
        "field threshold: write 1, or a whole number from 3 to 10000; up to 2 it would tell that what is hidden is 1"
    )]
    NoThreshold,
    #[error("field dominance: write a whole percentage from 50 to 99, or leave it empty")]
    NoDominance,
    #[error("field base: write a whole number from 1 to 100000, or leave it empty")]
    NoBase,
    #[error("the rule is like this already")]
    SameRule,
    #[error("you proposed this rule yourself: somebody else must look at it")]
    OwnRule,
    #[error("what the file says would show what is hidden now: propose that rule instead")]
    Loosens,
    #[error(
        "field tlp: above TLP:GREEN those who are named would see what the rule for small numbers hides: choose TLP:GREEN, or hand in \
         new values with a narrower label of their own"
    )]
    LiftsRule,
    #[error("the file has no rule for small numbers, and a rule cannot be taken away: write one in the file first")]
    FileWithoutRule,
    #[error(
        "the file says something else about the largest part, and forgets what held before: write dominance_percent and \
         dominance_before in it as they are here"
    )]
    FileForgets,
}
