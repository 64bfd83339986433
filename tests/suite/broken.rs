//! What readers see when everything inside breaks.

mod accounts;
mod congress;
mod contact_points;
mod plan;
mod profiles;
mod speakers;
mod using;

use std::sync::Arc;

use app::desk::{
    Attachments, Bytes, Chance, Changes, Congress, Documents, Fault, Hubs, Incoming, Material, Monitor, Network, Plans,
    Refusal, Revisions, Search, Signals, Terms, Texts, Writing,
};
use app::model::account::Account;
use app::model::attachment::{Allowance, Attachment, Label, PassagePage, Picture};
use app::model::chance::{Exposed, Funnel, Interval};
use app::model::comparison::Compared;
use app::model::conference::{Conference, Listed, SessionPage, Version};
use app::model::document::{Article, Listing, Page, Prose, RevisionRow, Summary, Withdrawal};
use app::model::draft::{Choices, DraftPage, Preview, Workbench, WriteAct, Written};
use app::model::indicator::{Indicator, Series};
use app::model::lang::Lang;
use app::model::members::Members;
use app::model::overview::{Chapter, Overview};
use app::model::place::{Hub, Place};
use app::model::plan::{Organisation, Plan};
use app::model::query::{Answer, Query, Suggestion};
use app::model::reader::Reader;
use app::model::sheet::Sheet;
use app::model::signal::{SignalAct, SignalFilter, SignalList, SignalPage};
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::civil::Date;

use crate::hub::{TestHub, config};

/// Breaks at every question, with a secret in the message.
struct Broken;

const SECRET: &str = "table secret at /srv/knooppunt.db";

#[async_trait]
impl Documents for Broken {
    async fn document(&self, _: &Reader, _: &Slug) -> Result<Article, Refusal> {
        panic!("{SECRET}")
    }

    async fn export(&self, _: &Reader, _: &Slug) -> Result<Article, Refusal> {
        panic!("{SECRET}")
    }

    async fn has_document(&self, _: &Reader, _: &Slug) -> Result<bool, Refusal> {
        panic!("{SECRET}")
    }

    async fn documents(&self, _: &Reader, _: &Listing) -> Result<Page<Summary>, Refusal> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Writing for Broken {
    async fn workbench(&self, _: &Reader) -> Result<Workbench, Refusal> {
        panic!("{SECRET}")
    }

    async fn choices(&self, _: &Reader) -> Result<Choices, Refusal> {
        panic!("{SECRET}")
    }

    async fn members(&self, _: &Reader) -> Result<Members, Refusal> {
        panic!("{SECRET}")
    }

    async fn draft(&self, _: &Reader, _: &Slug) -> Result<DraftPage, Refusal> {
        panic!("{SECRET}")
    }

    async fn preview(&self, _: &Reader, _: &Slug) -> Result<Preview, Refusal> {
        panic!("{SECRET}")
    }

    async fn compare(&self, _: Sheet, _: Sheet) -> Result<Vec<Compared>, Refusal> {
        panic!("{SECRET}")
    }

    async fn may_attach_to_draft(&self, _: &Reader, _: &Slug) -> Result<bool, Refusal> {
        panic!("{SECRET}")
    }

    async fn attach_to_draft(&self, _: &Reader, _: &Slug, _: Label, _: &mut dyn Incoming) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn replace_in_draft(&self, _: &Reader, _: &Slug, _: &Slug, _: &mut dyn Incoming) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn detach_from_draft(&self, _: &Reader, _: &Slug, _: &Slug) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn write(&self, _: &Account, _: WriteAct) -> Result<Written, Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Revisions for Broken {
    async fn revisions(&self, _: &Reader, _: &Slug) -> Result<Vec<RevisionRow>, Refusal> {
        panic!("{SECRET}")
    }

    async fn revision(&self, _: &Reader, _: &Slug, _: u32) -> Result<Article, Refusal> {
        panic!("{SECRET}")
    }

    async fn compare_revisions(&self, _: &Reader, _: &Slug, _: u32, _: u32) -> Result<Vec<Compared>, Refusal> {
        panic!("{SECRET}")
    }

    async fn withdrawal(&self, _: &Reader, _: &Slug) -> Result<Withdrawal, Refusal> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Attachments for Broken {
    async fn attachment(&self, _: &Reader, _: &Slug) -> Result<(Attachment, Bytes), Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn passage(&self, _: &Reader, _: &Slug, _: u32) -> Result<PassagePage, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn page_picture(&self, _: &Reader, _: &Slug, _: u32) -> Result<(Attachment, Picture, Bytes), Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn may_attach(&self, _: &Reader, _: &Slug) -> Result<bool, Refusal> {
        Err(Refusal::Unavailable)
    }

    fn allowance(&self) -> Allowance {
        Allowance::DEFAULT
    }

    async fn attach(&self, _: &Reader, _: &Slug, _: Label, _: &mut dyn Incoming) -> Result<(), Fault> {
        Err(Refusal::Unavailable.into())
    }

    async fn detach(&self, _: &Reader, _: &Slug, _: &Slug) -> Result<(), Fault> {
        Err(Refusal::Unavailable.into())
    }
}

#[async_trait]
impl Material for Broken {
    async fn material(&self, _: &Reader, _: &Slug) -> Result<Vec<Attachment>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn attach_material(&self, _: &Reader, _: &Slug, _: u64, _: Terms, _: &mut dyn Incoming) -> Result<(), Fault> {
        Err(Refusal::Unavailable.into())
    }

    async fn detach_material(&self, _: &Reader, _: &Slug, _: u64, _: &Slug) -> Result<(), Fault> {
        Err(Refusal::Unavailable.into())
    }
}

#[async_trait]
impl Search for Broken {
    async fn search(&self, _: &Reader, _: &Query) -> Result<Answer, Refusal> {
        panic!("{SECRET}")
    }

    async fn suggest(&self, _: &Reader, _: &str, _: Lang, _: u32) -> Result<Vec<Suggestion>, Refusal> {
        panic!("{SECRET}")
    }

    async fn related(&self, _: &Reader, _: &Slug, _: u32) -> Result<Vec<Summary>, Refusal> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Hubs for Broken {
    async fn hubs(&self) -> Result<Vec<Hub>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn places(&self) -> Result<Vec<Place>, Refusal> {
        Err(Refusal::Unavailable)
    }
}

impl Chance for Broken {
    fn intervals(&self, _: &[f64]) -> Vec<Interval> {
        Vec::new()
    }

    fn funnel(&self, _: &[Exposed]) -> Option<Funnel> {
        None
    }
}

#[async_trait]
impl Monitor for Broken {
    async fn indicators(&self, _: &Reader) -> Result<Vec<Indicator>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn series(&self, _: &Reader, _: &Slug, _: Option<Date>) -> Result<Series, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn export_series(&self, _: &Reader, _: &Slug, _: Option<Date>) -> Result<Series, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn export_public(&self, _: &Reader) -> Result<(), Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn overview(&self, _: &Reader, _: &Overview) -> Result<Vec<Chapter>, Refusal> {
        Err(Refusal::Unavailable)
    }
}

#[async_trait]
impl Signals for Broken {
    async fn signals(&self, _: &Reader, _: &SignalFilter) -> Result<SignalList, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn signal(&self, _: &Reader, _: &Slug) -> Result<SignalPage, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn triage(&self, _: &Reader, _: SignalAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Plans for Broken {
    async fn plan(&self) -> Result<Plan, Refusal> {
        Err(Refusal::Unavailable)
    }
}

#[async_trait]
impl Congress for Broken {
    async fn conferences(&self) -> Result<Vec<Listed>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn conference(&self, _: &Slug) -> Result<Conference, Refusal> {
        panic!("{SECRET}")
    }

    async fn session(&self, _: &Slug, _: u64) -> Result<SessionPage, Refusal> {
        panic!("{SECRET}")
    }

    async fn versions(&self, _: &Slug) -> Result<Vec<Version>, Refusal> {
        Err(Refusal::Unavailable)
    }
}

#[async_trait]
impl Network for Broken {
    async fn partners(&self) -> Result<Vec<Organisation>, Refusal> {
        Err(Refusal::Unavailable)
    }
}

#[async_trait]
impl Texts for Broken {
    async fn prose(&self, _: &str, _: Lang) -> Result<Prose, Refusal> {
        Err(Refusal::Unavailable)
    }
}

#[async_trait]
impl Changes for Broken {
    async fn changed_since(&self, _: &Reader, _: i64) -> Result<bool, Refusal> {
        Err(Refusal::Unavailable)
    }
}

fn hub() -> TestHub {
    TestHub::over(Arc::new(Broken), config())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_becomes_a_page_without_internals() {
    let hub = hub();
    for (address, title) in [("/documenten/x", "Er ging iets mis"), ("/en/documenten/x", "Something went wrong")] {
        let answer = hub.get(address).await;
        assert_eq!(answer.status, 500, "{address}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert!(answer.text().contains(title), "{}", answer.text());
        assert!(!answer.text().contains("secret"), "{}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.text().contains(&answer.nonce()));
    }
    assert_eq!(hub.get("/healthz").await.status, 200, "the process lives on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_in_the_api_becomes_a_problem_without_internals() {
    let hub = hub();
    for address in ["/api/v1/documenten/x", "/api/v1/documenten", "/api/v1/zoeken?q=x"] {
        let answer = hub.get(address).await;
        assert_eq!((answer.status, answer.header("content-type")), (500, "application/problem+json"), "{address}");
        assert_eq!(answer.json()["status"], 500);
        assert!(!answer.text().contains("secret"), "{}", answer.text());
        assert_eq!(answer.header("api-version"), "1.0.0");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_unavailable_says_so_and_may_be_tried_again() {
    let hub = hub();
    let problem = hub.get("/api/v1/knooppunten").await;
    assert_eq!((problem.status, problem.header("content-type")), (503, "application/problem+json"));
    assert_eq!(problem.header("retry-after"), "5");
    let page = hub.get("/monitor").await;
    assert_eq!((page.status, page.header("content-type")), (503, "text/html; charset=utf-8"));
    assert_eq!(page.header("retry-after"), "5");
    assert!(page.text().contains("Nu niet beschikbaar"), "{}", page.text());
}
