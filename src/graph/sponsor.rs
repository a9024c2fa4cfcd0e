//! Who supports the event and who is thanked.

use super::Scribe;
use super::mention::Printed;
use super::vocab::{fm, kind, rdfs};
use crate::record::slug::slug;
use crate::record::{SponsorshipKind, Volume};
use crate::source::Spanned;
use sophia::api::ns::NsTerm;

/// One organization under one heading; hosts of meetings come last, unless they are named as hosts already.
pub struct Support<'v> {
    kind: SponsorshipKind,
    name: &'v Spanned<String>,
    level: Option<&'v str>,
}

/// Every support of the event in order.
pub fn all(volume: &Volume) -> Vec<Support<'_>> {
    let stated = volume.sponsorships.iter().map(|s| Support { kind: s.kind, name: &s.name, level: s.level.as_deref() });
    let mut all: Vec<Support<'_>> = stated.collect();
    for host in volume.meetings.iter().filter_map(|m| m.host.as_ref()) {
        let same = |s: &Support<'_>| s.kind == SponsorshipKind::Host && slug(&s.name.value) == slug(&host.value);
        if !all.iter().any(same) {
            all.push(Support { kind: SponsorshipKind::Host, name: host, level: None });
        }
    }
    all
}

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    for (i, support) in all(volume).into_iter().enumerate() {
        let iri = iris.numbered("sponsorship", i + 1);
        let organization = scribe.organization(&support.name.value);
        scribe
            .data(&iri)
            .a(&[fm::Sponsorship])
            .text(rdfs::label, &support.name.value)
            .number(fm::ordinal, i as i64 + 1)
            .term(fm::sponsorshipKind, kind_of(support.kind))
            .maybe_text(fm::level, support.level)
            .text(fm::printedName, &support.name.value)
            .node(fm::organization, &organization)
            .node(fm::ofEvent, &iris.event);
        scribe.evidence(&iri, &[support.name.span]);
    }
    for (i, thanks) in volume.thanks.iter().enumerate() {
        let printed = Printed { name: &thanks.name, affiliations: thanks.affiliation.as_slice(), orcid: None, confidence: 1.0 };
        scribe.mention(&iris.numbered("thanks", i + 1), printed, |subject, person| {
            subject
                .a(&[fm::Acknowledgement])
                .maybe_node(fm::agent, person)
                .maybe_text(fm::reason, thanks.reason.as_ref().map(|r| r.value.as_str()))
                .node(fm::ofEvent, &iris.event)
                .number(fm::ordinal, i as i64 + 1)
        });
    }
}

fn kind_of(kind: SponsorshipKind) -> NsTerm<'static> {
    match kind {
        SponsorshipKind::Sponsor => kind::sponsor,
        SponsorshipKind::InCooperation => kind::in_cooperation,
        SponsorshipKind::Supporter => kind::supporter,
        SponsorshipKind::IndustrySponsor => kind::industry_sponsor,
        SponsorshipKind::Host => kind::host,
    }
}
