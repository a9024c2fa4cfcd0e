//! Names of persons as printed.

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
    /// `Jr.`, `III`: behind the family name, and no part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
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
        // the last space before a place
        let space = |end: usize| full.as_bytes()[..end].iter().rposition(|b| *b == b' ');
        let mut end = full.len();
        while let Some(at) = space(end).filter(|at| is_suffix(&full[at + 1..end])) {
            end = at;
        }
        let Some(mut cut) = space(end) else { return PersonName { full, given: None, family: None, suffix: None } };
        // no particle is longer
        let particle = |word: &str| word.len() <= 5 && is_particle(&word.to_lowercase());
        while let Some(at) = space(cut).filter(|at| particle(&full[at + 1..cut])) {
            cut = at;
        }
        let suffix = (end < full.len()).then(|| full[end + 1..].to_owned());
        let family = full[cut + 1..end].trim_end_matches(',').to_owned();
        PersonName { given: Some(full[..cut].to_owned()), family: Some(family), suffix, full }
    }

    /// A name that is printed family name first, behind a comma the given name.
    pub fn turned(family: &str, given: &str) -> PersonName {
        PersonName::of_parts(given, family, "")
    }

    /// A name whose parts the source tells apart; what it has none of is empty. One part alone divides no further.
    pub fn of_parts(given: &str, family: &str, suffix: &str) -> PersonName {
        let [given, family, suffix] = [given, family, suffix].map(spaced);
        let parts = [given.as_str(), family.as_str(), suffix.as_str()];
        let full = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let stated = |part: String| Some(part).filter(|part| !part.is_empty());
        if given.is_empty() || family.is_empty() {
            return PersonName { full, given: None, family: None, suffix: stated(suffix) };
        }
        PersonName { full, given: Some(given), family: Some(family), suffix: stated(suffix) }
    }

    /// Folded form for grouping within a volume.
    pub fn key(&self) -> String {
        super::slug::key(&self.full)
    }

    pub fn is_particle(word: &str) -> bool {
        is_particle(word)
    }

    /// `Jr.`, `III`: what stands behind family names.
    pub fn is_suffix(word: &str) -> bool {
        is_suffix(word)
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
            ("Jan Hajič jr.", "Jan", "Hajič"),
            ("Pradipta De", "Pradipta", "De"),
            ("De Li", "De", "Li"),
        ] {
            let name = PersonName::parse(text);
            assert_eq!((name.given.as_deref(), name.family.as_deref()), (Some(given), Some(family)), "{text}");
        }
        assert_eq!(PersonName::parse("Mandeep").family, None);
    }

    #[test]
    fn a_suffix_is_no_part_of_the_family_name() {
        for (text, family, suffix) in [
            ("Bo Vestergaard Jr.", "Vestergaard", Some("Jr.")),
            ("Bo Vestergaard, Jr.", "Vestergaard", Some("Jr.")),
            ("Ludwig von der Heide III", "von der Heide", Some("III")),
            ("Bo Vestergaard", "Vestergaard", None),
        ] {
            let name = PersonName::parse(text);
            assert_eq!((name.family.as_deref(), name.suffix.as_deref()), (Some(family), suffix), "{text}");
        }
    }

    #[test]
    fn parts_stay_as_they_are_stated() {
        let name = PersonName::of_parts("Gabriel", "García  Márquez", "");
        assert_eq!((name.full.as_str(), name.family.as_deref()), ("Gabriel García Márquez", Some("García Márquez")));
        let name = PersonName::of_parts("Sam", "Gear", "Jr.");
        assert_eq!((name.full.as_str(), name.suffix.as_deref()), ("Sam Gear Jr.", Some("Jr.")));
        assert_eq!(PersonName::of_parts("", "Sukarno", ""), PersonName::parse("Sukarno"));
    }
}
