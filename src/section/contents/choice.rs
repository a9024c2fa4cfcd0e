//! Two readings of one list: which explains it better, and how nearly the other does.

use super::{Contents, Entry, Heading, Names, item_kind};
use crate::document::Line;
use crate::layout::joining::one_line;
use crate::layout::look::{Look, Tail};
use crate::list;
use crate::record::Pages;
use crate::source::Span;

/// A reading of a list, before its bylines are read.
pub(super) struct Reading {
    pub entries: Vec<Entry>,
    pub headings: Vec<Heading>,
    pub out: Contents,
}

/// How much better the second reading must be than the first: so many nats, and so many times.
const FIRST: f32 = 4.0;
const MORE: f32 = 1.03;

/// A reading that explains less than this share of what the best one does is no rival.
const HOPELESS: f32 = 0.5;

/// What an entry must be worth.
const ENTRY: f32 = 2.5;

/// What a blank line within an entry costs, and how many count.
const PARTED: f32 = 1.0;
const BLANKS: usize = 2;

/// What a page behind a leader costs where an entry has another.
const LED: f32 = 6.0;

/// Lines of an entry that are looked at.
const MOST: usize = 12;

/// What a heading between entries costs.
const HEADING: f32 = 0.5;

/// What a line costs that no entry takes, and one of running text.
const LEFT: f32 = 3.0;
const PROSE: f32 = 1.2;

impl Reading {
    /// How well it explains the list, in nats: titles that look like titles, people that look like people, pages that
    /// rise; less blank lines within entries, what is left over between them, and above them where it looks like people.
    pub fn worth(&self, lines: &[&Line], looks: &[&Look]) -> f32 {
        let Some(first) = self.entries.iter().map(|e| e.span.start).min() else { return 0.0 };
        let last = self.entries.iter().map(|e| e.span.end).max().unwrap_or(first);
        let signed = self.entries.iter().filter(|e| !e.bylines.is_empty()).count() > 2;
        let paged = self.entries.iter().filter(|e| e.pages.is_some()).count() * 2 > self.entries.len();
        let (mut total, mut page) = (0.0, None);
        for entry in &self.entries {
            let title = one_line(&entry.title);
            total += list::title_score(&title).max(-4.0) - ENTRY;
            total += match () {
                () if !entry.bylines.is_empty() => people(&entry.bylines),
                () if !signed || item_kind(&title).is_some() => 0.0,
                () => -2.0,
            };
            let from = lines.partition_point(|l| l.span.start <= entry.span.start);
            let within = lines[from..].iter().take_while(|l| l.span.start < entry.span.end);
            total -= PARTED * within.filter(|l| l.blank_before > 0).take(BLANKS).count() as f32;
            // a page behind a space, and one behind a leader that is not the entry's
            let start = lines.partition_point(|l| l.span.end <= entry.span.start);
            let within = lines[start..].iter().take_while(|l| l.span.start < entry.span.end).take(MOST).count();
            let tails = || looks[start..start + within].iter().filter_map(|look| look.tail.as_deref());
            let own = |tail: &&Tail| {
                let first = |pages: &Pages| pages.first.clone();
                tail.pages.as_ref().map(first) == entry.pages.as_ref().map(|p| first(&p.value))
            };
            if entry.pages.is_some() && tails().any(|t| own(&t) && !t.leader.is_strong()) {
                total -= LED * tails().filter(|t| t.leader.is_strong() && t.pages.is_some() && !own(t)).count() as f32;
            }
            // a title that looks like people
            total -= 0.8 * (list::people_score(&title) - 1.0).max(0.0);
            let next = entry.pages.as_ref().and_then(|p| p.value.first.sort);
            if paged {
                total += list::page_step(next, page);
            }
            page = next.or(page);
        }
        // a heading that looks like people may be some
        let heads = self.headings.iter().map(|h| one_line(&h.passage));
        total -= heads.map(|text| HEADING + 0.6 * list::people_score(&text).clamp(0.0, 5.0)).sum::<f32>();
        let mut claimed: Vec<(u32, u32)> = self.spans().map(|s| (s.start, s.end)).collect();
        claimed.sort_unstable();
        for (line, look) in lines.iter().zip(looks) {
            let (start, end) = (line.span.start, line.span.end);
            let near = claimed.partition_point(|c| c.0 < end);
            if start >= last || claimed[..near].last().is_some_and(|c| c.1 > start) {
                continue;
            }
            let names = 0.6 * list::people_score(line.text()).clamp(0.0, 5.0);
            total -= match () {
                () if end <= first => names,
                () if look.prose => PROSE,
                () => LEFT + names,
            };
        }
        total
    }

    /// What it has read, its headings too.
    fn spans(&self) -> impl Iterator<Item = Span> {
        let read = self.out.read.iter().chain(&self.out.furniture).map(|r| r.0);
        read.chain(self.headings.iter().flat_map(|h| h.lines.iter().map(|l| l.0)))
    }
}

/// Entries that another reading gives, and how nearly it explains the list as well: from 0 to 1.
pub(super) struct Rival {
    pub entries: Vec<Entry>,
    pub near: f32,
}

/// The better of two readings, and the other.
pub(super) fn choose(a: Reading, b: Reading, lines: &[&Line], looks: &[&Look]) -> (Reading, Rival) {
    let (x, y) = (a.worth(lines, looks), b.worth(lines, looks));
    let (mut best, other, most, least) = if y <= FIRST + x * MORE { (a, b, x, y) } else { (b, a, y, x) };
    best.out.weighed.worth = [x, y];
    (best, Rival { entries: other.entries, near: near(most, least) })
}

/// How much of a nat between readings is evidence: their scores leave out how much of what they say hangs together.
const EVIDENCE: f32 = 1.5;

/// How probable the worse of two readings of a list is, by their scores.
pub(super) fn chance(best: f32, worse: f32) -> f32 {
    1.0 / (1.0 + (EVIDENCE * (best - worse)).exp())
}

/// How nearly one worth is another.
pub(super) fn near(most: f32, least: f32) -> f32 {
    let share = if most > 0.0 { least / most } else { 1.0 };
    ((share - HOPELESS) / (1.0 - HOPELESS)).clamp(0.0, 1.0)
}

/// What the people of an entry say, whether their lines go on in the next or not.
fn people(names: &[Names]) -> f32 {
    let text = |n: &Names, cut: bool| {
        let ends = n.breaks.iter().copied().chain([n.names.text.len()]);
        let starts = std::iter::once(0).chain(n.breaks.iter().copied());
        let lines: Vec<&str> = starts.zip(ends).map(|(a, b)| n.names.text[a..b].trim()).collect();
        lines.join(if cut { "; " } else { " " })
    };
    let score = |cut: bool| list::all_people_score(&names.iter().map(|n| text(n, cut)).collect::<Vec<_>>().join("; "));
    score(false).max(score(true))
}
