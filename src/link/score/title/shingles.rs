//! Titles by three letters at a time: what they share however their words stand.

use super::Form;

/// The runs of three letters of a title, sorted, each once.
#[derive(Clone, Debug)]
pub struct Shingles(Vec<u32>);

impl Shingles {
    pub fn new(title: &Form) -> Shingles {
        let mut all: Vec<u32> = title.letters.as_bytes().windows(3).map(|w| u32::from_be_bytes([0, w[0], w[1], w[2]])).collect();
        all.sort_unstable();
        all.dedup();
        Shingles(all)
    }

    /// The part of all runs that both have (Jaccard).
    pub fn likeness(&self, other: &Shingles) -> f64 {
        let (a, b) = (&self.0, &other.0);
        let (mut i, mut j, mut both) = (0, 0, 0usize);
        while i < a.len() && j < b.len() {
            both += usize::from(a[i] == b[j]);
            let (x, y) = (a[i], b[j]);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        both as f64 / (a.len() + b.len() - both).max(1) as f64
    }
}
