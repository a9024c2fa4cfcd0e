//! Tables of contents of an index that may be a volume's: by the titles of its papers, else by their authors.

use super::Toc;
use super::tables::{Dblp, PaperId, TocId};
use crate::catalogue::Volume;
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How many tables of contents are worth aligning.
const MOST: usize = 12;

/// A title or a name that more papers have says nothing of a volume.
const TELLING: usize = 40;

/// Votes below this share of the papers ask for the authors as well.
const ENOUGH: f64 = 0.5;

/// Those that most papers speak for, best first. Tables of contents that are to be left out are not looked at.
pub fn candidates(index: &Dblp, volume: &Volume, left_out: &[TocId]) -> Result<Vec<Toc>, Error> {
    let mut votes: HashMap<TocId, f64> = HashMap::new();
    for paper in &volume.papers {
        let found = index.titled(&paper.title)?;
        vote(index, &found, left_out, &mut votes)?;
    }
    let best = votes.values().copied().fold(0.0, f64::max);
    if best < ENOUGH * volume.papers.len() as f64 {
        by_authors(index, volume, left_out, &mut votes)?;
    }
    let mut ranked: Vec<(TocId, f64)> = votes.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(MOST);
    ranked.into_iter().map(|(id, _)| index.toc(id)).collect()
}

/// Authors' papers of the volume's years vote for where they stand; a table of contents needs several authors.
fn by_authors(index: &Dblp, volume: &Volume, left_out: &[TocId], votes: &mut HashMap<TocId, f64>) -> Result<(), Error> {
    let years: BTreeSet<i32> = [volume.year_of_event, volume.year_of_publication].into_iter().flatten().collect();
    let about: BTreeSet<i32> = years.iter().flat_map(|year| year - 1..=year + 1).collect();
    let mut of_years = HashSet::new();
    for year in &about {
        of_years.extend(index.tocs_in_year(*year)?);
    }
    let mut of_authors: BTreeMap<TocId, f64> = BTreeMap::new();
    for paper in &volume.papers {
        let mut tocs: Vec<TocId> = Vec::new();
        for author in &paper.authors {
            let bearers = index.persons_named(&author.printed)?;
            for person in bearers.into_iter().take(4) {
                for paper in index.papers_of(person)? {
                    let toc = index.toc_of(paper)?;
                    if years.is_empty() || of_years.contains(&toc) {
                        tocs.push(toc);
                    }
                }
            }
        }
        tocs.sort_unstable();
        tocs.dedup();
        for toc in tocs.into_iter().filter(|toc| !left_out.contains(toc)) {
            *of_authors.entry(toc).or_default() += 1.0;
        }
    }
    for (toc, papers) in of_authors.into_iter().filter(|(_, papers)| *papers >= 2.0 || volume.papers.len() < 4) {
        *votes.entry(toc).or_default() += papers * 0.5;
    }
    Ok(())
}

fn vote(index: &Dblp, papers: &[PaperId], left_out: &[TocId], votes: &mut HashMap<TocId, f64>) -> Result<(), Error> {
    if papers.len() > TELLING {
        return Ok(());
    }
    let mut tocs: Vec<TocId> = papers.iter().map(|paper| index.toc_of(*paper)).collect::<Result<_, _>>()?;
    tocs.sort_unstable();
    tocs.dedup();
    let each = 1.0 / (tocs.len() as f64).sqrt();
    for toc in tocs.into_iter().filter(|toc| !left_out.contains(toc)) {
        *votes.entry(toc).or_default() += each;
    }
    Ok(())
}
