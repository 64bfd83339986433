//! `knooppunt token add`.

use std::error::Error;
use std::path::Path;

use app::model::account::{AdminAct, Secret};
use clap::Subcommand;

use crate::library::administration::{COMMAND, administer, person_of};
use crate::store::Store;

#[derive(Subcommand)]
pub enum Token {
    /// Make a bearer token with which a program reads on behalf of a person, and print it: it is shown once
    Add {
        /// E-mail address of the person
        #[arg(long, value_name = "EMAIL")]
        person: String,
    },
}

pub async fn run(data: &Path, Token::Add { person }: Token) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let made = match person_of(&store, &person).await {
        Ok(person) => administer(&store, COMMAND, AdminAct::AddToken(person)).await,
        Err(fault) => Err(fault),
    };
    store.close().await;
    match made? {
        Some(Secret::Token(token)) => println!("{token}"),
        _ => return Err("no token was made".into()),
    }
    Ok(())
}
