//! What a proposer proposes for a volume, beside what people decided.

use crate::record::{Address, BY_HAND, Link, LinkStatus};

/// Links as they gather. Who decided by hand is not contradicted: what was rejected is not proposed again, and where
/// another target of the same data set was accepted, ours is a candidate.
pub struct Proposals<'k> {
    things: String,
    known: &'k [Link],
    method: &'k str,
    at: &'k str,
    links: Vec<Link>,
}

/// One target of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// IRI.
    pub target: String,
    /// The thing is a part of the target.
    pub part: bool,
    pub address: Option<Address>,
    pub status: LinkStatus,
    pub confidence: f64,
    pub evidence: String,
}

impl<'k> Proposals<'k> {
    /// `base` is that of our IRIs, `known` what is linked already; `method` begins with the proposer's name.
    pub fn new(base: &str, known: &'k [Link], method: &'k str, at: &'k str) -> Self {
        Self { things: format!("{base}id/"), known, method, at, links: Vec::new() }
    }

    /// Proposes what a thing of ours is, by its IRI. How it stands; `None` where it is not proposed, or was before.
    pub fn propose(&mut self, thing: &str, proposal: Proposal) -> Option<LinkStatus> {
        let Proposal { target, part, address, status, confidence, evidence } = proposal;
        let thing = thing.strip_prefix(&self.things)?;
        let mut decided = self.known.iter().filter(|l| l.method == BY_HAND && l.thing == thing);
        if decided.clone().any(|l| l.target == target && l.status == LinkStatus::Rejected) {
            return None;
        }
        let other = decided.any(|l| l.status == LinkStatus::Accepted && l.target != target && space(&l.target) == space(&target));
        let status = if other && status == LinkStatus::Accepted { LinkStatus::Candidate } else { status };
        if self.links.iter().any(|l| l.thing == thing && l.target == target) {
            return None;
        }
        self.links.push(Link {
            thing: thing.to_owned(),
            target,
            part,
            address,
            status,
            confidence,
            method: self.method.to_owned(),
            evidence,
            by: None,
            at: Some(self.at.to_owned()),
        });
        Some(status)
    }

    pub fn links(self) -> Vec<Link> {
        self.links
    }
}

/// The site of an IRI and, where more than a name is on it, the first folder: things of one space are of one kind.
pub fn space(iri: &str) -> &str {
    let site = iri.find("://").map_or(0, |at| at + 3);
    let mut slashes = iri[site..].match_indices('/').map(|(at, _)| site + at);
    match (slashes.next(), slashes.next()) {
        (_, Some(end)) | (Some(end), None) => &iri[..end],
        _ => iri,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_of_one_kind_share_a_space() {
        assert_eq!(space("https://dblp.org/rec/conf/x/Y12"), "https://dblp.org/rec");
        assert_eq!(space("https://ror.org/0elm00001"), "https://ror.org");
        assert_eq!(space("http://www.wikidata.org/entity/Q1"), "http://www.wikidata.org/entity");
        assert_eq!(space("urn:x:1"), "urn:x:1");
    }
}
