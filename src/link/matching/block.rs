//! Which pairs are worth judging: those that share rare words of the title, the beginning or end of it, or authors.

use crate::link::score::Paper;
use std::collections::HashMap;

/// So many candidates of a row are judged.
const MOST: usize = 40;
/// What stands in a larger part of a table tells nothing, unless nothing else is there.
const COMMON: usize = 25;

/// The rows of a table by what they have.
pub struct Index {
    rows: HashMap<u64, Vec<u32>>,
    count: usize,
}

/// Weights of rows, kept between questions.
pub struct Seen {
    weights: Vec<f32>,
    rows: Vec<u32>,
}

impl Seen {
    pub fn new(count: usize) -> Seen {
        Seen { weights: vec![0.0; count], rows: Vec::new() }
    }
}

impl Index {
    pub fn new(papers: &[Paper]) -> Index {
        let mut rows: HashMap<u64, Vec<u32>> = HashMap::new();
        for (row, paper) in papers.iter().enumerate() {
            for feature in features(paper) {
                let rows = rows.entry(feature).or_default();
                if rows.last() != Some(&(row as u32)) {
                    rows.push(row as u32);
                }
            }
        }
        Index { rows, count: papers.len() }
    }

    /// The likeliest partners of a paper.
    pub fn candidates(&self, paper: &Paper, seen: &mut Seen) -> Vec<usize> {
        let mut lists: Vec<&Vec<u32>> = features(paper).iter().filter_map(|feature| self.rows.get(feature)).collect();
        lists.sort_by_key(|rows| rows.len());
        let common = (self.count / COMMON).max(200);
        for (i, rows) in lists.iter().enumerate() {
            if i >= 2 && rows.len() > common {
                break;
            }
            let weight = (self.count as f32 / rows.len() as f32).ln() + 0.1;
            for row in *rows {
                let sum = &mut seen.weights[*row as usize];
                if *sum == 0.0 {
                    seen.rows.push(*row);
                }
                *sum += weight;
            }
        }
        let weights = &seen.weights;
        let heavier = |x: &u32, y: &u32| weights[*y as usize].total_cmp(&weights[*x as usize]).then(x.cmp(y));
        if seen.rows.len() > MOST {
            seen.rows.select_nth_unstable_by(MOST, heavier);
        }
        let best: Vec<usize> = seen.rows.iter().take(MOST).map(|row| *row as usize).collect();
        seen.rows.iter().for_each(|row| seen.weights[*row as usize] = 0.0);
        seen.rows.clear();
        best
    }
}

/// Numbers for the words of the title, for its first and last letters, and for the names of the authors.
fn features(paper: &Paper) -> Vec<u64> {
    let mut all = paper.title.telling_words();
    let letters = paper.title.letters().as_bytes();
    if letters.len() >= 12 {
        all.push(hash(b'<', &letters[..12]));
        all.push(hash(b'>', &letters[letters.len() - 12..]));
    }
    let names = paper.authors.iter().flat_map(|name| name.words()).filter(|word| word.len() > 2);
    all.extend(names.map(|word| hash(b'@', word.as_bytes())));
    all.sort_unstable();
    all.dedup();
    all
}

fn hash(kind: u8, bytes: &[u8]) -> u64 {
    std::iter::once(&kind).chain(bytes).fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
}
