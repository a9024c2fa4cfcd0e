//! Labels the lines of a contents list by the best path: each line has a score under each label, each pair of
//! neighbours a score for standing together; the best sequence wins. Scores are in nats, set by hand from the evidence
//! named beside them.

mod lines;
mod shape;
mod step;

pub use lines::Lines;
use shape::Shape;

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

/// The best labels of a list under one setting of the table, with their score.
fn best(lines: &Lines<'_>, shapes: &[Shape], at: usize) -> (f32, Vec<Label>) {
    let setting = SETTINGS[at];
    let Some((first, rest)) = shapes.split_first() else { return (0.0, Vec::new()) };
    // few lists are set in one run, and without pages it is hard to tell
    let prior = match (setting.order, setting.page) {
        (_, PageAt::TitleStart) => -6.0,
        (Order::OneRun, PageAt::Nowhere) => -24.0,
        (Order::OneRun, _) => -9.0,
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
    let mut back = vec![[0u8; L]; shapes.len()];
    for (i, shape) in rest.iter().enumerate() {
        let emission = shape.scores(setting).map(|e| if e <= -30.0 { f32::NEG_INFINITY } else { e });
        let steps = step::steps(lines, i, at);
        let (mut next, mut from) = ([f32::NEG_INFINITY; L], [0u32; L]);
        for j in (0..L).filter(|j| score[*j] > f32::NEG_INFINITY) {
            let mut step = steps[j];
            if let Some((label, to)) = step::GOING_ON.get(j) {
                step[*to as usize] = step::goes_on(lines, i, *label, setting);
            }
            for k in 0..L {
                let total = score[j] + step[k] + emission[k];
                let better = total > next[k];
                next[k] = if better { total } else { next[k] };
                from[k] = if better { j as u32 } else { from[k] };
            }
        }
        back[i + 1] = from.map(|j| j as u8);
        score = next;
    }
    let last = (0..L).fold(0, |a, b| if score[b] > score[a] { b } else { a });
    let (mut labels, mut at) = (vec![Label::Other; back.len()], last);
    for (label, back) in labels.iter_mut().zip(&back).rev() {
        *label = LABELS[at];
        at = back[at] as usize;
    }
    (score[last], labels)
}

/// A setting, its score and its labels for every line.
pub type Ranked = (Setting, f32, Vec<Label>);

/// The best labels under each setting, the best setting first, the earlier one of two equals.
pub fn ranking(lines: &Lines<'_>) -> Vec<Ranked> {
    // without pages, only times tell entries of one run apart
    let timed = lines.looks.iter().filter(|l| l.timed).count() > 1;
    let fits = |s: &Setting| s.order != Order::OneRun || s.page != PageAt::Nowhere || timed;
    let shapes: Vec<Shape> = (0..lines.lines.len()).map(|i| Shape::of(lines, i)).collect();
    let mut all: Vec<Ranked> = (0..SETTINGS.len())
        .filter(|at| fits(&SETTINGS[*at]))
        .map(|at| {
            let (score, labels) = best(lines, &shapes, at);
            (SETTINGS[at], score, labels)
        })
        .collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    all
}

/// The best labels over all settings.
pub fn label(lines: &Lines<'_>) -> (Setting, Vec<Label>) {
    ranking(lines).into_iter().next().map_or((SETTINGS[0], Vec::new()), |(setting, _, labels)| (setting, labels))
}
