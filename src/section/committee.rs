//! Committees, chairs, reviewers, staff: a heading and the names below it.

mod cards;
mod cut;
mod doubt;
mod entries;
mod meeting;
mod parting;
mod readers;
mod row;
mod setting;
mod subheads;

use crate::diagnostic::Diagnostic;
use crate::document::{Line, Passage};
use crate::layout::byline::{self, Grouping, Lexicon};
use crate::layout::joining::{Hyphens, join, one_line};
use crate::layout::{headings, look, words};
use crate::lexicon::{self, Phrases};
use crate::record::date::WeekdayDate;
use crate::record::slug::key;
use crate::record::{Committee, Identifier, Signature};
use crate::source::{Span, Spanned};
use cut::{Ends, Known};
use parting::Part;
pub use row::begins_with_name;
use row::{After, Row};
use setting::Setting;
use std::sync::LazyLock;
use subheads::Subhead;

/// What a block of names says, which of its lines were read, and what is doubtful.
pub struct Read {
    /// The line of the heading.
    pub heading: Span,
    pub committee: Committee,
    /// Those whom a note in the list gives another part: `Ana Brito (Chair)`.
    pub noted: Vec<Committee>,
    pub read: Vec<Span>,
    /// Lines that head some of the names.
    pub heads: Vec<Span>,
    pub told: Vec<Diagnostic>,
}

/// A heading with what is read below it.
pub struct Heading<'a> {
    pub line: Span,
    pub label: Passage,
    /// What stands on the heading's own line: `Publicity Chair: Jane Doe, Acme`.
    pub rest: Option<Passage>,
    pub role: Option<&'a str>,
}

/// A heading and the lines below it.
pub struct Block<'a> {
    heading: Heading<'a>,
    lines: Vec<&'a Line>,
    parts: Vec<Part<'a>>,
    rows: Vec<Row<'a>>,
    cards: bool,
    heads: Vec<Span>,
}

impl<'a> Block<'a> {
    /// The block below a heading, and those below the lines that head a part of its names.
    pub fn of(heading: Heading<'a>, lines: Vec<&'a Line>) -> Vec<Self> {
        // a name on the heading's line goes on below it, but not across a blank line
        let blank = |i: usize| i.checked_sub(1).map_or(lines[i].blank_before, |b| lines[i].blank_after(lines[b]));
        let goes_on = |i: &usize| heading.rest.is_none() || blank(*i) == 0;
        let names = |i: &usize| !is_running_text(lines[*i].text()) && !is_day(lines[*i].text()) && !is_imprint(lines[*i].text());
        let end = (0..lines.len()).take_while(|i| goes_on(i) && names(i)).count();
        let lines = &lines[..end];
        if let Some(parts) = cards::cards(lines) {
            return vec![Self::set(heading, lines.to_vec(), parts, true, Vec::new())];
        }
        let role = heading.role;
        let (mut heading, mut below, mut heads, mut out) = (heading, Vec::new(), Vec::new(), Vec::new());
        for (line, subhead) in lines.iter().zip(subheads::find(lines)) {
            match subhead {
                None => below.push(*line),
                Some(Subhead::Group) => heads.push(line.span),
                Some(Subhead::Board) => {
                    let next = Heading { line: line.span, label: line.passage.clone(), rest: None, role };
                    let above = std::mem::replace(&mut heading, next);
                    // a heading right above that of a board says no more than that
                    if out.is_empty() && below.is_empty() && above.rest.is_none() {
                        heads.push(above.line);
                        continue;
                    }
                    out.push(Self::lines(above, std::mem::take(&mut below), std::mem::take(&mut heads)));
                }
            }
        }
        out.push(Self::lines(heading, below, heads));
        out
    }

    fn lines(heading: Heading<'a>, lines: Vec<&'a Line>, heads: Vec<Span>) -> Self {
        let parts = heading.rest.iter().map(Part::on_heading).chain(parting::part(&lines)).collect();
        Self::set(heading, lines, parts, false, heads)
    }

    fn set(heading: Heading<'a>, lines: Vec<&'a Line>, parts: Vec<Part<'a>>, cards: bool, heads: Vec<Span>) -> Self {
        let rows = rows(&parts, None);
        Self { heading, lines, parts, rows, cards, heads }
    }

    pub fn read(self, usual: &Usual, lexicon: &Lexicon) -> Read {
        let setting = if self.cards { Setting::Cards } else { setting::infer(&self.rows, usual.setting) };
        let known = Known::of(lexicon, &usual.ends);
        let rows = match setting {
            Setting::Spaces => rows(&self.parts, Some(&known)),
            _ => self.rows,
        };
        let (mut entered, mut read, mut noted): (Vec<(Signature, f64)>, Vec<Span>, Vec<Committee>) = Default::default();
        for entry in entries::entries(&rows, setting) {
            let alone = entry[0].line.is_none() && !matches!(setting, Setting::Prose | Setting::Semicolons | Setting::Brackets);
            let found = if alone { inline(entry, lexicon) } else { readers::entry(entry, setting, &known) };
            if entry[0].line.is_none() || found.iter().any(|s| s.confidence > 0.45) {
                if let ([seat], Some(note)) = (&found[..], entry.iter().find_map(|r| r.note.as_ref())) {
                    note_seat(note, seat, self.heading.role, &mut noted);
                }
                let sure = entry.iter().map(|r| r.sure).fold(1.0, f64::min);
                entered.extend(found.into_iter().map(|seat| (seat, sure)));
                read.extend(entry.iter().filter_map(|r| r.line).map(|l| l.span));
            }
        }
        let (seats, told) = doubt::doubt(entered, lexicon);
        if self.parts.iter().any(|p| p.starts) && !seats.is_empty() {
            // an entry may have begun on a line above its own
            read = self.lines.iter().map(|l| l.span).collect();
        }
        read.dedup();
        let text = one_line(&self.heading.label);
        let label = Spanned::new(text.trim_end_matches([':', ' ', '.']).to_owned(), self.heading.label.whole());
        let committee = Committee { label, role: self.heading.role.map(str::to_owned), seats };
        Read { heading: self.heading.line, committee, noted, read, heads: self.heads, told }
    }
}

/// Adds one who stands in a list as a member to those with the same note.
fn note_seat(note: &Passage, seat: &Signature, of: Option<&str>, noted: &mut Vec<Committee>) {
    let label = Spanned::new(one_line(note), note.whole());
    let role = match (headings::role(&label.value).map(|r| r.0), of) {
        (role, Some(of)) if role == Some(of) => return,
        (Some(CHAIR), Some("program-committee-member")) => Some("program-chair"),
        (Some(CHAIR), Some("organizing-committee-member")) => Some(CHAIR),
        (Some(CHAIR), _) => None,
        (role, _) => role,
    };
    match noted.iter_mut().find(|c| key(&c.label.value) == key(&label.value)) {
        Some(committee) => committee.seats.push(seat.clone()),
        None => noted.push(Committee { label, role: role.map(str::to_owned), seats: vec![seat.clone()] }),
    }
}

/// What a chair is called of whom nothing more is said.
const CHAIR: &str = "general-chair";

/// `Name, Affiliation`, `Name (Affiliation)`, `Name – Affiliation`
pub fn is_entry(text: &str) -> bool {
    row::entry_sign(text).is_some()
}

fn rows<'a>(parts: &[Part<'a>], known: Option<&Known<'_>>) -> Vec<Row<'a>> {
    parts.iter().map(|part| Row::of(part, known)).collect()
}

static CONTINUED: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("continued"));

/// `Program Committee (continued)`: the label without what says that the list goes on.
pub fn continued(label: &str) -> Option<&str> {
    let (before, note) = label.trim_end_matches([')', ']', '.', ' ', '…']).rsplit_once(['(', '[', ',', '–', '-'])?;
    CONTINUED.is(&key(note)).then(|| before.trim_end())
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
        for block in blocks.iter().filter(|b| !b.cards) {
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

/// Numbers and rights of the book end a list; addresses and telephones may stand in it.
fn is_imprint(text: &str) -> bool {
    let contact = || text.contains('@') || text.contains("://") || text.starts_with("www.");
    let numbered =
        || Identifier::find_all(text).iter().any(|found| matches!(found.identifier, Some(Identifier::Isbn(_) | Identifier::Issn(_))));
    text.starts_with('©') || !contact() && numbered()
}

fn is_running_text(text: &str) -> bool {
    let (words, lower) = look::capitals(text);
    words >= 8 && lower * 5 > words * 3 && !text.contains('(')
}
