//! Holds a dump in little memory until all of it is known.

use super::number::Numbers;
use super::titles::{Batch, Titles};
use crate::link::dblp::dump::{Paper, Record};
use crate::link::dblp::{Person, Toc, dump};
use rustc_hash::FxHashMap;
use std::sync::mpsc::SyncSender;

/// All that is in a dump.
#[derive(Default)]
pub struct Gathered {
    pub names: Numbers,
    pub pages: Vec<Page>,
    pub tocs: Vec<Group>,
    by_key: FxHashMap<Box<str>, u32>,
    pub papers: Vec<Kept>,
    /// Keys, pages and DOIs of papers.
    pub text: String,
    /// Titles of papers, once they are put aside.
    pub titles: Titles,
    /// Titles that are not yet handed over.
    batch: Batch,
    /// Names of creators.
    pub creator: Vec<u32>,
    /// What creators signed with.
    pub orcids: Vec<(u32, Box<str>)>,
    /// Persons that signatures name.
    pub pids: FxHashMap<u32, Box<str>>,
    key: String,
}

/// A person page, its names by number.
pub struct Page {
    pub person: Person,
    pub names: Vec<u32>,
}

/// A table of contents, and what its papers say of it.
#[derive(Default)]
pub struct Group {
    pub toc: Toc,
    /// Whether the dump has a record of it.
    pub described: bool,
    seen: Option<(String, Option<i32>, Option<String>)>,
}

/// A paper as ranges of what is gathered.
pub struct Kept {
    pub toc: u32,
    pub year: Option<i32>,
    text: usize,
    creator: usize,
    lengths: [u32; 4],
}

impl Gathered {
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty() && self.tocs.is_empty()
    }

    /// Titles are handed over to be numbered elsewhere, in the order of the papers.
    pub fn add(&mut self, record: Record, titles: &SyncSender<Batch>) {
        match record {
            Record::Paper(paper) => {
                self.batch.push(&paper.entry.title);
                if self.batch.is_full() {
                    self.hand_over(titles);
                }
                self.paper(*paper);
            }
            Record::Person(person) => {
                let names = person.names.iter().map(|name| self.names.number(name)).collect();
                self.pages.push(Page { person: *person, names });
            }
            Record::Toc(toc) => {
                self.key.clear();
                self.key.push_str(toc.key.as_deref().unwrap_or_default());
                for editor in &toc.editors {
                    self.sign(&editor.name, editor.pid.as_deref());
                }
                let at = self.group();
                let group = &mut self.tocs[at as usize];
                (group.toc, group.described) = (*toc, true);
            }
        }
    }

    /// Hands over what titles are left.
    pub fn hand_over(&mut self, titles: &SyncSender<Batch>) {
        // who does not listen any more has failed, and whoever waits for it is told
        let _ = titles.send(std::mem::take(&mut self.batch));
    }

    /// The number of a name, and the person it belongs to where that is said.
    fn sign(&mut self, name: &str, pid: Option<&str>) -> u32 {
        let number = self.names.number(name);
        if let Some(pid) = pid {
            self.pids.entry(number).or_insert_with(|| pid.into());
        }
        number
    }

    fn paper(&mut self, paper: Paper) {
        let Paper { entry, crossref, venue, issue, page, orcids } = paper;
        let stream = dump::stream(&entry.key);
        self.key.clear();
        match (&crossref, &issue) {
            (Some(key), _) => self.key.push_str(key),
            // a key has no tabs
            (None, Some(issue)) => self.key.extend([stream, "\t", &venue, "\t", issue]),
            (None, None) => {
                let year = entry.year.map(|y| y.to_string()).unwrap_or_default();
                self.key.extend([stream, "\t", &venue, "\t\t", &year]);
            }
        }
        let toc = self.group();
        let group = &mut self.tocs[toc as usize];
        if !group.described && group.seen.is_none() {
            group.toc.stream = crossref.as_deref().map_or(stream, dump::stream).to_owned();
            group.toc.series = issue.as_ref().map(|_| venue.clone());
            group.toc.key = crossref;
            group.toc.number = issue;
        }
        group.see(venue, entry.year, page);

        let (text, creator) = (self.text.len(), self.creator.len());
        let (pages, doi) = (entry.pages.unwrap_or_default(), entry.doi.unwrap_or_default());
        self.text.extend([entry.key.as_str(), &pages, &doi]);
        for creator in &entry.creators {
            let number = self.sign(&creator.name, creator.pid.as_deref());
            self.creator.push(number);
        }
        for (at, id) in orcids {
            self.orcids.extend(self.creator.get(creator + at).map(|name| (*name, id.into())));
        }
        let lengths = [entry.key.len(), pages.len(), doi.len(), entry.creators.len()].map(|n| n as u32);
        self.papers.push(Kept { toc, year: entry.year, text, creator, lengths });
    }

    fn group(&mut self) -> u32 {
        if let Some(at) = self.by_key.get(self.key.as_str()) {
            return *at;
        }
        let at = self.tocs.len() as u32;
        self.by_key.insert(self.key.as_str().into(), at);
        self.tocs.push(Group::default());
        at
    }

    pub fn key_of(&self, paper: &Kept) -> &str {
        &self.text[paper.text..][..paper.lengths[0] as usize]
    }

    pub fn pages_of(&self, paper: &Kept) -> &str {
        &self.text[paper.text + paper.lengths[0] as usize..][..paper.lengths[1] as usize]
    }

    pub fn doi_of(&self, paper: &Kept) -> &str {
        &self.text[paper.text + (paper.lengths[0] + paper.lengths[1]) as usize..][..paper.lengths[2] as usize]
    }

    pub fn creators_of(&self, paper: &Kept) -> &[u32] {
        &self.creator[paper.creator..][..paper.lengths[3] as usize]
    }
}

impl Group {
    /// Whatever is said most often would need counting; the least is as good and never depends on the order.
    fn see(&mut self, venue: String, year: Option<i32>, page: Option<String>) {
        let Some((v, y, p)) = &mut self.seen else {
            self.seen = Some((venue, year, page));
            return;
        };
        if venue < *v {
            *v = venue;
        }
        *y = (*y).or(year).min(year.or(*y));
        *p = std::cmp::min(p.take(), page.clone()).or(page);
    }

    /// Fills what its record leaves open with what its papers say.
    pub fn whole(self) -> Toc {
        let mut toc = self.toc;
        let Some((venue, year, page)) = self.seen else { return toc };
        if toc.venue.is_empty() {
            toc.venue = venue;
        }
        if toc.title.is_empty() && toc.series.is_some() {
            toc.title = toc.venue.clone();
        }
        toc.year = toc.year.or(year);
        toc.page = toc.page.or(page);
        toc
    }
}
