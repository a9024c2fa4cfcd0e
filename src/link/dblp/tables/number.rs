//! Texts by numbers.

use rustc_hash::FxHasher;
use std::cmp::Reverse;
use std::hash::Hasher;

/// A hash that is the same on every machine and in every version (FNV-1a).
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Texts numbered in the order in which they came. Short ones, as most words are, stand in the table itself, since each
/// look elsewhere in memory takes longer than all the rest.
#[derive(Debug)]
pub struct Numbers {
    /// Always a power of two, of which a part is free.
    slots: Vec<Slot>,
    /// All texts, end to end.
    texts: String,
    ends: Vec<usize>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: Key,
    /// One more than the number of the text, 0 where nothing is.
    next: u32,
}

/// A text of up to 15 bytes and its length, or a hash and the beginning of a longer one.
type Key = [u64; 2];
const LONG: u64 = 0xff << 56;

fn key(text: &str) -> Key {
    let mut bytes = [0; 16];
    let short = text.len() < 16;
    let length = if short { text.len() } else { 7 };
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    let [mut first, mut last] = [0, 8].map(|at| u64::from_le_bytes(std::array::from_fn(|n| bytes[at + n])));
    if short {
        last |= (length as u64) << 56;
    } else {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        (first, last) = (hasher.finish(), first | LONG);
    }
    [first, last]
}

impl Default for Numbers {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); 1 << 10], texts: String::new(), ends: Vec::new() }
    }
}

impl Numbers {
    pub fn number(&mut self, text: &str) -> u32 {
        let key = key(text);
        match self.find(key, text) {
            Ok(number) => number,
            Err(slot) => {
                self.texts.push_str(text);
                self.ends.push(self.texts.len());
                let next = self.len() as u32;
                self.slots[slot] = Slot { key, next };
                if self.len() > self.slots.len() / 4 * 3 {
                    self.grow();
                }
                next - 1
            }
        }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, text: &str) -> Option<u32> {
        self.find(key(text), text).ok()
    }

    pub fn text(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.texts[start..self.ends[number]]
    }

    /// The texts by their numbers.
    pub fn texts(&self) -> Vec<&str> {
        (0..self.len() as u32).map(|number| self.text(number)).collect()
    }

    /// The number of a text, or the slot it would take.
    fn find(&self, key: Key, text: &str) -> Result<u32, usize> {
        let mut at = self.first(key);
        loop {
            let slot = &self.slots[at];
            if slot.next == 0 {
                return Err(at);
            }
            if slot.key == key && (key[1] < LONG || self.text(slot.next - 1) == text) {
                return Ok(slot.next - 1);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Where to look first.
    fn first(&self, key: Key) -> usize {
        let mixed = key[0].wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ key[1].wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (64 - self.slots.len().ilog2())) as usize
    }

    fn grow(&mut self) {
        let doubled = vec![Slot::default(); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, doubled);
        for slot in old.into_iter().filter(|slot| slot.next > 0) {
            let mut at = self.first(slot.key);
            while self.slots[at].next > 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// The first letters of a text as a number of the same order, since texts far apart in memory are slow to compare.
pub fn lead(text: &str) -> u128 {
    let mut lead = [0; 16];
    let length = text.len().min(16);
    lead[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(lead)
}

/// The place of each text in their alphabetical order, and the texts in that order.
pub fn ranks(texts: &[&str]) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<(u128, u32)> = texts.iter().zip(0..).map(|(text, at)| (lead(text), at)).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| texts[a.1 as usize].cmp(texts[b.1 as usize])));
    let mut ranks = vec![0; texts.len()];
    order.iter().zip(0..).for_each(|((_, at), rank)| ranks[*at as usize] = rank);
    (ranks, order.into_iter().map(|(_, at)| at).collect())
}

/// New numbers by how often each text occurs, and the old ones in their order.
pub fn by_frequency(texts: &[&str], counts: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let (ranks, _) = ranks(texts);
    let mut order: Vec<(Reverse<u32>, u32, u32)> = (0..texts.len()).map(|n| (Reverse(counts[n]), ranks[n], n as u32)).collect();
    order.sort_unstable();
    let order: Vec<u32> = order.into_iter().map(|(.., old)| old).collect();
    let mut new = vec![0; texts.len()];
    order.iter().zip(0..).for_each(|(old, number)| new[*old as usize] = number);
    (new, order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number_however_many_come() {
        let mut numbers = Numbers::default();
        let texts: Vec<String> = (0..5000).map(|n| "fen ".repeat(n % 7) + &n.to_string()).chain([String::new()]).collect();
        texts.iter().zip(0..).for_each(|(text, n)| assert_eq!(numbers.number(text), n));
        texts.iter().zip(0..).for_each(|(text, n)| assert_eq!((numbers.number(text), numbers.get(text)), (n, Some(n))));
        assert_eq!((numbers.texts(), numbers.get("moor")), (texts.iter().map(String::as_str).collect(), None));
    }
}
