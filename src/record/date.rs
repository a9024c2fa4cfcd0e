//! Dates as front matter prints them.

use crate::lexicon::{self, Words};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;

/// A day; `YYYY-MM-DD` in text.
pub type Date = NaiveDate;

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    pub start: Date,
    pub end: Date,
}

/// A year, or a month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    pub year: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u32>,
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.month {
            Some(month) => write!(f, "{:04}-{month:02}", self.year),
            None => write!(f, "{:04}", self.year),
        }
    }
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// Words of dates in all languages: kind and value as [`Tokens`] has them, a space for words that say nothing.
static WORDS: LazyLock<Words<(char, i32)>> = LazyLock::new(|| {
    let months = MONTHS.iter().zip(1..).map(|(kind, n)| (*kind, ('M', n)));
    let days = WEEKDAYS.iter().zip(0..).map(|((kind, _), n)| (*kind, ('W', n)));
    lexicon::words(months.chain(days).chain([("date to", ('-', 0)), ("date link", (' ', 0))]))
});

/// A text as the parts of dates that it holds: their kinds as one letter each, so that a form of date is a string.
#[derive(Default)]
struct Tokens {
    /// `M`onth, `D`ay, `Y`ear, `W`eekday, `-` for a dash or "to", `x` for anything else.
    kinds: String,
    /// Value (of a weekday its place in the week) and place.
    parts: Vec<(i32, Range<usize>)>,
}

impl Tokens {
    fn of(text: &str) -> Tokens {
        let mut out = Tokens::default();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let start = at;
            let run = |test: fn(char) -> bool| text[start..].find(|c| !test(c)).map_or(text.len(), |n| start + n);
            if c.is_ascii_digit() {
                at = run(|c| c.is_ascii_digit());
                let value: i32 = text[start..at].parse().unwrap_or(-1);
                let kind = match (at - start, value) {
                    (1..=2, 1..=31) => 'D',
                    (4, 1900..=2099) => 'Y',
                    _ => 'x',
                };
                out.push(kind, value, start..at);
                // 1st, 2nd, 3rd, 4th, 1er
                let suffix = ["st", "nd", "rd", "th", "er"].iter().any(|s| text.get(at..at + 2).is_some_and(|t| t.eq_ignore_ascii_case(s)));
                if kind == 'D' && suffix && !text[at + 2..].starts_with(char::is_alphanumeric) {
                    at += 2;
                }
            } else if c.is_alphabetic() {
                // `segunda-feira` is one word
                let joined = run(|c| c.is_alphabetic() || c == '-');
                at = run(char::is_alphabetic);
                if joined > at && WORDS.get(&text[start..joined]).is_some() {
                    at = joined;
                }
                out.word(&text[start..at], start..at);
            } else {
                at += c.len_utf8();
                match c {
                    '-' | '–' | '—' | '‐' | '‑' | '\u{ad}' | '&' if !out.kinds.ends_with('-') => out.push('-', 0, start..at),
                    _ if c.is_whitespace() || matches!(c, ',' | '.' | '-' | '–' | '—') => {}
                    _ => out.push('x', 0, start..at),
                }
            }
        }
        out
    }

    fn word(&mut self, word: &str, range: Range<usize>) {
        match WORDS.get(word) {
            Some((' ', _)) => {}
            Some((kind, value)) => self.push(kind, value, range),
            None => self.push('x', 0, range),
        }
    }

    fn push(&mut self, kind: char, value: i32, range: Range<usize>) {
        self.kinds.push(kind);
        self.parts.push((value, range));
    }

    /// The first place where a form stands: its values and the range it covers.
    fn find(&self, form: &str) -> Option<(Vec<i32>, Range<usize>)> {
        let at = self.kinds.find(form)?;
        let parts = &self.parts[at..at + form.len()];
        Some((parts.iter().map(|p| p.0).collect(), parts[0].1.start..parts[parts.len() - 1].1.end))
    }
}

/// Forms of ranges and days, the longer before those they hold, with the places of start and end (year, month, day).
const RANGES: &[(&str, [usize; 3], [usize; 3])] = &[
    ("Y-D-D-Y-D-D", [0, 2, 4], [6, 8, 10]),
    ("MDY-WMDY", [2, 0, 1], [7, 5, 6]),
    ("DMY-WDMY", [2, 1, 0], [7, 6, 5]),
    ("MD-WMDY", [6, 0, 1], [6, 4, 5]),
    ("DM-WDMY", [6, 1, 0], [6, 5, 4]),
    ("MD-WDY", [5, 0, 1], [5, 0, 4]),
    ("D-WDMY", [5, 4, 0], [5, 4, 3]),
    ("MDY-MDY", [2, 0, 1], [6, 4, 5]),
    ("DMY-DMY", [2, 1, 0], [6, 5, 4]),
    ("MD-MDY", [5, 0, 1], [5, 3, 4]),
    ("DM-DMY", [5, 1, 0], [5, 4, 3]),
    ("MD-DY", [4, 0, 1], [4, 0, 3]),
    ("D-DMY", [4, 3, 0], [4, 3, 2]),
    ("MDY", [2, 0, 1], [2, 0, 1]),
    ("DMY", [2, 1, 0], [2, 1, 0]),
    ("Y-D-D", [0, 2, 4], [0, 2, 4]),
];

impl DateRange {
    /// Finds the first range of days, or single day, with its place in the text.
    pub fn find(text: &str) -> Option<(DateRange, Range<usize>)> {
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let tokens = Tokens::of(text);
        if !tokens.kinds.contains('Y') {
            return None;
        }
        let (values, range, start, end) =
            RANGES.iter().find_map(|(form, start, end)| tokens.find(form).map(|(v, r)| (v, r, start, end)))?;
        // the time of a file says nothing of a meeting
        if text[range.end..].strip_prefix('T').is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let day = |at: &[usize; 3]| NaiveDate::from_ymd_opt(values[at[0]], values[at[1]] as u32, values[at[2]] as u32);
        let (start, end) = (day(start)?, day(end)?);
        (start <= end).then_some((DateRange { start, end }, range))
    }
}

impl PartialDate {
    /// Finds a month and year, such as `July 2011`.
    pub fn find(text: &str) -> Option<(PartialDate, Range<usize>)> {
        let (values, range) = Tokens::of(text).find("MY")?;
        Some((PartialDate { year: values[1], month: Some(values[0] as u32) }, range))
    }
}

/// A weekday with day and month, as a programme prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayDate {
    pub weekday: Weekday,
    pub month: u8,
    pub day: u8,
    pub year: Option<i32>,
}

impl WeekdayDate {
    pub fn find(text: &str) -> Option<(WeekdayDate, Range<usize>)> {
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let tokens = Tokens::of(text);
        if !tokens.kinds.contains('W') {
            return None;
        }
        let forms = [("WMDY", 1, 2), ("WDMY", 2, 1), ("WMD", 1, 2), ("WDM", 2, 1)];
        let (values, range, month, day) =
            forms.iter().find_map(|(form, month, day)| tokens.find(form).map(|(v, r)| (v, r, *month, *day)))?;
        let weekday = WEEKDAYS[values[0] as usize].1;
        Some((WeekdayDate { weekday, month: values[month] as u8, day: values[day] as u8, year: values.get(3).copied() }, range))
    }

    /// The day in its own year or, where none is printed, in the given one; and whether the weekday agrees.
    pub fn date(&self, year: Option<i32>) -> Option<(Date, bool)> {
        let date = NaiveDate::from_ymd_opt(self.year.or(year)?, self.month.into(), self.day.into())?;
        Some((date, date.weekday() == self.weekday))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ranges_in_many_spellings() {
        for (text, start, end) in [
            ("March 9–11, 2011", "2011-03-09", "2011-03-11"),
            ("June 14–19, 2009", "2009-06-14", "2009-06-19"),
            ("12-14 September, 2011", "2011-09-12", "2011-09-14"),
            ("May 30 – June 3, 2016", "2016-05-30", "2016-06-03"),
            ("4 – 8 Juin 2012", "2012-06-04", "2012-06-08"),
            ("August 7 - 11, 2016", "2016-08-07", "2016-08-11"),
            ("May 31st, 2010", "2010-05-31", "2010-05-31"),
            ("4 December 2009", "2009-12-04", "2009-12-04"),
            ("Virtual Event, May 9–10, 2022", "2022-05-09", "2022-05-10"),
            ("17 September 2015", "2015-09-17", "2015-09-17"),
            ("Thursday, July 8 – Sunday, July 11, 2004", "2004-07-08", "2004-07-11"),
            ("Monday, 3 June – Wednesday, 5 June 2024", "2024-06-03", "2024-06-05"),
            ("Monday, 3 – Wednesday, 5 June 2024", "2024-06-03", "2024-06-05"),
            ("1995-05-07 to 1995-05-08", "1995-05-07", "1995-05-08"),
            ("2018-04-14", "2018-04-14", "2018-04-14"),
            ("Orlando, 28. März bis 2. April 2004", "2004-03-28", "2004-04-02"),
        ] {
            let (range, _) = DateRange::find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((range.start.to_string().as_str(), range.end.to_string().as_str()), (start, end), "{text}");
        }
        for text in ["July 2011", "32 papers", "Session 9", "March 40, 2011", "pages 9-11", "2018-14-04", "1613-0073"] {
            assert!(DateRange::find(text).is_none(), "{text}");
        }
    }

    #[test]
    fn reads_months_and_weekdays() {
        assert_eq!(PartialDate::find("July 2011").map(|d| d.0.to_string()).as_deref(), Some("2011-07"));
        let (day, _) = WeekdayDate::find("Wednesday, June 17").unwrap();
        assert_eq!(day.date(Some(2009)).map(|(d, ok)| (d.to_string(), ok)), Some(("2009-06-17".into(), true)));
        assert_eq!(day.date(Some(2010)).map(|d| d.1), Some(false));
        assert!(WeekdayDate::find("Friday 19 June 2009").is_some());
        assert!(WeekdayDate::find("Sunny days").is_none());
    }
}
