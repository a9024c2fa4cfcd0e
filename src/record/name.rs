//! Names of persons as printed.

use super::script;
use serde::{Deserialize, Serialize};

/// A printed name, and how it divides where it divides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// On one line, as printed; what is printed family name first stands in natural order.
    pub full: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
}

/// Words that belong to the family name though they stand before it. Source: usage in Dutch, German, French, Spanish,
/// Portuguese, Italian and Arabic names.
#[rustfmt::skip]
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van" | "von" | "der" | "den" | "de" | "del" | "della" | "di" | "da" | "dos" | "das" | "du" | "la" | "le" | "ter" | "ten"
            | "zu" | "zur" | "vom" | "el" | "al" | "bin" | "ibn" | "af" | "av" | "y" | "e" | "do" | "'t"
    )
}

const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "ml.", "filho"];

fn is_suffix(word: &str) -> bool {
    SUFFIXES.iter().any(|s| s.eq_ignore_ascii_case(word))
}

impl PersonName {
    /// Divides a name that is printed given name first. One word alone has neither part.
    pub fn parse(text: &str) -> PersonName {
        let full = spaced(text);
        // family name first
        if let Some((family, given)) = script::name(&full).or_else(|| script::kana_name(&full).map(|(given, family)| (family, given))) {
            let (family, given) = (Some(family.to_owned()), Some(given.to_owned()));
            return PersonName { full, given, family };
        }
        // the last space before a place
        let space = |end: usize| full.as_bytes()[..end].iter().rposition(|b| *b == b' ');
        let mut end = full.len();
        while let Some(at) = space(end).filter(|at| is_suffix(&full[at + 1..end])) {
            end = at;
        }
        let Some(mut cut) = space(end) else { return PersonName { full, given: None, family: None } };
        // no particle is longer
        let particle = |word: &str| word.len() <= 5 && is_particle(&word.to_lowercase());
        while let Some(at) = space(cut).filter(|at| particle(&full[at + 1..cut])) {
            cut = at;
        }
        PersonName { given: Some(full[..cut].to_owned()), family: Some(full[cut + 1..].to_owned()), full }
    }

    /// A name that is printed family name first, behind a comma the given name.
    pub fn turned(family: &str, given: &str) -> PersonName {
        PersonName { full: format!("{given} {family}"), given: Some(given.to_owned()), family: Some(family.to_owned()) }
    }

    /// Folded form for grouping within a volume.
    pub fn key(&self) -> String {
        super::slug::key(&self.full)
    }

    pub fn is_particle(word: &str) -> bool {
        is_particle(word)
    }
}

/// The text on one line, with runs of white space as one space each.
pub fn spaced(text: &str) -> String {
    // most texts are that already; white space beyond ASCII begins with one of four bytes
    let odd = |pair: &[u8]| pair == b"  " || matches!(pair[0], b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
    let bytes = text.as_bytes();
    if text.trim().len() == text.len() && !bytes.windows(2).any(odd) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

impl std::fmt::Display for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divides_given_and_family() {
        for (text, given, family) in [
            ("Pieter Van der Wick", "Pieter", "Van der Wick"),
            ("T. S. Henry Ng", "T. S. Henry", "Ng"),
            ("Irma H.  Tolland-Strand", "Irma H.", "Tolland-Strand"),
            ("Jan Hajič jr.", "Jan", "Hajič jr."),
            ("Pradipta De", "Pradipta", "De"),
            ("De Li", "De", "Li"),
            ("山田太郎", "太郎", "山田"),
            ("홍 길동", "길동", "홍"),
            ("ジョン・スミス", "ジョン", "スミス"),
            ("Иван Петров", "Иван", "Петров"),
        ] {
            let name = PersonName::parse(text);
            assert_eq!((name.given.as_deref(), name.family.as_deref()), (Some(given), Some(family)), "{text}");
        }
        assert_eq!(PersonName::parse("Mandeep").family, None);
    }
}
