//! Titles: what makes two spellings the same title, and how alike two titles are.
//!
//! Words that both have in the same order are the anchors. What stands between two anchors is damage (a few letters
//! differ, words are glued or cut), a loss (only one has it), or another word, and that tells two titles apart even if
//! nine of ten words agree.

mod gap;
mod shingles;
mod words;

use crate::link::score::distance::place;
use crate::record::slug::fold;
use gap::Cost;
pub use shingles::Shingles;
pub use words::Form;

/// A title as letters and digits alone, small, without accents: what stays the same however it is printed.
pub fn letters(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A number for [`letters`], the same on every machine and in every version (FNV-1a), to look titles up by.
pub fn key(title: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    if title.is_ascii() {
        return title.bytes().filter(u8::is_ascii_alphanumeric).fold(START, |hash, byte| step(hash, byte.to_ascii_lowercase()));
    }
    letters(title).bytes().fold(START, step)
}

/// How alike two titles are: 1 where the letters are the same, near 1 for damage, a lost article or subtitle and a cut
/// end, low where a telling word or number differs, 0 where one has no letters.
pub fn likeness(a: &str, b: &str) -> f64 {
    Form::new(a).likeness(&Form::new(b))
}

impl Form {
    /// As [`likeness`], for titles that are compared often.
    pub fn likeness(&self, other: &Form) -> f64 {
        if self.letters.is_empty() || other.letters.is_empty() {
            return 0.0;
        }
        if self.letters == other.letters {
            return 1.0;
        }
        // where several anchors weigh the same, the order of the two must not decide
        if self.letters > other.letters {
            return other.likeness(self);
        }
        let cost = self.cost(other);
        let score = cost.score();
        let glued = if score < 0.9 && !cost.contrary && !cost.turned { self.within(other, cost.lost_number) } else { 0.0 };
        score.max(glued).clamp(0.0, 0.99)
    }

    /// How alike two titles are by letters alone, the shorter somewhere within the longer: what words cannot tell once
    /// they are glued or cut.
    fn within(&self, other: &Form, lost_number: bool) -> f64 {
        let (short, long) =
            if (self.letters.len(), &self.letters) <= (other.letters.len(), &other.letters) { (self, other) } else { (other, self) };
        let missing: u32 = short.counts.iter().zip(&long.counts).map(|(a, b)| u32::from(a.saturating_sub(*b))).sum();
        let length = short.letters.len();
        if length < 12 || short.words.len() == long.words.len() || missing as usize * 8 > length {
            return 0.0;
        }
        let (off, start, end) = place(&short.letters, &long.letters);
        // what stands before a full stop or a colon is no part of the title, such as names that were cut with it
        let opens = long.words.iter().any(|w| w.opens && w.at.start.abs_diff(start) <= off);
        let more = if opens { 0.1 } else { 0.25 } * start as f64 + 0.15 * (long.letters.len() - end) as f64;
        let length = length as f64;
        let likeness = length / (length + more) - 3.0 * off as f64 / length;
        if lost_number { 0.85 * likeness } else { likeness }
    }

    /// What the gaps between the anchors cost.
    fn cost(&self, other: &Form) -> Cost {
        let anchors = self.anchors(other);
        let kept: f64 = anchors.iter().map(|(i, _)| self.words[*i].weight).sum();
        let mut cost = Cost { kept, ..Cost::default() };
        if self.differs_much(other, kept) {
            cost.changed = self.weight().min(other.weight()) - kept;
            return cost;
        }
        let mut from = (0, 0);
        for &(i, j) in anchors.iter().chain([&(self.words.len(), other.words.len())]) {
            let gap = gap::Gap { a: self, b: other, i: from.0..i, j: from.1..j };
            gap.add(&mut cost);
            from = (i + 1, j + 1);
        }
        cost
    }

    /// The pairs of equal words in the order of both that weigh most.
    fn anchors(&self, other: &Form) -> Vec<(usize, usize)> {
        let (n, m) = (self.words.len(), other.words.len());
        let width = m + 1;
        let mut best = vec![0f32; (n + 1) * width];
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
                let (a, b) = (&self.words[i], &other.words[j]);
                let both = if a.hash == b.hash { best[(i + 1) * width + j + 1] + a.weight as f32 } else { 0.0 };
                best[i * width + j] = skip.max(both);
            }
        }
        let mut anchors = Vec::with_capacity(n.min(m));
        let (mut i, mut j) = (0, 0);
        while i < n && j < m {
            let here = best[i * width + j];
            if self.words[i].hash == other.words[j].hash && here > best[(i + 1) * width + j].max(best[i * width + j + 1]) - 1e-6 {
                let both = best[(i + 1) * width + j + 1] + self.words[i].weight as f32;
                if (both - here).abs() < 1e-4 {
                    anchors.push((i, j));
                    (i, j) = (i + 1, j + 1);
                    continue;
                }
            }
            if best[(i + 1) * width + j] >= best[i * width + j + 1] { i += 1 } else { j += 1 }
        }
        anchors
    }

    /// Whether so few words and letters agree that no damage explains it.
    fn differs_much(&self, other: &Form, kept: f64) -> bool {
        let apart: u32 = self.counts.iter().zip(&other.counts).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        let letters = self.letters.len().max(other.letters.len()) as u32;
        let least = self.weight().min(other.weight());
        kept < 0.34 * least && apart * 5 > letters * 2
    }
}

#[cfg(test)]
mod tests;
