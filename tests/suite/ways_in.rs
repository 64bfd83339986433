//! Whom the word of an identity provider lets in. The provider itself is in the browser tests.

use app::desk::{Entrances, Entry, Fault, People};
use app::model::account::{AdminAct, Credential, Identity, OwnAct, Secret};
use app::model::reader::{OrganisationKind, Role};
use server::library::Shelf;
use server::library::administration::{COMMAND, administer};
use server::library::people::entrances::{Doors, Trusted};
use server::library::people::passkey::Passkeys;

use crate::hub::{TestHub, config};
use crate::visitor::{PASSWORD, id_of, invited, organisation, signed_in};

async fn shelf(hub: &TestHub, organisations: &[&str]) -> Shelf {
    organisation(hub, "Douane", OrganisationKind::Public, &[]).await;
    organisation(hub, "Terminal", OrganisationKind::Private, &[]).await;
    let organisations = organisations.iter().map(|code| code.parse().unwrap()).collect();
    let provider = Some(Trusted { name: "Proefdienst".to_owned(), organisations });
    hub.shelf().clone().with_doors(Doors { provider, passkeys: None })
}

fn identity(subject: &str, email: Option<&str>) -> Identity {
    Identity {
        issuer: "https://proef.example".to_owned(),
        subject: subject.to_owned(),
        email: email.map(|email| email.parse().unwrap()),
    }
}

async fn who(shelf: &Shelf, identity: &Identity) -> Result<String, Fault> {
    match shelf.sign_in_as(identity, "proef").await? {
        Entry::Session(secret) => {
            let account = shelf.who(&Credential::Session(secret)).await.unwrap().expect("the session holds");
            Ok(account.email.to_string())
        }
        Entry::Halfway(_) => Ok("half".to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_time_by_address_and_from_then_on_by_subject() {
    let hub = TestHub::with(&[], config()).await;
    let shelf = shelf(&hub, &[]).await;
    invited(&hub, "an@douane.example", "douane", Role::Reader).await;
    invited(&hub, "bo@douane.example", "douane", Role::Reader).await;
    assert_eq!(who(&shelf, &identity("1", None)).await, Err(Fault::NoAccount), "no address that was verified");
    assert_eq!(who(&shelf, &identity("1", Some("niemand@douane.example"))).await, Err(Fault::NoAccount));
    assert_eq!(who(&shelf, &identity("1", Some("An@douane.example"))).await.unwrap(), "an@douane.example");
    // The provider changed the address of An: it is still An, and not whoever has that address here.
    assert_eq!(who(&shelf, &identity("1", Some("bo@douane.example"))).await.unwrap(), "an@douane.example");
    assert_eq!(who(&shelf, &identity("1", None)).await.unwrap(), "an@douane.example");
    // Somebody else there got the old address of An: they are not An.
    assert_eq!(who(&shelf, &identity("2", Some("an@douane.example"))).await, Err(Fault::NoAccount));
    // The same subject at another provider is somebody else.
    let elsewhere = Identity { issuer: "https://ander.example".to_owned(), ..identity("1", None) };
    assert_eq!(who(&shelf, &elsewhere).await, Err(Fault::NoAccount));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_speaks_for_its_own_organisations_only() {
    let hub = TestHub::with(&[], config()).await;
    let shelf = shelf(&hub, &["terminal"]).await;
    invited(&hub, "admin@douane.example", "douane", Role::Admin).await;
    invited(&hub, "kim@terminal.example", "terminal", Role::Reader).await;
    assert_eq!(who(&shelf, &identity("1", Some("admin@douane.example"))).await, Err(Fault::NoAccount));
    assert_eq!(who(&shelf, &identity("2", Some("kim@terminal.example"))).await.unwrap(), "kim@terminal.example");
    let narrowed = shelf.clone().with_doors(Doors {
        provider: Some(Trusted { name: "Proefdienst".to_owned(), organisations: vec!["douane".parse().unwrap()] }),
        passkeys: None,
    });
    assert_eq!(who(&narrowed, &identity("2", None)).await, Err(Fault::NoAccount), "also of who came in before");
    let none = shelf.clone().with_doors(Doors::default());
    assert_eq!(who(&none, &identity("2", None)).await, Err(Fault::NoAccount), "a provider that is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_new_invitation_and_unlinking_end_this_way_in() {
    let hub = TestHub::with(&[], config()).await;
    let shelf = shelf(&hub, &[]).await;
    let store = shelf.store();
    signed_in(&hub, "an@douane.example", "douane", Role::Reader).await;
    let an = identity("1", Some("an@douane.example"));
    let Ok(Entry::Session(secret)) = shelf.sign_in_as(&an, "proef").await else { panic!("An comes in") };
    let account = shelf.who(&Credential::Session(secret.clone())).await.unwrap().unwrap();
    let wrong = OwnAct::EndIdentity { password: "geraden".to_owned() };
    assert_eq!(shelf.change_account(&account, wrong).await, Err(Fault::WrongPassword));
    let right = OwnAct::EndIdentity { password: PASSWORD.to_owned() };
    assert_eq!(shelf.change_account(&account, right).await, Ok(None));
    assert!(shelf.own_account(&account).await.unwrap().identity.is_none());
    assert_eq!(who(&shelf, &identity("1", None)).await, Err(Fault::NoAccount));

    let id = id_of(&hub, "an@douane.example").await;
    assert_eq!(who(&shelf, &an).await.unwrap(), "an@douane.example");
    administer(store, COMMAND, AdminAct::Invite(id.clone())).await.unwrap();
    assert_eq!(who(&shelf, &identity("1", None)).await, Err(Fault::NoAccount), "what one came in by has ended");
    assert_eq!(who(&shelf, &an).await.unwrap(), "an@douane.example");
    administer(store, "test", AdminAct::DisablePerson(id)).await.unwrap();
    assert_eq!(who(&shelf, &an).await, Err(Fault::NoAccount));
    assert!(shelf.who(&Credential::Session(secret)).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_step_stays_and_without_a_password_only_a_fresh_session_proves() {
    let hub = TestHub::with(&[], config()).await;
    let shelf = shelf(&hub, &[]).await;
    invited(&hub, "an@douane.example", "douane", Role::Reader).await;
    let an = identity("1", Some("an@douane.example"));
    let Ok(Entry::Session(secret)) = shelf.sign_in_as(&an, "proef").await else { panic!("An comes in") };
    let mut account = shelf.who(&Credential::Session(secret)).await.unwrap().unwrap();
    let token = OwnAct::AddToken { password: String::new() };
    assert!(matches!(shelf.change_account(&account, token.clone()).await, Ok(Some(Secret::Token(_)))));
    let own = account.session.replace("een andere".to_owned());
    assert_eq!(shelf.change_account(&account, token).await, Err(Fault::NotFresh));
    account.session = own;
    let offer = OwnAct::OfferTotp { password: String::new() };
    shelf.change_account(&account, offer).await.unwrap();
    let keys = shelf.store().keys_of(&account.person.id).await.unwrap().unwrap();
    let offered = keys.totp_offered.unwrap();
    shelf.store().start_totp("test", &account.person.id, &offered, 1, &[]).await.unwrap();
    assert_eq!(who(&shelf, &identity("1", None)).await.unwrap(), "half");
}

#[test]
fn passkeys_need_a_name_and_not_a_number() {
    for site in ["https://knooppunt.example", "http://localhost:3000"] {
        assert!(Passkeys::at(site).is_some(), "{site}");
    }
    for site in ["http://127.0.0.1:3000", "https://[::1]:3000", "knooppunt.example"] {
        assert!(Passkeys::at(site).is_none(), "{site}");
    }
}
