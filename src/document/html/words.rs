//! Shapes of short texts that tell what a cell or a link is for, whatever the page is about.

use crate::record::pages::label;
use std::ops::Range;

/// Labels of links that lead somewhere and name nothing.
const BUTTONS: &[&str] = &[
    "abs",
    "abstract",
    "back",
    "back to top",
    "bib",
    "bibtex",
    "bibliography",
    "cite",
    "code",
    "contact",
    "contact us",
    "copyright",
    "data",
    "dataset",
    "doi",
    "download",
    "download pdf",
    "export",
    "full text",
    "fulltext",
    "home",
    "html",
    "imprint",
    "json",
    "link",
    "login",
    "next",
    "paper",
    "pdf",
    "poster",
    "presentation",
    "previous",
    "print",
    "ps",
    "ps.gz",
    "recording",
    "search",
    "show",
    "sitemap",
    "slides",
    "software",
    "supplement",
    "supplementary",
    "supplementary material",
    "supplementary pdf",
    "talk",
    "top",
    "txt",
    "video",
    "view",
    "zip",
];

/// Pages that the menu of a meeting's site leads to.
const MENU: &[&str] = &[
    "about",
    "accommodation",
    "attendees",
    "authors",
    "call for papers",
    "cfp",
    "committee",
    "committees",
    "contact",
    "dates",
    "history",
    "home",
    "important dates",
    "keynotes",
    "location",
    "news",
    "organization",
    "organizers",
    "paper guidelines",
    "people",
    "proceedings",
    "program",
    "programme",
    "program committee",
    "registration",
    "schedule",
    "sponsors",
    "submission",
    "submissions",
    "submit",
    "travel",
    "tutorials",
    "venue",
    "workshops",
];

/// How many words and phrases of menus stand in a text.
pub fn menu(text: &str) -> usize {
    let text = text.to_lowercase();
    if MENU.contains(&text.as_str()) {
        return 1;
    }
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| MENU.contains(w)).count()
}

/// A text of nothing but labels of links: `PDF | abstract | bibtex`, `[pdf] [slides]`.
pub fn is_buttons(text: &str) -> bool {
    let parts = |c| matches!(c, '|' | '[' | ']' | '(' | ')' | '{' | '}' | '·' | '•' | ',' | ':' | '/' | '\t' | '»' | '«');
    // most texts are longer than any label
    if text.len() > 24 && !text.bytes().take(25).any(|b| !b.is_ascii() || parts(b as char)) {
        return false;
    }
    let mut labels = text.split(parts).map(str::trim).filter(|w| !w.is_empty());
    let is_label = |w: &str| BUTTONS.iter().any(|b| b.eq_ignore_ascii_case(w));
    labels.clone().next().is_some() && labels.all(is_label)
}

/// The text without the buttons at its end: `Jane Doe [pdf] [slides]`.
pub fn before_buttons(text: &str) -> &str {
    let mut text = text;
    while text.ends_with([']', ')'])
        && let Some(at) = text.rfind(['[', '(']).filter(|at| is_buttons(&text[*at..]))
    {
        text = text[..at].trim_end();
    }
    text
}

/// Where the page or pages stand in a text that says nothing else: `12-20`, `pp. 12–20`, `(p. 7)`, `xi`.
pub fn pages(text: &str) -> Option<Range<usize>> {
    if text.len() > 60 {
        return None;
    }
    let mut start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || ",;:([.|–-".contains(c)).len();
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || ",;:)].|".contains(c)).len();
    if start >= end {
        return None;
    }
    let rest = &text[start..end];
    start += label(rest).unwrap_or(0);
    let number = &text[start..end];
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‐' | '‑' | ' ' | '\u{a0}');
    let roman = |part: &str| part.bytes().all(|b| b"ivxlc".contains(&b)) || part.bytes().all(|b| b"IVXLC".contains(&b));
    let one = |part: &str| part.len() <= 6 && (part.bytes().all(|b| b.is_ascii_digit()) || roman(part));
    let parts = number.split(dash).filter(|p| !p.is_empty());
    let count = parts.clone().count();
    ((1..=2).contains(&count) && parts.clone().all(one) && number.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_pages_and_buttons() {
        for (text, want) in [
            ("pp. 1–5", Some("1–5")),
            (", 12-20", Some("12-20")),
            ("(pages 7 - 9)", Some("7 - 9")),
            ("xi", Some("xi")),
            ("pages", None),
            ("A Title", None),
            ("1-2-3", None),
            ("", None),
        ] {
            assert_eq!(pages(text).map(|r| &text[r]), want, "{text}");
        }
        assert_eq!(before_buttons("Jane Doe [pdf] (slides)"), "Jane Doe");
        assert!(is_buttons("PDF | abstract | BibTeX") && is_buttons("Export: JSON | BibTeX") && is_buttons("[pdf] [slides]"));
        assert!(!is_buttons("Home of Bees") && !is_buttons(" | "));
    }
}
