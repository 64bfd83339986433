//! `knooppunt organisation add`.

use std::error::Error;
use std::path::Path;

use app::model::account::AdminAct;
use app::model::reader::OrganisationKind;
use app::model::slug::Slug;
use clap::{Args, Subcommand};

use crate::library::administration::{COMMAND, administer, code_of};
use crate::store::Store;

#[derive(Subcommand)]
pub enum Organisation {
    /// Add an organisation and print its id
    Add(Add),
}

#[derive(Args)]
pub struct Add {
    /// Name as people know it; the id is made from it
    #[arg(long)]
    name: String,
    /// public (a public body of the Netherlands), private, academic or foreign
    #[arg(long, value_parser = kind)]
    kind: OrganisationKind,
    /// Id of a hub it belongs to; may be given more than once
    #[arg(long = "hub", value_name = "HUB", value_parser = slug)]
    hubs: Vec<Slug>,
}

pub async fn run(data: &Path, Organisation::Add(Add { name, kind, hubs }): Organisation) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let done = administer(&store, COMMAND, AdminAct::AddOrganisation { name: name.clone(), kind, hubs }).await;
    store.close().await;
    done?;
    println!("{}", code_of(&name)?);
    Ok(())
}

fn kind(text: &str) -> Result<OrganisationKind, String> {
    OrganisationKind::parse(text).ok_or_else(|| "give one of public, private, academic, foreign".to_owned())
}

pub fn slug(text: &str) -> Result<Slug, String> {
    text.parse().map_err(|error: app::model::slug::NotASlug| error.to_string())
}
