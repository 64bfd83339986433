//! The state machine of writing, as a table: every act from every state by everybody who could try.

use std::collections::BTreeSet;

use app::model::reader::{OrganisationKind, Person, Role};
use app::model::sharing::{Audience, Sharing};
use app::model::slug::Slug;
use app::model::workflow::{Act, Case, No, State, may, sees};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn person(id: &str, organisation: &str, kind: OrganisationKind, role: Role) -> Person {
    Person {
        id: slug(id),
        organisation: slug(organisation),
        kind,
        hubs: BTreeSet::new(),
        groups: BTreeSet::new(),
        roles: BTreeSet::from([role]),
    }
}

fn sharing(tlp: &str, audience: &[&str], public: bool) -> Sharing {
    let audience = audience.iter().map(|member| member.parse().unwrap()).collect();
    Sharing::new(tlp.parse().unwrap(), audience, public).unwrap()
}

struct Cast {
    author: Person,
    colleague: Person,
    reviewer: Person,
    public_reviewer: Person,
    reader: Person,
    admin: Person,
}

/// A private partner writes, an editor of another private organisation looks.
fn cast() -> Cast {
    use OrganisationKind::{Private, Public};
    Cast {
        author: person("schrijver", "rederij", Private, Role::Contributor),
        colleague: person("collega", "rederij", Private, Role::Editor),
        reviewer: person("redacteur", "terminal", Private, Role::Editor),
        public_reviewer: person("ambtenaar", "dienst", Public, Role::Editor),
        reader: person("lezer", "terminal", Private, Role::Reader),
        admin: person("beheerder", "terminal", Private, Role::Admin),
    }
}

const AUTHOR: &str = "schrijver";
const OWN: &str = "rederij";

fn decide(
    who: &Person,
    act: Act,
    state: State,
    sharing: Option<&Sharing>,
    asked: Option<&Audience>,
) -> Result<State, No> {
    let (author, organisation) = (slug(AUTHOR), slug(OWN));
    let published = matches!(state, State::Published | State::Owed).then_some(sharing).flatten();
    may(
        who,
        act,
        &Case {
            state,
            author: Some(&author),
            organisation: &organisation,
            writer: &organisation,
            sharing,
            published,
            asked,
            hurried: None,
        },
    )
}

/// An act, somebody who may take it, and the states it leads from and to.
type Leads<'a> = (Act, &'a Person, &'a [(State, State)]);

/// What is tried, by whom, on what, with whom asked, and what comes of it.
type Row<'a> = (&'a str, &'a Person, &'a Sharing, Option<&'a Audience>, Result<State, No>);

#[test]
fn each_act_leads_from_its_states_and_from_no_other() {
    use Act::*;
    let cast = cast();
    let amber = sharing("TLP:AMBER", &["organisation:terminal", "organisation:rederij"], false);
    let asked = Audience::Organisation(slug("terminal"));
    let urgent_author = Person { roles: BTreeSet::from([Role::Editor]), ..cast.author.clone() };
    let table: [Leads; 12] = [
        (Save, &cast.author, &[(State::Draft, State::Draft), (State::SentBack, State::SentBack)]),
        (Submit, &cast.author, &[(State::Draft, State::Submitted), (State::SentBack, State::Submitted)]),
        (Retract, &cast.author, &[(State::Submitted, State::Draft), (State::Scheduled, State::Draft)]),
        (Discard, &cast.author, &[(State::Draft, State::Discarded), (State::SentBack, State::Discarded)]),
        (
            SendBack,
            &cast.reviewer,
            &[(State::Submitted, State::SentBack), (State::Scheduled, State::SentBack), (State::Owed, State::Owed)],
        ),
        (Publish, &cast.reviewer, &[(State::Submitted, State::Published), (State::Scheduled, State::Published)]),
        (Schedule, &cast.reviewer, &[(State::Submitted, State::Scheduled)]),
        (
            PublishUrgently,
            &urgent_author,
            &[(State::Draft, State::Owed), (State::SentBack, State::Owed), (State::Submitted, State::Owed)],
        ),
        (Confirm, &cast.reviewer, &[(State::Owed, State::Published)]),
        (Revise, &cast.author, &[(State::Published, State::Draft), (State::Owed, State::Draft)]),
        (Withdraw, &cast.author, &[(State::Published, State::Withdrawn), (State::Owed, State::Withdrawn)]),
        (Supersede, &cast.author, &[(State::Published, State::Superseded), (State::Owed, State::Superseded)]),
    ];
    assert_eq!(table.len(), Act::ALL.len());
    for (act, who, leads) in table {
        for state in State::ALL {
            let decided = decide(who, act, state, Some(&amber), Some(&asked));
            match leads.iter().find(|(from, _)| *from == state) {
                Some((_, to)) => assert_eq!(decided, Ok(*to), "{act:?} from {state:?}"),
                None => assert_eq!(decided, Err(No::State), "{act:?} from {state:?}"),
            }
        }
    }
}

#[test]
fn nobody_but_a_second_person_whom_the_author_asked_publishes() {
    let Cast { author, colleague, reviewer, public_reviewer, reader, admin } = cast();
    let terminal = Audience::Organisation(slug("terminal"));
    let own = Audience::Organisation(slug(OWN));
    let in_person = Audience::Person(slug("redacteur"));
    let clear = sharing("TLP:CLEAR", &[], false);
    let green = sharing("TLP:GREEN", &[], false);
    let public = sharing("TLP:GREEN", &[], true);
    let amber = sharing("TLP:AMBER", &["hub:schiphol"], false);
    let strict = sharing("TLP:AMBER+STRICT", &["organisation:terminal"], false);
    let strict_without = sharing("TLP:AMBER+STRICT", &["organisation:dienst"], false);
    let red = sharing("TLP:RED", &["person:redacteur"], false);
    let author_editor = Person { roles: Role::ALL.into(), ..author.clone() };
    let rows: [Row; 22] = [
        ("self-approval", &author, &clear, None, Err(No::OwnWork)),
        ("self-approval with every role", &author_editor, &clear, None, Err(No::OwnWork)),
        ("self-approval when asked oneself", &author_editor, &amber, Some(&own), Err(No::OwnWork)),
        ("a colleague, CLEAR", &colleague, &clear, None, Ok(State::Published)),
        ("a colleague who was asked, CLEAR", &colleague, &clear, Some(&own), Ok(State::Published)),
        ("a colleague, GREEN", &colleague, &green, None, Err(No::OwnOrganisation)),
        ("a colleague who was asked, AMBER", &colleague, &amber, Some(&own), Err(No::OwnOrganisation)),
        ("another organisation, GREEN", &reviewer, &green, None, Ok(State::Published)),
        ("another organisation that was not asked", &public_reviewer, &green, Some(&terminal), Err(No::NotAsked)),
        ("AMBER without anybody asked", &reviewer, &amber, None, Err(No::NotAsked)),
        ("AMBER, asked, though not in the audience", &reviewer, &amber, Some(&terminal), Ok(State::Published)),
        ("AMBER, asked in person", &reviewer, &amber, Some(&in_person), Ok(State::Published)),
        ("AMBER, another asked in person", &public_reviewer, &amber, Some(&in_person), Err(No::NotAsked)),
        ("a reader who was asked", &reader, &amber, Some(&terminal), Err(No::Role)),
        ("an admin who was asked", &admin, &amber, Some(&terminal), Err(No::Role)),
        ("for public bodies, by a private one", &reviewer, &public, None, Err(No::PublicBodies)),
        ("for public bodies, by one", &public_reviewer, &public, None, Ok(State::Published)),
        ("STRICT, in the audience", &reviewer, &strict, Some(&terminal), Ok(State::Published)),
        ("STRICT, not in the audience", &reviewer, &strict_without, Some(&terminal), Err(No::Audience)),
        ("RED, named", &reviewer, &red, Some(&terminal), Ok(State::Published)),
        ("RED, not named", &public_reviewer, &red, Some(&Audience::Organisation(slug("dienst"))), Err(No::Audience)),
        ("a group is nobody to ask", &reviewer, &amber, Some(&Audience::Group(slug("fruit"))), Err(No::NotAsked)),
    ];
    for (case, who, sharing, asked, expected) in rows {
        assert_eq!(decide(who, Act::Publish, State::Submitted, Some(sharing), asked), expected, "{case}");
        // Whoever may publish it sees it while it waits, and nobody else does; nobody sees a draft.
        let (author, organisation) = (slug(AUTHOR), slug(OWN));
        for state in State::ALL {
            let case_of = Case {
                state,
                author: Some(&author),
                organisation: &organisation,
                writer: &organisation,
                sharing: Some(sharing),
                published: None,
                asked,
                hurried: None,
            };
            let waits = matches!(state, State::Submitted | State::Scheduled | State::Owed);
            let expected = who.id == author || (waits && expected.is_ok());
            assert_eq!(sees(who, &case_of), expected, "{case} in {state:?}");
        }
    }
    assert_eq!(decide(&reviewer, Act::Publish, State::Submitted, None, None), Err(No::Label));
}

#[test]
fn what_is_published_counts_as_well_as_what_is_written() {
    let Cast { colleague, reviewer, .. } = cast();
    let (author, organisation) = (slug(AUTHOR), slug(OWN));
    let (amber, clear) = (sharing("TLP:AMBER", &["organisation:rederij"], false), sharing("TLP:CLEAR", &[], false));
    let terminal = Audience::Organisation(slug("terminal"));
    let case = |asked| Case {
        state: State::Submitted,
        author: Some(&author),
        organisation: &organisation,
        writer: &organisation,
        sharing: Some(&clear),
        published: Some(&amber),
        asked,
        hurried: None,
    };
    // Lowering a label is not done within one organisation.
    assert_eq!(may(&colleague, Act::Publish, &case(None)), Err(No::NotAsked));
    let own = Audience::Organisation(slug(OWN));
    assert_eq!(may(&colleague, Act::Publish, &case(Some(&own))), Err(No::OwnOrganisation));
    assert_eq!(may(&reviewer, Act::Publish, &case(Some(&terminal))), Ok(State::Published));
}

#[test]
fn urgency_is_for_editors_and_its_second_pair_of_eyes_is_another_one() {
    let Cast { author, reviewer, .. } = cast();
    let amber = sharing("TLP:AMBER", &["organisation:rederij"], false);
    let terminal = Audience::Organisation(slug("terminal"));
    let own = Audience::Organisation(slug(OWN));
    assert_eq!(decide(&author, Act::PublishUrgently, State::Draft, Some(&amber), Some(&terminal)), Err(No::Role));
    assert_eq!(
        decide(&reviewer, Act::PublishUrgently, State::Submitted, Some(&amber), Some(&terminal)),
        Err(No::Author)
    );
    let editor = Person { roles: BTreeSet::from([Role::Editor]), ..author };
    assert_eq!(decide(&editor, Act::PublishUrgently, State::Draft, None, Some(&terminal)), Err(No::Label));
    assert_eq!(decide(&editor, Act::PublishUrgently, State::Draft, Some(&amber), Some(&own)), Err(No::OwnOrganisation));
    assert_eq!(decide(&editor, Act::PublishUrgently, State::Draft, Some(&amber), Some(&terminal)), Ok(State::Owed));
    assert_eq!(decide(&editor, Act::Confirm, State::Owed, Some(&amber), Some(&terminal)), Err(No::OwnWork));
    assert_eq!(decide(&reviewer, Act::Confirm, State::Owed, Some(&amber), Some(&terminal)), Ok(State::Published));
}

#[test]
fn a_published_document_is_looked_after_by_its_author_and_by_those_of_its_organisation_who_read_it() {
    use OrganisationKind::Private;
    let Cast { author, colleague, reviewer, .. } = cast();
    let ours = sharing("TLP:AMBER", &["organisation:rederij"], false);
    let not_ours = sharing("TLP:AMBER", &["organisation:terminal"], false);
    let contributor = person("ander", OWN, Private, Role::Contributor);
    for (who, act, sharing, expected) in [
        (&author, Act::Revise, &not_ours, Ok(State::Draft)),
        (&author, Act::Withdraw, &not_ours, Ok(State::Withdrawn)),
        (&colleague, Act::Revise, &ours, Ok(State::Draft)),
        (&colleague, Act::Withdraw, &ours, Ok(State::Withdrawn)),
        (&colleague, Act::Withdraw, &not_ours, Err(No::Audience)),
        (&contributor, Act::Revise, &ours, Ok(State::Draft)),
        (&contributor, Act::Withdraw, &ours, Err(No::Role)),
        (&reviewer, Act::Revise, &not_ours, Err(No::Author)),
        (&reviewer, Act::Withdraw, &not_ours, Err(No::Author)),
    ] {
        assert_eq!(decide(who, act, State::Published, Some(sharing), None), expected, "{} {act:?}", who.id);
    }
}
