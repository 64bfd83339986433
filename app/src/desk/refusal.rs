//! What a user may be told when there is no answer, and how the status line learns of it.

use std::sync::Arc;

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why there is no answer. Small and closed: what went wrong inside is logged, once, where it happened, and never shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Refusal {
    /// It does not exist, or this reader may not know that it does: the same answer, byte for byte.
    #[error("not found")]
    Absent,
    /// The question is no question.
    #[error("the question cannot be read")]
    Unreadable,
    /// Something inside does not work now.
    #[error("not available now")]
    Unavailable,
}

impl Refusal {
    /// The HTTP status (RFC 9110).
    pub fn status(&self) -> u16 {
        match self {
            Refusal::Absent => 404,
            Refusal::Unreadable => 400,
            Refusal::Unavailable => 503,
        }
    }
}

/// Sets the status line of the page being rendered. The server lends it by context; in the browser there is none.
#[derive(Clone)]
pub struct Reply(Arc<dyn Fn(u16) + Send + Sync>);

impl Reply {
    pub fn new(set_status: impl Fn(u16) + Send + Sync + 'static) -> Reply {
        Reply(Arc::new(set_status))
    }

    pub fn status(&self, status: u16) {
        (self.0)(status);
    }
}

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    /// What goes wrong on the way is no fault of the asker, and its details are none of theirs.
    fn from_server_fn_error(_: ServerFnErrorErr) -> Refusal {
        Refusal::Unavailable
    }
}
