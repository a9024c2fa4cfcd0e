//! Values that look like something else: a title that is a time of day, an author that is a heading.

use super::{Doubt, Held, Of};
use crate::layout::cues;
use crate::layout::headings;
use crate::layout::joining::is_open;
use crate::layout::look;
use crate::layout::words;
use crate::record::clock;

/// What is odd about a value.
type Odd = (fn(&str) -> bool, &'static str);

const TITLES: &[Odd] = &[
    (holds_leader, "this title holds a leader"),
    (remains_of_leader, "this title ends in what is left of a leader"),
    (|t| t.chars().filter(|c| c.is_alphabetic()).take(2).count() < 2, "this title has no words"),
    (begins_with_time, "this title begins with a time of day"),
    (holds_times, "this title holds a time of day"),
    (is_cut, "this title breaks off"),
    (is_uneven, "a bracket of this title is opened or closed alone"),
    (names_chair, "this title names a chair"),
    (|t| t.starts_with('|') || t.ends_with('|') || t.matches('|').count() > 1, "this title holds the borders of a table"),
    (reads_like_names, "this title reads like names"),
];

const NAMES: &[Odd] = &[
    (|n| headings::opens(n).is_some(), "this author is a heading"),
    (|n| holds_leader(n) || n.contains(['|', '\t']), "this author holds what parts the columns of a list"),
    (|n| n.contains(|c: char| c.is_ascii_digit()), "this author holds a number"),
    (is_uneven, "a bracket of this name is opened or closed alone"),
    (|n| n.chars().filter(|c| c.is_alphabetic()).take(2).count() < 2, "this author has no name"),
    (small_words, "this author reads like a title"),
    (|n| n.split_whitespace().count() > 7, "this is long for one name"),
    (is_no_name, "this author does not read like a name"),
    (is_organization, "this author reads like an organization"),
    (reads_like_title, "this author reads like a title"),
];

const AFFILIATIONS: &[Odd] = &[
    (|a| holds_leader(a) || a.contains(['|', '\t']), "this affiliation holds what parts the columns of a list"),
    (holds_time, "this affiliation holds a time of day"),
    (|a| headings::opens(a).is_some(), "this affiliation is a heading"),
    (affiliation_is_title, "this affiliation reads like a title"),
];

pub fn titles(held: &Held<'_>) -> Vec<Doubt> {
    let entries = held.volume.contributions.iter().enumerate();
    entries.filter_map(|(i, c)| odd(TITLES, &c.title.value).map(|what| Doubt::new(c.title.span, Of::Entry(i), what))).collect()
}

pub fn authors(held: &Held<'_>) -> Vec<Doubt> {
    let mut out = Vec::new();
    for (i, entry) in held.volume.contributions.iter().enumerate() {
        for (k, author) in entry.authors.iter().enumerate() {
            out.extend(odd(NAMES, &author.name.value.full).map(|what| Doubt::new(author.name.span, Of::Author(i, k), what)));
        }
    }
    out
}

pub fn affiliations(held: &Held<'_>) -> Vec<Doubt> {
    let mut out: Vec<Doubt> = Vec::new();
    for (i, entry) in held.volume.contributions.iter().enumerate() {
        for (k, author) in entry.authors.iter().enumerate() {
            for affiliation in &author.affiliations {
                // one that several share is told once
                if out.last().is_none_or(|d| d.span != affiliation.span) {
                    let found = odd(AFFILIATIONS, &affiliation.value.printed);
                    out.extend(found.map(|what| Doubt::new(affiliation.span, Of::Author(i, k), what)));
                }
            }
        }
    }
    out
}

/// A session that is called like a person takes the author of the entry above it. Where most sessions have one entry, and
/// nothing says that they are sessions, their names are the first lines of titles.
pub fn sessions(held: &Held<'_>) -> Vec<Doubt> {
    let volume = held.volume;
    let mut out = Vec::new();
    let of = |s: usize| volume.contributions.iter().enumerate().filter(move |(_, c)| c.session == Some(s));
    let plain = |s: usize| {
        let title = &volume.sessions[s].title.value;
        volume.sessions[s].number.is_none()
            && !cues::session_words(title)
            && cues::part(title).is_none()
            && volume.sessions[s].chairs.is_empty()
    };
    for session in &volume.sessions {
        let name = &session.title.value;
        if !name.contains(' ') || !words::could_be_name(name) || look::byline(name) < 1.0 || words::names_organization(name) {
            continue;
        }
        // an entry without authors may be listed beside the papers
        let papers = volume.contributions.iter().enumerate().map(|(i, c)| (c.title.span, Of::Entry(i), c.authors.is_empty()));
        let items = volume.items.iter().map(|item| (item.title.span, Of::Volume, item.signatures.is_empty()));
        let above = papers.chain(items).filter(|(span, ..)| *span < session.title.span).max_by_key(|(span, ..)| *span);
        if let Some((span, of, true)) = above {
            let doubt = Doubt::new(span, of, "the author of this entry may be read as a session");
            out.push(doubt.label(session.title.span, "reads like a name"));
        }
    }
    let alone: Vec<usize> = (0..volume.sessions.len()).filter(|s| of(*s).count() == 1 && plain(*s)).collect();
    if alone.len() > 2 && alone.len() * 5 > volume.sessions.len() * 3 {
        for s in alone {
            if let Some((i, c)) = of(s).next() {
                let doubt = Doubt::new(c.title.span, Of::Entry(i), "the heading above may be the first line of this title");
                out.push(doubt.label(volume.sessions[s].title.span, "the one entry below this heading"));
            }
        }
    }
    out
}

fn odd(signs: &[Odd], text: &str) -> Option<&'static str> {
    signs.iter().find(|(is, _)| is(text)).map(|(_, what)| *what)
}

/// Five signs of a leader or more, with or without spaces.
pub fn holds_leader(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars() {
        match c {
            '.' | '·' | '_' | '‥' => run += 1,
            '…' => run += 3,
            c if c.is_whitespace() => {}
            _ => run = 0,
        }
        if run > 4 {
            return true;
        }
    }
    false
}

/// Letters that text recognition makes of dots: `eee`, `cecece`, `ssssees`.
fn remains_of_leader(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let Some(last) = words.next().filter(|w| w.bytes().all(|b| b.is_ascii_lowercase() || b == b'.')) else { return false };
    let distinct = |w: &str| w.bytes().collect::<std::collections::BTreeSet<_>>().len();
    let remains = |w: &str| w.len() > 2 && distinct(w) == 1 || w.len() > 5 && distinct(w) <= 2;
    remains(last) && last != "iii" && last != "xxx" && words.next().is_some()
}

fn begins_with_time(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    clock::time(bare).is_some_and(|end| bare[..end].contains(':') && !bare[end..].starts_with(char::is_alphanumeric))
}

/// Places where a number of the text begins.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(|i| bytes[*i].is_ascii_digit() && (*i == 0 || !bytes[i - 1].is_ascii_alphanumeric()))
}

/// `9:30–10:15`; one colon alone may be a verse's.
fn holds_times(text: &str) -> bool {
    numbers(text).any(|i| clock::time(&text[i..]).is_some_and(|end| text[i..i + end].matches(':').count() == 2))
}

fn holds_time(text: &str) -> bool {
    numbers(text).any(|i| clock::time(&text[i..]).is_some_and(|end| text[i..i + end].contains(':')))
}

/// Ends in a word that goes on: `… of the`, or begins with one.
fn is_cut(text: &str) -> bool {
    let open = is_open(text) && !text.ends_with(['/', '(']);
    open && text.split_whitespace().count() > 2
}

fn is_uneven(text: &str) -> bool {
    [('(', ')'), ('[', ']')].iter().any(|(open, close)| {
        let mut depth = 0_i32;
        for c in text.chars() {
            depth += i32::from(c == *open) - i32::from(c == *close);
            if depth < 0 {
                return true;
            }
        }
        depth != 0
    })
}

/// `…, 9:30 Chair: Jane Doe`
fn names_chair(text: &str) -> bool {
    let starts = text.match_indices(' ').map(|(i, _)| i + 1).chain([0]);
    starts.filter(|i| text[*i..].contains(':')).any(|i| cues::chair(&text[i..]).is_some())
}

/// Two small words that are no particles.
fn small_words(name: &str) -> bool {
    let small = |w: &&str| w.starts_with(char::is_lowercase) && !crate::record::PersonName::is_particle(w) && w.len() > 1;
    name.split_whitespace().filter(small).count() > 1
}

fn is_organization(name: &str) -> bool {
    let cost = words::costs(name);
    words::names_organization(name) && cost.organization + 2.5 < cost.person
}

/// Not shaped like a name; print may leave out a capital.
fn is_no_name(name: &str) -> bool {
    let plain = name.split_whitespace().count() < 4 && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
    !plain && !words::could_be_name(name)
}

fn reads_like_title(name: &str) -> bool {
    let cost = words::costs(name);
    let short = name.split_whitespace().count() < 4 && !name.contains(':');
    name.contains(' ') && is_latin(name) && cost.title + if short { 10.0 } else { 5.0 } < cost.person
}

fn reads_like_names(title: &str) -> bool {
    title.contains(' ') && is_latin(title) && look::byline(title) > 9.0
}

/// Letters whose words are known.
fn is_latin(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}')
}

fn affiliation_is_title(text: &str) -> bool {
    let cost = words::costs(text);
    let small = text.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    text.split_whitespace().count() > 5 && small > 1 && !words::names_organization(text) && cost.title + 8.0 < cost.organization
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_are_none() {
        for (text, is) in [
            ("Waiting Machines . . . . . 31 Gears", true),
            ("Idle Springs eeeeeee", true),
            ("Idle Springs ceecec", true),
            ("~ 17:00", true),
            ("Plenary, 9:30–10:30", true),
            ("Gears under (Pressure", true),
            ("On the Repair of the", true),
            ("Keynote Chair: Mara Lind", true),
            ("4.1", true),
            ("Mara Lind and Jin Park", true),
            ("Sleep and Dreams in Genesis 15:12", false),
            ("Wait for It...", false),
            ("Part III", false),
            ("A Banana Republic", false),
            ("k-means in O(n2)", false),
            ("Gears | a Survey", false),
        ] {
            assert_eq!(odd(TITLES, text).is_some(), is, "{text}");
        }
    }

    #[test]
    fn authors_that_are_none() {
        for (text, is) in [
            ("Preface", true),
            ("Eastmarch Press", true),
            ("is a lecturer in the Department", true),
            ("(Gears) Mara Lind", false),
            ("Mara Lind |", true),
            ("Mara Lind 7", true),
            ("Ludwig von der Heide III", false),
            ("Sukarno", false),
            ("J. P. van der Berg", false),
            ("Nguyễn Thị Minh Khai", false),
        ] {
            assert_eq!(odd(NAMES, text).is_some(), is, "{text}");
        }
    }
}
