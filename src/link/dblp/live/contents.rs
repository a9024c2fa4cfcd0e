//! Tables of contents out of what a page lists.

use super::hit::Hit;
use super::record::Record;
use crate::link::dblp::{Creator, Entry, Toc};
use std::collections::BTreeMap;

/// The volumes or issues of a page, each with what stands in it. Papers of no volume that the page has go with its only
/// one, else stand together.
pub fn of_records(page: &str, records: Vec<Record>) -> Vec<Toc> {
    let (volumes, papers): (Vec<Record>, Vec<Record>) = records.into_iter().partition(Record::is_volume);
    let mut tocs: Vec<Toc> = volumes.into_iter().map(|volume| of_volume(page, volume)).collect();
    let mut others: Vec<Record> = Vec::new();
    for paper in papers {
        let only = tocs.len() == 1 && paper.crossref.is_none();
        match tocs.iter_mut().find(|toc| only || paper.crossref.is_some() && toc.key == paper.crossref) {
            Some(toc) => toc.entries.push(paper.entry()),
            None => others.push(paper),
        }
    }
    tocs.retain(|toc| !toc.entries.is_empty());
    // volumes that the page names without their record, and issues of a journal
    let mut apart: BTreeMap<[Option<String>; 3], Vec<Record>> = BTreeMap::new();
    for paper in others {
        let [volume, number] = if paper.kind == "article" { [paper.volume.clone(), paper.number.clone()] } else { [None, None] };
        apart.entry([paper.crossref.clone(), volume, number]).or_default().push(paper);
    }
    tocs.extend(apart.into_values().filter_map(|papers| of_papers(page, papers)));
    tocs
}

fn of_volume(page: &str, record: Record) -> Toc {
    Toc {
        stream: stream(page, &record.key),
        key: Some(record.key),
        title: record.title,
        venue: record.venue.unwrap_or_default(),
        year: record.year,
        series: record.series,
        number: record.volume,
        publisher: record.publisher,
        isbn: record.isbn,
        editors: record.editors,
        page: Some(page.to_owned()),
        entries: Vec::new(),
    }
}

fn of_papers(page: &str, papers: Vec<Record>) -> Option<Toc> {
    let first = papers.first()?;
    let is_journal = first.kind == "article";
    let toc = Toc {
        stream: stream(page, &first.key),
        key: first.crossref.clone(),
        venue: first.venue.clone().unwrap_or_default(),
        year: first.year,
        series: first.venue.clone().filter(|_| is_journal),
        number: first.volume.as_ref().filter(|_| is_journal).map(|volume| issue(volume, first.number.as_deref())),
        page: Some(page.to_owned()),
        ..Toc::default()
    };
    Some(Toc { entries: papers.into_iter().map(Record::entry).collect(), ..toc })
}

/// What search finds of a page, with the record of its volume where there is one. Papers of several volumes stand together
/// without any. Search keeps no order: entries stand in that of their pages, as far as these are numbers.
pub fn of_hits(page: &str, hits: &[Hit], volume: Option<Record>) -> Toc {
    let mut heads = hits.iter().filter(|hit| hit.kind == "Editorship");
    let head = heads.next().filter(|_| heads.next().is_none());
    let papers: Vec<&Hit> = hits.iter().filter(|hit| hit.kind != "Editorship").collect();
    let mut entries: Vec<Entry> = papers.iter().map(|hit| hit.entry()).collect();
    entries.sort_by_key(|entry| entry.pages.as_deref().map_or(u64::MAX, first_page));
    let pids: BTreeMap<&str, &Option<String>> =
        head.iter().flat_map(|hit| &hit.creators).map(|creator| (creator.name.as_str(), &creator.pid)).collect();
    if let Some(volume) = volume {
        let mut toc = of_volume(page, volume);
        for editor in &mut toc.editors {
            if let (None, Some(pid)) = (&editor.pid, pids.get(editor.name.as_str())) {
                editor.pid.clone_from(pid);
            }
        }
        return Toc { entries, ..toc };
    }
    let first = head.or(papers.first().copied());
    let editors: Vec<Creator> = head.map(|hit| hit.creators.clone()).unwrap_or_default();
    Toc {
        key: head.map(|hit| hit.key.clone()),
        stream: stream(page, first.map_or("", |hit| &hit.key)),
        title: head.map(|hit| hit.title.clone()).unwrap_or_default(),
        venue: first.and_then(|hit| hit.venues.first().cloned()).unwrap_or_default(),
        year: first.and_then(|hit| hit.year),
        series: head.and_then(|hit| hit.venues.get(1).cloned()),
        number: first.and_then(|hit| Some(issue(hit.volume.as_ref()?, hit.number.as_deref()))),
        publisher: head.and_then(|hit| hit.publisher.clone()),
        editors,
        page: Some(page.to_owned()),
        entries,
        ..Toc::default()
    }
}

fn issue(volume: &str, number: Option<&str>) -> String {
    number.map_or(volume.to_owned(), |number| format!("{volume}({number})"))
}

/// `conf/qm`, by the key of a record or else by the page.
pub fn stream(page: &str, key: &str) -> String {
    let from = if key.contains('/') { key } else { page.trim_start_matches("db/") };
    from.split('/').take(2).collect::<Vec<_>>().join("/")
}

/// The number with which a range of pages begins.
pub fn first_page(pages: &str) -> u64 {
    let digits: String = pages.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u64::MAX - 1)
}
