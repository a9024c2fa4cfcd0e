//! Volumes as bibliographies see them, gathered from quads: what the formats that are no RDF are written from.
//!
//! Everything is a plain value in printed order. Texts stand on one line and hold no control characters; whatever else a
//! format cannot hold is for the format to escape. What is not stated is absent.

mod facts;
mod gather;

use chrono::NaiveDate;

pub use facts::clean;
pub use gather::volumes;

/// Proceedings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Volume {
    pub iri: String,
    /// Last part of the IRI.
    pub id: String,
    pub title: String,
    /// The acronym with the year, or what else the volume is called in short.
    pub short_title: Option<String>,
    /// Tag of a language.
    pub language: Option<String>,
    pub event: Event,
    pub series: Option<Series>,
    /// The volume or issue of a periodical that the volume is, or is also printed as.
    pub periodical: Option<Periodical>,
    pub year_of_event: Option<i32>,
    pub year_of_publication: Option<i32>,
    pub month_of_publication: Option<u32>,
    pub publisher: Option<String>,
    pub publisher_iri: Option<String>,
    pub isbn: Vec<String>,
    /// Without resolver, in lower case.
    pub doi: Vec<String>,
    /// Those whom the page calls editors; chairs are in `seats`.
    pub editors: Vec<Mention>,
    pub sessions: Vec<Session>,
    pub papers: Vec<Paper>,
    /// Messages, lists and indexes.
    pub items: Vec<Item>,
    pub seats: Vec<Seat>,
    /// Who gives a talk that has no entry in the contents.
    pub speakers: Vec<Mention>,
    /// Who is thanked by name.
    pub thanked: Vec<Mention>,
    pub sponsorships: Vec<Sponsorship>,
    /// The same volume elsewhere, as far as the links were accepted.
    pub links: Vec<String>,
}

/// What the proceedings are of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    pub iri: String,
    pub name: String,
    /// 14 for the fourteenth.
    pub number: Option<u32>,
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
    /// Dates that could not be read as days.
    pub printed_dates: Option<String>,
    pub place: Option<Place>,
    pub links: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub name: String,
    pub city: Option<String>,
    pub region: Option<String>,
    /// Two letters.
    pub country: Option<String>,
    pub links: Vec<String>,
}

/// The conference through the years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    pub iri: String,
    pub title: String,
    pub acronym: Option<String>,
    pub issn: Vec<String>,
    pub links: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Periodical {
    pub title: String,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub issn: Vec<String>,
    /// Whether the volume is part of it and not merely printed there too.
    pub whole: bool,
}

/// A name as printed somewhere, with what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mention {
    pub iri: String,
    pub printed: String,
    pub given: Option<String>,
    pub family: Option<String>,
    /// `Jr.`, `III`
    pub suffix: Option<String>,
    pub affiliations: Vec<Affiliation>,
    /// Who is meant, local to the volume.
    pub person: Option<String>,
    /// The same person elsewhere, as far as the links were accepted or the page names it.
    pub links: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affiliation {
    pub printed: String,
    pub organization: Option<String>,
    pub organization_iri: Option<String>,
    pub place: Option<String>,
    /// The same organization elsewhere, as far as the links were accepted.
    pub links: Vec<String>,
    /// What it is a part of elsewhere, as far as the links were accepted.
    pub wholes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    pub iri: String,
    /// Last part of the IRI, such as `p75`.
    pub key: String,
    pub title: String,
    /// Such as `full-paper` or `keynote`.
    pub kind: String,
    pub authors: Vec<Mention>,
    pub pages: Pages,
    /// Index in the volume's sessions.
    pub session: Option<usize>,
    /// As printed.
    pub doi: Option<String>,
    /// Printed addresses of the paper.
    pub urls: Vec<String>,
    /// Address or name.
    pub license: Option<String>,
    /// The same paper elsewhere, as far as the links were accepted.
    pub links: Vec<String>,
}

/// Pages as printed; the derived last page is the one before the next entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    pub first: Option<String>,
    pub last: Option<String>,
    pub derived_last: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    pub iri: String,
    pub title: String,
    pub number: Option<String>,
    /// The heading of its day.
    pub day: Option<String>,
    pub date: Option<NaiveDate>,
    pub chairs: Vec<Mention>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    pub iri: String,
    /// Such as `message`.
    pub kind: String,
    pub title: String,
    pub signatories: Vec<Mention>,
    pub pages: Pages,
}

/// A place on a committee.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seat {
    /// The heading as printed.
    pub committee: String,
    /// Such as `program-chair`.
    pub role: String,
    pub holder: Mention,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sponsorship {
    pub organization: String,
    pub organization_iri: Option<String>,
    /// Such as `in-cooperation`.
    pub kind: String,
    pub level: Option<String>,
    /// The same organization elsewhere, as far as the links were accepted.
    pub links: Vec<String>,
}

impl Volume {
    /// The printed year of publication, else that of the event.
    pub fn year(&self) -> Option<i32> {
        self.year_of_publication.or(self.year_of_event)
    }

    /// Those who chaired the programme or the whole.
    pub fn chairs(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(|seat| matches!(seat.role.as_str(), "program-chair" | "general-chair"))
    }

    /// Every name with what stands beside it: editors, authors, chairs of sessions, signatories, members of committees,
    /// speakers, who is thanked.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention> {
        let authors = self.papers.iter().flat_map(|p| &p.authors);
        let chairs = self.sessions.iter().flat_map(|s| &s.chairs);
        let signatories = self.items.iter().flat_map(|i| &i.signatories);
        let seats = self.seats.iter().map(|s| &s.holder);
        self.editors.iter().chain(authors).chain(chairs).chain(signatories).chain(seats).chain(&self.speakers).chain(&self.thanked)
    }

    /// Runs of papers in one session, in printed order.
    pub fn by_session(&self) -> impl Iterator<Item = (Option<&Session>, &[Paper])> {
        let runs = self.papers.chunk_by(|a, b| a.session == b.session);
        runs.map(|papers| (papers[0].session.and_then(|s| self.sessions.get(s)), papers))
    }
}

impl Paper {
    /// The printed DOI, else that of an accepted link.
    pub fn doi(&self) -> Option<&str> {
        self.doi.as_deref().or_else(|| linked(&self.links, "https://doi.org/"))
    }

    /// The printed address, if it is one.
    pub fn url(&self) -> Option<&str> {
        self.urls.first().map(String::as_str)
    }
}

impl Pages {
    /// Printed pages, the last only where it is printed.
    pub fn printed(&self) -> Option<String> {
        let first = self.first.as_ref()?;
        Some(match self.last.as_ref().filter(|last| *last != first) {
            Some(last) => format!("{first}-{last}"),
            None => first.clone(),
        })
    }
}

/// The first link into a data set, without the address in front: `linked(links, "https://dblp.org/rec/")`.
pub fn linked<'l>(links: &'l [String], start: &str) -> Option<&'l str> {
    links.iter().find_map(|link| link.strip_prefix(start)).filter(|rest| !rest.is_empty())
}
