//! `knooppunt person add`, `knooppunt person invite` and `knooppunt person disable`.

use std::error::Error;
use std::io::Read;
use std::path::Path;

use app::desk::Fault;
use app::model::account::{AdminAct, Secret};
use app::model::reader::Role;
use app::model::slug::Slug;
use clap::{Args, Subcommand};

use super::organisation::slug;
use crate::config::{DEFAULT_ADDRESS, web_address};
use crate::library::administration::{COMMAND, administer, person_of};
use crate::library::people;
use crate::store::Store;

#[derive(Subcommand)]
pub enum Person {
    /// Add a person and print the link with which they choose a password; it holds for seven days
    Add(Add),
    /// Print a new link for somebody who lost their password or app: what they signed in with ends at once
    Invite {
        email: String,
        /// Address under which readers know the site, for the link
        #[arg(long, value_name = "URL", default_value = DEFAULT_ADDRESS, value_parser = web_address, env = "KNOOPPUNT_PUBLIC_URL")]
        public_url: String,
    },
    /// End every session, token and right of a person at once
    Disable {
        email: String,
        /// Address of a colleague who takes over what the person wrote and looks after
        #[arg(long, value_name = "EMAIL")]
        heir: Option<String>,
    },
}

#[derive(Args)]
pub struct Add {
    #[arg(long)]
    name: String,
    #[arg(long)]
    email: String,
    /// Id of the organisation they work for
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    organisation: Slug,
    /// reader, contributor, editor, organiser, steering, secretariat or admin; may be given more than once
    #[arg(long = "role", value_name = "ROLE", required = true, value_parser = role)]
    roles: Vec<Role>,
    /// Read the password from standard input instead of leaving the choice to the person; prints no link
    #[arg(long)]
    password_stdin: bool,
    /// Address under which readers know the site, for the link
    #[arg(long, value_name = "URL", default_value = DEFAULT_ADDRESS, value_parser = web_address, env = "KNOOPPUNT_PUBLIC_URL")]
    public_url: String,
}

pub async fn run(data: &Path, person: Person) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let done = match person {
        Person::Add(new) => add(&store, new).await,
        Person::Invite { email, public_url } => invite(&store, &email, &public_url).await,
        Person::Disable { email, heir } => disable(&store, &email, heir.as_deref()).await,
    };
    store.close().await;
    done
}

async fn add(store: &Store, new: Add) -> Result<(), Box<dyn Error>> {
    let Add { name, email, organisation, roles, password_stdin, public_url } = new;
    let password = password_stdin.then(read_password).transpose()?;
    if let Some(password) = &password {
        let parsed = email.parse().map_err(|_| Fault::NoEmail)?;
        people::password::judge(password, &name, &parsed)?;
    }
    let act = AdminAct::AddPerson { name, email: email.clone(), organisation, roles: roles.into_iter().collect() };
    let Some(Secret::Invitation(code)) = administer(store, COMMAND, act).await? else {
        return Err("no invitation was made".into());
    };
    match password {
        None => println!("{public_url}/uitnodiging?code={code}"),
        Some(password) => {
            let person = person_of(store, &email).await?;
            let hash = people::password::Hasher::default().hash(&password).await?;
            store.set_password(COMMAND, &person, &hash, None).await?;
            println!("{email} can sign in");
        }
    }
    Ok(())
}

async fn invite(store: &Store, email: &str, public_url: &str) -> Result<(), Box<dyn Error>> {
    let person = person_of(store, email).await?;
    let Some(Secret::Invitation(code)) = administer(store, COMMAND, AdminAct::Invite(person)).await? else {
        return Err("no invitation was made".into());
    };
    println!("{public_url}/uitnodiging?code={code}");
    Ok(())
}

async fn disable(store: &Store, email: &str, heir: Option<&str>) -> Result<(), Box<dyn Error>> {
    let person = person_of(store, email).await?;
    let heir = match heir {
        Some(heir) => Some(person_of(store, heir).await?),
        None => None,
    };
    administer(store, COMMAND, AdminAct::DisablePerson(person.clone())).await?;
    println!("{email} can no longer sign in; every session and token has ended");
    if let Some(to) = heir {
        administer(store, COMMAND, AdminAct::HandOver { from: person, to }).await?;
        println!("what {email} looked after is handed over");
    }
    Ok(())
}

/// One line; the end of the line is no part of the password.
fn read_password() -> std::io::Result<String> {
    let mut text = String::new();
    std::io::stdin().lock().take(4096).read_to_string(&mut text)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn role(text: &str) -> Result<Role, String> {
    let known = Role::ALL.map(Role::code).join(", ");
    Role::parse(text).ok_or_else(|| format!("give one of {known}"))
}
