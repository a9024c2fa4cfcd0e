//! What extraction makes of letters that a font draws in its own way.

use crate::convention::Glyphs;

pub fn redraw(text: &str, glyphs: Glyphs) -> String {
    match glyphs {
        Glyphs::Clean => text.to_owned(),
        Glyphs::Ligatures => text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ"),
        Glyphs::SoftHyphens => text.replace('-', "\u{ad}"),
        Glyphs::FloatingAccents => text.chars().map(|c| floating(c).unwrap_or_else(|| c.to_string())).collect(),
        // the heads of a volume in display type: letters that stand apart
        Glyphs::LetterSpaced => text.lines().map(spaced).collect::<Vec<_>>().join("\n"),
    }
}

const ACCENTS: &[(&str, char, &str)] = &[
    ("áéíóúýńśźć", '´', "aeiouynszc"),
    ("ÁÉÍÓÚ", '´', "AEIOU"),
    ("àèìòù", '`', "aeiou"),
    ("äëïöüÖÜÄ", '¨', "aeiouOUA"),
    ("âêîôû", 'ˆ', "aeiou"),
    ("ãõñ", '˜', "aon"),
    ("čšžřď", 'ˇ', "cszrd"),
];

fn floating(c: char) -> Option<String> {
    let (list, accent, letters) = ACCENTS.iter().find(|(list, ..)| list.contains(c))?;
    let at = list.chars().position(|l| l == c)?;
    Some(format!("{accent}{}", letters.chars().nth(at)?))
}

pub fn bare(c: char) -> char {
    let known = ACCENTS.iter().find(|(list, ..)| list.contains(c));
    match known.and_then(|(list, _, letters)| letters.chars().nth(list.chars().position(|l| l == c)?)) {
        Some(letter) => letter,
        None => "łLøoåaçcßsşsğgıiŁLØOÅAÇCŞSİIÞTþt".chars().collect::<Vec<_>>().chunks(2).find(|p| p[0] == c).map_or(c, |p| p[1]),
    }
}

/// Capitals on a line of their own.
fn spaced(line: &str) -> String {
    let capitals = line.chars().any(char::is_alphabetic) && !line.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    if !capitals || line.chars().count() > 40 {
        return line.to_owned();
    }
    line.split(' ').map(|w| w.chars().map(String::from).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("  ")
}
