//! The table of contents: days, sessions, entries with title, byline and page.

mod choice;
mod entries;
mod labelled;
pub mod surety;

use crate::diagnostic::{self, Diagnostic};
use crate::document::{Line, Passage, Role, trim};
use crate::layout::byline::{self, Byline, Grouping, Lexicon, run};
use crate::layout::cues;
use crate::layout::headings::{self, Opens};
use crate::layout::joining::{Hyphens, join_lines, one_line};
use crate::layout::look::Look;
use crate::lexicon::{self, Phrases};
use crate::list;
use crate::record::slug::key;
use crate::record::{Contribution, ContributionKind, Day, Item, ItemKind, Pages, Session, Signature};
use crate::source::{Span, Spanned};
use choice::{Reading, Rival};
use std::ops::Range;
use std::sync::LazyLock;
use surety::{Facts, Field};

static SESSIONS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("session"));
static SHORT: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("kind short paper"));
static KINDS: LazyLock<Phrases<ContributionKind>> = LazyLock::new(|| {
    use ContributionKind::{Demo, Invited, Keynote, Poster, ShortPaper};
    lexicon::lists([
        ("kind keynote", Keynote),
        ("kind invited", Invited),
        ("kind short paper", ShortPaper),
        ("kind poster", Poster),
        ("kind demo", Demo),
    ])
});
static ITEM_ORGANIZATION: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("item organization"));
static ITEM_SPONSORS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("item sponsors"));
static ITEM_MESSAGE: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("item message"));
static ITEM_OTHER: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("item other"));

const TRACE: &str = "`frontis parse --trace` shows how the list was read";

/// How sure a name is whose entry is sure.
const NAME: f64 = 0.75;

/// What a list of contents says, with the label that each of its lines got.
#[derive(Debug, Default)]
pub struct Contents {
    pub days: Vec<Day>,
    pub sessions: Vec<Session>,
    pub contributions: Vec<Contribution>,
    pub items: Vec<Item>,
    /// Raw line span and what it was read as; `Other` lines are left to the residue.
    pub read: Vec<(Span, &'static str)>,
    pub furniture: Vec<(Span, &'static str)>,
    pub diagnostics: Vec<Diagnostic>,
    pub weighed: Weighed,
}

/// What the readings of a list say of it.
#[derive(Debug, Default)]
pub struct Weighed {
    /// How well each of two readings explains the list, in nats: line by line, and entry by entry.
    pub worth: [f32; 2],
    /// What speaks against the fields of each entry, by the place of its title.
    pub facts: Vec<(Span, [Facts; 3])>,
}

/// One entry before it is known what it is.
struct Entry {
    title: Passage,
    /// The title holds the names too.
    run: bool,
    bylines: Vec<Names>,
    pages: Option<Spanned<Pages>>,
    /// A leader without a page behind it.
    lost_page: bool,
    span: Span,
    heading: Option<usize>,
    /// How much better, in nats, its lines are parted so than otherwise.
    margin: f32,
}

/// The authors of an entry, or one of them where markup sets each apart, with an affiliation that stands apart.
struct Names {
    names: Passage,
    /// Where its printed lines begin, but for the first.
    breaks: Vec<usize>,
    affiliation: Option<Passage>,
}

impl Names {
    fn one(names: Passage) -> Self {
        Self { names, breaks: Vec::new(), affiliation: None }
    }
}

/// A heading above entries, as printed and as it is understood.
struct Heading {
    passage: Passage,
    number: Option<String>,
    kind: ContributionKind,
    /// `Keynote` is the kind of what follows and no session.
    is_session: bool,
    day: Option<usize>,
    chairs: Vec<Signature>,
    /// Its lines, read when an entry stands below it.
    lines: Vec<(Span, &'static str)>,
}

pub fn read(lines: &[&Line], looks: &[&Look], core: Range<usize>, headed: bool, year: Option<i32>, lexicon: &Lexicon) -> Contents {
    let labelled = {
        let mut out = Contents::default();
        let (lines, looks) = (&lines[core.clone()], &looks[core]);
        let (mut entries, headings) = labelled::gather(lines, looks, year, lexicon, &mut out);
        part_runs(&mut entries, lexicon);
        Reading { entries, headings, out }
    };
    // where markup names the titles there is nothing to find
    let marked = lines.iter().any(|l| l.role == Some(Role::Title));
    let listed = (!marked).then(|| list::read(lines, looks, headed)).flatten().map(|list| {
        let reading = |items: &[list::Item]| {
            let mut out = Contents::default();
            let (mut entries, headings) = entries::gather(items, lines, looks, year, lexicon, &mut out);
            part_runs(&mut entries, lexicon);
            Reading { entries, headings, out }
        };
        let next = list
            .rival
            .as_ref()
            .map(|rival| Rival { entries: reading(&list.others).entries, near: choice::near(list.reading.score, rival.score) });
        let turned = list.turned.map_or(0.0, |turned| choice::chance(list.reading.score, turned));
        (reading(&list.items), next, turned)
    });
    let (Reading { entries, headings, mut out }, rivals, turned) = match listed {
        Some((listed, next, turned)) => {
            let (best, other) = choice::choose(labelled, listed, lines, looks);
            (best, [Some(other), next], turned)
        }
        None => (labelled, [None, None], 0.0),
    };
    let signatures = read_bylines(&entries, lexicon);
    let facts = surety::facts(&entries, &signatures, (&rivals, turned), lines, looks, (&out, &headings));
    let signed = signatures.iter().filter(|s| !s.is_empty()).count();
    let mut session_of: Vec<Option<usize>> = vec![None; headings.len()];
    let mut used: Vec<usize> = entries.iter().filter_map(|e| e.heading).collect();
    used.dedup();
    out.read.extend(used.iter().flat_map(|h| headings[*h].lines.iter().copied()));
    for ((mut entry, mut authors), facts) in entries.into_iter().zip(signatures).zip(facts) {
        let mut title = Spanned::new(clean_title(&one_line(&entry.title)), entry.title.whole());
        if entry.lost_page {
            out.diagnostics.push(Diagnostic::new(&diagnostic::LOST_PAGE, entry.title.whole(), "a leader without a page number"));
        }
        // with authors, only a message may be something else than a contribution
        let may_be = |title: &str| headings::opens(title).is_some() || ITEM_MESSAGE.may_start(title);
        let kind = if authors.is_empty() || may_be(&title.value) { item_kind(&title.value) } else { None };
        let front = entry.pages.as_ref().is_some_and(|p| p.value.first.sort.is_some_and(|s| s < 0));
        if kind.is_some() && (authors.is_empty() || kind == Some(ItemKind::Message))
            || authors.is_empty() && (front || signed * 2 > out.contributions.len().max(2))
        {
            out.items.push(Item {
                kind: kind.unwrap_or(ItemKind::Other),
                title,
                pages: entry.pages,
                body: None,
                signatures: authors,
                signed_as: None,
            });
            continue;
        }
        let heading = entry.heading.map(|h| &headings[h]);
        let session = entry.heading.filter(|h| headings[*h].is_session).map(|h| {
            *session_of[h].get_or_insert_with(|| {
                let head = &headings[h];
                let title = Spanned::new(one_line(&head.passage), head.passage.whole());
                out.sessions.push(Session { title, number: head.number.clone(), day: head.day, chairs: head.chairs.clone() });
                out.sessions.len() - 1
            })
        });
        for signature in authors.iter().filter(|s| s.confidence < 0.6) {
            let message = format!("`{}` may not be one whole name", signature.name.value.full);
            out.diagnostics.push(Diagnostic::new(&diagnostic::NAME_DOUBTFUL, signature.name.span, message));
        }
        // what may be no name may be a part of the title
        let confidence = authors.iter().map(|a| a.confidence).filter(|c| *c < NAME).fold(1.0, f64::min);
        for doubt in surety::doubts(&facts) {
            let (field, sure) = (doubt.field, doubt.confidence);
            let lower = |confidence: &mut f64| *confidence = confidence.min(sure);
            match field {
                Field::Title => lower(&mut title.confidence),
                Field::Authors => authors.iter_mut().for_each(|a| lower(&mut a.confidence)),
                Field::Page => entry.pages.iter_mut().for_each(|p| lower(&mut p.confidence)),
            }
            if field == Field::Title || field == Field::Authors && !authors.is_empty() || field == Field::Page && entry.pages.is_some() {
                let message = format!("the {} of this entry may be wrong: {}", field.name(), doubt.told);
                out.diagnostics.push(Diagnostic::new(&diagnostic::READING_DOUBTFUL, title.span, message).help(TRACE));
            }
        }
        out.weighed.facts.push((title.span, facts));
        let behind = kind_behind(&title.value);
        if let Some((end, _)) = behind {
            title.value.truncate(end);
        }
        let kind = kind_of_title(&title.value).or(behind.map(|b| b.1)).or(heading.map(|h| h.kind)).unwrap_or_default();
        out.contributions.push(Contribution {
            span: entry.span,
            kind,
            title,
            authors,
            pages: entry.pages,
            derived_end: None,
            session,
            identifiers: Vec::new(),
            links: Vec::new(),
            license: None,
            confidence,
        });
    }
    // a heading with nothing below it is still a statement of the programme
    for (h, head) in headings.iter().enumerate() {
        if head.is_session && session_of[h].is_none() {
            out.diagnostics.push(Diagnostic::new(
                &diagnostic::EMPTY_HEADING,
                head.passage.whole(),
                format!("no entry stands below `{}`", one_line(&head.passage)),
            ));
        }
    }
    out
}

/// Bylines are read twice: the second time with the names and organizations that the first has taught.
fn read_bylines(entries: &[Entry], lexicon: &Lexicon) -> Vec<Vec<Signature>> {
    let bylines: Vec<Byline> = entries.iter().flat_map(|e| &e.bylines).map(|b| Byline::set(&b.names, &b.breaks)).collect();
    let groupings = byline::infer(&bylines);
    let names: Vec<&Names> = entries.iter().flat_map(|e| &e.bylines).collect();
    let read = |k: usize, lexicon: &Lexicon| {
        let mut found = bylines[k].read(groupings[k], lexicon);
        if let Some(passage) = &names[k].affiliation {
            let stated = Byline::of(passage).affiliations(0..passage.text.len(), lexicon);
            found.iter_mut().for_each(|s| s.affiliations.extend(stated.iter().cloned()));
        }
        found
    };
    let mut found: Vec<(Vec<Signature>, bool)> = (0..bylines.len()).map(|k| lexicon.asked(|| read(k, lexicon))).collect();
    if groupings.iter().any(|g| *g != Grouping::Names) {
        let mut lexicon = lexicon.clone();
        found.iter().for_each(|(signatures, _)| lexicon.learn(signatures));
        // what asked for nothing is read as before
        for (k, (signatures, _)) in found.iter_mut().enumerate().filter(|(_, (_, asked))| *asked) {
            *signatures = read(k, &lexicon);
        }
    }
    let mut found = found.into_iter();
    entries.iter().map(|e| found.by_ref().take(e.bylines.len()).flat_map(|f| f.0).collect()).collect()
}

/// The bylines of an entry: one over all its lines, or one for each author that the markup sets apart.
fn apart(lines: &[(Option<Role>, Passage)]) -> Vec<Names> {
    let mut out: Vec<Names> = Vec::new();
    for (role, passage) in lines.iter().filter(|l| l.0.is_some() && !l.1.is_empty()) {
        match out.last_mut() {
            Some(last) if *role == Some(Role::Affiliation) && last.affiliation.is_none() => last.affiliation = Some(passage.clone()),
            _ => out.push(Names::one(passage.clone())),
        }
    }
    let (names, breaks) = join_lines(lines.iter().filter(|l| l.0.is_none()).map(|l| &l.1), Hyphens::InNames);
    if !names.is_empty() {
        out.push(Names { names, breaks, affiliation: None });
    }
    out
}

/// Parts title and names of entries that print both in one run, by the cut that suits most of them.
fn part_runs(entries: &mut [Entry], lexicon: &Lexicon) {
    // `Über die Autorinnen und Autoren` is one title
    let cut = |e: &Entry| e.run && ITEM_OTHER.printed(&one_line(&e.title)).is_none();
    let runs: Vec<Passage> = entries.iter().filter(|e| cut(e)).map(|e| e.title.clone()).collect();
    if runs.is_empty() {
        return;
    }
    let parts = run::cut(&runs, lexicon);
    for (entry, (title, names)) in entries.iter_mut().filter(|e| cut(e)).zip(parts) {
        entry.title = title;
        entry.bylines = (!names.is_empty()).then_some(Names::one(names)).into_iter().collect();
    }
}

/// Adds a day, or finds it where it was printed before; a weekday that does not fit is reported.
fn push_day(line: &Line, look: &Look, year: Option<i32>, out: &mut Contents) -> usize {
    let label = Spanned::new(one_line(&line.passage), line.passage.whole());
    if let Some(at) = out.days.iter().position(|d| d.label.value == label.value) {
        return at;
    }
    let date = look.day.and_then(|d| d.date(year));
    if let Some((date, false)) = date {
        let message = format!("{} was a {}", date.format("%-d %B %Y"), date.format("%A"));
        out.diagnostics.push(Diagnostic::new(&diagnostic::WEEKDAY_MISMATCH, label.span, message));
    }
    out.days.push(Day { label, date: date.map(|d| d.0) });
    out.days.len() - 1
}

/// `Session 3: Recovery` is number 3 and title Recovery; `Session 3` alone is its own title.
pub(super) fn session_title(text: &Passage) -> (Passage, Option<String>) {
    let t = text.text.as_str();
    if let Some((number, end)) = cues::numbered_session(t) {
        let title = trim(t, t.len() - t[end..].trim_start_matches([':', '.', '-', '–', '—', ' ', ')']).len()..t.len());
        return (if title.is_empty() { text.clone() } else { text.trimmed(title) }, Some(number.to_string()));
    }
    let word = |c: char| c.is_alphabetic();
    let mut ends = t.char_indices().filter(|(i, c)| word(*c) && !t[i + c.len_utf8()..].starts_with(word)).map(|(i, c)| i + c.len_utf8());
    let is_session = |end: &usize| SESSIONS.is(t[..*end].rsplit(|c: char| !word(c)).next().unwrap_or(""));
    let Some(end) = ends.by_ref().take(3).find(is_session) else { return (text.clone(), None) };
    let rest = &t[end..];
    let number: String = rest.trim_start_matches([' ', '#']).chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
    let digits = number.trim_end_matches('.');
    let is_number = digits.len() <= 4
        && (digits.bytes().any(|b| b.is_ascii_digit())
            || (digits.len() == 1 || crate::record::pages::roman(digits).is_some()) && digits.chars().all(char::is_uppercase));
    if digits.is_empty() || !is_number {
        return (text.clone(), None);
    }
    let after = t.len() - rest.len() + rest.find(digits).unwrap_or(0) + digits.len();
    let title = trim(t, after..t.len());
    let start = title.start + t[title.clone()].len() - t[title.clone()].trim_start_matches([':', '.', '-', '–', '—', ' ', ')']).len();
    if start >= title.end {
        return (text.clone(), Some(digits.to_owned()));
    }
    (text.trimmed(start..title.end), Some(digits.to_owned()))
}

pub(super) fn kind_of_heading(text: &str) -> ContributionKind {
    let folded = key(text);
    match KINDS.start(&folded) {
        Some((_, _, ContributionKind::Keynote)) if folded.split(' ').count() > 4 => ContributionKind::FullPaper,
        Some((_, _, kind)) => kind,
        None if SHORT.within(&folded) => ContributionKind::ShortPaper,
        None => ContributionKind::FullPaper,
    }
}

/// `Keynote: …`, `Invited Talk: …` say what the entry is.
pub(super) fn kind_of_title(title: &str) -> Option<ContributionKind> {
    let (head, _) = title.split_once(':')?;
    let kind = if head.len() < 60 { KINDS.whole(&key(head))? } else { return None };
    matches!(kind, ContributionKind::Keynote | ContributionKind::Invited).then_some(kind)
}

/// A kind in brackets behind a title, and where the title ends without it: `Waiting Well (Short Paper)`.
fn kind_behind(title: &str) -> Option<(usize, ContributionKind)> {
    let (head, kind) = title.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
    let kind = KINDS.whole(&key(kind))?;
    let end = head.trim_end().len();
    (end > 0).then_some((end, kind))
}

/// What an entry without authors is, by its title.
pub fn item_kind(title: &str) -> Option<ItemKind> {
    let folded = key(title);
    if let Some((opens, end)) = headings::opens(title) {
        let whole = end == title.len();
        match opens {
            Opens::Contents => return Some(ItemKind::TableOfContents),
            Opens::Message if whole || ITEM_MESSAGE.within(&folded) => {
                return Some(ItemKind::Message);
            }
            Opens::Organization if whole => return Some(ItemKind::OrganizationList),
            Opens::Sponsor | Opens::Supporter if whole => return Some(ItemKind::SponsorList),
            Opens::Index => return Some(ItemKind::AuthorIndex),
            _ => {}
        }
    }
    match () {
        () if title.split_whitespace().count() > 7 => None,
        () if ITEM_OTHER.whole(&folded).is_some() => Some(ItemKind::Other),
        () if ITEM_ORGANIZATION.within(&folded) => Some(ItemKind::OrganizationList),
        () if ITEM_SPONSORS.within(&folded) => Some(ItemKind::SponsorList),
        () if ITEM_MESSAGE.start(&folded).is_some() => Some(ItemKind::Message),
        () => None,
    }
}

/// A title without the list's own marks: a full stop at its end stays only where it belongs to an abbreviation.
fn clean_title(title: &str) -> String {
    cues::without_award(title.trim().trim_start_matches(['•', '-', '–', '*', ' ']).trim_end_matches([' ', ','])).to_owned()
}
