//! House styles: a [`Setting`] is one combination of conventions, drawn as publishers draw them.

use crate::convention::*;
use crate::dice::Dice;
use std::fmt::Debug;

const LEADERS: &[(Leader, u32)] = &[
    (Leader::SpacedDots, 34),
    (Leader::TightDots, 22),
    (Leader::Gap, 16),
    (Leader::Tab, 14),
    (Leader::ClosingIn, 6),
    (Leader::Bare, 4),
    (Leader::Glued, 1),
    (Leader::NextLine, 6),
];
const PAGES_AT: &[(PageAt, u32)] =
    &[(PageAt::TitleEnd, 52), (PageAt::TitleFirstLine, 4), (PageAt::EntryEnd, 32), (PageAt::AfterBlank, 3), (PageAt::Lost, 5)];
const PAGES: &[(Pages, u32)] =
    &[(Pages::First, 84), (Pages::Hyphen, 8), (Pages::EnDash, 5), (Pages::TwoHyphens, 3), (Pages::SpacedDigits, 1)];
const ORDERS: &[(Order, u32)] = &[
    (Order::TitleThenAuthors, 86),
    (Order::AuthorsThenTitle, 5),
    (Order::AuthorsDotTitle, 3),
    (Order::TitleDotAuthors, 3),
    (Order::TitleSlashAuthors, 1),
    (Order::TitleSpaceAuthors, 2),
];
const BYLINES: &[(Byline, u32)] = &[
    (Byline::NamesOnly, 56),
    (Byline::BracketEach, 7),
    (Byline::BracketGroups, 10),
    (Byline::GroupLines, 4),
    (Byline::Semicolons, 12),
    (Byline::BracketBelow, 3),
    (Byline::LineBelow, 4),
    (Byline::Superscripts, 1),
    (Byline::Rows, 2),
];
const SEPARATORS: &[(Separator, u32)] = &[
    (Separator::And, 45),
    (Separator::CommaAnd, 20),
    (Separator::Comma, 28),
    (Separator::Dot, 3),
    (Separator::Bullet, 1),
    (Separator::OnlyAnd, 3),
];
const NUMBERINGS: &[(Numbering, u32)] =
    &[(Numbering::None, 84), (Numbering::Decimal, 7), (Numbering::Bracketed, 2), (Numbering::Bullet, 5), (Numbering::Asterisk, 2)];
const SESSIONS: &[(Sessions, u32)] = &[
    (Sessions::None, 42),
    (Sessions::Bare, 18),
    (Sessions::Numbered, 20),
    (Sessions::NumberAlone, 3),
    (Sessions::Roman, 3),
    (Sessions::Lettered, 4),
    (Sessions::Capitals, 4),
    (Sessions::Kinds, 6),
];
const DAYS: &[(Days, u32)] = &[(Days::None, 78), (Days::Weekday, 14), (Days::WithYear, 5), (Days::Numbered, 3)];
const CHAIRS: &[(Chairs, u32)] =
    &[(Chairs::None, 70), (Chairs::SessionChair, 14), (Chairs::Chair, 9), (Chairs::Bracketed, 4), (Chairs::ChairedBy, 3)];
const TIMES: &[(Times, u32)] =
    &[(Times::None, 94), (Times::Colon, 2), (Times::SpacedHyphen, 1), (Times::French, 1), (Times::AmPm, 1), (Times::StartOnly, 1)];
const ENTRIES: &[(Entries, u32)] =
    &[(Entries::Plain, 40), (Entries::IndentedAuthors, 28), (Entries::BlankBetween, 22), (Entries::BlankAndIndented, 10)];
const LETTERS: &[(Letters, u32)] = &[(Letters::Headline, 72), (Letters::Sentence, 22), (Letters::Capitals, 6)];
const NAMES: &[(Names, u32)] =
    &[(Names::Full, 88), (Names::FamilyCapitals, 3), (Names::Initials, 5), (Names::Inverted, 2), (Names::Degrees, 2)];
const FURNITURES: &[(Furniture, u32)] = &[
    (Furniture::None, 34),
    (Furniture::FormFeeds, 14),
    (Furniture::Folios, 22),
    (Furniture::FolioAndHead, 14),
    (Furniture::HeadAndRoman, 10),
    (Furniture::Imprint, 6),
];
const GLYPHS: &[(Glyphs, u32)] =
    &[(Glyphs::Clean, 89), (Glyphs::Ligatures, 4), (Glyphs::SoftHyphens, 2), (Glyphs::FloatingAccents, 3), (Glyphs::LetterSpaced, 1)];
const CARRIERS: &[(Carrier, u32)] =
    &[(Carrier::Plain, 74), (Carrier::Hyphenated, 16), (Carrier::Markdown, 7), (Carrier::GluedPages, 2), (Carrier::OneLine, 1)];
const SEATS: &[(Seats, u32)] = &[
    (Seats::Comma, 26),
    (Seats::CommaCountry, 14),
    (Seats::Bracket, 10),
    (Seats::BracketCountry, 8),
    (Seats::NewLine, 6),
    (Seats::NewLineIndented, 4),
    (Seats::Gap, 5),
    (Seats::Table, 4),
    (Seats::OneSpace, 2),
    (Seats::Bullet, 6),
    (Seats::Dash, 2),
    (Seats::Prose, 3),
    (Seats::NamesOnly, 5),
    (Seats::Columns, 2),
    (Seats::WithMail, 3),
];
const HEADINGS: &[(Headings, u32)] =
    &[(Headings::Plain, 52), (Headings::Colon, 24), (Headings::Capitals, 12), (Headings::Bracketed, 2), (Headings::Inline, 10)];
const DATES: &[(DateForm, u32)] = &[
    (DateForm::MonthDays, 40),
    (DateForm::DaysMonth, 22),
    (DateForm::SpacedDash, 10),
    (DateForm::HyphenDays, 12),
    (DateForm::WeekdayFirst, 4),
    (DateForm::OrdinalDays, 4),
    (DateForm::Iso, 2),
    (DateForm::CommaBeforeYear, 6),
];
const TITLE_PAGES: &[(TitlePage, u32)] =
    &[(TitlePage::Lines, 60), (TitlePage::OneLine, 12), (TitlePage::Capitals, 8), (TitlePage::Repeated, 14), (TitlePage::None, 6)];
const SPONSORS: &[(Sponsors, u32)] =
    &[(Sponsors::None, 55), (Sponsors::Lines, 20), (Sponsors::CommaList, 8), (Sponsors::Levels, 11), (Sponsors::Sentence, 6)];
const LANGUAGES: &[(Language, u32)] = &[
    (Language::English, 88),
    (Language::German, 4),
    (Language::French, 4),
    (Language::Spanish, 2),
    (Language::Italian, 1),
    (Language::Portuguese, 1),
];
const EXTRAS: &[(Extras, u32)] = &[(Extras::None, 40), (Extras::RomanPreface, 20), (Extras::AuthorIndex, 18), (Extras::Both, 22)];
const AWARDS: &[(Awards, u32)] = &[(Awards::None, 93), (Awards::LineBefore, 5), (Awards::Navigation, 2)];
const MIXINGS: &[(Mixing, u32)] = &[(Mixing::None, 92), (Mixing::HalfWay, 8)];
const WIDTHS: &[(usize, u32)] = &[(68, 2), (80, 8), (92, 6), (110, 2)];

/// The house style of a volume.
#[derive(Clone, Debug)]
pub struct Setting {
    pub language: Language,
    pub title_page: TitlePage,
    pub dates: DateForm,
    pub sponsors: Sponsors,
    pub headings: Headings,
    pub seats: Seats,
    pub leader: Leader,
    pub page_at: PageAt,
    pub pages: Pages,
    pub order: Order,
    pub byline: Byline,
    pub separator: Separator,
    pub numbering: Numbering,
    pub sessions: Sessions,
    pub days: Days,
    pub chairs: Chairs,
    pub times: Times,
    pub entries: Entries,
    pub letters: Letters,
    pub names: Names,
    pub extras: Extras,
    pub awards: Awards,
    pub mixing: Mixing,
    pub furniture: Furniture,
    pub glyphs: Glyphs,
    pub carrier: Carrier,
    /// Columns of a line.
    pub width: usize,
}

impl Setting {
    pub fn draw(dice: &mut Dice) -> Setting {
        let mut setting = Setting {
            language: dice.weighted(LANGUAGES),
            title_page: dice.weighted(TITLE_PAGES),
            dates: dice.weighted(DATES),
            sponsors: dice.weighted(SPONSORS),
            headings: dice.weighted(HEADINGS),
            seats: dice.weighted(SEATS),
            leader: dice.weighted(LEADERS),
            page_at: dice.weighted(PAGES_AT),
            pages: dice.weighted(PAGES),
            order: dice.weighted(ORDERS),
            byline: dice.weighted(BYLINES),
            separator: dice.weighted(SEPARATORS),
            numbering: dice.weighted(NUMBERINGS),
            sessions: dice.weighted(SESSIONS),
            days: dice.weighted(DAYS),
            chairs: dice.weighted(CHAIRS),
            times: dice.weighted(TIMES),
            entries: dice.weighted(ENTRIES),
            letters: dice.weighted(LETTERS),
            names: dice.weighted(NAMES),
            extras: dice.weighted(EXTRAS),
            awards: dice.weighted(AWARDS),
            mixing: dice.weighted(MIXINGS),
            furniture: dice.weighted(FURNITURES),
            glyphs: dice.weighted(GLYPHS),
            carrier: dice.weighted(CARRIERS),
            width: dice.weighted(WIDTHS),
        };
        setting.settle();
        setting
    }

    /// The commonest convention of each group.
    pub fn commonest() -> Setting {
        fn first<T: Copy>(table: &[(T, u32)]) -> T {
            table.iter().fold(table[0], |a, b| if b.1 > a.1 { *b } else { a }).0
        }
        Setting {
            language: first(LANGUAGES),
            title_page: first(TITLE_PAGES),
            dates: first(DATES),
            sponsors: first(SPONSORS),
            headings: first(HEADINGS),
            seats: first(SEATS),
            leader: first(LEADERS),
            page_at: first(PAGES_AT),
            pages: first(PAGES),
            order: first(ORDERS),
            byline: first(BYLINES),
            separator: first(SEPARATORS),
            numbering: first(NUMBERINGS),
            sessions: first(SESSIONS),
            days: first(DAYS),
            chairs: first(CHAIRS),
            times: first(TIMES),
            entries: first(ENTRIES),
            letters: first(LETTERS),
            names: first(NAMES),
            extras: first(EXTRAS),
            awards: first(AWARDS),
            mixing: first(MIXINGS),
            furniture: first(FURNITURES),
            glyphs: first(GLYPHS),
            carrier: first(CARRIERS),
            width: first(WIDTHS),
        }
    }

    /// What no publisher combines: the rarer convention stays, what contradicts it goes.
    pub(crate) fn settle(&mut self) {
        if self.times != Times::None {
            // a programme: days and sessions, seldom pages
            self.order = if self.order == Order::TitleSpaceAuthors { self.order } else { Order::TitleThenAuthors };
            self.numbering = Numbering::None;
            self.page_at = PageAt::Lost;
            self.days = if self.days == Days::None { Days::Weekday } else { self.days };
        }
        if self.order != Order::TitleThenAuthors {
            if !matches!(self.byline, Byline::NamesOnly | Byline::BracketEach) {
                self.byline = Byline::NamesOnly;
            }
            self.page_at = if self.page_at == PageAt::Lost { PageAt::Lost } else { PageAt::EntryEnd };
            self.separator = if self.separator == Separator::Dot { Separator::And } else { self.separator };
        }
        if matches!(self.byline, Byline::GroupLines | Byline::BracketBelow | Byline::LineBelow | Byline::Superscripts | Byline::Rows)
            && self.page_at == PageAt::EntryEnd
        {
            self.page_at = PageAt::TitleEnd;
        }
        if self.byline != Byline::NamesOnly && matches!(self.separator, Separator::Dot | Separator::Bullet | Separator::OnlyAnd) {
            self.separator = Separator::And;
        }
        if self.names == Names::Inverted {
            self.byline = Byline::Rows;
        }
        if self.byline == Byline::Rows {
            self.order = Order::TitleThenAuthors;
            self.names = Names::Inverted;
            if self.page_at == PageAt::EntryEnd || self.page_at == PageAt::AfterBlank {
                self.page_at = PageAt::TitleEnd;
            }
        }
        // where nothing else sets pages or entries off, a leader does
        let runs_on = !matches!(self.order, Order::TitleThenAuthors | Order::AuthorsThenTitle);
        if (self.carrier == Carrier::OneLine || runs_on) && !matches!(self.leader, Leader::SpacedDots | Leader::TightDots) {
            self.leader = Leader::SpacedDots;
        }
        if runs_on && self.page_at == PageAt::Lost && self.times == Times::None && self.numbering == Numbering::None {
            self.entries = Entries::BlankBetween;
        }
        if self.carrier == Carrier::OneLine {
            self.page_at = if self.page_at == PageAt::TitleEnd { PageAt::TitleEnd } else { PageAt::EntryEnd };
            self.times = Times::None;
        }
        if self.carrier == Carrier::Markdown {
            self.glyphs = Glyphs::Clean;
            self.numbering = if self.numbering == Numbering::None { Numbering::Bullet } else { self.numbering };
        }
        if self.page_at == PageAt::Lost && self.entries == Entries::Plain && self.numbering == Numbering::None {
            self.entries = Entries::IndentedAuthors;
        }
        if matches!(self.days, Days::Weekday | Days::WithYear | Days::Numbered) && self.sessions == Sessions::Kinds {
            self.sessions = Sessions::Bare;
        }
        if self.sessions == Sessions::None {
            self.chairs = Chairs::None;
        }
        if self.leader == Leader::Glued {
            // seen behind names only
            self.pages = Pages::First;
            self.page_at = if matches!(self.page_at, PageAt::TitleEnd | PageAt::TitleFirstLine) { PageAt::EntryEnd } else { self.page_at };
            if !matches!(self.byline, Byline::NamesOnly | Byline::BracketEach | Byline::BracketGroups | Byline::Semicolons) {
                self.byline = Byline::NamesOnly;
            }
        }
        if self.leader == Leader::NextLine && self.page_at == PageAt::TitleFirstLine {
            self.page_at = PageAt::TitleEnd;
        }
    }

    /// The other hand's style, where a list is set by two.
    pub(crate) fn other_hand(&mut self) {
        self.leader = match self.leader {
            Leader::SpacedDots | Leader::ClosingIn => Leader::TightDots,
            Leader::TightDots | Leader::Tab => Leader::SpacedDots,
            Leader::Gap => Leader::Tab,
            other => other,
        };
        self.entries = match self.entries {
            Entries::Plain => Entries::IndentedAuthors,
            Entries::IndentedAuthors => Entries::Plain,
            Entries::BlankBetween => Entries::BlankAndIndented,
            Entries::BlankAndIndented => Entries::BlankBetween,
        };
    }

    /// Group and name of each convention of the setting.
    pub fn conventions(&self) -> Vec<(&'static str, String)> {
        fn name(value: &dyn Debug) -> String {
            format!("{value:?}")
        }
        vec![
            ("language", name(&self.language)),
            ("title page", name(&self.title_page)),
            ("dates", name(&self.dates)),
            ("sponsors", name(&self.sponsors)),
            ("headings", name(&self.headings)),
            ("seats", name(&self.seats)),
            ("leader", name(&self.leader)),
            ("page at", name(&self.page_at)),
            ("pages", name(&self.pages)),
            ("order", name(&self.order)),
            ("byline", name(&self.byline)),
            ("separator", name(&self.separator)),
            ("numbering", name(&self.numbering)),
            ("sessions", name(&self.sessions)),
            ("days", name(&self.days)),
            ("chairs", name(&self.chairs)),
            ("times", name(&self.times)),
            ("entries", name(&self.entries)),
            ("letters", name(&self.letters)),
            ("names", name(&self.names)),
            ("extras", name(&self.extras)),
            ("awards", name(&self.awards)),
            ("mixing", name(&self.mixing)),
            ("furniture", name(&self.furniture)),
            ("glyphs", name(&self.glyphs)),
            ("carrier", name(&self.carrier)),
            ("width", name(&self.width)),
        ]
    }
}

/// Every convention once, in a setting that is otherwise the commonest: its group, its name, the setting.
pub fn each() -> Vec<(&'static str, String, Setting)> {
    fn vary<T: Copy + Debug>(group: &'static str, table: &[(T, u32)], put: fn(&mut Setting, T)) -> Vec<(&'static str, String, Setting)> {
        let with = |value: T| {
            let mut setting = Setting::commonest();
            // chairs, days and times belong to sessions
            if ["chairs", "days", "times"].contains(&group) {
                setting.sessions = Sessions::Numbered;
            }
            put(&mut setting, value);
            setting.settle();
            (group, format!("{value:?}"), setting)
        };
        table.iter().map(|(value, _)| with(*value)).collect()
    }
    [
        vary("language", LANGUAGES, |s, v| s.language = v),
        vary("title page", TITLE_PAGES, |s, v| s.title_page = v),
        vary("dates", DATES, |s, v| s.dates = v),
        vary("sponsors", SPONSORS, |s, v| s.sponsors = v),
        vary("headings", HEADINGS, |s, v| s.headings = v),
        vary("seats", SEATS, |s, v| s.seats = v),
        vary("leader", LEADERS, |s, v| s.leader = v),
        vary("page at", PAGES_AT, |s, v| s.page_at = v),
        vary("pages", PAGES, |s, v| s.pages = v),
        vary("order", ORDERS, |s, v| s.order = v),
        vary("byline", BYLINES, |s, v| s.byline = v),
        vary("separator", SEPARATORS, |s, v| s.separator = v),
        vary("numbering", NUMBERINGS, |s, v| s.numbering = v),
        vary("sessions", SESSIONS, |s, v| s.sessions = v),
        vary("days", DAYS, |s, v| s.days = v),
        vary("chairs", CHAIRS, |s, v| s.chairs = v),
        vary("times", TIMES, |s, v| s.times = v),
        vary("entries", ENTRIES, |s, v| s.entries = v),
        vary("letters", LETTERS, |s, v| s.letters = v),
        vary("names", NAMES, |s, v| s.names = v),
        vary("extras", EXTRAS, |s, v| s.extras = v),
        vary("awards", AWARDS, |s, v| s.awards = v),
        vary("mixing", MIXINGS, |s, v| s.mixing = v),
        vary("furniture", FURNITURES, |s, v| s.furniture = v),
        vary("glyphs", GLYPHS, |s, v| s.glyphs = v),
        vary("carrier", CARRIERS, |s, v| s.carrier = v),
        vary("width", WIDTHS, |s, v| s.width = v),
    ]
    .concat()
}
