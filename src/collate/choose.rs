//! The best supported of what several readings print. Never a value that no reading has.

use super::Desk;
use super::align::{letters, pair};
use crate::layout::words;
use crate::record::Signature;
use crate::source::Spanned;

/// How a printed text fares against its likes: readings with the same letters speak for it, signs of damage against it.
/// Two scans may well be hurt in the same place.
fn standing(text: &str, all: &[String]) -> i64 {
    let own = letters(text);
    2 * all.iter().filter(|other| letters(other) == own).count() as i64 - damage(text) as i64
}

/// Signs that a scanner or converter hurt a text.
fn damage(text: &str) -> usize {
    let odd = text.chars().filter(|c| matches!(c, '\u{fffd}' | '¸' | '´' | '¨' | '~' | '^' | '|' | '\\' | '_' | '*' | '†')).count();
    let word = |w: &str| {
        let letters = w.chars().filter(|c| c.is_alphabetic()).count();
        let mixed = letters > 1 && w.starts_with(char::is_lowercase) && w.chars().any(|c| c.is_ascii_digit());
        let inner = w
            .chars()
            .zip(w.chars().skip(1))
            .any(|(a, b)| a.is_alphabetic() && b.is_ascii_digit() || a.is_ascii_digit() && b.is_alphabetic());
        usize::from(mixed) + 2 * usize::from(inner) + usize::from(letters > 3 && !words::is_known(w))
    };
    let shouted = text.chars().filter(|c| c.is_uppercase()).count() > 8 && !text.chars().any(char::is_lowercase);
    2 * odd + text.split(|c: char| !c.is_alphanumeric()).map(word).sum::<usize>() + 3 * usize::from(shouted)
}

impl Desk {
    /// The best of some printed values, which stand in order of rank. The places of the others become evidence of it, and
    /// a note is made where their letters differ.
    pub fn settle<T: Clone>(&mut self, what: &str, found: &[&Spanned<T>], text: impl Fn(&T) -> String) -> Option<Spanned<T>> {
        let texts: Vec<String> = found.iter().map(|f| text(&f.value)).collect();
        // of equals the first
        let best = (0..found.len()).rev().max_by_key(|i| standing(&texts[*i], &texts))?;
        let chosen = found[best].clone();
        for (i, other) in found.iter().enumerate().filter(|(i, _)| *i != best) {
            self.parallel(chosen.span, other.span);
            if letters(&texts[i]) != letters(&texts[best]) {
                self.differ(what, (chosen.span, &texts[best]), (other.span, &texts[i]));
            }
        }
        Some(chosen)
    }

    /// One name in several readings.
    pub fn signature(&mut self, found: &[&Signature]) -> Option<Signature> {
        let names: Vec<_> = found.iter().map(|s| &s.name).collect();
        let name = self.settle("name", &names, |n| n.full.clone())?;
        let with: Vec<_> = found.iter().filter(|s| !s.affiliations.is_empty()).collect();
        let affiliations = match with.as_slice() {
            [] => Vec::new(),
            all if all.iter().all(|s| s.affiliations.len() == 1) => {
                let printed: Vec<_> = all.iter().map(|s| &s.affiliations[0]).collect();
                self.settle("affiliation", &printed, |a| a.organization.clone()).into_iter().collect()
            }
            [first, ..] => first.affiliations.clone(),
        };
        let confidence = found.iter().map(|s| s.confidence).fold(0.0, f64::max);
        let orcid = found.iter().find_map(|s| s.orcid.clone());
        Some(Signature { name, affiliations, orcid, confidence })
    }

    /// The authors of one contribution: the longer of two lists where it holds the shorter, else the surer.
    pub fn authors(&mut self, lists: &[&[Signature]]) -> Vec<Signature> {
        let lists: Vec<&[Signature]> = lists.iter().copied().filter(|l| !l.is_empty()).collect();
        let names = |list: &[Signature]| -> Vec<String> { list.iter().map(|s| s.name.value.full.clone()).collect() };
        fn refs(names: &[String]) -> Vec<&str> {
            names.iter().map(String::as_str).collect()
        }
        let sure = |list: &[Signature]| list.iter().map(|s| (s.confidence * 1e3) as i64).min();
        let fits = |i: usize| {
            let own = names(lists[i]);
            let holds = |other: &&[Signature]| pair(&refs(&names(other)), &refs(&own), 0.6).iter().all(Option::is_some);
            (lists.iter().filter(|l| holds(l)).count(), sure(lists[i]))
        };
        let Some(best) = (0..lists.len()).rev().max_by_key(|i| fits(*i)) else { return Vec::new() };
        let own = names(lists[best]);
        let mut found: Vec<Vec<&Signature>> = vec![Vec::new(); own.len()];
        for list in &lists {
            for (k, like) in pair(&refs(&own), &refs(&names(list)), 0.6).into_iter().enumerate() {
                // a name whose letters are too damaged stands in its place
                let at = like.or((list.len() == own.len()).then_some(k));
                found[k].extend(at.map(|at| &list[at]));
            }
            if list.len() != own.len() {
                let span = |list: &[Signature]| list[0].name.span.join(list[list.len() - 1].name.span);
                self.differ("authors", (span(lists[best]), &own.join(", ")), (span(list), &names(list).join(", ")));
            }
        }
        found.iter().filter_map(|f| self.signature(f)).collect()
    }
}
