//! How often somebody may try: per account and per network address, in bounded memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::desk::Fault;
use sha2::{Digest, Sha256};

use crate::config::Limits;

/// The time over which attempts are counted.
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Codes that may be tried per person in that time: of a million codes three hold, so guessing takes years.
const CODES: u32 = 5;

/// Names that are remembered at the same time, in each of the three lists.
const MOST: usize = 20_000;

/// The three counters at the door.
pub struct Gate {
    accounts: Counter<[u8; 32]>,
    addresses: Counter<IpAddr>,
    codes: Counter<String>,
}

impl Gate {
    pub fn new(limits: &Limits) -> Gate {
        Gate {
            accounts: Counter::new(limits.sign_in_account),
            addresses: Counter::new(limits.sign_in_address),
            codes: Counter::new(CODES),
        }
    }

    /// Counts an attempt from an address.
    pub fn address(&self, address: IpAddr) -> Result<(), Fault> {
        // Whoever has one address of version 6 has the 2^64 of its network.
        let network = match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => IpAddr::V4(v4),
                None => IpAddr::V6((v6.to_bits() & !(u128::from(u64::MAX))).into()),
            },
        };
        self.addresses.knock(network)
    }

    /// Counts an attempt on an account, whether it exists or not.
    pub fn account(&self, email: &str) -> Result<(), Fault> {
        self.accounts.knock(name(email))
    }

    /// Forgets the attempts on an account: its owner came in.
    pub fn opened(&self, email: &str) {
        self.accounts.forget(&name(email));
    }

    /// Forgets the codes tried for a person: one was right.
    pub fn proven(&self, person: &str) {
        self.codes.forget(&person.to_owned());
    }

    /// Counts a code tried for a person.
    pub fn code(&self, person: &str) -> Result<(), Fault> {
        self.codes.knock(person.to_owned())
    }
}

/// Addresses are as long as somebody makes them; their hashes are not.
fn name(email: &str) -> [u8; 32] {
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
