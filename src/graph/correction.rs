//! What a person decided: a correction is an activity of a person, about the thing that it changed.

use super::Scribe;
use super::iri::part;
use super::vocab::{fm, prov, rdfs, xsd};
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let all: Vec<NamedNode> = (1..=volume.corrections.len()).map(|n| part(&iris.volume, &format!("#correction-{n}"))).collect();
    let names = volume.corrections.iter().map(|c| &c.by).chain(volume.links.iter().map(|l| &l.by)).flatten();
    let curators: BTreeMap<&str, NamedNode> = names.map(|name| (name.as_str(), iris.curator(name))).collect();
    scribe.prov(&iris.volume).nodes(fm::hasCorrection, &all).nodes(prov::wasInfluencedBy, curators.values());
    for (name, curator) in curators {
        scribe.prov(&curator).a(&[prov::Person, prov::Agent]).text(rdfs::label, name);
    }
    for (i, correction) in volume.corrections.iter().enumerate() {
        let thing = NamedNode::new_unchecked(format!("{}id/{}", iris.base.as_str(), correction.thing));
        let person = correction.by.as_ref().map(|by| iris.curator(by));
        let (date, time) = match &correction.at {
            Some(at) if at.contains('T') => (None, Some(at.clone())),
            at => (at.clone(), None),
        };
        scribe
            .prov(&all[i])
            .a(&[fm::Correction, prov::Activity])
            .text(rdfs::label, &correction.now)
            .node(fm::corrects, &thing)
            .maybe_text(fm::correctedField, correction.field.as_deref())
            .maybe_text(fm::readAs, correction.was.as_deref())
            .maybe_text(rdfs::comment, correction.why.as_deref())
            .maybe_node(prov::wasAssociatedWith, person.as_ref())
            .maybe_typed(prov::endedAtTime, date, xsd::date)
            .maybe_typed(prov::endedAtTime, time, xsd::dateTime);
    }
}
