//! Questions without an answer.

use app::model::retention::WANTED;
use app::model::wanted::{LEAST_ASKED, Wanted};
use jiff::civil::Date;

use super::{Error, Result, Store, sql};

/// Questions that are kept at the same time; beyond, the oldest go.
const MOST: i64 = 50_000;

const MOST_LISTED: i64 = 200;

impl Store {
    /// Notes a question of a day, once for each asker.
    pub async fn add_missed(&self, text: &str, asker: &str, day: Date) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        let added = sqlx::query("INSERT INTO missed (text, asker, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(text)
            .bind(asker)
            .bind(day.to_string())
            .execute(&mut *transaction)
            .await?;
        if added.rows_affected() > 0 {
            let first = day.checked_sub(jiff::Span::new().days(WANTED)).unwrap_or(day);
            sqlx::query("DELETE FROM missed WHERE day < $1").bind(first.to_string()).execute(&mut *transaction).await?;
            sqlx::query(
                "DELETE FROM missed WHERE (text, asker) IN \
                 (SELECT text, asker FROM missed ORDER BY day DESC, text, asker LIMIT $1 OFFSET $1)",
            )
            .bind(MOST)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// What several asked for, the most asked first.
    pub async fn wanted(&self) -> Result<Vec<Wanted>> {
        let rows: Vec<(String, i64, String)> = sqlx::query_as(
            "SELECT text, count(*), max(day) FROM missed GROUP BY text HAVING count(*) >= $1 \
             ORDER BY count(*) DESC, text LIMIT $2",
        )
        .bind(i64::from(LEAST_ASKED))
        .bind(MOST_LISTED)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(text, asked, last)| {
                let unreadable =
                    || Error::Unreadable { noun: "question", id: last.clone(), reason: "no day".to_owned() };
                Ok(Wanted {
                    asked: u32::try_from(asked).unwrap_or(u32::MAX),
                    last: last.parse().map_err(|_| unreadable())?,
                    text,
                })
            })
            .collect()
    }

    /// Forgets a question.
    pub async fn strike_missed(&self, text: &str) -> Result<()> {
        sqlx::query("DELETE FROM missed WHERE text = $1").bind(text).execute(&self.writer).await?;
        Ok(())
    }
}
