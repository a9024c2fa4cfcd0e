//! Committees, chairs, reviewers, staff: a heading and the names below it.

mod cut;
mod entries;
mod readers;
mod row;
mod setting;

use crate::document::{Line, Passage};
use crate::layout::byline::{self, Grouping, Lexicon};
use crate::layout::joining::{Hyphens, join, one_line};
use crate::layout::{look, words};
use crate::record::date::WeekdayDate;
use crate::record::{Committee, Signature};
use crate::source::{Span, Spanned};
use cut::{Ends, Known};
pub use row::begins_with_name;
use row::{After, Row};
use setting::Setting;
use std::borrow::Cow;

/// What a block of names says, and which of its lines were read.
pub struct Read {
    pub committee: Committee,
    pub read: Vec<Span>,
}

/// A heading and the lines below it.
pub struct Block<'a> {
    label: Passage,
    /// What stands on the heading's own line: `Publicity Chair: Jane Doe, Acme`.
    on_line: Option<Passage>,
    role: Option<&'a str>,
    lines: Vec<&'a Line>,
    rows: Vec<Row<'a>>,
}

impl<'a> Block<'a> {
    pub fn new(label: Passage, on_line: Option<Passage>, role: Option<&'a str>, lines: Vec<&'a Line>) -> Self {
        // a name on the heading's line goes on below it, but not across a blank line
        let blank = |i: usize| i.checked_sub(1).map_or(lines[i].blank_before, |b| lines[i].blank_after(lines[b]));
        let goes_on = |i: &usize| on_line.is_none() || blank(*i) == 0;
        let names = |i: &usize| !is_running_text(lines[*i].text()) && !is_day(lines[*i].text());
        let end = (0..lines.len()).take_while(|i| goes_on(i) && names(i)).count();
        let lines = lines[..end].to_vec();
        let rows = rows(on_line.as_ref(), &lines, None);
        Self { label, on_line, role, lines, rows }
    }

    pub fn read(self, usual: &Usual, lexicon: &Lexicon) -> Read {
        let setting = setting::infer(&self.rows, usual.setting);
        let known = Known::of(lexicon, &usual.ends);
        let rows = match setting {
            Setting::Spaces => rows(self.on_line.as_ref(), &self.lines, Some(&known)),
            _ => self.rows,
        };
        let (mut seats, mut read): (Vec<Signature>, Vec<Span>) = Default::default();
        for entry in entries::entries(&rows, setting) {
            let alone = entry[0].line.is_none() && !matches!(setting, Setting::Prose | Setting::Semicolons | Setting::Brackets);
            let found = if alone { inline(entry, lexicon) } else { readers::entry(entry, setting, &known) };
            if entry[0].line.is_none() || found.iter().any(|s| s.confidence > 0.45) {
                seats.extend(found);
                read.extend(entry.iter().filter_map(|r| r.line).map(|l| l.span));
            }
        }
        let text = one_line(&self.label);
        let label = Spanned::new(text.trim_end_matches([':', ' ', '.']).to_owned(), self.label.whole());
        Read { committee: Committee { label, role: self.role.map(str::to_owned), seats }, read }
    }
}

fn rows<'a>(on_line: Option<&Passage>, lines: &[&'a Line], known: Option<&Known<'_>>) -> Vec<Row<'a>> {
    let first = on_line.map(|p| Row::within(Cow::Owned(p.clone()), known));
    first.into_iter().chain(lines.iter().map(|l| Row::of(l, known))).collect()
}

/// What most blocks of a volume have in common.
#[derive(Default)]
pub struct Usual {
    setting: Option<Setting>,
    ends: Ends,
}

impl Usual {
    pub fn of(blocks: &[Block<'_>]) -> Self {
        let mut votes: Vec<(Setting, usize)> = Vec::new();
        for block in blocks {
            let setting = setting::infer(&block.rows, None);
            match votes.iter_mut().find(|v| v.0 == setting) {
                Some(vote) => vote.1 += block.rows.len(),
                None => votes.push((setting, block.rows.len())),
            }
        }
        let mut usual = Self { setting: votes.iter().rev().max_by_key(|v| v.1).map(|v| v.0), ends: Ends::default() };
        if votes.iter().any(|v| v.0 == Setting::Spaces) {
            // lines with nothing between name and affiliation teach each other where names end
            let rows = blocks.iter().flat_map(|b| &b.rows).filter(|r| matches!(r.after, After::Space | After::Nothing | After::Comma));
            rows.for_each(|row| usual.ends.learn(row.text()));
        }
        usual
    }
}

/// Names that follow the heading on its own line, and may go on below it.
fn inline(entry: &[Row<'_>], lexicon: &Lexicon) -> Vec<Signature> {
    let text = join(entry.iter().map(|r| &*r.passage), Hyphens::InNames);
    let grouping = if text.text.contains(';') || words::names_organization(&text.text) { Grouping::Commas } else { Grouping::Names };
    byline::read(&text, grouping, lexicon)
}

/// A day's heading begins the programme.
fn is_day(text: &str) -> bool {
    text.len() < 60 && WeekdayDate::find(text).is_some_and(|(_, at)| at.start == 0)
}

fn is_running_text(text: &str) -> bool {
    let (words, lower) = look::capitals(text);
    words >= 8 && lower * 5 > words * 3 && !text.contains('(')
}
