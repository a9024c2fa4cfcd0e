//! Entries that a carrier gives: what a field says is no matter of evidence, only whether it can be what it says it is.

use super::contents::{Contents, item_kind, kind_of_heading, kind_of_title, session_title};
use crate::diagnostic::{Diagnostic, EMPTY_HEADING, FIELD_DOUBTFUL, NAME_DOUBTFUL};
use crate::document::given::{Entry, Given, Paper, Part, Person};
use crate::layout::byline::{Byline, Lexicon};
use crate::layout::joining::one_line;
use crate::record::orcid::orcid;
use crate::record::{Contribution, ContributionKind, Identifier, Item, ItemKind, Pages, Periodical, Proceedings, Session, Signature};
use crate::source::{Span, Spanned};
use std::collections::HashMap;

/// How sure it is that a name is one whole name where the form leaves that open.
const OPEN: f64 = 0.5;

/// The papers and sessions that are given, and what is given of the book itself.
pub fn read(given: &Given, lexicon: &Lexicon) -> (Contents, Proceedings) {
    let mut desk =
        Desk { out: Contents::default(), session: None, used: true, known: HashMap::new(), kind: ContributionKind::FullPaper, lexicon };
    let editors = given.editors.iter().filter_map(|editor| desk.signature(editor, "editor")).collect();
    for entry in &given.entries {
        match entry {
            Entry::Session(title) => desk.session(title),
            Entry::Paper(paper) => desk.paper(paper),
        }
    }
    desk.unused();
    let periodical = given.series.as_ref().map(|(title, number)| {
        desk.read(title, "series");
        number.iter().for_each(|number| desk.read(number, "series"));
        Periodical { title: spanned(title), subtitle: None, volume: number.as_ref().map(spanned), issue: None }
    });
    (desk.out, Proceedings { editors, periodical, ..Proceedings::default() })
}

struct Desk<'l> {
    out: Contents,
    /// The session at hand, whether a paper is in it, and what kind of papers it has.
    session: Option<usize>,
    used: bool,
    /// Sessions that papers name, by their titles.
    known: HashMap<String, usize>,
    kind: ContributionKind,
    lexicon: &'l Lexicon,
}

fn spanned(part: &Part) -> Spanned<String> {
    Spanned::new(one_line(&part.passage), part.passage.whole())
}

impl Desk<'_> {
    fn read(&mut self, part: &Part, what: &'static str) {
        self.out.read.push((part.at, what));
    }

    fn doubt(&mut self, part: &Part, message: String) {
        self.out.diagnostics.push(Diagnostic::new(&FIELD_DOUBTFUL, part.passage.whole(), message));
    }

    /// A heading with nothing below it is still a statement of the programme.
    fn unused(&mut self) {
        if let Some(session) = self.session.and_then(|s| self.out.sessions.get(s)).filter(|_| !self.used) {
            let message = format!("no entry stands below `{}`", session.title.value);
            self.out.diagnostics.push(Diagnostic::new(&EMPTY_HEADING, session.title.span, message));
        }
    }

    fn session(&mut self, part: &Part) {
        self.unused();
        self.read(part, "session");
        let (title, number) = session_title(&part.passage);
        self.kind = kind_of_heading(&part.passage.text);
        let title = Spanned::new(one_line(&title), title.whole());
        self.out.sessions.push(Session { title, number, day: None, chairs: Vec::new() });
        (self.session, self.used) = (Some(self.out.sessions.len() - 1), false);
    }

    /// The session that a paper itself names.
    fn own_session(&mut self, part: &Part) {
        let named = one_line(&session_title(&part.passage).0);
        match self.known.get(&named).copied() {
            Some(known) => {
                self.read(part, "session");
                self.kind = kind_of_heading(&part.passage.text);
                self.session = Some(known);
            }
            None => {
                self.session(part);
                self.known.extend(self.session.map(|session| (named, session)));
            }
        }
    }

    fn paper(&mut self, paper: &Paper) {
        let title = spanned(&paper.title);
        self.read(&paper.title, "title");
        if let Some(session) = &paper.session {
            self.own_session(session);
        }
        self.used = true;
        let authors: Vec<Signature> = paper.authors.iter().filter_map(|author| self.signature(author, "byline")).collect();
        let pages = paper.pages.as_ref().and_then(|pages| self.pages(pages));
        let whole = authors.iter().map(|a| a.name.span).chain(pages.as_ref().map(|p| p.span)).fold(title.span, Span::join);
        let front = pages.as_ref().is_some_and(|p| p.value.first.sort.is_some_and(|s| s < 0));
        let kind = item_kind(&title.value).or((front && authors.is_empty()).then_some(ItemKind::Other));
        // with authors, only a message may be something else than a paper
        if let Some(kind) = kind.filter(|k| authors.is_empty() || *k == ItemKind::Message) {
            self.out.items.push(Item { kind, title, pages, body: None, signatures: authors, signed_as: None });
            return;
        }
        let (mut identifiers, mut links) = (Vec::new(), Vec::new());
        if let Some(doi) = &paper.doi {
            self.read(doi, "identifier");
            match of_doi(&doi.passage.text) {
                Some(found) => identifiers.push(Spanned::new(found, doi.passage.whole())),
                None => self.doubt(doi, format!("`{}` is no DOI", one_line(&doi.passage))),
            }
        }
        for link in &paper.links {
            self.read(link, "link");
            let address = spanned(link);
            match of_doi(&address.value).filter(|_| address.value.contains("doi.org/")) {
                Some(found) if identifiers.iter().any(|known| known.value == found) => {}
                Some(found) => identifiers.push(Spanned::new(found, address.span)),
                None if is_address(&address.value) => links.push(address),
                // a place within the site it is from, such as `db/conf/…`
                None => {}
            }
        }
        if let Some(license) = &paper.license {
            self.read(license, "license");
        }
        let confidence = authors.iter().map(|a| a.confidence).fold(1.0, f64::min);
        self.out.contributions.push(Contribution {
            span: whole,
            kind: kind_of_title(&title.value).unwrap_or(self.kind),
            title,
            authors,
            pages,
            derived_end: None,
            session: self.session,
            identifiers,
            links,
            license: paper.license.as_ref().map(spanned),
            confidence,
        });
    }

    fn signature(&mut self, person: &Person, what: &'static str) -> Option<Signature> {
        self.out.read.push((person.at, what));
        if !person.name.full.chars().any(char::is_alphabetic) {
            let message = format!("`{}` is no name", person.name.full);
            self.out.diagnostics.push(Diagnostic::new(&FIELD_DOUBTFUL, person.span, message));
            return None;
        }
        if person.doubtful {
            let message = format!("`{}` may not be one whole name", person.name.full);
            self.out.diagnostics.push(Diagnostic::new(&NAME_DOUBTFUL, person.span, message));
        }
        let affiliations = person.affiliations.iter().flat_map(|part| {
            self.out.read.push((part.at, "byline"));
            Byline::of(&part.passage).affiliations(0..part.passage.text.len(), self.lexicon)
        });
        let affiliations = affiliations.collect();
        let number = person.orcid.as_ref().and_then(|part| {
            self.read(part, "identifier");
            let found = orcid(&part.passage.text);
            if found.is_none() {
                self.doubt(part, format!("`{}` is no number of ORCID", one_line(&part.passage)));
            }
            found.map(|number| Spanned::new(number, part.passage.whole()))
        });
        let name = Spanned::new(person.name.clone(), person.span);
        let confidence = if person.doubtful { OPEN } else { 1.0 };
        Some(Signature { name, affiliations, orcid: number, confidence })
    }

    fn pages(&mut self, part: &Part) -> Option<Spanned<Pages>> {
        self.read(part, "page");
        let text = one_line(&part.passage);
        let stated = Pages::stated(&text);
        if let Some(doubt) = stated.doubt {
            self.doubt(part, format!("`{text}`: {doubt}"));
        }
        stated.pages.map(|pages| Spanned::new(pages, part.passage.whole()))
    }
}

/// The DOI that a field holds, in whatever dress.
fn of_doi(text: &str) -> Option<Identifier> {
    let found = Identifier::find_all(text).into_iter().filter_map(|found| found.identifier);
    found.into_iter().find(|identifier| matches!(identifier, Identifier::Doi(_)))
}

fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://", "ftp://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}
