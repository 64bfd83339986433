//! Files that go along with a draft: for its author and its reviewers, and from publication on for its readers.

use crate::files::{Sent, attach_at, pdf, seen_at};
use crate::hub::TestHub;
use crate::visitor::{Visitor, form};
use crate::writing::{Desk, PRACTICE, desk, with};

/// The addresses of the files that somebody sees on a page, in order.
async fn files_on(hub: &TestHub, who: &Visitor, address: &str) -> Vec<String> {
    seen_at(hub, who, address).await.iter().map(|id| format!("/bijlagen/{id}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_with_the_draft_to_its_reviewer_and_then_to_its_readers() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, stranger, .. } = &desk;
    let draft = desk.begin(author, &PRACTICE).await;
    let at = format!("{draft}/bijlagen");
    let (plan, other) = (pdf(&["Een bokkenpootwoord in het plan."]), pdf(&["Weg ermee."]));
    let files: [Sent<'_>; 2] = [("plan.pdf", &plan), ("weg.pdf", &other)];
    for who in [colleague, reviewer, stranger, &Visitor::default()] {
        assert_eq!(attach_at(hub, who, &at, &[], &files).await.status, 404);
    }
    let before = hub.shelf().store().seq();
    let done = attach_at(hub, author, &at, &[], &files).await;
    assert_eq!((done.status, done.header("location")), (303, format!("{at}?klaar=1").as_str()), "{}", done.page());
    hub.take_texts_out().await;
    assert_eq!(hub.shelf().store().seq(), before, "a draft is nobody's news");
    let twice = attach_at(hub, author, &at, &[], &files[..1]).await;
    assert_eq!(twice.status, 422);
    assert!(twice.page().contains("plan.pdf"), "{}", twice.page());

    let own = files_on(hub, author, &draft).await;
    assert_eq!(own.len(), 2);
    for file in &own {
        assert_eq!(author.get(hub, file).await.status, 200);
        for who in [colleague, reviewer, stranger, &Visitor::default()] {
            assert_eq!(desk.status(who, file).await, 404);
            assert_eq!(desk.status(who, &format!("{file}/1")).await, 404);
        }
    }
    let gone = form(&[("actie", "detach"), ("id", own[1].trim_start_matches("/bijlagen/"))]);
    assert_eq!(stranger.post(hub, &at, &gone).await.status, 404);
    assert_eq!(author.post(hub, &at, &gone).await.status, 303);
    assert_eq!(desk.status(author, &own[1]).await, 404);

    desk.submit(author, &draft, 1, &[("asked", "organisation:terminal")]).await;
    assert_eq!(files_on(hub, reviewer, &format!("{draft}/beoordelen")).await, own[..1]);
    assert_eq!(reviewer.get(hub, &own[0]).await.body, plan);
    assert!(reviewer.get(hub, &format!("{}/1", own[0])).await.page().contains("bokkenpootwoord"));
    // What somebody looks at stays as it is.
    assert_eq!(attach_at(hub, author, &at, &[], &files[1..]).await.status, 404);
    assert_eq!(author.post(hub, &at, &gone).await.status, 404);
    assert!(!author.get(hub, "/zoeken?q=bokkenpootwoord").await.page().contains("/bijlagen/"), "not yet found");

    assert_eq!(desk.review(reviewer, &draft, 2, "publish", &[]).await.status, 303);
    let document = format!("/documenten/{}", desk.slug_of(&draft).await);
    assert_eq!(files_on(hub, author, &document).await, own[..1]);
    assert_eq!(files_on(hub, colleague, &document).await, own[..1], "the audience is the shipping line");
    assert_eq!(colleague.get(hub, &own[0]).await.body, plan);
    assert_eq!(desk.status(stranger, &own[0]).await, 404);
    hub.catch_up().await;
    assert!(colleague.get(hub, "/zoeken?q=bokkenpootwoord").await.page().contains(&own[0]), "found on its page");
    assert!(!stranger.get(hub, "/zoeken?q=bokkenpootwoord").await.page().contains(&own[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_thrown_away_takes_its_files_along_and_what_hangs_already_comes_once() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, .. } = &desk;
    let plan = pdf(&["Het plan."]);
    let files: [Sent<'_>; 1] = [("plan.pdf", &plan)];
    let draft = desk.begin(author, &PRACTICE).await;
    attach_at(hub, author, &format!("{draft}/bijlagen"), &[], &files).await;
    let own = files_on(hub, author, &draft).await;
    let discard = form(&[("actie", "discard")]);
    assert_eq!(author.post(hub, &draft, &discard).await.status, 303);
    assert_eq!(desk.status(author, &own[0]).await, 404);

    let slug = desk.published(&PRACTICE).await;
    let document = format!("/documenten/{slug}");
    let direct = format!("{document}/bijlagen");
    let alone = attach_at(hub, author, &direct, &[("tlp", "document")], &files).await;
    assert_eq!(alone.status, 404, "what a contributor adds is looked at by somebody");
    assert_eq!(attach_at(hub, colleague, &direct, &[("tlp", "document")], &files).await.status, 303);
    let revise = form(&[("actie", "revise"), ("document", slug.as_str())]);
    let begun = author.post(hub, "/bijdragen/nieuw", &revise).await;
    let draft = begun.header("location").split('?').next().unwrap().to_owned();
    assert_eq!(attach_at(hub, author, &format!("{draft}/bijlagen"), &[], &files).await.status, 303);
    let asked = [("asked", "organisation:terminal"), ("note", "Met het plan.")];
    let early = desk.submit(author, &draft, 1, &asked).await;
    assert!(early.status == 422 && early.page().contains("worden nog gelezen"), "{}", early.page());
    hub.take_texts_out().await;
    assert_eq!(desk.submit(author, &draft, 1, &asked).await.status, 303);
    assert_eq!(desk.review(reviewer, &draft, 2, "publish", &[]).await.status, 303);
    assert_eq!(files_on(hub, author, &document).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_looks_into_the_files_too() {
    let desk = desk().await;
    let Desk { hub, author, reviewer, .. } = &desk;
    let plan = pdf(&["Niets bijzonders.", "Neem contact op met 06-12345678."]);
    let draft = desk.begin(author, &PRACTICE).await;
    attach_at(hub, author, &format!("{draft}/bijlagen"), &[], &[("plan.pdf", &plan)]).await;
    hub.take_texts_out().await;
    let asked = [("asked", "organisation:terminal")];
    let refused = desk.submit(author, &draft, 1, &asked).await;
    assert_eq!(refused.status, 422, "{}", refused.page());
    let page = refused.page();
    assert!(page.contains("bijlage ‘plan.pdf’, onderdeel 2") && page.contains("06-12345678"), "{page}");
    let reason = page.split("name=\"reason.").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let reason = format!("reason.{reason}");
    let with = [asked[0], (reason.as_str(), "Het openbare nummer van het meldpunt.")];
    assert_eq!(desk.submit(author, &draft, 1, &with).await.status, 303);
    let review = reviewer.get(hub, &format!("{draft}/beoordelen")).await.page();
    assert!(review.contains("Het openbare nummer van het meldpunt."), "{review}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_file_of_a_draft_takes_the_place_of_the_one_before() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, stranger, .. } = &desk;
    let draft = desk.begin(author, &PRACTICE).await;
    let at = format!("{draft}/bijlagen");
    let (wrong, right) = (pdf(&["Een foutwoord."]), pdf(&["Het goedwoord."]));
    assert_eq!(attach_at(hub, author, &at, &[], &[("plan.pdf", &wrong)]).await.status, 303);
    let own = files_on(hub, author, &draft).await;
    let id = own[0].trim_start_matches("/bijlagen/");
    let replace = [("actie", "replace"), ("id", id)];
    for who in [colleague, reviewer, stranger, &Visitor::default()] {
        assert_eq!(attach_at(hub, who, &at, &replace, &[("plan.pdf", &right)]).await.status, 404);
    }
    let same = attach_at(hub, author, &at, &replace, &[("plan.pdf", &wrong)]).await;
    assert_eq!(same.status, 422, "{}", same.page());
    let done = attach_at(hub, author, &at, &replace, &[("plan-goed.pdf", &right)]).await;
    assert_eq!((done.status, done.header("location")), (303, format!("{at}?klaar=1").as_str()));
    hub.take_texts_out().await;
    assert_eq!(files_on(hub, author, &draft).await, own, "its place in the draft is the same");
    assert_eq!(author.get(hub, &own[0]).await.body, right);
    assert_eq!(author.get(hub, &format!("{}/versies", own[0])).await.status, 404, "nobody had read what it was");
    let elsewhere = [("actie", "replace"), ("id", "0197a0b1-0000-7000-8000-000000000000")];
    assert_eq!(attach_at(hub, author, &at, &elsewhere, &[("x.pdf", &wrong)]).await.status, 404);
    assert_eq!(desk.submit(author, &draft, 1, &[("asked", "organisation:terminal")]).await.status, 303);
    assert_eq!(attach_at(hub, author, &at, &replace, &[("plan.pdf", &wrong)]).await.status, 404, "it is looked at now");
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_corrects_a_file_that_is_published_and_its_address_stays() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, .. } = &desk;
    let slug = desk.published(&PRACTICE).await;
    let direct = format!("/documenten/{slug}/bijlagen");
    let (old, new, newer) = (pdf(&["Het oudwoord."]), pdf(&["Het nieuwwoord."]), pdf(&["Het nieuwerwoord."]));
    for (name, bytes, fields) in [
        ("plan.pdf", &old, [("tlp", "document"), ("audience", "")]),
        ("alleen-ik.pdf", &pdf(&["Voor een."]), [("tlp", "TLP:RED"), ("audience", "")]),
    ] {
        assert_eq!(attach_at(hub, colleague, &direct, &fields, &[(name, bytes)]).await.status, 303);
    }
    hub.take_texts_out().await;
    let document = format!("/documenten/{slug}");
    let published = files_on(hub, author, &document).await;
    assert_eq!(published.len(), 1, "the other is for its author alone");
    let hidden = files_on(hub, colleague, &document).await.into_iter().find(|one| *one != published[0]).unwrap();

    let revise = form(&[("actie", "revise"), ("document", slug.as_str())]);
    let begun = author.post(hub, "/bijdragen/nieuw", &revise).await;
    let draft = begun.header("location").split('?').next().unwrap().to_owned();
    let at = format!("{draft}/bijlagen");
    let page = author.get(hub, &at).await.page();
    assert!(page.contains("Bestanden van het gepubliceerde document") && !page.contains("alleen-ik.pdf"), "{page}");
    let id = |address: &str| address.trim_start_matches("/bijlagen/").to_owned();
    let (target, out_of_reach) = (id(&published[0]), id(&hidden));
    let refused = attach_at(hub, author, &at, &[("actie", "replace"), ("id", &out_of_reach)], &[("x.pdf", &new)]).await;
    assert_eq!(refused.status, 404, "what somebody may not read is not there to be replaced");
    for (name, bytes) in [("plan-2.pdf", &new), ("plan-3.pdf", &newer)] {
        let done = attach_at(hub, author, &at, &[("actie", "replace"), ("id", &target)], &[(name, bytes)]).await;
        assert_eq!(done.status, 303, "{}", done.page());
    }
    hub.take_texts_out().await;
    let along = author.get(hub, &at).await.page();
    assert!(along.contains("vervangt plan.pdf") && !along.contains("plan-2.pdf"), "the last one counts: {along}");
    assert_eq!(colleague.get(hub, &published[0]).await.body, old, "until it is published nothing changes");

    let asked = [("asked", "organisation:terminal"), ("note", "Met het betere plan.")];
    assert_eq!(desk.submit(author, &draft, 1, &asked).await.status, 303);
    let review = reviewer.get(hub, &format!("{draft}/beoordelen")).await.page();
    assert!(review.contains("plan-3.pdf komt in de plaats van plan.pdf"), "{review}");
    assert_eq!(desk.review(reviewer, &draft, 2, "publish", &[]).await.status, 303);
    hub.catch_up().await;
    assert_eq!(files_on(hub, author, &document).await, published, "one file, at the address that it had");
    assert_eq!(colleague.get(hub, &published[0]).await.body, newer);
    assert_eq!(colleague.get(hub, &format!("{}/versies/1", published[0])).await.body, old);
    assert!(colleague.get(hub, "/zoeken?q=nieuwerwoord").await.page().contains(&published[0]));
    assert!(!colleague.get(hub, "/zoeken?q=oudwoord").await.page().contains(&published[0]));
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_keeps_a_narrower_label_of_its_own_and_is_never_wider_than_the_text() {
    let desk = desk().await;
    let Desk { hub, author, colleague, reviewer, stranger, .. } = &desk;
    let green = with(&with(&PRACTICE, "tlp", "TLP:GREEN"), "audience_organisation", "");
    let draft = desk.begin(author, &green).await;
    let at = format!("{draft}/bijlagen");
    let page = author.get(hub, &at).await.page();
    assert!(page.contains("value=\"document\" selected") && !page.contains("value=\"TLP:RED\""), "{page}");
    let (own, open) = (pdf(&["Alleen een roodborstwoord."]), pdf(&["Voor iedereen."]));
    let files: [Sent<'_>; 1] = [("eigen.pdf", &own)];
    for (tlp, audience, told) in [
        ("TLP:CLEAR", "", "niet ruimer"),
        ("TLP:RED", "person:iemand", "hoogstens TLP:AMBER"),
        ("TLP:AMBER+STRICT", "organisation:rederij", "hoogstens TLP:AMBER"),
        ("TLP:WIT", "", "label"),
    ] {
        let refused = attach_at(hub, author, &at, &[("tlp", tlp), ("audience", audience)], &files).await;
        assert!(refused.status == 422 && refused.page().contains(told), "{tlp}: {}", refused.page());
    }
    let label = [("tlp", "TLP:AMBER"), ("audience", "organisation:rederij")];
    assert_eq!(attach_at(hub, author, &at, &label, &files).await.status, 303);
    assert_eq!(attach_at(hub, author, &at, &[("tlp", "document")], &[("open.pdf", &open)]).await.status, 303);
    assert!(author.get(hub, &at).await.page().contains("TLP:AMBER"));
    hub.take_texts_out().await;
    assert_eq!(desk.submit(author, &draft, 1, &[("asked", "organisation:terminal")]).await.status, 303);
    let seen = files_on(hub, reviewer, &format!("{draft}/beoordelen")).await;
    assert_eq!(seen.len(), 2, "whoever reviews sees what is published");
    assert_eq!(desk.review(reviewer, &draft, 2, "publish", &[]).await.status, 303);
    hub.catch_up().await;
    let document = format!("/documenten/{}", desk.slug_of(&draft).await);
    for (who, files) in [(author, &seen[..]), (colleague, &seen[..]), (reviewer, &seen[1..]), (stranger, &seen[1..])] {
        assert_eq!(files_on(hub, who, &document).await, files);
        assert_eq!(desk.status(who, &seen[0]).await, if files.len() == 2 { 200 } else { 404 });
        assert_eq!(desk.status(who, &seen[1]).await, 200);
        let found = who.get(hub, "/zoeken?q=roodborstwoord").await.page().contains(&seen[0]);
        assert_eq!(found, files.len() == 2);
    }

    // A text that becomes narrower takes its file along: what was chosen for more is then for who is in both.
    let wide = with(&PRACTICE, "audience_organisation", "terminal");
    let draft = desk.begin(author, &wide).await;
    let at = format!("{draft}/bijlagen");
    let label = [("tlp", "TLP:AMBER"), ("audience", "organisation:terminal")];
    assert_eq!(attach_at(hub, author, &at, &label, &[("later.pdf", &own)]).await.status, 303);
    let save =
        [&[("actie", "save"), ("version", "1")][..], &with(&PRACTICE, "audience_organisation", "rederij")].concat();
    assert_eq!(author.post(hub, &draft, &form(&save)).await.status, 303);
    hub.take_texts_out().await;
    assert_eq!(desk.submit(author, &draft, 2, &[("asked", "organisation:terminal")]).await.status, 303);
    assert_eq!(desk.review(reviewer, &draft, 3, "publish", &[]).await.status, 303);
    let document = format!("/documenten/{}", desk.slug_of(&draft).await);
    assert_eq!(files_on(hub, author, &document).await.len(), 1, "its author");
    assert_eq!(desk.status(colleague, &document).await, 200);
    assert_eq!(files_on(hub, colleague, &document).await.len(), 0);
    assert_eq!(desk.status(reviewer, &document).await, 404);
}
