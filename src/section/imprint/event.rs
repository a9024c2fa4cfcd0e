//! The event that the title names.

use super::Imprint;
use super::forms::{FORMS, after_proceedings, before_host, names_meeting};
use crate::layout::joining::{is_open, one_line};
use crate::lexicon::{self, Numbered, Phrases, Words};
use crate::record::ordinal::Ordinals;
use crate::record::pages::roman;
use crate::record::script;
use crate::record::slug::key;
use crate::source::Spanned;
use std::sync::LazyLock;

/// `第3回`, `6-й`
static ORDINALS: LazyLock<Numbered> = LazyLock::new(|| Numbered::new("ordinal"));

/// The name of the event: the title without "Proceedings of the", year, ordinal and acronym.
pub fn event(out: &mut Imprint) {
    let f = &*FORMS;
    let Some(title) = out.proceedings.title.clone() else {
        return;
    };
    out.proceedings.language = lexicon::language(&title.value).map(str::to_owned);
    // the line of the event, where it has one of its own
    let title = match &out.meeting {
        Some(line) => Spanned::new(one_line(line), line.whole()),
        None => title,
    };
    let text = before_host(&title.value);
    let mut rest = after_proceedings(text);
    if out.event.year.is_none() {
        out.event.year =
            f.year.find(rest).and_then(|y| y.as_str().parse().ok()).or(out.proceedings.published.as_ref().map(|p| p.value.year));
    }
    // "9. Fachtagung"
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut numbers = Vec::new();
    let mut cut = 0..0;
    if let Some((number, at)) = ORDINALS.find(rest) {
        (numbers, cut) = (vec![number], at);
    } else if let Some(after) = (1..=3).contains(&digits).then(|| rest[digits..].strip_prefix(". ")).flatten() {
        numbers.extend(rest[..digits].parse::<u32>());
        rest = after;
    } else if let Some(ordinals) = edition(rest) {
        (numbers, cut) = (ordinals.numbers, ordinals.at);
    }
    // "XII Convegno"
    if let Some((number, after)) = rest.split_once(' ').filter(|(_, after)| numbers.is_empty() && names_meeting(after))
        && let Some(value) = roman(number).filter(|n| *n < 90 && number.starts_with(['I', 'V', 'X', 'L']))
    {
        numbers.push(value);
        rest = after;
    }
    let mut numbers = numbers.into_iter().map(|n| Spanned::new(n, title.span));
    out.event.ordinal = numbers.next();
    out.event.further_ordinals = numbers.collect();
    let short = rest.trim();
    let joint = if rest[cut.end..].starts_with(script::is_eastern) { "" } else { " " };
    let name = format!("{}{joint}{}", &rest[..cut.start], &rest[cut.end..]);
    let name = f.year.replace_all(&name, "");
    let name = f.bracket.replace(&name, "");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends: &[char] = &[',', '-', ':', ' ', '–', '\'', '’'];
    let name = name.trim_matches(ends);
    let acronym = out.event.acronym.as_ref().and_then(|a| name.strip_suffix(a.value.as_str())).filter(|n| n.ends_with(' '));
    let name = acronym.filter(|_| out.meeting.is_some()).map_or(name, |n| n.trim_end_matches(ends));
    // "Symposium on Haskell" keeps its subject
    let name = acronym.filter(|n| n.split_whitespace().count() > 2 && !is_open(n.trim_end())).unwrap_or(name).trim_end_matches(ends);
    let name = name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name);
    // "International Conference" is every one
    let general = out.meeting.is_some() && name.split_whitespace().count() < 3;
    if !general && (name.split_whitespace().count() >= 2 || name.len() > 6) {
        out.event.name = Some(Spanned::new(name.to_owned(), title.span));
    }
    if out.proceedings.short_title.is_none() && short.len() < text.len() && f.year.is_match(short) && short.split_whitespace().count() <= 8
    {
        out.proceedings.short_title = Some(Spanned::new(short.to_owned(), title.span));
    }
}

static COUNTS_NOTHING: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("counts nothing"));
static EDITIONS: LazyLock<Words<()>> = LazyLock::new(|| lexicon::words([("edition", ())]));

/// The number of the edition in a title: before a word for a meeting or an edition, and not `50th Anniversary`.
fn edition(title: &str) -> Option<Ordinals> {
    let named = |text: &str| names_meeting(text) || text.split(|c: char| !c.is_alphanumeric()).any(|w| EDITIONS.get(w).is_some());
    let counts = |found: &Ordinals| {
        let (before, after) = (&title[..found.at.start], &title[found.at.end..]);
        let about = |text: &str| names_meeting(text) && text.split_whitespace().next_back().is_some_and(|w| !LINKS.contains(&w));
        // `Workshop on Third World Networks`, but `Workshop Series, Third Edition` and `Joint Meeting of the Ninth …`
        COUNTS_NOTHING.start(&key(after)).is_none() && (named(after) || !about(before))
    };
    Ordinals::find_all(title).into_iter().find(counts)
}

/// What stands between two meetings, or before the number of one.
const LINKS: &[&str] = &["the", "and", "of", "&", "–", "-", ":", "der", "die", "das", "la", "le", "les", "el"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_told_from_other_numbers() {
        for (title, numbers) in [
            ("Twelfth Workshop on Sand", vec![12]),
            ("1st and 2nd Workshops on Sand", vec![1, 2]),
            ("Joint Conference of the 47th Sand Meeting and the 4th Dune Forum", vec![47]),
            ("Annual Sand Symposium, 3rd Edition", vec![3]),
            ("The 50th Anniversary Symposium on Sand", vec![]),
            ("Third Wave Symposium", vec![]),
            ("Workshop on 21st Century Sand", vec![]),
            ("Workshop on First-Order Sand", vec![]),
            ("Second 21st Century Workshop", vec![2]),
            ("4th 21st Century Workshop", vec![4]),
        ] {
            assert_eq!(edition(title).map(|o| o.numbers).unwrap_or_default(), numbers, "{title}");
        }
    }
}
