//! A text as the parts of dates that it holds: words of months and days in every language, numbers and signs.

use super::{Date, WORDS};
use std::ops::Range;

/// One part of a date.
#[derive(Clone, Debug)]
pub struct Part {
    /// `M`onth, `D`ay, `Y`ear, `W`eekday, `-` for a dash or "to", `,`, `?` for a date in figures whose order cannot be
    /// told, `x` for anything else.
    pub kind: char,
    /// Its number; of a weekday its place in the week.
    pub value: i32,
    pub at: Range<usize>,
}

/// A day in figures with its year behind it: `29/06/2031`.
#[derive(Clone, Copy)]
struct Figures {
    /// Where it stands among the parts.
    part: usize,
    first: i32,
    second: i32,
    year: i32,
}

/// Signs behind the numbers of a date in Chinese, Japanese and Korean.
const SIGNS: &[(char, char)] = &[('年', 'Y'), ('년', 'Y'), ('月', 'M'), ('월', 'M'), ('日', 'D'), ('号', 'D'), ('號', 'D'), ('일', 'D')];

/// What stands between the first and the last day where words are not parted by spaces.
const TO: &[&str] = &["から", "至", "到", "부터"];

/// `2031 г.`, `2031 r.`: a year, shortened.
const YEARS: &[&str] = &["г", "гг", "р", "рр", "r"];

/// Endings of the number of a day: 1st, 1er, 1º.
const ENDINGS: &[&str] = &["st", "nd", "rd", "th", "er", "re", "º", "°", "ª"];

pub fn parts(text: &str) -> Vec<Part> {
    let mut out = Reader { text, parts: Vec::new(), figures: Vec::new() };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at = if c.is_ascii_digit() {
            out.number(at)
        } else if c.is_alphabetic() {
            out.word(at)
        } else {
            out.sign(c, at)
        };
    }
    out.ordered()
}

struct Reader<'t> {
    text: &'t str,
    parts: Vec<Part>,
    figures: Vec<Figures>,
}

impl Reader<'_> {
    fn push(&mut self, kind: char, value: i32, at: Range<usize>) {
        self.parts.push(Part { kind, value, at });
    }

    fn last(&self) -> char {
        self.parts.last().map_or(' ', |p| p.kind)
    }

    fn number(&mut self, at: usize) -> usize {
        if let Some(end) = self.numeric(at) {
            return end;
        }
        let text = self.text;
        let end = at + digits(&text[at..]);
        let value: i32 = text[at..end].parse().unwrap_or(-1);
        let next = text[end..].trim_start().chars().next();
        if let Some((sign, kind)) = next.and_then(|c| SIGNS.iter().find(|s| s.0 == c)) {
            let fits = match kind {
                'Y' => (1900..=2099).contains(&value),
                'M' => (1..=12).contains(&value),
                _ => (1..=31).contains(&value),
            };
            let end = end + text[end..].find(*sign).unwrap_or(0) + sign.len_utf8();
            self.push(if fits { *kind } else { 'x' }, value, at..end);
            return end;
        }
        let kind = match (end - at, value) {
            (1..=2, 1..=31) => 'D',
            (4, 1900..=2099) => 'Y',
            _ => 'x',
        };
        // `12th` of a list of conferences, `3D` and `20:15` are no days
        let ending = ENDINGS.iter().find(|s| text.get(end..end + s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s)));
        let after = end + ending.map_or(0, |s| s.len());
        let whole = !text[after..].starts_with(char::is_alphabetic);
        let kind = if kind == 'D' && (!whole || text[after..].starts_with(':')) { 'x' } else { kind };
        let after = if kind == 'D' { after } else { end };
        self.push(kind, value, at..after);
        // `29/30 June`
        let slash = kind == 'D' && text[after..].starts_with('/') && text[after + 1..].starts_with(|c: char| c.is_ascii_digit());
        if slash {
            self.push('-', 0, after..after + 1);
        }
        after + usize::from(slash)
    }

    /// A date in figures alone: `2031-06-29`, `29.06.2031`, `29/06/2031`; and `29.6.` or `29/06` before such a one.
    fn numeric(&mut self, at: usize) -> Option<usize> {
        if self.text[..at].ends_with(['.', '/', '-']) && self.text[..at - 1].ends_with(|c: char| c.is_ascii_digit()) && self.last() != '-' {
            return None;
        }
        let [a, b, c] = triple(&self.text[at..])?;
        let end = at + c.end;
        let rest = &self.text[end..];
        let moment = rest.strip_prefix('T').is_some_and(|r| digits(r) > 0) || is_time(rest.trim_start_matches([' ', ',']));
        if moment {
            self.push('x', 0, at..end);
            return Some(end);
        }
        match (a.length, c.length) {
            // `29.6.–2.7.2031`
            _ if c.length == 0 => {
                let first = Figures { part: self.parts.len(), first: a.value, second: b.value, year: 0 };
                self.figure(first, self.text.as_bytes()[at + a.end] == b'.', at..end);
            }
            (4, 1..=2) => {
                self.push('Y', a.value, at..at + a.end);
                self.push('M', b.value, at..at + b.end);
                self.push('D', c.value, at..end);
                if let Some(rest) = rest.strip_prefix('/').filter(|r| digits(r) > 0) {
                    self.push('-', 0, end..end + 1);
                    let month = digits(rest);
                    let (left, right) = (rest.get(..month)?, rest.get(month..)?.strip_prefix('-'));
                    if let Some(day) = right.filter(|r| month == 2 && digits(r) == 2) {
                        let from = end + 1;
                        self.push('M', left.parse().ok()?, from..from + 2);
                        self.push('D', day[..2].parse().ok()?, from + 3..from + 5);
                        return Some(from + 5);
                    }
                    return Some(end + 1);
                }
            }
            _ => {
                let figures = Figures { part: self.parts.len(), first: a.value, second: b.value, year: c.value };
                self.figure(figures, self.text.as_bytes()[at + a.end] == b'.', at..end);
            }
        }
        Some(end)
    }

    /// Points stand between day and month in this order; other signs in either.
    fn figure(&mut self, figures: Figures, points: bool, at: Range<usize>) {
        if points && figures.second <= 12 {
            self.push('D', figures.first, at.clone());
            self.push('M', figures.second, at.clone());
            if figures.year > 0 {
                self.push('Y', figures.year, at);
            }
            return;
        }
        self.figures.push(figures);
        self.push('?', figures.year, at);
    }

    fn word(&mut self, at: usize) -> usize {
        let text = self.text;
        let run = |test: fn(char) -> bool| text[at..].find(|c| !test(c)).map_or(text.len(), |n| at + n);
        if let Some(to) = TO.iter().find(|to| text[at..].starts_with(**to)) {
            self.push('-', 0, at..at + to.len());
            return at + to.len();
        }
        // `segunda-feira` is one word
        let (mut end, joined) = (run(char::is_alphabetic), run(|c| c.is_alphabetic() || c == '-'));
        if joined > end && WORDS.get(&text[at..joined]).is_some() {
            end = joined;
        }
        let word = &text[at..end];
        match WORDS.get(word) {
            _ if self.last() == 'Y' && YEARS.contains(&word) => {
                let end = end + usize::from(text[end..].starts_with('.'));
                if let Some(year) = self.parts.last_mut() {
                    year.at.end = end;
                }
                return end;
            }
            Some((' ', _)) => {}
            Some(('-', _)) if self.last() == '-' => {}
            Some((kind, value)) => self.push(kind, value, at..end),
            None => self.push('x', 0, at..end),
        }
        end
    }

    fn sign(&mut self, c: char, at: usize) -> usize {
        let end = at + c.len_utf8();
        match c {
            '-' | '–' | '—' | '‐' | '‑' | '−' | '\u{ad}' | '&' | '~' | '〜' | '～' | '+' => {
                if self.last() != '-' {
                    self.push('-', 0, at..end);
                }
            }
            ',' | '、' => self.push(',', 0, at..end),
            '(' | '（' => {
                // the weekday behind a day
                let close = self.text[end..].char_indices().take(12).find(|(_, c)| matches!(c, ')' | '）'));
                let inner = close.map(|(n, c)| (self.text[end..end + n].trim_end_matches('.'), end + n + c.len_utf8()));
                let weekday = |word: &str| {
                    WORDS.get(word).is_some_and(|w| w.0 == 'W')
                        || word.chars().count() == 1 && "月火水木金土日월화수목금토일".contains(word)
                };
                match inner {
                    Some((word, close)) if matches!(self.last(), 'D' | 'M') && weekday(word) => return close,
                    _ => self.push('x', 0, at..end),
                }
            }
            _ if c.is_whitespace() || c == '.' => {}
            _ => self.push('x', 0, at..end),
        }
        end
    }

    /// The parts, with those in figures put in order where the text tells which number is the month.
    fn ordered(self) -> Vec<Part> {
        let Some(month_first) = order(&self.figures) else { return self.parts };
        let mut parts = self.parts;
        for f in self.figures.iter().rev() {
            let at = parts[f.part].at.clone();
            let part = |kind, value| Part { kind, value, at: at.clone() };
            let (month, day) = if month_first { (f.first, f.second) } else { (f.second, f.first) };
            let mut dated = vec![part('D', day), part('M', month)];
            if f.year > 0 {
                dated.push(part('Y', f.year));
            }
            parts.splice(f.part..=f.part, dated);
        }
        parts
    }
}

/// Whether the month stands first. One number above twelve tells it for all, a range that is short in one order only
/// tells it too.
fn order(figures: &[Figures]) -> Option<bool> {
    let last = figures.last()?;
    if figures.iter().all(|f| f.first == f.second) {
        return Some(false);
    }
    let (day, month) = (figures.iter().any(|f| f.first > 12), figures.iter().any(|f| f.second > 12));
    if day != month {
        return Some(month);
    }
    let [first, _] = figures else { return None };
    let days = |month_first: bool| {
        let date = |f: &Figures| {
            let (month, day) = if month_first { (f.first, f.second) } else { (f.second, f.first) };
            let year = if f.year > 0 { f.year } else { last.year };
            Date::from_ymd_opt(year, month as u32, day as u32)
        };
        let days = (date(last)? - date(first)?).num_days();
        (0..=21).contains(&days).then_some(days)
    };
    match (days(false).is_some(), days(true).is_some()) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_time(text: &str) -> bool {
    let hours = digits(text);
    (1..=2).contains(&hours) && text[hours..].strip_prefix(':').is_some_and(|m| digits(m) == 2)
}

/// A number of a date in figures: its digits, its value, where it ends.
struct Number {
    length: usize,
    value: i32,
    end: usize,
}

/// Three numbers with one sign between them, or two before a range to three, then the third is empty.
fn triple(text: &str) -> Option<[Number; 3]> {
    let number = |at: usize| {
        let length = digits(&text[at..]);
        (1..=4).contains(&length).then(|| Number { length, value: text[at..at + length].parse().unwrap_or(0), end: at + length })
    };
    let sign = |at: usize| text[at..].chars().next().filter(|c| matches!(c, '.' | '/' | '-'));
    // `29. 6. 2031`
    let next = |end: usize, sign: char| {
        let rest = text[end..].strip_prefix(sign)?;
        let rest = if sign == '.' { rest.trim_start_matches([' ', '\u{a0}']) } else { rest };
        number(text.len() - rest.len())
    };
    let a = number(0)?;
    let sign = sign(a.end)?;
    let b = next(a.end, sign)?;
    if !(1..=2).contains(&b.length) || b.value == 0 || b.value > 31 {
        return None;
    }
    let day = |n: &Number| n.length <= 2 && (1..=31).contains(&n.value);
    let month = |n: &Number| (1..=12).contains(&n.value);
    let year = |n: &Number| n.length == 4 && (1900..=2099).contains(&n.value);
    if let Some(c) = next(b.end, sign) {
        let ends = text[c.end..].strip_prefix(sign).is_none_or(|r| digits(r) == 0) || year(&a);
        let dated = year(&a) && month(&b) && day(&c) || day(&a) && year(&c) && (month(&a) || month(&b));
        return (ends && dated).then_some([a, b, c]);
    }
    // before a dash and a whole date
    let rest = text[b.end..].strip_prefix(sign).filter(|_| sign == '.').unwrap_or(&text[b.end..]).trim_start();
    let rest = rest.strip_prefix(['-', '–', '—', '‐', '‑', '−'])?.trim_start();
    let third = triple_of_day(rest, sign);
    let end = text.len() - rest.len();
    let end = text[..end].trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.').len();
    (sign != '-' && third && day(&a) && (month(&a) || month(&b))).then_some([a, b, Number { length: 0, value: 0, end }])
}

/// A day, a month and a year with a sign between them.
fn triple_of_day(text: &str, sign: char) -> bool {
    let mut rest = text;
    for most in [2, 2, 4] {
        let length = digits(rest);
        if length == 0 || length > most || most == 4 && length != 4 {
            return false;
        }
        rest = rest[length..].strip_prefix(sign).unwrap_or(&rest[length..]).trim_start_matches(' ');
    }
    true
}
