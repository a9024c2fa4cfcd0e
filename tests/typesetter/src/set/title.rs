//! The title page.

use super::{Setter, speech};
use crate::convention::{Carrier, DateForm, Language, TitlePage};

impl Setter<'_> {
    pub(super) fn title(&mut self) {
        let v = self.volume;
        let number = self.ordinal();
        let head = match self.setting.language {
            Language::English => "Proceedings of the",
            Language::German => "Tagungsband",
            Language::French => "Actes de la",
            Language::Spanish => "Actas del",
            Language::Italian => "Atti del",
            Language::Portuguese => "Anais do",
        };
        let (head, name) = match &v.front {
            None => (head, format!("{number} {}", v.series)),
            // a given title may say itself what it is the title of
            Some(front) => (self.book(&front.title), front.title.clone()),
        };
        let years = ["'", "’", " ", "-"];
        let mark = self.dice.pick(&years);
        let short = match self.dice.below(3) {
            0 => format!("({}{mark}{:02})", v.acronym, v.year % 100),
            1 => format!("({} {})", v.acronym, v.year),
            _ => format!("{} {}", v.acronym, v.year),
        };
        let mut lines: Vec<String> = Vec::new();
        match self.setting.title_page {
            TitlePage::OneLine => lines.push(format!("{head} {name} {short}").trim_start().to_owned()),
            TitlePage::Capitals => {
                lines.push(head.to_uppercase());
                lines.extend(self.wrap(&name.to_uppercase(), 40));
                lines.push(short.clone());
            }
            _ => {
                lines.push(head.to_owned());
                lines.extend(self.wrap(&name, 44));
                lines.push(short.clone());
            }
        }
        lines.retain(|line| !line.is_empty());
        if self.setting.carrier == Carrier::Markdown {
            let all = lines.join(" ");
            lines = vec![format!("# {all}")];
        }
        if self.setting.title_page == TitlePage::Repeated {
            for line in lines.clone() {
                self.line(line);
            }
            self.line("");
        }
        for line in lines {
            self.line(line);
        }
        if let Some(subtitle) = v.front.as_ref().and_then(|f| f.subtitle.clone()) {
            self.line(subtitle);
        }
        match self.dice.below(12) {
            0..=5 if v.front.is_some() => {
                let series = v.front.as_ref().and_then(|f| f.series.clone());
                series.into_iter().for_each(|s| self.line(s));
            }
            0 => self.line(format!("Lecture Notes in Imaginary Systems {}", v.year * 3 + v.ordinal)),
            1 => self.line(format!("Volume {}, Issue {}", v.ordinal, v.month)),
            _ => {}
        }
        let (dates, start, end) = self.dates();
        let place_first = self.dice.chance(300);
        let together = self.dice.chance(250);
        self.blank();
        match (together, place_first) {
            (true, true) => self.line(format!("{}, {dates}", v.place)),
            (true, false) => self.line(format!("{dates}, {}", v.place)),
            (false, true) => {
                self.line(v.place.clone());
                self.line(dates);
            }
            (false, false) => {
                self.line(dates);
                self.line(v.place.clone());
            }
        }
        let iso = |(y, m, d): (usize, usize, usize)| format!("{y:04}-{m:02}-{d:02}");
        self.truth.dates = Some((iso(start), iso(end)));
        self.truth.place = Some(v.place.clone());
        self.truth.acronym = Some(v.acronym.clone());
        if self.dice.chance(400) {
            self.blank();
            let chairs = v.committees.iter().find(|c| c.role == "program-chair").map(|c| c.seats.clone()).unwrap_or_default();
            let names: Vec<String> = chairs.iter().map(|c| self.volume.people[*c].name()).collect();
            if !names.is_empty() {
                let line = match self.dice.below(3) {
                    0 => format!("Edited by {}", self.joined(&names)),
                    1 => format!("{} (Eds.)", names.join(", ")),
                    _ => format!("Editors: {}", names.join(", ")),
                };
                self.line(line);
            }
        }
        if self.dice.chance(500) {
            self.blank();
            if !v.publisher.is_empty() {
                self.line(v.publisher.clone());
            }
            match &v.front {
                Some(front) => front.isbn.iter().for_each(|isbn| self.line(format!("ISBN {isbn}"))),
                None => {
                    let isbn = self.dice.below(1_000_000);
                    self.line(format!("ISBN 978-1-{:04}-{:04}-{}", isbn / 100, isbn % 9973, isbn % 10));
                }
            }
        }
        self.line("");
    }

    /// What stands above a given title.
    fn book(&mut self, title: &str) -> &'static str {
        const BOOKS: &[&str] = &["Proceedings", "Tagungsband", "Actes", "Actas", "Atti", "Anais"];
        let said = BOOKS.iter().any(|book| title.contains(book));
        let book = if self.setting.language == Language::German { "Tagungsband" } else { "Proceedings" };
        if !said && self.dice.chance(500) { book } else { "" }
    }

    fn ordinal(&mut self) -> String {
        let n = self.volume.ordinal;
        const WORDS: [&str; 20] = [
            "First",
            "Second",
            "Third",
            "Fourth",
            "Fifth",
            "Sixth",
            "Seventh",
            "Eighth",
            "Ninth",
            "Tenth",
            "Eleventh",
            "Twelfth",
            "Thirteenth",
            "Fourteenth",
            "Fifteenth",
            "Sixteenth",
            "Seventeenth",
            "Eighteenth",
            "Nineteenth",
            "Twentieth",
        ];
        match self.setting.language {
            Language::English if n <= 20 && self.dice.chance(500) => WORDS[n - 1].to_owned(),
            Language::English => format!("{n}{}", suffix(n)),
            Language::German => format!("{n}."),
            Language::French => format!("{n}e"),
            Language::Spanish | Language::Italian | Language::Portuguese => format!("{n}º"),
        }
    }

    /// The dates as printed, and first and last day.
    fn dates(&self) -> (String, (usize, usize, usize), (usize, usize, usize)) {
        let v = self.volume;
        let start = (v.year, v.month, v.day);
        let end = speech::later(start, v.days - 1);
        let (m1, m2) = (self.month(start.1), self.month(end.1));
        let (d1, d2, y) = (start.2, end.2, end.0);
        let (one, split) = (v.days == 1, start.1 != end.1);
        let of = match self.setting.language {
            Language::Spanish | Language::Portuguese => " de",
            _ => "",
        };
        let dot = if self.setting.language == Language::German { "." } else { "" };
        let days_first = |dash: &str| match (one, split) {
            (true, _) => format!("{d1}{dot}{of} {m1}{of} {y}"),
            (_, true) => format!("{d1}{dot}{of} {m1} {} {d2}{dot}{of} {m2}{of} {y}", dash.trim()),
            _ => format!("{d1}{dot}{dash}{d2}{dot}{of} {m1}{of} {y}"),
        };
        let month_first = |dash: &str, comma: &str| match (one, split) {
            (true, _) => format!("{m1} {d1}{comma} {y}"),
            (_, true) => format!("{m1} {d1} {} {m2} {d2}{comma} {y}", dash.trim()),
            _ => format!("{m1} {d1}{dash}{d2}{comma} {y}"),
        };
        if self.setting.language != Language::English {
            return (days_first(if self.setting.dates == DateForm::SpacedDash { " – " } else { "-" }), start, end);
        }
        let printed = match self.setting.dates {
            DateForm::MonthDays => month_first("–", ","),
            DateForm::DaysMonth => days_first("–"),
            DateForm::SpacedDash => month_first(" – ", ","),
            DateForm::HyphenDays => month_first("-", ","),
            DateForm::WeekdayFirst if one => format!("{}, {}", self.weekday(start), month_first("-", ",")),
            DateForm::WeekdayFirst => {
                format!("{}, {m1} {d1} – {}, {m2} {d2}, {y}", self.weekday(start), self.weekday(end))
            }
            DateForm::OrdinalDays if one => format!("{m1} {d1}{}, {y}", suffix(d1)),
            DateForm::OrdinalDays => format!("{m1} {d1}{} - {m2} {d2}{}, {y}", suffix(d1), suffix(d2)),
            DateForm::Iso if one => format!("{y}-{:02}-{d1:02}", start.1),
            DateForm::Iso => format!("{}-{:02}-{d1:02} to {y}-{:02}-{d2:02}", start.0, start.1, end.1),
            DateForm::CommaBeforeYear => days_first("-").replace(&format!(" {y}"), &format!(", {y}")),
        };
        (printed, start, end)
    }
}

fn suffix(n: usize) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}
