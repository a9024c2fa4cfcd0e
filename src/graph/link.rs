//! Links to other data sets: each a node with its status, and a flat statement where it is accepted.

use super::Scribe;
use super::vocab::{dblp, fm, kind, prov, schema, xsd};
use super::write::Subject;
use crate::record::LinkStatus;
use crate::record::slug::slug;
use oxigraph::model::NamedNode;

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, base) = (scribe.volume, scribe.iris.base.as_str());
    let (links, accepted) = (scribe.graphs.links.clone(), scribe.graphs.accepted.clone());
    for link in &volume.links {
        let thing = NamedNode::new_unchecked(format!("{base}id/{}", link.thing));
        let target = NamedNode::new_unchecked(&link.target);
        let iri = NamedNode::new_unchecked(format!("{base}id/link/{}", slug(&format!("{}--{}", link.thing, link.target))));
        // who signs is a person of the other data set, what is signed is the work itself
        let signature = link.thing.split_once("#a").is_some_and(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()));
        let predicate = if signature { dblp::signatureCreator } else { schema::sameAs };
        let status = match link.status {
            LinkStatus::Candidate => kind::candidate,
            LinkStatus::Accepted => kind::accepted,
            LinkStatus::Rejected => kind::rejected,
        };
        let person = link.by.as_ref().map(|by| scribe.iris.curator(by));
        Subject::new(&iri, &links, scribe.emit)
            .a(&[fm::Link, prov::Entity])
            .node(fm::linkSource, &thing)
            .node(fm::linkTarget, &target)
            .term(fm::linkPredicate, predicate)
            .term(fm::linkStatus, status)
            .maybe_typed(fm::confidence, Some(format!("{:.4}", link.confidence)), xsd::decimal)
            .text(fm::method, &link.method)
            .maybe_node(prov::wasAttributedTo, person.as_ref())
            .maybe_typed(prov::generatedAtTime, link.at.clone(), xsd::dateTime);
        if link.status == LinkStatus::Accepted {
            Subject::new(&thing, &accepted, scribe.emit).node(predicate, &target);
        }
    }
}
