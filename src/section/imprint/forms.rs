//! How lines of title pages are told apart.

use crate::lexicon::{self, Phrases, Words};
use crate::record::pages::roman;
use crate::record::script;
use crate::record::slug::key;
use regex::Regex;
use std::sync::LazyLock;

pub struct Forms {
    pub issue: Regex,
    /// `VEX'11`, `EXNLP 2015`, `ABC-2016`
    pub short: Regex,
    /// The same in brackets at a title's end, `(CEM-96)` too.
    pub bracket: Regex,
    /// The same at a title's end without brackets.
    pub end: Regex,
    pub year: Regex,
    pub copyright: Regex,
    pub published_by: Regex,
    pub series: Regex,
    /// `Volume P-214` by itself.
    pub volume: Regex,
    /// What a series is called, without its number.
    pub series_name: Regex,
}

/// Small classes and ASCII words: large ones take longer to compile than a title page to read.
pub static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let form = |pattern: &str| Regex::new(pattern).expect("a fixed pattern");
    Forms {
        issue: form(r"(?i-u)\bvol(?:ume|\.)?\s*([0-9]+)\s*[,:(]?\s*(?:issue|number|no\.?|nr\.?|#)\s*([0-9]+)\b"),
        short: form(
            r"^([A-Z\u{c0}-\u{de}\u{100}-\u{17f}\u{401}-\u{42f}][A-Za-z\u{c0}-\u{17f}\u{401}-\u{44f}0-9*+/&-]{1,18})[ \t\u{a0}-]*(?:['’‘´`ʼ][ \u{a0}]?([0-9]{2})|((?:19|20)[0-9]{2}))$",
        ),
        bracket: form(
            r"\([ \u{a0}]*([A-Z\u{c0}-\u{de}\u{100}-\u{17f}\u{401}-\u{42f}][A-Za-z\u{c0}-\u{17f}\u{401}-\u{44f}0-9*+/& \u{ad}-]{1,20}?)(?:[ \u{a0}\u{ad}-]*(?:['’‘´`ʼ][ \u{a0}]?([0-9]{2})|['’‘´`ʼ]?((?:19|20)[0-9]{2}))|[ \u{a0}\u{ad}-]+([0-9]{2}))?[ \u{a0}]*\)",
        ),
        end: form(
            r"[ \u{a0}]([A-Z\u{c0}-\u{de}\u{100}-\u{17f}\u{401}-\u{42f}][A-Za-z\u{c0}-\u{17f}\u{401}-\u{44f}]?[A-Z\u{c0}-\u{de}\u{100}-\u{17f}\u{401}-\u{42f}][A-Za-z\u{c0}-\u{17f}\u{401}-\u{44f}0-9]{0,10})[ \u{a0}-]?(?:['’‘´`ʼ][ \u{a0}]?([0-9]{2})|((?:19|20)[0-9]{2}))$",
        ),
        year: form(r"(?-u)\b(?:19|20)[0-9]{2}\b"),
        copyright: form(
            r"^(?i:©|\(c\)|c|copyright)[ \u{a0}]*(?:©|\([cC]\))?[ \u{a0}]*((?:19|20)[0-9]{2})(?:[ \u{a0}]+by)?(?:[ \u{a0}]+(?:[Tt]he[ \u{a0}]+)?([A-Z\u{c0}-\u{de}].+))?$",
        ),
        published_by: form(r"^(?i:publish(?:ed|er)(?: +by)? *:? +(?:the +)?)([A-Z\u{c0}-\u{de}].+)$"),
        volume: form(r"^(?i:vol(?:ume|\.)?|band|bd\.?|tome|nr\.?|no\.?)[ \u{a0}]*((?:[A-Z]-?)?[0-9]{1,5})$"),
        series_name: form(
            r"^(?:Lecture Notes|Communications|Studies|Advances|Frontiers|Annals|Springer|IFIP)(?-u:\b)[^.]{3,70}$|(?-u:\b)(?:Series|[A-Za-z]{4,}reihe)(?: [^.]{1,40})?$",
        ),
        series: form(
            r"^((?:Lecture Notes|Communications|Studies|Advances|Frontiers|Springer|Proceedings|Annals|IFIP|Research|[A-Z]{3,6})(?-u:\b)[^,.]{0,70}?)[ \t\u{a0},]*(?:Vol(?:ume|\.)? *)?([0-9]{1,5})$",
        ),
    }
});

/// Words of titles that others run into: `砂漠計算研究会論文集`.
static UNSPACED: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| ["proceedings", "meeting"].map(lexicon::unspaced));

static PROCEEDINGS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("proceedings"));
static MEETINGS: LazyLock<Words<()>> = LazyLock::new(|| lexicon::words([("meeting", ())]));
static PERIODICALS: LazyLock<Words<()>> = LazyLock::new(|| lexicon::words([("periodical", ())]));
static HOSTS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("hosted by"));
static OF: LazyLock<Words<()>> = LazyLock::new(|| lexicon::words([("of", ())]));

/// `Proceedings of …`, `Tagungsband`
pub fn is_proceedings(text: &str) -> bool {
    let folded = key(text);
    if script::has_eastern(text) && UNSPACED[0].iter().any(|word| folded.ends_with(word.as_str())) {
        return true;
    }
    PROCEEDINGS.start(folded.strip_prefix("the ").unwrap_or(&folded)).is_some()
}

/// The word alone on its line: `Proceedings`, `Conference Proceedings`.
pub fn stands_alone(text: &str) -> bool {
    PROCEEDINGS.is(text)
}

/// Begins as what `Proceedings` goes on with: `of the …`.
pub fn goes_on(text: &str) -> bool {
    OF.get(word(text)).is_some()
}

/// The text before the conference that hosts a workshop: `…, co-located with …`.
pub fn before_host(text: &str) -> &str {
    let at = word_starts(text).find(|i| *i > 0 && HOSTS.may_start(&text[*i..]) && HOSTS.start(&key(&text[*i..])).is_some());
    at.map_or(text, |i| text[..i].trim_end_matches([' ', ',', '(', '-', '–', '—', ';']))
}

/// What stands after `Proceedings of the`, `Actes de l'`; the whole title where it begins in another way.
pub fn after_proceedings(title: &str) -> &str {
    let rest = title.strip_prefix("the ").or(title.strip_prefix("The ")).unwrap_or(title);
    if script::has_eastern(title)
        && let Some(before) = UNSPACED[0].iter().find_map(|word| title.trim_end().strip_suffix(word.as_str()))
    {
        return before.trim_end();
    }
    let folded = key(rest);
    let Some((end, ..)) = PROCEEDINGS.start(&folded) else { return title };
    let after: Vec<usize> = word_starts(rest).skip(folded[..end].split(' ').count()).collect();
    match after.iter().position(|i| OF.get(word(&rest[*i..])).is_none()) {
        Some(links) if links > 0 => &rest[after[links]..],
        // a case says whose they are: `Материалы 6-й конференции`
        Some(_) if is_ordinal(word(&rest[after[0]..])) && names_meeting(&rest[after[0]..]) => &rest[after[0]..],
        _ => title,
    }
}

/// `6`, `XII`, no year.
fn is_ordinal(word: &str) -> bool {
    let large = word.starts_with(['I', 'V', 'X', 'L']) && roman(word).is_some();
    large || (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Where the words of a text begin; an apostrophe parts two.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(i, c)| (!std::mem::replace(&mut inside, c.is_alphanumeric()) && inside).then_some(i))
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// Holds a word for a meeting.
pub fn names_meeting(text: &str) -> bool {
    if script::has_eastern(text) {
        let folded = key(text);
        if UNSPACED[1].iter().any(|word| folded.contains(word.as_str())) {
            return true;
        }
    }
    let mut last = "";
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).any(|word| {
        let found = MEETINGS.get(word).is_some() || word.eq_ignore_ascii_case("meeting") && last.eq_ignore_ascii_case("annual");
        last = word;
        found
    })
}

/// Ends in a word for a periodical.
pub fn names_periodical(text: &str) -> bool {
    PERIODICALS.get(text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("")).is_some()
}

/// `A Monthly Publication of …`
pub fn is_subtitle(text: &str) -> bool {
    let folded = key(text);
    let mut words = folded.split(' ').filter(|w| !matches!(*w, "bi" | "semi"));
    matches!(words.next(), Some("a" | "an"))
        && matches!(words.next(), Some("monthly" | "bimonthly" | "weekly" | "biweekly" | "quarterly" | "annual" | "semiannual" | "yearly"))
        && matches!(words.next(), Some("publication" | "journal" | "newsletter" | "magazine" | "bulletin"))
}
