//! Contact points of organisations, trimmed to the reader in SQL. The address of one is in no value that leaves the store but
//! those for the mailer.

use std::collections::BTreeSet;

use app::model::contact_point::{ContactPoint, ContactSheet, KeptContact, MovedContact};
use app::model::profile::{ASKED_BEFORE, HOLDS};
use app::model::slug::Slug;
use jiff::Timestamp;

use super::listing::push_keys;
use super::observations::from_json;
use super::people::{ACTIVE, moment, slug};
use super::sql::Query;
use super::{Result, Store};

impl Store {
    /// The contact points that these keys open and that hold at a moment, by organisation and id.
    pub async fn contact_points(&self, keys: &BTreeSet<String>, now: Timestamp) -> Result<Vec<ContactPoint>> {
        let mut query = Query::new(POINT);
        push_held(&mut query, keys, now);
        query.push(" ORDER BY c.organisation, c.id");
        shown(query.build_query_as().fetch_all(&self.readers).await?)
    }

    /// One of them.
    pub async fn contact_point(
        &self,
        keys: &BTreeSet<String>,
        id: &Slug,
        now: Timestamp,
    ) -> Result<Option<ContactPoint>> {
        let mut query = Query::new(POINT);
        push_held(&mut query, keys, now);
        query.push(" AND c.id = ").push_bind(id.to_string());
        Ok(shown(query.build_query_as().fetch_all(&self.readers).await?)?.pop())
    }

    /// Every one that is shown to somebody, with the names of organisations.
    pub async fn shown_contact_points(&self) -> Result<Vec<ContactPoint>> {
        let mut query = Query::new(POINT);
        query.push(" WHERE c.ended IS NULL AND ").push(OPEN).push(" ORDER BY c.id");
        let mut points = shown(query.build_query_as().fetch_all(&self.readers).await?)?;
        if !points.is_empty() {
            let known = self.organisations().await?;
            for point in &mut points {
                let of = known.iter().find(|one| one.slug == point.organisation);
                point.organisation_name = of.map(|one| one.name.clone());
                point.organisation_kind = of.map(|one| one.kind);
            }
        }
        Ok(points)
    }

    /// The ids of all of them, also of those that are not shown.
    pub async fn contact_point_ids(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT id FROM contact_point ORDER BY id").fetch_all(&self.readers).await?)
    }

    /// Those of an organisation that these keys open, whether shown or not, by id.
    pub async fn kept_contacts(&self, keys: &BTreeSet<String>, organisation: &Slug) -> Result<Vec<KeptContact>> {
        let mut query = Query::new(POINT);
        query.push(" WHERE c.organisation = ").push_bind(organisation.to_string()).push(" AND ");
        push_opened(&mut query, "c.id", keys);
        query.push(" ORDER BY c.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_kept).collect()
    }

    /// Those that somebody is behind, and whether their name is shown.
    pub async fn contacts_behind(&self, person: &Slug) -> Result<Vec<(ContactPoint, bool)>> {
        let mut query = Query::new(POINT);
        query.push(" WHERE c.person = ").push_bind(person.to_string()).push(" ORDER BY c.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        let behind = |row| {
            let point = to_kept(row)?.point;
            let named = point.person.is_some();
            Ok((point, named))
        };
        rows.into_iter().map(behind).collect()
    }

    /// Whether somebody reads what is written to an organisation: one of its editors, or the person behind the point.
    pub async fn is_contact_read(&self, organisation: &Slug, person: Option<&Slug>) -> Result<bool> {
        let mut query = Query::new("SELECT EXISTS (SELECT 1 FROM person p WHERE p.organisation = ");
        query.push_bind(organisation.to_string()).push(" AND ").push(ACTIVE).push(" AND (p.id = ");
        query.push_bind(person.map(Slug::to_string)).push(" OR ").push(EDITOR).push("))");
        Ok(query.build_query_scalar().fetch_one(&self.readers).await?)
    }

    /// The person behind a contact point, whether named or not.
    pub async fn person_behind(&self, id: &Slug) -> Result<Option<Slug>> {
        let person: Option<Option<String>> = sqlx::query_scalar("SELECT person FROM contact_point WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(&self.readers)
            .await?;
        person.flatten().map(|id| slug(&id)).transpose()
    }

    /// Persons who can come in of an organisation, by name.
    pub async fn colleagues(&self, organisation: &Slug) -> Result<Vec<(Slug, String)>> {
        let mut query = Query::new("SELECT p.id, p.name FROM person p WHERE p.organisation = ");
        query.push_bind(organisation.to_string()).push(" AND ").push(ACTIVE).push(" ORDER BY p.name, p.id");
        let rows: Vec<(String, String)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|(id, name)| Ok((slug(&id)?, name))).collect()
    }

    /// Those that end soon and of which nobody was told yet, the first fifty, each with the addresses of who looks after it.
    pub async fn ending_contact_points(&self, now: Timestamp) -> Result<Vec<(ContactPoint, Vec<String>)>> {
        let mut query = Query::new(POINT);
        query.push(" WHERE c.ended IS NULL AND c.reminded IS NULL AND c.confirmed <= ");
        query.push_bind((now - HOLDS + ASKED_BEFORE).as_millisecond()).push(" AND ").push(OPEN).push(" LIMIT 50");
        let points = shown(query.build_query_as().fetch_all(&self.readers).await?)?;
        let mut ending = Vec::new();
        for point in points {
            let mut query = Query::new("SELECT p.email FROM person p WHERE p.organisation = ");
            query.push_bind(point.organisation.to_string()).push(" AND ").push(ACTIVE).push(" AND ").push(EDITOR);
            query.push(" ORDER BY p.id LIMIT 20");
            let emails: Vec<String> = query.build_query_scalar().fetch_all(&self.readers).await?;
            ending.push((point, emails));
        }
        Ok(ending)
    }

    /// All of them, as they move to another store.
    pub async fn moved_contacts(&self) -> Result<Vec<MovedContact>> {
        let mut query = Query::new(POINT);
        query.push(" ORDER BY c.id");
        let points = shown(query.build_query_as().fetch_all(&self.readers).await?)?.into_iter();
        Ok(points
            .map(|ContactPoint { id, organisation, confirmed, sheet, .. }| MovedContact {
                id,
                organisation,
                confirmed,
                sheet,
            })
            .collect())
    }
}

/// Its organisation has not left.
const OPEN: &str = "NOT EXISTS (SELECT 1 FROM organisation_disabled x WHERE x.code = c.organisation)";

/// The person `p` is an editor.
pub const EDITOR: &str = "EXISTS (SELECT 1 FROM person_role r WHERE r.person = p.id AND r.role = 'editor')";

/// The condition that a contact point `c` holds, is of an organisation that is here, and is opened by these keys.
fn push_held(query: &mut Query, keys: &BTreeSet<String>, now: Timestamp) {
    query.push(" WHERE c.ended IS NULL AND c.confirmed > ").push_bind((now - HOLDS).as_millisecond());
    query.push(" AND ").push(OPEN).push(" AND ");
    push_opened(query, "c.id", keys);
}

fn push_opened(query: &mut Query, id: &str, keys: &BTreeSet<String>) {
    query.push("EXISTS (SELECT 1 FROM contact_point_key k WHERE k.point = ").push(id).push(" AND k.key IN ");
    push_keys(query, keys);
    query.push(")");
}

/// The condition that a change `c` is about a contact point that these keys open.
pub fn push_known(query: &mut Query, keys: &BTreeSet<String>) {
    query.push("(c.noun = 'contact-point' AND ");
    push_opened(query, "c.id", keys);
    query.push(")");
}

/// The person who left is behind nothing.
const POINT: &str = "SELECT c.id, c.organisation, c.record, c.address IS NOT NULL, p.id, p.name, \
                     c.named, c.confirmed, c.ended IS NOT NULL, c.version \
                     FROM contact_point c LEFT JOIN person p ON p.id = c.person";

type Columns = (String, String, String, bool, Option<String>, Option<String>, bool, i64, bool, i64);

fn to_kept(row: Columns) -> Result<KeptContact> {
    let (id, organisation, record, has_address, person, name, named, confirmed, ended, version) = row;
    let sheet: ContactSheet = from_json("contact point", &id, &record)?;
    Ok(KeptContact {
        point: ContactPoint {
            id: slug(&id)?,
            organisation: slug(&organisation)?,
            organisation_name: None,
            organisation_kind: None,
            sheet,
            person: name.filter(|_| named),
            confirmed: moment(confirmed)?,
        },
        has_address,
        person: person.map(|id| slug(&id)).transpose()?,
        ended,
        version: u32::try_from(version).unwrap_or(u32::MAX),
    })
}

fn shown(rows: Vec<Columns>) -> Result<Vec<ContactPoint>> {
    rows.into_iter().map(|row| Ok(to_kept(row)?.point)).collect()
}
