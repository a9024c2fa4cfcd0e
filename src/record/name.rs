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

impl PersonName {
    /// Divides a name that is printed given name first. One word alone has neither part.
    pub fn parse(text: &str) -> PersonName {
        let full = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = full.split(' ').collect();
        let mut end = words.len();
        while end > 1 && SUFFIXES.contains(&words[end - 1].to_lowercase().as_str()) {
            end -= 1;
        }
        let mut cut = end.saturating_sub(1);
        while cut > 1 && is_particle(&words[cut - 1].to_lowercase()) {
            cut -= 1;
        }
        if cut == 0 {
            return PersonName { full, given: None, family: None };
        }
        PersonName { given: Some(words[..cut].join(" ")), family: Some(words[cut..].join(" ")), full }
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
        ] {
            let name = PersonName::parse(text);
            assert_eq!((name.given.as_deref(), name.family.as_deref()), (Some(given), Some(family)), "{text}");
        }
        assert_eq!(PersonName::parse("Mandeep").family, None);
    }
}
