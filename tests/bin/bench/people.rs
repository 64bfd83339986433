//! A thousand persons of twenty organisations, some of whom ask with a token.

use std::collections::BTreeSet;
use std::path::Path;

use app::model::account::{AdminAct, Secret};
use app::model::reader::{OrganisationKind, Role};
use server::library::administration::{COMMAND, administer, code_of, person_of};
use server::store::Store;

/// How many there are, and how many of them ask.
pub const PERSONS: usize = 1000;
const ASKING: usize = 100;

const HUBS: [&str; 5] = ["rotterdam", "zeeland-west-brabant", "noordzeekanaalgebied", "schiphol", "bloemenveilingen"];

/// Adds them to a store, once, and gives the tokens of those who ask. They are kept beside the data.
pub fn settle(data: &Path) -> crate::Result<Vec<String>> {
    let kept = data.join("tokens");
    if let Ok(tokens) = std::fs::read_to_string(&kept) {
        return Ok(tokens.lines().map(str::to_owned).collect());
    }
    let tokens = tokio::runtime::Runtime::new()?.block_on(async {
        let store = Store::open(data).await?;
        let tokens = add(&store).await;
        store.close().await;
        tokens
    })?;
    std::fs::write(kept, tokens.join("\n"))?;
    Ok(tokens)
}

async fn add(store: &Store) -> crate::Result<Vec<String>> {
    let mut organisations = Vec::new();
    for number in 0..20 {
        let name = format!("Meetorganisatie {number}");
        let kind = if number % 2 == 0 { OrganisationKind::Public } else { OrganisationKind::Private };
        let hubs = vec![HUBS[number % HUBS.len()].parse()?];
        administer(store, COMMAND, AdminAct::AddOrganisation { name: name.clone(), kind, hubs }).await?;
        organisations.push(code_of(&name)?);
    }
    let mut tokens = Vec::new();
    for number in 0..PERSONS {
        let email = format!("persoon{number}@meting.example");
        let organisation = organisations[number % organisations.len()].clone();
        let roles = BTreeSet::from([[Role::Reader, Role::Contributor, Role::Editor][number % 3]]);
        let name = format!("Persoon {number}");
        administer(store, COMMAND, AdminAct::AddPerson { name, email: email.clone(), organisation, roles }).await?;
        if number < ASKING {
            let act = AdminAct::AddToken(person_of(store, &email).await?);
            if let Some(Secret::Token(token)) = administer(store, COMMAND, act).await? {
                tokens.push(token);
            }
        }
    }
    Ok(tokens)
}
