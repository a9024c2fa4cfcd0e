//! Affiliations as printed, and the organization they name.

use super::Place;
use super::name::spaced;
use serde::{Deserialize, Serialize};

/// One affiliation of one name in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// On one line, as printed.
    pub printed: String,
    /// The organization alone, misprints mended: the printed form without the place after it.
    pub organization: String,
    /// Place printed after the organization: `Israel`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Affiliation {
    /// Cuts a trailing country, or city and country, off the organization and mends a semicolon printed for a comma.
    /// A campus or city alone (`University of Northmoor, Eastgate`) stays part of the name.
    pub fn parse(text: &str) -> Affiliation {
        let printed = spaced(text);
        let mut organization = mend(&printed);
        let mut place = None;
        if let Some((before, last)) = organization.rsplit_once(", ")
            && super::identifier::country(last).is_some()
        {
            place = Some(last.to_owned());
            organization.truncate(before.len());
        }
        Affiliation { printed, organization, place }
    }

    /// True where the organization is not just the printed text without its place.
    pub fn is_repaired(&self) -> bool {
        !self.printed.starts_with(&self.organization)
    }
}

/// `NetKettle;Inc.`: a semicolon that nothing follows but letters is a misprint for a comma and a space.
fn mend(text: &str) -> String {
    if !text.contains(';') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(if c == ';' { ',' } else { c });
        if c == ';' && rest.peek().is_some_and(|n| !n.is_whitespace()) {
            out.push(' ');
        }
    }
    out
}

impl Place {
    /// Reads `City, Region, Country` of one to four parts; the last part must be a country, or a region whose country
    /// is known.
    pub fn parse(text: &str) -> Option<Place> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_end_matches(['.', ',']).to_owned();
        let parts: Vec<&str> = name.split(',').map(str::trim).collect();
        if parts.is_empty() || parts.len() > 4 || parts.iter().any(|p| p.is_empty() || p.len() > 40) {
            return None;
        }
        let last = parts[parts.len() - 1];
        let owned = |s: &str| Some(s.to_owned());
        let (country, code, rest) = match super::identifier::country(last) {
            Some(code) => (owned(last), owned(code), &parts[..parts.len() - 1]),
            None => (None, owned(super::identifier::country_of_region(last)?), &parts[..]),
        };
        let (city, region) = match rest {
            [] => (None, None),
            [city] => (owned(city), None),
            [.., city, region] => (owned(city), owned(region)),
        };
        Some(Place { city, region, country, country_code: code, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_printed_form_and_finds_the_organization() {
        for (text, organization, place) in [
            ("Acme Labs, Israel", "Acme Labs", Some("Israel")),
            ("University of Northmoor, Eastgate", "University of Northmoor, Eastgate", None),
            ("NetKettle;Inc.", "NetKettle, Inc.", None),
            ("SAP (UK) Limited", "SAP (UK) Limited", None),
            ("The Polytechnic University of Nowhere, Hong Kong", "The Polytechnic University of Nowhere", Some("Hong Kong")),
        ] {
            let read = Affiliation::parse(text);
            assert_eq!((read.printed.as_str(), read.organization.as_str(), read.place.as_deref()), (text, organization, place));
        }
        assert!(Affiliation::parse("NetKettle;Inc.").is_repaired());
        assert!(!Affiliation::parse("Acme Labs, Israel").is_repaired());
    }

    #[test]
    fn reads_places() {
        let place = Place::parse("Portland, OR, USA").unwrap();
        assert_eq!(
            (place.city.as_deref(), place.region.as_deref(), place.country_code.as_deref()),
            (Some("Portland"), Some("OR"), Some("US"))
        );
        let place = Place::parse("Portland, Oregon").unwrap();
        assert_eq!((place.region.as_deref(), place.country, place.country_code.as_deref()), (Some("Oregon"), None, Some("US")));
        assert_eq!(Place::parse("Lisbon, Portugal").unwrap().city.as_deref(), Some("Lisbon"));
        assert_eq!(Place::parse("A long sentence about nothing"), None);
    }
}
