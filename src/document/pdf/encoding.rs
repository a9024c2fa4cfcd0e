//! What one-byte codes and glyph names stand for, where a font does not say it in Unicode.

use unicode_normalization::UnicodeNormalization;

/// The text of each code.
pub type Table = Vec<Option<String>>;

/// A table by the name that PDF gives it.
pub fn named(name: &[u8]) -> Option<Table> {
    let by = |encoding: &'static encoding_rs::Encoding| {
        let text = |code: usize| encoding.decode_without_bom_handling(&[code as u8]).0.into_owned();
        (0..256).map(|code| (code >= 32).then(|| text(code)).filter(|t| !t.starts_with(char::is_control))).collect()
    };
    match name {
        b"WinAnsiEncoding" => Some(by(encoding_rs::WINDOWS_1252)),
        b"MacRomanEncoding" => Some(by(encoding_rs::MACINTOSH)),
        b"StandardEncoding" => Some(standard()),
        _ => None,
    }
}

/// Adobe's standard encoding above ASCII, from its code on. Source: PDF 32000-1, annex D.2.
const STANDARD: &[(u8, &str)] = &[
    (0xa1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"),
    (0xb1, "–†‡·"),
    (0xb6, "¶•‚„”»…‰"),
    (0xbf, "¿"),
    (0xc1, "`´ˆ˜¯˘˙¨"),
    (0xca, "˚¸"),
    (0xcd, "˝˛ˇ—"),
    (0xe1, "Æ"),
    (0xe3, "ª"),
    (0xe8, "ŁØŒº"),
    (0xf1, "æ"),
    (0xf5, "ı"),
    (0xf8, "łøœß"),
];

pub fn standard() -> Table {
    let mut table: Table = (0..256).map(|c| (32..127).contains(&c).then(|| char::from(c as u8).to_string())).collect();
    table[0x27] = Some("’".into());
    table[0x60] = Some("‘".into());
    for (from, text) in STANDARD {
        for (code, c) in (usize::from(*from)..).zip(text.chars()) {
            table[code] = Some(c.to_string());
        }
    }
    table
}

/// Names of signs that are not made of a letter and an accent. Source: the Adobe Glyph List.
const SIGNS: &str = "space\u{20} exclam! quotedbl\" numbersign# dollar$ percent% ampersand& quotesingle' quoteright’ quoteleft‘ \
    parenleft( parenright) asterisk* plus+ comma, hyphen- minus− period. slash/ zero0 one1 two2 three3 four4 five5 six6 seven7 eight8 \
    nine9 colon: semicolon; less< equal= greater> question? at@ bracketleft[ backslash\\ bracketright] asciicircum^ underscore_ \
    braceleft{ bar| braceright} asciitilde~ exclamdown¡ cent¢ sterling£ currency¤ yen¥ brokenbar¦ section§ copyright© ordfeminineª \
    guillemotleft« guillemotright» guilsinglleft‹ guilsinglright› logicalnot¬ registered® degree° plusminus± twosuperior² \
    threesuperior³ onesuperior¹ mu\u{b5} paragraph¶ periodcentered· middot· ordmasculineº onequarter¼ onehalf½ threequarters¾ \
    questiondown¿ AEÆ aeæ OEŒ oeœ Oslash\u{d8} oslash\u{f8} Lslash\u{141} lslash\u{142} germandblsß Germandbls\u{1e9e} Eth\u{d0} \
    eth\u{f0} Thorn\u{de} thorn\u{fe} Dcroat\u{110} dcroat\u{111} dotlessi\u{131} dotlessj\u{237} IJ\u{132} ij\u{133} Eng\u{14a} eng\u{14b} \
    endash– emdash— horizontalbar― dagger† daggerdbl‡ bullet• ellipsis… perthousand‰ quotedblleft“ quotedblright” quotesinglbase‚ \
    quotedblbase„ trademark™ Euro€ fraction⁄ multiply× divide÷ florinƒ ff\u{fb00} fi\u{fb01} fl\u{fb02} ffi\u{fb03} ffl\u{fb04} \
    acute´ grave` circumflexˆ tilde˜ dieresis¨ macron¯ breve˘ dotaccent˙ ring˚ cedilla¸ hungarumlaut˝ ogonek˛ caronˇ \
    softhyphen\u{ad} sfthyphen\u{ad} nbspace\u{a0} nonbreakingspace\u{a0} visiblespace\u{20} asteriskmath∗ arrowright→ arrowleft← \
    infinity∞ lessequal≤ greaterequal≥ notequal≠ approxequal≈ summation∑ product∏ radical√ integral∫ partialdiff∂ element∈ \
    openbullet◦ square□ lozenge◊ heart♥ checkmark✓ star⋆ numero№ estimated℮ apostrophe’ afii61352№ club♣ diamond♦ spade♠ \
    alphaα betaβ gammaγ deltaδ epsilonε zetaζ etaη thetaθ iotaι kappaκ lambdaλ nuν xiξ omicronο piπ rhoρ sigmaσ tauτ upsilonυ phiφ \
    chiχ psiψ omegaω GammaΓ DeltaΔ ThetaΘ LambdaΛ XiΞ PiΠ SigmaΣ UpsilonΥ PhiΦ PsiΨ OmegaΩ";

/// Accents at the end of a glyph name, with their combining character.
const ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("dieresis", '\u{308}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("dotaccent", '\u{307}'),
    ("dotbelow", '\u{323}'),
    ("ring", '\u{30a}'),
    ("cedilla", '\u{327}'),
    ("commaaccent", '\u{326}'),
    ("hungarumlaut", '\u{30b}'),
    ("ogonek", '\u{328}'),
    ("caron", '\u{30c}'),
    ("horn", '\u{31b}'),
    ("hookabove", '\u{309}'),
    ("bar", '\u{335}'),
];

/// The text that a glyph name stands for.
pub fn glyph(name: &str) -> Option<String> {
    let base = name.split('.').next().filter(|b| !b.is_empty())?;
    if base.contains('_') {
        return base.split('_').map(glyph).collect();
    }
    let code = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).map(String::from);
    if let Some(hex) = base.strip_prefix("uni").filter(|h| h.len() >= 4 && h.len() % 4 == 0 && h.bytes().all(|b| b.is_ascii_hexdigit())) {
        return hex.as_bytes().chunks(4).map(|h| code(std::str::from_utf8(h).ok()?)).collect();
    }
    if let Some(text) = base.strip_prefix('u').filter(|h| (4..=6).contains(&h.len())).and_then(code) {
        return Some(text);
    }
    let mut chars = base.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c.to_string());
    }
    let sign = SIGNS.split(' ').find_map(|s| s.strip_prefix(base).filter(|rest| rest.chars().count() == 1));
    if let Some(sign) = sign.or((base == "space").then_some(" ")) {
        return Some(sign.to_owned());
    }
    ACCENTS.iter().find_map(|(accent, mark)| {
        let letters = base.strip_suffix(accent)?;
        let letters = if letters.chars().count() == 1 { letters.to_owned() } else { accented(letters)? };
        Some(format!("{letters}{mark}").nfc().collect())
    })
}

/// The text of a glyph that is named by its place in a font of TeX, such as `a83`: its bitmap fonts have no better names.
pub fn numbered(name: &str) -> Option<String> {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if name.len() - digits.len() > 2 {
        return None;
    }
    let code: u8 = digits.parse().ok()?;
    let c = match code {
        11 | 27 => 'ﬀ',
        12 | 28 => 'ﬁ',
        13 | 29 => 'ﬂ',
        14 | 30 => 'ﬃ',
        15 | 31 => 'ﬄ',
        16 => '“',
        17 => '”',
        21 | 123 => '–',
        22 | 124 => '—',
        25 => 'ı',
        255 => 'ß',
        33..=122 | 0xc0..=0xfe => char::from(code),
        _ => return None,
    };
    Some(c.to_string())
}

/// A letter that carries one accent already, or is no plain letter: `acircumflex` in `acircumflexacute`, `ae` in `aeacute`.
fn accented(letters: &str) -> Option<String> {
    (!letters.is_empty() && letters.len() < 40).then(|| glyph(letters)).flatten().filter(|t| t.starts_with(char::is_alphabetic))
}

/// Characters beside what PDF writers mean by them: bullets of symbol fonts, spaces and hyphens of every kind.
pub fn plain(c: char) -> char {
    match c {
        '\u{f0b7}' | '\u{f0a7}' => '•',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' | '\r' | '\n' => ' ',
        // what is drawn is seen
        '\u{2010}' | '\u{2011}' | '\u{ad}' => '-',
        c if c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_glyph_names() {
        for (name, text) in [
            ("A", "A"),
            ("eacute", "é"),
            ("Scaron", "Š"),
            ("uni0151", "ő"),
            ("u1F600", "😀"),
            ("f_i", "fi"),
            ("a.sc", "a"),
            ("acircumflexacute", "ấ"),
            ("hyphen", "-"),
            ("space", " "),
            ("comma", ","),
            ("ffi", "ﬃ"),
            ("dotlessi", "ı"),
        ] {
            assert_eq!(glyph(name).as_deref(), Some(text), "{name}");
        }
        assert_eq!((glyph("g123"), glyph(""), glyph(".notdef"), glyph("acute")), (None, None, None, Some("´".into())));
        assert_eq!(standard()[0xfb].as_deref(), Some("ß"));
        assert_eq!(named(b"WinAnsiEncoding").and_then(|t| t[0x96].clone()).as_deref(), Some("–"));
    }
}
