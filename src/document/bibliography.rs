//! Entries with fields, as dblp, BibTeX, RIS, JATS and tables hold them: the papers of one volume are given as they are, and
//! what they say of the volume is set as lines of a title page, each called what its field calls it.

use super::given::{self, Given, Paper, Part, Person};
use super::{Document, Line, Passage, Role};
use crate::diagnostic::{BROKEN_MARKUP, Diagnostic, SEVERAL_VOLUMES};
use crate::record::slug::key;
use crate::record::{Pages, PersonName};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, HashMap};
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
    /// Of the author or editor before it, as the number at ORCID.
    Affiliation,
    Orcid,
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
    Session,
    Doi,
    Link,
    License,
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
    ("session", What::Session),
    ("doi", What::Doi),
    ("ee", What::Link),
    ("pdf", What::Link),
    ("url", What::Link),
    ("license", What::License),
    ("licence", What::License),
    ("copyright", What::Aside),
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
    /// Of a person whose name the source divides.
    pub person: Option<PersonName>,
    /// It may not be one whole name.
    pub doubtful: bool,
}

impl Field {
    pub fn new(what: Option<What>, name: Range<usize>, passage: Passage, at: Range<usize>) -> Field {
        Field { what, name, passage, at, person: None, doubtful: false }
    }
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
        Pages::stated(self.text(What::Pages)?).pages?.first.sort
    }

    /// Is this the volume that papers name so?
    fn is_volume(&self, name: &str) -> bool {
        self.key == name
            || self.text(What::Key) == Some(name)
            || [What::Title, What::Booktitle].iter().any(|w| self.text(*w).is_some_and(|t| key(t) == name))
    }
}

/// What names the volumes that papers are in.
struct Names {
    /// Keys of volumes by their titles in short and in full; none where several have one title.
    titled: HashMap<String, Option<String>>,
}

impl Names {
    fn of(entries: &[Entry]) -> Names {
        let volumes = entries.iter().filter(|e| e.kind == Kind::Volume && !e.key.is_empty());
        let mut titled: HashMap<String, Option<String>> = HashMap::new();
        for volume in volumes {
            for title in [What::Title, What::Booktitle].into_iter().filter_map(|w| volume.text(w)) {
                let known = titled.entry(key(title)).or_insert_with(|| Some(volume.key.clone()));
                known.take_if(|known| *known != volume.key);
            }
        }
        Names { titled }
    }

    /// The name of the volume that a paper is in; empty where it says nothing.
    fn volume(&self, paper: &Entry) -> String {
        let titled = |title: &str| {
            let title = key(title);
            self.titled.get(&title).cloned().flatten().unwrap_or(title)
        };
        paper.text(What::Crossref).map(str::to_owned).or_else(|| paper.text(What::Booktitle).map(titled)).unwrap_or_default()
    }
}

/// The document of one volume. Where a file holds several, the one with most papers is read.
pub fn document(entries: Vec<Entry>, file: FileId, mut diagnostics: Vec<Diagnostic>) -> Document {
    let names = Names::of(&entries);
    let named: Vec<String> = entries.iter().map(|e| if e.kind == Kind::Paper { names.volume(e) } else { String::new() }).collect();
    let mut sizes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (entry, name) in entries.iter().zip(&named).filter(|(e, _)| e.kind == Kind::Paper) {
        sizes.entry(name).or_insert((0, entry.at.start)).0 += 1;
    }
    let largest = |(_, (n, first)): &(&&str, &(usize, usize))| (*n, usize::MAX - first);
    let name = sizes.iter().filter(|(name, _)| !name.is_empty()).max_by_key(largest).map_or("", |(name, _)| name);
    let is_volume = |e: &&Entry| e.kind == Kind::Volume || e.kind == Kind::Book && !name.is_empty() && e.is_volume(name);
    let volumes: Vec<&Entry> = entries.iter().filter(is_volume).collect();
    let volume = volumes.iter().find(|v| name.is_empty() || v.is_volume(name)).or(volumes.first().filter(|_| volumes.len() == 1)).copied();
    let mut out = Setter { file, lines: Vec::new() };
    let mut papers: Vec<&Entry> = Vec::new();
    let (mut unread, mut others): (Vec<Span>, Vec<Span>) = Default::default();
    for (entry, named) in entries.iter().zip(&named) {
        let span = out.span(&entry.at);
        match entry.kind {
            Kind::Paper if named.is_empty() || named == name => papers.push(entry),
            Kind::Heading => papers.push(entry),
            Kind::Volume | Kind::Book if volume.is_some_and(|v| std::ptr::eq(v, entry)) => {}
            Kind::Paper | Kind::Volume => others.push(span),
            Kind::Other | Kind::Book => unread.push(span),
        }
    }
    // where no entry is the volume's own, what a paper says about it
    let first = papers.iter().copied().find(|p| p.kind == Kind::Paper);
    match (volume, first) {
        (Some(volume), _) => out.title_page(volume, volume.first(What::Title).or(volume.first(What::Booktitle))),
        (None, Some(paper)) => out.title_page(paper, paper.first(What::Booktitle)),
        (None, None) => {}
    }
    // a bibliography has no order of its own; a volume has the order of its pages
    if papers.iter().all(|p| p.page().is_some()) {
        papers.sort_by_key(|p| p.page());
    }
    let part = |entry: &Entry, what| entry.first(what).map(|field| out.part(field));
    let given = Given {
        series: volume.or(first).and_then(|v| Some((part(v, What::Series)?, part(v, What::Number)))),
        editors: volume.or(first).map_or_else(Vec::new, |v| out.people(v, What::Editor)),
        entries: papers.iter().filter_map(|paper| out.entry(paper)).collect(),
    };
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
    Document { file, lines: out.lines, diagnostics, unread, given: Some(given) }
}

/// Sets lines.
struct Setter {
    file: FileId,
    lines: Vec<Line>,
}

impl Setter {
    fn span(&self, at: &Range<usize>) -> Span {
        Span::new(self.file, at.start, at.end)
    }

    fn line(&mut self, passage: Passage, at: &Range<usize>, role: Option<Role>) {
        let passage = passage.trimmed(0..passage.text.len());
        if passage.is_empty() {
            return;
        }
        self.lines.push(Line {
            passage,
            span: self.span(at),
            indent: 0,
            blank_before: usize::from(!self.lines.is_empty()),
            bullet: false,
            bold: false,
            open_gap: false,
            heading: 0,
            page: 0,
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

    /// `publisher: Harbour Press`: the label stands where the field's own name does.
    fn labelled(&mut self, entry: &Entry, what: What, label: &str) {
        for field in entry.all(what) {
            let mut passage = Passage::new(self.file);
            passage.push_as(label, field.name.start, field.name.len());
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
        for (what, label) in [(What::Publisher, "publisher"), (What::Isbn, "isbn"), (What::Issn, "issn")] {
            self.labelled(volume, what, label);
        }
        if volume.kind != Kind::Paper {
            self.labelled(volume, What::Doi, "doi");
        }
    }

    fn part(&self, field: &Field) -> Part {
        Part { passage: field.passage.trimmed(0..field.passage.text.len()), at: self.span(&field.at) }
    }

    fn entry(&self, entry: &Entry) -> Option<given::Entry> {
        let title = self.part(entry.first(What::Title)?);
        if entry.kind == Kind::Heading {
            return Some(given::Entry::Session(title));
        }
        let maybe = |what| entry.first(what).map(|field| self.part(field));
        Some(given::Entry::Paper(Box::new(Paper {
            title,
            authors: self.people(entry, What::Author),
            pages: maybe(What::Pages),
            session: maybe(What::Session),
            doi: maybe(What::Doi),
            links: entry.all(What::Link).map(|field| self.part(field)).collect(),
            license: maybe(What::License),
        })))
    }

    /// Each person of a role, and what stands behind the name.
    fn people(&self, entry: &Entry, role: What) -> Vec<Person> {
        let mut out: Vec<Person> = Vec::new();
        let mut before = None;
        for field in entry.fields.iter().filter(|f| !f.passage.text.trim().is_empty()) {
            match field.what {
                Some(What::Author | What::Editor) => {
                    before = field.what;
                    if before == Some(role) {
                        let Part { passage, at } = self.part(field);
                        let name = field.person.clone().unwrap_or_else(|| PersonName::parse(&passage.text));
                        let (span, doubtful) = (passage.whole(), field.doubtful);
                        out.push(Person { name, span, at, orcid: None, affiliations: Vec::new(), doubtful });
                    }
                }
                Some(what @ (What::Affiliation | What::Orcid)) if before == Some(role) => {
                    let Some(person) = out.last_mut() else { continue };
                    match what {
                        What::Orcid => person.orcid = Some(self.part(field)),
                        _ => person.affiliations.push(self.part(field)),
                    }
                }
                _ => {}
            }
        }
        out
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
