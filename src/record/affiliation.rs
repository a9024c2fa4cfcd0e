//! Affiliations as printed, and the organization they name.

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
        if let Some(cut) = super::place::country_at_end(&organization) {
            place = Some(organization[cut + 2..].to_owned());
            organization.truncate(cut);
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
            ("Batumi Port University, Georgia", "Batumi Port University", Some("Georgia")),
            ("Peach Tech, Atlanta, Georgia", "Peach Tech, Atlanta, Georgia", None),
            ("Tide Lab, Riga, USSR", "Tide Lab, Riga", Some("USSR")),
            ("Tide Lab, Taipei, Taiwan, R.O.C.", "Tide Lab, Taipei", Some("Taiwan, R.O.C.")),
            ("Tide Lab, S. Korea", "Tide Lab", Some("S. Korea")),
            ("The Polytechnic University of Nowhere, Hong Kong", "The Polytechnic University of Nowhere", Some("Hong Kong")),
        ] {
            let read = Affiliation::parse(text);
            assert_eq!((read.printed.as_str(), read.organization.as_str(), read.place.as_deref()), (text, organization, place));
        }
        assert!(Affiliation::parse("NetKettle;Inc.").is_repaired());
        assert!(!Affiliation::parse("Acme Labs, Israel").is_repaired());
    }
}
