//! What can be set: every limit has a number, a flag and an environment variable, and is checked before the socket opens.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use app::model::attachment::Allowance;
use app::model::limit::{Limit, Unit};
use app::model::retention::Retention;
use app::model::slug::Slug;
use clap::Args;

use crate::mail::Relay;

/// The data folder, which every command has.
#[derive(Args, Clone, Debug)]
pub struct Data {
    /// Folder of the store, the index and the attachments; made when it is not there
    #[arg(long, value_name = "DIR", default_value = "./data", env = "KNOOPPUNT_DATA", global = true)]
    pub data: PathBuf,
}

/// How `knooppunt serve` answers.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:3000", env = "KNOOPPUNT_LISTEN")]
    pub listen: SocketAddr,
    /// Content to load at start, changed files only: a folder, or `none`; the bundled content when left out
    #[arg(long, value_name = "DIR|none", env = "KNOOPPUNT_CONTENT")]
    pub content: Option<String>,
    /// Address under which readers know the site, such as https://knooppunt.example; used where an address must be whole
    #[arg(long, value_name = "URL", value_parser = web_address, env = "KNOOPPUNT_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// A proxy in front speaks TLS with every reader: tell browsers to use nothing else (HSTS, two years)
    #[arg(long, env = "KNOOPPUNT_BEHIND_TLS")]
    pub behind_tls: bool,
    /// A proxy in front writes the address of who asks at the end of X-Forwarded-For: limit attempts to sign in by that
    #[arg(long, env = "KNOOPPUNT_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Where to report a vulnerability (mailto:… or https:…); without it there is no /.well-known/security.txt
    #[arg(long, value_name = "URI", value_parser = contact, env = "KNOOPPUNT_SECURITY_CONTACT")]
    pub security_contact: Option<String>,
    #[command(flatten)]
    pub mail: Mail,
    #[command(flatten)]
    pub identity: Identity,
    #[command(flatten)]
    pub keeping: Keeping,
    #[command(flatten)]
    pub limits: Limits,
}

/// News by mail. Without a relay the site sends none.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Mail")]
pub struct Mail {
    /// Where mail is handed in: smtp://host:25, smtp://user:password@host:587?tls=required (STARTTLS) or smtps://host
    #[arg(long, value_name = "URL", requires_all = ["mail_from", "public_url"], env = "KNOOPPUNT_SMTP", hide_env_values = true)]
    pub smtp: Option<Relay>,
    /// The sender: an address, or Name <address>
    #[arg(long, value_name = "ADDRESS", env = "KNOOPPUNT_MAIL_FROM")]
    pub mail_from: Option<String>,
}

/// Signing in with an account elsewhere. Without an issuer there are only accounts of the site itself.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Identity provider (OpenID Connect)")]
pub struct Identity {
    /// Who says who somebody is, as https://login.organisation.example; whoever has an account here comes in by the e-mail
    /// address that it has verified. Register <public-url>/aanmelden/terug there
    #[arg(long, value_name = "URL", value_parser = issuer, requires_all = ["oidc_client", "oidc_name", "public_url"], env = "KNOOPPUNT_OIDC_ISSUER")]
    pub oidc_issuer: Option<String>,
    /// What the provider calls this site
    #[arg(long, value_name = "ID", requires = "oidc_issuer", env = "KNOOPPUNT_OIDC_CLIENT")]
    pub oidc_client: Option<String>,
    /// The secret it shares with this site, if any
    #[arg(
        long,
        value_name = "SECRET",
        requires = "oidc_issuer",
        env = "KNOOPPUNT_OIDC_SECRET",
        hide_env_values = true
    )]
    pub oidc_secret: Option<Hidden>,
    /// What people call the provider: 'Sign in with NAME'
    #[arg(long, value_name = "NAME", requires = "oidc_issuer", env = "KNOOPPUNT_OIDC_NAME")]
    pub oidc_name: Option<String>,
    /// Organisations whose people the provider knows, by code; it speaks for everybody when left out
    #[arg(long, value_name = "CODE", value_delimiter = ',', requires = "oidc_issuer", env = "KNOOPPUNT_OIDC_FOR")]
    pub oidc_for: Vec<Slug>,
}

/// A text that is not to be printed.
#[derive(Clone)]
pub struct Hidden(String);

impl Hidden {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(…)")
    }
}

impl FromStr for Hidden {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Hidden, Self::Err> {
        Ok(Hidden(text.to_owned()))
    }
}

/// How long what the site knows about people stays, in days.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Retention")]
pub struct Keeping {
    /// Who opened, took along or was refused what
    #[arg(long, value_name = "DAYS", default_value_t = Retention::DEFAULT.record, value_parser = days, env = "KNOOPPUNT_KEEP_RECORD")]
    pub keep_record: u32,
    /// Drafts that nobody else saw, since they were last saved
    #[arg(long, value_name = "DAYS", default_value_t = Retention::DEFAULT.drafts, value_parser = days, env = "KNOOPPUNT_KEEP_DRAFTS")]
    pub keep_drafts: u32,
    /// Names and addresses of people whose account was closed
    #[arg(long, value_name = "DAYS", default_value_t = Retention::DEFAULT.leavers, value_parser = days, env = "KNOOPPUNT_KEEP_LEAVERS")]
    pub keep_leavers: u32,
}

impl Default for Keeping {
    fn default() -> Keeping {
        let Retention { record, drafts, leavers } = Retention::DEFAULT;
        Keeping { keep_record: record, keep_drafts: drafts, keep_leavers: leavers }
    }
}

impl Keeping {
    pub fn retention(&self) -> Retention {
        Retention { record: self.keep_record, drafts: self.keep_drafts, leavers: self.keep_leavers }
    }
}

/// The limits of the listener. Times are whole seconds, sizes are bytes.
#[derive(Args, Clone, Debug, serde::Serialize)]
#[command(next_help_heading = "Limits")]
pub struct Limits {
    /// Connections at the same time; more wait in the queue of the system
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.max_connections, value_parser = at_least_one, env = "KNOOPPUNT_MAX_CONNECTIONS")]
    pub max_connections: usize,
    /// Time for the whole header of a request, and for an idle connection to send its next request
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.header_timeout, env = "KNOOPPUNT_HEADER_TIMEOUT")]
    pub header_timeout: Seconds,
    /// Time that a body may stand still while it is being sent
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.body_timeout, env = "KNOOPPUNT_BODY_TIMEOUT")]
    pub body_timeout: Seconds,
    /// Time to make an answer; after it the reader gets status 503
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.request_timeout, env = "KNOOPPUNT_REQUEST_TIMEOUT")]
    pub request_timeout: Seconds,
    /// Time that a reader may take in nothing of an answer before the connection is cut
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.write_timeout, env = "KNOOPPUNT_WRITE_TIMEOUT")]
    pub write_timeout: Seconds,
    /// Size of the body of a request; more is refused with status 413
    #[arg(long, value_name = "BYTES", default_value_t = Limits::DEFAULT.max_body, env = "KNOOPPUNT_MAX_BODY")]
    pub max_body: usize,
    /// Length of an address with its query; more is refused with status 414
    #[arg(long, value_name = "BYTES", default_value_t = Limits::DEFAULT.max_address, env = "KNOOPPUNT_MAX_ADDRESS")]
    pub max_address: usize,
    /// Size of the header of a request, the address included; more is refused with status 431
    #[arg(long, value_name = "BYTES", default_value_t = Limits::DEFAULT.max_header, value_parser = header_size, env = "KNOOPPUNT_MAX_HEADER")]
    pub max_header: usize,
    /// Size of a request that brings files; more is refused with status 413
    #[arg(long, value_name = "BYTES", default_value_t = Limits::DEFAULT.max_upload, env = "KNOOPPUNT_MAX_UPLOAD")]
    pub max_upload: usize,
    /// Time for such a request, from its first byte to the answer
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.upload_timeout, env = "KNOOPPUNT_UPLOAD_TIMEOUT")]
    pub upload_timeout: Seconds,
    /// Requests that bring files at the same time; more are refused with status 503
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.max_uploads, value_parser = at_least_one, env = "KNOOPPUNT_MAX_UPLOADS")]
    pub max_uploads: usize,
    /// Size of one attachment
    #[arg(long, value_name = "BYTES", default_value_t = Limits::DEFAULT.max_file, env = "KNOOPPUNT_MAX_FILE")]
    pub max_file: u64,
    /// Attachments in one request
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.max_files, value_parser = at_least_one_attempt, env = "KNOOPPUNT_MAX_FILES")]
    pub max_files: u32,
    /// Attachments on one document
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.max_attachments, value_parser = at_least_one_attempt, env = "KNOOPPUNT_MAX_ATTACHMENTS")]
    pub max_attachments: u32,
    /// Memory for taking the text out of one attachment, from 64 MiB
    #[arg(long, value_name = "BYTES", default_value_t = Limits::DEFAULT.extract_memory, value_parser = extract_memory, env = "KNOOPPUNT_EXTRACT_MEMORY")]
    pub extract_memory: u64,
    /// Computing time for taking the text out of one attachment
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.extract_time, env = "KNOOPPUNT_EXTRACT_TIME")]
    pub extract_time: Seconds,
    /// Live connections (/live) at the same time; more are refused with status 503
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.max_live, env = "KNOOPPUNT_MAX_LIVE")]
    pub max_live: usize,
    /// Memory for rendered pages
    #[arg(long, value_name = "BYTES", default_value_t = Limits::DEFAULT.page_cache, env = "KNOOPPUNT_PAGE_CACHE")]
    pub page_cache: usize,
    /// Attempts to sign in to one account in a quarter of an hour; more are refused with status 429
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.sign_in_account, value_parser = at_least_one_attempt, env = "KNOOPPUNT_SIGN_IN_ACCOUNT")]
    pub sign_in_account: u32,
    /// Attempts to sign in from one network address in a quarter of an hour; more are refused with status 429
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.sign_in_address, value_parser = at_least_one_attempt, env = "KNOOPPUNT_SIGN_IN_ADDRESS")]
    pub sign_in_address: u32,
    /// Documents above TLP:GREEN that one person opens or takes along in an hour before it is unusual: then they wait, and the
    /// admins of their organisation are told
    #[arg(long, value_name = "N", default_value_t = Limits::DEFAULT.usual_reads, value_parser = at_least_one, env = "KNOOPPUNT_USUAL_READS")]
    pub usual_reads: usize,
    /// Time that the index may lag behind the store before /readyz says so
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.ready_lag, env = "KNOOPPUNT_READY_LAG")]
    pub ready_lag: Seconds,
    /// Time to go on taking connections after SIGTERM or SIGINT, while /readyz says 503, so that a proxy can turn away
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.drain, env = "KNOOPPUNT_DRAIN")]
    pub drain: Seconds,
    /// Time for answers under way to finish after that
    #[arg(long, value_name = "S", default_value_t = Limits::DEFAULT.stop_timeout, env = "KNOOPPUNT_STOP_TIMEOUT")]
    pub stop_timeout: Seconds,
}

impl Limits {
    /// What holds where nothing is set.
    pub const DEFAULT: Limits = Limits {
        max_connections: 2048,
        header_timeout: Seconds(15),
        body_timeout: Seconds(15),
        request_timeout: Seconds(20),
        write_timeout: Seconds(60),
        max_body: 1024 * 1024,
        max_address: 60_000,
        max_header: 96 * 1024,
        max_upload: 200 << 20,
        upload_timeout: Seconds(600),
        max_uploads: 4,
        max_file: Allowance::DEFAULT.file,
        max_files: Allowance::DEFAULT.at_once,
        max_attachments: Allowance::DEFAULT.on_one,
        extract_memory: 512 << 20,
        extract_time: Seconds(20),
        max_live: 512,
        page_cache: 32 * 1024 * 1024,
        sign_in_account: 10,
        sign_in_address: 60,
        usual_reads: 60,
        ready_lag: Seconds(30),
        drain: Seconds(1),
        stop_timeout: Seconds(30),
    };
}

impl Limits {
    /// How much may be attached.
    pub fn allowance(&self) -> Allowance {
        Allowance { file: self.max_file, at_once: self.max_files, on_one: self.max_attachments }
    }
}

impl Limits {
    /// Every limit as admins see it: its setting, what it is for, and its value here.
    pub fn shown(&self) -> Vec<Limit> {
        let values = serde_json::to_value(self).unwrap_or_default();
        let command = Limits::augment_args(clap::Command::new("limits"));
        let limit = |argument: &clap::Arg| {
            let unit = argument.get_value_names().and_then(|names| names.first()).map(|name| match name.as_str() {
                "BYTES" => Unit::Bytes,
                "S" => Unit::Seconds,
                _ => Unit::Count,
            });
            Some(Limit {
                setting: format!("--{}", argument.get_long()?),
                about: argument.get_help()?.to_string(),
                value: values.get(argument.get_id().as_str())?.as_u64()?,
                unit: unit.unwrap_or(Unit::Count),
            })
        };
        command.get_arguments().filter_map(limit).collect()
    }
}

/// A length of time in whole seconds, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Seconds(u64);

impl Seconds {
    pub fn new(seconds: u64) -> Option<Seconds> {
        (1..=86_400).contains(&seconds).then_some(Seconds(seconds))
    }
}

impl From<Seconds> for Duration {
    fn from(seconds: Seconds) -> Duration {
        Duration::from_secs(seconds.0)
    }
}

impl FromStr for Seconds {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Seconds, &'static str> {
        text.parse().ok().and_then(Seconds::new).ok_or("give whole seconds, 1 to 86400")
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// From a month, so that a slip of the finger forgets nothing that is needed, to a hundred years.
fn days(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|days| (30..=36_500).contains(days)).ok_or_else(|| "give days, 30 to 36500".to_owned())
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n >= 1).ok_or_else(|| "give a whole number from 1".to_owned())
}

fn at_least_one_attempt(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|n| *n >= 1).ok_or_else(|| "give a whole number from 1".to_owned())
}

/// The program itself takes some tens of megabytes.
fn extract_memory(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|n| *n >= 64 << 20).ok_or_else(|| "give a whole number of bytes from 67108864".to_owned())
}

/// hyper reads no header in less than 8 KiB.
fn header_size(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n >= 8192).ok_or_else(|| "give a whole number of bytes from 8192".to_owned())
}

/// Where the site is found when nothing else is said.
pub const DEFAULT_ADDRESS: &str = "http://127.0.0.1:3000";

pub fn web_address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if !rest.is_empty() && rest.trim_end_matches('/').chars().all(plain) {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err("give http:// or https:// and a host, without a path".to_owned())
    }
}

/// An issuer is an address without query (OpenID Connect Discovery 1.0), and what it says travels safely; on one machine, to try
/// things out, it needs no TLS.
fn issuer(text: &str) -> Result<String, String> {
    let own = ["http://127.0.0.1", "http://localhost"].iter().any(|host| {
        text.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with(':') || rest.starts_with('/'))
    });
    let plain = !text.contains(|c: char| matches!(c, '?' | '#') || c.is_whitespace() || c.is_control());
    if plain && (own || text.starts_with("https://")) {
        Ok(text.to_owned())
    } else {
        Err("give https:// and a host, and its path if it has one, as the provider writes it".to_owned())
    }
}

fn contact(text: &str) -> Result<String, String> {
    let known = ["mailto:", "https://", "tel:"].iter().any(|scheme| text.starts_with(scheme));
    if known && !text.contains(|c: char| c.is_control() || c.is_whitespace()) {
        Ok(text.to_owned())
    } else {
        Err("give an address that starts with mailto:, https:// or tel:".to_owned())
    }
}
