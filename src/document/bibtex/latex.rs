//! What LaTeX writes in a roundabout way: accents, letters, quotes, dashes, names turned round.

use crate::document::{Passage, trim};
use crate::record::PersonName;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Accents and the marks that they put on the letter after them.
const ACCENTS: &[(char, char)] = &[
    ('`', '\u{300}'),
    ('\'', '\u{301}'),
    ('^', '\u{302}'),
    ('~', '\u{303}'),
    ('=', '\u{304}'),
    ('u', '\u{306}'),
    ('.', '\u{307}'),
    ('"', '\u{308}'),
    ('r', '\u{30a}'),
    ('H', '\u{30b}'),
    ('v', '\u{30c}'),
    ('d', '\u{323}'),
    ('c', '\u{327}'),
    ('k', '\u{328}'),
    ('b', '\u{331}'),
];

/// Commands that are a character.
const SIGNS: &[(&str, &str)] = &[
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textquotesingle", "'"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textunderscore", "_"),
    ("textbackslash", "\\"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("textdegree", "°"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("times", "×"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("pi", "π"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("omega", "ω"),
];

/// Commands that only say how their text is set.
const MANNERS: &[&str] = &[
    "emph",
    "textit",
    "textbf",
    "textsc",
    "texttt",
    "textrm",
    "textsf",
    "textsl",
    "textup",
    "mbox",
    "em",
    "it",
    "bf",
    "tt",
    "sc",
    "rm",
    "sf",
    "sl",
    "mathcal",
    "mathit",
    "mathrm",
    "mathbb",
    "mathbf",
    "text",
    "enquote",
    "protect",
    "relax",
    "url",
    "textsuperscript",
    "textsubscript",
    "ensuremath",
    "uppercase",
    "lowercase",
    "noopsort",
    "textnormal",
];

/// How a stretch of LaTeX is meant.
#[derive(Clone, Copy, PartialEq)]
pub enum Manner {
    Prose,
    /// Hyphens stay as they are.
    Pages,
    /// Signs stay as they are, but for those behind a backslash.
    Address,
}

/// A stretch of LaTeX as clean text; white space becomes single spaces.
pub fn text(source: &Passage, range: Range<usize>, manner: Manner) -> Passage {
    let mut out = Passage::new(source.file());
    let raw = &source.text[range.clone()];
    let prose = manner != Manner::Address;
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let rest = &raw[at..];
        let from = range.start + at;
        let (shown, len) = match c {
            '\\' => ("", command(source, from, rest, &mut out)),
            '{' | '}' => ("", 1),
            '$' if prose => ("", 1),
            '~' if prose => (" ", 1),
            c if c.is_whitespace() => {
                let len = rest.len() - rest.trim_start().len();
                (if out.text.ends_with(' ') { "" } else { " " }, len)
            }
            '-' if manner == Manner::Prose && rest.starts_with("---") => ("—", 3),
            '-' if manner == Manner::Prose && rest.starts_with("--") => ("–", 2),
            '`' if prose && rest.starts_with("``") => ("“", 2),
            '\'' if prose && rest.starts_with("''") => ("”", 2),
            c if c.is_control() => ("", c.len_utf8()),
            c => (&rest[..c.len_utf8()], c.len_utf8()),
        };
        put(source, from, len, shown, &mut out);
        at += len;
    }
    out.trimmed(0..out.text.len())
}

/// Appends text that stands for `len` bytes of another.
fn put(source: &Passage, from: usize, len: usize, text: &str, out: &mut Passage) {
    let span = source.span(from..from + len);
    out.push_as(text, span.start as usize, span.len());
}

/// Appends what a command stands for; gives its length. One that nobody knows stays as it is written.
fn command(source: &Passage, from: usize, rest: &str, out: &mut Passage) -> usize {
    let mut push = |text: &str, len: usize| put(source, from, len, text, out);
    let Some(first) = rest[1..].chars().next() else { return 1 };
    if let Some((mark, len)) = accent(rest) {
        push(&mark, len);
        return len;
    }
    if !first.is_ascii_alphabetic() {
        match first {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => push(&first.to_string(), 2),
            ',' | ' ' | ';' | ':' | '\\' | '\n' | '\t' => push(" ", 1 + first.len_utf8()),
            '-' | '/' | '(' | ')' | '!' => {}
            _ => push(&rest[..1 + first.len_utf8()], 1 + first.len_utf8()),
        }
        return 1 + first.len_utf8();
    }
    let len = 1 + rest[1..].bytes().take(24).take_while(u8::is_ascii_alphabetic).count();
    let name = &rest[1..len];
    // the space after a command only ends its name
    let blank = rest[len..].len() - rest[len..].trim_start().len();
    match SIGNS.iter().find(|(n, _)| *n == name) {
        Some((_, sign)) => push(sign, len),
        None if MANNERS.contains(&name) => {}
        None => {
            push(&rest[..len], len);
            return len;
        }
    }
    len + blank
}

/// `\"u`, `\"{u}`, `\v{c}`, `\'{\i}`: the letter with its mark, and the length.
fn accent(rest: &str) -> Option<(String, usize)> {
    let sign = rest[1..].chars().next()?;
    let (_, mark) = ACCENTS.iter().find(|(s, _)| *s == sign)?;
    let mut at = 2;
    let after = &rest[at..];
    // an accent that is a letter needs a space or a bracket behind it
    if sign.is_ascii_alphabetic() && !after.starts_with([' ', '{']) {
        return None;
    }
    at += after.len().min(64) - after.get(..after.len().min(64)).unwrap_or("").trim_start().len().min(after.len().min(64));
    let bracket = rest.get(at..)?.starts_with('{');
    at += usize::from(bracket);
    let letter = rest.get(at..)?.chars().next()?;
    let letter = match letter {
        '\\' => {
            let name = rest[at + 1..].chars().next().filter(|c| matches!(c, 'i' | 'j'))?;
            at += 1;
            name
        }
        c if c.is_alphabetic() => c,
        _ => return None,
    };
    at += letter.len_utf8();
    if bracket {
        at += usize::from(rest.get(at..)?.strip_prefix('}').map(|_| 1)? == 1);
    }
    Some(([letter, *mark].into_iter().nfc().collect(), at))
}

/// One name of a list.
pub struct Name {
    pub passage: Passage,
    pub parts: PersonName,
    /// It has more commas than names have.
    pub doubtful: bool,
}

/// The names of a list, cut at `and` outside brackets. Commas and brackets tell which part is the family name.
pub fn names(source: &Passage) -> Vec<Name> {
    let range = 0..source.text.len();
    let (mut cuts, mut commas) = (vec![range.start], Vec::new());
    let (mut depth, mut at) = (0i32, range.start);
    let bytes = source.text.as_bytes();
    let mut ends = Vec::new();
    while at < range.end {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b',' if depth == 0 => commas.push(at),
            b if depth == 0 && b.is_ascii_whitespace() && is_and(&bytes[at + 1..range.end]) => {
                ends.push(at);
                cuts.push(at + 4);
                at += 3;
            }
            _ => {}
        }
        at += 1;
    }
    ends.push(range.end);
    let clean = |part: Range<usize>| text(source, part, Manner::Prose);
    let mut out = Vec::new();
    let mut commas = commas.into_iter().peekable();
    for (start, end) in cuts.into_iter().zip(ends) {
        let start = start.min(end);
        let mut inside = Vec::new();
        while let Some(comma) = commas.next_if(|c| *c < end) {
            inside.extend((comma >= start).then_some(comma));
        }
        let whole = clean(start..end);
        if !whole.text.chars().any(char::is_alphabetic) || whole.text == "others" {
            continue;
        }
        let part = |range: Range<usize>| clean(range).text;
        let (parts, doubtful) = match inside.as_slice() {
            [] => (undivided(source, start..end, &whole), false),
            [comma] => (PersonName::of_parts(&part(comma + 1..end), &part(start..*comma), ""), false),
            [first, second] => {
                let suffix = part(first + 1..*second);
                let known = PersonName::is_suffix(&suffix);
                (PersonName::of_parts(&part(second + 1..end), &part(start..*first), &suffix), !known)
            }
            _ => (PersonName::of_parts("", &whole.text, ""), true),
        };
        let parts = if doubtful { PersonName::of_parts("", &whole.text, "") } else { parts };
        out.push(Name { passage: whole, parts, doubtful });
    }
    out
}

/// A name without commas: all in brackets it does not divide, and a bracket at its end is the family name.
fn undivided(source: &Passage, range: Range<usize>, whole: &Passage) -> PersonName {
    let at = trim(&source.text, range);
    let raw = &source.text[at.clone()];
    let open = opening(raw.as_bytes()).filter(|open| *open == 0 || raw[..*open].ends_with(' '));
    match open {
        Some(0) => PersonName::of_parts("", &whole.text, ""),
        Some(open) => {
            let part = |range: Range<usize>| text(source, range, Manner::Prose).text;
            PersonName::of_parts(&part(at.start..at.start + open), &part(at.start + open..at.end), "")
        }
        None => PersonName::parse(&whole.text),
    }
}

/// Where the bracket opens that closes at the very end.
fn opening(raw: &[u8]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in raw.iter().enumerate().rev() {
        match byte {
            b'}' => depth += 1,
            b'{' if depth == 1 => return Some(at),
            b'{' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// `and` with white space behind it.
fn is_and(rest: &[u8]) -> bool {
    rest.len() > 3 && rest[..3].eq_ignore_ascii_case(b"and") && rest[3].is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn reads_what_latex_writes() {
        for (raw, clean) in [
            (r#"M{\"u}ller and Stra{\ss}e"#, "Müller and Straße"),
            (r"Pe{\~n}a {\'E}tude \v{C}ech \c{c}a S{\o}ren \L{}ukasz", "Peña Étude Čech ça Søren Łukasz"),
            (r"\'{\i}ndice \H{o} \= a", "índice ő ā"),
            (r"{A} {$k$-Means} of \emph{Gears}\ldots", "A k-Means of Gears…"),
            (r"``Q'' -- R\&D --- 5\% \unknown{x}", "“Q” – R&D — 5% \\unknownx"),
            ("Two\n    lines~here", "Two lines here"),
            (r"\", "\\"),
            (r#"\"#, "\\"),
        ] {
            let clean = if raw == r"\" { "" } else { clean };
            assert_eq!(text(&passage(raw), 0..raw.len(), Manner::Prose).text, clean, "{raw}");
        }
    }

    fn passage(raw: &str) -> Passage {
        let mut out = Passage::new(FileId(0));
        out.push(raw, 0);
        out
    }

    #[test]
    fn addresses_stay_as_they_are() {
        let raw = r"https://example.org/~lind/a--b\_c?d=\%20\&e=$";
        assert_eq!(text(&passage(raw), 0..raw.len(), Manner::Address).text, "https://example.org/~lind/a--b_c?d=%20&e=$");
    }

    #[test]
    fn divides_names() {
        let of = |raw: &str| {
            let parts =
                |n: Name| [Some(n.parts.full), n.parts.given, n.parts.family, n.parts.suffix].map(Option::unwrap_or_default).join("|");
            names(&passage(raw)).into_iter().map(parts).collect::<Vec<_>>()
        };
        assert_eq!(of("Lind, Mara and Jin  Park"), ["Mara Lind|Mara|Lind|", "Jin Park|Jin|Park|"]);
        assert_eq!(
            of("van der Wick, Piet and Gear, Jr., Sam\n and others"),
            ["Piet van der Wick|Piet|van der Wick|", "Sam Gear Jr.|Sam|Gear|Jr."]
        );
        assert_eq!(of(r"Ib{\'a}{\~n}ez Mora, Ana"), ["Ana Ibáñez Mora|Ana|Ibáñez Mora|"]);
        assert_eq!(of("Ana {Mora Brito} and {Kettle, Steam and Sons}"), ["Ana Mora Brito|Ana|Mora Brito|", "Kettle, Steam and Sons|||"]);
        assert_eq!(of("Park, Jun Ho and {van Oord}, Piet"), ["Jun Ho Park|Jun Ho|Park|", "Piet van Oord|Piet|van Oord|"]);
        assert_eq!(of(r"Milo{\v{s}} {\v{C}}ern{\'y}"), ["Miloš Černý|Miloš|Černý|"]);
        assert_eq!(of(" and and "), Vec::<String>::new());
        let doubtful = |raw: &str| names(&passage(raw)).iter().any(|n| n.doubtful);
        assert!(doubtful("Mara Lind, Jin Park, Ana Brito") && !doubtful("Gear, Sam and Lind, III, Mara"));
        let raw = "Lind, Mara";
        assert_eq!(&raw[names(&passage(raw))[0].passage.whole().range()], raw);
    }
}
