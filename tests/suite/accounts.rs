//! Accounts over the wire: coming in, staying in, going out, and what ends when somebody leaves.

use std::time::{Duration, Instant};

use app::model::account::AdminAct;
use app::model::reader::{OrganisationKind, Role};
use axum::body::Body;
use axum::http::Method;
use server::library::administration::{COMMAND, administer, first_invitation};

use crate::hub::{TestHub, config, document, request};
use crate::visitor::{PASSWORD, Visitor, cookies, form, id_of, invited, organisation, signed_in, with_token};

async fn hub() -> TestHub {
    let hub = TestHub::with(
        &[
            ("open.md", &document("open", "Open stuk", "TLP:CLEAR", "Tekst.")),
            ("groen.md", &document("groen", "Groen stuk", "TLP:GREEN", "Tekst.")),
        ],
        config(),
    )
    .await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    hub
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_admin_comes_in_by_the_link_of_the_first_start() {
    let hub = hub().await;
    let code = first_invitation(hub.shelf().store()).await.unwrap().expect("nobody is there yet");
    let address = format!("/uitnodiging?code={code}");
    assert!(hub.get(&address).await.text().contains("eerste beheerder"));
    let weak = form(&[("name", "Eerste"), ("email", "eerste@proef.example"), ("password", "kort")]);
    let refused = hub.post(&address, &weak).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("minstens 12 tekens") && refused.text().contains("eerste@proef.example"));
    assert!(!refused.text().contains("kort\""), "a password never comes back");
    let good = form(&[("name", "Eerste"), ("email", "Eerste@Proef.example"), ("password", PASSWORD)]);
    let answer = hub.post(&address, &good).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let admin = Visitor { cookie: cookies(&answer), ..Visitor::default() };
    assert_eq!(admin.get(&hub, "/beheer").await.status, 200);
    assert!(first_invitation(hub.shelf().store()).await.unwrap().is_none(), "there is somebody now");
    assert_eq!(hub.post(&address, &good).await.status, 422, "a link holds once");
    assert!(hub.get(&address).await.text().contains("geldt niet meer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_for_this_host_alone_and_pages_of_persons_are_kept_nowhere() {
    let hub = hub().await;
    invited(&hub, "jan@proef.example", "proefdienst", Role::Reader).await;
    let jan = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let answer = hub
        .post("/aanmelden", &form(&[("email", "kim@proef.example"), ("password", PASSWORD), ("naar", "/monitor")]))
        .await;
    assert_eq!((answer.status, answer.header("location")), (303, "/monitor"));
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("__Host-knooppunt="), "{cookie}");
    for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    for address in ["/", "/documenten/groen", "/api/v1/documenten", "/documenten/groen.md", "/account"] {
        let answer = jan.get(&hub, address).await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"), "{address}");
        assert_eq!((answer.header("etag"), answer.header("access-control-allow-origin")), ("", ""), "{address}");
    }
    // What a person saw does not come to anonymous readers, nor the other way round.
    assert!(jan.get(&hub, "/").await.text().contains("kim@proef.example"));
    assert!(!hub.get("/").await.text().contains("kim@proef.example"));
    assert!(jan.get(&hub, "/").await.text().contains("kim@proef.example"));
    assert_eq!(hub.get("/").await.header("cache-control"), "private, no-cache");
}

#[tokio::test(flavor = "multi_thread")]
async fn leading_on_never_leads_elsewhere() {
    let hub = hub().await;
    signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    for target in ["//elders.example", "https://elders.example", "/\\elders.example", "elders", "/a\r\nset-cookie: x=1"]
    {
        let fields = [("email", "kim@proef.example"), ("password", PASSWORD), ("naar", target)];
        let answer = hub.post("/aanmelden", &form(&fields)).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/account"), "{target}");
    }
    assert_eq!(hub.get("/beheer/personen").await.header("location"), "/aanmelden?naar=%2Fbeheer%2Fpersonen");
    assert_eq!(hub.get("/en/account").await.header("location"), "/en/aanmelden?naar=%2Fen%2Faccount");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_accounts_and_wrong_passwords_answer_alike() {
    let hub = hub().await;
    signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    signed_in(&hub, "weg@proef.example", "proefdienst", Role::Reader).await;
    invited(&hub, "nog@proef.example", "proefdienst", Role::Reader).await;
    let gone = AdminAct::DisablePerson(id_of(&hub, "weg@proef.example").await);
    administer(hub.shelf().store(), "test", gone).await.unwrap();
    let mut answers = Vec::new();
    for (email, password) in [
        ("kim@proef.example", "een heel ander wachtwoord"),
        ("nul@proef.example", PASSWORD),
        ("weg@proef.example", PASSWORD),
        ("nog@proef.example", PASSWORD),
        ("geen-adres-example", PASSWORD),
    ] {
        // The quickest of three: what else the machine does only makes an answer later.
        let mut quickest = Duration::MAX;
        let mut text = String::new();
        for _ in 0..3 {
            let started = Instant::now();
            let answer = hub.post("/aanmelden", &form(&[("email", email), ("password", password)])).await;
            quickest = quickest.min(started.elapsed());
            assert_eq!(answer.status, 422, "{email}");
            text = answer.without_nonce().replace(email, "ADRES");
        }
        answers.push((text, quickest));
    }
    let (first, time) = &answers[0];
    for (text, other) in &answers[1..] {
        assert_eq!(text, first);
        // Hashing is what takes the time; without it an answer comes more than ten times sooner.
        assert!(*other * 4 > *time && *time * 4 > *other, "{other:?} and {time:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_attempts_are_refused_whether_the_account_exists_or_not() {
    let mut config = config();
    config.limits.sign_in_account = 2;
    let hub = TestHub::with(&[], config).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &[]).await;
    signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    for email in ["kim@proef.example", "niemand@proef.example"] {
        for _ in 0..2 {
            let answer = hub.post("/aanmelden", &form(&[("email", email), ("password", "verkeerd wachtwoord")])).await;
            assert_eq!(answer.status, 422);
        }
        let answer = hub.post("/aanmelden", &form(&[("email", email), ("password", PASSWORD)])).await;
        assert_eq!(answer.status, 429, "{email}");
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 60);
        assert!(answer.text().contains("Te veel pogingen"));
    }
}

/// The status of an attempt to sign in that a proxy passes on from an address.
async fn attempt(hub: &TestHub, email: &str, password: &str, forwarded: &str) -> u16 {
    let fields = form(&[("email", email), ("password", password)]);
    let mut request = request(Method::POST, "/aanmelden").map(|_| Body::from(fields));
    let headers = request.headers_mut();
    headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    headers.insert("x-forwarded-for", forwarded.parse().unwrap());
    hub.send(request).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knows_an_address_keeps_its_owner_out_neither_alone_nor_together() {
    let mut config = config();
    config.limits.sign_in_account = 2;
    config.behind_proxy = true;
    let hub = TestHub::with(&[], config).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &[]).await;
    signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let kim = async |password: &str, from: &str| attempt(&hub, "kim@proef.example", password, from).await;
    assert_eq!(kim(PASSWORD, "192.0.2.1").await, 303);
    let mut refused = 0;
    for network in 0..15 {
        for _ in 0..3 {
            refused += usize::from(kim("verkeerd wachtwoord", &format!("198.51.100.{network}")).await == 429);
        }
    }
    assert!(refused > 15, "many networks together may not guess on: {refused} refused");
    assert_eq!(
        kim(PASSWORD, "203.0.113.9").await,
        429,
        "from a place where the owner never was, it is one of the crowd"
    );
    assert_eq!(kim(PASSWORD, "192.0.2.1").await, 303, "where the owner came in before, the crowd counts nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn attempts_from_one_address_are_counted_together() {
    let mut config = config();
    config.limits.sign_in_address = 3;
    config.behind_proxy = true;
    let hub = TestHub::with(&[], config).await;
    let attempt = async |n: usize, forwarded: &str| {
        attempt(&hub, &format!("n{n}@proef.example"), "verkeerd wachtwoord", forwarded).await
    };
    // What stands before the last entry is whatever the asker wrote.
    for n in 0..3 {
        assert_eq!(attempt(n, &format!("10.0.0.{n}, 192.0.2.7")).await, 422);
    }
    assert_eq!(attempt(3, "10.0.0.3, 192.0.2.7").await, 429);
    assert_eq!(attempt(4, "192.0.2.8").await, 422, "others may still try");
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_other_sites_are_refused() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Admin).await;
    for address in ["/aanmelden", "/afmelden", "/account", "/beheer/personen", "/en/beheer/groepen"] {
        let fields = form(&[("email", "kim@proef.example"), ("password", PASSWORD), ("actie", "end-others")]);
        let mut request = kim.ask(request(Method::POST, address).map(|_| Body::from(fields)));
        let headers = request.headers_mut();
        headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(hub.send(request).await.status, 403, "{address}");
    }
    assert_eq!(kim.get(&hub, "/account").await.status, 200, "still signed in");
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_ended() {
    let hub = hub().await;
    let first = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let answer = hub.post("/aanmelden", &form(&[("email", "kim@proef.example"), ("password", PASSWORD)])).await;
    let second = Visitor { cookie: cookies(&answer), ..Visitor::default() };
    assert_eq!(first.get(&hub, "/account").await.text().matches("value=\"end-session\"").count(), 2);
    let ended = second.post(&hub, "/account", "actie=end-others").await;
    assert_eq!((ended.status, ended.header("location")), (303, "/account?klaar=1"));
    assert_eq!(first.get(&hub, "/account").await.status, 303, "to the sign-in page");
    let out = second.post(&hub, "/afmelden", "").await;
    assert_eq!((out.status, out.header("location")), (303, "/"));
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(second.get(&hub, "/account").await.status, 303, "the cookie itself opens nothing any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_other_sessions_and_needs_the_old_one() {
    let hub = hub().await;
    let first = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let answer = hub.post("/aanmelden", &form(&[("email", "kim@proef.example"), ("password", PASSWORD)])).await;
    let second = Visitor { cookie: cookies(&answer), ..Visitor::default() };
    let change = |old: &str| form(&[("actie", "password"), ("old", old), ("new", "nog eens vier andere woorden")]);
    assert_eq!(second.post(&hub, "/account", &change("verkeerd wachtwoord")).await.status, 422);
    assert_eq!(second.post(&hub, "/account", &change(PASSWORD)).await.status, 303);
    assert_eq!(first.get(&hub, "/account").await.status, 303);
    assert_eq!(second.get(&hub, "/account").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_loses_everything_at_the_next_request() {
    let hub = hub().await;
    let by_cookie = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let by_token = with_token(&hub, "bot@proef.example", "proefdienst", Role::Reader).await;
    assert_eq!(by_cookie.get(&hub, "/documenten/groen").await.status, 200);
    assert_eq!(by_token.get(&hub, "/documenten/groen").await.status, 200);
    assert_eq!(by_token.get(&hub, "/api/v1/documenten/groen").await.status, 200);

    let leave = AdminAct::DisablePerson(id_of(&hub, "kim@proef.example").await);
    administer(hub.shelf().store(), "test", leave).await.unwrap();
    assert_eq!(by_cookie.get(&hub, "/documenten/groen").await.status, 404);
    assert_eq!(by_cookie.get(&hub, "/account").await.status, 303);
    assert_eq!(by_token.get(&hub, "/documenten/groen").await.status, 200, "others stay");

    administer(hub.shelf().store(), "test", AdminAct::DisableOrganisation("proefdienst".parse().unwrap()))
        .await
        .unwrap();
    for address in ["/documenten/groen", "/api/v1/documenten/groen", "/"] {
        let answer = by_token.get(&hub, address).await;
        assert_eq!(answer.status, 401, "{address}");
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
    administer(hub.shelf().store(), "test", AdminAct::EnableOrganisation("proefdienst".parse().unwrap()))
        .await
        .unwrap();
    assert_eq!(by_token.get(&hub, "/").await.status, 401, "what ended does not come back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_reads_and_changes_no_account() {
    let hub = hub().await;
    let bot = with_token(&hub, "bot@proef.example", "proefdienst", Role::Admin).await;
    assert_eq!(bot.get(&hub, "/account").await.status, 200);
    assert_eq!(bot.get(&hub, "/beheer").await.status, 200);
    assert_eq!(bot.post(&hub, "/account", "actie=offer-totp").await.status, 404);
    let act = form(&[("actie", "add-organisation"), ("name", "Nieuw"), ("kind", "private")]);
    assert_eq!(bot.post(&hub, "/beheer/organisaties", &act).await.status, 404);
    let unknown = Visitor { token: "knooppunt_0".to_owned(), ..Visitor::default() };
    let answer = unknown.get(&hub, "/api/v1/documenten").await;
    assert_eq!((answer.status, answer.header("content-type")), (401, "application/problem+json"));
}

#[tokio::test(flavor = "multi_thread")]
async fn persons_make_their_own_tokens_and_a_new_invitation_ends_everything_before() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let make = |password: &str| form(&[("actie", "add-token"), ("password", password)]);
    assert_eq!(kim.post(&hub, "/account", &make("verkeerd wachtwoord")).await.status, 422);
    let made = kim.post(&hub, "/account", &make(PASSWORD)).await;
    let (_, rest) = made.text().split_once("class=\"secret\">").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let bot = Visitor { token: rest.split('<').next().unwrap().to_owned(), ..Visitor::default() };
    assert_eq!(bot.get(&hub, "/documenten/groen").await.status, 200);
    let admin = signed_in(&hub, "baas@proef.example", "proefdienst", Role::Admin).await;
    let id = id_of(&hub, "kim@proef.example").await;
    let address = format!("/beheer/personen/{id}");
    let token = form(&[("actie", "add-token"), ("person", id.as_str())]);
    assert_eq!(admin.post(&hub, &address, &token).await.status, 400, "admins make no tokens for others");
    let invite = form(&[("actie", "invite"), ("person", id.as_str())]);
    // Whoever holds the link comes in as that person: for somebody who is in already, no admin gets one.
    assert!(!admin.get(&hub, &address).await.text().contains("value=\"invite\""));
    let refused = admin.post(&hub, &address, &invite).await;
    assert!(refused.status == 422 && refused.text().contains("al actief"), "{}", refused.text());
    assert!(!refused.text().contains("uitnodiging?code="));
    assert_eq!(bot.get(&hub, "/documenten/groen").await.status, 200, "nothing ended");
    invited(&hub, "nieuw@proef.example", "proefdienst", Role::Reader).await;
    let new = id_of(&hub, "nieuw@proef.example").await;
    let again = form(&[("actie", "invite"), ("person", new.as_str())]);
    let again = admin.post(&hub, &format!("/beheer/personen/{new}"), &again).await;
    assert!(again.status == 200 && again.text().contains("uitnodiging?code="), "who is not in yet gets another");
    administer(hub.shelf().store(), COMMAND, AdminAct::Invite(id)).await.unwrap();
    assert_eq!(bot.get(&hub, "/documenten/groen").await.status, 401);
    assert_eq!(kim.get(&hub, "/account").await.status, 303);
    let old = form(&[("email", "kim@proef.example"), ("password", PASSWORD)]);
    assert_eq!(hub.post("/aanmelden", &old).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_admins_are_absent_for_everybody_else() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Editor).await;
    for address in [
        "/beheer",
        "/beheer/personen",
        "/beheer/organisaties",
        "/beheer/organisaties/proefdienst",
        "/beheer/groepen",
        "/beheer/inzage",
    ] {
        assert_eq!(kim.get(&hub, address).await.status, 404, "{address}");
    }
    let act = form(&[("actie", "add-organisation"), ("name", "Nieuw"), ("kind", "private")]);
    assert_eq!(kim.post(&hub, "/beheer/organisaties", &act).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_s_own_data_can_be_taken_along() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    kim.get(&hub, "/documenten/bestaat-niet").await;
    let data = kim.get(&hub, "/account/gegevens.json").await.json();
    assert_eq!(data["email"], "kim@proef.example");
    assert_eq!(data["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(data["record"][0]["deed"], "refused");
    assert_eq!(hub.get("/account/gegevens.json").await.status, 404, "nobody has no data");
}
