//! How mail goes out: SMTP, and nothing else. What a mail says is for others to write.

use std::fmt;
use std::str::FromStr;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Tokio1Executor};

/// Where mail is handed in: `smtp://host:25`, `smtp://user:password@host:587?tls=required` (STARTTLS) or `smtps://…`.
#[derive(Clone)]
pub struct Relay(String);

/// The address may hold a password.
impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Relay(…)")
    }
}

impl FromStr for Relay {
    type Err = String;

    fn from_str(text: &str) -> Result<Relay, String> {
        transport(text).map(|_| Relay(text.to_owned()))
    }
}

fn transport(address: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let known = ["smtp://", "smtps://"].iter().any(|scheme| address.starts_with(scheme));
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(address).ok().filter(|_| known);
    let builder = builder.ok_or("give smtp://host:25, smtp://user:password@host:587?tls=required or smtps://host")?;
    Ok(builder.build())
}

/// Hands mail to a relay, in the name of one sender.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A mail, as text alone.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
    /// The address at which whoever gets it can end all mail (RFC 2369; RFC 8058 for programs). Absent where it answers
    /// something they did.
    pub ends: Option<String>,
}

/// Why a mail did not go out. Names nobody.
#[derive(Debug, thiserror::Error)]
pub enum Unsent {
    #[error("a mail cannot be written: {0}")]
    Unwritten(String),
    #[error("the mail relay refused or did not answer: {0}")]
    Refused(String),
}

impl Mailer {
    /// `from` is an address, with or without a name: `Knooppunt <knooppunt@organisation.example>`.
    pub fn new(relay: &Relay, from: &str) -> Result<Mailer, String> {
        let from =
            from.parse().map_err(|_| format!("'{from}' is no sender: write Name <name@organisation.example>"))?;
        Ok(Mailer { transport: transport(&relay.0)?, from })
    }

    pub async fn send(&self, letter: &Letter) -> Result<(), Unsent> {
        let unwritten = |error: &dyn fmt::Display| Unsent::Unwritten(error.to_string());
        let header = |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(letter.to.parse().map_err(|_| unwritten(&"the address of the reader"))?)
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        if let Some(ends) = &letter.ends {
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{ends}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        let message = message.body(letter.text.clone()).map_err(|error| unwritten(&error))?;
        // Relays repeat in their answer to whom it was.
        let refused =
            |error: lettre::transport::smtp::Error| Unsent::Refused(error.to_string().replace(&letter.to, "…"));
        self.transport.send(message).await.map_err(refused)?;
        Ok(())
    }
}
