//! Who is meant. A mention is what was printed and is never merged; a person is local to one volume.
//!
//! Mentions of one name key are one person unless their affiliations part them: mentions that share an organization
//! belong together, groups that share none are different people. A mention without affiliation joins the only group
//! there is; where there are several it stays apart.

use super::Scribe;
use super::iri::{Iris, Slugs};
use super::vocab::{dblp, fm, kind, rdfs, schema};
use crate::record::slug::slug;
use crate::record::{Affiliation, PersonName, Signature, Thanks, Volume};
use oxigraph::model::NamedNode;
use sophia::api::ns::NsTerm;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A name printed in one place.
struct Mention<'v> {
    iri: NamedNode,
    name: &'v PersonName,
    key: String,
    affiliations: Vec<&'v Affiliation>,
    orcid: Option<&'v str>,
    /// The work that it signs.
    work: Option<NamedNode>,
}

/// A person of the volume and the mentions, in the order of the record.
struct Person<'v> {
    iri: NamedNode,
    key: String,
    basis: NsTerm<'static>,
    mentions: Vec<Mention<'v>>,
}

/// The persons of a volume.
pub struct People<'v> {
    persons: Vec<Person<'v>>,
    /// From a mention to the index of its person.
    of: HashMap<NamedNode, usize>,
}

impl<'v> People<'v> {
    pub fn find(volume: &'v Volume, iris: &Iris) -> People<'v> {
        let mut keys: Vec<(String, String)> = Vec::new();
        let mut by_key: BTreeMap<(String, String), Vec<Mention<'v>>> = BTreeMap::new();
        for (mention, namesake) in namesakes(mentions(volume, iris)) {
            let key = (mention.key.clone(), namesake);
            let group = by_key.entry(key.clone()).or_insert_with(|| {
                keys.push(key);
                Vec::new()
            });
            group.push(mention);
        }
        let (mut persons, mut slugs): (Vec<Person<'v>>, _) = (Vec::new(), Slugs::default());
        for key in keys {
            let Some(mentions) = by_key.remove(&key) else { continue };
            let (key, namesake) = key;
            let name = slugs.of(&key, &mentions[0].name.full);
            let name = if namesake.is_empty() { name } else { format!("{name}--{namesake}") };
            for (organization, mentions) in part(mentions) {
                let person = match organization {
                    Some(organization) => format!("{name}--{organization}"),
                    None => name.clone(),
                };
                let affiliated = mentions.iter().all(|m| !m.affiliations.is_empty());
                let basis = match (mentions.len(), affiliated) {
                    (1, _) => kind::single_mention,
                    (_, true) => kind::same_name_same_affiliation,
                    (_, false) => kind::same_name_only,
                };
                persons.push(Person { iri: iris.person(&person), key: key.clone(), basis, mentions });
            }
        }
        let of = persons.iter().enumerate().flat_map(|(i, p)| p.mentions.iter().map(move |m| (m.iri.clone(), i))).collect();
        People { persons, of }
    }

    /// Every mention and its person.
    pub fn mentions(&self) -> impl Iterator<Item = (&NamedNode, &NamedNode)> {
        self.of.iter().map(|(mention, person)| (mention, &self.persons[*person].iri))
    }

    /// The person of a mention.
    pub fn of(&self, mention: &NamedNode) -> Option<&NamedNode> {
        self.of.get(mention).map(|i| &self.persons[*i].iri)
    }
}

/// Every mention of the volume in the order of the record.
fn mentions<'v>(volume: &'v Volume, iris: &Iris) -> Vec<Mention<'v>> {
    let mut all = Vec::new();
    let mut sign = |iri: NamedNode, s: &'v Signature, work: Option<&NamedNode>| {
        let affiliations = s.affiliations.iter().map(|a| &a.value).collect();
        let orcid = s.orcid.as_ref().map(|number| number.value.as_str());
        all.push(Mention { iri, name: &s.name.value, key: s.name.value.key(), affiliations, orcid, work: work.cloned() });
    };
    for (i, s) in volume.proceedings.editors.iter().enumerate() {
        sign(iris.editor(i + 1), s, None);
    }
    for (c, committee) in volume.committees.iter().enumerate() {
        for (i, s) in committee.seats.iter().enumerate() {
            sign(iris.seat(c, i + 1), s, None);
        }
    }
    for (n, session) in volume.sessions.iter().enumerate() {
        for (i, s) in session.chairs.iter().enumerate() {
            sign(iris.session_chair(n, i + 1), s, None);
        }
    }
    let works = iris.papers.iter().zip(volume.contributions.iter().map(|c| &c.authors));
    for (work, signatures) in works.chain(iris.items.iter().zip(volume.items.iter().map(|i| &i.signatures))) {
        for (i, s) in signatures.iter().enumerate() {
            sign(super::iri::signature(work, i + 1), s, Some(work));
        }
    }
    let first = super::talk::featured(volume).count() + 1;
    for (i, talk) in volume.talks.iter().enumerate() {
        sign(super::talk::speaker(iris, first + i), &talk.speaker, None);
    }
    for (i, thanks) in volume.thanks.iter().enumerate().filter(|(_, t)| is_person(t)) {
        let (iri, name) = (iris.numbered("thanks", i + 1), &thanks.name.value);
        let affiliations = thanks.affiliation.iter().map(|a| &a.value).collect();
        all.push(Mention { iri, name, key: name.key(), affiliations, orcid: None, work: None });
    }
    all
}

/// Each mention, and what tells its person from others of one name: the number at ORCID, where there are several, or that
/// both sign one work. Empty where nothing does.
fn namesakes(all: Vec<Mention<'_>>) -> Vec<(Mention<'_>, String)> {
    let mut numbers: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for mention in &all {
        numbers.entry(mention.key.clone()).or_default().extend(mention.orcid);
    }
    let mut signed: HashMap<(NamedNode, String), usize> = HashMap::new();
    let told = all.into_iter().map(|mention| {
        let again = mention.work.clone().map_or(0, |work| {
            let times = signed.entry((work, mention.key.clone())).or_default();
            *times += 1;
            *times
        });
        let namesake = match mention.orcid.filter(|_| numbers.get(&mention.key).is_some_and(|n| n.len() > 1)) {
            Some(number) => number.to_lowercase(),
            None if again > 1 => again.to_string(),
            None => String::new(),
        };
        (mention, namesake)
    });
    told.collect()
}

/// A first name alone is not a person to publish.
fn is_person(thanks: &Thanks) -> bool {
    thanks.name.value.given.is_some() && thanks.name.value.family.is_some()
}

/// Parts the mentions of one key into persons, with the organization that tells them apart where there are several.
fn part(mentions: Vec<Mention<'_>>) -> Vec<(Option<String>, Vec<Mention<'_>>)> {
    // organizations of each group so far, in the order of the first mention; merged where a mention bridges two
    let mut groups: Vec<(BTreeSet<String>, Vec<usize>)> = Vec::new();
    let mut bare = Vec::new();
    for (i, mention) in mentions.iter().enumerate() {
        let mut own: BTreeSet<String> = mention.affiliations.iter().map(|a| slug(&a.organization)).collect();
        if own.is_empty() {
            bare.push(i);
            continue;
        }
        let mut members = vec![i];
        let mut at = None;
        let mut n = 0;
        while n < groups.len() {
            if groups[n].0.is_disjoint(&own) {
                n += 1;
                continue;
            }
            let (organizations, joined) = groups.remove(n);
            own.extend(organizations);
            members.extend(joined);
            at.get_or_insert(n);
        }
        members.sort_unstable();
        groups.insert(at.unwrap_or(groups.len()), (own, members));
    }
    let several = groups.len() > 1;
    let mut parts: Vec<(Option<String>, Vec<usize>)> = groups
        .into_iter()
        .map(|(_, members)| {
            let first = mentions[members[0]].affiliations.first();
            (first.filter(|_| several).map(|a| slug(&a.organization)), members)
        })
        .collect();
    if !bare.is_empty() {
        match parts.as_mut_slice() {
            [(_, members)] => {
                members.extend(bare);
                members.sort_unstable();
            }
            _ => parts.push((None, bare)),
        }
    }
    let mut mentions: Vec<Option<Mention<'_>>> = mentions.into_iter().map(Some).collect();
    parts.into_iter().map(|(name, members)| (name, members.into_iter().filter_map(|i| mentions[i].take()).collect())).collect()
}

/// Writes every person.
pub fn describe(scribe: &mut Scribe<'_, '_>) {
    for person in &scribe.people.persons {
        let name = person.mentions[0].name;
        let key = if person.key.is_empty() { &name.full } else { &person.key };
        let printed = person.mentions.iter().map(|m| m.name.full.as_str());
        let affiliations = person.mentions.iter().flat_map(|m| &m.affiliations);
        let orcids: BTreeSet<&str> = person.mentions.iter().filter_map(|m| m.orcid).collect();
        let orcids: Vec<NamedNode> = orcids.into_iter().map(super::iri::orcid).collect();
        let organizations: Vec<NamedNode> = affiliations.map(|a| scribe.organization(&a.organization)).collect();
        scribe
            .data(&person.iri)
            .a(&[dblp::Creator, dblp::Person, schema::Person])
            .text(rdfs::label, &name.full)
            .text(schema::name, &name.full)
            .text(dblp::primaryCreatorName, &name.full)
            .texts(dblp::creatorName, printed)
            .maybe_text(schema::givenName, name.given.as_deref())
            .maybe_text(schema::familyName, name.family.as_deref())
            .maybe_text(schema::honorificSuffix, name.suffix.as_deref())
            .nodes(dblp::orcid, &orcids)
            .text(fm::nameKey, key)
            .term(fm::identityBasis, person.basis)
            .nodes(schema::affiliation, &organizations);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::iri::Base;
    use crate::record::Committee;
    use crate::source::{Span, Spanned};

    fn named(name: &str, affiliations: &[&str]) -> Signature {
        let spanned = |a: &&str| Spanned::new(Affiliation::parse(a), Span::default());
        Signature {
            name: Spanned::new(PersonName::parse(name), Span::default()),
            affiliations: affiliations.iter().map(spanned).collect(),
            orcid: None,
            confidence: 1.0,
        }
    }

    /// Last part of the person's IRI and basis for each seat.
    fn people(seats: &[(&str, &[&str])]) -> Vec<String> {
        let seats: Vec<Signature> = seats.iter().map(|(name, affiliations)| named(name, affiliations)).collect();
        let n = seats.len();
        let label = Spanned::new("Reviewers".to_owned(), Span::default());
        let volume = Volume { id: "x-2000".into(), committees: vec![Committee { label, role: None, seats }], ..Volume::default() };
        let iris = Iris::new(&Base::default(), &volume);
        let people = People::find(&volume, &iris);
        let person = |i| {
            let p = &people.persons[people.of[&iris.seat(0, i)]];
            format!(
                "{} {}",
                p.iri.as_str().rsplit('/').next().unwrap_or_default(),
                p.basis.to_string().rsplit('/').next().unwrap_or_default()
            )
        };
        (1..=n).map(person).collect()
    }

    #[test]
    fn one_name_is_one_person_unless_affiliations_part_it() {
        assert_eq!(people(&[("Ana Lima", &[]), ("Ana  Lima", &[])]), ["ana-lima same-name-only", "ana-lima same-name-only"]);
        assert_eq!(people(&[("Ana Lima", &["UFMG"]), ("Ana Lima", &[])]), ["ana-lima same-name-only"; 2]);
        assert_eq!(people(&[("Ana Lima", &["UFMG"]), ("Ana Lima", &["UFMG", "Inria"])]), ["ana-lima same-name-same-affiliation"; 2]);
        assert_eq!(people(&[("Wei Wu", &["MIT"]), ("Wei Wu", &["ETH"])]), ["wei-wu--mit single-mention", "wei-wu--eth single-mention"]);
    }

    #[test]
    fn a_mention_may_bridge_two_and_a_bare_one_takes_no_side() {
        let bridged = people(&[("Wei Wu", &["MIT"]), ("Wei Wu", &["ETH"]), ("Wei Wu", &["ETH", "MIT"])]);
        assert_eq!(bridged, ["wei-wu same-name-same-affiliation"; 3]);
        let apart = people(&[("Wei Wu", &["MIT"]), ("Wei Wu", &["ETH"]), ("Wei Wu", &[])]);
        assert_eq!(apart, ["wei-wu--mit single-mention", "wei-wu--eth single-mention", "wei-wu single-mention"]);
    }

    #[test]
    fn other_scripts_and_near_names_stay_apart() {
        let all = people(&[("李 Li", &[]), ("Li", &[]), ("Maria Keller", &[]), ("Maria R. Keller", &[])]);
        assert_eq!(all, ["li single-mention", "li-2 single-mention", "maria-keller single-mention", "maria-r-keller single-mention"]);
    }
}
