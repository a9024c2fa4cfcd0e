//! Titles and names as search takes them.

pub use crate::link::score::title::letters;
use std::collections::BTreeSet;

/// Words of one query: more find nothing more, and one that is damaged finds nothing.
const WORDS: usize = 8;

/// The titles that tell most of a volume: the longest of each part of it, so that parts which stand on several pages are
/// met.
pub fn telling(papers: &[(String, Option<String>)], parts: usize) -> Vec<(&str, Option<&str>)> {
    let length = papers.len().div_ceil(parts).max(1);
    let longest = |part: &[usize]| part.iter().copied().max_by_key(|n| (plain_words(&papers[*n].0).len(), usize::MAX - n));
    let all: Vec<usize> = (0..papers.len()).collect();
    let chosen = all.chunks(length).filter_map(longest).map(|n| (papers[n].0.as_str(), papers[n].1.as_deref()));
    // two words are the title of many papers
    chosen.filter(|(title, _)| words(title).len() > 2).collect()
}

/// What to search for to find a title: its longest words, and where these find nothing fewer of them, since each may be
/// printed in another way.
pub fn queries(title: &str) -> Vec<String> {
    let mut plain = plain_words(title);
    if plain.len() < 3 {
        plain = words(title);
    }
    let longest = |most: usize| {
        let mut order: Vec<usize> = (0..plain.len()).collect();
        order.sort_by_key(|n| usize::MAX - plain[*n].len());
        let kept: BTreeSet<usize> = order.into_iter().take(most).collect();
        kept.into_iter().map(|n| plain[n]).collect::<Vec<_>>().join(" ")
    };
    let mut queries = vec![longest(WORDS)];
    if plain.len() > WORDS / 2 {
        queries.push(longest(WORDS / 2));
    }
    queries.retain(|query| !query.is_empty());
    queries
}

/// A name without the signs that mean something to the search.
pub fn plain(name: &str) -> String {
    words(name).join(" ")
}

/// Whether two titles are spellings of one: the same letters, one of them cut short, or nearly the same words.
pub fn same(a: &str, b: &str) -> bool {
    let (x, y) = (letters(a), letters(b));
    if x == y {
        return !x.is_empty();
    }
    let shorter = x.len().min(y.len());
    if shorter >= 25 && (x.starts_with(&y) || y.starts_with(&x)) {
        return true;
    }
    let set = |title: &str| words(title).into_iter().map(letters).collect::<BTreeSet<_>>();
    let (a, b) = (set(a), set(b));
    let shared = a.intersection(&b).count();
    shared >= 4 && shared * 5 >= a.union(&b).count() * 4
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The words that every index cuts out in the same way.
fn plain_words(title: &str) -> Vec<&str> {
    let inner = title.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    inner.filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_words_that_find() {
        let long = "Don't Wake the 7 Dormice: Multi-Core Schedulers That Are Asleep on Very Small Machines of the Far North";
        let queries = queries(long);
        assert_eq!(queries, ["Wake Dormice Schedulers That Asleep Small Machines North", "Dormice Schedulers Asleep Machines"]);
        assert_eq!(super::queries("X-Y: 7"), ["X Y 7"]);
        assert!(super::queries("…").is_empty());
    }

    #[test]
    fn titles_from_all_parts() {
        let paper = |title: &str| (title.to_owned(), None);
        let papers = [paper("A First of Many"), paper("Keynote"), paper("Panel"), paper("Second Things Told at Some Length")];
        assert_eq!(telling(&papers, 2), [("A First of Many", None), ("Second Things Told at Some Length", None)]);
        assert!(telling(&[], 3).is_empty() && telling(&papers[1..3], 3).is_empty());
    }

    #[test]
    fn knows_a_title_again() {
        assert!(same("Dormouse: Sleeping on it.", "DORMOUSE – Sleeping On It"));
        assert!(same("A Study of Patient Schedulers in Winter", "A Study of Patient Schedulers in Winter (Extended Abstract)"));
        assert!(same("On the Care of Small Machines in Hot Places", "On the Care of Small Machlnes in Hot Places"));
        assert!(!same("On the Care of Small Machines", "On the Repair of Big Machines") && !same("", ""));
    }
}
