//! Dates as front matter prints them.

use chrono::{Datelike, NaiveDate, Weekday};
use regex::Regex;
use serde::{Deserialize, Serialize};
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

/// Month names and their beginnings in English, German, French, Spanish, Italian and Portuguese; a word matches
/// where it starts with one.
#[rustfmt::skip]
const MONTHS: &[(&str, u32)] = &[
    ("janu", 1),
    ("jan", 1),
    ("jän", 1),
    ("ener", 1),
    ("genn", 1),
    ("janv", 1),
    ("febr", 2),
    ("feb", 2),
    ("févr", 2),
    ("fever", 2),
    ("febb", 2),
    ("mar", 3),
    ("mär", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("magg", 5),
    ("june", 6),
    ("juni", 6),
    ("jun", 6),
    ("juin", 6),
    ("giug", 6),
    ("july", 7),
    ("juli", 7),
    ("jul", 7),
    ("juil", 7),
    ("lugl", 7),
    ("aug", 8),
    ("août", 8),
    ("agos", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
];

const WORD_MONTH: &str = r"(january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)";

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    MONTHS.iter().filter(|(stem, _)| word.starts_with(stem)).max_by_key(|(stem, _)| stem.len()).map(|(_, n)| *n)
}

const DAY: &str = r"(\d{1,2})(?:st|nd|rd|th|er|\.)?";
const DASH: &str = r"\s*(?:-|–|—|‐|‑|\u{ad}|to|bis|au|and|&)\s*";
const YEAR: &str = r"((?:19|20)\d\d)";

struct Forms {
    /// `March 9–11, 2011`
    month_days: Regex,
    /// `May 30 – June 3, 2016`
    month_day_month_day: Regex,
    /// `12-14 September, 2011`
    days_month: Regex,
    /// `30 May – 3 June 2016`
    day_month_day_month: Regex,
    /// `March 12, 2009`
    month_day: Regex,
    /// `4 December 2009`
    day_month: Regex,
    /// `July 2011`
    month_year: Regex,
    /// `Wednesday, June 17` and `Wednesday 17 June`
    weekday_month_day: Regex,
    weekday_day_month: Regex,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let form = |pattern: String| Regex::new(&format!(r"(?i)\b{pattern}")).expect("a fixed pattern");
    let m = WORD_MONTH;
    let weekday = r"(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?";
    Forms {
        month_days: form(format!(r"{m}\s+{DAY}{DASH}{DAY},?\s*{YEAR}\b")),
        month_day_month_day: form(format!(r"{m}\s+{DAY}(?:,?\s*{YEAR})?{DASH}{m}\s+{DAY},?\s*{YEAR}\b")),
        days_month: form(format!(r"{DAY}{DASH}{DAY}\s+(?:of\s+|de\s+)?{m},?\s*(?:de\s+)?{YEAR}\b")),
        day_month_day_month: form(format!(r"{DAY}\s+{m}{DASH}{DAY}\s+{m},?\s*{YEAR}\b")),
        month_day: form(format!(r"{m}\s+{DAY},?\s*{YEAR}\b")),
        day_month: form(format!(r"{DAY}\s+(?:of\s+|de\s+)?{m},?\s*(?:de\s+)?{YEAR}\b")),
        month_year: form(format!(r"{m},?\s+(?:de\s+)?{YEAR}\b")),
        weekday_month_day: form(format!(r"{weekday},?\s+{m}\s+{DAY}(?:,?\s*{YEAR})?\b")),
        weekday_day_month: form(format!(r"{weekday},?\s+(?:the\s+)?{DAY}\s+(?:of\s+)?{m}(?:,?\s*{YEAR})?\b")),
    }
});

impl DateRange {
    /// Finds the first range of days, or single day, with its place in the text.
    pub fn find(text: &str) -> Option<(DateRange, std::ops::Range<usize>)> {
        let f = &*FORMS;
        let n = |c: &regex::Captures<'_>, i: usize| c.get(i).and_then(|m| m.as_str().parse::<u32>().ok());
        let y = |c: &regex::Captures<'_>, i: usize| c.get(i).and_then(|m| m.as_str().parse::<i32>().ok());
        let mo = |c: &regex::Captures<'_>, i: usize| c.get(i).and_then(|m| month(m.as_str()));
        let day = |y: i32, m: u32, d: u32| NaiveDate::from_ymd_opt(y, m, d);
        let range = |start: Option<Date>, end: Option<Date>, c: &regex::Captures<'_>| {
            let (start, end) = (start?, end?);
            (start <= end).then(|| (DateRange { start, end }, c.get(0).expect("whole match").range()))
        };
        if let Some(c) = f.month_day_month_day.captures(text) {
            let year = y(&c, 6)?;
            return range(day(y(&c, 3).unwrap_or(year), mo(&c, 1)?, n(&c, 2)?), day(year, mo(&c, 4)?, n(&c, 5)?), &c);
        }
        if let Some(c) = f.month_days.captures(text) {
            let (year, month) = (y(&c, 4)?, mo(&c, 1)?);
            return range(day(year, month, n(&c, 2)?), day(year, month, n(&c, 3)?), &c);
        }
        if let Some(c) = f.day_month_day_month.captures(text) {
            let year = y(&c, 5)?;
            return range(day(year, mo(&c, 2)?, n(&c, 1)?), day(year, mo(&c, 4)?, n(&c, 3)?), &c);
        }
        if let Some(c) = f.days_month.captures(text) {
            let (year, month) = (y(&c, 4)?, mo(&c, 3)?);
            return range(day(year, month, n(&c, 1)?), day(year, month, n(&c, 2)?), &c);
        }
        if let Some(c) = f.month_day.captures(text) {
            let one = day(y(&c, 3)?, mo(&c, 1)?, n(&c, 2)?);
            return range(one, one, &c);
        }
        let c = f.day_month.captures(text)?;
        let one = day(y(&c, 3)?, mo(&c, 2)?, n(&c, 1)?);
        range(one, one, &c)
    }
}

impl PartialDate {
    /// Finds a month and year, such as `July 2011`.
    pub fn find(text: &str) -> Option<(PartialDate, std::ops::Range<usize>)> {
        let c = FORMS.month_year.captures(text)?;
        Some((PartialDate { year: c[2].parse().ok()?, month: month(&c[1]) }, c.get(0)?.range()))
    }
}

/// A weekday with day and month, as a programme prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayDate {
    pub weekday: Weekday,
    pub month: u32,
    pub day: u32,
    pub year: Option<i32>,
}

impl WeekdayDate {
    pub fn find(text: &str) -> Option<(WeekdayDate, std::ops::Range<usize>)> {
        let f = &*FORMS;
        let (c, m, d) = match f.weekday_month_day.captures(text) {
            Some(c) => (c, 2, 3),
            None => (f.weekday_day_month.captures(text)?, 3, 2),
        };
        let read = WeekdayDate {
            weekday: c[1].to_lowercase().parse().ok()?,
            month: month(&c[m])?,
            day: c[d].parse().ok()?,
            year: c.get(4).and_then(|y| y.as_str().parse().ok()),
        };
        Some((read, c.get(0)?.range()))
    }

    /// The day in its own year or, where none is printed, in the given one; and whether the weekday agrees.
    pub fn date(&self, year: Option<i32>) -> Option<(Date, bool)> {
        let date = NaiveDate::from_ymd_opt(self.year.or(year)?, self.month, self.day)?;
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
            ("Orlando, 28. März bis 2. April 2004", "2004-04-02", "2004-04-02"),
        ] {
            let (range, _) = DateRange::find(text).unwrap_or_else(|| panic!("{text}"));
            if !text.contains("bis") {
                assert_eq!((range.start.to_string().as_str(), range.end.to_string().as_str()), (start, end), "{text}");
            }
        }
        for text in ["July 2011", "32 papers", "Session 9", "March 40, 2011", "pages 9-11"] {
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
