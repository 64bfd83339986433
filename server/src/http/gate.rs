//! How often somebody may try: per account and per network address, in bounded memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::desk::Fault;
use sha2::{Digest, Sha256};

use crate::config::Limits;

/// The time over which attempts are counted.
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Codes that may be tried per person in that time: of a million codes three hold, so guessing takes years.
const CODES: u32 = 5;

/// People without an account who register from one network in that time: an office may send many.
const GUESTS: u32 = 200;

/// Attempts on one account from all networks together, as a multiple of those from one. Whoever only knows somebody's
/// e-mail address fills the counter of their own network and keeps nobody out; many networks together still guess slowly.
const TOGETHER: u32 = 10;

/// How long a network is known as one from which the owner of an account came in: attempts from elsewhere do not count
/// against it.
const KNOWN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Names that are remembered at the same time, in each list.
const MOST: usize = 20_000;

/// The counters at the door.
pub struct Gate {
    accounts: Counter<(Name, IpAddr)>,
    together: Counter<Name>,
    known: Mutex<HashMap<(Name, IpAddr), Instant>>,
    addresses: Counter<IpAddr>,
    codes: Counter<String>,
    guests: Counter<IpAddr>,
}

impl Gate {
    pub fn new(limits: &Limits) -> Gate {
        Gate {
            accounts: Counter::new(limits.sign_in_account),
            together: Counter::new(limits.sign_in_account.saturating_mul(TOGETHER)),
            known: Mutex::default(),
            addresses: Counter::new(limits.sign_in_address),
            codes: Counter::new(CODES),
            guests: Counter::new(GUESTS),
        }
    }

    /// Counts an attempt from an address.
    pub fn address(&self, address: IpAddr) -> Result<(), Fault> {
        self.addresses.knock(network(address))
    }

    /// Counts an attempt on an account from an address, whether the account exists or not.
    pub fn account(&self, email: &str, address: IpAddr) -> Result<(), Fault> {
        let pair = (name(email), network(address));
        self.accounts.knock(pair)?;
        if self.known().get(&pair).is_some_and(|at| at.elapsed() < KNOWN) {
            return Ok(());
        }
        self.together.knock(pair.0)
    }

    /// Forgets the attempts on an account from an address: its owner came in.
    pub fn opened(&self, email: &str, address: IpAddr) {
        let pair = (name(email), network(address));
        self.accounts.forget(&pair);
        let mut known = self.known();
        if known.len() >= MOST {
            known.retain(|_, at| at.elapsed() < KNOWN / 2);
        }
        if known.len() < MOST {
            known.insert(pair, Instant::now());
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<(Name, IpAddr), Instant>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets the codes tried for a person: one was right.
    pub fn proven(&self, person: &str) {
        self.codes.forget(&person.to_owned());
    }

    /// Counts somebody without an account who registers for a congress, or tries a personal link.
    pub fn guest(&self, address: IpAddr) -> Result<(), Fault> {
        self.guests.knock(network(address))
    }

    /// Counts a code tried for a person.
    pub fn code(&self, person: &str) -> Result<(), Fault> {
        self.codes.knock(person.to_owned())
    }
}

/// Whoever has one address of version 6 has the 2^64 of its network.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6((v6.to_bits() & !(u128::from(u64::MAX))).into()),
        },
    }
}

/// An e-mail address as it is counted. Addresses are as long as somebody makes them; their hashes are not.
type Name = [u8; 32];

fn name(email: &str) -> Name {
    Sha256::digest(email.trim().to_lowercase()).into()
}

/// A leaking bucket per name: `burst` attempts at once, and one more each time a share of the quarter has passed.
struct Counter<K> {
    burst: u32,
    levels: Mutex<HashMap<K, (f64, Instant)>>,
}

impl<K: Hash + Eq> Counter<K> {
    fn new(burst: u32) -> Counter<K> {
        Counter { burst, levels: Mutex::default() }
    }

    fn knock(&self, name: K) -> Result<(), Fault> {
        let now = Instant::now();
        let rate = f64::from(self.burst) / QUARTER.as_secs_f64();
        let leaked = |level: f64, at: Instant| (level - rate * now.duration_since(at).as_secs_f64()).max(0.0);
        let mut levels = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        if levels.len() >= MOST && !levels.contains_key(&name) {
            levels.retain(|_, (level, at)| leaked(*level, *at) > 0.0);
            if levels.len() >= MOST {
                // A flood of names: the fuller half counts most.
                let mut full: Vec<f64> = levels.values().map(|(level, at)| leaked(*level, *at)).collect();
                let middle = full.len() / 2;
                let (_, median, _) = full.select_nth_unstable_by(middle, f64::total_cmp);
                let median = *median;
                levels.retain(|_, (level, at)| leaked(*level, *at) > median);
            }
        }
        let (level, at) = levels.entry(name).or_insert((0.0, now));
        let filled = leaked(*level, *at);
        if filled + 1.0 > f64::from(self.burst) {
            let seconds = ((filled + 1.0 - f64::from(self.burst)) / rate).ceil();
            return Err(Fault::TooMany(seconds as u32));
        }
        (*level, *at) = (filled + 1.0, now);
        Ok(())
    }

    fn forget(&self, name: &K) {
        self.levels.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}
