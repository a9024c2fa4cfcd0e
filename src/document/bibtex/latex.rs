//! What LaTeX writes in a roundabout way: accents, letters, quotes, dashes, names turned round.

use crate::document::Passage;
use crate::source::FileId;
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

/// A stretch of LaTeX as clean text; white space becomes single spaces.
pub fn text(source: &str, range: Range<usize>, file: FileId, dashes: bool) -> Passage {
    let mut out = Passage::new(file);
    let raw = &source[range.clone()];
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let rest = &raw[at..];
        let from = range.start + at;
        let len = match c {
            '\\' => command(rest, from, &mut out),
            '{' | '}' | '$' => 1,
            '~' => {
                out.push_as(" ", from, 1);
                1
            }
            c if c.is_whitespace() => {
                let len = rest.len() - rest.trim_start().len();
                if !out.text.ends_with(' ') {
                    out.push_as(" ", from, len);
                }
                len
            }
            '-' if dashes && rest.starts_with("--") => {
                let len = if rest.starts_with("---") { 3 } else { 2 };
                out.push_as(if len == 3 { "—" } else { "–" }, from, len);
                len
            }
            '`' if rest.starts_with("``") => {
                out.push_as("“", from, 2);
                2
            }
            '\'' if rest.starts_with("''") => {
                out.push_as("”", from, 2);
                2
            }
            c => {
                if !c.is_control() {
                    out.push(&rest[..c.len_utf8()], from);
                }
                c.len_utf8()
            }
        };
        at += len;
    }
    out.trimmed(0..out.text.len())
}

/// Appends what a command stands for; gives its length. One that nobody knows stays as it is written.
fn command(rest: &str, from: usize, out: &mut Passage) -> usize {
    let Some(first) = rest[1..].chars().next() else { return 1 };
    if let Some((mark, len)) = accent(rest) {
        out.push_as(&mark, from, len);
        return len;
    }
    if !first.is_ascii_alphabetic() {
        match first {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.push_as(&first.to_string(), from, 2),
            ',' | ' ' | ';' | ':' | '\\' | '\n' | '\t' => out.push_as(" ", from, 1 + first.len_utf8()),
            '-' | '/' | '(' | ')' | '!' => {}
            _ => out.push(&rest[..1 + first.len_utf8()], from),
        }
        return 1 + first.len_utf8();
    }
    let len = 1 + rest[1..].bytes().take(24).take_while(u8::is_ascii_alphabetic).count();
    let name = &rest[1..len];
    // the space after a command only ends its name
    let blank = rest[len..].len() - rest[len..].trim_start().len();
    match SIGNS.iter().find(|(n, _)| *n == name) {
        Some((_, sign)) => out.push_as(sign, from, len),
        None if MANNERS.contains(&name) => {}
        None => {
            out.push(&rest[..len], from);
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

/// The names of a list: cut at `and` outside brackets, `Last, First` turned to the order in which names are printed.
pub fn names(source: &str, range: Range<usize>, file: FileId) -> Vec<Passage> {
    let (mut cuts, mut commas) = (vec![range.start], Vec::new());
    let (mut depth, mut at) = (0i32, range.start);
    let bytes = source.as_bytes();
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
    let clean = |part: Range<usize>| text(source, part, file, true);
    let mut out = Vec::new();
    let mut commas = commas.into_iter().peekable();
    for (start, end) in cuts.into_iter().zip(ends) {
        let start = start.min(end);
        let mut inside = Vec::new();
        while let Some(comma) = commas.next_if(|c| *c < end) {
            inside.extend((comma >= start).then_some(comma));
        }
        let name = match inside.as_slice() {
            [comma] => turned([clean(comma + 1..end), clean(start..*comma)]),
            // family name, suffix, given name
            [first, second] => turned([clean(second + 1..end), clean(start..*first), clean(first + 1..*second)]),
            _ => clean(start..end),
        };
        if !name.is_empty() && name.text != "others" {
            out.push(name);
        }
    }
    out
}

/// `and` with white space behind it.
fn is_and(rest: &[u8]) -> bool {
    rest.len() > 3 && rest[..3].eq_ignore_ascii_case(b"and") && rest[3].is_ascii_whitespace()
}

fn turned<const N: usize>(parts: [Passage; N]) -> Passage {
    let mut parts = parts.into_iter();
    let mut out = parts.next().unwrap_or_default();
    parts.for_each(|part| out.join(" ", &part));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(text(raw, 0..raw.len(), FileId(0), true).text, clean, "{raw}");
        }
    }

    #[test]
    fn turns_names() {
        let of = |raw: &str| names(raw, 0..raw.len(), FileId(0)).into_iter().map(|p| p.text).collect::<Vec<_>>();
        assert_eq!(of("Lind, Mara and Jin  Park"), ["Mara Lind", "Jin Park"]);
        assert_eq!(of("van der Wick, Piet and Gear, Jr, Sam\n and others"), ["Piet van der Wick", "Sam Gear Jr"]);
        assert_eq!(of("{Kettle, Steam and Sons} and Ana Brito"), ["Kettle, Steam and Sons", "Ana Brito"]);
        assert_eq!(of(" and and "), Vec::<String>::new());
        let raw = "Lind, Mara";
        assert_eq!(&raw[names(raw, 0..raw.len(), FileId(0))[0].whole().range()], raw);
    }
}
