//! Well-known names of organisations, so that some are found before any registry is there, and none is mistaken after.

use super::organisation::{Name, NameKind, Organisation, Place};
use std::collections::HashMap;

const ALIASES: &str = include_str!("aliases.tsv");

/// The organisations of the table.
pub fn organisations() -> Vec<Organisation> {
    ALIASES.lines().filter(|line| !line.starts_with('#')).filter_map(organisation).collect()
}

fn organisation(line: &str) -> Option<Organisation> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let (id, name, city, country, wikidata, names) = (next()?, next()?, next()?, next()?, next()?, next()?);
    let known = names.split('|').map(|text| Name { text: text.to_owned(), kind: NameKind::Known });
    let shown = Name { text: name.to_owned(), kind: NameKind::Display };
    Some(Organisation {
        id: id.to_owned(),
        names: known.chain([shown]).collect(),
        places: vec![Place { city: city.to_owned(), region: String::new(), country: country.to_owned() }],
        external: (!wikidata.is_empty()).then(|| ("wikidata".to_owned(), wikidata.to_owned())).into_iter().collect(),
        ..Organisation::default()
    })
}

/// Adds the table's names to a registry's organisations.
pub fn add(organisations: &mut [Organisation]) {
    let places: HashMap<String, usize> = organisations.iter().enumerate().map(|(n, o)| (o.id.clone(), n)).collect();
    for known in self::organisations() {
        if let Some(&n) = places.get(&known.id) {
            let organisation = &mut organisations[n];
            let names = known.names.into_iter().filter(|name| name.kind == NameKind::Known);
            organisation.names.splice(0..0, names);
            if organisation.places.is_empty() {
                organisation.places = known.places.into_iter().filter(|p| !p.country.is_empty()).collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_an_organisation_with_a_source() {
        for line in ALIASES.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 7 && fields[6].len() > 3, "{line}");
            assert!(organisation(line).is_some(), "{line}");
        }
    }
}
