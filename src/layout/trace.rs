//! Why lines were read as they were: for each its region, its label, its score, and what was seen of it.

use super::look::Look;
use super::outline::{self, What};
use super::path::{self, Lines};
use super::{Reading, Taken, documents};
use crate::document::Line;
use crate::source::{FileId, Sources, Span};

/// A line and how it was read.
#[derive(Clone, Debug)]
pub struct Step {
    pub span: Span,
    /// What it became: `title`, `seat`, `folio`, `unread` …
    pub label: &'static str,
    /// In nats, as that label, by itself, where lines are labelled by the best path.
    pub score: Option<f32>,
    /// Tail, number, time, and how much likelier names than a title.
    pub seen: String,
    pub text: String,
}

/// A region, the conventions that were found in it, and its lines.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
    pub convention: Option<String>,
    pub steps: Vec<Step>,
}

/// Reads files as [`super::read_part`] does and tells how.
pub fn trace(sources: &Sources, files: &[FileId]) -> Vec<Part> {
    let Taken { lines, repairs, .. } = documents(sources, files);
    let mut reading = Reading::new(&lines, repairs);
    let regions = reading.regions();
    let step = |i: usize, score: Option<f32>| {
        let label = reading.furniture[i].or_else(|| reading.ledger.what(lines[i].span)).unwrap_or("unread");
        Step { span: lines[i].span, label, score, seen: seen(&reading.looks[i]), text: lines[i].text().to_owned() }
    };
    let mut out = Vec::new();
    for region in regions {
        let (mut steps, mut convention) = (Vec::new(), None);
        steps.extend(region.heading.map(|(i, _)| step(i, None)));
        if region.what == What::Contents {
            let at = reading.of(&region);
            let (refs, looks): (Vec<&Line>, Vec<&Look>) = at.iter().map(|i| (&lines[*i], &reading.looks[*i])).unzip();
            let list = Lines::new(&refs, &looks);
            let (ranking, labels) = path::ranking(&list);
            if let Some((setting, best)) = ranking.first() {
                let next = ranking.get(1).map_or(String::new(), |(s, score)| format!("; next {s} {score:.1}"));
                convention = Some(format!("{setting} {best:.1}{next}"));
                let scores: Vec<f32> = (0..at.len()).map(|k| path::emission(&list, k, labels[k], *setting)).collect();
                let score = |i: usize| at.iter().position(|a| *a == i).map(|k| scores[k]);
                steps.extend(region.lines.clone().map(|i| step(i, score(i))));
            }
        } else {
            steps.extend(region.lines.clone().map(|i| step(i, None)));
        }
        out.push(Part { name: outline::name(region.what), convention, steps });
    }
    out
}

fn seen(look: &Look) -> String {
    let mut out = Vec::new();
    if let Some(tail) = &look.tail {
        let pages = tail.pages.as_ref().map_or("no page".to_owned(), |p| format!("page {p}"));
        out.push(format!("{:?} {pages}{}", tail.leader, if look.chained { " in order" } else { "" }).to_lowercase());
    }
    out.extend(look.number.map(|n| format!("number {n}")));
    out.extend(look.timed.then(|| "time".to_owned()));
    out.extend(look.prose.then(|| "prose".to_owned()));
    out.push(format!("names {:+.0}", look.byline));
    out.join(", ")
}
