//! Labels the lines of a contents list by the best path: each line has a score under each label, each pair of
//! neighbours a score for standing together; the best sequence wins. Scores are in nats, set by hand from the evidence
//! named beside them.

use super::cues::{chair, is_award, is_pause, session_words};
use super::joining::is_open;
use super::look::{Leader, Look};
use crate::document::{Line, Role};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Title,
    TitleMore,
    Byline,
    Session,
    Day,
    Chair,
    /// A page number alone on its line.
    Page,
    /// Not part of the list.
    Other,
}

const LABELS: [Label; 8] =
    [Label::Title, Label::TitleMore, Label::Byline, Label::Session, Label::Day, Label::Chair, Label::Page, Label::Other];

/// Where an entry prints its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAt {
    TitleEnd,
    /// On the first line of a title that may have more.
    TitleStart,
    BylineEnd,
    /// Lost, or never printed.
    Nowhere,
}

/// What stands first in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    TitleFirst,
    AuthorsFirst,
    /// Title and authors in one run, whichever is first: `A Title. Ann Lee, Bo Chen . . . 7`
    OneRun,
}

/// A way of setting a list: which comes first, and where the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub page: PageAt,
    pub order: Order,
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let order = match self.order {
            Order::TitleFirst => "title first",
            Order::AuthorsFirst => "authors first",
            Order::OneRun => "title and authors in one run",
        };
        let page = match (self.page, self.order) {
            (PageAt::Nowhere, _) => "no page",
            (_, Order::OneRun) => "page at its end",
            (PageAt::TitleEnd, _) => "page after the title",
            (PageAt::TitleStart, _) => "page on the title's first line",
            (PageAt::BylineEnd, _) => "page after the authors",
        };
        write!(f, "{order}, {page}")
    }
}

/// The settings that are tried on every list; the best score wins, the earlier one a tie.
pub const SETTINGS: &[Setting] = &[
    Setting { page: PageAt::TitleEnd, order: Order::TitleFirst },
    Setting { page: PageAt::TitleStart, order: Order::TitleFirst },
    Setting { page: PageAt::BylineEnd, order: Order::TitleFirst },
    Setting { page: PageAt::Nowhere, order: Order::TitleFirst },
    Setting { page: PageAt::TitleEnd, order: Order::AuthorsFirst },
    Setting { page: PageAt::BylineEnd, order: Order::AuthorsFirst },
    Setting { page: PageAt::Nowhere, order: Order::AuthorsFirst },
    Setting { page: PageAt::TitleEnd, order: Order::OneRun },
    Setting { page: PageAt::Nowhere, order: Order::OneRun },
];

/// What is asked of a list of lines.
pub struct Lines<'a> {
    pub lines: &'a [&'a Line],
    pub looks: &'a [&'a Look],
    facts: Vec<Facts>,
    /// Marks stand before the entries of this list, or before many.
    marks: bool,
    /// Marks stand before many lines that read like titles.
    marked_titles: bool,
    /// Bylines of this list stand on several lines, one for each name or affiliation.
    stacked: bool,
}

/// What the labels ask of a line again and again, found once.
struct Facts {
    /// Share of a full line that the text fills, page and leader aside.
    filled: f32,
    /// It cannot be the end of what it says.
    open: bool,
    /// It begins in lower case.
    small: bool,
    session: bool,
    chair: bool,
    /// The next line names a chair.
    chaired: bool,
    pause: bool,
    words: usize,
    /// Evidence that the next line goes on with this one.
    goes_on: f32,
}

impl<'a> Lines<'a> {
    pub fn new(lines: &'a [&'a Line], looks: &'a [&'a Look]) -> Self {
        let body = |i: usize| &lines[i].text()[looks[i].body.clone()];
        // to the end of the text: a number or a time before it fills the line too
        let edge = |i: usize| lines[i].indent + lines[i].text()[..looks[i].body.end].chars().count();
        let widths: Vec<usize> = (0..lines.len()).map(edge).collect();
        let mut sorted = widths.clone();
        sorted.sort_unstable();
        // characters in a full line of this list
        let full = sorted.get(sorted.len() * 9 / 10).copied().unwrap_or(0).max(30) as f32;
        let fact = |i: usize| {
            let (text, filled) = (body(i), widths[i] as f32 / full);
            let open = is_open(text);
            let next = lines.get(i + 1).map_or(0.0, |next| goes_on(filled, open, body(i + 1), lines[i], next));
            Facts {
                filled,
                open,
                small: begins_small(text),
                session: session_words(text),
                chair: chair(text).is_some(),
                chaired: false,
                pause: is_pause(text, looks[i].timed) || is_award(text),
                words: text.split_whitespace().count(),
                goes_on: next,
            }
        };
        let mut facts: Vec<Facts> = (0..lines.len()).map(fact).collect();
        for i in 1..facts.len() {
            facts[i - 1].chaired = facts[i].chair;
        }
        // below a title two lines of names, of which the first does not ask for the second
        let names = |i: usize| looks[i].byline > 3.0 && !looks[i].chained;
        let signed = (0..lines.len().saturating_sub(2)).filter(|i| (looks[*i].chained || looks[*i].byline < -3.0) && names(i + 1));
        let stacks = signed.clone().filter(|i| names(i + 2) && facts[i + 1].goes_on < 0.0);
        let stacked = stacks.count() * 4 > signed.count();
        let mut list = Self { lines, looks, facts, marks: false, marked_titles: false, stacked };
        let marked_title = |i: &usize| list.marked(*i) && looks[*i].byline < -3.0 && !list.facts[*i].pause && !list.facts[*i].session;
        list.marked_titles = (0..lines.len()).filter(marked_title).count() * 6 > lines.len();
        list.marks = (0..lines.len()).filter(|i| list.marked(*i)).count() * 6 > lines.len();
        list
    }

    fn body(&self, i: usize) -> &str {
        &self.lines[i].text()[self.looks[i].body.clone()]
    }

    fn is_author(&self, i: usize) -> bool {
        matches!(self.lines[i].role, Some(Role::Author | Role::Affiliation))
    }

    /// A bullet, a number or a time stands before it.
    fn marked(&self, i: usize) -> bool {
        self.lines[i].bullet || self.looks[i].number.is_some() || self.looks[i].timed
    }

    /// Its page is one of the front matter.
    fn is_front(&self, i: usize) -> bool {
        let page = self.looks[i].tail.as_ref().and_then(|t| t.pages.as_ref());
        page.and_then(|p| p.first.sort).is_some_and(|s| s < 0)
    }

    fn has_page(&self, i: usize) -> bool {
        self.looks[i].chained && self.looks[i].tail.is_some()
    }

    /// Score of a line under a label, by itself.
    pub fn emission(&self, i: usize, label: Label, setting: Setting) -> f32 {
        let sentence = self.lines[i].whole && self.looks[i].prose && label != Label::Other;
        self.shape(i, label, setting) + self.lines[i].role.map_or(0.0, |role| marked(role, label)) - 12.0 * f32::from(sentence)
    }

    /// What the form and the words of a line say for a label.
    fn shape(&self, i: usize, label: Label, setting: Setting) -> f32 {
        let (line, look) = (self.lines[i], self.looks[i]);
        let text = self.body(i);
        let y = look.byline.clamp(-24.0, 24.0);
        let page = self.has_page(i);
        let strong = page && look.tail.as_ref().is_some_and(|t| matches!(t.leader, Leader::Dots | Leader::Tab | Leader::Gap));
        let facts = &self.facts[i];
        let small = facts.small;
        if look.day.is_some() && label != Label::Day {
            return -30.0;
        }
        let alone = look.tail.as_ref().is_some_and(|t| t.leader == Leader::Alone);
        if alone && !matches!(label, Label::Page | Label::Other) {
            return -30.0;
        }
        let paged = |at: PageAt, yes: f32, no: f32| match (page, setting.page) {
            (true, PageAt::Nowhere) => -2.0,
            (true, p) if p == at => yes,
            (true, _) => no,
            (false, _) => 0.0,
        };
        let first = if setting.page == PageAt::TitleStart { PageAt::TitleStart } else { PageAt::TitleEnd };
        let prose = if look.prose && !page { -3.0 } else { 0.0 };
        // an entry of one run pays what it would gain by chance where title and names have their own lines
        let as_title = match setting.order {
            Order::OneRun => look.run.min(12.0) - if label == Label::Title { 2.5 } else { 0.0 },
            _ => -0.5 * y,
        };
        // marks before an entry: for what begins one, against what does not
        let begins = |begins: bool| {
            let marked = f32::from(look.number.is_some() || look.timed);
            let (bullet, bold) = (f32::from(line.bullet), f32::from(line.bold));
            if begins { 6.0 * bullet + 4.0 * bold + 5.0 * marked } else { -8.0 * bullet - 2.0 * bold - 12.0 * marked }
        };
        match label {
            Label::Byline if setting.order == Order::OneRun && !self.is_author(i) => -50.0,
            Label::Byline if page && self.is_front(i) => -20.0,
            Label::Title => {
                let bare = self.marked_titles && !authors_first(setting) && !self.marked(i) && !line.bold && !page;
                as_title + begins(!authors_first(setting)) + paged(first, 6.0, -5.0) - 5.0 * f32::from(small || bare) + prose
            }
            Label::TitleMore => as_title - 1.0 + begins(false) + paged(PageAt::TitleEnd, 5.0, -5.0) + prose,
            Label::Byline => {
                0.5 * y + begins(authors_first(setting)) + paged(PageAt::BylineEnd, 6.0, -7.0) + prose * 2.0
                    - if line.blank_before > 0 { 1.0 } else { 0.0 }
                    - if line.heading > 0 && line.role.is_none() { 4.0 } else { 0.0 }
            }
            Label::Session => {
                if strong || look.prose {
                    return -20.0;
                }
                if facts.chaired && facts.words < 12 {
                    return 18.0;
                }
                if facts.session {
                    // against the bold face, which speaks for a title
                    return 12.0 + 8.0 * f32::from(line.bold || line.heading > 0);
                }
                let mut score = -2.5 - 0.6 * y.max(0.0);
                score += if facts.filled < 0.6 { 2.0 } else { -3.0 };
                score -= 6.0 * f32::from(facts.words > 8) + 3.0 * f32::from(text.contains(':')) + 4.0 * f32::from(text.ends_with('.'));
                score -= 6.0 * f32::from(line.bullet) + 10.0 * f32::from(small) + 6.0 * f32::from(facts.open) + 4.0 * f32::from(page);
                score += 5.0 * f32::from(line.heading > 0) + if line.blank_before > 0 { 1.5 } else { 0.0 };
                score
            }
            Label::Day => {
                if look.day.is_some() {
                    20.0
                } else {
                    -50.0
                }
            }
            Label::Chair => {
                if facts.chair {
                    20.0
                } else {
                    -50.0
                }
            }
            Label::Page => {
                if alone && page {
                    9.0
                } else {
                    -50.0
                }
            }
            Label::Other => {
                if facts.pause && !page {
                    20.0
                } else if look.prose && !page {
                    1.0
                } else if strong {
                    -12.0
                } else {
                    -5.0
                }
            }
        }
    }

    fn transition(&self, i: usize, from: Label, to: Label, setting: Setting) -> f32 {
        use Label::*;
        let page = self.has_page(i);
        let before_page = i > 0 && self.has_page(i - 1);
        // what it costs to leave a title, or a byline, whose page should have come and did not
        let left = |at: PageAt| if setting.page == at && !page { if self.stacked { -8.0 } else { -5.0 } } else { 0.0 };
        let (on, open) = (self.facts[i].goes_on, self.facts[i].open);
        let titled = setting.order == Order::TitleFirst;
        let by_order = |authors: f32, other: f32| if authors_first(setting) { authors } else { other };
        let late = if from == Title && setting.page == PageAt::TitleStart && !page && to != Page { -5.0 } else { 0.0 };
        late + match (from, to) {
            (Title, TitleMore) if page && setting.page == PageAt::TitleStart => on.max(-1.0),
            (Title | TitleMore, TitleMore) => {
                // a page on the first line of two ends the title only where the line could be an end
                let goes_on = self.facts[i + 1].small || open;
                on + if page && setting.page == PageAt::TitleEnd && !goes_on { -12.0 } else { 0.0 }
            }
            (Title | TitleMore, Byline) => left(PageAt::TitleEnd) + if page && self.is_front(i) { -4.0 } else { 2.0 },
            (Title | TitleMore, Title) => {
                left(PageAt::TitleEnd) - if self.marks && setting.page == PageAt::Nowhere && !self.marked(i + 1) { 6.0 } else { 0.0 }
                    + match setting.order {
                        // without pages only a mark tells where the next entry begins
                        Order::OneRun if setting.page == PageAt::Nowhere && !self.marked(i + 1) => -2.5,
                        Order::OneRun => 2.0,
                        Order::TitleFirst if setting.page != PageAt::BylineEnd => -2.5,
                        _ => -6.0,
                    }
            }
            (Title | TitleMore, Session | Day | Chair) => {
                left(PageAt::TitleEnd) + if titled && !(page && self.is_front(i)) { -2.5 } else { 2.0 }
            }
            (Title | TitleMore, Page) if page => -8.0,
            (Title | TitleMore, Page) => 5.0 - if titled && setting.page == PageAt::BylineEnd { 8.0 } else { 0.0 },
            (Byline, Byline) if self.is_author(i) && self.is_author(i + 1) => 0.5,
            (Byline, Byline) => {
                let done = if page && setting.page == PageAt::BylineEnd || self.marked(i + 1) { -12.0 } else { 0.0 };
                let gap = if open || before_page { 0.0 } else { 0.5 };
                // short lines follow one another where each holds a name
                let least = match () {
                    () if self.stacked => 1.0,
                    () if self.looks[i + 1].byline > 8.0 => -1.5,
                    () => -4.5,
                };
                on.max(least) + done - gap
            }
            (Byline, Title) => left(PageAt::BylineEnd) + if open { -6.0 } else { 2.0 },
            (Byline, Session | Day | Chair) => {
                left(PageAt::BylineEnd) + if open { -6.0 } else { 1.5 } - if authors_first(setting) { 8.0 } else { 0.0 }
            }
            (Byline, Page) if page => -8.0,
            (Byline, Page) => 4.0 - if titled && setting.page == PageAt::TitleEnd { 8.0 } else { 0.0 },
            (Byline, TitleMore) => -20.0,
            (Session, Title) => by_order(-4.0, 1.0),
            (Session, Byline) => by_order(1.0, -8.0),
            (Session, Session) => -5.0,
            (Session, Day) => -3.0,
            (Session, Chair) => 2.0,
            (Day, Session) => 2.0,
            (Page, Title) if titled => {
                if setting.page == PageAt::TitleEnd {
                    -2.0
                } else {
                    1.0
                }
            }
            (Day | Chair | Page | Other, Title) => 0.0,
            (Day | Chair, Byline) => by_order(0.0, -8.0),
            // a page on a line of its own stands where the others stand
            (Page, Byline) => 1.0 - if titled && setting.page == PageAt::BylineEnd { 9.0 } else { 0.0 },
            (Page, TitleMore) => -3.0,
            (Other, Other) => 1.0,
            (_, Other) => -2.0,
            (_, TitleMore) => -20.0,
            (Other, Byline) => -8.0,
            (_, Page) => -8.0,
            _ => -1.0,
        }
    }
}

/// What the markup of a line says for a label: much, for it may be wrong.
fn marked(role: Role, label: Label) -> f32 {
    match (role, label) {
        (Role::Title, Label::Title)
        | (Role::Author | Role::Affiliation, Label::Byline)
        | (Role::Session, Label::Session)
        | (Role::Pages, Label::Page) => 12.0,
        (Role::Document, Label::Title) => 5.0,
        (Role::Document, Label::TitleMore | Label::Byline | Label::Session | Label::Other) => -4.0,
        (Role::Document | Role::Time | Role::Furniture, _) => 0.0,
        (Role::Title | Role::Author | Role::Affiliation | Role::Session | Role::Pages, _) => -12.0,
        // of the volume, not of an entry
        (_, Label::Other) => 12.0,
        _ => -12.0,
    }
}

fn authors_first(setting: Setting) -> bool {
    setting.order == Order::AuthorsFirst
}

/// Begins in lower case, but not with a name of its own making such as `eLabs`.
fn begins_small(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    text.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase)
}

/// Evidence that a line goes on with the one before it, which fills this share of a full line.
fn goes_on(filled: f32, open: bool, text: &str, last: &Line, line: &Line) -> f32 {
    let mut score = match filled {
        _ if last.whole => -4.0,
        f if f > 0.92 => 3.5,
        f if f > 0.84 => 2.0,
        f if f > 0.76 => 0.0,
        f if f > 0.6 => -2.0,
        _ => -4.0,
    };
    score += 6.0 * f32::from(open);
    score += 5.0 * f32::from(begins_small(text) || text.starts_with([')', ',']));
    score -= 3.0 * f32::from(line.blank_after(last) > 0);
    score + 0.5 * f32::from(line.indent > last.indent + 2)
}

/// The best labels of a list under one setting, with their score.
pub fn best(lines: &Lines<'_>, setting: Setting) -> (f32, Vec<Label>) {
    let n = lines.lines.len();
    if n == 0 {
        return (0.0, Vec::new());
    }
    const L: usize = LABELS.len();
    let mut back = vec![[0u8; L]; n];
    // few lists are set in one run, and without pages it is hard to tell
    let prior = match (setting.order, setting.page) {
        (_, PageAt::TitleStart) => -6.0,
        (Order::OneRun, PageAt::Nowhere) => -24.0,
        (Order::OneRun, _) => -9.0,
        (Order::AuthorsFirst, _) => -4.0,
        _ => 0.0,
    };
    let mut score: [f32; L] = std::array::from_fn(|k| {
        let start = match LABELS[k] {
            Label::TitleMore => -20.0,
            Label::Byline if !authors_first(setting) => -8.0,
            Label::Title if authors_first(setting) => -8.0,
            _ => 0.0,
        };
        prior + start + lines.emission(0, LABELS[k], setting)
    });
    for (i, back) in back.iter_mut().enumerate().skip(1) {
        let mut next = [f32::NEG_INFINITY; L];
        for (k, to) in LABELS.iter().enumerate() {
            let emission = lines.emission(i, *to, setting);
            if emission <= -30.0 {
                continue;
            }
            for (j, from) in LABELS.iter().enumerate() {
                if score[j] == f32::NEG_INFINITY {
                    continue;
                }
                let total = score[j] + lines.transition(i - 1, *from, *to, setting) + emission;
                if total > next[k] {
                    next[k] = total;
                    back[k] = j as u8;
                }
            }
        }
        score = next;
    }
    let last = (0..L).fold(0, |a, b| if score[b] > score[a] { b } else { a });
    let (mut labels, mut at) = (vec![Label::Other; n], last);
    for i in (0..n).rev() {
        labels[i] = LABELS[at];
        at = back[i][at] as usize;
    }
    (score[last], labels)
}

/// A setting, its score and its labels for every line.
pub type Ranked = (Setting, f32, Vec<Label>);

/// The best labels under each setting, the best setting first, the earlier one of two equals.
pub fn ranking(lines: &Lines<'_>) -> Vec<Ranked> {
    // without pages, only times tell entries of one run apart
    let timed = lines.looks.iter().filter(|l| l.timed).count() > 1;
    let fits = |s: &&Setting| s.order != Order::OneRun || s.page != PageAt::Nowhere || timed;
    let mut all: Vec<Ranked> = SETTINGS
        .iter()
        .filter(fits)
        .map(|setting| {
            let (score, labels) = best(lines, *setting);
            (*setting, score, labels)
        })
        .collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    all
}

/// The best labels over all settings.
pub fn label(lines: &Lines<'_>) -> (Setting, Vec<Label>) {
    ranking(lines).into_iter().next().map_or((SETTINGS[0], Vec::new()), |(setting, _, labels)| (setting, labels))
}
