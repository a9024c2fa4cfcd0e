//! Numbers of editions as titles print them: in figures, in roman figures, in words.

use super::Event;
use super::pages::roman;
use super::slug::key;
use crate::lexicon::Words;
use crate::source::Spanned;
use std::ops::Range;
use std::sync::LazyLock;

/// The editions that stand in one place of a title: `Fourth`, `1st and 2nd`, `3rd–5th`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinals {
    pub numbers: Vec<u32>,
    pub at: Range<usize>,
}

/// What a word says of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// `first`
    Is(u32),
    /// `twenty`
    Of(u32),
    /// `hundred`
    Times(u32),
}

/// Endings that signs of the table stand for.
const ENDINGS: &[(char, &[&str])] = &[
    ('~', &["o", "a", "os", "as", "i", "e"]),
    ('^', &["e", "en", "er", "es", "em"]),
    ('+', &["e", "a"]),
    ('*', &["y", "a", "i", "e", "ego", "ej", "eho", "ych", "ich", "ia", "ый", "ий", "ая", "ое", "ой", "ья", "ье", "ого", "его", "ых"]),
];

/// Source: grammars of the languages, and misspellings that titles print.
static WORDS: LazyLock<Words<Word>> = LazyLock::new(|| {
    let mut words = Vec::new();
    for line in include_str!("../lexicon/ordinals.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(value), Some(kind), Some(list)) = (columns.next().and_then(|v| v.parse().ok()), columns.next(), columns.next()) else {
            continue;
        };
        let word = match kind {
            "is" => Word::Is(value),
            "times" => Word::Times(value),
            _ => Word::Of(value),
        };
        for entry in list.split('|') {
            match ENDINGS.iter().find(|(sign, _)| entry.ends_with(*sign)) {
                Some((sign, endings)) => words.extend(endings.iter().map(|e| (format!("{}{e}", entry.trim_end_matches(*sign)), word))),
                None => words.push((entry.to_owned(), word)),
            }
        }
    }
    words.into_iter().collect()
});

/// Between the parts of one number.
const LINKS: &[&str] = &["and", "et", "y", "e", "und", "i"];

/// Between two numbers, and whether all between them are meant.
const BETWEEN: &[(&str, bool)] = &[
    ("and", false),
    ("und", false),
    ("et", false),
    ("y", false),
    ("e", false),
    ("en", false),
    ("to", true),
    ("through", true),
    ("bis", true),
];

/// Endings of figures. Those before the bar may stand apart from them.
const SUFFIXES: &[&str] = &["st", "nd", "rd", "th"];
const ATTACHED: &[&str] = &[
    "ème", "èmes", "eme", "emes", "ième", "ièmes", "ieme", "ère", "ères", "er", "ers", "re", "res", "e", "es", "nde", "de", "ste", "te",
    "ª", "º", "°", "a", "o", "ro", "ra", "do", "da", "to", "ta", "mo", "ma", "vo", "va", "no", "na", ":a", ":e", "й", "я", "е", "ая", "ый",
    "ий",
];

/// A word of a text, with what parts it from the next.
struct Token<'t> {
    text: &'t str,
    at: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

impl Event {
    /// Every edition that it is.
    pub fn ordinals(&self) -> impl Iterator<Item = &Spanned<u32>> {
        self.ordinal.iter().chain(&self.further_ordinals)
    }
}

impl Ordinals {
    /// Every place where a text numbers something, in order.
    pub fn find_all(text: &str) -> Vec<Ordinals> {
        if text.len() > 2000 {
            return Vec::new();
        }
        let tokens = tokens(text);
        let mut out: Vec<Ordinals> = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            let Some((number, end, mut next)) = one(text, &tokens, i) else {
                i += 1;
                continue;
            };
            let mut numbers = vec![number];
            let mut at = tokens[i].at..end;
            while let Some((all, from)) = between(text, &tokens, at.end, next)
                && let Some((number, end, after)) = one(text, &tokens, from)
                && let Some(last) = numbers.last().copied().filter(|last| *last < number)
            {
                match all && number - last < 20 {
                    true => numbers.extend(last + 1..=number),
                    false => numbers.push(number),
                }
                (at.end, next) = (end, after);
            }
            out.push(Ordinals { numbers, at });
            i = next;
        }
        out
    }
}

/// Words, figures and signs between spaces, hyphens and slashes.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let part = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '/' | ',' | '(' | ')' | '\u{ad}');
    let words = text.split(part).filter(|w| !w.is_empty());
    words.map(|word| Token { text: word, at: word.as_ptr() as usize - text.as_ptr() as usize }).collect()
}

/// The number that begins at a token: its value, where it ends, the token after it.
fn one(text: &str, tokens: &[Token<'_>], i: usize) -> Option<(u32, usize, usize)> {
    figures(text, tokens, i).or_else(|| words(text, tokens, i)).filter(|(_, end, _)| !is_compound(text, *end))
}

/// `First-Order`: what goes on behind a hyphen counts nothing, unless another number follows.
fn is_compound(text: &str, end: usize) -> bool {
    let Some(rest) = text[end..].strip_prefix(['-', '‐', '‑']) else { return false };
    let tokens = tokens(rest);
    !rest.starts_with(char::is_whitespace) && tokens.first().is_some_and(|first| first.at == 0 && one(rest, &tokens, 0).is_none())
}

/// What stands between a number and the next, and the token there.
fn between(text: &str, tokens: &[Token<'_>], end: usize, next: usize) -> Option<(bool, usize)> {
    let token = tokens.get(next)?;
    let sign = text[end..token.at].trim();
    if let Some((_, all)) =
        BETWEEN.iter().find(|(word, _)| sign.trim_matches(',').trim().is_empty() && token.text.eq_ignore_ascii_case(word))
    {
        return Some((*all, next + 1));
    }
    match sign {
        "&" | "/" | "," => Some((false, next)),
        "-" | "–" | "‐" | "‑" => Some((true, next)),
        _ if token.text == "&" && sign.trim_matches(',').trim().is_empty() => Some((false, next + 1)),
        _ => None,
    }
}

/// `21st`, `21-st`, `22ème`, `1ª`, `XXIst`, `第3回`
fn figures(text: &str, tokens: &[Token<'_>], i: usize) -> Option<(u32, usize, usize)> {
    let token = &tokens[i];
    // an apostrophe before figures makes them a year
    if token.at > 0 && text[..token.at].ends_with(['\'', '’', '.']) {
        return None;
    }
    if let Some(rest) = token.text.strip_prefix(['第', '제']) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let counter = rest[digits..].chars().next().filter(|c| matches!(c, '回' | '届' | '屆' | '次' | '회' | '차'))?;
        let end = token.at + token.text.len() - rest.len() + digits + counter.len_utf8();
        let next = if end < token.end() { i } else { i + 1 };
        return Some((rest[..digits].parse().ok().filter(|n| *n > 0)?, end, next.max(i + 1)));
    }
    let digits = token.text.bytes().take_while(u8::is_ascii_digit).count();
    let head = if digits > 0 { digits } else { token.text.bytes().take_while(|b| b"IVXLC".contains(b)).count() };
    let value = match digits {
        0 => roman(&token.text[..head]),
        1..=3 => token.text[..digits].parse().ok().filter(|n| *n > 0),
        _ => None,
    }?;
    let suffix = |word: &str, lists: &[&[&str]]| {
        let word = word.trim_start_matches('.');
        lists.iter().flat_map(|l| l.iter()).any(|s| word.eq_ignore_ascii_case(s) || !s.is_ascii() && word.to_lowercase() == **s)
    };
    if token.text.len() > head {
        return suffix(&token.text[head..], &[SUFFIXES, ATTACHED]).then_some((value, token.end(), i + 1));
    }
    // `21-st`, `21 st`
    let after = tokens.get(i + 1)?;
    let gap = &text[token.end()..after.at];
    let apart = match gap {
        " " | "\u{a0}" => digits > 0 && suffix(after.text, &[SUFFIXES]),
        "-" | "‐" | "‑" => suffix(after.text, &[SUFFIXES]) || after.text.chars().count() < 4 && suffix(after.text, &[ATTACHED]),
        _ => false,
    };
    apart.then_some((value, after.end(), i + 2))
}

/// `Twenty-First`, `One Hundred and First`, `vingt-et-unième`, `Einundzwanzigste`
fn words(text: &str, tokens: &[Token<'_>], i: usize) -> Option<(u32, usize, usize)> {
    let (mut sum, mut part, mut best, mut link) = (0, 0, None, false);
    for (k, token) in tokens.iter().enumerate().skip(i).take(9) {
        // no other signs stand within a number
        if k > i && !text[tokens[k - 1].end()..token.at].chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '\u{ad}'))
        {
            break;
        }
        let plain = token.text.trim_end_matches(['.', ':']);
        if LINKS.contains(&plain.to_lowercase().as_str()) && sum + part > 0 && !link {
            link = true;
            continue;
        }
        link = false;
        let end = token.at + plain.len();
        match word(plain) {
            Some(Word::Of(value)) if value == 20 && part == 4 => part = 80,
            Some(Word::Of(value)) if fits(part, value) => part += value,
            Some(Word::Times(times)) if part < 10 => (sum, part) = (part.max(1) * times, 0),
            Some(Word::Is(value)) if value == 20 && part == 4 => {
                best = Some((sum + 80, end, k + 1));
                break;
            }
            Some(Word::Is(100)) if part > 0 && part < 10 && sum == 0 => {
                best = Some((part * 100, end, k + 1));
                break;
            }
            Some(Word::Is(value)) if fits(part, value) => {
                part += value;
                best = Some((sum + part, end, k + 1));
                // `vigésimo primero`, `двадцать первая`
                if !(value >= 10 && value % 10 == 0) {
                    break;
                }
            }
            _ => break,
        }
    }
    best
}

/// Units follow tens, and ten to nineteen follow the scores of French.
fn fits(part: u32, value: u32) -> bool {
    part == 0 || part.is_multiple_of(10) && value < 10 || matches!(part, 60 | 80) && value < 20 || part == 100
}

/// A word of the table, or one that is put together as its language does.
fn word(text: &str) -> Option<Word> {
    if text.chars().count() < 2 || text.len() > 60 {
        return None;
    }
    WORDS.get(text).or_else(|| glued(&key(text)).map(Word::Is))
}

/// Languages that write a number as one word: units, what links them with tens, tens, hundred, the endings of ordinals.
struct Glued {
    units: &'static [&'static str],
    link: &'static str,
    tens: &'static [&'static str],
    hundred: &'static str,
    endings: &'static [&'static str],
    units_first: bool,
}

const GLUED: &[Glued] = &[
    Glued {
        units: &["ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun"],
        link: "und",
        tens: &["zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
        hundred: "hundert",
        endings: &["ste", "sten", "ster", "stes", "stem"],
        units_first: true,
    },
    Glued {
        units: &["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
        link: "en",
        tens: &["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
        hundred: "honderd",
        endings: &["ste"],
        units_first: true,
    },
    Glued {
        units: &["un", "du", "tre", "quattr", "cinqu", "sei", "sett", "ott", "nov"],
        link: "",
        tens: &["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"],
        hundred: "cento",
        endings: &["esimo", "esima", "esimi", "esime"],
        units_first: false,
    },
    Glued {
        units: &["primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven"],
        link: "",
        tens: &["vigesimo", "trigesimo", "cuadragesimo", "quincuagesimo", "sexagesimo", "septuagesimo", "octogesimo", "nonagesimo"],
        hundred: "centesimo",
        endings: &["", "o", "a", "os", "as"],
        units_first: false,
    },
];

fn glued(word: &str) -> Option<u32> {
    GLUED.iter().find_map(|language| {
        language.endings.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending)?;
            let (hundred, rest) = stem.strip_prefix(language.hundred).map_or((0, stem), |rest| (100, rest));
            // `hunderterste`: the rest is an ordinal of its own
            let own = || match WORDS.get(&word[word.len() - ending.len() - rest.len()..]) {
                Some(Word::Is(n)) if hundred > 0 && n < 100 => Some(n),
                _ => None,
            };
            Some(hundred + language.below_hundred(rest).or_else(own)?)
        })
    })
}

impl Glued {
    fn below_hundred(&self, stem: &str) -> Option<u32> {
        let units = |text: &str| self.units.iter().position(|u| *u == text).map(|n| n as u32 + 1);
        self.tens.iter().zip(2..).find_map(|(tens, n)| {
            let unit = if self.units_first {
                units(stem.strip_suffix(tens)?.strip_suffix(self.link)?)?
            } else {
                // the vowel of the tens falls before another
                let whole = stem.strip_prefix(tens).and_then(units);
                whole.or_else(|| stem.strip_prefix(&tens[..tens.len() - 1]).and_then(units))?
            };
            Some(n * 10 + unit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Vec<u32>, &str)> {
        Ordinals::find_all(text).into_iter().map(|o| (o.numbers, &text[o.at])).collect()
    }

    #[test]
    fn reads_one_number() {
        let lines = "
            1: 1st, 1-st, 1er, 1re, 1ère, 1ères, 1ª, 1º, 1°, 1.ª, Ist, Ier, First, premier, première, premières, primer, Primera
            1: primo, prima, Primeiro, primeira, erste, Ersten, Erstes, eerste, första, pierwsza, první, Первая, 1-я, 第1回
            2: 2nd, 2 nd, IInd, IIe, second, deuxième, 2e, 2ème, Zweite, segunda, seconda, tweede, druga, 2:a
            3: 3rd, IIIrd, 3er, third, troisième, Dritten, tercer, Tercera, terza, terceiro, derde, 제3회
            8: 8th, VIIIth, Eighth, Eigth, huitième, Achte, octavo, ottava, oitavo, achtste
            9: Ninth, Nineth, neuvième, Neunten, noveno, nona, negende
            12: Twelfth, Twelvth, douzième, Zwölfte, duodécimo, dodicesimo, twaalfde
            13: Thirteenth, decimotercero, décimo tercero, décima terceira, Dreizehnten, tredicesima, dertiende
            17: Seventeenth, dix-septième, dix-septièmes, décimo séptimo, siebzehnte
            20: Twentieth, vingtième, Zwanzigste, vigésimo, ventesimo, twintigste, 20th
            21: 21st, 21-st, 21th, XXIst, XXIes, XXIème, Twenty-First, Twenty First, vingt et unième, vingt-et-unièmes
            21: Einundzwanzigsten, Vigésimo Primer, vigésimo primero, vigesimoprimera, ventunesima, eenentwintigste
            22: XXIInd, 22ème, Twenty-second, vingt-deuxième, zweiundzwanzigste, Vigésimo Segundo, ventiduesimo, tweeëntwintigste
            28: XXVIIIth, ventottesima, achtundzwanzigste
            30: Thirtieth, dreißigste, dreissigsten, trigésima
            33: thirty-third, trentatreesimo, drieëndertigste, dreiunddreißigste, trigésimo tercer
            42: Forty-Second, Fourty-Second, quarante-deuxième, zweiundvierzigste
            47: quarantasettesimo, siebenundvierzigste
            71: seventy-first, soixante et onzième, soixante-et-onzième
            80: Eightieth, quatre-vingtième, octogésimo
            91: quatre-vingt-onzième, ninety-first
            97: quatre-vingt-dix-septième, Ninety-Seventh
            100: Hundredth, One Hundredth, centième, hundertste, centésimo, centesima, honderdste, 100th
            101: One Hundred and First, One Hundred First, hundred-and-first, cent unième, hunderterste, centésimo primero
            123: One Hundred Twenty-Third, hundertdreiundzwanzigste, cent vingt-troisième
            200: Two Hundredth
            201: Two Hundred and First";
        for line in lines.trim().lines() {
            let (value, spellings) = line.trim().split_once(": ").unwrap();
            for spelling in spellings.split(", ") {
                for text in [spelling.to_owned(), format!("The {spelling} Symposium")] {
                    assert_eq!(shown(&text), [(vec![value.parse().unwrap()], spelling)], "{text}");
                }
            }
        }
    }

    #[test]
    fn reads_several_numbers() {
        for (text, numbers, printed) in [
            ("1st and 2nd Workshops", vec![1, 2], "1st and 2nd"),
            ("1st & 2nd Workshops", vec![1, 2], "1st & 2nd"),
            ("1st/2nd Workshop", vec![1, 2], "1st/2nd"),
            ("3rd-5th Workshops", vec![3, 4, 5], "3rd-5th"),
            ("3rd – 5th Workshops", vec![3, 4, 5], "3rd – 5th"),
            ("3rd to 5th Workshops", vec![3, 4, 5], "3rd to 5th"),
            ("3rd, 4th, and 5th Workshops", vec![3, 4, 5], "3rd, 4th, and 5th"),
            ("First and Second Workshops", vec![1, 2], "First and Second"),
            ("Erster und Zweiter Workshop", vec![1, 2], "Erster und Zweiter"),
            ("Troisièmes et quatrièmes journées", vec![3, 4], "Troisièmes et quatrièmes"),
        ] {
            assert_eq!(shown(text), [(numbers, printed)], "{text}");
        }
        assert_eq!(shown("2nd Workshop and 3rd Summit").len(), 2);
    }

    #[test]
    fn what_counts_nothing_is_no_number() {
        for text in [
            "",
            "Symposium on 3D Vision",
            "First-Order Logic",
            "Second-Hand Data",
            "4G and 5G",
            "One Hundred Years",
            "Twenty Questions",
            "Vol. 7",
            "WIMP 31",
            "WIMP'31st",
            "2031",
            "Sunday",
            "a",
            "I",
            "Segunda-feira",
            "and",
            "0th",
            "XXth'",
            "Firstborn",
            "3.1st",
            "Secondary",
            "vingt",
            "zwanzig",
            "hundert",
            "Hundred",
            "Quartz",
            "die",
            "eth",
            "IIIst.x",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }
}
