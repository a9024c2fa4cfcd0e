//! What it says for two labels that lines with them stand one after the other.

use super::Label::{self, *};
use super::{L, LABELS, Lines, Order, PageAt, SETTINGS, Setting, authors_first};
use std::sync::LazyLock;

/// Score of each label after each, by the first.
pub type Steps = [[f32; L]; L];

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
}

/// Ways in which the facts may stand.
const WAYS: usize = 32;

/// The steps under each setting, by the facts.
static STEPS: LazyLock<Vec<[Steps; WAYS]>> = LazyLock::new(|| {
    let step = |setting: Setting, way: usize| {
        let [page, open, marked, marks, stacked] = std::array::from_fn(|bit| way >> bit & 1 == 1);
        let facts = Facts { page, open, marked, marks, stacked };
        LABELS.map(|from| LABELS.map(|to| step(facts, from, to, setting)))
    };
    SETTINGS.iter().map(|setting| std::array::from_fn(|way| step(*setting, way))).collect()
});

/// The steps from a line to the next under a setting of the table.
pub fn steps(list: &Lines<'_>, i: usize, setting: usize) -> &'static Steps {
    let facts = [list.has_page(i), list.facts[i].open, list.marked(i + 1), list.marks, list.stacked];
    let way = facts.iter().rev().fold(0, |way, fact| way << 1 | usize::from(*fact));
    &STEPS[setting][way]
}

fn step(facts: Facts, from: Label, to: Label, setting: Setting) -> f32 {
    let Facts { page, open, marked, marks, stacked } = facts;
    // what it costs to leave a title, or a byline, whose page should have come and did not
    let left = |at: PageAt| if setting.page == at && !page { if stacked { -8.0 } else { -5.0 } } else { 0.0 };
    let titled = setting.order == Order::TitleFirst;
    late(from, to, page, setting)
        + match (from, to) {
            // [`goes_on`] tells
            (Title | TitleMore, TitleMore) | (Byline, Byline) => 0.0,
            (Title | TitleMore, Byline) => left(PageAt::TitleEnd) + if authors_first(setting) { 1.5 } else { 2.0 },
            (Title | TitleMore, Title) => {
                left(PageAt::TitleEnd) - if marks && setting.page == PageAt::Nowhere && !marked { 6.0 } else { 0.0 }
                    + match setting.order {
                        // without pages only a mark tells where the next entry begins
                        Order::OneRun if setting.page == PageAt::Nowhere && !marked => -2.5,
                        Order::OneRun => 2.0,
                        Order::TitleFirst if setting.page != PageAt::BylineEnd => -2.5,
                        _ => -6.0,
                    }
            }
            (Title | TitleMore, Session | Day | Chair) => {
                left(PageAt::TitleEnd) + if setting.order == Order::TitleFirst { -2.5 } else { 2.0 }
            }
            (Title | TitleMore, Page) if page => -8.0,
            (Title | TitleMore, Page) => 5.0 - if titled && setting.page == PageAt::BylineEnd { 8.0 } else { 0.0 },
            (Byline, Title) => left(PageAt::BylineEnd) + if open { -6.0 } else { 2.0 },
            (Byline, Session | Day | Chair) => {
                left(PageAt::BylineEnd) + if open { -6.0 } else { 1.5 } - if authors_first(setting) { 8.0 } else { 0.0 }
            }
            (Byline, Page) if page => -8.0,
            (Byline, Page) => 4.0 - if titled && setting.page == PageAt::TitleEnd { 8.0 } else { 0.0 },
            (Byline, TitleMore) => -20.0,
            (Session, Title) => {
                if authors_first(setting) {
                    -4.0
                } else {
                    1.0
                }
            }
            (Session, Byline) => {
                if authors_first(setting) {
                    1.0
                } else {
                    -8.0
                }
            }
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
            (Day | Chair, Byline) => {
                if authors_first(setting) {
                    0.0
                } else {
                    -8.0
                }
            }
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

fn late(from: Label, to: Label, page: bool, setting: Setting) -> f32 {
    if from == Title && setting.page == PageAt::TitleStart && !page && to != Page { -5.0 } else { 0.0 }
}

/// Labels that go on from line to line, with what they go on with.
pub const GOING_ON: [(Label, Label); 3] = [(Title, TitleMore), (TitleMore, TitleMore), (Byline, Byline)];

/// What the form of two lines says for the second to go on with the first.
pub fn goes_on(list: &Lines<'_>, i: usize, from: Label, setting: Setting) -> f32 {
    let page = list.has_page(i);
    let (on, open) = (list.facts[i].goes_on, list.facts[i].open);
    match from {
        Title if page && setting.page == PageAt::TitleStart => on.max(-1.0),
        Title | TitleMore => {
            // a page on the first line of two ends the title only where the line could be an end
            let goes_on = list.facts[i + 1].small || open;
            late(from, TitleMore, page, setting) + (on + if page && setting.page == PageAt::TitleEnd && !goes_on { -12.0 } else { 0.0 })
        }
        _ if list.is_author(i) && list.is_author(i + 1) => 0.5,
        _ => {
            let done = if page && setting.page == PageAt::BylineEnd || list.marked(i + 1) { -12.0 } else { 0.0 };
            let gap = if open || i > 0 && list.has_page(i - 1) { 0.0 } else { 0.5 };
            // short lines follow one another where each holds a name
            let least = match () {
                () if list.stacked => 1.0,
                () if list.looks[i + 1].byline > 8.0 => -1.5,
                () => -4.5,
            };
            on.max(least) + done - gap
        }
    }
}
