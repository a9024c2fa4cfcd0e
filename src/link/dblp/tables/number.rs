//! Texts by numbers.

use rustc_hash::FxBuildHasher;
use std::collections::HashMap;

/// A hash that is the same on every machine and in every version (FNV-1a).
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Texts numbered in the order in which they came.
#[derive(Debug, Default)]
pub struct Numbers(HashMap<Box<str>, u32, FxBuildHasher>);

impl Numbers {
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let number = self.0.len() as u32;
        self.0.insert(text.into(), number);
        number
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn get(&self, text: &str) -> Option<u32> {
        self.0.get(text).copied()
    }

    /// The texts by their numbers.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.0.len()];
        self.0.iter().for_each(|(text, number)| texts[*number as usize] = text);
        texts
    }
}

/// New numbers by how often each text occurs, and the old ones in their order.
pub fn by_frequency(texts: &[&str], counts: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<u32> = (0..texts.len() as u32).collect();
    order.sort_unstable_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        counts[b].cmp(&counts[a]).then_with(|| texts[a].cmp(texts[b]))
    });
    let mut new = vec![0; texts.len()];
    order.iter().enumerate().for_each(|(number, old)| new[*old as usize] = number as u32);
    (new, order)
}
