//! Names of persons: whether two spellings may be of one person.

mod given;
mod parts;

use crate::link::score::distance::distance;
pub use parts::Name;

/// How alike two names are: near 1 where one is the other in another spelling, with initials, or with names left out;
/// near 0 where family names differ or given names contradict each other.
pub fn likeness(a: &str, b: &str) -> f64 {
    Name::new(a).likeness(&Name::new(b))
}

/// What it costs to take a name for divided in another way than the usual.
const UNUSUAL: f64 = 0.95;

impl Name {
    /// As [`likeness`], for names that are compared often.
    pub fn likeness(&self, other: &Name) -> f64 {
        if self.words.is_empty() || other.words.is_empty() {
            return 0.0;
        }
        if self.words == other.words {
            return 1.0;
        }
        if self.initials & other.initials == 0 {
            return 0.0;
        }
        if self.words > other.words {
            return other.likeness(self);
        }
        let mut best = 0f64;
        for (p, a) in self.divisions() {
            for (q, b) in other.divisions() {
                let prior: f64 = p * q;
                if prior <= best {
                    continue;
                }
                let family = family(a.1, b.1);
                if prior * family > best {
                    best = best.max(prior * family * given::likeness(a.0, b.0));
                }
            }
        }
        // the same letters with other spaces
        if best < 0.97 && self.letters() == other.letters() {
            best = 0.97;
        }
        best.min(0.999)
    }
}

/// How alike two family names are.
fn family(a: &[String], b: &[String]) -> f64 {
    if a == b {
        return 1.0;
    }
    let (x, y) = (a.concat(), b.concat());
    if x == y {
        return 0.995;
    }
    let (plain_x, plain_y) = (parts::plain(a), parts::plain(b));
    if plain_x == plain_y {
        return 0.98;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < long.len() {
        let lost = |from: &[String]| from.iter().all(|w| parts::particle(w));
        // a particle is lost, or one name of two
        if long.ends_with(short) {
            return if lost(&long[..long.len() - short.len()]) { 0.98 } else { 0.85 };
        }
        if long.starts_with(short) && short.iter().any(|w| w.len() > 2) {
            return 0.88;
        }
    }
    let longest = plain_x.len().max(plain_y.len());
    match distance(&plain_x, &plain_y) {
        1 if longest >= 6 => 0.88,
        1 if longest == 5 => 0.82,
        1 if longest == 4 => 0.6,
        2 if longest >= 8 => 0.78,
        3 if longest >= 12 => 0.7,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests;
