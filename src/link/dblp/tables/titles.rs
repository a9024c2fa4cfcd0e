//! Titles as numbers of words and as hashes: the larger half of gathering a dump, done beside the rest of it.

use super::number::Numbers;
use crate::link::score;
use std::sync::mpsc::Receiver;

/// Bytes of titles that are handed over at once.
const FULL: usize = 64 << 10;

/// Titles on their way, end to end.
#[derive(Default)]
pub struct Batch {
    text: String,
    ends: Vec<usize>,
}

impl Batch {
    pub fn push(&mut self, title: &str) {
        self.text.push_str(title);
        self.ends.push(self.text.len());
    }

    pub fn is_full(&self) -> bool {
        self.text.len() >= FULL
    }
}

/// Texts by the numbers of their words.
#[derive(Default)]
pub struct Texts {
    /// Of all texts, end to end.
    pub numbers: Vec<u32>,
    ends: Vec<usize>,
}

impl Texts {
    pub fn push(&mut self, text: &str, words: &mut Numbers) {
        self.numbers.extend(text.split(' ').map(|word| words.number(word)));
        self.ends.push(self.numbers.len());
    }

    pub fn get(&self, text: usize) -> &[u32] {
        let start = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start..self.ends[text]]
    }
}

/// All titles, in the order in which they came.
#[derive(Default)]
pub struct Titles {
    pub words: Numbers,
    pub texts: Texts,
    /// By which titles are found.
    pub hashes: Vec<u64>,
}

impl Titles {
    /// Takes titles until no more can come.
    pub fn of(batches: &Receiver<Batch>) -> Self {
        let mut titles = Self::default();
        for batch in batches {
            let mut start = 0;
            for end in batch.ends {
                let title = &batch.text[start..end];
                titles.texts.push(title, &mut titles.words);
                titles.hashes.push(score::title::key(title));
                start = end;
            }
        }
        titles
    }
}
