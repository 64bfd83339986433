//! Codes of an authenticator app, recovery codes, and what of all secrets is kept.

use app::desk::People;
use app::model::account::Acceptance;
use app::model::reader::{OrganisationKind, Role};

use crate::hub::{TestHub, config};
use crate::visitor::{PASSWORD, Visitor, cookies, form, invited, organisation, signed_in, with_token};

async fn hub() -> TestHub {
    let hub = TestHub::with(&[], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &[]).await;
    hub
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_an_app_is_asked_for_and_taken_once() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    // A browser that was left open is not enough to lock its owner out with another's telephone.
    let blind = kim.post(&hub, "/account", "actie=offer-totp&password=verkeerd+wachtwoord").await;
    assert_eq!(blind.status, 422);
    assert!(!kim.get(&hub, "/account").await.text().contains("secret="), "no key is shown");
    let offer = form(&[("actie", "offer-totp"), ("password", PASSWORD)]);
    assert_eq!(kim.post(&hub, "/account", &offer).await.status, 303);
    let page = kim.get(&hub, "/account").await.text();
    let (_, rest) = page.split_once("secret=").expect("the address of the key");
    let secret: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let code = |offset: i64| {
        let time = u64::try_from(jiff::Timestamp::now().as_second() + offset).unwrap();
        let secret = totp_rs::Secret::try_from_base32(&secret).unwrap();
        totp_rs::Builder::new().with_secret(secret).build().unwrap().generate(time).to_string()
    };
    assert_eq!(kim.post(&hub, "/account", "actie=confirm-totp&code=000000x").await.status, 422);
    let now = code(0);
    let on = kim.post(&hub, "/account", &form(&[("actie", "confirm-totp"), ("code", &now)])).await;
    assert_eq!(on.status, 200, "recovery codes are shown once");
    let page = on.text();
    let recovery: Vec<&str> = page
        .split("class=\"secret\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .filter(|code| code.len() == 23)
        .collect();
    assert_eq!(recovery.len(), 10, "{page}");

    let half = hub.post("/aanmelden", &form(&[("email", "kim@proef.example"), ("password", PASSWORD)])).await;
    assert_eq!((half.status, half.header("location")), (303, "/aanmelden/code"));
    let halfway = Visitor { cookie: cookies(&half), ..Visitor::default() };
    assert_eq!(halfway.get(&hub, "/account").await.status, 303, "half a session opens nothing");
    let again = halfway.post(&hub, "/aanmelden/code", &form(&[("code", &now)])).await;
    assert_eq!(again.status, 422, "the code was used");
    let next = halfway.post(&hub, "/aanmelden/code", &form(&[("code", &code(30))])).await;
    assert_eq!(next.status, 303, "{}", next.text());
    assert_eq!(Visitor { cookie: cookies(&next), ..Visitor::default() }.get(&hub, "/account").await.status, 200);

    for (code, status) in [(recovery[3], 303), (recovery[3], 422)] {
        let half = hub.post("/aanmelden", &form(&[("email", "kim@proef.example"), ("password", PASSWORD)])).await;
        let halfway = Visitor { cookie: cookies(&half), ..Visitor::default() };
        let answer = halfway.post(&hub, "/aanmelden/code", &form(&[("code", code)])).await;
        assert_eq!(answer.status, status, "a recovery code holds once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_not_in_the_store() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let bot = with_token(&hub, "bot@proef.example", "proefdienst", Role::Reader).await;
    let code = invited(&hub, "nog@proef.example", "proefdienst", Role::Reader).await;
    let session = kim.cookie.split_once('=').unwrap().1.to_owned();
    let folder = hub.shelf().store().folder();
    let mut kept = Vec::new();
    for file in ["knooppunt.sqlite", "knooppunt.sqlite-wal"] {
        kept.extend(std::fs::read(folder.join(file)).unwrap_or_default());
    }
    let has = |secret: &str| kept.windows(secret.len()).any(|window| window == secret.as_bytes());
    assert!(has("kim@proef.example"), "the right files were read");
    for secret in [session.as_str(), bot.token.trim_start_matches("knooppunt_"), &code, PASSWORD] {
        assert!(!has(secret), "{secret}");
    }
    let acceptance = Acceptance { code, password: PASSWORD.to_owned(), ..Acceptance::default() };
    hub.shelf().accept(acceptance, "").await.expect("the code itself still holds");
}
