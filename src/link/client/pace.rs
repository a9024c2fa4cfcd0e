//! When which host may be asked again.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The next free time of each host.
pub struct Pace {
    interval: Duration,
    hosts: Mutex<BTreeMap<String, Slot>>,
}

#[derive(Clone, Copy)]
struct Slot {
    next: Instant,
    /// The status with which the host asked for time.
    held: Option<u16>,
}

impl Pace {
    pub fn new(interval: Duration) -> Self {
        Self { interval, hosts: Mutex::default() }
    }

    /// How long to wait before asking, and the status that made the wait long. The turn is taken, but for a wait that a
    /// host asked for and that is over the limit.
    pub fn turn(&self, host: &str, limit: Duration) -> (Duration, Option<u16>) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let slot = hosts.entry(host.to_owned()).or_insert(Slot { next: now, held: None });
        let (at, held) = (slot.next.max(now), slot.held);
        if held.is_none() || at - now <= limit {
            *slot = Slot { next: at + self.interval, held: None };
        }
        (at - now, held)
    }

    /// Nobody asks a host before a time.
    pub fn hold(&self, host: &str, until: Instant, status: Option<u16>) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = hosts.entry(host.to_owned()).or_insert(Slot { next: until, held: status });
        *slot = Slot { next: slot.next.max(until), held: status };
    }
}

/// Twice as long with each try, less up to a half by chance, so that those who failed together do not come back together.
pub fn backoff(first: Duration, tries: u32) -> Duration {
    let whole = first.saturating_mul(1 << (tries - 1).min(16));
    let chance = RandomState::new().hash_one(tries) % 1000;
    whole.mul_f64(1.0 - chance as f64 / 2000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_have_their_own_pace() {
        let (second, minute) = (Duration::from_secs(1), Duration::from_secs(60));
        let pace = Pace::new(second);
        let wait = |host: &str| pace.turn(host, minute).0;
        assert_eq!((wait("a"), wait("b")), (Duration::ZERO, Duration::ZERO));
        assert!(wait("a") > second / 2 && wait("a") > second && wait("b") <= second);
        pace.hold("b", Instant::now() + 2 * minute, Some(429));
        for _ in 0..2 {
            let (wait, held) = pace.turn("b", minute);
            assert!(wait > minute && wait <= 2 * minute && held == Some(429), "a refused turn is not taken");
        }
    }

    #[test]
    fn waits_grow() {
        for tries in 1..40 {
            let (least, most) = (Duration::from_millis(50 << (tries - 1).min(16)), Duration::from_millis(100 << (tries - 1).min(16)));
            let wait = backoff(Duration::from_millis(100), tries);
            assert!(least <= wait && wait <= most, "{tries}: {wait:?}");
        }
    }
}
