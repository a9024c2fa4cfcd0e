//! What stands between two words that both titles have.

use super::words::{Form, Kind, Word};
use crate::link::score::distance::{distance, same_by_sight};
use std::ops::Range;

/// Beginnings that turn a word into another.
const TURNING: &[&str] = &[
    "", "a", "anti", "bi", "co", "de", "dis", "down", "hyper", "il", "im", "in", "inter", "intra", "ir", "macro", "micro", "mono", "multi",
    "non", "out", "over", "post", "pre", "re", "semi", "sub", "super", "un", "under", "up",
];

/// What agrees and what does not, in letters.
#[derive(Default)]
pub(super) struct Cost {
    /// Words of both.
    pub kept: f64,
    /// Letters that are damaged.
    pub damaged: f64,
    /// Words of one only, less what the place explains.
    pub lost: f64,
    /// Words in place of which the other has different ones.
    pub changed: f64,
    /// A number or a sign that stands for one is another.
    pub contrary: bool,
    /// A number that one only has.
    pub lost_number: bool,
    /// A word has another beginning that turns it into its contrary.
    pub turned: bool,
}

impl Cost {
    pub fn score(&self) -> f64 {
        let base = self.kept / (self.kept + self.damaged + self.lost + 4.0 * self.changed).max(1.0);
        // as much as the evidence of numbers weighs against all words
        let base = if self.contrary { base * 0.5 } else { base };
        if self.lost_number { base * 0.85 } else { base }
    }
}

pub(super) struct Gap<'a> {
    pub a: &'a Form,
    pub b: &'a Form,
    pub i: Range<usize>,
    pub j: Range<usize>,
}

impl Gap<'_> {
    pub fn add(&self, cost: &mut Cost) {
        let (a, b) = (&self.a.words[self.i.clone()], &self.b.words[self.j.clone()]);
        match (a, b) {
            ([], []) => {}
            (words, []) => self.lose(self.a, words, &self.i, cost),
            ([], words) => self.lose(self.b, words, &self.j, cost),
            // one subtitle in place of another
            _ if self.i.end == self.a.words.len() && self.j.end == self.b.words.len() && a[0].opens && b[0].opens && cost.kept >= 14.0 => {
                cost.lost += 0.3 * (a.iter().chain(b).map(|w| w.weight).sum::<f64>());
                cost.contrary |= a.iter().any(|w| w.kind == Kind::Number) && b.iter().any(|w| w.kind == Kind::Number);
            }
            _ if a.len() == b.len() => a.iter().zip(b).for_each(|(x, y)| self.pair(x, y, cost)),
            _ => self.join(a, b, cost),
        }
    }

    /// One word in place of another.
    fn pair(&self, a: &Word, b: &Word, cost: &mut Cost) {
        let (x, y) = (self.a.text(a), self.b.text(b));
        let weight = a.weight.min(b.weight);
        if a.hash == b.hash || same_by_sight(x, y) {
            cost.kept += weight;
            return;
        }
        match (a.kind, b.kind) {
            (Kind::Light, Kind::Light) => cost.damaged += 0.5,
            (Kind::Number, _) | (_, Kind::Number) if x.len().min(y.len()) < 6 => {
                cost.contrary = true;
                cost.changed += weight.min(4.0);
            }
            _ => self.spell(x, y, weight, cost),
        }
    }

    /// Whether two words are one, damaged, or two.
    fn spell(&self, x: &str, y: &str, weight: f64, cost: &mut Cost) {
        let longest = x.len().max(y.len());
        let off = distance(x, y);
        let inflected = x.bytes().zip(y.bytes()).take_while(|(a, b)| a == b).count() * 3 >= longest * 2;
        let allowed = if inflected { longest.div_ceil(2) } else { longest.div_ceil(5).max(longest / 4) };
        let turned = turned(x, y);
        cost.turned |= turned;
        if off <= allowed && longest > 3 && !turned {
            cost.kept += weight - (off as f64).min(weight);
            cost.damaged += off as f64 * 1.5;
        } else {
            cost.changed += weight.clamp(2.0, 12.0);
        }
    }

    /// Several words in place of several, not as many.
    fn join(&self, a: &[Word], b: &[Word], cost: &mut Cost) {
        let span = |form: &Form, words: &[Word]| form.letters[words[0].at.start..words[words.len() - 1].at.end].to_owned();
        let (x, y) = (span(self.a, a), span(self.b, b));
        let (p, q): (f64, f64) = (a.iter().map(|w| w.weight).sum(), b.iter().map(|w| w.weight).sum());
        if x == y || same_by_sight(&x, &y) {
            cost.kept += p.max(q);
            cost.damaged += 0.5;
            return;
        }
        let longest = x.len().max(y.len());
        let off = distance(&x, &y);
        if off * 4 <= longest {
            cost.kept += p.max(q) - (off as f64);
            cost.damaged += off as f64 * 1.5;
            cost.contrary |= digits(&x).ne(digits(&y));
            return;
        }
        // the words of the shorter side find the likest of the longer, in order; the rest is lost
        let (short, long, s, l, at) = if a.len() < b.len() { (a, b, self.a, self.b, &self.j) } else { (b, a, self.b, self.a, &self.i) };
        let mut from = 0;
        for word in short {
            let likest = (from..long.len()).find(|&k| alike(s.text(word), l.text(&long[k])));
            match likest {
                Some(k) => {
                    let off = distance(s.text(word), l.text(&long[k])) as f64;
                    cost.kept += (word.weight - off).max(0.0);
                    cost.damaged += off;
                    self.lose(l, &long[from..k], &(at.start + from..at.start + k), cost);
                    from = k + 1;
                }
                None if word.kind == Kind::Light => cost.damaged += 0.5,
                None => {
                    cost.contrary |= word.kind == Kind::Number && long.iter().any(|w| w.kind == Kind::Number);
                    cost.changed += word.weight;
                }
            }
        }
        self.lose(l, &long[from..], &(at.start + from..at.end), cost);
    }

    /// Words that one only has.
    fn lose(&self, form: &Form, words: &[Word], at: &Range<usize>, cost: &mut Cost) {
        let Some(first) = words.first() else { return };
        let weight: f64 = words.iter().map(|w| w.weight).sum();
        let rest = cost.kept;
        let (begins, ends) = (at.start == 0, at.end == form.words.len());
        let enough = form.weight() - weight >= 14.0;
        let after = form.words.get(at.end).is_some_and(|w| w.opens);
        // a subtitle, a cut end and a series before a colon get lost; words within do not
        let part = match () {
            () if ends && enough && first.opens => 0.10,
            () if ends && enough && rest > weight => 0.2,
            () if ends && enough => 0.25,
            () if begins && enough && after => 0.15,
            () if begins && enough => 0.6,
            () => 1.0,
        };
        let heavy = words.iter().any(|w| w.kind == Kind::Number) && !(begins && words.len() == 1);
        cost.lost_number |= heavy;
        cost.lost += weight * part;
    }
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}

fn alike(x: &str, y: &str) -> bool {
    let longest = x.len().max(y.len());
    x == y || longest > 3 && distance(x, y) * 4 <= longest && !turned(x, y)
}

/// Whether two words differ in a beginning that turns one into another: structured, unstructured.
fn turned(x: &str, y: &str) -> bool {
    let same = x.bytes().rev().zip(y.bytes().rev()).take_while(|(a, b)| a == b).count();
    let head = |text: &str| text.get(..text.len() - same).is_some_and(|head| TURNING.binary_search(&head).is_ok());
    same >= 4 && head(x) && head(y)
}
