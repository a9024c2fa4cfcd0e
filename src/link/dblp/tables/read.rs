//! Unpacks what `write` packed.

use super::{Dblp, write};
use crate::error::Error;
use crate::link::dblp::{Creator, Entry, Person, Toc};
use crate::link::index::{Cursor, Damaged, Index, Lookup, Shelf};
use std::ops::Range;

type Sound<T> = Result<T, Damaged>;

/// A table of contents without entries, and what its entries share.
pub struct Head {
    pub toc: Toc,
    prefix: String,
}

impl Dblp {
    pub(super) fn of(index: Index) -> Result<Self, (Index, Damaged)> {
        let found = |index: &Index| -> Sound<_> {
            let shelf = |name| Shelf::find(index, name);
            let lookup = |name| Lookup::find(index, name);
            let shelves = (shelf("words")?, shelf("persons")?, shelf("written")?, shelf("tocs")?, shelf("papers")?);
            Ok((shelves, index.section("firsts")?, lookup("titles")?, lookup("names")?, lookup("keys")?, lookup("streams")?))
        };
        match found(&index) {
            Err(damaged) => Err((index, damaged)),
            Ok(((words, persons, written, tocs, papers), firsts, titles, names, keys, streams)) => {
                Ok(Self { index, words, persons, written, tocs, papers, firsts, titles, names, keys, streams })
            }
        }
    }

    pub(super) fn told<T>(&self, found: Sound<T>) -> Result<T, Error> {
        found.map_err(|damaged| self.index.damaged(damaged))
    }

    /// What a lookup gives and is what was asked for.
    pub(super) fn filtered(&self, lookup: &Lookup, hash: u64, mut same: impl FnMut(u32) -> Sound<bool>) -> Sound<Vec<u32>> {
        let mut found = lookup.get(&self.index, hash)?;
        let mut first = Ok(());
        found.retain(|number| {
            same(*number).unwrap_or_else(|damaged| {
                first = Err(damaged);
                false
            })
        });
        first.map(|()| found)
    }

    fn words(&self, record: &mut Cursor<'_>) -> Sound<String> {
        let mut text = String::new();
        for n in 0..record.count()? {
            if n > 0 {
                text.push(' ');
            }
            let word = self.words.get(&self.index, record.number()? as usize)?;
            text.push_str(std::str::from_utf8(word.0).map_err(|_| Damaged)?);
        }
        Ok(text)
    }

    pub(super) fn read_head(&self, number: u32) -> Sound<Head> {
        let mut record = self.tocs.get(&self.index, number as usize)?;
        let flags = record.number()?;
        let has = |bit: u32| flags >> bit & 1 == 1;
        let stream = record.text()?.to_owned();
        let toc = Toc {
            key: has(0).then(|| record.text()).transpose()?.map(|own| whole(own, &stream)),
            stream,
            title: self.words(&mut record)?,
            venue: self.words(&mut record)?,
            year: has(1).then(|| record.number()).transpose()?.map(|year| year as u32 as i32),
            series: has(2).then(|| self.words(&mut record)).transpose()?,
            number: has(3).then(|| record.text()).transpose()?.map(str::to_owned),
            publisher: has(4).then(|| self.words(&mut record)).transpose()?,
            page: has(5).then(|| record.text()).transpose()?.map(str::to_owned),
            isbn: (0..record.count()?).map(|_| record.text().map(str::to_owned)).collect::<Sound<_>>()?,
            editors: self.creators(&mut record)?,
            entries: Vec::new(),
        };
        Ok(Head { toc, prefix: record.text()?.to_owned() })
    }

    pub(super) fn read_toc(&self, number: u32) -> Sound<Toc> {
        let mut head = self.read_head(number)?;
        let records = self.papers.each(&self.index, self.range(number)?);
        head.toc.entries = records.map(|record| self.unpack(record?, &head)).collect::<Sound<_>>()?;
        Ok(head.toc)
    }

    pub(super) fn read_entry(&self, paper: u32) -> Sound<Entry> {
        let record = self.papers.get(&self.index, paper as usize)?;
        self.unpack(record, &self.read_head(self.holder(paper)?)?)
    }

    pub(super) fn title(&self, paper: u32) -> Sound<String> {
        let mut record = self.papers.get(&self.index, paper as usize)?;
        record.number()?;
        self.words(&mut record)
    }

    pub(super) fn read_authors(&self, paper: u32) -> Sound<Vec<u32>> {
        let mut record = self.papers.get(&self.index, paper as usize)?;
        record.number()?;
        for _ in 0..record.count()? {
            record.number()?;
        }
        (0..record.count()?).map(|_| person(&mut record).map(|(person, _)| person)).collect()
    }

    fn unpack(&self, mut record: Cursor<'_>, head: &Head) -> Sound<Entry> {
        let flags = record.number()?;
        let title = self.words(&mut record)?;
        let creators = self.creators(&mut record)?;
        let key = whole(record.text()?, &head.toc.stream);
        let pages = match flags >> write::PAGES {
            0 => None,
            1 => Some(record.number()?.to_string()),
            2 => {
                let first = record.number()?;
                Some(format!("{first}-{}", first.checked_add(record.number()?).ok_or(Damaged)?))
            }
            _ => Some(record.text()?.to_owned()),
        };
        let year = match flags & write::OWN_YEAR {
            0 => head.toc.year,
            _ => record.number()?.checked_sub(1).map(|year| year as u32 as i32),
        };
        let tail = match (flags & write::DOI > 0, flags & write::DOI_NUMBER > 0) {
            (false, _) => None,
            (true, true) => Some(record.number()?.to_string()),
            (true, false) => Some(record.text()?.to_owned()),
        };
        let doi = tail.map(|tail| format!("{}{tail}", head.prefix));
        Ok(Entry { key, title, creators, pages, year, doi })
    }

    fn creators(&self, record: &mut Cursor<'_>) -> Sound<Vec<Creator>> {
        let count = record.count()?;
        (0..count).map(|_| person(record).and_then(|(person, place)| self.read_creator(person, place))).collect()
    }

    /// A person by one of their names.
    pub(super) fn read_creator(&self, person: u32, place: usize) -> Sound<Creator> {
        let mut record = self.persons.get(&self.index, person as usize)?;
        let flags = record.number()?;
        let mut creator = None;
        for n in 0..flags >> 3 {
            let ambiguous = record.number()? == 1;
            if n == place as u64 {
                creator = Some(Creator { name: self.words(&mut record)?, pid: None, ambiguous });
                if flags & 1 == 0 {
                    break;
                }
                continue;
            }
            for _ in 0..record.count()? {
                record.number()?;
            }
        }
        let pid = (flags & 1 == 1).then(|| record.text()).transpose()?.map(str::to_owned);
        creator.map(|creator| Creator { pid, ..creator }).ok_or(Damaged)
    }

    pub(super) fn read_person(&self, person: u32) -> Sound<Person> {
        let mut record = self.persons.get(&self.index, person as usize)?;
        let flags = record.number()?;
        let mut found = Person { disambiguation: flags & 2 > 0, ..Person::default() };
        for _ in 0..flags >> 3 {
            record.number()?;
            found.names.push(self.words(&mut record)?);
        }
        found.pid = (flags & 1 > 0).then(|| record.text()).transpose()?.map(str::to_owned);
        if flags & 4 > 0 {
            found.orcid = (0..record.count()?).map(|_| record.text().map(str::to_owned)).collect::<Sound<_>>()?;
            found.affiliations = (0..record.count()?).map(|_| self.words(&mut record)).collect::<Sound<_>>()?;
        }
        Ok(found)
    }

    pub(super) fn read_written(&self, person: u32) -> Sound<Vec<u32>> {
        let mut record = self.written.get(&self.index, person as usize)?;
        let (mut papers, mut last) = (Vec::new(), 0u64);
        while !record.is_empty() {
            last = last.checked_add(record.number()?).ok_or(Damaged)?;
            papers.push(u32::try_from(last).map_err(|_| Damaged)?);
        }
        Ok(papers)
    }

    /// Numbers of the papers of a table of contents.
    pub(super) fn range(&self, toc: u32) -> Sound<Range<usize>> {
        let at = |n: usize| self.index.u32(&self.firsts, n).map(|n| n as usize);
        let (start, end) = (at(toc as usize)?, at(toc as usize + 1)?);
        if start <= end && end <= self.papers.len() { Ok(start..end) } else { Err(Damaged) }
    }

    /// The table of contents that a paper stands in.
    pub(super) fn holder(&self, paper: u32) -> Sound<u32> {
        let (mut low, mut high) = (0, self.tocs.len());
        // the last that begins at the paper or before it
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            match self.index.u32(&self.firsts, middle)? <= paper {
                true => low = middle,
                false => high = middle,
            }
        }
        if self.range(low as u32)?.contains(&(paper as usize)) { Ok(low as u32) } else { Err(Damaged) }
    }

    /// Numbers of the tables of contents of a year.
    pub(super) fn year(&self, year: i32) -> Sound<Range<u32>> {
        let years = self.index.section("years")?;
        for n in 0..years.len() / 8 {
            if self.index.u32(&years, 2 * n)? as i32 == year {
                let all = self.tocs.len() as u32;
                let end = if (n + 1) * 8 < years.len() { self.index.u32(&years, 2 * n + 3)? } else { all };
                return Ok(self.index.u32(&years, 2 * n + 1)?..end.min(all));
            }
        }
        Ok(0..0)
    }
}

/// The number of a person, and which of their names stands there.
fn person(record: &mut Cursor<'_>) -> Sound<(u32, usize)> {
    let number = record.number()?;
    let place = if number & 1 == 1 { record.number()? as usize } else { 0 };
    Ok((u32::try_from(number >> 1).map_err(|_| Damaged)?, place))
}

/// A key that was written without its stream.
fn whole(own: &str, stream: &str) -> String {
    own.strip_prefix('/').map_or_else(|| format!("{stream}/{own}"), str::to_owned)
}
