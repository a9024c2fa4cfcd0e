//! The best way to read a list under one setting: a semi-Markov path over its lines. Segments are entries, headings,
//! subsections, folios and lines left over; what they say of pages and numbers binds them together.

use super::block::{Blocks, PageAt};
use super::candidate::Candidate;
use super::row::{Heading, Number, Row};
use super::setting::{Numbered, Order, Place, Setting};
use crate::record::ItemKind;

/// What a stretch of lines is.
#[derive(Clone, Copy, Debug)]
pub enum Segment {
    Entry(Candidate),
    Heading,
    /// A section of the entry above it.
    Section,
    /// A page number or a running head.
    Folio,
    /// The page of an entry whose page stands apart.
    Page,
    Other,
}

/// A segment and its lines.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    pub start: usize,
    pub end: usize,
    pub what: Segment,
}

/// One reading of a list.
#[derive(Clone, Debug)]
pub struct Reading {
    pub setting: Setting,
    pub score: f32,
    pub segments: Vec<Placed>,
}

/// Weights, in nats; set while looking at development volumes, after the prototype's.
pub struct Weights {
    /// A line that nothing explains.
    pub leftover: f32,
    /// An entry without a page where the others have one.
    pub pageless: f32,
    /// An entry of a list without pages, and of one with pages.
    pub bare: f32,
    pub entry: f32,
    /// A section below an entry.
    pub section: f32,
    /// An entry whose page is owed until it comes.
    pub owed: f32,
    /// A part of the front matter that nobody signs, signed.
    pub signed: f32,
    /// The most that is left behind the end.
    pub behind: f32,
    /// A last entry without people.
    pub alone: f32,
}

pub const WEIGHTS: Weights =
    Weights { leftover: 3.0, pageless: 3.0, bare: 4.0, entry: 2.5, section: 3.2, owed: 3.5, signed: 2.0, behind: 6.0, alone: 2.0 };

/// Lines behind the end of a list that say something of it.
const LEFT: usize = 4;

/// A way to have read all lines before a place.
#[derive(Clone, Copy)]
struct Node {
    score: f32,
    page: Option<i32>,
    number: Option<Number>,
    entries: u16,
    owed: u16,
    before: u32,
    segment: Placed,
}

/// How far below the best list so far a path may fall.
const HOPELESS: f32 = 60.0;

const NONE: u32 = u32::MAX;

/// What a list is read with.
pub struct Paths<'b, 'a> {
    pub blocks: &'b mut Blocks<'a>,
    /// A heading of contents stands above the list.
    pub headed: bool,
}

impl Paths<'_, '_> {
    /// The best path under a setting, keeping so many at a line; none where nothing is an entry.
    pub fn read(&mut self, setting: &Setting, beam: usize) -> Option<Reading> {
        let rows = self.blocks.rows;
        let n = rows.len();
        let mut nodes: Vec<Node> = Vec::with_capacity(n * 4);
        let mut at: Vec<Vec<u32>> = vec![Vec::new(); n + 1];
        let mut top = f32::NEG_INFINITY;
        for i in 0..n {
            // what lost so much on the way does not recover
            top = at[i].iter().filter(|k| nodes[**k as usize].entries > 1).map(|k| nodes[*k as usize].score).fold(top, f32::max);
            at[i].retain(|k| nodes[*k as usize].score > top - HOPELESS);
            self.begin(&mut nodes, &mut at[i], i, beam);
            let here = std::mem::take(&mut at[i]);
            let row = &rows[i];
            if !row.contents {
                self.entries(setting, beam, i, &here, &mut nodes, &mut at);
            }
            for k in &here {
                let node = nodes[*k as usize];
                for (end, what, score) in between(rows, i, setting, &node) {
                    // before the first entry only headings stand
                    if node.entries == 0 && !matches!(what, Segment::Heading) {
                        continue;
                    }
                    let mut next = Node { score: node.score + score, before: *k, segment: Placed { start: i, end, what }, ..node };
                    if let Segment::Page = what
                        && let Some(own) = &row.own
                    {
                        next.page = Some(own.sort);
                        next.owed -= 1;
                    }
                    put(&mut nodes, &mut at[end], next, beam);
                }
                if setting.sections && node.entries > 0 {
                    self.sections(setting, beam, i, *k, &mut nodes, &mut at);
                }
            }
            at[i] = here;
        }
        let (mut best, mut most) = (None, f32::NEG_INFINITY);
        for (k, node) in nodes.iter().enumerate().filter(|(_, node)| node.entries >= 2) {
            let score = node.score - if node.score > most { self.left(setting, node) } else { 0.0 };
            if score > most {
                (best, most) = (Some(k as u32), score);
            }
        }
        let mut segments = Vec::new();
        let mut k = best?;
        while k != NONE {
            let node = &nodes[k as usize];
            if node.segment.end > 0 {
                segments.push(node.segment);
            }
            k = node.before;
        }
        segments.reverse();
        pay(rows, setting, &mut segments);
        Some(Reading { setting: *setting, score: most + setting.prior(), segments })
    }

    /// The list may begin at any line, where it has a heading right below that.
    fn begin(&self, nodes: &mut Vec<Node>, here: &mut Vec<u32>, i: usize, beam: usize) {
        let above = i.checked_sub(1).map(|i| &self.blocks.rows[i]);
        let score = match (self.headed, i) {
            (true, 0) => 4.0,
            (true, _) if above.is_some_and(|above| above.contents) => 3.0,
            (true, i) => -1.0 - (i as f32).min(20.0),
            (false, 0) => 3.0,
            (false, _) => 0.0,
        } - above.filter(|above| !above.breaks).map_or(0.0, |above| above.names);
        if here.iter().any(|k| nodes[*k as usize].score > score) {
            return;
        }
        here.truncate(beam.saturating_sub(1));
        let segment = Placed { start: i, end: 0, what: Segment::Other };
        nodes.push(Node { score, page: None, number: None, entries: 0, owed: 0, before: NONE, segment });
        here.push(nodes.len() as u32 - 1);
    }

    fn entries(&mut self, setting: &Setting, beam: usize, i: usize, here: &[u32], nodes: &mut Vec<Node>, at: &mut [Vec<u32>]) {
        let candidates = self.blocks.candidates(i, setting);
        for candidate in candidates.iter() {
            let part = self.front(setting, candidate);
            let front = part.is_some() && candidate.is_unsigned();
            let mut score = self.judge(setting, i, candidate, front);
            if part.is_some_and(|part| part != ItemKind::Message) && !candidate.is_unsigned() {
                score -= WEIGHTS.signed;
            }
            for k in here {
                let node = nodes[*k as usize];
                let mut total = node.score + score + step(candidate.sort, node.page, setting.place);
                if setting.numbered != Numbered::No {
                    total += match candidate.number {
                        None if front => -0.3,
                        number => follow(number, node.number),
                    };
                    if setting.sections && candidate.number.zip(node.number).is_some_and(|(n, m)| n.depth() > m.depth()) {
                        total -= 2.5;
                    }
                }
                let number = match (candidate.number, node.number) {
                    (Some(n), Some(m)) if setting.sections && n.depth() > m.depth() => Some(m),
                    (n, m) => n.or(m),
                };
                let apart = setting.place == Place::Apart;
                put(
                    nodes,
                    &mut at[candidate.next],
                    Node {
                        score: total - if apart { WEIGHTS.owed } else { 0.0 },
                        page: candidate.sort.or(node.page),
                        number,
                        entries: node.entries.saturating_add(1),
                        owed: node.owed + u16::from(apart),
                        before: *k,
                        segment: Placed { start: i, end: candidate.next, what: Segment::Entry(*candidate) },
                    },
                    beam,
                );
            }
        }
    }

    fn front(&mut self, setting: &Setting, candidate: &Candidate) -> Option<ItemKind> {
        let again = setting.sections && self.blocks.rows[candidate.title.start].again;
        if again { None } else { self.blocks.front(&candidate.title) }
    }

    /// What is left right behind the end of a list: people whom no title takes, pages that go on, a last entry without people.
    fn left(&mut self, setting: &Setting, node: &Node) -> f32 {
        let rows = self.blocks.rows;
        let below = rows[node.segment.end..].iter().take(LEFT).take_while(|r| !r.breaks && !r.contents);
        let goes_on =
            |r: &Row<'_>| r.end.as_ref().is_some_and(|e| e.led && node.page.is_some_and(|page| page <= e.sort && e.sort < page + 100));
        // where blank lines part entries, what stands right below belongs to them
        let attached = |r: &Row<'_>| self.blocks.parted && r.line.blank_before == 0;
        let first = |r: &Row<'_>| r.names + if attached(r) { WEIGHTS.leftover } else { 0.0 };
        let left = |(k, r): (usize, &Row<'_>)| if k == 0 { first(r) } else { 0.0 } + if goes_on(r) { WEIGHTS.leftover } else { 0.0 };
        let behind: f32 = below.enumerate().map(left).sum();
        let bare = match node.segment.what {
            Segment::Entry(last) => {
                setting.order != Order::Title && last.is_unsigned() && self.front(setting, &last).is_none() && !setting.sections
            }
            _ => false,
        };
        behind.min(WEIGHTS.behind) + if bare { WEIGHTS.alone } else { 0.0 }
    }

    /// What an entry says by itself.
    fn judge(&self, setting: &Setting, i: usize, candidate: &Candidate, front: bool) -> f32 {
        let rows = self.blocks.rows;
        let first = &rows[candidate.title.start];
        let unsigned = candidate.is_unsigned();
        let mut score = candidate.score - if setting.place == Place::Nowhere { WEIGHTS.bare } else { WEIGHTS.entry };
        score += if rows[i].line.blank_before > 0 { 0.4 } else { 0.0 };
        if unsigned && setting.order != Order::Title {
            score -= match () {
                () if front => 0.3,
                () if first.again && setting.sections => 5.0,
                () if setting.sections => 3.0,
                () => 1.5,
            };
        }
        if unsigned && setting.place == Place::Nowhere && setting.numbered == Numbered::No {
            score -= 3.0;
        }
        let heading = matches!(first.heading, Heading::Session | Heading::Day | Heading::Chair | Heading::Pause);
        if !front && (heading || first.shout && unsigned && setting.order != Order::Title) {
            score -= if unsigned { 1.5 } else { 2.5 };
        }
        if matches!(first.heading, Heading::Day | Heading::Chair | Heading::Pause) {
            score -= 4.0;
        }
        if front {
            score = score.max(-1.0);
        }
        if first.breaks && candidate.page.is_none() {
            score -= 6.0;
        }
        score
    }

    fn sections(&mut self, setting: &Setting, beam: usize, i: usize, k: u32, nodes: &mut Vec<Node>, at: &mut [Vec<u32>]) {
        let node = nodes[k as usize];
        let plain = Setting { order: Order::Title, place: Place::Title, numbered: Numbered::Title, ..*setting };
        for candidate in self.blocks.candidates(i, &plain).iter() {
            let Some(sort) = candidate.sort else { continue };
            if node.page.is_some_and(|page| sort < page) {
                continue;
            }
            let deep = candidate.number.zip(node.number).is_some_and(|(n, m)| n.depth() > m.depth());
            let number = match () {
                () if deep => 1.5,
                () if candidate.number.is_some() || setting.numbered == Numbered::No => -0.5,
                () => 0.0,
            };
            let score = candidate.score.clamp(-3.0, 1.5) - WEIGHTS.section + step(Some(sort), node.page, Place::Title) + number;
            let segment = Placed { start: i, end: candidate.next, what: Segment::Section };
            put(nodes, &mut at[candidate.next], Node { score: node.score + score, page: Some(sort), before: k, segment, ..node }, beam);
        }
    }
}

/// What may stand at a line between entries: where it ends, what it is, and what it says.
fn between(rows: &[Row<'_>], i: usize, setting: &Setting, node: &Node) -> Vec<(usize, Segment, f32)> {
    let row = &rows[i];
    let mut out = Vec::with_capacity(4);
    let names = if row.heading == Heading::Chair { 0.0 } else { row.names };
    let breaks = if row.breaks && row.end.is_none() { 5.0 } else { 0.0 };
    let leftover = if row.look.prose { 1.2 } else { WEIGHTS.leftover };
    out.push((i + 1, Segment::Other, -leftover - names - breaks));
    if row.contents {
        out.push((i + 1, Segment::Folio, -0.5));
    }
    if let Some(own) = &row.own {
        let roman = own.sort < 0;
        out.push((i + 1, Segment::Folio, if roman { -0.7 } else { -2.0 }));
        if node.owed > 0 {
            out.push((i + 1, Segment::Page, WEIGHTS.owed + step(Some(own.sort), node.page, Place::Title)));
        }
    }
    if row.text.len() < 80 && row.own.is_none() {
        let mut score = -2.0 - names - breaks;
        score += match row.heading {
            Heading::Session => 0.9,
            Heading::Day | Heading::Chair | Heading::Pause => 2.0,
            Heading::None => 0.0,
        };
        score += if row.shout { 0.8 } else { 0.0 };
        score += if row.line.heading > 0 { 1.0 } else { 0.0 };
        score += if row.line.blank_before > 0 { 0.4 } else { 0.0 };
        score -= if row.text.starts_with(char::is_lowercase) { 1.5 } else { 0.0 };
        score -= if row.end.is_some() && setting.place != Place::Nowhere { 0.5 } else { 0.0 };
        out.push((i + 1, Segment::Heading, score));
        if let Some(next) = rows.get(i + 1).filter(|n| n.own.is_none()) {
            out.push((i + 2, Segment::Heading, score - 0.8 - next.names));
        }
    }
    out
}

/// Keeps the best few at a place, one of each state.
fn put(nodes: &mut Vec<Node>, here: &mut Vec<u32>, node: Node, beam: usize) {
    let same = here.iter().position(|k| {
        let other = &nodes[*k as usize];
        (other.page, other.number, other.owed) == (node.page, node.number, node.owed)
    });
    if let Some(k) = same {
        if node.score <= nodes[here[k] as usize].score {
            return;
        }
        here.remove(k);
    } else if here.len() == beam && here.last().is_some_and(|k| nodes[*k as usize].score >= node.score) {
        return;
    }
    let place = here.partition_point(|k| nodes[*k as usize].score >= node.score);
    nodes.push(node);
    here.insert(place, nodes.len() as u32 - 1);
    here.truncate(beam);
}

/// What a page says after another: it rises, and not by leaps.
pub fn step(page: Option<i32>, last: Option<i32>, place: Place) -> f32 {
    let Some(page) = page else {
        return if matches!(place, Place::Nowhere | Place::Apart) { 0.0 } else { -WEIGHTS.pageless };
    };
    if matches!(place, Place::Nowhere) {
        return 0.0;
    }
    let Some(last) = last else { return 1.5 };
    let gap = if (page < 0) == (last < 0) {
        page - last
    } else if page > last {
        30
    } else {
        -30
    };
    match gap {
        0 => 0.8,
        gap if gap > 0 => 2.7 - 0.25 * (gap as f32).ln_1p() - if gap > 80 { 1.5 } else { 0.0 },
        _ => -5.0,
    }
}

fn follow(number: Option<Number>, last: Option<Number>) -> f32 {
    let Some(number) = number else { return -1.5 };
    let Some(last) = last.filter(|l| l.depth() > 0 && number.depth() > 0) else { return 0.5 };
    match () {
        () if number.depth() == last.depth() => {
            if number.follows(&last) {
                1.5
            } else {
                -2.0
            }
        }
        () if number > last => 0.0,
        () => -2.0,
    }
}

/// Gives pages that stand apart to the entries that wait for them, in order.
fn pay(rows: &[Row<'_>], setting: &Setting, segments: &mut [Placed]) {
    if setting.place != Place::Apart {
        return;
    }
    let mut waiting = std::collections::VecDeque::new();
    for k in 0..segments.len() {
        match segments[k].what {
            Segment::Entry(_) => waiting.push_back(k),
            Segment::Page => {
                let line = segments[k].start;
                if let Some(first) = waiting.pop_front()
                    && let Segment::Entry(entry) = &mut segments[first].what
                {
                    entry.page = Some(PageAt::Own(line));
                    entry.sort = rows[line].own.as_ref().map(|p| p.sort);
                }
            }
            _ => {}
        }
    }
}
