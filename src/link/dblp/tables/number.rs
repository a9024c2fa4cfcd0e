//! Texts by numbers.

use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A hash that is the same on every machine and in every version (FNV-1a).
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// A text of up to 15 bytes, their number in the last; the rest are zeros.
type Short = [u8; 16];

/// Texts numbered in the order in which they came. Short ones, as most words are, stand in the table itself, since each
/// look elsewhere in memory takes longer than all the rest.
#[derive(Debug, Default)]
pub struct Numbers {
    short: HashMap<Short, u32, FxBuildHasher>,
    long: HashMap<Box<str>, u32, FxBuildHasher>,
}

fn short(text: &str) -> Option<Short> {
    let mut short = [0; 16];
    short.get_mut(..15)?.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    short[15] = text.len() as u8;
    Some(short)
}

impl Numbers {
    pub fn number(&mut self, text: &str) -> u32 {
        let next = self.len() as u32;
        if let Some(short) = short(text) {
            return *self.short.entry(short).or_insert(next);
        }
        match self.long.get(text) {
            Some(number) => *number,
            None => {
                self.long.insert(text.into(), next);
                next
            }
        }
    }

    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    pub fn get(&self, text: &str) -> Option<u32> {
        match short(text) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(text).copied(),
        }
    }

    /// The texts by their numbers.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.len()];
        for (short, number) in &self.short {
            texts[*number as usize] = std::str::from_utf8(&short[..short[15] as usize]).unwrap_or_default();
        }
        self.long.iter().for_each(|(text, number)| texts[*number as usize] = text);
        texts
    }
}

/// The first letters of a text as a number of the same order, since texts far apart in memory are slow to compare.
pub fn lead(text: &str) -> u128 {
    let mut lead = [0; 16];
    let length = text.len().min(16);
    lead[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(lead)
}

/// The place of each text in their alphabetical order.
pub fn ranks(texts: &[&str]) -> Vec<u32> {
    let mut order: Vec<(u128, u32)> = texts.iter().zip(0..).map(|(text, at)| (lead(text), at)).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| texts[a.1 as usize].cmp(texts[b.1 as usize])));
    let mut ranks = vec![0; texts.len()];
    order.iter().zip(0..).for_each(|((_, at), rank)| ranks[*at as usize] = rank);
    ranks
}

/// New numbers by how often each text occurs, and the old ones in their order.
pub fn by_frequency(texts: &[&str], counts: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let ranks = ranks(texts);
    let mut order: Vec<(Reverse<u32>, u32, u32)> = (0..texts.len()).map(|n| (Reverse(counts[n]), ranks[n], n as u32)).collect();
    order.sort_unstable();
    let order: Vec<u32> = order.into_iter().map(|(.., old)| old).collect();
    let mut new = vec![0; texts.len()];
    order.iter().zip(0..).for_each(|(old, number)| new[*old as usize] = number);
    (new, order)
}
