//! dblp as tables in an index: built of a dump once, looked up in place.
//!
//! Tables of contents are numbered by year, stream and key, papers by the table they stand in and their pages, persons by
//! how many papers they have. Words of titles and names are numbered by how often they occur, so that a common word takes
//! one byte. Nothing depends on the order of the dump.

mod gather;
mod number;
mod persons;
mod read;
mod titles;
mod write;

use super::dump::{self, Watch};
use super::{Creator, Entry, Person, Toc};
use crate::error::Error;
use crate::link::index::{About, Index, Kind, Lookup, Place, Shelf, folder};
use crate::link::score;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use titles::Titles;

pub const KIND: Kind = Kind { name: "dblp", version: 1 };

/// How many batches of titles may wait.
const WAITING: usize = 16;

/// A table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TocId(pub u32);

/// A paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(pub u32);

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

/// An index of dblp. Every answer is sound or an [`Error::Index`]: a file that was damaged is never taken for data.
#[derive(Debug)]
pub struct Dblp {
    index: Index,
    words: Shelf,
    persons: Shelf,
    written: Shelf,
    tocs: Shelf,
    papers: Shelf,
    /// First paper of each table of contents, and the number of all.
    firsts: std::ops::Range<usize>,
    titles: Lookup,
    names: Lookup,
    keys: Lookup,
    streams: Lookup,
}

/// Where the index is unless somebody says otherwise.
pub fn default_path() -> Result<PathBuf, Error> {
    Ok(folder()?.join("dblp.idx"))
}

/// Builds an index of a dump and puts it in its place; how many bytes it has. `name` is the dump's.
pub fn build(input: impl Read + Send, name: &str, place: Place, watch: &Watch, tick: &mut dyn FnMut()) -> Result<(About, u64), Error> {
    let (gathered, summary) = std::thread::scope(|scope| {
        let (sender, batches) = sync_channel(WAITING);
        let titles = scope.spawn(move || Titles::of(&batches));
        let mut gathered = gather::Gathered::default();
        let summary = dump::read(input, name, watch, &mut |record| {
            gathered.add(record, &sender);
            tick();
        })?;
        gathered.hand_over(&sender);
        drop(sender);
        gathered.titles = titles.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok::<_, Error>((gathered, summary))
    })?;
    if gathered.is_empty() {
        return Err(Error::Dump { path: name.to_owned(), reason: "no publication is in it".to_owned() });
    }
    let source = Path::new(name).file_name().map_or(name.into(), |n| n.to_string_lossy());
    let bare = [".gz", ".xz", ".zst"].iter().find_map(|ending| source.strip_suffix(ending)).unwrap_or(&source);
    let (sections, counts) = write::sections(gathered).map_err(|reason| Error::Dump { path: name.to_owned(), reason })?;
    let program = concat!("frontis ", env!("CARGO_PKG_VERSION")).to_owned();
    let about = About { source: bare.to_owned(), date: summary.date, program, counts };
    let size = place.fill(|out| sections.write(KIND, &about, out))?;
    Ok((about, size))
}

impl Dblp {
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::of(Index::open(path, KIND)?)
    }

    /// What it was built of.
    pub fn about(&self) -> &About {
        self.index.about()
    }

    /// How many tables of contents there are; they are numbered from 0.
    pub fn tocs(&self) -> u32 {
        self.tocs.len() as u32
    }

    pub fn papers(&self) -> u32 {
        self.papers.len() as u32
    }

    pub fn persons(&self) -> u32 {
        self.persons.len() as u32
    }

    /// A table of contents with its entries.
    pub fn toc(&self, toc: TocId) -> Result<Toc, Error> {
        self.told(self.read_toc(toc.0))
    }

    /// A table of contents without its entries.
    pub fn toc_head(&self, toc: TocId) -> Result<Toc, Error> {
        self.told(self.read_head(toc.0).map(|head| head.toc))
    }

    /// The papers of a table of contents, in its order.
    pub fn papers_in(&self, toc: TocId) -> Result<Vec<PaperId>, Error> {
        self.told(self.range(toc.0)).map(|range| range.map(|paper| PaperId(paper as u32)).collect())
    }

    pub fn toc_of(&self, paper: PaperId) -> Result<TocId, Error> {
        self.told(self.holder(paper.0)).map(TocId)
    }

    pub fn entry(&self, paper: PaperId) -> Result<Entry, Error> {
        self.told(self.read_entry(paper.0))
    }

    /// Papers whose titles are the same by [`score::title::letters`].
    pub fn titled(&self, title: &str) -> Result<Vec<PaperId>, Error> {
        let letters = score::title::letters(title);
        let same = |found: &str| score::title::letters(found) == letters;
        let found = self.filtered(&self.titles, score::title::key(title), |paper| Ok(same(&self.title(paper)?)));
        self.told(found).map(|found| found.into_iter().map(PaperId).collect())
    }

    pub fn toc_with_key(&self, key: &str) -> Result<Option<TocId>, Error> {
        let found = self.filtered(&self.keys, number::hash(key), |toc| Ok(self.read_head(toc)?.toc.key.as_deref() == Some(key)));
        Ok(self.told(found)?.first().copied().map(TocId))
    }

    /// Tables of contents of a conference or journal by its key (`conf/qm`), the oldest first.
    pub fn tocs_of_stream(&self, stream: &str) -> Result<Vec<TocId>, Error> {
        let found = self.filtered(&self.streams, number::hash(stream), |toc| Ok(self.read_head(toc)?.toc.stream == stream));
        self.told(found).map(|found| found.into_iter().map(TocId).collect())
    }

    pub fn tocs_in_year(&self, year: i32) -> Result<Vec<TocId>, Error> {
        self.told(self.year(year)).map(|range| range.map(TocId).collect())
    }

    /// Persons of whom a name is the same by [`crate::record::slug::key`], the number of homonyms left out.
    pub fn persons_named(&self, name: &str) -> Result<Vec<PersonId>, Error> {
        let key = persons::key(name);
        let same = |person| Ok(self.read_person(person)?.names.iter().any(|known| persons::key(known) == key));
        let found = self.filtered(&self.names, number::hash(&key), same);
        self.told(found).map(|found| found.into_iter().map(PersonId).collect())
    }

    pub fn person(&self, person: PersonId) -> Result<Person, Error> {
        self.told(self.read_person(person.0))
    }

    /// The person by the name that dblp prefers.
    pub fn creator(&self, person: PersonId) -> Result<Creator, Error> {
        self.told(self.read_creator(person.0, 0))
    }

    /// The persons that a paper lists, in its order.
    pub fn authors(&self, paper: PaperId) -> Result<Vec<PersonId>, Error> {
        self.told(self.read_authors(paper.0)).map(|found| found.into_iter().map(PersonId).collect())
    }

    pub fn papers_of(&self, person: PersonId) -> Result<Vec<PaperId>, Error> {
        self.told(self.read_written(person.0)).map(|found| found.into_iter().map(PaperId).collect())
    }

    /// Reads all of the file, whether it is as it was written.
    pub fn check(&self) -> Result<(), Error> {
        self.index.check()
    }
}
