//! Committees, chairs, reviewers, staff: a heading and the names below it.

use crate::document::{Line, Passage, trim};
use crate::layout::byline::{self, Byline, Grouping, Lexicon};
use crate::layout::joining::{Hyphens, is_open, join, one_line};
use crate::layout::words::{self, Tokens};
use crate::record::{Committee, Signature};
use crate::source::{Span, Spanned};

/// What a block of names says, and which of its lines were read.
pub struct Read {
    pub committee: Committee,
    pub read: Vec<Span>,
}

/// How a block of names is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// `Name, Affiliation`, wrapped or not.
    Commas,
    /// `Name (Affiliation)`
    Brackets,
    /// `Name     Affiliation`
    Columns,
    /// `Name`, with the affiliation on the lines below.
    Below,
    /// `Name`, one a line or several in columns.
    Names,
}

/// A line of a block and what is asked of it again and again.
struct Row<'a> {
    line: &'a Line,
    /// Could be one person's name and nothing else.
    bare_name: bool,
    organization: bool,
    /// Holds a tab or a gap of three spaces.
    gap: bool,
}

impl<'a> Row<'a> {
    fn of(line: &'a Line) -> Self {
        let text = line.text();
        let words = Tokens::of(text);
        let organization = words.names_organization(0..text.len()) || words::has_acronym(text);
        Row { line, bare_name: is_bare_name(text, &words), organization, gap: gap(text).is_some() }
    }

    fn text(&self) -> &'a str {
        self.line.text()
    }
}

/// Reads the lines below a heading. `label` is the heading as printed.
pub fn read(label: Passage, role: Option<&str>, lines: &[&Line], lexicon: &Lexicon) -> Read {
    let rows: Vec<Row> = lines.iter().take_while(|l| !is_running_text(l.text())).map(|l| Row::of(l)).collect();
    let setting = infer(&rows);
    let mut seats: Vec<Signature> = Vec::new();
    let mut read = Vec::new();
    for entry in entries(&rows, setting) {
        let parts: Vec<Passage> = entry.iter().map(|l| without_note(&l.passage)).collect();
        let found = match setting {
            Setting::Columns => columns(&parts, lexicon),
            Setting::Below => below(&parts, lexicon),
            _ => one(&join(&parts, Hyphens::InNames), setting, lexicon),
        };
        if found.iter().any(|s| s.confidence > 0.45) {
            seats.extend(found);
            read.extend(entry.iter().map(|l| l.span));
        }
    }
    let text = one_line(&label);
    let label = Spanned::new(text.trim_end_matches([':', ' ', '.']).to_owned(), label.whole());
    Read { committee: Committee { label, role: role.map(str::to_owned), seats }, read }
}

/// Names that follow the heading on its own line: `Publicity Chair: Jane Doe, Acme`.
pub fn inline(text: &Passage, lexicon: &Lexicon) -> Vec<Signature> {
    let grouping = if text.text.contains(';') || words::names_organization(&text.text) { Grouping::Commas } else { Grouping::Names };
    byline::read(&without_note(text), grouping, lexicon)
}

fn is_running_text(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = words.iter().filter(|w| w.starts_with(char::is_lowercase)).count();
    words.len() >= 8 && lower * 5 > words.len() * 3 && !text.contains('(')
}

fn name_before<'a>(text: &'a str, sign: &[char]) -> Option<&'a str> {
    text.split_once(sign).map(|(name, _)| name.trim()).filter(|n| words::could_be_name(n))
}

fn infer(rows: &[Row<'_>]) -> Setting {
    let n = rows.len().max(1);
    let count = |test: &dyn Fn(&Row<'_>) -> bool| rows.iter().filter(|r| test(r)).count();
    let commas = count(&|r| name_before(r.text(), &[',']).is_some());
    let brackets = count(&|r| name_before(r.text(), &['(']).is_some() && !r.text().to_lowercase().contains("chair)"));
    let gaps = count(&|r| r.gap);
    let organizations = count(&|r| r.organization);
    let names = count(&|r| r.bare_name);
    match () {
        () if gaps * 5 >= n * 3 && organizations * 4 >= n => Setting::Columns,
        () if brackets * 2 >= n => Setting::Brackets,
        () if names * 4 >= n
            && organizations * 4 >= n
            && (names + organizations) * 5 >= n * 4
            && commas * 3 < n * 2
            && looks_below(rows) =>
        {
            Setting::Below
        }
        () if commas * 3 >= n => Setting::Commas,
        () if brackets * 3 >= n => Setting::Brackets,
        () => Setting::Names,
    }
}

/// Names and organizations take turns, beginning with a name.
fn looks_below(rows: &[Row<'_>]) -> bool {
    let starts = rows.windows(2).filter(|w| w[0].bare_name && !w[1].bare_name).count();
    let names = rows.iter().filter(|r| r.bare_name).count();
    rows.first().is_some_and(|r| r.bare_name) && starts * 10 >= names * 7
}

fn is_bare_name(text: &str, words: &Tokens) -> bool {
    let c = words.costs(0..text.len());
    text.contains(' ')
        && !text.contains(',')
        && c.person < c.organization + 6.0
        && !words.names_organization(0..text.len())
        && words::could_be_name(text)
}

/// The first tab or gap of three spaces.
fn gap(text: &str) -> Option<usize> {
    text.find('\t').or_else(|| text.find("   "))
}

/// Joins wrapped lines: the lines of each entry.
fn entries<'a>(rows: &[Row<'a>], setting: Setting) -> Vec<Vec<&'a Line>> {
    let mut out: Vec<Vec<&'a Line>> = Vec::new();
    for row in rows {
        let (line, text) = (row.line, row.text());
        let goes_on = out.last().and_then(|e| e.last()).is_some_and(|last| match setting {
            Setting::Names => is_open(last.text()),
            // what stands on the next page may be anything
            Setting::Commas if line.page != last.page => is_open(last.text()),
            Setting::Commas => is_open(last.text()) || goes_on_commas(row, line.indent > out.last().map_or(0, |e| e[0].indent)),
            Setting::Brackets => {
                let entry = || out.last().into_iter().flatten().flat_map(|l| l.text().bytes());
                let (opened, closed) = (entry().filter(|b| *b == b'(').count(), entry().filter(|b| *b == b')').count());
                opened > closed || !text.contains('(') && text.contains(')')
            }
            Setting::Columns => !row.gap && line.indent > last.indent + 8,
            Setting::Below => !row.bare_name || is_open(last.text()),
        });
        match out.last_mut() {
            Some(entry) if goes_on && !line.bullet => entry.push(line),
            _ => out.push(vec![line]),
        }
    }
    out
}

/// In `Name, Affiliation` lists, does this line go on with the one before? It may be indented below its entry's first.
fn goes_on_commas(row: &Row<'_>, indented: bool) -> bool {
    match name_before(row.text(), &[',']) {
        Some(name) => {
            let c = words::costs(name);
            // "Athens University of Economics, Greece" begins with no name; one word before the comma hardly does
            words::names_organization(name) || name.split_whitespace().count() == 1 && c.person > c.organization - 4.0 && indented
        }
        None => !row.bare_name || indented,
    }
}

/// One entry of names with or without affiliation.
fn one(entry: &Passage, setting: Setting, lexicon: &Lexicon) -> Vec<Signature> {
    let text = entry.text.as_str();
    match setting {
        Setting::Brackets => byline::read(entry, Grouping::Brackets, lexicon),
        Setting::Names => {
            // several columns of names on one line
            let byline = Byline::of(entry);
            let mut out = Vec::new();
            let mut from = 0;
            while let Some(at) = gap(&text[from..]) {
                out.extend(byline.entry(from..from + at, None, lexicon));
                from += at + text[from + at..].len() - text[from + at..].trim_start().len();
            }
            if from == 0 && (text.contains([',', ';']) || text.match_indices(' ').any(|(i, _)| words::conjunction(&text[i..]).is_some())) {
                return byline.read(Grouping::Names, lexicon);
            }
            out.extend(byline.entry(from..text.len(), None, lexicon));
            out
        }
        _ => match text.find(',') {
            Some(mut comma) => {
                let after = text[comma + 1..].trim_start();
                if after.starts_with("Jr") || after.starts_with("Sr.") {
                    comma = text[comma + 1..].find(',').map_or(text.len(), |c| comma + 1 + c);
                }
                let rest = (comma < text.len()).then(|| trim(text, comma + 1..text.len()));
                Byline::of(entry).entry(0..comma, rest, lexicon).into_iter().collect()
            }
            None if !byline::has_brackets(text) => Byline::of(entry).entry(0..text.len(), None, lexicon).into_iter().collect(),
            None => byline::read(entry, Grouping::Brackets, lexicon),
        },
    }
}

/// `Name    Affiliation    Country`
fn columns(parts: &[Passage], lexicon: &Lexicon) -> Vec<Signature> {
    let Some(first) = parts.first() else { return Vec::new() };
    let cells: Vec<std::ops::Range<usize>> = {
        let text = first.text.as_str();
        let mut out = Vec::new();
        let mut from = 0;
        while let Some(at) = gap(&text[from..]) {
            out.push(trim(text, from..from + at));
            from += at + text[from + at..].len() - text[from + at..].trim_start().len();
        }
        out.push(trim(text, from..text.len()));
        out
    };
    let text = first.text.as_str();
    if cells.len() > 2 && cells.iter().all(|c| is_bare_name(&text[c.clone()], &Tokens::of(&text[c.clone()]))) {
        let byline = Byline::of(first);
        return cells.into_iter().filter_map(|c| byline.entry(c, None, lexicon)).collect();
    }
    let mut whole = first.slice(cells[0].clone());
    for cell in &cells[1..] {
        whole.join(", ", &first.slice(cell.clone()));
    }
    let whole = join(&[&[whole], &parts[1..]].concat(), Hyphens::InNames);
    let name = cells[0].len();
    let rest = (cells.len() > 1).then(|| name + 2..whole.text.len());
    Byline::of(&whole).entry(0..name, rest, lexicon).into_iter().collect()
}

/// A name and the lines of its affiliation below.
fn below(parts: &[Passage], lexicon: &Lexicon) -> Vec<Signature> {
    let Some((name, rest)) = parts.split_first() else { return Vec::new() };
    let rest = join(rest, Hyphens::InNames);
    let mut whole = name.clone();
    whole.join(", ", &rest);
    let end = name.text.len();
    let affiliation = (!rest.is_empty()).then(|| end + 2..whole.text.len());
    Byline::of(&whole).entry(0..end, affiliation, lexicon).into_iter().collect()
}

/// An entry without `(chair)` and the like.
fn without_note(passage: &Passage) -> Passage {
    let text = passage.text.as_str();
    for (open, _) in text.match_indices('(') {
        let Some(close) = text[open..].find(')') else { break };
        let note = text[open + 1..open + close].to_lowercase();
        if matches!(
            note.trim(),
            "chair"
                | "co-chair"
                | "chairs"
                | "cochair"
                | "program chair"
                | "general chair"
                | "track chair"
                | "area chair"
                | "vice chair"
                | "pc chair"
        ) {
            let mut out = passage.trimmed(0..open);
            let rest = passage.trimmed(open + close + 1..text.len());
            out.join(if rest.text.starts_with(',') { "" } else { " " }, &rest);
            return out;
        }
    }
    passage.clone()
}
