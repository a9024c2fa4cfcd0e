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
    /// `Jr.`, `III`: behind the family name, and no part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// Another spelling printed in brackets behind it: `Yuri Shcherbakov`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<String>,
}

/// Words that belong to the family name though they stand before it. Source: usage in Dutch, German, French, Spanish,
/// Portuguese, Italian, Catalan, Scandinavian, Celtic, Arabic, Hebrew and Malay names.
#[rustfmt::skip]
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van" | "von" | "vander" | "vanden" | "vande" | "der" | "den" | "de" | "del" | "della" | "delle" | "dello" | "dell" | "degli" | "dei" | "di" | "da"
            | "dal" | "dalla" | "dalle" | "dagli" | "dai" | "do" | "dos" | "das" | "du" | "des" | "la" | "las" | "le" | "les" | "lo" | "li" | "los" | "el"
            | "ter" | "ten" | "te" | "tot" | "thoe" | "op" | "uit" | "'t" | "’t" | "t'" | "zu" | "zum" | "zur" | "vom" | "und" | "auf" | "af" | "av" | "til"
            | "al" | "as" | "ad" | "ibn" | "ben" | "bin" | "bint" | "binti" | "abu" | "abd" | "ould" | "bar"
            | "y" | "e" | "i" | "ó" | "ní" | "nic" | "ua" | "uí" | "mac" | "mhic" | "ap" | "ab" | "ferch" | "de'" | "d'" | "san" | "santa" | "st" | "st." | "ver"
    )
}

/// Particles that are names by themselves where they are printed with a capital.
const GIVEN_TOO: &[&str] = &["al", "bar", "ben", "bin", "do", "e", "i", "li", "lo", "mac", "san", "ver", "y"];

/// Between two family names: `Muñoz y Vega`.
fn is_link(word: &str) -> bool {
    matches!(word, "y" | "e" | "i" | "und" | "&")
}

const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "ml.", "filho"];

fn is_suffix(word: &str) -> bool {
    SUFFIXES.iter().any(|s| s.eq_ignore_ascii_case(word))
}

impl PersonName {
    /// Divides a name that is printed given name first. One word alone has neither part. What stands in brackets behind
    /// it in another script is another spelling.
    pub fn parse(text: &str) -> PersonName {
        let full = spaced(text);
        if let Some((name, also)) = spelled_twice(&full) {
            return PersonName { also: Some(also.to_owned()), ..PersonName::parse(name) };
        }
        let whole = |full: String| PersonName { full, given: None, family: None, suffix: None, also: None };
        // family name first
        if let Some((family, given)) = script::name(&full).or_else(|| script::kana_name(&full).map(|(given, family)| (family, given))) {
            let (family, given) = (Some(family.to_owned()), Some(given.to_owned()));
            return PersonName { given, family, ..whole(full) };
        }
        // the last space before a place
        let space = |end: usize| full.as_bytes()[..end].iter().rposition(|b| *b == b' ');
        let mut end = full.len();
        while let Some(at) = space(end).filter(|at| is_suffix(&full[at + 1..end])) {
            end = at;
        }
        let Some(mut cut) = space(end) else { return whole(full) };
        // a letter by itself is a particle only where it is small
        let particle = |word: &str| {
            word.len() <= 7
                && if word.len() < 3 && word.is_ascii() && word != "'t" { is_small(word) } else { is_particle(&word.to_lowercase()) }
        };
        while let Some(at) = space(cut).filter(|at| particle(&full[at + 1..cut])) {
            let link = is_link(&full[at + 1..cut]);
            cut = at;
            if link {
                // the family name before it belongs to it, and may be all there is
                match space(cut) {
                    Some(at) if !particle(&full[at + 1..cut]) => cut = at,
                    Some(_) => {}
                    None => return PersonName { family: Some(full.clone()), ..whole(full) },
                }
            }
        }
        let suffix = (end < full.len()).then(|| full[end + 1..].to_owned());
        let family = full[cut + 1..end].trim_end_matches(',').to_owned();
        PersonName { given: Some(full[..cut].to_owned()), family: Some(family), suffix, ..whole(full) }
    }

    /// A name that is printed family name first, behind a comma the given name.
    pub fn turned(family: &str, given: &str) -> PersonName {
        PersonName::of_parts(given, family, "")
    }

    /// A name whose parts the source tells apart; what it has none of is empty. One part alone divides no further.
    pub fn of_parts(given: &str, family: &str, suffix: &str) -> PersonName {
        let [given, family, suffix] = [given, family, suffix].map(spaced);
        let parts = [given.as_str(), family.as_str(), suffix.as_str()];
        let eastern = |part: &str| !part.is_empty() && part.chars().all(script::is_eastern);
        let full = if eastern(&given) && eastern(&family) {
            // these are printed family name first, and need no space
            format!("{family}{given}")
        } else {
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let stated = |part: String| Some(part).filter(|part| !part.is_empty());
        if given.is_empty() || family.is_empty() {
            return PersonName { full, given: None, family: None, suffix: stated(suffix), also: None };
        }
        PersonName { full, given: Some(given), family: Some(family), suffix: stated(suffix), also: None }
    }

    /// Folded form for grouping within a volume.
    pub fn key(&self) -> String {
        super::slug::key(&self.full)
    }

    pub fn is_particle(word: &str) -> bool {
        is_particle(word)
    }

    /// A particle as it is printed: `Van`, but not `Ben`, which is a given name where it has a capital.
    pub fn is_printed_particle(word: &str) -> bool {
        let lower = word.to_lowercase();
        is_particle(&lower) && (word == lower || !GIVEN_TOO.contains(&lower.as_str()))
    }

    /// `Jr.`, `III`: what stands behind family names.
    pub fn is_suffix(word: &str) -> bool {
        is_suffix(word)
    }
}

/// A particle of one or two letters as printed.
fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && is_particle(word)
        || matches!(word, "De" | "Di" | "Da" | "Du" | "La" | "Le" | "El" | "Al" | "Lo" | "Li" | "St")
}

/// Whether letters are Latin; nothing where a text has none, or of two scripts.
fn is_latin(text: &str) -> Option<bool> {
    let mut found = None;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let latin = matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
        if *found.get_or_insert(latin) != latin {
            return None;
        }
    }
    found
}

/// `Юрий Щербаков (Yuri Shcherbakov)`: one name in two scripts, and where the bracket stands.
pub fn spelled_twice(text: &str) -> Option<(&str, &str)> {
    let open = text.find(['(', '（'])?;
    let inner = text[open..].trim_start_matches(['(', '（']);
    let close = inner.find([')', '）']).filter(|close| inner[*close..].chars().nth(1).is_none())?;
    let (name, inner) = (text[..open].trim(), inner[..close].trim());
    are_spellings(name, inner).then_some((name, inner))
}

/// Two names in two scripts, each as long as names are.
pub fn are_spellings(name: &str, other: &str) -> bool {
    let sized = |text: &str, latin: bool| {
        let words = text.split([' ', '·', '・']).filter(|w| !w.is_empty());
        let large = words.clone().all(|w| w.starts_with(|c: char| !c.is_lowercase()) || is_particle(w));
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        // a name in signs for syllables or words is short, and an institution is not
        let syllables = text.chars().any(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'));
        large
            && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '@' | '/' | '&'))
            && if syllables {
                (2..=if text.contains(['·', '・', ' ']) { 12 } else { 5 }).contains(&letters)
            } else {
                (2..=5).contains(&words.count()) && letters < 60
            }
            && (latin || !is_institution(text))
    };
    let scripts = is_latin(name).zip(is_latin(other)).filter(|(a, b)| a != b);
    scripts.is_some_and(|(a, b)| sized(name, a) && sized(other, b))
}

/// Stems of words for institutions in other scripts.
fn is_institution(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "универ",
        "инстит",
        "академ",
        "лаборат",
        "центр",
        "універ",
        "πανεπ",
        "ινστι",
        "大学",
        "大學",
        "学院",
        "學院",
        "研究",
        "公司",
        "会社",
        "대학",
        "연구",
    ]
    .iter()
    .any(|stem| lower.contains(stem))
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
            // particles of many languages
            ("Maria de los Ángeles Pérez", "Maria de los Ángeles", "Pérez"),
            ("Ana de los Ríos", "Ana", "de los Ríos"),
            ("José Muñoz y Vega", "José", "Muñoz y Vega"),
            ("Marta Ruiz i Pons", "Marta", "Ruiz i Pons"),
            ("Joana Costa e Silva", "Joana", "Costa e Silva"),
            ("Rui da Costa e Silva", "Rui", "da Costa e Silva"),
            ("Ludwig von und zu Hafen", "Ludwig", "von und zu Hafen"),
            ("Ludwig zu Hafen", "Ludwig", "zu Hafen"),
            ("Ilse vom Berg", "Ilse", "vom Berg"),
            ("Joris van 't Zand", "Joris", "van 't Zand"),
            ("Joris van ’t Zand", "Joris", "van ’t Zand"),
            ("Els ter Horst", "Els", "ter Horst"),
            ("Els op den Dijk", "Els", "op den Dijk"),
            ("Omar al-Rashid", "Omar", "al-Rashid"),
            ("Omar Al Rashid", "Omar", "Al Rashid"),
            ("Salim bin Nasir", "Salim", "bin Nasir"),
            ("Salim ibn Nasir", "Salim", "ibn Nasir"),
            ("Gwen ferch Rhys", "Gwen", "ferch Rhys"),
            ("Seán Mac Canna", "Seán", "Mac Canna"),
            ("Bríd Ní Chonaill", "Bríd", "Ní Chonaill"),
            ("Liam Ó Súilleabháin", "Liam", "Ó Súilleabháin"),
            ("Livia della Porta", "Livia", "della Porta"),
            ("Livia degli Alberi", "Livia", "degli Alberi"),
            ("Rita dos Mares", "Rita", "dos Mares"),
            ("Gustav af Berg", "Gustav", "af Berg"),
            ("Gustav av Berg", "Gustav", "av Berg"),
            ("Noé d'Arc", "Noé", "d'Arc"),
            // letters that are initials
            ("John E Moss", "John E", "Moss"),
            ("John I. Moss", "John I.", "Moss"),
            ("Y Moss", "Y", "Moss"),
            ("山田太郎", "太郎", "山田"),
            ("홍 길동", "길동", "홍"),
            ("ジョン・スミス", "ジョン", "スミス"),
            ("Иван Петров", "Иван", "Петров"),
        ] {
            let name = PersonName::parse(text);
            assert_eq!((name.given.as_deref(), name.family.as_deref()), (Some(given), Some(family)), "{text}");
        }
        assert_eq!(PersonName::parse("Mandeep").family, None);
        let name = PersonName::parse("Muñoz y Vega");
        assert_eq!((name.given, name.family.as_deref()), (None, Some("Muñoz y Vega")));
    }

    #[test]
    fn one_name_may_be_spelled_twice() {
        for (text, full, also) in [
            ("Юрий Щербаков (Yuri Shcherbakov)", "Юрий Щербаков", "Yuri Shcherbakov"),
            ("Yuri Shcherbakov (Юрий Щербаков)", "Yuri Shcherbakov", "Юрий Щербаков"),
            ("Wei Sun (孙伟)", "Wei Sun", "孙伟"),
            ("孙伟 (Wei Sun)", "孙伟", "Wei Sun"),
            ("Minsu Kim (김민수)", "Minsu Kim", "김민수"),
            ("Ελένη Μώρου (Eleni Morou)", "Ελένη Μώρου", "Eleni Morou"),
            ("山田 太郎（Taro Yamada）", "山田 太郎", "Taro Yamada"),
        ] {
            let name = PersonName::parse(text);
            assert_eq!((name.full.as_str(), name.also.as_deref()), (full, Some(also)), "{text}");
        }
        for text in [
            "Wei Sun (MIT)",
            "Wei Sun (东海大学)",
            "Wei (Vivian) Sun",
            "Юрий Щербаков (МГУ)",
            "Yuri Moss (Tide Lab)",
            "Ann Moss (Лабораторию)",
            "Wei Sun ()",
        ] {
            assert_eq!(PersonName::parse(text).also, None, "{text}");
        }
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
