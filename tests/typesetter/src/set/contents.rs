//! The table of contents: sessions, entries, pages.

use super::{Setter, speech};
use crate::convention::*;
use crate::invent::{Paper, capital};
use crate::truth;

/// Where a list stands in the programme.
#[derive(Default)]
struct Place {
    session: Option<usize>,
    day: Option<usize>,
    kind: Option<usize>,
    /// Minutes since midnight.
    time: usize,
    /// As the truth names it.
    title: Option<String>,
}

impl Setter<'_> {
    pub(super) fn contents(&mut self) {
        let short = self.dice.chance(300);
        let heading = self.say(if short { &speech::CONTENTS_SHORT } else { &speech::CONTENTS });
        self.open(heading);
        let marked = self.setting.carrier == Carrier::Markdown;
        let printed = match self.setting.headings {
            Headings::Capitals => heading.to_uppercase(),
            _ => heading.to_owned(),
        };
        self.line(if marked { format!("## {printed}") } else { printed });
        self.blank();
        // volumes that lost their pages keep their leaders or not, all through
        let hollow = self.dice.chance(400);
        if matches!(self.setting.extras, Extras::RomanPreface | Extras::Both) {
            self.extra(self.say(&speech::PREFACE), "iii", hollow);
            self.extra(self.say(&speech::ORGANIZATION), "v", hollow);
        }
        let mut place = Place { time: 540, ..Place::default() };
        for number in 0..self.volume.papers.len() {
            let paper = self.volume.papers[number].clone();
            if self.setting.mixing == Mixing::HalfWay && number == self.volume.papers.len() / 2 {
                self.setting.other_hand();
            }
            self.heading(&paper, number, &mut place);
            self.entry(&paper, number, &mut place, hollow);
        }
        if matches!(self.setting.extras, Extras::AuthorIndex | Extras::Both) {
            let after = self.volume.papers.last().and_then(|p| p.last.parse::<usize>().ok()).map_or(1, |last| last + 1);
            self.extra(self.say(&speech::AUTHOR_INDEX), &after.to_string(), hollow);
        }
    }

    /// An entry that is no paper.
    fn extra(&mut self, title: &str, page: &str, hollow: bool) {
        let lost = self.setting.page_at == PageAt::Lost;
        // a given volume may list its preface among the papers
        if self.volume.papers.iter().any(|p| p.title == title) {
            return;
        }
        // a programme or a list of papers has no page for its own front matter, and seldom names it
        if lost && !hollow && self.dice.chance(750) {
            return;
        }
        let title = if self.setting.carrier == Carrier::Markdown { format!("- **{title}**") } else { title.to_owned() };
        if self.setting.page_at == PageAt::AfterBlank {
            self.line(title);
            self.blank();
            self.line(page);
        } else {
            let lines = self.led(&title, if lost { "" } else { page }, lost && hollow);
            lines.into_iter().for_each(|l| self.line(l));
        }
        self.gap();
    }

    fn gap(&mut self) {
        if matches!(self.setting.entries, Entries::BlankBetween | Entries::BlankAndIndented) {
            self.blank();
        }
    }

    /// Days, sessions, chairs and breaks that come before a paper.
    fn heading(&mut self, paper: &Paper, number: usize, place: &mut Place) {
        let session = &self.volume.sessions[paper.session];
        let fresh = place.session != Some(paper.session);
        if fresh && self.setting.days != Days::None && place.day != Some(session.day) {
            (place.day, place.time) = (Some(session.day), 540);
            self.blank();
            let date = self.day(session.day);
            self.mark(date, "##");
        } else if fresh && self.setting.times != Times::None && place.session.is_some() {
            let lunch = place.time > 690 && place.time < 780;
            let words = if lunch { &speech::LUNCH } else { &speech::COFFEE };
            let (start, end) = (place.time, place.time + if lunch { 90 } else { 15 });
            place.time = end;
            let line = format!("{} {}", self.clock(start, end), self.say(words));
            self.line(line);
        }
        if self.setting.sessions == Sessions::Kinds {
            let kind = (number * 3 / self.volume.papers.len()).min(2);
            if place.kind != Some(kind) {
                let words = [&speech::FULL_PAPERS, &speech::SHORT_PAPERS, &speech::POSTERS][kind];
                let title = self.say(words).to_owned();
                (place.kind, place.title) = (Some(kind), Some(title.clone()));
                self.blank();
                self.mark(title, "###");
            }
        } else if fresh && self.setting.sessions != Sessions::None {
            place.title = Some(self.session(paper.session));
        }
        place.session = Some(paper.session);
    }

    /// Prints the heading of a session; what the truth calls it.
    fn session(&mut self, index: usize) -> String {
        let topic = self.volume.sessions[index].topic.clone();
        let word = self.say(&speech::SESSION);
        let (printed, title) = match self.setting.sessions {
            Sessions::Numbered => (format!("{word} {}: {topic}", index + 1), topic),
            Sessions::NumberAlone => (format!("{word} {}", index + 1), format!("{word} {}", index + 1)),
            Sessions::Roman => (format!("{word} {}: {topic}", speech::roman(index + 1).to_uppercase()), topic),
            Sessions::Lettered => (format!("{word} {}: {topic}", char::from(b'A' + (index % 26) as u8)), topic),
            Sessions::Capitals => (topic.to_uppercase(), topic),
            Sessions::None | Sessions::Bare | Sessions::Kinds => (topic.clone(), topic),
        };
        self.blank();
        self.mark(printed, "###");
        let chair = self.person(self.volume.sessions[index].chair);
        let (name, _) = self.name(&chair);
        let place = self.affiliations(&chair, false).join(" and ");
        match self.setting.chairs {
            Chairs::None => {}
            Chairs::SessionChair => self.line(format!("{}: {name}, {place}", self.say(&speech::SESSION_CHAIR))),
            Chairs::Chair => self.line(format!("{}: {name}", self.say(&speech::CHAIR))),
            Chairs::Bracketed => self.line(format!("({}: {name}, {place})", self.say(&speech::CHAIR))),
            Chairs::ChairedBy if self.setting.language == Language::English => self.line(format!("Chaired by {name}")),
            Chairs::ChairedBy => self.line(format!("{}: {name}", self.say(&speech::CHAIR))),
        }
        if self.dice.chance(300) {
            self.blank();
        }
        title
    }

    fn mark(&mut self, text: String, sign: &str) {
        self.line(if self.setting.carrier == Carrier::Markdown { format!("{sign} {text}") } else { text });
    }

    fn day(&self, day: usize) -> String {
        let v = self.volume;
        let date = speech::later((v.year, v.month, v.day), day);
        let weekday = capital(self.weekday(date));
        let (month, day_of_month) = (self.month(date.1), date.2);
        let text = match self.setting.language {
            Language::English => format!("{weekday}, {month} {day_of_month}"),
            Language::German => format!("{weekday}, {day_of_month}. {month}"),
            Language::French | Language::Italian => format!("{weekday} {day_of_month} {month}"),
            Language::Spanish | Language::Portuguese => format!("{weekday}, {day_of_month} de {month}"),
        };
        match (self.setting.days, self.setting.language) {
            (Days::WithYear, Language::English) => format!("{text}, {}", date.0),
            (Days::WithYear, Language::Spanish | Language::Portuguese) => format!("{text} de {}", date.0),
            (Days::WithYear, _) => format!("{text} {}", date.0),
            (Days::Numbered, _) => format!("{} {}: {text}", self.say(&speech::DAY), day + 1),
            _ => text,
        }
    }

    fn clock(&self, start: usize, end: usize) -> String {
        let plain = |t: usize| format!("{:02}:{:02}", t / 60, t % 60);
        let french = |t: usize| format!("{:02}h{:02}", t / 60, t % 60);
        let half = |t: usize| format!("{}:{:02} {}.m.", (t / 60 + 11) % 12 + 1, t % 60, if t < 720 { 'a' } else { 'p' });
        match self.setting.times {
            Times::None => String::new(),
            Times::Colon => format!("{}–{}", plain(start), plain(end)),
            Times::SpacedHyphen => format!("{} - {}  ", plain(start), plain(end)),
            Times::French => format!("{}-{}", french(start), french(end)),
            Times::AmPm => format!("{}–{}", half(start), half(end)),
            Times::StartOnly => plain(start),
        }
    }

    fn entry(&mut self, paper: &Paper, number: usize, place: &mut Place, hollow: bool) {
        let title = self.letters(&paper.title);
        let (byline, people) = self.byline(&paper.authors);
        let lost = self.setting.page_at == PageAt::Lost;
        self.truth.papers.push(truth::Paper {
            title: paper.title.clone(),
            authors: people,
            start: (!lost && !paper.first.is_empty()).then(|| paper.first.clone()),
            session: place.title.clone(),
            id: paper.id.clone(),
        });
        let range = |dash: &str| match paper.last.as_str() {
            last if last.is_empty() || last == paper.first => paper.first.clone(),
            last => format!("{}{dash}{last}", paper.first),
        };
        let page = match self.setting.pages {
            _ if lost => String::new(),
            Pages::First => paper.first.clone(),
            Pages::Hyphen => range("-"),
            Pages::EnDash => range("–"),
            Pages::TwoHyphens => range("--"),
            Pages::SpacedDigits => paper.first.chars().map(String::from).collect::<Vec<_>>().join(" "),
        };
        let mut prefix = match self.setting.numbering {
            Numbering::None => String::new(),
            Numbering::Decimal => format!("{}. ", number + 1),
            Numbering::Bracketed => format!("[{}] ", number + 1),
            Numbering::Bullet => if self.setting.carrier == Carrier::Markdown { "- " } else { "• " }.to_owned(),
            Numbering::Asterisk => "* ".to_owned(),
        };
        if self.setting.times != Times::None {
            // the longer the list, the shorter the talks: a day ends before midnight
            let length = match self.volume.papers.len() {
                0..=14 => 30,
                15..=28 => 15,
                _ => 10,
            };
            prefix = self.clock(place.time, place.time + length) + " ";
            place.time += length;
        }
        if self.setting.awards == Awards::LineBefore && number % 11 == 3 {
            let words = self.dice.word("Awarded Best Paper!|Best Paper Award|Best Student Paper");
            self.line(words);
        }
        let bold = self.setting.carrier == Carrier::Markdown;
        let title = if bold { format!("**{title}**") } else { title };
        let ends = title.ends_with(['?', '!']);
        let names = byline.join(" ");
        match self.setting.order {
            _ if names.is_empty() => self.stacked(&prefix, &title, &byline, &page, hollow && lost),
            Order::TitleThenAuthors => self.stacked(&prefix, &title, &byline, &page, hollow && lost),
            Order::AuthorsThenTitle => self.inverted(&prefix, &title, &byline, &page, hollow && lost),
            Order::AuthorsDotTitle => self.run(&format!("{prefix}{names}. {title}"), &page),
            Order::TitleDotAuthors => self.run(&format!("{prefix}{title}{} {names}", if ends { "" } else { "." }), &page),
            Order::TitleSlashAuthors => self.run(&format!("{prefix}{title} / {names}"), &page),
            Order::TitleSpaceAuthors => self.run(&format!("{prefix}{title} {names}"), &page),
        }
        if self.setting.awards == Awards::Navigation {
            self.line("Abstract | PDF | DOI | Slides");
        }
        self.gap();
    }

    /// A title, and its authors below it.
    fn stacked(&mut self, prefix: &str, title: &str, byline: &[String], page: &str, hollow: bool) {
        let at = match self.setting.page_at {
            PageAt::EntryEnd if byline.is_empty() => PageAt::TitleEnd,
            at => at,
        };
        let width = self.setting.width - 10;
        let mut lines = self.wrap(&format!("{prefix}{title}"), width);
        let last = lines.len() - 1;
        let on = match at {
            PageAt::TitleEnd => Some(last),
            PageAt::TitleFirstLine => Some(0),
            PageAt::Lost if hollow => Some(last),
            _ => None,
        };
        if let Some(on) = on {
            let led = self.led(&lines[on], page, hollow);
            lines.splice(on..=on, led);
        }
        lines.into_iter().for_each(|l| self.line(l));
        let indented = matches!(self.setting.entries, Entries::IndentedAuthors | Entries::BlankAndIndented);
        let indent = if indented { "    " } else { "" };
        let mut below: Vec<String> = Vec::new();
        for line in byline {
            below.extend(self.wrap(line, width - 4).into_iter().map(|l| format!("{indent}{l}")));
        }
        if at == PageAt::EntryEnd {
            let end = below.pop().unwrap_or_default();
            let led = self.led(&end, page, false);
            below.extend(led);
        }
        below.into_iter().for_each(|l| self.line(l));
        if at == PageAt::AfterBlank && !page.is_empty() {
            self.blank();
            self.line(page);
        }
    }

    /// Authors, and the title below them.
    fn inverted(&mut self, prefix: &str, title: &str, byline: &[String], page: &str, hollow: bool) {
        let width = self.setting.width - 12;
        let above = self.wrap(&format!("{prefix}{}", byline.join(" ")), width);
        above.into_iter().for_each(|l| self.line(l));
        let indented = matches!(self.setting.entries, Entries::IndentedAuthors | Entries::BlankAndIndented);
        let indent = if indented { "    " } else { "" };
        let mut lines: Vec<String> = self.wrap(title, width).into_iter().map(|l| format!("{indent}{l}")).collect();
        if !page.is_empty() || hollow {
            let end = lines.pop().unwrap_or_default();
            lines.extend(self.led(&end, page, hollow));
        }
        lines.into_iter().for_each(|l| self.line(l));
    }

    /// All of an entry in one run.
    fn run(&mut self, text: &str, page: &str) {
        let width = self.setting.width - 10;
        let mut lines = self.wrap(text, width);
        if !page.is_empty() {
            let end = lines.pop().unwrap_or_default();
            lines.extend(self.led(&end, page, false));
        }
        lines.into_iter().for_each(|l| self.line(l));
    }

    /// A line with its leader and page; `hollow` has the leader although there is no page.
    fn led(&mut self, text: &str, page: &str, hollow: bool) -> Vec<String> {
        if page.is_empty() && !hollow {
            return vec![text.to_owned()];
        }
        let used = text.chars().count() + page.chars().count();
        let room = self.setting.width.saturating_sub(used).max(4);
        let line = match self.setting.leader {
            Leader::SpacedDots => format!("{text}{} {page}", " .".repeat((room - 1) / 2)),
            Leader::ClosingIn => format!("{text}{}{page}", ". ".repeat(room / 2).trim_end()),
            Leader::TightDots => format!("{text}{} {page}", ".".repeat(room - 1)),
            Leader::Gap => format!("{text}{}{page}", " ".repeat(room)),
            Leader::Tab => format!("{text}\t{page}"),
            Leader::Bare => format!("{text} {page}"),
            Leader::Glued => format!("{text}{page}"),
            Leader::NextLine if hollow => format!("{text} . . . ."),
            Leader::NextLine => return vec![text.to_owned(), page.to_owned()],
        };
        vec![line.trim_end().to_owned()]
    }

    /// The title in the letters of the volume.
    fn letters(&self, title: &str) -> String {
        match self.setting.letters {
            Letters::Headline => title.to_owned(),
            Letters::Capitals => title.to_uppercase(),
            Letters::Sentence if self.setting.language != Language::English => title.to_owned(),
            Letters::Sentence => {
                let names = ["Portuguese", "Galician", "Indian", "Twitter", "Petri", "Bloom", "Markov"];
                let mut start = true;
                let word = |w: &str| {
                    let first = std::mem::replace(&mut start, w.ends_with([':', '?']));
                    let plain = w.chars().skip(1).all(|c| !c.is_uppercase() || w.contains('-')) && w.chars().count() > 1;
                    let acronym = w.chars().filter(|c| c.is_uppercase()).count() > 2;
                    let named = names.contains(&w) || crate::words::SYSTEMS.split('|').any(|s| s.contains(w.trim_end_matches(':')));
                    if first || !plain || acronym || named { w.to_owned() } else { w.to_lowercase() }
                };
                title.split(' ').map(word).collect::<Vec<_>>().join(" ")
            }
        }
    }
}
