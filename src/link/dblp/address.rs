//! Where dblp has the page of a name, for records that do not give the number of the person.
//!
//! `Jürgen A. Groß 0002` is at `g/Gro=szlig=_0002:J=uuml=rgen_A=`: family name first, spaces as `_`, letters beyond ASCII
//! by their names in HTML, every other sign as `=`. Source: the addresses of dblp's own pages until 2019, which still lead
//! to the persons.

/// Names of the letters from À to ÿ. Source: HTML 4, entities of ISO 8859-1
#[rustfmt::skip]
const LETTERS: [&str; 64] = [
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml",
    "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
    "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig",
    "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml",
    "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash",
    "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// The address of a name below `pers/`.
pub fn of(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    // numbers of homonyms and generations follow the family name
    let behind = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit()) || ["Jr.", "Sr.", "II", "III", "IV"].contains(*word);
    let after = words.iter().rev().take_while(behind).count();
    let family = words.len().saturating_sub(after + 1);
    let (given, family) = words.split_at(family);
    let first = family.first().and_then(|w| w.chars().next()).unwrap_or('x');
    let shelf = crate::record::slug::fold(&first.to_string()).chars().next().filter(char::is_ascii_alphabetic).unwrap_or('=');
    format!("{shelf}/{}:{}", spelt(family), spelt(given))
}

fn spelt(words: &[&str]) -> String {
    let mut out = String::new();
    for c in words.join(" ").chars() {
        match c {
            ' ' => out.push('_'),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c if c.is_ascii() => out.push('='),
            c => match (c as usize).checked_sub(0xC0).and_then(|at| LETTERS.get(at)) {
                Some(name) => out.extend(["=", name, "="]),
                None => out.push('='),
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_of_names() {
        for (name, address) in [
            ("Irma Tolland", "t/Tolland:Irma"),
            ("Pelle A. Sjöström", "s/Sj=ouml=str=ouml=m:Pelle_A="),
            ("Anne-Marie Özil 0002", "o/=Ouml=zil_0002:Anne=Marie"),
            ("Hob T. Marsh Jr.", "m/Marsh_Jr=:Hob_T="),
            ("Luojing", "l/Luojing:"),
        ] {
            assert_eq!(super::of(name), address);
        }
    }
}
