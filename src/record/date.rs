//! Dates as front matter prints them.

mod parts;

use crate::lexicon::{self, Words};
use chrono::{Datelike, NaiveDate, Weekday};
use parts::Part;
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

/// Words of dates in all languages: kind and value as a [`Part`] has them, a space for words that say nothing.
static WORDS: LazyLock<Words<(char, i32)>> = LazyLock::new(|| {
    let months = MONTHS.iter().zip(1..).map(|(kind, n)| (*kind, ('M', n)));
    let days = WEEKDAYS.iter().zip(0..).map(|((kind, _), n)| (*kind, ('W', n)));
    lexicon::words(months.chain(days).chain([("date to", ('-', 0)), ("date link", (' ', 0))]))
});

/// A text as parts of dates.
struct Tokens(Vec<Part>);

/// A day as printed: its year may stand elsewhere.
type Printed = (Option<i32>, i32, i32);

/// Days of one month, the first and the last: `23, 24 & 25`, and the part after them.
type Days = (i32, i32, usize);

/// Days with their month: the first and the last, and the part after them.
type Group = (Printed, Printed, usize);

impl Tokens {
    fn of(text: &str) -> Tokens {
        Tokens(parts::parts(text))
    }

    fn kind(&self, i: usize) -> char {
        self.0.get(i).map_or(' ', |p| p.kind)
    }

    /// The part at a place that is of a kind, after a comma where one stands.
    fn part(&self, i: usize, kind: char) -> Option<(i32, usize)> {
        let i = i + usize::from(self.kind(i) == ',');
        (self.kind(i) == kind).then(|| (self.0[i].value, i + 1))
    }

    /// The first place where parts of these kinds stand, whatever commas are between them: their values and range.
    fn find(&self, form: &str) -> Option<(Vec<i32>, Range<usize>)> {
        let parts: Vec<&Part> = self.0.iter().filter(|p| p.kind != ',').collect();
        let at = parts.windows(form.len()).position(|w| w.iter().map(|p| p.kind).eq(form.chars()))?;
        let parts = &parts[at..at + form.len()];
        Some((parts.iter().map(|p| p.value).collect(), parts[0].at.start..parts[parts.len() - 1].at.end))
    }

    /// A day, with its weekday before it or not.
    fn day(&self, i: usize) -> Option<(i32, usize)> {
        let at = self.part(i, 'W').map_or(i, |(_, after)| after);
        if at > i { self.part(at, 'D') } else { (self.kind(i) == 'D').then(|| (self.0[i].value, i + 1)) }
    }

    /// What may stand between two days: a dash, a comma, or both. Whether it is a comma alone, and the part after it.
    fn between(&self, i: usize) -> Option<(bool, usize)> {
        match (self.kind(i), self.kind(i + 1)) {
            (',', '-') => Some((false, i + 2)),
            ('-', _) => Some((false, i + 1)),
            (',', _) => Some((true, i + 1)),
            _ => None,
        }
    }

    /// Days of one month that rise, all ways to read them, the longest first.
    fn days(&self, i: usize) -> Vec<Days> {
        let Some((first, mut next)) = self.day(i) else { return Vec::new() };
        let (mut out, mut last) = (vec![(first, first, next)], first);
        // a number before a comma may be anything, but for days that follow each other
        let fresh = i == 0 || matches!(self.kind(i - 1), ',' | 'M' | '-');
        let (mut commas, mut row) = (true, true);
        while let Some((comma, at)) = self.between(next)
            && let Some((day, after)) = self.day(at).filter(|(day, _)| *day > last)
        {
            commas &= comma;
            row &= day == last + 1;
            (last, next) = (day, after);
            if !comma || commas && row && fresh {
                out.push((first, last, next));
            }
            if out.len() > 12 {
                break;
            }
        }
        out.reverse();
        out
    }

    /// Days with their month and perhaps their year, in any order, all ways to read them.
    fn groups(&self, i: usize) -> Vec<Group> {
        let mut out = Vec::new();
        let mut add = |month: i32, (first, last, next): Days, year: Option<i32>| {
            let (year, next) = match (year, self.part(next, 'Y')) {
                (None, Some((year, next))) => (Some(year), next),
                // `WIMP 2031, June 9, 2031`: the year before them is the acronym's
                (Some(_), Some(_)) => return,
                (year, None) => (year, next),
            };
            out.push(((year, month, first), (year, month, last), next));
        };
        for (first, last, next) in self.days(i) {
            if let Some((month, next)) = self.part(next, 'M') {
                add(month, (first, last, next), None);
            }
        }
        let at = self.part(i, 'W').map_or(i, |(_, at)| at);
        if self.kind(i) != ','
            && let Some((month, at)) = self.part(at, 'M')
        {
            self.days(at + usize::from(self.kind(at) == ',')).into_iter().for_each(|days| add(month, days, None));
        }
        if self.kind(i) == 'Y' {
            let year = Some(self.0[i].value);
            if let Some((month, at)) = self.part(i + 1, 'M') {
                self.days(at).into_iter().take(1).for_each(|days| add(month, days, year));
            }
            for (first, last, next) in self.days(i + 1 + usize::from(self.kind(i + 1) == ',')).into_iter().take(1) {
                if let Some((month, next)) = self.part(next, 'M') {
                    add(month, (first, last, next), year);
                }
            }
        }
        out
    }

    /// The longest run of days that begins at a part: the first, the last, and the part after them.
    fn run(&self, i: usize, year: Option<i32>) -> Option<(DateRange, usize)> {
        for (start, end, next) in self.groups(i) {
            // further days, with their month or, behind a whole date, without
            let more = self.between(next).filter(|(comma, _)| !*comma || end.0.is_none()).and_then(|(_, at)| {
                let mut further = self.groups(at).into_iter().map(|(_, last, next)| (last, next));
                further.find_map(|(last, next)| range(start, last, year).map(|r| (r, next)))
            });
            let found = more.or_else(|| range(start, end, year).map(|r| (r, next)));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn first_run(&self, year: Option<i32>) -> Option<(DateRange, Range<usize>)> {
        if self.0.len() > 400 {
            return None;
        }
        let begins = |i: &usize| matches!(self.kind(*i), 'D' | 'M' | 'Y' | 'W');
        let found = (0..self.0.len()).filter(begins).find_map(|i| self.run(i, year).map(|(range, end)| (i, range, end)));
        let (i, range, end) = found?;
        // the weekday stands before the day
        let first = (i..end).find(|k| !matches!(self.kind(*k), 'W' | ',')).unwrap_or(i);
        Some((range, self.0[first].at.start..self.0[end - 1].at.end))
    }
}

/// The days from one to another; a year that is printed once holds for both, across New Year too.
fn range(start: Printed, end: Printed, year: Option<i32>) -> Option<DateRange> {
    let across = start.1 > end.1;
    let (from, to) = match (start.0, end.0) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, from + i32::from(across)),
        (None, Some(to)) => (to - i32::from(across), to),
        (None, None) => (year?, year? + i32::from(across)),
    };
    let day = |year: i32, at: Printed| NaiveDate::from_ymd_opt(year, at.1 as u32, at.2 as u32);
    let (start, end) = (day(from, start)?, day(to, end)?);
    (start <= end).then_some(DateRange { start, end })
}

impl DateRange {
    /// Finds the first range of days, or single day, with its place in the text.
    pub fn find(text: &str) -> Option<(DateRange, Range<usize>)> {
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let tokens = Tokens::of(text);
        tokens.0.iter().any(|p| p.kind == 'Y').then(|| tokens.first_run(None)).flatten()
    }

    /// Finds days without a year, `20–21 November`, in a year that is known from elsewhere.
    pub fn find_in(year: i32, text: &str) -> Option<(DateRange, Range<usize>)> {
        let tokens = Tokens::of(text);
        tokens.0.iter().all(|p| !matches!(p.kind, 'Y' | '?')).then(|| tokens.first_run(Some(year))).flatten()
    }

    /// Finds days in figures that may be read with the day or the month first, `06/07/2031`: their year and place.
    pub fn doubtful(text: &str) -> Option<(i32, Range<usize>)> {
        let tokens = Tokens::of(text);
        let of_figures = |p: &&Part| p.kind == '?';
        let (first, last) = (tokens.0.iter().find(of_figures)?, tokens.0.iter().rfind(of_figures)?);
        Some((last.value, first.at.start..last.at.end))
    }
}

impl PartialDate {
    /// Finds a month and year, such as `July 2011`.
    pub fn find(text: &str) -> Option<(PartialDate, Range<usize>)> {
        let tokens = Tokens::of(text);
        let form = |form: &str, year: usize, month: usize| tokens.find(form).map(|(v, range)| (v[year], v[month], range));
        let (year, month, range) = form("MY", 1, 0).or_else(|| form("YM", 0, 1))?;
        Some((PartialDate { year, month: Some(month as u32) }, range))
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
        if !tokens.0.iter().any(|p| p.kind == 'W') {
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

    /// What is read, as `first/last`.
    fn shown(text: &str) -> Option<String> {
        DateRange::find(text).map(|(range, _)| format!("{}/{}", range.start, range.end))
    }

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
            ("Orlando, 28. März bis 2. April 2004", "2004-03-28", "2004-04-02"),
            ("9 de maio a 12 de maio de 2033", "2033-05-09", "2033-05-12"),
            ("28 de septiembre al 2 de octubre de 2033", "2033-09-28", "2033-10-02"),
            ("Session 9, May 4–5, 2033", "2033-05-04", "2033-05-05"),
            ("DRIFT 2033, May 4–5, 2033", "2033-05-04", "2033-05-05"),
            ("DRIFT 2033, 4–5 May", "2033-05-04", "2033-05-05"),
            ("4th–5th May 2033", "2033-05-04", "2033-05-05"),
            ("1er au 3 mai 2033", "2033-05-01", "2033-05-03"),
            ("29/30 May 2033", "2033-05-29", "2033-05-30"),
            ("June 29 - 2 July 2033", "2033-06-29", "2033-07-02"),
            // lists
            ("4, 5 & 6 May 2033", "2033-05-04", "2033-05-06"),
            ("4, 5, 6 May 2033", "2033-05-04", "2033-05-06"),
            ("4 and 5 May 2033", "2033-05-04", "2033-05-05"),
            ("May 4, 5, and 6, 2033", "2033-05-04", "2033-05-06"),
            ("May 30, 31 and June 1, 2033", "2033-05-30", "2033-06-01"),
            ("May 31 & June 1, 2033", "2033-05-31", "2033-06-01"),
            ("4, 11 and 18 May 2033", "2033-05-04", "2033-05-18"),
            ("Room 7, 8 May 2033", "2033-05-08", "2033-05-08"),
            ("Hall 12, 14 May 2033", "2033-05-14", "2033-05-14"),
            // across years
            ("December 29, 2033 – January 3, 2034", "2033-12-29", "2034-01-03"),
            ("Dec. 29 – Jan. 3, 2034", "2033-12-29", "2034-01-03"),
            ("30. Dezember bis 2. Januar 2034", "2033-12-30", "2034-01-02"),
            // in figures
            ("1995-05-07 to 1995-05-08", "1995-05-07", "1995-05-08"),
            ("2018-04-14", "2018-04-14", "2018-04-14"),
            ("2033-05-30/2033-06-02", "2033-05-30", "2033-06-02"),
            ("2033-05-30/06-02", "2033-05-30", "2033-06-02"),
            ("2033-05-30 -- 2033-06-02", "2033-05-30", "2033-06-02"),
            ("2033/05/30", "2033-05-30", "2033-05-30"),
            ("2033.05.30-31", "2033-05-30", "2033-05-31"),
            ("30.05.2033", "2033-05-30", "2033-05-30"),
            ("30. 5. 2033", "2033-05-30", "2033-05-30"),
            ("30.5.–2.6.2033", "2033-05-30", "2033-06-02"),
            ("30.05. - 02.06.2033", "2033-05-30", "2033-06-02"),
            ("28.-30.5.2033", "2033-05-28", "2033-05-30"),
            ("30.05.2033 - 02.06.2033", "2033-05-30", "2033-06-02"),
            ("30/05/2033", "2033-05-30", "2033-05-30"),
            ("05/30/2033", "2033-05-30", "2033-05-30"),
            ("30/05/2033 - 02/06/2033", "2033-05-30", "2033-06-02"),
            ("05/30/2033-06/02/2033", "2033-05-30", "2033-06-02"),
            ("05/05/2033", "2033-05-05", "2033-05-05"),
            ("04/05/2033 – 06/05/2033", "2033-05-04", "2033-05-06"),
            ("05/04/2033 – 05/06/2033", "2033-05-04", "2033-05-06"),
            ("30-05-2033", "2033-05-30", "2033-05-30"),
            // year first, and signs for it
            ("2033年5月30日〜6月2日", "2033-05-30", "2033-06-02"),
            ("2033年5月30日（月）～2033年6月2日（木）", "2033-05-30", "2033-06-02"),
            ("2033年5月29-30日", "2033-05-29", "2033-05-30"),
            ("2033年5月30日から6月2日", "2033-05-30", "2033-06-02"),
            ("2033년 5월 30일 ~ 6월 2일", "2033-05-30", "2033-06-02"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(format!("{start}/{end}").as_str()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "July 2011",
            "32 papers",
            "Session 9",
            "March 40, 2011",
            "pages 9-11",
            "2018-14-04",
            "1613-0073",
            "06/07/2033",
            "06/07/2033 – 10/11/2033",
            "30/05/2033 18:22:07",
            "2033-05-30T18:22:07Z",
            "2033-05-30 18:22",
            "31 February 2033",
            "version 1.2.2033.4",
            "978-3-16-148410-0",
            "10.1145/2033.0530",
            "5 papers, 2033",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn figures_in_either_order_are_doubtful() {
        assert_eq!(DateRange::doubtful("Riga, 06/07/2033"), Some((2033, 6..16)));
        assert_eq!(DateRange::doubtful("06/07/2033 – 10/11/2033"), Some((2033, 0..25)));
        for text in ["30/05/2033", "05/05/2033", "06.07.2033", "06/07"] {
            assert_eq!(DateRange::doubtful(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_from_elsewhere_makes_days_whole() {
        let shown = |text: &str| DateRange::find_in(2033, text).map(|(range, _)| format!("{}/{}", range.start, range.end));
        assert_eq!(shown("November 20-21").as_deref(), Some("2033-11-20/2033-11-21"));
        assert_eq!(shown("30. November bis 2. Dezember").as_deref(), Some("2033-11-30/2033-12-02"));
        assert_eq!(shown("20–21 November 2034"), None);
        assert_eq!(shown("20-21"), None);
    }

    #[test]
    fn reads_months_and_weekdays() {
        for text in ["July 2011", "juillet, 2011", "2011年7月"] {
            assert_eq!(PartialDate::find(text).map(|d| d.0.to_string()).as_deref(), Some("2011-07"), "{text}");
        }
        let (day, _) = WeekdayDate::find("Wednesday, June 17").unwrap();
        assert_eq!(day.date(Some(2009)).map(|(d, ok)| (d.to_string(), ok)), Some(("2009-06-17".into(), true)));
        assert_eq!(day.date(Some(2010)).map(|d| d.1), Some(false));
        assert!(WeekdayDate::find("Friday 19 June 2009").is_some());
        assert!(WeekdayDate::find("Sunny days").is_none());
    }
}
