//! Where a modus operandi was seen, and who can report that.

use std::collections::{BTreeMap, BTreeSet};

use app::model::change::{Noun, Verb};
use app::model::reader::{Person, Role};
use app::model::sharing::Sharing;
use app::model::sighting::{NewSighting, Sighting, Verdict};
use app::model::slug::Slug;

use super::adoptions::{Hung, hang, push_open};
use super::listing::push_keys;
use super::people::{ACTIVE, slug};
use super::sql::{self, Query};
use super::{Error, Result, Store, changes};

/// Who made a change that names nobody.
const SOMEBODY: &str = "unnamed";

impl Store {
    /// Records a report on the document of this id, for the readers of `sharing`.
    pub async fn add_sighting(&self, by: &Person, document: &str, new: &NewSighting, sharing: &Sharing) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        let author = new.named.then_some(&by.id);
        let id = hang(&mut transaction, &Hung { document, noun: Noun::Sighting, sharing, author }).await?;
        sqlx::query(
            "INSERT INTO sighting (id, hub, month, verdict, tlp, organisation, author) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&id)
        .bind(new.hub.as_str())
        .bind(new.month.to_string())
        .bind(new.verdict.code())
        .bind(sharing.tlp().label())
        .bind(new.named.then(|| by.organisation.to_string()))
        .bind(author.map(Slug::to_string))
        .execute(&mut *transaction)
        .await?;
        let actor = author.map_or_else(|| SOMEBODY.to_owned(), |author| format!("person:{author}"));
        let seq = changes::record(&mut transaction, &actor, Noun::Sighting, &id, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Reports on a work that these keys open, in the order in which they came.
    pub async fn sightings(&self, keys: &BTreeSet<String>, work: &Slug) -> Result<Vec<Sighting>> {
        let mut query = Query::new(
            "SELECT s.hub, s.month, s.verdict, s.tlp, s.organisation \
             FROM sighting s JOIN hung h ON h.id = s.id JOIN document d ON d.id = h.document WHERE ",
        );
        push_open(&mut query, keys);
        query.push(" AND d.work = ").push_bind(work.as_str()).push(" ORDER BY h.at, s.id");
        let rows: Vec<(String, String, String, String, Option<String>)> =
            query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter()
            .map(|(hub, month, verdict, tlp, organisation)| {
                let unreadable = |reason: String| Error::Unreadable { noun: "sighting", id: work.to_string(), reason };
                Ok(Sighting {
                    hub: slug(&hub)?,
                    month: month.parse().map_err(|_| unreadable(format!("{month} is no month")))?,
                    verdict: Verdict::parse(&verdict)
                        .ok_or_else(|| unreadable(format!("unknown verdict {verdict}")))?,
                    tlp: tlp.parse().map_err(|error: app::model::tlp::NotALabel| unreadable(error.to_string()))?,
                    organisation: organisation.map(|organisation| slug(&organisation)).transpose()?,
                })
            })
            .collect()
    }

    /// Organisations with somebody whose work it is to report, by the hubs to which they belong.
    pub async fn able_to_report(&self) -> Result<BTreeMap<Slug, BTreeSet<Slug>>> {
        let roles = [Role::Contributor, Role::Editor, Role::Secretariat].map(|role| role.code().to_owned());
        let mut query =
            Query::new("SELECT DISTINCT p.organisation FROM person p JOIN person_role r ON r.person = p.id WHERE ");
        query.push(ACTIVE).push(" AND r.role IN ");
        push_keys(&mut query, &roles);
        let able: Vec<String> = query.build_query_scalar().fetch_all(&self.readers).await?;
        let mut by_hub: BTreeMap<Slug, BTreeSet<Slug>> = BTreeMap::new();
        for organisation in self.organisations().await? {
            if able.iter().any(|code| code == organisation.slug.as_str()) {
                for hub in organisation.hubs {
                    by_hub.entry(hub).or_default().insert(organisation.slug.clone());
                }
            }
        }
        Ok(by_hub)
    }
}
