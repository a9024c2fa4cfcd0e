//! Names that lost the spaces between their words: `AntalvandenBosch`. Words of a name begin with capitals, and names are
//! in no lexicon as a whole, so a run of letters is parted at its capitals, its particles and conjunctions alone.

use super::{letters, signs, tokens};
use crate::list::tokens::{Odds, is_form, odds};
use crate::list::{people_score, title_score};
use std::ops::Range;

/// What follows these within a word is no other word: `McDonnell`.
const BEGINNINGS: [&str; 3] = ["Mc", "Mac", "Fitz"];
/// The same where the whole was met as a name: `LeBlanc`.
const PREFIXES: [&str; 8] = ["De", "Di", "Du", "La", "Le", "Des", "St", "Van"];
/// Particles, and where the second word of one begins, that no other word ends in.
const PARTICLES: [(&str, Option<usize>); 5] = [("vanden", Some(3)), ("vander", Some(3)), ("vonder", Some(3)), ("van", None), ("von", None)];
/// Particles that are cut off names which were met.
const SHORT: [&str; 8] = ["dela", "del", "der", "den", "de", "da", "di", "dos"];
/// Conjunctions that few names end in.
const JOINTS: [&str; 2] = ["and", "und"];
/// Letters of a name before a particle of the same run.
const LEAST: usize = 3;
/// Bytes of a line that is too long for a list of people.
const LONG: usize = 3000;
/// How much a word says of organizations that begins the name of one.
const INSTITUTION: f32 = 0.5;

/// Where spaces were, if the text is a list of people.
pub(super) fn places(text: &str) -> Option<Vec<usize>> {
    if text.len() > LONG {
        return None;
    }
    let last = text.rfind([',', ';']).unwrap_or(0);
    let mut places: Vec<usize> = letters(text).flat_map(|at| parted(text, at, last)).collect();
    for (start, token) in tokens(text) {
        places.extend(signs(token).into_iter().map(|at| start + at));
    }
    places.sort_unstable();
    places.dedup();
    let mut apart = text.to_owned();
    places.iter().rev().for_each(|at| apart.insert(*at, ' '));
    // without the page
    let people = apart.trim_end_matches(|c: char| !c.is_alphabetic());
    (people_score(people) > title_score(people).max(0.0)).then_some(places)
}

/// Where a run of letters is parted: as words are, where it is an institution. Conjunctions stand behind the last comma.
fn parted(text: &str, at: Range<usize>, last: usize) -> Vec<usize> {
    let run = &text[at.clone()];
    let words = super::cuts(run);
    let first = words.first().map_or(Odds::default(), |cut| odds(&run[..*cut]));
    let institution = first.met && first.organization > first.name.max(INSTITUTION);
    let within = if institution {
        words
    } else {
        let more = &text[at.end..];
        let next = more.strip_prefix(' ').filter(|next| next.starts_with(char::is_uppercase));
        cuts(run, at.start >= last, next.or(more.is_empty().then_some(more)))
    };
    within.into_iter().map(|cut| at.start + cut).collect()
}

/// Where the words of names are parted. `joined` where a conjunction may be among them; `more` is what follows, where names
/// may go on.
fn cuts(run: &str, joined: bool, more: Option<&str>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut start = 0;
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let capitals: Vec<usize> = run.char_indices().filter(|(at, c)| *at > 0 && c.is_uppercase()).map(|(at, _)| at).collect();
    for (k, at) in capitals.iter().copied().enumerate() {
        let (word, next) = (&run[start..at], &run[at..capitals.get(k + 1).copied().unwrap_or(run.len())]);
        // an initial before a word, and the end of a word
        let initial = word.chars().all(char::is_uppercase) && small(next.chars().nth(1));
        if initial || small(word.chars().next_back()) && !is_one(word, next) {
            out.extend(behind(word, next, joined).into_iter().map(|cut| start + cut));
            out.push(at);
            start = at;
        }
    }
    if let Some(more) = more {
        // a word that stands apart may be whole
        let word = &run[start..];
        let parts = || behind(word, more, joined && start > 0);
        let whole = start == 0 && PARTICLES.iter().all(|(particle, _)| word.strip_suffix(particle).is_none_or(|name| !is_form(name)));
        out.extend(if whole { Vec::new() } else { parts() }.into_iter().map(|cut| start + cut));
    }
    out
}

/// Two words are one, although the second has a capital.
fn is_one(word: &str, next: &str) -> bool {
    BEGINNINGS.contains(&word) || PREFIXES.contains(&word) && is_form(&format!("{word}{next}"))
}

/// Where a conjunction or a particle begins that the word before another ends in: `Bakkerand`, `Antalvanden`.
fn behind(word: &str, next: &str, joined: bool) -> Vec<usize> {
    let begins = |end: &str| word.strip_suffix(end).filter(|name| name.chars().count() >= LEAST).map(str::len);
    // an initial has no particle
    if !is_form(word) && next.chars().nth(1).is_some() {
        for (particle, second) in PARTICLES {
            if let Some(at) = begins(particle) {
                return std::iter::once(at).chain(second.map(|length| at + length)).collect();
            }
        }
        if let Some(at) = SHORT.iter().find_map(|particle| begins(particle).filter(|at| is_form(&word[..*at]))) {
            return vec![at];
        }
    }
    if joined { joint(word).into_iter().collect() } else { Vec::new() }
}

/// Where the conjunction begins at the end of a word: `Bakkerand`, and the `Kand` of `Ann Kand Bo Li`.
fn joint(word: &str) -> Option<usize> {
    let at = JOINTS.iter().find_map(|joint| word.strip_suffix(joint)).filter(|name| !name.is_empty())?.len();
    (word[..at].chars().count() == 1 || !is_form(word)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_no_list_of_people() {
        assert_eq!(places(&"AnnLee,BoChen,".repeat(20_000)), None);
    }

    #[test]
    fn parts_names() {
        for (run, read) in [
            ("KirtanBhojani,AryanDongareandOmmAdityaBehera", "Kirtan Bhojani, Aryan Dongare and Omm Aditya Behera"),
            ("AntalvandenBoschandJoanBresnan........12", "Antal van den Bosch and Joan Bresnan........12"),
            ("Gertjanvan Noord,LonnekevanderPlas", "Gertjan van Noord, Lonneke van der Plas"),
            ("BradleyMcDonnellandMiriamR.L.Petruck", "Bradley McDonnell and Miriam R.L. Petruck"),
            ("MariaYangfengandRolandSmith", "Maria Yangfeng and Roland Smith"),
            ("RavirajBhuminandJoshi,HongYu,AustenLiaoand", "Raviraj Bhuminand Joshi, Hong Yu, Austen Liao and"),
            ("RadhaN,SreejaKandYuXu", "Radha N, Sreeja K and Yu Xu"),
            ("WillemdeReuse,AmudhavanM", "Willem de Reuse, Amudhavan M"),
            ("JosefKarl,UniversityofVienna,Austria", "Josef Karl, University of Vienna, Austria"),
        ] {
            let mut text = run.to_owned();
            places(run).unwrap_or_default().iter().rev().for_each(|at| text.insert(*at, ' '));
            assert_eq!(text, read);
        }
        for run in ["TowardsStreamingSpeechTranslationforLowResourceLanguages", "AnIntroductiontoLearningwithMachines"] {
            assert_eq!(places(run), None, "{run}");
        }
    }
}
