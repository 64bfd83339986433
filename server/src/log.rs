//! Where the log goes: one JSON object per line, or readable lines on a terminal.

use std::io::{self, IsTerminal};
use std::panic;

use tracing_subscriber::EnvFilter;

/// Starts the log on standard error. `KNOOPPUNT_LOG` chooses what is told (`info`, `debug`, `server=debug`); the default
/// is `info` for the program itself and `warn` for its libraries. A panic is logged as any other fault: where and why, never to the reader.
pub fn start() {
    let filter = EnvFilter::try_from_env("KNOOPPUNT_LOG").unwrap_or_else(|_| EnvFilter::new("warn,server=info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A log that somebody else started before is as good.
    let _ = if io::stderr().is_terminal() {
        log.with_target(false).try_init()
    } else {
        log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
    };
    panic::set_hook(Box::new(|panic| {
        let why = panic.payload_as_str().unwrap_or("no reason given");
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, why, "panic");
    }));
}
