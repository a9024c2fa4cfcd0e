//! Entries that print title and authors in one run: where one ends and the other begins.

use super::pieces::pieces;
use super::{Byline, Lexicon};
use crate::document::{Passage, trim};
use crate::record::PersonName;
use std::ops::Range;

/// What parts titles from names in a list, and what stands before it.
struct Cut {
    between: &'static [&'static str],
    names_first: bool,
    /// The more places a sign stands at, the less it says.
    price: f32,
}

/// `A Title (Ann Lee and Bo Chen)`: the names end with the bracket that closes the run.
const IN_BRACKETS: &str = " (";

const CUTS: &[Cut] = &[
    Cut { between: &[". ", "? ", "! "], names_first: false, price: 0.0 },
    Cut { between: &[". "], names_first: true, price: 0.0 },
    Cut { between: &[" / "], names_first: false, price: -2.0 },
    Cut { between: &[" | ", "\t"], names_first: false, price: -2.0 },
    Cut { between: &[": "], names_first: true, price: 0.0 },
    Cut { between: &[" – ", " — ", " - "], names_first: false, price: 0.0 },
    Cut { between: &[IN_BRACKETS], names_first: false, price: -2.0 },
    Cut { between: &[" "], names_first: false, price: 4.0 },
    Cut { between: &[" "], names_first: true, price: 5.0 },
];

/// What an entry pays that has no place for the list's cut.
const UNCUT: f32 = 2.5;

/// Title and names of each run, by the cut that suits most runs of a list. Names may be empty.
pub fn cut(runs: &[Passage], lexicon: &Lexicon) -> Vec<(Passage, Passage)> {
    let bylines: Vec<Byline> = runs.iter().map(Byline::of).collect();
    let found: Vec<Vec<Found>> = bylines.iter().map(|b| each(b, lexicon)).collect();
    let total = |k: usize| found.iter().map(|f| f[k].0).sum::<f32>();
    let chosen = (0..CUTS.len()).map(|k| (total(k), k)).min_by(|a, b| a.0.total_cmp(&b.0)).map_or(0, |c| c.1);
    let parts = |(b, found): (&Byline<'_>, &Vec<Found>)| {
        let (_, title, names) = found[chosen].clone();
        (b.passage.trimmed(title), b.passage.trimmed(names))
    };
    bylines.iter().zip(&found).map(parts).collect()
}

/// A place for a cut in one run: its cost, the title, the names.
type Found = (f32, Range<usize>, Range<usize>);

/// The best place for each of the cuts in one run.
fn each(run: &Byline<'_>, lexicon: &Lexicon) -> Vec<Found> {
    let whole = run.costs(0..run.text.len()).title + UNCUT;
    // several cuts may leave the same names
    let mut known: Vec<(Range<usize>, f32)> = Vec::new();
    let mut names = |range: &Range<usize>| match known.iter().find(|k| k.0 == *range) {
        Some(known) => known.1,
        None => {
            let cost = as_names(run, range.clone(), lexicon);
            known.push((range.clone(), cost));
            cost
        }
    };
    CUTS.iter().map(|cut| best(run, cut, whole, &mut names)).collect()
}

fn best(run: &Byline<'_>, cut: &Cut, whole: f32, as_names: &mut impl FnMut(&Range<usize>) -> f32) -> Found {
    let text = run.text;
    let mut found = (whole, 0..text.len(), text.len()..text.len());
    // no entry is that long
    if text.len() > 1500 {
        return found;
    }
    let places = cut.between.iter().flat_map(|sign| text.match_indices(sign));
    let mut parts: Vec<(f32, Range<usize>, Range<usize>)> = places
        .filter(|(at, sign)| {
            let word = text[..*at].rsplit([' ', '.']).next().unwrap_or("");
            // not the full stop of an initial
            (!sign.starts_with('.') || word.chars().count() > 1) && (*sign != IN_BRACKETS || text.ends_with(')'))
        })
        .map(|(at, sign)| {
            let end = at + usize::from(sign.starts_with(['?', '!']));
            let last = text.len() - usize::from(sign == IN_BRACKETS && text.ends_with(')'));
            let (first, second) = (trim(text, 0..end), trim(text, at + sign.len()..last.max(at + sign.len())));
            let (title, names) = if cut.names_first { (second, first) } else { (first, second) };
            (run.costs(title.clone()).title + run.costs(names.clone()).person, title, names)
        })
        .filter(|(_, title, names)| !title.is_empty() && !names.is_empty())
        .collect();
    // names are judged one by one where the words alone speak for the place
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, title, names) in parts.into_iter().take(5) {
        // titles begin with a capital
        let small = if text[title.clone()].starts_with(|c: char| c.is_lowercase()) { 12.0 } else { 0.0 };
        let cost = run.costs(title.clone()).title + as_names(&names) + cut.price + small;
        if cost < found.0 {
            found = (cost, title, names);
        }
    }
    found
}

/// Cost of a stretch as names, with affiliations between them or in brackets behind them.
fn as_names(run: &Byline<'_>, range: Range<usize>, lexicon: &Lexicon) -> f32 {
    let small = run.text[range.clone()].starts_with(|c: char| c.is_lowercase());
    let mut total = if small { 6.0 } else { 0.0 };
    for (i, piece) in pieces(run.text, range).into_iter().enumerate() {
        let text = &run.text[piece.range.clone()];
        let open = text.find(" (").map_or(text.len(), |at| at + 1);
        let name = trim(run.text, piece.range.start..piece.range.start + open);
        let (person, organization) = run.piece_cost(name.clone(), lexicon);
        total += 0.7 + if i == 0 { person } else { person.min(organization + 1.5) };
        if open < text.len() {
            let inside = run.costs(piece.range.start + open + 1..piece.range.end);
            total += inside.organization.min(inside.title);
        }
        // most names have two words or three
        total += match run.text[name].split(' ').filter(|w| !is_short(w)).count() {
            0..=2 => 0.0,
            n => 5.0 * n as f32 - 12.5,
        };
    }
    total
}

/// An initial or a particle, of which a name may have any number.
fn is_short(word: &str) -> bool {
    word.ends_with('.') || PersonName::is_particle(word) || word.chars().nth(1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn parts_titles_from_names() {
        for (runs, want) in [
            (
                ["Why Kettles Boil. Ann Lee and Bo K. Chen", "Who Needs Tea? Carl Dahl, Petra Novak", "A Study of U.S. Teapots. Ian Hill"],
                ["Why Kettles Boil|Ann Lee and Bo K. Chen", "Who Needs Tea?|Carl Dahl, Petra Novak", "A Study of U.S. Teapots|Ian Hill"],
            ),
            (
                [
                    "Ann Lee and Bo K. Chen. Why Kettles Boil",
                    "Carl Dahl, Petra Novak. Who Needs Tea?",
                    "Ian Hill. On Slow Networks of Kettles",
                ],
                [
                    "Why Kettles Boil|Ann Lee and Bo K. Chen",
                    "Who Needs Tea?|Carl Dahl, Petra Novak",
                    "On Slow Networks of Kettles|Ian Hill",
                ],
            ),
            (
                [
                    "Why Kettles Boil Ann Lee and Bo K. Chen",
                    "Who Needs Tea? Carl Dahl, Petra Novak",
                    "On Slow Networks of Kettles Ian Hill",
                ],
                [
                    "Why Kettles Boil|Ann Lee and Bo K. Chen",
                    "Who Needs Tea?|Carl Dahl, Petra Novak",
                    "On Slow Networks of Kettles|Ian Hill",
                ],
            ),
        ] {
            let passages = runs.map(|text| {
                let mut passage = Passage::new(FileId(0));
                passage.push(text, 0);
                passage
            });
            let got: Vec<String> = cut(&passages, &Lexicon::default()).into_iter().map(|(t, n)| format!("{}|{}", t.text, n.text)).collect();
            assert_eq!(got, want);
        }
    }
}
