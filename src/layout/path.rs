//! Labels the lines of a contents list by the best path: each line has a score under each label, each pair of
//! neighbours a score for standing together; the best sequence wins. Scores are in nats, set by hand from the evidence
//! named beside them.

mod lines;
mod shape;
mod step;

use super::look::Leader;
pub use lines::Lines;
use shape::Shape;
use step::Joint;

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

/// Number of labels.
const L: usize = 8;

const LABELS: [Label; L] =
    [Label::Title, Label::TitleMore, Label::Byline, Label::Session, Label::Day, Label::Chair, Label::Page, Label::Other];

/// Where an entry prints its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAt {
    TitleEnd,
    /// On the first line of a title that may have more.
    TitleStart,
    BylineEnd,
    /// On a line of its own.
    BelowTitle,
    BelowByline,
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
            (PageAt::BelowTitle, _) => "page below the title",
            (PageAt::BelowByline, _) => "page below the authors",
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
    Setting { page: PageAt::BelowTitle, order: Order::TitleFirst },
    Setting { page: PageAt::BelowByline, order: Order::TitleFirst },
    Setting { page: PageAt::TitleEnd, order: Order::AuthorsFirst },
    Setting { page: PageAt::BylineEnd, order: Order::AuthorsFirst },
    Setting { page: PageAt::Nowhere, order: Order::AuthorsFirst },
    Setting { page: PageAt::TitleEnd, order: Order::OneRun },
    Setting { page: PageAt::Nowhere, order: Order::OneRun },
];

/// Score of a line under a label, by itself.
pub fn emission(lines: &Lines<'_>, i: usize, label: Label, setting: Setting) -> f32 {
    Shape::of(lines, i).scores(setting)[label as usize]
}

fn authors_first(setting: Setting) -> bool {
    setting.order == Order::AuthorsFirst
}

/// The best score of every line under each label, by a path that ends there, under one setting of the table.
fn scores(shapes: &[Shape], joints: &[Joint], at: usize) -> Vec<[f32; L]> {
    let (setting, table) = (SETTINGS[at], step::table(at));
    let Some((first, rest)) = shapes.split_first() else { return Vec::new() };
    // few lists are set in one run, and without pages it is hard to tell
    let prior = match (setting.order, setting.page) {
        (_, PageAt::TitleStart) => -6.0,
        (Order::OneRun, PageAt::Nowhere) => -24.0,
        (Order::OneRun, _) => -9.0,
        (Order::AuthorsFirst, _) | (_, PageAt::BelowTitle | PageAt::BelowByline) => -4.0,
        _ => 0.0,
    };
    let emission = first.scores(setting);
    let mut score = LABELS.map(|label| {
        let start = match label {
            Label::TitleMore => -20.0,
            Label::Byline if !authors_first(setting) => -8.0,
            Label::Title if authors_first(setting) => -8.0,
            _ => 0.0,
        };
        prior + start + emission[label as usize]
    });
    let mut scores = Vec::with_capacity(shapes.len());
    for (shape, joint) in rest.iter().zip(joints) {
        scores.push(score);
        let emission = possible(shape.scores(setting));
        let mut next = [f32::NEG_INFINITY; L];
        for from in LABELS.into_iter().filter(|from| score[*from as usize] > f32::NEG_INFINITY) {
            let steps = joint.steps(from, table, setting);
            for to in 0..L {
                let total = score[from as usize] + steps[to] + emission[to];
                next[to] = if total > next[to] { total } else { next[to] };
            }
        }
        score = next;
    }
    scores.push(score);
    scores
}

fn possible(emission: [f32; L]) -> [f32; L] {
    emission.map(|e| if e <= -30.0 { f32::NEG_INFINITY } else { e })
}

/// The labels of the best path, which is found by going back along the scores.
fn labels(scores: &[[f32; L]], shapes: &[Shape], joints: &[Joint], at: usize) -> Vec<Label> {
    let best = |score: &[f32; L]| LABELS.into_iter().fold(LABELS[0], |a, b| if score[b as usize] > score[a as usize] { b } else { a });
    let Some(mut label) = scores.last().map(best) else { return Vec::new() };
    let (setting, table) = (SETTINGS[at], step::table(at));
    let mut out = vec![label; scores.len()];
    for i in (1..scores.len()).rev() {
        let (to, emission) = (label as usize, possible(shapes[i].scores(setting)));
        let total = |from: &Label| scores[i - 1][*from as usize] + joints[i - 1].steps(*from, table, setting)[to] + emission[to];
        label = LABELS.into_iter().find(|from| total(from) == scores[i][to]).unwrap_or(LABELS[0]);
        out[i - 1] = label;
    }
    out
}

/// The settings with the scores of their best paths, the best first, the earlier one of two equals; and the labels under
/// the best.
pub fn ranking(lines: &Lines<'_>) -> (Vec<(Setting, f32)>, Vec<Label>) {
    // without pages, only times tell entries of one run apart
    let timed = lines.looks.iter().filter(|l| l.timed).count() > 1;
    let alone = lines.looks.iter().filter(|l| l.chained && l.tail.as_ref().is_some_and(|t| t.leader == Leader::Alone)).count() > 2;
    let fits = |s: Setting| match s.page {
        PageAt::Nowhere => s.order != Order::OneRun || timed,
        PageAt::BelowTitle | PageAt::BelowByline => alone,
        _ => true,
    };
    let n = lines.lines.len();
    let shapes: Vec<Shape> = (0..n).map(|i| Shape::of(lines, i)).collect();
    let joints: Vec<Joint> = (1..n).map(|i| Joint::of(lines, i - 1)).collect();
    let most = |scores: &[[f32; L]]| scores.last().map_or(0.0, |s| s.iter().copied().fold(f32::NEG_INFINITY, f32::max));
    let mut all: Vec<(usize, f32)> = Vec::new();
    let mut best: Option<(f32, usize, Vec<[f32; L]>)> = None;
    for at in (0..SETTINGS.len()).filter(|at| fits(SETTINGS[*at])) {
        let scores = scores(&shapes, &joints, at);
        let score = most(&scores);
        all.push((at, score));
        if best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((score, at, scores));
        }
    }
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    let labels = best.map_or_else(Vec::new, |(_, at, scores)| labels(&scores, &shapes, &joints, at));
    (all.into_iter().map(|(at, score)| (SETTINGS[at], score)).collect(), labels)
}

/// The best labels over all settings.
pub fn label(lines: &Lines<'_>) -> (Setting, Vec<Label>) {
    let (settings, labels) = ranking(lines);
    (settings.first().map_or(SETTINGS[0], |s| s.0), labels)
}
