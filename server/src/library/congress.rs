//! Congresses; what is published is for everybody.

use std::path::Path;
use std::time::Duration;

use app::desk::{Congress, Refusal};
use app::model::conference::{
    Conference, Listed, OtherYear, Programme, SessionPage, Version, default_slug, is_conference_slug, other_year,
};
use app::model::problem::Problem;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Failure, Shelf, unavailable};
use crate::exchange::markdown::render_either;
use crate::exchange::{Limits, json_ld, schedule};
use crate::store::{Loader, Published, Store};

#[async_trait]
impl Congress for Shelf {
    async fn conferences(&self) -> Result<Vec<Listed>, Refusal> {
        let mut announcements = self.store.announcements().await.map_err(unavailable)?;
        let mut listed = Vec::new();
        for (slug, outline) in self.store.outlines().await.map_err(unavailable)? {
            let announced = announcements.iter().position(|one| one.slug == slug).map(|at| announcements.remove(at));
            listed.push(Listed { slug, announcement: announced, programme: Some(outline) });
        }
        let only_announced = announcements.into_iter();
        listed.extend(only_announced.map(|one| Listed {
            slug: one.slug.clone(),
            announcement: Some(one),
            programme: None,
        }));
        listed.sort_by_key(|one| std::cmp::Reverse(year(one)));
        Ok(listed)
    }

    async fn conference(&self, slug: &Slug) -> Result<Conference, Refusal> {
        let announcements = self.store.announcements().await.map_err(unavailable)?;
        let announcement = announcements.into_iter().find(|one| one.slug == *slug);
        let edition = self.store.edition(slug).await.map_err(unavailable)?;
        if announcement.is_none() && edition.is_none() {
            return Err(Refusal::Absent);
        }
        let text = edition.as_ref().map_or("", |edition| edition.programme.description.as_str());
        let description = render_either(text);
        let json_ld = edition.as_ref().map(json_ld::conference).unwrap_or_default();
        Ok(Conference { slug: slug.clone(), announcement, edition, description, json_ld })
    }

    async fn session(&self, conference: &Slug, number: u64) -> Result<SessionPage, Refusal> {
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let session = edition.programme.session(number).cloned().ok_or(Refusal::Absent)?;
        Ok(SessionPage {
            summary: render_either(&session.summary),
            description: render_either(&session.description),
            biographies: session.speakers.iter().map(|speaker| render_either(&speaker.biography)).collect(),
            json_ld: json_ld::session(&edition, &session),
            edition,
            session,
        })
    }

    async fn versions(&self, conference: &Slug) -> Result<Vec<Version>, Refusal> {
        let versions = self.store.versions(conference).await.map_err(unavailable)?;
        if versions.is_empty() { Err(Refusal::Absent) } else { Ok(versions) }
    }
}

fn year(listed: &Listed) -> (Option<i16>, std::cmp::Reverse<Slug>) {
    let programme = listed.programme.as_ref().map(|outline| outline.first.year());
    let announced = listed.announcement.as_ref().and_then(|one| one.period.first_day()).map(|day| day.year());
    (programme.or(announced), std::cmp::Reverse(listed.slug.clone()))
}

/// A programme that was read and published.
#[derive(Debug)]
pub struct Taken {
    pub slug: Slug,
    pub programme: Programme,
    pub published: Published,
}

/// Reads a schedule and publishes it under the slug, or under the year of its first day. What is odd about its year is told
/// before it is published, by what `tell` does with it.
pub async fn publish(
    store: &Store,
    path: &Path,
    limits: Limits,
    slug: Option<Slug>,
    tell: impl Fn(&Slug, OtherYear),
) -> Result<Taken, Failure> {
    let from = path.to_owned();
    let reading = tokio::task::spawn_blocking(move || schedule::read(&from, limits)).await;
    let refuse = |problems| Failure::Problems { problems, more: false };
    let programme = reading
        .map_err(|error| refuse(vec![Problem::new(format!("reading the schedule failed: {error}"))]))?
        .map_err(refuse)?;
    let slug = slug.or_else(|| default_slug(&programme)).filter(is_conference_slug).ok_or_else(|| {
        let message = "is no address of a conference: give at most 60 letters, digits, hyphens and underscores";
        refuse(vec![Problem::new(message).in_field("--slug")])
    })?;
    // A load of the content may be writing; one writer at a time keeps what each of them tells true.
    let lock = store.lock_loading(Duration::from_secs(60)).await?.ok_or(Failure::Busy)?;
    let known = store.edition(&slug).await?;
    if let Some(other) = other_year(&slug, known.as_ref().map(|edition| &edition.programme), &programme) {
        tell(&slug, other);
    }
    let published = store.publish(Loader::Import, &slug, &programme).await?;
    drop(lock);
    Ok(Taken { slug, programme, published })
}
