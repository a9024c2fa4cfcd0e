//! From quads to volumes.

use super::facts::{Facts, clean};
use super::*;
use crate::graph::vocab::{dblp, fm, node, rdf, schema};
use oxigraph::model::Quad;
use sophia::api::ns::NsTerm;
use std::collections::HashMap;

/// Every volume that quads speak of, by its IRI. `base` is that of our own IRIs: what lies elsewhere is a link.
pub fn volumes(quads: &[Quad], base: &str) -> Vec<Volume> {
    let gather = Gather { facts: &Facts::of(quads), base };
    let class = node(fm::Proceedings);
    gather.facts.naming(class.as_str(), rdf::type_).into_iter().map(|iri| gather.volume(iri)).collect()
}

struct Gather<'f> {
    facts: &'f Facts<'f>,
    base: &'f str,
}

impl Gather<'_> {
    fn volume(&self, iri: &str) -> Volume {
        let facts = self.facts;
        let event = facts.node(iri, fm::proceedingsOf).unwrap_or_default();
        let sessions =
            in_order(facts.naming(event, schema::superEvent), |s| self.is(s, fm::Session).then(|| facts.number::<u32>(s, fm::ordinal)));
        let at: HashMap<&str, usize> = sessions.iter().enumerate().map(|(i, s)| (*s, i)).collect();
        let papers = in_order(facts.naming(iri, dblp::publishedAsPartOf), |paper| Some(facts.number::<u32>(paper, schema::position)));
        let items = in_order(facts.naming(iri, schema::isPartOf), |item| {
            self.is(item, fm::FrontMatterItem).then(|| facts.number::<i64>(item, fm::pageSort))
        });
        let sponsorships = in_order(facts.nodes(event, fm::hasSponsorship), |s| Some(facts.number::<u32>(s, fm::ordinal)));
        let id = last_part(iri);
        Volume {
            title: self.titled(iri).unwrap_or_else(|| format!("Proceedings {id}")),
            id,
            short_title: facts.text(iri, schema::alternateName),
            language: facts.text(iri, schema::inLanguage),
            event: self.event(event),
            // the stream of another data set may be linked beside it
            series: facts.nodes(iri, dblp::publishedInStream).into_iter().filter(|s| s.starts_with(self.base)).find_map(|s| self.series(s)),
            periodical: self.periodical(iri),
            year_of_event: facts.number(iri, dblp::yearOfEvent),
            year_of_publication: facts.number(iri, dblp::yearOfPublication),
            month_of_publication: facts
                .text(iri, dblp::monthOfPublication)
                .and_then(|m| m.trim_matches('-').parse().ok())
                .filter(|m| (1..=12).contains(m)),
            publisher: facts.text(iri, dblp::publishedBy),
            publisher_iri: facts.node(iri, schema::publisher).map(str::to_owned),
            isbn: facts.texts(iri, schema::isbn),
            doi: self.dois(iri),
            editors: self.signatures(iri),
            sessions: sessions.into_iter().map(|session| self.session(session)).collect(),
            papers: papers.into_iter().map(|paper| self.paper(paper, &at)).collect(),
            items: items.into_iter().map(|item| self.item(item)).collect(),
            seats: self.seats(event),
            speakers: self.speakers(event),
            thanked: self.of_event(event, fm::Acknowledgement),
            sponsorships: sponsorships.into_iter().filter_map(|s| self.sponsorship(s)).collect(),
            links: self.links(iri),
            iri: iri.to_owned(),
        }
    }

    fn is(&self, thing: &str, class: NsTerm<'static>) -> bool {
        self.facts.nodes(thing, rdf::type_).contains(&node(class).as_str())
    }

    fn titled(&self, thing: &str) -> Option<String> {
        self.facts.text(thing, dblp::title).or_else(|| self.facts.text(thing, schema::name))
    }

    /// The same thing in other data sets.
    fn links(&self, thing: &str) -> Vec<String> {
        self.elsewhere(self.facts.nodes(thing, schema::sameAs))
    }

    fn elsewhere(&self, nodes: Vec<&str>) -> Vec<String> {
        nodes.into_iter().filter(|link| !link.starts_with(self.base)).map(str::to_owned).collect()
    }

    fn dois(&self, thing: &str) -> Vec<String> {
        let printed = self.facts.nodes(thing, dblp::doi);
        printed.into_iter().filter_map(|doi| Some(clean(doi.split_once("doi.org/")?.1))).collect()
    }

    fn event(&self, iri: &str) -> Event {
        let facts = self.facts;
        Event {
            iri: iri.to_owned(),
            name: facts.text(iri, schema::name).unwrap_or_default(),
            number: facts.number(iri, fm::editionNumber),
            start: facts.date(iri, schema::startDate),
            end: facts.date(iri, schema::endDate),
            printed_dates: facts.text(iri, fm::printedDates),
            place: facts.node(iri, schema::location).and_then(|place| self.place(place)),
            links: self.links(iri),
        }
    }

    fn place(&self, iri: &str) -> Option<Place> {
        let facts = self.facts;
        let address = facts.node(iri, schema::address).unwrap_or_default();
        Some(Place {
            name: facts.text(iri, schema::name)?,
            city: facts.text(address, schema::addressLocality),
            region: facts.text(address, schema::addressRegion),
            country: facts.text(address, schema::addressCountry),
            links: self.links(iri),
        })
    }

    fn series(&self, iri: &str) -> Option<Series> {
        Some(Series {
            iri: iri.to_owned(),
            title: self.facts.text(iri, schema::name)?,
            acronym: self.facts.text(iri, schema::alternateName),
            issn: self.facts.texts(iri, schema::issn),
            links: self.links(iri),
        })
    }

    /// Upwards from an issue or a volume to the periodical itself.
    fn periodical(&self, volume: &str) -> Option<Periodical> {
        let facts = self.facts;
        let also = facts.node(volume, fm::alsoIssuedAs);
        let mut found = Periodical { whole: also.is_none(), ..Periodical::default() };
        let mut at = also.or_else(|| facts.node(volume, schema::isPartOf))?;
        // issue, volume, periodical: no chain is longer
        for _ in 0..3 {
            found.issue = found.issue.or_else(|| facts.text(at, schema::issueNumber));
            found.volume = found.volume.or_else(|| facts.text(at, schema::volumeNumber));
            let Some(next) = facts.node(at, schema::isPartOf) else { break };
            at = next;
        }
        found.issn = facts.texts(at, schema::issn);
        found.title = facts.text(at, schema::name)?;
        Some(found)
    }

    fn session(&self, iri: &str) -> Session {
        let facts = self.facts;
        let chairs = in_order(facts.naming(iri, fm::inSession), |chair| {
            self.is(chair, fm::RoleAssignment).then(|| facts.number::<u32>(chair, fm::ordinal))
        });
        Session {
            iri: iri.to_owned(),
            title: facts.text(iri, schema::name).unwrap_or_default(),
            number: facts.text(iri, fm::printedNumber),
            day: facts.node(iri, fm::onDay).and_then(|day| facts.text(day, schema::name)),
            date: facts.date(iri, schema::startDate),
            chairs: chairs.into_iter().filter_map(|chair| self.mention(chair)).collect(),
        }
    }

    fn paper(&self, iri: &str, sessions: &HashMap<&str, usize>) -> Paper {
        let key = last_part(iri);
        Paper {
            title: self.titled(iri).unwrap_or_else(|| format!("Untitled ({key})")),
            key,
            kind: self.facts.node(iri, fm::contributionKind).map(last_part).unwrap_or_default(),
            authors: self.signatures(iri),
            pages: self.pages(iri),
            session: self.facts.node(iri, fm::inSession).and_then(|s| sessions.get(s).copied()),
            doi: self.dois(iri).into_iter().next(),
            urls: self.elsewhere(self.facts.nodes(iri, schema::url)),
            license: self.facts.node(iri, schema::license).map(str::to_owned).or_else(|| self.facts.text(iri, schema::license)),
            links: self.links(iri),
            iri: iri.to_owned(),
        }
    }

    fn pages(&self, iri: &str) -> Pages {
        Pages {
            first: self.facts.text(iri, schema::pageStart),
            last: self.facts.text(iri, schema::pageEnd),
            derived_last: self.facts.number(iri, fm::derivedPageEnd),
        }
    }

    fn item(&self, iri: &str) -> Item {
        Item {
            iri: iri.to_owned(),
            kind: self.facts.node(iri, fm::itemKind).map(last_part).unwrap_or_default(),
            title: self.titled(iri).unwrap_or_default(),
            signatories: self.signatures(iri),
            pages: self.pages(iri),
        }
    }

    fn signatures(&self, work: &str) -> Vec<Mention> {
        let facts = self.facts;
        let signatures = in_order(facts.nodes(work, dblp::hasSignature), |s| Some(facts.number::<u32>(s, dblp::signatureOrdinal)));
        signatures.into_iter().filter_map(|signature| self.mention(signature)).collect()
    }

    /// A name as printed; without one there is nothing to mention.
    fn mention(&self, iri: &str) -> Option<Mention> {
        let facts = self.facts;
        let mut persons = facts.nodes(iri, dblp::signatureCreator);
        persons.extend(facts.nodes(iri, fm::agent));
        let person = persons.iter().find(|p| p.starts_with(self.base)).copied();
        let mut links = self.elsewhere(persons);
        links.extend(person.map(|p| self.links(p)).unwrap_or_default());
        links.extend(self.elsewhere(facts.nodes(iri, dblp::signatureOrcid)));
        links.sort();
        links.dedup();
        let part = |property| facts.text(person.unwrap_or_default(), property);
        let affiliations = in_order(facts.nodes(iri, fm::hasAffiliation), |a| Some(facts.number::<u32>(a, fm::ordinal)));
        Some(Mention {
            iri: iri.to_owned(),
            printed: facts.text(iri, fm::printedName)?,
            given: part(schema::givenName),
            family: part(schema::familyName),
            suffix: part(schema::honorificSuffix),
            affiliations: affiliations.into_iter().filter_map(|a| self.affiliation(a)).collect(),
            person: person.map(str::to_owned),
            links,
        })
    }

    fn affiliation(&self, iri: &str) -> Option<Affiliation> {
        let organization = self.facts.node(iri, fm::organization);
        Some(Affiliation {
            printed: self.facts.text(iri, fm::printedAffiliation)?,
            organization: organization.and_then(|o| self.facts.text(o, schema::name)),
            organization_iri: organization.map(str::to_owned),
            place: self.facts.text(iri, fm::printedPlace),
            links: organization.map(|o| self.links(o)).unwrap_or_default(),
            wholes: organization.map(|o| self.elsewhere(self.facts.nodes(o, schema::parentOrganization))).unwrap_or_default(),
        })
    }

    /// By committee in printed order, then by place on it.
    fn seats(&self, event: &str) -> Vec<Seat> {
        let facts = self.facts;
        let committees = in_order(facts.naming(event, fm::committeeOf), |c| Some(facts.number::<u32>(c, fm::ordinal)));
        let mut seats = Vec::new();
        for committee in committees {
            let label = facts.text(committee, fm::printedLabel).unwrap_or_default();
            for iri in in_order(facts.naming(committee, fm::inCommittee), |s| Some(facts.number::<u32>(s, fm::ordinal))) {
                let role = facts.node(iri, fm::role).map(last_part).unwrap_or_default();
                seats.extend(self.mention(iri).map(|holder| Seat { committee: label.clone(), role, holder }));
            }
        }
        seats
    }

    fn speakers(&self, event: &str) -> Vec<Mention> {
        let talks = self.facts.naming(event, schema::superEvent).into_iter().filter(|talk| self.is(talk, fm::Talk));
        talks.flat_map(|talk| self.of_event(talk, fm::RoleAssignment)).collect()
    }

    /// Names of one kind that belong to an event, in printed order.
    fn of_event(&self, event: &str, class: NsTerm<'static>) -> Vec<Mention> {
        let names = in_order(self.facts.naming(event, fm::ofEvent), |name| {
            self.is(name, class).then(|| self.facts.number::<u32>(name, fm::ordinal))
        });
        names.into_iter().filter_map(|name| self.mention(name)).collect()
    }

    fn sponsorship(&self, iri: &str) -> Option<Sponsorship> {
        let organization = self.facts.node(iri, fm::organization);
        Some(Sponsorship {
            organization: self.facts.text(iri, fm::printedName)?,
            organization_iri: organization.map(str::to_owned),
            kind: self.facts.node(iri, fm::sponsorshipKind).map(last_part).unwrap_or_default(),
            level: self.facts.text(iri, fm::level),
            links: organization.map(|o| self.links(o)).unwrap_or_default(),
        })
    }
}

/// Things in the order of a number, those without one last; `None` instead of a place leaves a thing out.
fn in_order<N: Ord>(things: Vec<&str>, place: impl Fn(&str) -> Option<Option<N>>) -> Vec<&str> {
    let mut placed: Vec<(bool, Option<N>, &str)> =
        things.into_iter().filter_map(|thing| place(thing).map(|n| (n.is_none(), n, thing))).collect();
    placed.sort();
    placed.into_iter().map(|(_, _, thing)| thing).collect()
}

fn last_part(iri: &str) -> String {
    clean(iri.rsplit(['/', '#']).next().unwrap_or_default())
}
