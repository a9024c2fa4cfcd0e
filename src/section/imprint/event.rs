//! The event that the title names.

use super::Imprint;
use super::forms::{FORMS, after_proceedings, before_host, names_meeting};
use crate::layout::joining::{is_open, one_line};
use crate::lexicon;
use crate::record::pages::roman;
use crate::source::Spanned;

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
    if let Some(c) = f.ordinal.captures(rest) {
        let value = c.get(1).and_then(|d| d.as_str().parse().ok()).or_else(|| c.get(2).and_then(|w| ordinal(w.as_str())));
        out.event.ordinal = value.map(|v| Spanned::new(v, title.span));
    }
    // "9. Fachtagung", "7e Conférence"
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let Some(after) = (1..=3).contains(&digits).then(|| SUFFIXES.iter().find_map(|s| rest[digits..].strip_prefix(s))).flatten() {
        out.event.ordinal = rest[..digits].parse().ok().map(|v| Spanned::new(v, title.span));
        rest = after;
    }
    // "XII Convegno"
    if let Some((number, after)) = rest.split_once(' ').filter(|(_, after)| out.event.ordinal.is_none() && names_meeting(after))
        && let Some(value) = roman(number).filter(|n| *n < 90 && number.starts_with(['I', 'V', 'X', 'L']))
    {
        out.event.ordinal = Some(Spanned::new(value, title.span));
        rest = after;
    }
    let short = rest.trim();
    let name = f.ordinal.replace(rest, "");
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

/// What stands after the digits of an ordinal in German, French, Spanish, Italian and Portuguese.
const SUFFIXES: &[&str] = &[". ", "e ", "ème ", "eme ", "ère ", "er ", "ª ", "º ", "° ", ".ª ", ".º ", "a ", "o "];

/// `fourteenth`, `twenty-first`
fn ordinal(word: &str) -> Option<u32> {
    const UNITS: [&str; 19] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 8] = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"];
    let word = word.to_lowercase();
    if let Some(n) = UNITS.iter().position(|u| *u == word) {
        return Some(n as u32 + 1);
    }
    let tens = TENS.iter().position(|t| word.starts_with(t) && word[t.len()..].starts_with(['y', 'i']))? as u32 * 10 + 20;
    let unit = word.split(['-', ' ']).nth(1).and_then(|u| UNITS.iter().position(|x| *x == u)).map_or(0, |n| n as u32 + 1);
    Some(tens + unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ordinals() {
        for (word, n) in [("Fourteenth", 14), ("first", 1), ("twenty-first", 21), ("Thirtieth", 30)] {
            assert_eq!(ordinal(word), Some(n), "{word}");
        }
    }
}
