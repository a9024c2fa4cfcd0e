//! Entries against each other: a list is set in one way, and one entry that is set in another is doubtful.

use super::{Doubt, Held, Of};
use crate::layout::joining::is_open;
use crate::layout::look::capitals as capitals_of;
use crate::layout::words;

/// Everything signed by the same people: the editors' names, or one entry's that were given to all.
pub fn repeated(held: &Held<'_>) -> Vec<Doubt> {
    let entries = &held.volume.contributions;
    let names = |i: usize| entries[i].authors.iter().map(|a| a.name.value.key()).collect::<Vec<_>>();
    let mut out = Vec::new();
    let mut i = 0;
    while i < entries.len() {
        let first = names(i);
        let end = (i + 1..entries.len()).find(|k| names(*k) != first).unwrap_or(entries.len());
        // who writes alone may write a book
        if first.len() > 1 && end - i > 3 || !first.is_empty() && end - i > 5 {
            out.extend(
                (i..end).map(|k| Doubt::new(entries[k].authors[0].name.span, Of::Entry(k), "the entries next to it have the same authors")),
            );
        }
        i = end;
    }
    out
}

/// Titles that are not set as the others are: with a page before them, or in capitals up to the names that follow.
pub fn titles(held: &Held<'_>) -> Vec<Doubt> {
    let entries = &held.volume.contributions;
    let mut out = Vec::new();
    let led: Vec<(usize, u32)> = entries.iter().enumerate().filter_map(|(i, c)| leading(&c.title.value).map(|n| (i, n))).collect();
    let rises = led.len() > 2 && led.windows(2).all(|w| w[0].1 <= w[1].1);
    // chapters count by ones, from one
    let counts = led.windows(2).filter(|w| w[1].1 == w[0].1 + 1).count() * 2 >= led.len().saturating_sub(1);
    let pages = rises && !counts;
    for (i, number) in &led {
        let own = entries[*i].pages.as_ref().and_then(|p| p.value.first.sort).is_some_and(|page| page == *number as i32);
        if pages || own {
            out.push(Doubt::new(entries[*i].title.span, Of::Entry(*i), format!("this title begins with a page: {number}")));
        }
    }
    for (i, entry) in entries.iter().enumerate().filter(|(_, c)| begins_anew(&c.title.value)) {
        out.push(Doubt::new(entry.title.span, Of::Entry(i), "another line may have been joined to this title"));
    }
    let shouted = entries.iter().filter(|c| capitals(&c.title.value).0 > 2).count();
    if shouted * 2 > entries.len() && entries.len() > 3 {
        for (i, entry) in entries.iter().enumerate() {
            let (capitals, mixed) = capitals(&entry.title.value);
            if capitals > 2 && mixed > 1 {
                out.push(Doubt::new(entry.title.span, Of::Entry(i), "this title goes on in other letters than it begins with"));
            }
        }
    }
    out
}

/// The number that a title begins with, where words follow.
fn leading(title: &str) -> Option<u32> {
    let (number, rest) = title.split_once(char::is_whitespace)?;
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (digits && rest.trim_start().starts_with(char::is_uppercase)).then(|| number.parse().ok()).flatten()
}

/// A little word with a capital amid small words: `… of large models An introduction`.
fn begins_anew(title: &str) -> bool {
    let (count, lower) = capitals_of(title);
    let mut last = "";
    lower * 2 >= count
        && words::split(title).any(|word| {
            let before = std::mem::replace(&mut last, word);
            let little = word.len() > 1 && word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
            little && before.ends_with(char::is_lowercase) && before.len() > 1 && is_open(&word.to_lowercase())
        })
}

/// How many words in capitals a title begins with, and how many others follow that begin with one.
fn capitals(title: &str) -> (usize, usize) {
    let letters = |w: &&str| w.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let small = |w: &&str| w.chars().any(char::is_lowercase);
    let mut all = words::split(title).filter(letters);
    let capitals = all.by_ref().take_while(|w| !small(w)).count();
    let begins = words::split(title).filter(letters).skip(capitals).filter(|w| small(w) && w.starts_with(char::is_uppercase)).count();
    (capitals, begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_line_joined() {
        for (title, is) in [
            ("Doing studies with large gears An introduction", true),
            ("Waiting machines in the dark", false),
            ("A Study of the Quiet and of The Loud", false),
            ("Waiting: An introduction to large machines", false),
        ] {
            assert_eq!(begins_anew(title), is, "{title}");
        }
        assert_eq!((leading("23 Pillows"), leading("23 of them"), leading("Pillows")), (Some(23), None, None));
        assert_eq!(capitals("WAITING IN DAMP ROOMS Mara Lind"), (4, 2));
    }
}
