//! dblp's live service as a source of tables of contents, with few requests: some of a volume's titles are searched for,
//! the records that are found name the pages of contents that list them, and each page is one request more. Where no
//! title is found, the pages of the conference of that name and year are taken. With an endpoint for SPARQL, one query
//! finds the pages and one reads each.

mod contents;
mod endpoint;
mod hit;
mod markup;
mod record;
mod words;

use super::{Person, Toc};
use crate::catalogue::{Paper, Volume};
use crate::error::Error;
use crate::link::client::{self, Answer, Client, Failure, Request};
use record::Record;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Duration;

/// The sites that show dblp, in the order in which they are asked.
pub const SITES: [&str; 2] = ["https://dblp.org", "https://dblp.uni-trier.de"];
/// dblp's own endpoint.
pub const ENDPOINT: &str = "https://sparql.dblp.org/sparql";
/// Seconds from one request to the next.
pub const INTERVAL: Duration = Duration::from_secs(1);

/// Titles of a volume that are searched for.
const TITLES: usize = 3;
/// Pages of contents that are read for one volume.
const PAGES: usize = 8;

/// Who is asked, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The next site is asked where one is down, never where it asks for time.
    pub sites: Vec<String>,
    /// Asked in place of the sites.
    pub endpoint: Option<String>,
    /// The endpoint that is asked which names are of several persons, where the sites were asked for all else.
    pub persons: String,
    pub client: client::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        let client = client::Settings::usual(INTERVAL);
        Self { sites: SITES.map(str::to_owned).to_vec(), endpoint: None, persons: ENDPOINT.to_owned(), client }
    }
}

/// What is known of a volume.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Title of the proceedings or of the conference.
    pub title: String,
    pub acronym: Option<String>,
    /// Name of the conference series.
    pub series: Option<String>,
    pub year: Option<i32>,
    /// Title and first author of each paper.
    pub papers: Vec<(String, Option<String>)>,
}

impl Wanted {
    pub fn of(volume: &Volume) -> Self {
        let author = |paper: &Paper| paper.authors.first().map(|author| author.printed.clone());
        Self {
            title: volume.title.clone(),
            acronym: volume.series.as_ref().and_then(|s| s.acronym.clone()),
            series: volume.series.as_ref().map(|s| s.title.clone()),
            year: volume.year_of_event.or(volume.year_of_publication),
            papers: volume.papers.iter().map(|paper| (paper.title.clone(), author(paper))).collect(),
        }
    }
}

/// dblp, asked as it is needed.
pub struct Live {
    client: Client,
    sites: Vec<String>,
    endpoint: Option<String>,
    persons: String,
}

impl Live {
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let sites: Vec<String> = settings.sites.iter().map(|site| site.trim_end_matches('/').to_owned()).collect();
        if sites.is_empty() && settings.endpoint.is_none() {
            return Err(Error::Usage("no site of dblp is named".to_owned()));
        }
        Ok(Self { client: Client::new(settings.client)?, sites, endpoint: settings.endpoint, persons: settings.persons })
    }

    /// How many requests were sent so far, and how many answers were already here.
    pub fn tally(&self) -> (usize, usize) {
        self.client.tally()
    }

    /// The tables of contents that a volume may be, best first: those that list its papers, else those of its name and
    /// year, else those of its title. Nothing found is no error.
    pub fn tocs_for(&self, wanted: &Wanted) -> Result<Vec<Toc>, Error> {
        match &self.endpoint {
            Some(endpoint) => endpoint::tocs_for(&self.client, endpoint, wanted),
            None => {
                let ways = [Self::by_titles, Self::by_name, Self::by_volume];
                for way in ways {
                    let found = way(self, wanted)?;
                    if !found.is_empty() {
                        return Ok(found);
                    }
                }
                Ok(Vec::new())
            }
        }
    }

    fn by_titles(&self, wanted: &Wanted) -> Result<Vec<Toc>, Error> {
        let mut found: Vec<Toc> = Vec::new();
        // what pages list beside, which may be wanted yet
        let mut pages: BTreeMap<String, Vec<Toc>> = BTreeMap::new();
        for (title, author) in words::telling(&wanted.papers, TITLES) {
            if found.iter().flat_map(|toc| &toc.entries).any(|entry| words::same(&entry.title, title)) {
                continue;
            }
            for key in self.keys(title, author, wanted.year)? {
                let Some(record) = self.record(&key)? else { continue };
                // what no page of contents lists
                let Some(page) = record.page() else { continue };
                let beside = match pages.entry(page) {
                    Entry::Occupied(seen) => seen.into_mut(),
                    Entry::Vacant(new) => {
                        let tocs = self.toc(new.key())?;
                        new.insert(tocs)
                    }
                };
                let is_here = |toc: &mut Toc| toc.entries.iter().any(|entry| entry.key == key);
                found.extend(beside.extract_if(.., is_here));
            }
        }
        Ok(found)
    }

    /// Keys of the records that have a title, in or about a year; those that begin with the author first.
    fn keys(&self, title: &str, author: Option<&str>, year: Option<i32>) -> Result<Vec<String>, Error> {
        let mut keys: Vec<String> = Vec::new();
        for query in words::queries(title) {
            let hits = self.hits("publ", &query, 30)?;
            let mut same: Vec<_> =
                hits.iter().filter(|hit| words::same(&hit.title, title) && hit.is_published() && hit.is_about(year)).collect();
            same.sort_by_key(|hit| !author.is_some_and(|author| hit.is_by(author)));
            keys.extend(same.iter().map(|hit| hit.key.clone()));
            if !hits.is_empty() {
                break;
            }
        }
        // two records of one title are two editions or two streams; more say nothing
        keys.truncate(2);
        Ok(keys)
    }

    fn by_name(&self, wanted: &Wanted) -> Result<Vec<Toc>, Error> {
        let (Some(year), Some(name)) = (wanted.year, wanted.acronym.as_deref().or(wanted.series.as_deref())) else {
            return Ok(Vec::new());
        };
        let hits = self.hits("venue", &words::plain(name), 30)?;
        let mut found = Vec::new();
        for stream in
            hits.iter().filter(|hit| hit.is_called(wanted.acronym.as_deref(), wanted.series.as_deref())).filter_map(|h| h.stream()).take(2)
        {
            let mut pages = self.volumes(&stream, year)?;
            pages.truncate(PAGES);
            for page in pages {
                found.extend(self.toc(&page)?);
            }
        }
        Ok(found)
    }

    fn by_volume(&self, wanted: &Wanted) -> Result<Vec<Toc>, Error> {
        let (Some(year), Some(words)) = (wanted.year, words::queries(&wanted.title).into_iter().next()) else { return Ok(Vec::new()) };
        let hits = self.hits("publ", &format!("{words} year:{year}: type:Editorship:"), 30)?;
        let mut volumes: Vec<_> = hits.iter().filter(|hit| hit.kind == "Editorship" && hit.year == Some(year)).collect();
        // words that many volumes share are no title
        if volumes.len() > PAGES {
            volumes.clear();
        }
        let mut found = Vec::new();
        for volume in volumes {
            let Some(page) = self.record(&volume.key)?.and_then(|record| record.page()) else { continue };
            found.extend(self.toc(&page)?.into_iter().filter(|toc| toc.key.as_ref().is_none_or(|key| *key == volume.key)));
        }
        Ok(found)
    }

    /// The pages of a stream's volumes of a year: of those the index page names, else of those the search finds.
    fn volumes(&self, stream: &str, year: i32) -> Result<Vec<String>, Error> {
        let indexed = self.page(&format!("db/{stream}/index.xml"))?.unwrap_or_default();
        let mut pages: Vec<String> = indexed.iter().filter(|r| r.is_volume() && r.year == Some(year)).filter_map(Record::page).collect();
        if pages.is_empty() {
            let query = format!("stream:streams/{stream}: year:{year}: type:Editorship:");
            for hit in self.hits("publ", &query, 100)?.iter().filter(|hit| hit.kind == "Editorship") {
                pages.extend(self.record(&hit.key)?.and_then(|record| record.page()));
            }
        }
        pages.sort();
        pages.dedup();
        Ok(pages)
    }

    /// The record of a key, such as `conf/qm/2014`.
    fn record(&self, key: &str) -> Result<Option<Record>, Error> {
        Ok(self.page(&format!("rec/{key}.xml"))?.and_then(|records| records.into_iter().find(|record| record.key == key)))
    }

    /// The volumes that a page of contents lists, such as `db/conf/qm/qm2014`. A site that does not give the page as XML
    /// is asked for its records.
    pub fn toc(&self, page: &str) -> Result<Vec<Toc>, Error> {
        if let Some(records) = self.page(&format!("{page}.xml"))?.filter(|records| !records.is_empty()) {
            return Ok(contents::of_records(page, records));
        }
        let mut hits = self.all_hits(&format!("toc:{page}.bht:"))?;
        hits.retain(|hit| !hit.key.is_empty());
        if hits.is_empty() {
            return Ok(Vec::new());
        }
        // search tells neither ISBN nor which of several volumes a paper is in
        let volumes = hits.iter().filter(|hit| hit.kind == "Editorship").count();
        let paper = hits.iter().find(|hit| hit.kind != "Editorship" && volumes <= 1);
        let one = paper.map(|hit| self.record(&hit.key)).transpose()?.flatten();
        let volume = one.and_then(|record| record.crossref).map(|key| self.record(&key)).transpose()?.flatten();
        Ok(vec![contents::of_hits(page, &hits, volume)])
    }

    /// The persons of a name, with their other names and their notes; those that only share its beginning are left out.
    pub fn persons(&self, name: &str) -> Result<Vec<Person>, Error> {
        let hits = self.hits("author", &words::plain(name), 100)?;
        let alike = |other: &String| words::letters(super::plain(other)) == words::letters(super::plain(name));
        Ok(hits.iter().map(hit::Hit::person).filter(|person| person.names.iter().any(alike)).collect())
    }

    /// Marks the names that stand for several persons. Pages of contents do not tell; an endpoint is asked for all ids
    /// together. What it told of contents has the marks already.
    pub fn mark_ambiguous(&self, tocs: &mut [Toc]) -> Result<(), Error> {
        if self.endpoint.is_none() {
            endpoint::mark_ambiguous(&self.client, &self.persons, tocs)?;
        }
        Ok(())
    }

    /// All that a query finds, page after page. Sites send fewer than they are asked for.
    fn all_hits(&self, query: &str) -> Result<Vec<hit::Hit>, Error> {
        let mut all: Vec<hit::Hit> = Vec::new();
        loop {
            let (hits, total) = self.hits_from("publ", query, 1000, all.len())?;
            let is_new = hits.first().is_some_and(|hit| all.iter().all(|seen| seen.key != hit.key));
            if is_new {
                all.extend(hits);
            }
            if !is_new || all.len() >= total {
                return Ok(all);
            }
        }
    }

    fn hits(&self, service: &str, query: &str, most: usize) -> Result<Vec<hit::Hit>, Error> {
        Ok(self.hits_from(service, query, most, 0)?.0)
    }

    fn hits_from(&self, service: &str, query: &str, most: usize, first: usize) -> Result<(Vec<hit::Hit>, usize), Error> {
        let query = client::encode(query);
        let path = format!("search/{service}/api?q={query}&format=json&h={most}&f={first}&c=0");
        Ok(self.ask(&path, "application/json", hit::read)?.unwrap_or_default())
    }

    fn page(&self, path: &str) -> Result<Option<Vec<Record>>, Error> {
        self.ask(path, "application/xml", record::read)
    }

    /// Asks one site after the other; nothing where there is no such thing.
    fn ask<T>(&self, path: &str, accept: &'static str, read: impl Fn(&Answer) -> Result<T, String>) -> Result<Option<T>, Error> {
        let mut sites = self.sites.iter().peekable();
        while let Some(site) = sites.next() {
            let request = Request { address: format!("{site}/{path}"), accept, body: None };
            match self.client.ask(&request, &read) {
                Ok(value) => return Ok(Some(value)),
                Err(Failure::NotFound(_)) => return Ok(None),
                Err(failure) if failure.is_outage() && sites.peek().is_some() => {}
                Err(failure) => return Err(failure.at(&request.address)),
            }
        }
        Ok(None)
    }
}
