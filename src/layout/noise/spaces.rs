//! Words that lost the spaces between them: `WaitingMachinesattheOffice`. Where a document has many, each run is parted
//! at the words that make it likeliest.

mod names;

use super::{Mended, RUN_TOGETHER, shown};
use crate::document::Line;
use crate::layout::words;
use crate::list::tokens::{is_form, is_known};
use crate::record::Repair;
use std::ops::Range;

/// Runs of three words and more that make a document one that lost its spaces.
const RUNS: usize = 8;
/// One in so many words of the document is such a run.
const SHARE: usize = 25;
/// Runs that are tried to tell so, about.
const TRIED: usize = 600;
/// Bytes that are parted, at most.
const LETTERS: usize = 300_000;
/// The longest word.
const LONGEST: usize = 24;
/// No run is longer.
const MOST: usize = 250;
/// One word in so many is run together, at least, where a line has spaces too.
const FEW: usize = 3;
/// Letters for each space where spaces are kept.
const SPACED: usize = 9;

/// Puts spaces back between words.
pub fn part(lines: &mut [Line], out: &mut Mended) {
    let (mut runs, mut tried, mut count) = (0, 0, 0);
    for line in lines.iter() {
        count += line.text().split_whitespace().count();
        for run in letters(line.text()).filter(|run| run.len() >= 12) {
            tried += 1;
            runs += usize::from(cuts(&line.text()[run]).len() > 1);
        }
        if tried > TRIED {
            break;
        }
    }
    if runs < RUNS || runs * SHARE < count {
        return;
    }
    let mut left = LETTERS;
    let mut first = None;
    let before = out.repairs.len();
    for line in lines {
        let text = line.text();
        left = left.saturating_sub(text.len());
        if left == 0 {
            break;
        }
        let places = names::places(text).unwrap_or_else(|| places(text));
        // a run or two among words that stand apart may be long words, or names such as those of programs
        let words = text.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).count();
        let glued = text.chars().filter(|c| c.is_alphabetic()).count() > SPACED * words;
        if places.is_empty() || !glued && tokens_of(text, &places) * FEW < words {
            continue;
        }
        let change = |at: &usize| text[*at..].chars().next().map(|c| (*at..at + c.len_utf8(), format!(" {c}")));
        let changes: Vec<(Range<usize>, String)> = places.iter().filter_map(change).collect();
        let span = line.passage.whole();
        let (passage, printed) = (line.passage.mended(&changes), text.to_owned());
        first.get_or_insert(span);
        let repaired = passage.text.clone();
        out.repairs.push(Repair { name: RUN_TOGETHER.name.into(), span, printed, repaired, confidence: RUN_TOGETHER.confidence });
        line.passage = passage;
    }
    if let Some(span) = first {
        let count = out.repairs.len() - before;
        let example = out.repairs[before..].first().map_or("", |r| r.repaired.as_str());
        let message = format!("words that stood without spaces were parted in {count} lines, as in `{}`", shown(example));
        out.diagnostics.push(crate::diagnostic::Diagnostic::new(RUN_TOGETHER.code, span, message));
    }
}

/// How many words of a text have one of these places.
fn tokens_of(text: &str, places: &[usize]) -> usize {
    tokens(text).filter(|(start, word)| places.iter().any(|at| (*start..start + word.len()).contains(at))).count()
}

/// The words of a text with where they begin, but addresses.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split_whitespace().filter(|w| !w.contains(['@', '/', '_']) && !w.starts_with("www."));
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The runs of letters of a text.
fn letters(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let start = move |run: &str| run.as_ptr() as usize - text.as_ptr() as usize;
    let runs =
        tokens(text).flat_map(move |(_, w)| w.split(|c: char| !c.is_alphabetic()).map(move |run| start(run)..start(run) + run.len()));
    runs.filter(|run| (2..=MOST).contains(&run.len()))
}

/// Where spaces were.
fn places(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = letters(text).flat_map(|at| cuts(&text[at.clone()]).into_iter().map(move |cut| at.start + cut)).collect();
    for (start, token) in tokens(text) {
        places.extend(signs(token).into_iter().map(|at| start + at));
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Where a space belongs beside a sign.
fn signs(token: &str) -> Vec<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let place = |(at, c): (usize, char)| {
        let next = at + c.len_utf8();
        let (mut left, mut right) = (token[..at].chars().rev(), token[next..].chars());
        let (before, after) = (left.next(), right.next());
        match c {
            ',' | ';' | ':' | '?' | '!' if letter(before) && letter(after) => Some(next),
            ')' if letter(after) => Some(next),
            '(' if letter(before) && letter(left.next()) => Some(at),
            // the full stop of an initial before a word
            '.' if before.is_some_and(char::is_uppercase) && !left.next().is_some_and(char::is_uppercase) => {
                (after.is_some_and(char::is_uppercase) && letter(right.next())).then_some(next)
            }
            _ => None,
        }
    };
    token.char_indices().filter_map(place).collect()
}

/// Where a run of letters is parted: before each word but the first.
fn cuts(run: &str) -> Vec<usize> {
    let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    // a word is not parted into less than it
    if ends.len() < 4 || is_known(run) || words::is_known(run) {
        return Vec::new();
    }
    // the best cost up to each letter, and where its last word begins
    let mut best: Vec<(f32, usize)> = vec![(0.0, 0)];
    let place = |k: usize| if k == 0 { 0 } else { ends[k - 1] };
    for end in 1..=ends.len() {
        let starts = end.saturating_sub(LONGEST)..end;
        let costs = starts.map(|start| (best[start].0 + cost(&run[place(start)..place(end)]), start));
        best.push(costs.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f32::MAX, 0)));
    }
    let mut at = ends.len();
    let mut cuts: Vec<usize> = std::iter::from_fn(|| {
        at = best[at].1;
        (at > 0).then(|| place(at))
    })
    .collect();
    cuts.reverse();
    // two pieces without a capital between them must both be words
    let surely = |cut: usize| run[cut..].starts_with(char::is_uppercase) || words::is_known(&run[..cut]) && words::is_known(&run[cut..]);
    let poor = best[ends.len()].0 + GAIN > unknown(run) || matches!(cuts[..], [cut] if !surely(cut));
    if poor { Vec::new() } else { cuts }
}

/// What a run must gain by being parted, in nats.
const GAIN: f32 = 1.0;
/// What it costs that a word begins in small letters behind the capitals of another, or that capitals stand within one.
const HUMP: f32 = 9.0;

/// How unlikely a word is, in nats.
fn cost(word: &str) -> f32 {
    let mut rest = word.chars();
    let capital = rest.next().is_some_and(char::is_uppercase);
    let shout = !word.chars().any(char::is_lowercase);
    let hump = if !shout && rest.any(char::is_uppercase) { HUMP } else { 0.0 };
    if word.chars().nth(1).is_none() {
        return match word {
            "a" | "A" => 5.0,
            // an initial
            _ if capital => 8.0,
            _ => 20.0,
        };
    }
    let form = is_form(word);
    let hump = if form { 0.0 } else { hump };
    let known = words::likeliest(word, capital);
    match known {
        Some(cost) => cost + hump,
        None if form => 11.0,
        None => unknown(word) + if capital { 0.0 } else { 4.0 } + hump,
    }
}

/// The cost of a word that nothing knows: a name, or a word with rare letters.
fn unknown(word: &str) -> f32 {
    let letters = word.chars().count() as f32;
    let humps = word.chars().zip(word.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count();
    10.0 + 1.3 * letters + 1.5 * (letters - 12.0).max(0.0) + HUMP * humps as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_words() {
        for (run, read) in [
            ("WaitingMachinesattheOffice", "Waiting Machines at the Office"),
            ("ProgramCommittee", "Program Committee"),
            ("MaraLindandJensBakker", "Mara Lind and Jens Bakker"),
            ("TowardsReal-WorldStreamingSpeechTranslation", "Towards Real-World Streaming Speech Translation"),
            ("AnaBrito,JinPark,TomasRuizandRosaQuint", "Ana Brito, Jin Park, Tomas Ruiz and Rosa Quint"),
            ("NoaP.QuintandR.J.M.Lindgren", "Noa P. Quint and R.J.M. Lindgren"),
            ("Adverseeventclassification:apreliminarystudy", "Adverse event classification: a preliminary study"),
            ("AssociationforQuietMachines(AQM)", "Association for Quiet Machines (AQM)"),
            ("BradleyMcDonnell", "Bradley McDonnell"),
            ("informationretrieval", "information retrieval"),
            ("VictorSuárezandÉlieDupont", "Victor Suárez and Élie Dupont"),
        ] {
            let mut text = run.to_owned();
            places(run).iter().rev().for_each(|at| text.insert(*at, ' '));
            assert_eq!(text, read);
        }
        for run in [
            "information",
            "Datenschutz",
            "McCarthy",
            "WordNet",
            "complexities",
            "LLMs",
            "International",
            "NORTA",
            "mara@quiet.org",
            "http://a.org/QuietMachines",
        ] {
            assert!(places(run).is_empty(), "{run}");
        }
    }

    #[test]
    fn long_runs_are_bounded() {
        assert!(places(&"a".repeat(200_000)).is_empty());
        assert!(places(&"Ab".repeat(200)).len() < 400);
        places(&"(a),b:".repeat(20_000));
    }
}
