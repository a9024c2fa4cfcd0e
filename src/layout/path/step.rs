//! What it says for two labels that lines with them stand one after the other.

use super::Label::{self, *};
use super::{L, LABELS, Lines, Order, PageAt, SETTINGS, Setting, authors_first};
use std::sync::LazyLock;

/// Score of each label after each, by the first.
type Steps = [[f32; L]; L];

/// What a step between two lines depends on beside the labels and the setting.
#[derive(Clone, Copy)]
struct Facts {
    /// The first line ends in a page of the list.
    page: bool,
    /// The first line cannot be the end of what it says.
    open: bool,
    /// The second line begins as entries do.
    marked: bool,
    marks: bool,
    stacked: bool,
    /// The page is one of the front matter.
    front: bool,
}

/// Ways in which the facts may stand.
const WAYS: usize = 64;

/// The steps under one setting, by the facts.
pub type Table = [Steps; WAYS];

static STEPS: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let step = |setting: Setting, way: usize| {
        let [page, open, marked, marks, stacked, front] = std::array::from_fn(|bit| way >> bit & 1 == 1);
        let facts = Facts { page, open, marked, marks, stacked, front };
        LABELS.map(|from| LABELS.map(|to| step(facts, from, to, setting)))
    };
    SETTINGS.iter().map(|setting| std::array::from_fn(|way| step(*setting, way))).collect()
});

pub fn table(setting: usize) -> &'static Table {
    &STEPS[setting]
}

/// Where a line and the next meet.
pub struct Joint {
    /// Which of the tables has its steps.
    way: usize,
    page: bool,
    /// Evidence that the second line goes on with the first.
    on: f32,
    /// What it costs that a page stands at the end of a title's first line.
    paged: f32,
    /// Evidence that a byline goes on, and what is left of it where a page ends the byline.
    names: f32,
    ended: f32,
}

impl Joint {
    pub fn of(list: &Lines<'_>, i: usize) -> Self {
        let (page, marked, open, on) = (list.has_page(i), list.marked(i + 1), list.facts[i].open, list.facts[i].goes_on);
        let facts = [page, open, marked, list.marks, list.stacked, list.is_front(i)];
        let way = facts.iter().rev().fold(0, |way, fact| way << 1 | usize::from(*fact));
        let gap = if open || i > 0 && list.has_page(i - 1) { 0.0 } else { 0.5 };
        // short lines follow one another where each holds a name
        let least = match () {
            () if list.stacked => 1.0,
            () if list.looks[i + 1].byline > 8.0 => -1.5,
            () => -4.5,
        };
        let authors = list.is_author(i) && list.is_author(i + 1);
        let names = |done: bool| if authors { 0.5 } else { on.max(least) + if done { -12.0 } else { 0.0 } - gap };
        // a page on the first line of two ends the title only where the line could be an end
        let paged = if page && !(list.facts[i + 1].small || open) { -12.0 } else { 0.0 };
        Self { way, page, on, paged, names: names(marked), ended: names(page || marked) }
    }

    /// Score of each label after one, by the table of a setting.
    pub fn steps(&self, from: Label, table: &Table, setting: Setting) -> [f32; L] {
        let mut steps = table[self.way][from as usize];
        match from {
            Title if self.page && setting.page == PageAt::TitleStart => steps[TitleMore as usize] = self.on.max(-1.0),
            Title | TitleMore => {
                let paged = if setting.page == PageAt::TitleEnd { self.paged } else { 0.0 };
                // in one run, lines end where they are full
                let run = if setting.order == Order::OneRun { self.on.min(0.0) } else { 0.0 };
                steps[TitleMore as usize] += self.on + paged + run;
            }
            Byline => steps[Byline as usize] = if setting.page == PageAt::BylineEnd { self.ended } else { self.names },
            _ => {}
        }
        steps
    }
}

fn step(facts: Facts, from: Label, to: Label, setting: Setting) -> f32 {
    let Facts { page, open, marked, marks, stacked, front } = facts;
    // what it costs to leave a title, or a byline, whose page should have come and did not
    let left = |at: [PageAt; 2]| if at.contains(&setting.page) && !page { if stacked { -8.0 } else { -5.0 } } else { 0.0 };
    let (by_title, by_names) = ([PageAt::TitleEnd, PageAt::BelowTitle], [PageAt::BylineEnd, PageAt::BelowByline]);
    let titled = setting.order == Order::TitleFirst;
    let by_order = |authors: f32, other: f32| if authors_first(setting) { authors } else { other };
    let late = if from == Title && setting.page == PageAt::TitleStart && !page && to != Page { -5.0 } else { 0.0 };
    late + match (from, to) {
        // the joint knows
        (Title | TitleMore, TitleMore) | (Byline, Byline) => 0.0,
        (Title | TitleMore, Byline) => left(by_title) + if front { -4.0 } else { 2.0 },
        // what stands before the papers has no authors, however the list is set
        (Title | TitleMore, Title) if front => 0.0,
        (Title | TitleMore, Title) => {
            left(by_title) - if marks && setting.page == PageAt::Nowhere && !marked { 6.0 } else { 0.0 }
                + match setting.order {
                    // without pages only a mark tells where the next entry begins
                    Order::OneRun if setting.page == PageAt::Nowhere && !marked => -2.5,
                    Order::OneRun => 2.0,
                    Order::TitleFirst if !by_names.contains(&setting.page) => -2.5,
                    _ => -6.0,
                }
        }
        (Title | TitleMore, Session | Day | Chair) => left(by_title) + if titled && !front { -2.5 } else { 2.0 },
        (Title | TitleMore, Page) if page => -8.0,
        (Title | TitleMore, Page) => match setting.page {
            PageAt::BelowTitle => 6.0,
            PageAt::BylineEnd | PageAt::BelowByline if titled => -3.0,
            _ => 5.0,
        },
        (Byline, Title) => left(by_names) + if open { -6.0 } else { 2.0 },
        (Byline, Session | Day | Chair) => left(by_names) + if open { -6.0 } else { 1.5 } - if authors_first(setting) { 8.0 } else { 0.0 },
        (Byline, Page) if page => -8.0,
        (Byline, Page) => match setting.page {
            PageAt::BelowByline => 6.0,
            PageAt::TitleEnd | PageAt::BelowTitle if titled => -4.0,
            _ => 4.0,
        },
        (Byline, TitleMore) => -20.0,
        (Session, Title) => by_order(-4.0, 1.0),
        (Session, Byline) => by_order(1.0, -8.0),
        (Session, Session) => -5.0,
        (Session, Day) => -3.0,
        (Session, Chair) => 2.0,
        (Day, Session) => 2.0,
        (Page, Title) if titled => match setting.page {
            PageAt::TitleEnd | PageAt::BelowTitle => -2.0,
            PageAt::BelowByline => 4.0,
            _ => 1.0,
        },
        (Day | Chair | Page | Other, Title) => 0.0,
        (Day | Chair, Byline) => by_order(0.0, -8.0),
        // a page on a line of its own stands where the others stand
        (Page, Byline) => match setting.page {
            PageAt::BelowTitle => 4.0,
            PageAt::BylineEnd | PageAt::BelowByline if titled => -8.0,
            _ => 1.0,
        },
        (Page, TitleMore) => -3.0,
        (Other, Other) => 1.0,
        (_, Other) => -2.0,
        (_, TitleMore) => -20.0,
        (Other, Byline) => -8.0,
        (_, Page) => -8.0,
        _ => -1.0,
    }
}
