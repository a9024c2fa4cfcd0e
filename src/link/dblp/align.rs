//! Which tables of contents a volume is, and which of their records its papers are.
//!
//! A volume is judged as a whole: papers are paired with the records of each table of contents, then tables of contents
//! are judged by what they pair, and only then a pair is believed. The same title elsewhere (a journal version, a reprint,
//! another edition) never is.

mod pair;
mod volume;

use super::Toc;
use crate::catalogue::{Mention, Volume};
use crate::record::LinkStatus;

pub use pair::Pair;

/// At this confidence a link is accepted.
pub const ACCEPTED: f64 = 0.95;

/// Below this confidence a pair is not worth showing.
pub const CANDIDATE: f64 = 0.2;

/// What dblp has of a volume.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// The tables of contents that were looked at and have anything of the volume, best first.
    pub tocs: Vec<Considered>,
    /// For each paper of the volume the records that it may be, best first; at most one is accepted.
    pub papers: Vec<Vec<Matched>>,
    /// The same for the messages, lists and indexes of the front matter, some of which dblp has as records.
    pub items: Vec<Vec<Matched>>,
}

/// What may have a record: a paper, or an item of the front matter.
#[derive(Clone, Copy, Debug)]
pub struct Work<'v> {
    pub iri: &'v str,
    pub title: &'v str,
    pub authors: &'v [Mention],
    pub page: Option<&'v str>,
}

/// The papers, then the items.
pub fn works(volume: &Volume) -> impl Iterator<Item = Work<'_>> {
    let papers = volume.papers.iter().map(|p| Work { iri: &p.iri, title: &p.title, authors: &p.authors, page: p.pages.first.as_deref() });
    let items = volume.items.iter().map(|i| Work { iri: &i.iri, title: &i.title, authors: &i.signatories, page: i.pages.first.as_deref() });
    papers.chain(items)
}

impl Alignment {
    /// What each of [`works`] may be.
    pub fn works(&self) -> impl Iterator<Item = &Vec<Matched>> {
        self.papers.iter().chain(&self.items)
    }
}

/// A table of contents as the volume.
#[derive(Clone, Debug)]
pub struct Considered {
    /// Index in the tables of contents that were looked at.
    pub toc: usize,
    pub status: LinkStatus,
    pub confidence: f64,
    /// How many papers of the volume are paired with its records.
    pub paired: usize,
    pub reasons: Vec<String>,
    /// Records that no paper of the volume is.
    pub missing: Vec<usize>,
}

/// A record as a paper.
#[derive(Clone, Debug)]
pub struct Matched {
    pub toc: usize,
    pub entry: usize,
    /// How alike the titles are, from 0 to 1.
    pub title: f64,
    pub status: LinkStatus,
    pub confidence: f64,
    pub evidence: String,
}

/// Aligns a volume with tables of contents.
pub fn align(volume: &Volume, tocs: &[Toc]) -> Alignment {
    let works: Vec<pair::Ready<'_>> = works(volume).map(pair::Ready::printed).collect();
    let pairs: Vec<Vec<Pair>> = tocs.iter().map(|toc| pair::pairs(&works, toc)).collect();
    let considered = volume::judge(volume, tocs, &pairs);
    let mut alignment = Alignment { tocs: considered, papers: vec![Vec::new(); works.len()], items: Vec::new() };
    let twice = claimed_twice(&alignment, &pairs, works.len());
    for considered in &alignment.tocs {
        for pair in &pairs[considered.toc] {
            let (status, confidence) = match considered.status {
                LinkStatus::Accepted if pair.confidence >= ACCEPTED && !twice[pair.paper] => {
                    (LinkStatus::Accepted, pair.confidence.min(considered.confidence))
                }
                LinkStatus::Accepted => (LinkStatus::Candidate, pair.confidence.min(0.9)),
                LinkStatus::Candidate => (LinkStatus::Candidate, (pair.confidence * considered.confidence).min(0.9)),
                LinkStatus::Rejected => (LinkStatus::Rejected, pair.confidence * considered.confidence),
            };
            let evidence = match considered.status {
                LinkStatus::Accepted if twice[pair.paper] => format!("{}; two records have it", pair.evidence),
                LinkStatus::Accepted => pair.evidence.clone(),
                _ => format!("{}; {}", pair.evidence, considered.reasons.join(", ")),
            };
            if pair.confidence >= CANDIDATE {
                let (toc, entry, title) = (considered.toc, pair.entry, pair.title);
                alignment.papers[pair.paper].push(Matched { toc, entry, title, status, confidence, evidence });
            }
        }
    }
    for (considered, toc) in alignment.tocs.iter_mut().filter(|c| c.status == LinkStatus::Accepted).map(|c| (c.toc, c)).map(|(t, c)| (c, t))
    {
        let held = |entry: &usize| !pairs[toc].iter().any(|p| p.entry == *entry && p.confidence >= CANDIDATE);
        considered.missing = (0..tocs[toc].entries.len()).filter(held).collect();
    }
    for matched in &mut alignment.papers {
        matched.sort_by(|a, b| rank(a.status).cmp(&rank(b.status)).then(b.confidence.total_cmp(&a.confidence)));
    }
    alignment.items = alignment.papers.split_off(volume.papers.len());
    alignment
}

/// Papers that several accepted tables of contents have.
fn claimed_twice(alignment: &Alignment, pairs: &[Vec<Pair>], papers: usize) -> Vec<bool> {
    let mut claims = vec![0; papers];
    for considered in alignment.tocs.iter().filter(|c| c.status == LinkStatus::Accepted) {
        pairs[considered.toc].iter().filter(|p| p.confidence >= ACCEPTED).for_each(|p| claims[p.paper] += 1);
    }
    claims.into_iter().map(|n| n > 1).collect()
}

fn rank(status: LinkStatus) -> u8 {
    match status {
        LinkStatus::Accepted => 0,
        LinkStatus::Candidate => 1,
        LinkStatus::Rejected => 2,
    }
}
