//! `knooppunt serve`: opens the data folder, loads the content, follows the log and answers until told to stop.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::model::problem::Problem;
use jiff::Timestamp;
use tokio::net::TcpListener;

use crate::assets;
use crate::config::{Config, DEFAULT_ADDRESS, Hidden, Identity};
use crate::exchange::{Files, Limits, prose, words};
use crate::http::{self, Pulse, Site};
use crate::identity::Provider;
use crate::library::administration::first_invitation;
use crate::library::confirming::{Usher, erase_when_due};
use crate::library::counting::keep_counting;
use crate::library::extraction::Extractor;
use crate::library::follow::Follower;
use crate::library::people::entrances::{Doors, Trusted};
use crate::library::people::passkey::Passkeys;
use crate::library::post::Postman;
use crate::library::retention::keep_forgetting;
use crate::library::{Shelf, bundled, open_index, publish_when_due};
use crate::mail::Mailer;
use crate::store::{LEFT, Store};

/// Serves until SIGTERM or SIGINT.
pub async fn run(data: &Path, config: Config) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let content = match config.content.as_deref() {
        None => Some(Files::Bundled),
        Some("none") => None,
        Some(folder) => Some(Files::Folder(folder.into())),
    };
    let texts = texts_of(content.as_ref());
    // Read once and borrowed by every page until the process ends.
    let words = &*Box::leak(Box::new(words::read(&texts).map_err(told)?));
    let prose = prose::read(&texts, Limits::default()).map_err(told)?;

    // An address that is taken is told before any work is done.
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}; choose another with --listen", config.listen))?;
    let store = Store::open(data).await?;
    if let Some(files) = content
        && let Some(report) = bundled(&store, files, Limits::default()).await?
    {
        tracing::info!(documents = report.total(), changes = report.outcome.seq, "content loaded");
    }
    let index = open_index(&store).await?;
    // Whoever holds the index is the only one who takes in files.
    store.files().clear_unfinished()?;
    let pulse = Pulse::new(store.watch(), index.watch());
    let follower = Follower::new(store.clone(), index.clone());
    follower.registers().await?;
    let follower = tokio::spawn(follower.run());
    let mailer = mailer(&config)?;
    let provider = provider(&config)?;
    let shelf = Shelf::new(store.clone(), index, prose)
        .with_allowance(config.limits.allowance())
        .with_limits(config.limits.shown())
        .with_usual_reads(config.limits.usual_reads);
    let retention = config.keeping.retention();
    let shelf = shelf.with_doors(doors(&config)).with_retention(retention);
    let shelf = if mailer.is_some() { shelf.with_mail() } else { shelf };
    let publisher = tokio::spawn(publish_when_due(shelf.clone()));
    let library = Arc::new(shelf.clone());
    let extractor = Extractor {
        program: std::env::current_exe()?,
        memory: config.limits.extract_memory,
        seconds: Duration::from(config.limits.extract_time).as_secs(),
    };
    let extractor = tokio::spawn(extractor.run(store.clone()));
    let sweeper = tokio::spawn(sweep(store.clone()));
    let forgetter = tokio::spawn(keep_forgetting(store.clone(), retention));
    let counter = tokio::spawn(keep_counting(store.clone()));
    let embargoes = tokio::spawn(end_embargoes(store.clone()));
    if assets::addresses().is_none() {
        tracing::warn!("{}", assets::MISSING);
    }
    let public_url = config.public_url.clone();
    let mail = mailer.zip(public_url.clone());
    let usher = mail.clone().map(|(mailer, site)| tokio::spawn(Usher::new(shelf.clone(), words, site, mailer).run()));
    let postman = mail.map(|(mailer, site)| tokio::spawn(Postman::new(shelf, words, site, mailer).run()));
    let eraser = tokio::spawn(erase_when_due(store.clone()));
    let site = Site::new(library, words, pulse, http::Files::built(), provider, config);

    tokio::spawn(http::stop_at_signal(site.clone()));
    let address = listener.local_addr()?;
    tracing::info!(%address, data = %data.display(), started_ms = started.elapsed().as_millis() as u64, "serving on http://{address}");
    // On standard output alone: the log is kept, and this link opens the house.
    if let Some(code) = first_invitation(&store).await? {
        let site = public_url.unwrap_or_else(|| format!("http://{address}"));
        // Whether somebody reads it or not, the site starts.
        let _ = writeln!(
            std::io::stdout(),
            "There are no accounts yet. Whoever opens this link within seven days becomes the first admin:\n\
             {site}/uitnodiging?code={code}"
        );
    }
    http::listen(listener, http::router(site.clone()), site).await;

    let tasks = [follower, publisher, extractor, sweeper, forgetter, counter, embargoes, eraser];
    for task in tasks.into_iter().chain(usher).chain(postman) {
        task.abort();
    }
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// What brings mail, where the site sends any.
fn mailer(config: &Config) -> Result<Option<Mailer>, String> {
    match (&config.mail.smtp, &config.mail.mail_from) {
        (Some(relay), Some(from)) => Mailer::new(relay, from).map(Some),
        _ => Ok(None),
    }
}

/// What asks an identity provider, where there is one.
fn provider(config: &Config) -> Result<Option<Provider>, String> {
    let Identity { oidc_issuer: Some(issuer), oidc_client: Some(client), oidc_secret, .. } = &config.identity else {
        return Ok(None);
    };
    let site = config.public_url.as_deref().unwrap_or(DEFAULT_ADDRESS);
    Provider::new(issuer, client, oidc_secret.as_ref().map(Hidden::as_str), site).map(Some)
}

/// The ways in besides passwords.
fn doors(config: &Config) -> Doors {
    let Identity { oidc_name, oidc_for, .. } = &config.identity;
    let trusted = |name: &String| Trusted { name: name.clone(), organisations: oidc_for.clone() };
    Doors { provider: oidc_name.as_ref().map(trusted), passkeys: config.public_url.as_deref().and_then(Passkeys::at) }
}

/// Takes away the files of attachments that were taken away, as long as the server runs.
async fn sweep(store: Store) {
    loop {
        match store.clear_loose_files(LEFT).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!(gone, "files that hang on nothing were taken away"),
            Err(error) => tracing::warn!(%error, "files that hang on nothing cannot be taken away"),
        }
        tokio::time::sleep(SWEEP).await;
    }
}

/// Makes files readable whose embargo is over, within half a minute.
async fn end_embargoes(store: Store) {
    loop {
        match store.end_embargoes(Timestamp::now()).await {
            Ok(0) => {}
            Ok(ended) => tracing::info!(ended, "embargoes are over"),
            Err(error) => tracing::warn!(%error, "embargoes cannot be ended"),
        }
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
}

const SWEEP: Duration = Duration::from_secs(3600);

/// Where words and texts come from: the content folder where it has its own, the binary elsewhere.
fn texts_of(content: Option<&Files>) -> Files {
    let own = |files: &&Files| files.list().is_ok_and(|paths| paths.iter().any(|path| path == "words/nl.toml"));
    content.filter(own).cloned().unwrap_or(Files::Bundled)
}

fn told(problems: Vec<Problem>) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
