//! How lines of title pages are told apart.

use crate::record::slug::{fold, key};
use regex::Regex;
use std::sync::LazyLock;

pub struct Forms {
    pub issue: Regex,
    /// `VEX'11`, `EXNLP 2015`, `ABC-2016`
    pub short: Regex,
    /// The same in brackets at a title's end.
    pub bracket: Regex,
    pub year: Regex,
    pub ordinal: Regex,
    pub copyright: Regex,
    pub published_by: Regex,
    pub series: Regex,
}

/// Small classes and ASCII words: large ones take longer to compile than a title page to read.
pub static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let form = |pattern: &str| Regex::new(pattern).expect("a fixed pattern");
    Forms {
        issue: form(r"(?i-u)\bvol(?:ume|\.)?\s*([0-9]+)\s*[,:(]?\s*(?:issue|number|no\.?|nr\.?|#)\s*([0-9]+)\b"),
        short: form(r"^([A-Z][A-Za-z0-9*+/&-]{1,18})[ \t\u{a0}-]*(?:['’‘´`ʼ][ \u{a0}]?([0-9]{2})|((?:19|20)[0-9]{2}))$"),
        bracket: form(
            r"\([ \u{a0}]*([A-Z][A-Za-z0-9*+/& \u{ad}-]{1,20}?)[ \u{a0}\u{ad}-]*(?:['’‘´`ʼ][ \u{a0}]?([0-9]{2})|((?:19|20)[0-9]{2}))?[ \u{a0}]*\)",
        ),
        year: form(r"(?-u)\b(?:19|20)[0-9]{2}\b"),
        ordinal: form(
            r"(?i-u)\b(?:([0-9]{1,3})\s?(?:st|nd|rd|th)|((?:fir|twenty[- ]fir|thirty[- ]fir)st|(?:twenty[- ]|thirty[- ])?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:ieth|y[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))))\b",
        ),
        copyright: form(
            r"^(?i:©|\(c\)|c|copyright)[ \u{a0}]*(?:©|\([cC]\))?[ \u{a0}]*((?:19|20)[0-9]{2})(?:[ \u{a0}]+by)?(?:[ \u{a0}]+(?:[Tt]he[ \u{a0}]+)?([A-Z\u{c0}-\u{de}].+))?$",
        ),
        published_by: form(r"^(?i:publish(?:ed|er)(?: +by)? *:? +(?:the +)?)([A-Z\u{c0}-\u{de}].+)$"),
        series: form(
            r"^((?:Lecture Notes|Communications|Studies|Advances|Frontiers|Springer|Proceedings|Annals|IFIP|Research|[A-Z]{3,6})(?-u:\b)[^,.]{0,70}?)[ \t\u{a0},]*(?:Vol(?:ume|\.)? *)?([0-9]{1,5})$",
        ),
    }
});

/// `Proceedings of …`, `Tagungsband`
pub fn is_proceedings(text: &str) -> bool {
    let folded = key(text);
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    const HEADS: &[&str] = &[
        "proceedings",
        "pre proceedings",
        "post proceedings",
        "preproceedings",
        "postproceedings",
        "actes",
        "tagungsband",
        "actas",
        "atti",
        "anais",
        "conference proceedings",
        "workshop proceedings",
    ];
    HEADS.iter().any(|head| folded.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Holds a word for a meeting.
pub fn names_meeting(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "conference",
        "workshop",
        "symposium",
        "congress",
        "colloquium",
        "colloque",
        "tagung",
        "fachtagung",
        "konferenz",
        "convegno",
        "simposio",
        "congreso",
        "conferencia",
        "seminar",
        "forum",
        "atelier",
        "journees",
        "summit",
        "convention",
    ];
    let mut last = String::new();
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).any(|word| {
        let word = fold(word);
        let found = WORDS.contains(&word.as_str()) || word == "meeting" && last == "annual";
        last = word;
        found
    })
}

/// Ends in a word for a periodical.
pub fn names_periodical(text: &str) -> bool {
    const WORDS: &[&str] = &["notices", "journal", "transactions", "bulletin", "letters", "newsletter", "record", "magazine", "review"];
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    WORDS.iter().any(|w| w.eq_ignore_ascii_case(last))
}

/// `A Monthly Publication of …`
pub fn is_subtitle(text: &str) -> bool {
    let folded = key(text);
    let mut words = folded.split(' ').filter(|w| !matches!(*w, "bi" | "semi"));
    matches!(words.next(), Some("a" | "an"))
        && matches!(words.next(), Some("monthly" | "bimonthly" | "weekly" | "biweekly" | "quarterly" | "annual" | "semiannual" | "yearly"))
        && matches!(words.next(), Some("publication" | "journal" | "newsletter" | "magazine" | "bulletin"))
}
