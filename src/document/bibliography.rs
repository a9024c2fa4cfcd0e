//! Entries with fields, as dblp, BibTeX and JATS hold them, set as a document: lines of a title page, then title,
//! authors and pages of each paper, each called what its field calls it.

use super::{Document, Line, Passage, Role};
use crate::diagnostic::{BROKEN_MARKUP, Diagnostic, SEVERAL_VOLUMES};
use crate::record::Pages;
use crate::record::slug::key;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The proceedings themselves.
    Volume,
    /// Perhaps the proceedings, if papers are in it.
    Book,
    /// Something in proceedings.
    Paper,
    /// Title of the papers that follow.
    Heading,
    /// Something else, such as an article in a journal.
    #[default]
    Other,
}

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Title,
    Author,
    Editor,
    /// Of the author before it.
    Affiliation,
    Pages,
    /// Title of the volume that a paper is in.
    Booktitle,
    /// Key of the volume that a paper is in.
    Crossref,
    Key,
    Acronym,
    Place,
    /// Of the meeting by the manual of BibTeX, where no other field says it.
    Address,
    Date,
    Month,
    Year,
    Publisher,
    Isbn,
    Issn,
    Series,
    Number,
    /// Has no place in the records of a volume.
    Aside,
}

/// Names of fields. Sources: the BibTeX and BibLaTeX manuals, the DTDs of dblp and of submissions to it.
const FIELDS: &[(&str, What)] = &[
    ("title", What::Title),
    ("author", What::Author),
    ("editor", What::Editor),
    ("pages", What::Pages),
    ("booktitle", What::Booktitle),
    ("crossref", What::Crossref),
    ("key", What::Key),
    ("acronym", What::Acronym),
    ("eventacronym", What::Acronym),
    ("location", What::Place),
    ("venue", What::Place),
    ("address", What::Address),
    ("date", What::Date),
    ("month", What::Month),
    ("year", What::Year),
    ("publisher", What::Publisher),
    ("isbn", What::Isbn),
    ("issn", What::Issn),
    ("series", What::Series),
    ("volume", What::Number),
    ("url", What::Aside),
    ("ee", What::Aside),
    ("doi", What::Aside),
    ("abstract", What::Aside),
    ("keywords", What::Aside),
    ("number", What::Aside),
    ("language", What::Aside),
    ("timestamp", What::Aside),
    ("biburl", What::Aside),
    ("bibsource", What::Aside),
    ("eprint", What::Aside),
    ("cite", What::Aside),
    ("stream", What::Aside),
    ("rel", What::Aside),
    ("cdrom", What::Aside),
    ("file", What::Aside),
];

pub fn what(name: &str) -> Option<What> {
    FIELDS.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, what)| *what)
}

/// One field: what it says, where its name stands, and the whole of it.
pub struct Field {
    pub what: Option<What>,
    pub name: Range<usize>,
    pub passage: Passage,
    pub at: Range<usize>,
}

#[derive(Default)]
pub struct Entry {
    pub kind: Kind,
    pub key: String,
    pub at: Range<usize>,
    pub fields: Vec<Field>,
}

impl Entry {
    fn all(&self, what: What) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |f| f.what == Some(what) && !f.passage.text.trim().is_empty())
    }

    fn first(&self, what: What) -> Option<&Field> {
        self.all(what).next()
    }

    fn text(&self, what: What) -> Option<&str> {
        self.first(what).map(|f| f.passage.text.trim())
    }

    /// First page in the order of pages.
    fn page(&self) -> Option<i32> {
        Pages::parse(self.text(What::Pages)?)?.first.sort
    }

    /// What names the volume that a paper is in; empty where it says nothing.
    fn volume(&self) -> String {
        self.text(What::Crossref).map(str::to_owned).or_else(|| self.text(What::Booktitle).map(key)).unwrap_or_default()
    }

    /// Is this the volume that papers name so?
    fn is_volume(&self, name: &str) -> bool {
        self.key == name
            || self.text(What::Key) == Some(name)
            || [What::Title, What::Booktitle].iter().any(|w| self.text(*w).is_some_and(|t| key(t) == name))
    }
}

/// The document of one volume. Where a file holds several, the one with most papers is read.
pub fn document(entries: Vec<Entry>, text: &str, file: FileId, mut diagnostics: Vec<Diagnostic>) -> Document {
    let mut sizes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for entry in entries.iter().filter(|e| e.kind == Kind::Paper) {
        let size = sizes.entry(entry.volume()).or_insert((0, entry.at.start));
        size.0 += 1;
    }
    let largest = |(_, (n, first)): &(&String, &(usize, usize))| (*n, usize::MAX - first);
    let name = sizes.iter().filter(|(name, _)| !name.is_empty()).max_by_key(largest).map_or(String::new(), |(name, _)| name.clone());
    let is_volume = |e: &&Entry| e.kind == Kind::Volume || e.kind == Kind::Book && !name.is_empty() && e.is_volume(&name);
    let volumes: Vec<&Entry> = entries.iter().filter(is_volume).collect();
    let volume = volumes.iter().find(|v| name.is_empty() || v.is_volume(&name)).or(volumes.first().filter(|_| volumes.len() == 1)).copied();
    let mut out = Setter { text, file, lines: Vec::new(), page: 0 };
    let mut papers: Vec<&Entry> = Vec::new();
    let (mut unread, mut others): (Vec<Span>, Vec<Span>) = Default::default();
    for entry in &entries {
        let span = out.span(&entry.at);
        match entry.kind {
            Kind::Paper if entry.volume().is_empty() || entry.volume() == name => papers.push(entry),
            Kind::Heading => papers.push(entry),
            Kind::Volume | Kind::Book if volume.is_some_and(|v| std::ptr::eq(v, entry)) => {}
            Kind::Paper | Kind::Volume => others.push(span),
            Kind::Other | Kind::Book => unread.push(span),
        }
    }
    match volume {
        Some(volume) => out.title_page(volume, volume.first(What::Title).or(volume.first(What::Booktitle))),
        // what a paper says about its volume
        None => papers.iter().filter(|p| p.kind == Kind::Paper).take(1).for_each(|p| out.title_page(p, p.first(What::Booktitle))),
    }
    // a bibliography has no order of its own; a volume has the order of its pages
    if papers.iter().all(|p| p.page().is_some()) {
        papers.sort_by_key(|p| p.page());
    }
    out.page = 1;
    papers.iter().for_each(|paper| out.paper(paper));
    for entry in papers.iter().copied().chain(volume) {
        unread.extend(entry.fields.iter().filter(|f| f.what.is_none()).map(|f| out.span(&f.at)));
    }
    if let Some(first) = others.first() {
        let count = sizes.keys().filter(|k| !k.is_empty()).count().max(volumes.len());
        let message = format!("this file holds entries of {count} volumes, and one was read");
        let help = "give each volume in a file of its own";
        diagnostics.push(Diagnostic::new(&SEVERAL_VOLUMES, *first, message).help(help));
    }
    unread.extend(others);
    unread.extend(diagnostics.iter().filter(|d| d.code.name == BROKEN_MARKUP.name).map(|d| d.span));
    Document { file, lines: out.lines, diagnostics, unread }
}

/// Sets lines.
struct Setter<'a> {
    text: &'a str,
    file: FileId,
    lines: Vec<Line>,
    page: usize,
}

impl Setter<'_> {
    fn span(&self, at: &Range<usize>) -> Span {
        Span::new(self.file, at.start, at.end)
    }

    fn line(&mut self, passage: Passage, at: &Range<usize>, role: Option<Role>) {
        let passage = passage.trimmed(0..passage.text.len());
        if passage.is_empty() {
            return;
        }
        let apart = !matches!(role, Some(Role::Author | Role::Affiliation | Role::Pages)) && !self.lines.is_empty();
        self.lines.push(Line {
            passage,
            span: self.span(at),
            indent: 0,
            blank_before: usize::from(apart),
            bullet: false,
            bold: false,
            open_gap: false,
            heading: 0,
            page: self.page,
            role,
            whole: true,
        });
    }

    /// The title of a volume. Behind it many bibliographies put acronym with year, place and date.
    fn title(&mut self, title: &Field) {
        let text = title.passage.text.as_str();
        let is_acronym = |part: &str| {
            let (name, year) = part.trim().rsplit_once(' ').unwrap_or_default();
            year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && name.starts_with(char::is_uppercase) && !name.contains(' ')
        };
        let commas = || text.match_indices(", ").map(|(i, _)| i);
        let begins = commas().find(|i| is_acronym(text[i + 2..].split(", ").next().unwrap_or("")));
        let Some(begins) = begins else {
            return self.line(title.passage.clone(), &title.at, Some(Role::Volume));
        };
        let end = text[begins + 2..].find(", ").map_or(text.len(), |i| begins + 2 + i);
        let last = text.strip_suffix(", Proceedings").map_or(text.len(), str::len).max(end);
        let parts = [(0..begins, Role::Volume), (begins + 2..end, Role::Acronym), (end.min(last)..last, Role::Occasion)];
        for (range, role) in parts {
            let part = title
                .passage
                .slice(range.start + text[range.clone()].len() - text[range.clone()].trim_start_matches([',', ' ']).len()..range.end);
            let at = part.whole().range();
            self.line(part, &at, Some(role));
        }
    }

    /// `publisher: Harbour Press`, with the field's own name for a label.
    fn labelled(&mut self, entry: &Entry, what: What) {
        for field in entry.all(what) {
            let mut passage = Passage::new(self.file);
            passage.push(&self.text[field.name.clone()], field.name.start);
            passage.join(": ", &field.passage);
            self.line(passage, &field.at, None);
        }
    }

    fn title_page(&mut self, volume: &Entry, title: Option<&Field>) {
        if let Some(title) = title {
            self.title(title);
        }
        if let Some(acronym) = volume.first(What::Acronym) {
            self.line(acronym.passage.clone(), &acronym.at, Some(Role::Acronym));
        }
        for field in volume.first(What::Date).into_iter().chain(volume.first(What::Place).or(volume.first(What::Address))) {
            self.line(field.passage.clone(), &field.at, Some(Role::Occasion));
        }
        let when: Vec<&Field> = volume.first(What::Month).into_iter().chain(volume.first(What::Year)).collect();
        if let Some(first) = when.first() {
            self.line(joined(self.file, when.iter().copied(), " "), &first.at, Some(Role::Published));
        }
        for editor in volume.all(What::Editor) {
            self.line(editor.passage.clone(), &editor.at, Some(Role::Editor));
        }
        for what in [What::Publisher, What::Isbn, What::Issn] {
            self.labelled(volume, what);
        }
        if let Some(series) = volume.first(What::Series) {
            let number = volume.first(What::Number);
            self.line(joined(self.file, std::iter::once(series).chain(number), " "), &series.at, None);
        }
    }

    fn affiliation(&mut self, places: &mut Vec<&Field>, author: &Range<usize>) {
        if let Some(first) = places.first() {
            // several authors may share the place where an affiliation stands
            let at = if first.at.start > author.start { first.at.clone() } else { first.at.end..first.at.end };
            self.line(joined(self.file, places.drain(..), "; "), &at, Some(Role::Affiliation));
        }
    }

    fn paper(&mut self, paper: &Entry) {
        let Some(title) = paper.first(What::Title) else { return };
        let role = if paper.kind == Kind::Heading { Role::Session } else { Role::Title };
        self.line(title.passage.clone(), &title.at, Some(role));
        // each author, and below where the author works
        let mut places: Vec<&Field> = Vec::new();
        let mut at: Range<usize> = 0..0;
        let fields = paper.fields.iter().filter(|f| !f.passage.text.trim().is_empty());
        for field in fields.filter(|f| matches!(f.what, Some(What::Author | What::Affiliation))) {
            if field.what == Some(What::Author) {
                self.affiliation(&mut places, &at);
                self.line(field.passage.clone(), &field.at, Some(Role::Author));
                at = field.at.clone();
            } else if !at.is_empty() {
                places.push(field);
            }
        }
        self.affiliation(&mut places, &at);
        if let Some(pages) = paper.first(What::Pages) {
            self.line(pages.passage.clone(), &pages.at, Some(Role::Pages));
        }
    }
}

/// Fields one after the other.
fn joined<'a>(file: FileId, fields: impl IntoIterator<Item = &'a Field>, joint: &str) -> Passage {
    let mut out = Passage::new(file);
    for field in fields {
        out.join(joint, &field.passage.trimmed(0..field.passage.text.len()));
    }
    out
}
