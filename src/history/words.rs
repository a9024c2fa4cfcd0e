//! Which words of two texts differ.

use std::ops::Range;

/// Texts of more words are compared as a whole.
const MANY: usize = 400;

/// A stretch of words that is in both texts, in the old one or in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Both(&'a str),
    Old(&'a str),
    New(&'a str),
}

impl<'a> Piece<'a> {
    pub fn words(&self) -> &'a str {
        let (Self::Both(words) | Self::Old(words) | Self::New(words)) = self;
        words
    }
}

/// The two texts as pieces in order: the longest common run of words stays, the rest is old or new.
pub fn pieces<'a>(old: &'a str, new: &'a str) -> Vec<Piece<'a>> {
    let (a, b) = (words(old), words(new));
    if a.len() > MANY || b.len() > MANY {
        return vec![Piece::Old(old), Piece::New(new)];
    }
    // length of the longest common run of words from each pair of places on
    let mut best = vec![vec![0u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let same = old[a[i].clone()] == new[b[j].clone()];
            best[i][j] = if same { best[i + 1][j + 1] + 1 } else { best[i + 1][j].max(best[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && old[a[i].clone()] == new[b[j].clone()] {
            out.push(Piece::Both(&new[b[j].clone()]));
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && (j == b.len() || best[i + 1][j] >= best[i][j + 1]) {
            out.push(Piece::Old(&old[a[i].clone()]));
            i += 1;
        } else {
            out.push(Piece::New(&new[b[j].clone()]));
            j += 1;
        }
    }
    out
}

fn words(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let place = |word: &str| word.as_ptr() as usize - start;
    text.split_whitespace().map(|word| place(word)..place(word) + word.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_differ_are_marked() {
        let found = pieces("Rain  at the Speed", "Rain at Speed again");
        assert_eq!(found, [Piece::Both("Rain"), Piece::Both("at"), Piece::Old("the"), Piece::Both("Speed"), Piece::New("again")]);
        assert_eq!(pieces("", "é ü"), [Piece::New("é"), Piece::New("ü")]);
        assert_eq!(pieces("", ""), []);
    }
}
