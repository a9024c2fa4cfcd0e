//! Well-known names of organisations, so that some are found before any registry is there, and none is mistaken after.

use super::countries::COUNTRIES;
use super::organisation::{Name, NameKind, Organisation, Place, Status};
use std::collections::HashMap;

const ALIASES: &str = include_str!("aliases.tsv");

/// Where the items of Wikidata are, which are organisations that ROR has no record of.
pub const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// The organisations of the table.
pub fn organisations() -> Vec<Organisation> {
    ALIASES.lines().filter(|line| !line.starts_with('#')).filter_map(organisation).collect()
}

fn organisation(line: &str) -> Option<Organisation> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let (id, name, city, country, wikidata, names) = (next()?, next()?, next()?, next()?, next()?, next()?);
    let shown = Name { text: name.to_owned(), kind: NameKind::Display };
    Some(Organisation {
        id: id.to_owned(),
        names: names.split('|').map(known).chain([shown]).collect(),
        places: vec![Place { city: city.to_owned(), region: String::new(), country: country.to_owned() }],
        external: (!wikidata.is_empty()).then(|| ("wikidata".to_owned(), wikidata.to_owned())).into_iter().collect(),
        ..Organisation::default()
    })
}

fn known(text: &str) -> Name {
    match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(acronym) => Name { text: acronym.to_owned(), kind: NameKind::Acronym },
        None => Name { text: text.to_owned(), kind: NameKind::Known },
    }
}

/// Adds the table to a registry's organisations: its names to the record of the organisation, and an item of Wikidata that
/// the registry has no record of as an organisation of its own. Other lines without a record are left out.
pub fn add(organisations: &mut Vec<Organisation>) {
    let places: HashMap<String, usize> = organisations.iter().enumerate().map(|(n, o)| (o.id.clone(), n)).collect();
    for known in self::organisations() {
        let item = known.id.strip_prefix(WIKIDATA);
        let place = places.get(&known.id).copied().or_else(|| record(organisations, &known, item?));
        match place {
            Some(n) => name(&mut organisations[n], known),
            None if item.is_some() => organisations.push(known),
            None => {}
        }
    }
}

fn name(organisation: &mut Organisation, known: Organisation) {
    organisation.names.splice(0..0, known.names.into_iter().filter(|name| name.kind != NameKind::Display));
    if organisation.places.is_empty() {
        organisation.places = known.places.into_iter().filter(|p| !p.country.is_empty()).collect();
    }
}

/// The one record of a registry that an item of Wikidata has: it says so, or has its name in its country.
fn record(organisations: &[Organisation], known: &Organisation, item: &str) -> Option<usize> {
    let only = |holds: &dyn Fn(&Organisation) -> bool| {
        let mut all = (0..).zip(organisations).filter(|(_, o)| o.status != Status::Withdrawn && holds(o)).map(|(n, _)| n);
        all.next().filter(|_| all.next().is_none())
    };
    only(&|o| o.external.iter().any(|(scheme, value)| scheme == "wikidata" && value == item)).or_else(|| only(&|o| alike(o, known)))
}

fn alike(organisation: &Organisation, known: &Organisation) -> bool {
    let (Some(name), Some(place)) = (known.names.last(), known.places.first()) else { return false };
    organisation.names.iter().filter(|n| n.kind != NameKind::Acronym).any(|n| {
        let (text, country) = n.text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).unwrap_or((&n.text, ""));
        let there = match organisation.places.first() {
            Some(first) => first.country == place.country,
            None => COUNTRIES.iter().any(|(code, names)| *code == place.country && names.split('|').any(|name| name == country)),
        };
        there && text.eq_ignore_ascii_case(&name.text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn lines() -> impl Iterator<Item = Vec<&'static str>> {
        ALIASES.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
    }

    #[test]
    fn every_line_has_an_organisation_with_a_source() {
        for fields in lines() {
            assert!(fields.len() == 7 && fields[6].len() > 3, "{fields:?}");
            assert!(organisation(&fields.join("\t")).is_some(), "{fields:?}");
            assert!(fields[5].split('|').all(|name| !name.trim().is_empty()), "{fields:?}");
            assert!(COUNTRIES.iter().any(|(code, _)| *code == fields[3]), "{fields:?}");
        }
    }

    #[test]
    fn no_organisation_has_two_lines_and_no_name_two_organisations() {
        let (mut ids, mut names) = (BTreeSet::new(), HashMap::new());
        for fields in lines() {
            assert!(ids.insert(fields[0]), "{fields:?}");
            for name in fields[5].split('|') {
                assert_eq!(*names.entry(name.to_lowercase()).or_insert(fields[0]), fields[0], "{name}");
            }
        }
    }

    #[test]
    fn what_is_only_in_wikidata_is_an_item_and_says_where_that_was_read() {
        for fields in lines().filter(|fields| !fields[0].starts_with("https://ror.org/")) {
            let item = fields[0].strip_prefix(WIKIDATA).unwrap_or_else(|| panic!("{fields:?}"));
            assert!(item.strip_prefix('Q').is_some_and(|n| n.parse::<u32>().is_ok()), "{fields:?}");
            assert!(fields[4].is_empty() && fields[6].contains("Wikidata"), "{fields:?}");
        }
    }

    fn item(names: &str) -> Organisation {
        organisation(&format!("{WIKIDATA}Q900000001\tTallow Works\tElmsworth\tNO\t\t{names}\tinvented")).unwrap()
    }

    fn record_of(name: &str, country: &str, external: &[(&str, &str)]) -> Organisation {
        Organisation {
            id: "https://ror.org/0tal00001".to_owned(),
            names: vec![Name { text: name.to_owned(), kind: NameKind::Display }],
            places: vec![Place { country: country.to_owned(), ..Place::default() }].into_iter().filter(|p| !p.country.is_empty()).collect(),
            external: external.iter().map(|(scheme, value)| ((*scheme).to_owned(), (*value).to_owned())).collect(),
            ..Organisation::default()
        }
    }

    #[test]
    fn an_item_is_the_record_that_has_its_number_or_its_name() {
        let found = |all: &[Organisation]| record(all, &item("Tallow Works|(TW)"), "Q900000001");
        assert_eq!(found(&[record_of("Candle Makers", "SE", &[("wikidata", "Q900000001")])]), Some(0));
        assert_eq!(found(&[record_of("tallow works (Norway)", "NO", &[])]), Some(0));
        assert_eq!(found(&[record_of("Tallow Works (Norway)", "", &[])]), Some(0));
        assert_eq!(found(&[record_of("Tallow Works (Sweden)", "", &[])]), None);
        assert_eq!(found(&[record_of("Tallow Works", "SE", &[])]), None);
        assert_eq!(found(&[record_of("TW", "NO", &[])]), None);
        let twice = [record_of("Tallow Works", "NO", &[]), record_of("Tallow Works", "NO", &[])];
        assert_eq!(found(&twice), None, "one of two cannot be told");
        let withdrawn = Organisation { status: Status::Withdrawn, ..record_of("Tallow Works", "NO", &[]) };
        assert_eq!(found(&[withdrawn]), None);
    }

    #[test]
    fn a_registry_without_a_record_gets_the_items_and_no_other_line() {
        let mut all = vec![record_of("Candle Makers", "SE", &[])];
        add(&mut all);
        assert!(all.len() > 1 && all[1..].iter().all(|o| o.id.starts_with(WIKIDATA)));
        let before = all.len();
        add(&mut all);
        assert_eq!(all.len(), before, "twice is once");
    }

    #[test]
    fn what_stands_in_brackets_is_an_acronym() {
        let kinds: Vec<NameKind> = item("Tallow|(TW)").names.iter().map(|n| n.kind).collect();
        assert_eq!(kinds, [NameKind::Known, NameKind::Acronym, NameKind::Display]);
    }
}
