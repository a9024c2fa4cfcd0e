//! What linking a volume to dblp came to: the links, and what to tell of them.

use super::align::{self, Alignment};
use super::persons::{self, Identified};
use super::tables::Dblp;
use super::{Creator, Toc};
use crate::catalogue::Volume;
use crate::error::Error;
use crate::link::proposal::{Proposal, Proposals};
use crate::record::{Link, LinkStatus};

/// A volume against dblp.
pub struct Account {
    pub tocs: Vec<Toc>,
    pub alignment: Alignment,
    pub signatures: Vec<Identified>,
    pub members: Vec<Identified>,
}

const SITE: &str = "https://dblp.org/";

/// More doubtful targets of one thing than this are not proposed.
const DOUBTFUL: usize = 5;

impl Account {
    /// Aligns a volume with tables of contents; with an index, its committees as well as can be.
    pub fn of(volume: &Volume, tocs: Vec<Toc>, index: Option<&Dblp>) -> Result<Account, Error> {
        let alignment = align::align(volume, &tocs);
        let signatures = persons::signatures(volume, &tocs, &alignment);
        let members = persons::members(volume, &tocs, &alignment, &signatures, index)?;
        Ok(Account { tocs, alignment, signatures, members })
    }

    /// The links to propose, beside what is `known`. `method` begins with the proposer's name.
    pub fn links(&self, volume: &Volume, base: &str, known: &[Link], method: &str, at: &str) -> Vec<Link> {
        let mut proposals = Proposals::new(base, known, method, at);
        let mut propose = |thing: &str, target: String, status, confidence: f64, evidence: String| {
            proposals.propose(thing, Proposal { target, part: false, address: None, status, confidence, evidence });
        };
        for considered in self.alignment.tocs.iter().take(DOUBTFUL) {
            let toc = &self.tocs[considered.toc];
            let evidence = || considered.reasons.join(", ");
            let (status, confidence) = (considered.status, considered.confidence);
            if let Some(record) = &toc.key {
                propose(&volume.iri, format!("{SITE}rec/{record}"), status, confidence, evidence());
            }
            if let Some(page) = &toc.page {
                propose(&volume.iri, format!("{SITE}{page}"), status, confidence, evidence());
            }
            if status == LinkStatus::Accepted {
                let stream = format!("{SITE}streams/{}", toc.stream);
                let why = format!("the stream of {}", toc.key.as_deref().unwrap_or(&toc.venue));
                propose(&volume.iri, stream.clone(), status, confidence, why.clone());
                if let Some(series) = &volume.series {
                    propose(&series.iri, stream, status, confidence, why);
                }
            }
        }
        for (work, matched) in align::works(volume).zip(self.alignment.works()) {
            for matched in matched.iter().take(DOUBTFUL) {
                let entry = &self.tocs[matched.toc].entries[matched.entry];
                propose(work.iri, format!("{SITE}rec/{}", entry.key), matched.status, matched.confidence, matched.evidence.clone());
            }
        }
        for identified in self.signatures.iter().chain(&self.members) {
            let target = person(&identified.creator);
            propose(&identified.thing, target, identified.status, identified.confidence, identified.evidence.clone());
        }
        proposals.links()
    }
}

/// The IRI of a person: by number where it is known, else by the address that dblp gave the name.
pub fn person(creator: &Creator) -> String {
    match &creator.pid {
        Some(pid) => format!("{SITE}pid/{pid}"),
        None => format!("{SITE}pers/{}", super::address::of(&creator.name)),
    }
}
