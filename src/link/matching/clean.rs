//! What tables do to text: letters as entities, spaces before punctuation, lists of names in one cell.

/// Entities by name that tables have. Source: HTML.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
];

/// Punctuation of three bytes in UTF-8 that was read as Latin-1 and lost what Latin-1 does not have.
const BROKEN: &[(&str, &str)] = &[("â ? ¦", "…"), ("â?¦", "…"), ("â€¦", "…"), ("â ??", " – "), ("â??", " – "), ("â€™", "’"), ("â€“", "–")];

/// A cell as text: entities decoded. Where a table sets spaces about an entity, the letter belongs to the word on both
/// sides (`lud &#228; scher`), a capital to the word after it.
pub fn text(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some((before, tail)) = rest.split_once('&') {
        out.push_str(before);
        let Some((sign, after)) = entity(tail) else {
            out.push('&');
            rest = tail;
            continue;
        };
        let letter = sign.chars().all(char::is_alphabetic);
        let apart = before.ends_with(' ') && after.starts_with(' ');
        if letter && apart && sign.chars().all(char::is_lowercase) {
            out.truncate(out.trim_end().len());
        }
        out.push_str(&sign);
        rest = if letter && apart { after.trim_start() } else { after };
    }
    out.push_str(rest);
    for (broken, sign) in BROKEN.iter().filter(|_| cell.contains('â')) {
        if out.contains(broken) {
            out = out.replace(broken, sign);
        }
    }
    out.trim().to_owned()
}

/// The entity whose text behind `&` begins here, and what follows it.
fn entity(tail: &str) -> Option<(String, &str)> {
    let end = tail.char_indices().take(12).find(|(_, c)| *c == ';')?.0;
    let (name, after) = (tail[..end].trim(), &tail[end + 1..]);
    let sign = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => char::from_u32(u32::from_str_radix(&hex[1..], 16).ok()?)?.to_string(),
        Some(number) => char::from_u32(number.parse().ok()?)?.to_string(),
        None => NAMED.iter().find(|(n, _)| *n == name)?.1.to_owned(),
    };
    Some((sign, after))
}

/// The names in a cell: parted by bars, semicolons, ` and `, or commas. A cell in which commas part family names from
/// given names parts persons by the other signs.
pub fn names(cell: &str) -> Vec<String> {
    let cell = text(cell);
    let parts: Vec<&str> = [" | ", "|", ";", " and ", " & "]
        .iter()
        .find(|sign| cell.contains(*sign))
        .map_or_else(|| vec![cell.as_str()], |sign| cell.split(sign).collect());
    let inverted = parts.len() > 1 && parts.iter().all(|p| one_comma(p));
    let commas = |part: &&str| -> Vec<String> {
        match part.contains(',') && !inverted {
            true => part.split(',').flat_map(|p| p.split(" and ")).map(str::to_owned).collect(),
            false => vec![(*part).to_owned()],
        }
    };
    let all = parts.iter().flat_map(commas);
    all.map(|name| name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim().to_owned())
        .filter(|name| name.chars().any(char::is_alphabetic) && !matches!(name.as_str(), "et al" | "et al." | "others"))
        .collect()
}

/// Quill, Ada: one word or two before a comma, and given names behind it.
fn one_comma(part: &str) -> bool {
    part.split_once(',').is_some_and(|(family, given)| {
        !given.contains(',') && (1..=3).contains(&family.split_whitespace().count()) && (1..=3).contains(&given.split_whitespace().count())
    })
}

/// The first number of four digits that may be a year.
pub fn year(cell: &str) -> Option<i32> {
    let digits = cell.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4)?;
    digits.parse().ok().filter(|year| (1500..2200).contains(year))
}

/// A DOI without resolver, in small letters.
pub fn doi(cell: &str) -> Option<String> {
    let lower = cell.trim().to_lowercase();
    let at = lower.find("10.")?;
    let doi = lower[at..].split_whitespace().next()?;
    doi.contains('/').then(|| doi.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_as_entities() {
        for (cell, text) in [
            ("bertram lud &#228; scher", "bertram ludäscher"),
            ("m. tamer &#214; zsu", "m. tamer Özsu"),
            ("J&#xF6;rg", "Jörg"),
            ("R &amp; D", "R & D"),
            ("very large & hellip ; ,", "very large … ,"),
            ("a dogacâ ? ¦", "a dogac…"),
            ("AT&T; a study & more", "AT&T; a study & more"),
            ("&#1114112; &;&", "&#1114112; &;&"),
        ] {
            assert_eq!(super::text(cell), text, "{cell}");
        }
    }

    #[test]
    fn lists_of_names() {
        for (cell, names) in [
            ("ada quill , bo tarn", &["ada quill", "bo tarn"][..]),
            ("Ada Quill; Bo Tarn", &["Ada Quill", "Bo Tarn"]),
            ("Ada Quill and Bo Tarn", &["Ada Quill", "Bo Tarn"]),
            ("Quill, Ada and Tarn, Bo", &["Quill, Ada", "Tarn, Bo"]),
            ("Ada Quill|Bo Tarn", &["Ada Quill", "Bo Tarn"]),
            ("Ada Quill, Bo Tarn and Cy Ember", &["Ada Quill", "Bo Tarn", "Cy Ember"]),
            ("Ada Quill", &["Ada Quill"]),
            ("", &[]),
            (" , ;", &[]),
        ] {
            assert_eq!(super::names(cell), names, "{cell}");
        }
    }

    #[test]
    fn years_and_dois() {
        assert_eq!(super::year("1994.0"), Some(1994));
        assert_eq!(super::year("June 2003"), Some(2003));
        assert_eq!(super::year("12345"), None);
        assert_eq!(super::doi("https://doi.org/10.1145/ABC.1"), Some("10.1145/abc.1".to_owned()));
        assert_eq!(super::doi("none"), None);
    }
}
