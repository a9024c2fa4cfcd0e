//! Blocks: every way to read a run of lines as one title or as one list of people.

use super::candidate::Candidate;
use super::cut::cut;
use super::roles;
use super::row::{Heading, LONG, Number, Row};
use super::setting::{Numbered, Order, Place, Setting};
use crate::document::Role;
use crate::record::ItemKind;
use crate::section::contents::item_kind;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::rc::Rc;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Title,
    Names,
}

/// Where the page of a block stands: on which line, and where on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAt {
    End(usize),
    Left(usize),
    Own(usize),
}

/// A run of lines read as a title or as people.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub start: usize,
    /// Behind its last line of text.
    pub end: usize,
    /// Behind its last line, a page of its own included.
    pub next: usize,
    pub score: f32,
    pub page: Option<PageAt>,
    pub number: Option<Number>,
    /// The number was taken off.
    numbered: bool,
}

impl Block {
    /// One of its lines alone.
    fn line(&self, line: usize) -> Self {
        let page = self.page.filter(|page| match page {
            PageAt::End(at) | PageAt::Left(at) => *at == line,
            PageAt::Own(_) => false,
        });
        Self { start: line, end: line + 1, page, numbered: self.numbered && line == self.start, ..*self }
    }
}

/// What blocks depend on beside their first line.
type Ways = (Kind, bool, bool, bool, bool);

/// What candidates depend on.
type Choices = (Order, Place, Numbered, bool);

/// A run of lines as it is judged: where its first line begins to count, and whether its last ends before its page.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Run {
    start: u32,
    end: u32,
    from: u32,
    ended: bool,
}

/// What the text of a run says, as far as it was asked.
#[derive(Clone, Copy, Default)]
struct Says {
    title: Option<f32>,
    people: Option<f32>,
    /// Of being title and names, and names and title.
    cut: [Option<f32>; 2],
    /// Which part of the front matter it is, if one.
    front: Option<Option<ItemKind>>,
}

/// The lines of a list, and the blocks and candidates that were asked for.
pub struct Blocks<'a> {
    pub rows: &'a [Row<'a>],
    /// Characters of a full line.
    wide: usize,
    /// Leaders stand before the pages of this list.
    led: bool,
    /// Blank lines part some lines from others.
    pub parted: bool,
    /// A page may stand on the line or within the next few.
    near: Vec<bool>,
    blocks: FxHashMap<(u32, Ways), Rc<[Block]>>,
    candidates: FxHashMap<(u32, Choices), Rc<[Candidate]>>,
    says: FxHashMap<Run, Says>,
}

/// Lines of the longest title, and of the longest list of people.
const MOST: [usize; 2] = [5, 9];

/// Pages of a list that has them.
const PAGED: usize = 8;

/// What a line of people costs that ends early and goes on.
const SHORT: f32 = 0.7;

/// What a page behind a space costs where the others stand behind leaders.
const UNLED: f32 = 2.0;

/// What a blank line between a title and its people costs.
const BLANK: f32 = 2.0;

/// Candidates that are kept at a line.
const KEPT: usize = 10;

impl<'a> Blocks<'a> {
    pub fn new(rows: &'a [Row<'a>]) -> Self {
        let mark = |r: &Row<'_>| r.own.is_some() || r.end.is_some() || r.left.is_some();
        let near = |i: usize| rows[i.saturating_sub(1)..(i + 7).min(rows.len())].iter().any(mark);
        let near: Vec<bool> = (0..rows.len()).map(near).collect();
        let ended = rows.iter().filter(|r| r.end.is_some()).count();
        let led = rows.iter().filter(|r| r.end.as_ref().is_some_and(|e| e.led)).count();
        let blank = rows.iter().zip(&near).filter(|(r, near)| **near && r.line.blank_before > 0).count();
        let listed = near.iter().filter(|near| **near).count();
        // running text below a list has lines of its own width
        let paged = rows.iter().filter(|r| mark(r)).count() >= PAGED;
        let mut lengths: Vec<usize> = rows.iter().zip(&near).filter(|(_, near)| **near || !paged).map(|(r, _)| r.text.len()).collect();
        lengths.sort_unstable();
        let wide = lengths.len().checked_sub((lengths.len() / 10).max(1)).map_or(1, |at| lengths[at]);
        Self {
            rows,
            wide,
            parted: blank * 4 >= listed && blank * 3 <= listed * 2,
            led: led >= 2 && led * 2 > ended,
            near,
            blocks: FxHashMap::default(),
            candidates: FxHashMap::default(),
            says: FxHashMap::default(),
        }
    }

    /// The stretches of text of a block, line by line.
    pub fn parts(&self, block: &Block) -> Vec<(usize, Range<usize>)> {
        let Run { from, ended, .. } = self.run(block);
        let part = |i: usize| {
            let from = if i == block.start { from as usize } else { 0 };
            (i, self.rows[i].body(from, ended && i + 1 == block.end))
        };
        (block.start..block.end).map(part).collect()
    }

    fn run(&self, block: &Block) -> Run {
        let first = &self.rows[block.start];
        let left = first.left.as_ref().filter(|_| block.page == Some(PageAt::Left(block.start))).map_or(0, |l| l.rest);
        let numbered = first.number.as_ref().filter(|_| block.numbered).map_or(0, |n| n.1);
        Run {
            start: block.start as u32,
            end: block.end as u32,
            from: left.max(numbered) as u32,
            ended: block.page == Some(PageAt::End(block.end - 1)),
        }
    }

    /// What the text of a block says, asked once.
    fn once<T: Copy>(&mut self, block: &Block, place: impl Fn(&mut Says) -> &mut Option<T>, ask: impl FnOnce(&Self) -> T) -> T {
        let run = self.run(block);
        if let Some(known) = *place(self.says.entry(run).or_default()) {
            return known;
        }
        let found = ask(self);
        *place(self.says.entry(run).or_default()) = Some(found);
        found
    }

    /// What a block says for being one title.
    fn title(&mut self, block: &Block) -> f32 {
        self.once(block, |s| &mut s.title, |blocks| roles::title(&blocks.text(block)))
    }

    /// The text of a block on one line, as it is judged.
    pub fn text(&self, block: &Block) -> String {
        let mut out = String::new();
        for (i, range) in self.parts(block) {
            let part = &self.rows[i].text[range];
            if out.ends_with('-') && part.starts_with(char::is_lowercase) {
                out.pop();
            } else if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(part);
        }
        out
    }

    /// What lines of people say, each going on within the last piece of the line before or beginning a new one.
    fn people(&mut self, block: &Block) -> f32 {
        self.once(block, |s| &mut s.people, |blocks| blocks.lines_of_people(&blocks.parts(block)))
    }

    fn lines_of_people(&self, parts: &[(usize, Range<usize>)]) -> f32 {
        let mut parts = parts.iter().map(|(i, range)| &self.rows[*i].text[range.clone()]);
        let mut text = parts.next().unwrap_or_default().to_owned();
        if roles::begins_in_conjunction(&text) {
            return -9.0;
        }
        let mut score = roles::people(&text);
        for part in parts {
            let hyphen = text.ends_with('-') && part.starts_with(char::is_lowercase);
            let on = format!("{}{}{part}", text.trim_end_matches('-'), if hyphen { "" } else { " " });
            let apart = format!("{text}; {part}");
            let scores = [roles::people(&on), roles::people(&apart)];
            let apart_wins = scores[1] > scores[0];
            score = scores[usize::from(apart_wins)];
            text = if apart_wins { apart } else { on };
        }
        score
    }

    fn blocks(&mut self, i: usize, ways: Ways) -> Rc<[Block]> {
        if let Some(known) = self.blocks.get(&(i as u32, ways)) {
            return Rc::clone(known);
        }
        let found: Rc<[Block]> = self.find(i, ways).into();
        self.blocks.insert((i as u32, ways), Rc::clone(&found));
        found
    }

    fn find(&mut self, i: usize, (kind, paged, left, numbered, loose): Ways) -> Vec<Block> {
        let (rows, mut out, mut short, mut length) = (self.rows, Vec::new(), 0, 0);
        let is_title = kind == Kind::Title;
        for n in 1..=MOST[usize::from(!is_title)] {
            let end = i + n;
            if end > rows.len() || rows[end - 1].own.is_some() || rows[end - 1].text.len() > LONG || n > 1 && rows[end - 1].contents {
                break;
            }
            let last = &rows[end - 1];
            length += last.text.len();
            if length > 2 * LONG {
                break;
            }
            if n > 1 {
                let before = &rows[end - 2];
                // a page behind a leader ends a block, and so does a leader that lost its page
                if before.end.as_ref().is_some_and(|e| e.led) || before.bare.end < before.text.len() {
                    break;
                }
                short += usize::from(before.text.len() * 10 < self.wide * 6 && !before.open);
            }
            let mut base = -0.4 * (n - 1) as f32;
            if is_title {
                base -= match (loose, short) {
                    (false, short) => 3.0 * short as f32,
                    (true, 0) => 0.4,
                    (true, _) => 0.9,
                };
            }
            base -= rows[i + 1..end].iter().map(|r| if r.line.blank_before > 0 { 1.2 } else { 0.0 }).sum::<f32>();
            base += rows[i..end].iter().map(|r| marked(r, kind)).sum::<f32>();
            // a line that markup ends is no part of a wrapped title
            base -= 1.5 * rows[i..end - 1].iter().filter(|r| r.line.whole).count() as f32;
            let mut hopeless = true;
            for ended in [true, false] {
                if ended && (last.end.is_none() || !paged) {
                    continue;
                }
                let mut score = base;
                let mut block = Block { start: i, end, next: end, score: 0.0, page: None, number: None, numbered: false };
                if left {
                    let Some(page) = &rows[i].left else { continue };
                    if n == 1 && ended && rows[i].end.as_ref().is_some_and(|e| e.rest <= page.rest) {
                        continue;
                    }
                    block.page = Some(PageAt::Left(i));
                }
                if ended {
                    if !left {
                        block.page = Some(PageAt::End(end - 1));
                    }
                    if self.led && last.end.as_ref().is_some_and(|e| !e.led) {
                        score -= UNLED;
                    }
                }
                match &rows[i].number {
                    Some((number, _)) if numbered => (block.number, block.numbered) = (Some(*number), true),
                    Some(_) if is_title => score -= 1.0,
                    _ => {}
                }
                if is_title && n > 1 && rows[i].number.is_none() {
                    let first = &rows[i];
                    let part = matches!(first.heading, Heading::Session | Heading::Day) || first.shout && !rows[i + 1].shout;
                    score -= if part { 1.8 } else { 0.0 };
                }
                if !is_title {
                    let stops = |r: &&Row<'_>| r.text.len() * 100 < self.wide * 55 && !r.open;
                    score -= SHORT * rows[i..end - 1].iter().filter(stops).count() as f32;
                }
                let parts = self.parts(&block);
                if parts.first().is_none_or(|p| p.1.is_empty()) || parts.last().is_none_or(|p| p.1.is_empty()) {
                    continue;
                }
                let below = rows.get(end);
                if !ended
                    && last.text.len() * 10 > self.wide * 9
                    && !last.line.whole
                    && below.is_some_and(|b| b.own.is_none() && b.line.blank_before == 0)
                {
                    score -= 0.7;
                }
                score += if is_title {
                    let most = (i..end).map(|k| self.people(&block.line(k))).fold(0.0, f32::max);
                    self.title(&block).max(-4.0) - 0.8 * (most - 1.0).max(0.0)
                } else {
                    self.people(&block)
                };
                hopeless &= score < -8.0;
                if !paged {
                    score -= last.end.as_ref().map_or(0.0, |e| if e.led { 4.0 } else { 0.5 });
                } else if block.page.is_none() {
                    if let Some(own) = below.filter(|b| b.own.is_some()) {
                        let blank = if own.line.blank_before > 0 { 0.6 } else { 0.0 };
                        out.push(Block { next: end + 1, page: Some(PageAt::Own(end)), score: score - 0.6 - blank, ..block });
                    }
                    score -= 2.5;
                }
                if score > -7.0 {
                    out.push(Block { score, ..block });
                }
            }
            // nothing that goes on with it will be people
            if hopeless && !is_title {
                break;
            }
        }
        out
    }

    /// The part of the front matter that a title of one line is: a preface, an index.
    pub fn front(&mut self, title: &Block) -> Option<ItemKind> {
        let kind = |blocks: &Self| match &blocks.parts(title)[..] {
            [(i, range)] => item_kind(&blocks.rows[*i].text[range.clone()]),
            _ => None,
        };
        self.once(title, |s| &mut s.front, kind)
    }

    /// What a block says for being title and names in an order.
    fn cut(&mut self, block: &Block, order: Order) -> f32 {
        let k = usize::from(order == Order::NamesThenTitle);
        self.once(block, |s| &mut s.cut[k], |blocks| cut(&blocks.text(block), order))
    }

    /// How surely each line of a block is title and names by itself.
    fn whole_lines(&mut self, block: &Block, order: Order) -> f32 {
        if block.end - block.start < 2 {
            return 0.0;
        }
        (block.start..block.end).map(|i| self.cut(&block.line(i), order)).fold(f32::INFINITY, f32::min).clamp(0.0, 6.0)
    }

    /// The place of a page in the order of pages.
    fn sort(&self, page: Option<PageAt>) -> Option<i32> {
        let paged = match page? {
            PageAt::End(i) => &self.rows[i].end,
            PageAt::Left(i) => &self.rows[i].left,
            PageAt::Own(i) => &self.rows[i].own,
        };
        paged.as_ref().map(|p| p.sort)
    }

    /// The entries that may begin on a line.
    pub fn candidates(&mut self, i: usize, setting: &Setting) -> Rc<[Candidate]> {
        let choices = (setting.order, setting.place, setting.numbered, setting.loose);
        if let Some(known) = self.candidates.get(&(i as u32, choices)) {
            return Rc::clone(known);
        }
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in self.all(i, setting) {
            let same = |k: &&mut Candidate| {
                (k.next, k.sort, k.number, k.names.is_some() || k.cut.is_some())
                    == (candidate.next, candidate.sort, candidate.number, candidate.names.is_some() || candidate.cut.is_some())
            };
            match kept.iter_mut().find(same) {
                Some(known) if candidate.score > known.score => *known = candidate,
                Some(_) => {}
                None => kept.push(candidate),
            }
        }
        kept.sort_by(|a, b| b.score.total_cmp(&a.score));
        kept.truncate(KEPT);
        let kept: Rc<[Candidate]> = kept.into();
        self.candidates.insert((i as u32, choices), Rc::clone(&kept));
        kept
    }

    /// How much better, in nats, an entry is than any other that its lines could be.
    pub fn margin(&mut self, i: usize, setting: &Setting, chosen: &Candidate) -> f32 {
        let parts = |c: &Candidate| (c.title.start, c.title.end, c.names.map(|n| (n.start, n.end)), c.cut, c.page);
        let others = self.all(i, setting).into_iter().filter(|c| c.next == chosen.next && parts(c) != parts(chosen));
        others.map(|c| chosen.score - c.score).fold(f32::INFINITY, f32::min).max(0.0)
    }

    fn all(&mut self, i: usize, setting: &Setting) -> Vec<Candidate> {
        let Setting { order, place, numbered, loose, .. } = *setting;
        let mut out = Vec::new();
        if !matches!(place, Place::Nowhere | Place::Apart) && !self.near[i] {
            return out;
        }
        let on_title = place == Place::Title;
        let number = numbered == Numbered::Title;
        let title = |left: bool| (Kind::Title, on_title, left && place == Place::Left, number, loose);
        let mut push = |blocks: &Self, title: Block, names: Option<Block>, score: f32, cut: Option<Order>| {
            let first = if names.is_some_and(|n| n.start < title.start) { names } else { Some(title) };
            let page = title.page.or(names.and_then(|n| n.page));
            out.push(Candidate {
                next: title.next.max(names.map_or(0, |n| n.next)),
                score,
                page,
                sort: blocks.sort(page),
                number: first.and_then(|f| f.number).or(title.number),
                title,
                names,
                cut,
            });
        };
        let blank = |blocks: &Self, i: usize| if blocks.rows[i].line.blank_before > 0 { BLANK } else { 0.0 };
        match order {
            Order::Title | Order::TitleNames => {
                for t in self.blocks(i, title(true)).iter() {
                    if place != Place::Names {
                        push(self, *t, None, t.score, None);
                    }
                    if order == Order::TitleNames && t.next < self.rows.len() {
                        for a in self.blocks(t.next, (Kind::Names, place == Place::Names, false, false, false)).iter() {
                            push(self, *t, Some(*a), t.score + a.score - blank(self, t.next), None);
                        }
                    }
                }
                // without people the page ends the title
                if order == Order::TitleNames && place == Place::Names {
                    for t in self.blocks(i, (Kind::Title, true, false, number, loose)).iter() {
                        push(self, *t, None, t.score, None);
                    }
                }
            }
            Order::NamesTitle => {
                let entry = numbered == Numbered::Entry;
                for a in self.blocks(i, (Kind::Names, place == Place::Names, place == Place::Left, entry, false)).iter() {
                    if a.next < self.rows.len() {
                        for t in self.blocks(a.next, title(false)).iter() {
                            push(self, *t, Some(*a), t.score + a.score - blank(self, a.next), None);
                        }
                    }
                }
                for t in self.blocks(i, title(true)).iter() {
                    push(self, *t, None, t.score, None);
                }
            }
            Order::TitleThenNames | Order::NamesThenTitle => {
                for t in self.blocks(i, title(true)).iter() {
                    let cut = self.cut(t, order) - self.whole_lines(t, order);
                    if cut > -4.0 {
                        let title = self.title(t).max(-4.0);
                        push(self, *t, None, t.score - title + cut, Some(order));
                    }
                    push(self, *t, None, t.score, None);
                }
            }
        }
        out
    }
}

/// What markup says for a line in a block.
fn marked(row: &Row<'_>, kind: Kind) -> f32 {
    match (row.line.role, kind) {
        (Some(Role::Title), Kind::Title) | (Some(Role::Author | Role::Affiliation), Kind::Names) => 6.0,
        (Some(Role::Document), Kind::Title) => 3.0,
        (Some(Role::Document), Kind::Names) => -3.0,
        (Some(Role::Furniture | Role::Time) | None, _) => 0.0,
        (Some(_), _) => -6.0,
    }
}
