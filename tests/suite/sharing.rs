//! The sharing rule and its form for the index say the same, for every reader, label, audience and author.

use std::collections::BTreeSet;

use app::model::reader::{OrganisationKind, Person, Reader, Role};
use app::model::sharing::{Audience, Sharing, may_read};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use proptest::collection::btree_set;
use proptest::prelude::*;

fn slug(text: &str) -> Slug {
    text.parse().expect("a slug")
}

/// Few names, so that readers and audiences meet often.
fn name() -> impl Strategy<Value = Slug> {
    prop_oneof![Just(slug("a")), Just(slug("b")), Just(slug("c"))]
}

fn audience() -> impl Strategy<Value = Audience> {
    prop_oneof![
        name().prop_map(Audience::Organisation),
        name().prop_map(Audience::Hub),
        name().prop_map(Audience::Group),
        name().prop_map(Audience::Person),
    ]
}

fn sharing() -> impl Strategy<Value = Sharing> {
    (proptest::sample::select(Tlp::ALL.to_vec()), btree_set(audience(), 0..4), any::<bool>())
        .prop_filter_map("contradicts itself", |(tlp, audience, public)| Sharing::new(tlp, audience, public).ok())
}

fn reader() -> impl Strategy<Value = Reader> {
    let person = (
        name(),
        name(),
        proptest::sample::select(OrganisationKind::ALL.to_vec()),
        btree_set(name(), 0..3),
        btree_set(name(), 0..3),
    )
        .prop_map(|(id, organisation, kind, hubs, groups)| {
            Reader::Person(Person { id, organisation, kind, hubs, groups, roles: BTreeSet::new() })
        });
    prop_oneof![1 => Just(Reader::Anonymous), 5 => person]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn keys_overlap_exactly_when_the_rule_allows(
        sharing in sharing(),
        reader in reader(),
        author in proptest::option::of(name()),
    ) {
        let held = reader.keys();
        let opens = sharing.keys(author.as_ref()).iter().any(|key| held.contains(key));
        prop_assert_eq!(opens, may_read(&reader, &sharing, author.as_ref()));
    }

    #[test]
    fn narrowing_a_label_never_lets_anybody_in(
        sharing in sharing(),
        reader in reader(),
        author in proptest::option::of(name()),
    ) {
        for narrower in Tlp::ALL.into_iter().filter(|tlp| *tlp > sharing.tlp()) {
            // RED speaks of persons where AMBER speaks of organisations, so only the steps between the same kinds compare.
            if narrower == Tlp::Red || sharing.tlp() == Tlp::Red {
                continue;
            }
            let narrowed = Sharing::new(narrower, sharing.audience().clone(), sharing.public_bodies_only())
                .expect("only CLEAR can contradict itself");
            if may_read(&reader, &narrowed, author.as_ref()) {
                prop_assert!(may_read(&reader, &sharing, author.as_ref()));
            }
        }
    }

    #[test]
    fn sharing_survives_being_written_down(sharing in sharing()) {
        let text = serde_json::to_string(&sharing).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<Sharing>(&text).expect("reads back"), sharing);
    }
}

#[test]
fn the_table_of_the_design() {
    let person = |kind| Person {
        id: slug("p"),
        organisation: slug("o"),
        kind,
        hubs: BTreeSet::from([slug("h")]),
        groups: BTreeSet::from([slug("g")]),
        roles: BTreeSet::from([Role::Admin, Role::Editor]),
    };
    let private = Reader::Person(person(OrganisationKind::Private));
    let public = Reader::Person(person(OrganisationKind::Public));
    let with = |tlp, members: &[&str], public_only| {
        let audience = members.iter().map(|member| member.parse().expect("an audience")).collect();
        Sharing::new(tlp, audience, public_only).expect("consistent")
    };
    let all = ["organisation:o", "hub:h", "group:g", "person:p"];
    // (what, anonymous, private, public)
    let table = [
        (with(Tlp::Clear, &[], false), true, true, true),
        (with(Tlp::Green, &[], false), false, true, true),
        (with(Tlp::Green, &all, false), false, true, true),
        (with(Tlp::Green, &[], true), false, false, true),
        (with(Tlp::Amber, &[], false), false, false, false),
        (with(Tlp::Amber, &["organisation:o"], false), false, true, true),
        (with(Tlp::Amber, &["hub:h"], false), false, true, true),
        (with(Tlp::Amber, &["group:g"], false), false, true, true),
        (with(Tlp::Amber, &["person:p"], false), false, false, false),
        (with(Tlp::Amber, &["hub:h"], true), false, false, true),
        (with(Tlp::AmberStrict, &["organisation:o"], false), false, true, true),
        (with(Tlp::AmberStrict, &["hub:h", "group:g", "person:p"], false), false, false, false),
        (with(Tlp::Red, &["person:p"], false), false, true, true),
        (with(Tlp::Red, &["organisation:o", "hub:h", "group:g"], false), false, false, false),
        (with(Tlp::Red, &["person:p"], true), false, false, true),
    ];
    for (sharing, anonymous, private_may, public_may) in table {
        assert_eq!(may_read(&Reader::Anonymous, &sharing, None), anonymous, "{sharing:?} anonymous");
        assert_eq!(may_read(&private, &sharing, None), private_may, "{sharing:?} private");
        assert_eq!(may_read(&public, &sharing, None), public_may, "{sharing:?} public");
        assert!(may_read(&private, &sharing, Some(&slug("p"))), "{sharing:?} the author reads their own");
    }
}

#[test]
fn clear_for_public_bodies_alone_is_refused() {
    assert!(Sharing::new(Tlp::Clear, BTreeSet::new(), true).is_err());
    let written = r#"{"tlp":"TLP:CLEAR","public_bodies_only":true}"#;
    let refusal = serde_json::from_str::<Sharing>(written).expect_err("refused when read as well");
    assert!(refusal.to_string().contains("TLP:GREEN"), "the remedy is named: {refusal}");
}
