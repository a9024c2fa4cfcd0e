//! Who edited the book, and where they work.

use super::marked::one_editor;
use super::{Imprint, is_imprint};
use crate::diagnostic::{self, Diagnostic};
use crate::document::{Line, Passage, trim};
use crate::layout::byline::{self, Byline, Grouping, Lexicon};
use crate::layout::joining::{self, Hyphens, is_open};
use crate::layout::look::{self, segments};
use crate::layout::{headings, words};
use crate::lexicon::{self, Phrases};
use crate::record::Signature;
use crate::record::slug::key;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::forms::is_proceedings;

static EDITORS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("editors"));
static EDITED_BY: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("edited by"));
pub static EDITOR_SIGNS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("editor sign"));

/// Lines below `Edited by` that are looked at.
const FAR: usize = 24;

/// `Edited by A and B`, `Editors:` above names.
pub fn editors(lines: &[&Line], lexicon: &Lexicon, out: &mut Imprint) {
    let Some(at) = labelled(lines) else { return signed(lines, lexicon, out) };
    let rest = after_label(lines[at]);
    if !(noted(lines, at, &rest, lexicon, out) || rest.is_empty() && affiliated(lines, at, lexicon, out)) {
        listed(lines, at, rest, lexicon, out);
    }
    if out.proceedings.editors.is_empty() && EDITORS.whole(&key(lines[at].text())).is_some() {
        above(lines, at, lexicon, out);
    }
    if !out.proceedings.editors.is_empty() {
        out.claim(lines[at], "editors");
    }
    signed(lines, lexicon, out);
}

/// The line that says who edited the book.
fn labelled(lines: &[&Line]) -> Option<usize> {
    let edited_by = |i: usize| EDITED_BY.start(&key(lines[i].text())).is_some();
    let first = (0..lines.len()).find(|i| EDITORS.whole(&key(lines[*i].text())).is_some() || edited_by(*i))?;
    // covers shout and break lines anywhere; the title page comes last
    let calm = |i: &usize| edited_by(*i) && lines[*i].text().matches(char::is_lowercase).count() > 12;
    let last = || (first..lines.len().min(first + 200)).rev().find(calm);
    Some(if edited_by(first) { last().unwrap_or(first) } else { first })
}

/// Whether a line ends in the sign of editors: `(eds.)`.
pub fn signs(text: &str) -> bool {
    text.rfind('(').is_some_and(|open| EDITOR_SIGNS.is(&text[open..]))
}

/// Whether a line of editors says so before their names.
pub fn leads(text: &str) -> bool {
    let folded = key(text);
    EDITED_BY.start(&folded).is_some() || EDITORS.start(&folded).is_some()
}

/// `Jane Doe` and `Editors` below it.
fn above(lines: &[&Line], at: usize, lexicon: &Lexicon, out: &mut Imprint) {
    let names = lines[..at].iter().rev().take(12).take_while(|l| is_name(l.text()) && !out.is_claimed(l)).copied().collect::<Vec<_>>();
    for line in names.into_iter().rev() {
        out.proceedings.editors.extend(one_editor(&line.passage, lexicon));
        out.claim(line, "editor");
    }
}

/// One name alone on its line.
fn is_name(text: &str) -> bool {
    text.contains(' ') && words::could_be_name(text) && look::byline(text) > 2.0
}

/// Takes in the editors of a list with their affiliations, unless it names one whom the title page does not.
pub fn join(editors: &mut Vec<Signature>, listed: &[Signature]) -> bool {
    let of = |editor: &Signature| key(&editor.name.value.full);
    let mut known: HashMap<String, usize> = editors.iter().enumerate().map(|(i, editor)| (of(editor), i)).collect();
    let strange = !editors.is_empty() && !listed.iter().all(|editor| known.contains_key(&of(editor)));
    if listed.is_empty() || strange || listed.iter().any(|editor| editor.confidence < 0.6) {
        return false;
    }
    for editor in listed {
        let at = *known.entry(of(editor)).or_insert(editors.len());
        match editors.get_mut(at) {
            Some(named) if named.affiliations.is_empty() => *named = editor.clone(),
            Some(_) => {}
            None => editors.push(editor.clone()),
        }
    }
    true
}

/// What follows `Edited by` on its line.
fn after_label(line: &Line) -> Passage {
    let text = line.text();
    let folded = key(text);
    let Some((end, ..)) = EDITED_BY.start(&folded).filter(|(end, ..)| *end < folded.len()) else { return Passage::default() };
    let count = folded[..end].split(' ').count();
    let skip = text.split_whitespace().nth(count).map_or(text.len(), |w| w.as_ptr() as usize - text.as_ptr() as usize);
    line.passage.trimmed(skip..text.len())
}

/// A name a line, or several, each perhaps with an affiliation behind it.
fn listed(lines: &[&Line], at: usize, rest: Passage, lexicon: &Lexicon, out: &mut Imprint) {
    let mut block: Vec<&Line> = vec![];
    if rest.is_empty() {
        for line in lines[at + 1..].iter().take(FAR) {
            if is_end(line, out) || is_imprint(line.text()) && !names_person(line.text()) {
                break;
            }
            block.push(line);
        }
    }
    // names behind the label go on below it
    let together = !rest.is_empty();
    if together {
        for line in lines[at + 1..].iter().take(4).take_while(|l| l.blank_before == 0 && !out.is_claimed(l)) {
            let open = is_open(block.last().map_or(rest.text.as_str(), |l| l.text()));
            if !open && words::conjunction(&format!(" {}", line.text())).is_none() {
                break;
            }
            block.push(line);
        }
    }
    let passages: Vec<Passage> = if together {
        vec![joining::join(std::iter::once(&rest).chain(block.iter().map(|l| &l.passage)), Hyphens::InNames)]
    } else {
        block.iter().map(|l| l.passage.clone()).collect()
    };
    for (k, passage) in passages.iter().enumerate() {
        let marked = byline::infer(&[Byline::of(passage)]) == [Grouping::Marks];
        let other = headings::role(&passage.text).is_some() || look::byline(first(&passage.text)) < -4.0;
        if !marked && (other || !begins_with_name(&passage.text)) {
            if k > 0 { continue } else { break }
        }
        let found = if marked { byline::read(passage, Grouping::Marks, lexicon) } else { one_editor(passage, lexicon) };
        if are_names(&found) {
            out.proceedings.editors.extend(found);
            let of = if together { &block[..] } else { &block[k..k + 1] };
            of.iter().for_each(|line| out.claim(line, "editor"));
        }
    }
}

fn is_end(line: &Line, out: &Imprint) -> bool {
    out.is_claimed(line) && !is_note(line) || is_proceedings(line.text())
}

fn are_names(found: &[Signature]) -> bool {
    !found.is_empty() && found.iter().all(|s| s.confidence >= 0.8)
}

fn first(text: &str) -> &str {
    segments(text).next().map_or("", |range| &text[range])
}

fn begins_with_name(text: &str) -> bool {
    let first = first(text);
    words::could_be_name(first) && !words::names_organization(first) && !text.contains('@')
}

/// A sign or a number begins the line: `1 Ghent Tech`, `* Ghent Tech`; some signs are taken for bullets.
fn is_note(line: &Line) -> bool {
    line.bullet || note(line.text()).is_some()
}

/// Where the text of a note begins: behind one sign or number that points to it.
fn note(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let digits = text.chars().take_while(|c| c.is_ascii_digit()).count();
    // signs may be doubled
    let sign = if digits > 0 { digits } else { text.chars().take_while(|c| *c == first).count() };
    let after = text.char_indices().nth(sign)?.0;
    let rest = text[after..].trim_start_matches([' ', ')', '.']);
    let points = !first.is_alphabetic() && !first.is_whitespace() && !matches!(first, '(' | '"' | '“' | '©' | '®') && sign <= 2;
    (points && rest.starts_with(char::is_uppercase)).then_some(text.len() - rest.len())
}

/// Names with marks, behind the label or below it, and below them what the marks stand for. Where recognition spoilt the
/// marks, one after the other.
fn noted(lines: &[&Line], at: usize, rest: &Passage, lexicon: &Lexicon, out: &mut Imprint) -> bool {
    let below = &lines[at + 1..lines.len().min(at + 1 + FAR)];
    let behind = !rest.is_empty();
    let named = |l: &&&Line| !is_note(l) && !is_end(l, out) && begins_with_name(bare(first(l.text())));
    let names = below.iter().take_while(named).take_while(|l| !behind || l.blank_before == 0).count();
    let notes = below[names..].iter().take_while(|l| is_note(l) && !is_end(l, out)).count();
    if names == 0 && !behind || notes == 0 {
        return false;
    }
    let block = &below[..names + notes];
    let passages: Vec<&Passage> = behind.then_some(rest).into_iter().chain(block.iter().map(|l| &l.passage)).collect();
    let (names, notes) = passages.split_at(passages.len() - notes);
    let (mut whole, mut breaks) = (Passage::default(), Vec::new());
    for (k, passage) in passages.iter().enumerate() {
        // one name a line has no comma behind it
        whole.join(if k < names.len() && !is_open(&whole.text) { ", " } else { " " }, passage);
        if k > 0 {
            breaks.push(whole.text.len() - passage.text.len());
        }
    }
    let byline = Byline::set(&whole, &breaks);
    let mut found = match byline::infer(std::slice::from_ref(&byline))[..] {
        [Grouping::Marks] => byline.read(Grouping::Marks, lexicon),
        _ => Vec::new(),
    };
    if !are_names(&found) || found.iter().all(|s| s.affiliations.is_empty()) {
        found = in_order(names, notes, lexicon);
        let told = found.iter().map(|s| {
            let message = format!("the mark behind `{}` is not read: affiliations are taken in their order", s.name.value.full);
            Diagnostic::new(&diagnostic::AFFILIATION_DOUBTFUL, s.name.span, message)
        });
        out.diagnostics.extend(told);
    }
    if found.is_empty() {
        return false;
    }
    out.proceedings.editors.extend(found);
    block.iter().for_each(|l| out.claim(l, "editor"));
    true
}

/// A name without the signs that marks were read as.
fn bare(text: &str) -> &str {
    text.trim_end_matches(|c: char| !c.is_alphabetic() && !matches!(c, '.' | ')'))
}

/// As many names with a sign behind them as there are notes, or with none where those are numbered from 1: the first has
/// the first note.
fn in_order(names: &[&Passage], notes: &[&Passage], lexicon: &Lexicon) -> Vec<Signature> {
    let numbered = notes.iter().enumerate().all(|(k, note)| note.text.starts_with(&(k + 1).to_string()));
    let mut found = Vec::new();
    for passage in names {
        for range in segments(&passage.text) {
            let name = bare(&passage.text[range.clone()]);
            if name.len() == range.len() && !numbered || !words::could_be_name(name) || !name.contains(' ') {
                return Vec::new();
            }
            found.extend(Byline::of(passage).name(range.start..range.start + name.len(), &[]));
        }
    }
    if found.len() != notes.len() || !are_names(&found) {
        return Vec::new();
    }
    for (editor, passage) in found.iter_mut().zip(notes) {
        let text = &passage.text;
        editor.confidence = editor.confidence.min(0.8);
        editor.affiliations = Byline::of(passage).affiliations(note(text).unwrap_or(0)..text.len(), lexicon);
    }
    found
}

/// A name on a line of its own and below it where its owner works, with blank lines between one editor and the next.
fn affiliated(lines: &[&Line], at: usize, lexicon: &Lexicon, out: &mut Imprint) -> bool {
    let mut found: Vec<(Signature, &[&Line])> = Vec::new();
    let below = &lines[at + 1..lines.len().min(at + 1 + 3 * FAR)];
    for group in below.chunk_by(|_, next| next.blank_before == 0) {
        let [name, rest @ ..] = group else { break };
        let one = segments(name.text()).count() == 1 && !name.text().contains(',');
        // one more name follows a conjunction
        let joined = || rest.iter().any(|l| words::conjunction(&format!(" {} ", l.text())).is_some());
        if rest.is_empty() || rest.len() > 7 || joined() || group.iter().any(|l| is_end(l, out)) || !one || !begins_with_name(name.text()) {
            break;
        }
        // streets, telephones and addresses tell nothing of where one works
        let place = |l: &&Line| !l.text().contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | ':'));
        let works: Vec<&Line> = rest.iter().copied().filter(place).collect();
        let says = |l: &&Line| words::names_organization(l.text()) || words::has_acronym(l.text());
        let Some(mut editor) = Byline::of(&name.passage).name(0..name.text().len(), &[]).filter(|_| works.iter().any(says)) else { break };
        let mut affiliation = Passage::default();
        for line in works {
            affiliation.join(if affiliation.is_empty() || affiliation.text.ends_with(',') { " " } else { ", " }, &line.passage);
        }
        editor.affiliations = Byline::of(&affiliation).affiliations(0..affiliation.text.len(), lexicon);
        found.push((editor, group));
    }
    if found.is_empty() || found.iter().any(|(editor, _)| editor.confidence < 0.8) {
        return false;
    }
    for (editor, group) in found {
        out.proceedings.editors.push(editor);
        group.iter().for_each(|l| out.claim(l, "editor"));
    }
    true
}

/// `Jane Doe, Ghent Tech, Belgium` looks like a place but for its first words.
fn names_person(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(',') else { return false };
    let c = words::costs(first);
    let organization = words::names_organization(rest) || words::has_acronym(rest);
    let person = c.person + if organization { -4.0 } else { 2.0 } < c.organization.min(c.title);
    rest.contains(',') && first.contains(' ') && words::could_be_name(first) && !words::names_organization(first) && person
}

/// `A · B · C (Eds.)`, on one line or several.
fn signed(lines: &[&Line], lexicon: &Lexicon, out: &mut Imprint) {
    const SIGNS: [char; 4] = ['·', '•', ';', ','];
    // a sign at its end, or between names
    let is_list = |text: &str| {
        text.ends_with(SIGNS) || text.contains([SIGNS[0], SIGNS[1]]) && begins_with_name(text.split(SIGNS).next().unwrap_or(""))
    };
    let suffix = |l: &&Line| {
        let text = l.text();
        let open = text.rfind('(')?;
        EDITOR_SIGNS.is(&text[open..]).then_some(open)
    };
    let Some((last, end)) = lines.iter().enumerate().find_map(|(i, l)| suffix(l).map(|end| (i, end))) else { return };
    if !out.proceedings.editors.is_empty() || out.is_claimed(lines[last]) {
        return;
    }
    let mut first = last;
    while first > 0
        && lines[first].blank_before == 0
        && !out.is_claimed(lines[first - 1])
        && (end == 0 && (first == last || is_name(lines[first - 1].text())) || is_list(lines[first - 1].text()))
    {
        first -= 1;
    }
    for (i, line) in lines.iter().enumerate().take(last + 1).skip(first) {
        let text = if i == last { &line.text()[..end] } else { line.text() };
        let mut found = Vec::new();
        for part in text.split(['·', '•', ';']).filter(|p| !p.trim().is_empty()) {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            let range = trim(line.text(), start..start + part.trim_end_matches(SIGNS).len());
            found.extend(byline::read(&line.passage.slice(range), Grouping::Names, lexicon));
        }
        if found.iter().all(|s| s.confidence > 0.6) && (!found.is_empty() || i == last) {
            out.proceedings.editors.extend(found);
            out.claim(line, "editor");
        }
    }
}
