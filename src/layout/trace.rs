//! Why lines were read as they were: for each its region, its label, its score, and what was seen of it.

use super::look::Look;
use super::outline::{self, What};
use super::{Reading, Taken, documents};
use crate::document::Line;
use crate::list;
use crate::section::contents::surety;
use crate::source::{FileId, Sources, Span};

/// A line and how it was read.
#[derive(Clone, Debug)]
pub struct Step {
    pub span: Span,
    /// What it became: `title`, `seat`, `folio`, `unread` …
    pub label: &'static str,
    /// What it is in the next best reading of its list, where that is something else.
    pub other: Option<&'static str>,
    /// In nats, of the entry that begins here, by itself.
    pub score: Option<f32>,
    /// Tail, number, time, and how much likelier names than a title.
    pub seen: String,
    pub text: String,
}

/// A region, the conventions that were found in it, and its lines.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
    /// The setting of the list, and the next best.
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
        Step { span: lines[i].span, label, other: None, score, seen: seen(&reading.looks[i]), text: lines[i].text().to_owned() }
    };
    let (mut out, mut worths) = (Vec::new(), reading.weighed.iter());
    for region in regions {
        let (mut steps, mut convention) = (Vec::new(), None);
        steps.extend(region.heading.map(|(i, _)| step(i, None)));
        if region.what == What::Contents {
            let at = reading.of(&region);
            let (refs, looks): (Vec<&Line>, Vec<&Look>) = at.iter().map(|i| (&lines[*i], &reading.looks[*i])).unzip();
            let list = list::read(&refs, &looks, region.heading.is_some());
            let best = list.as_ref().map(|l| &l.reading);
            let rival = list.as_ref().and_then(|l| l.rival.as_ref());
            convention = best.map(|best| {
                let next = rival.map_or(String::new(), |r| format!("; next {} {:.1}", r.setting, r.score));
                let of = |[lines, entries]: &[f32; 2]| format!("; line by line {lines:.1}, entry by entry {entries:.1}");
                format!("{} {:.1}{next}{}", best.setting, best.score, worths.next().map_or(String::new(), |w| of(&w.worth)))
            });
            let [ours, theirs] = [best, rival].map(|r| r.map(|r| r.labels(at.len())));
            for i in region.lines.clone() {
                let k = at.iter().position(|a| *a == i);
                let mut step = step(i, k.and_then(|k| best?.score_at(k)));
                step.other = k.and_then(|k| Some((ours.as_ref()?[k], theirs.as_ref()?[k]))).filter(|(a, b)| a != b).map(|(_, b)| b);
                steps.push(step);
            }
        } else {
            steps.extend(region.lines.clone().map(|i| step(i, None)));
        }
        out.push(Part { name: outline::name(region.what), convention, steps });
    }
    out
}

/// What speaks against the fields of each entry of the lists of contents, by the place of its title.
pub fn facts(sources: &Sources, files: &[FileId]) -> Vec<(Span, [surety::Facts; 3])> {
    let Taken { lines, repairs, .. } = documents(sources, files);
    let mut reading = Reading::new(&lines, repairs);
    reading.regions();
    reading.weighed.into_iter().flat_map(|list| list.facts).collect()
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
