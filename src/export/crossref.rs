//! A deposit for Crossref, by its schema 5.3.1 for conferences.
//! Source: <https://www.crossref.org/documentation/schema-library/markup-guide-record-types/conference-proceedings/>
//!
//! Nothing is invented: where a DOI is not printed, a remark stands in its place, and whoever deposits fills it in with the
//! address it leads to. Who that is comes from the environment (`CROSSREF_DEPOSITOR`, `CROSSREF_EMAIL`,
//! `CROSSREF_REGISTRANT`), and the time of the deposit too (`CROSSREF_TIMESTAMP`), so that equal data give equal files.

use super::xml::Xml;
use super::{Format, Writer};
use crate::catalogue::{Mention, Paper, Volume, linked};
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "crossref",
    title: "a deposit of conference papers, to be completed with DOIs",
    readers: "Crossref",
    extensions: &["crossref.xml", "crossref"],
    media_type: "application/vnd.crossref.deposit+xml",
    write: Writer::Volumes(write),
};

const SCHEMA: &str = "http://www.crossref.org/schema/5.3.1";

pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::new(out, "")?;
    let location = format!("{SCHEMA} https://www.crossref.org/schemas/crossref5.3.1.xsd");
    let names = [
        ("version", "5.3.1"),
        ("xmlns", SCHEMA),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", location.as_str()),
    ];
    xml.open("doi_batch", &names)?;
    head(volumes, &mut xml)?;
    xml.open("body", &[])?;
    volumes.iter().try_for_each(|volume| conference(volume, &mut xml))?;
    xml.close()?;
    xml.close()
}

fn head(volumes: &[Volume], xml: &mut Xml<'_>) -> io::Result<()> {
    let ids: Vec<&str> = volumes.iter().map(|v| v.id.as_str()).collect();
    let batch: String = format!("frontis-{}", ids.join("-")).chars().take(100).collect();
    xml.open("head", &[])?;
    xml.leaf("doi_batch_id", &[], &batch)?;
    asked("timestamp", "CROSSREF_TIMESTAMP", xml)?;
    xml.open("depositor", &[])?;
    asked("depositor_name", "CROSSREF_DEPOSITOR", xml)?;
    asked("email_address", "CROSSREF_EMAIL", xml)?;
    xml.close()?;
    asked("registrant", "CROSSREF_REGISTRANT", xml)?;
    xml.close()
}

fn asked(element: &str, variable: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    match std::env::var(variable).map(|value| crate::catalogue::clean(&value)) {
        Ok(value) if !value.is_empty() => xml.leaf(element, &[], &value),
        _ => xml.comment(&format!("missing: {element}, from the environment as {variable}")),
    }
}

fn conference(volume: &Volume, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.open("conference", &[])?;
    contributors(volume.editors.iter().map(|e| (e, "editor")).chain(volume.chairs().map(|s| (&s.holder, "chair"))), xml)?;
    event(volume, xml)?;
    xml.open("proceedings_metadata", &language(volume).map(|l| ("language", l)).into_iter().collect::<Vec<_>>())?;
    xml.leaf("proceedings_title", &[], &volume.title)?;
    match &volume.publisher {
        Some(publisher) => {
            xml.open("publisher", &[])?;
            xml.leaf("publisher_name", &[], publisher)?;
            xml.close()?;
        }
        None => xml.comment("missing: publisher, none is printed")?,
    }
    date(volume, xml)?;
    match volume.isbn.as_slice() {
        [] => xml.comment("missing: isbn, none is printed; or noisbn with its reason")?,
        all => xml.leaves("isbn", all.iter().map(String::as_str))?,
    }
    doi(volume.doi.first(), &volume.links, xml)?;
    xml.close()?;
    volume.papers.iter().try_for_each(|p| paper(volume, p, xml))?;
    xml.close()
}

/// The two-letter tag that the schema takes.
fn language(volume: &Volume) -> Option<&str> {
    volume.language.as_deref().filter(|l| l.len() == 2)
}

fn event(volume: &Volume, xml: &mut Xml<'_>) -> io::Result<()> {
    let event = &volume.event;
    let name = if event.name.is_empty() { &volume.title } else { &event.name };
    xml.open("event_metadata", &[])?;
    xml.leaf("conference_name", &[], volume.series.as_ref().map_or(name, |s| &s.title))?;
    xml.maybe("conference_acronym", volume.short_title.as_deref().filter(|s| s.chars().count() <= 127))?;
    xml.leaves("conference_sponsor", volume.sponsorships.iter().filter(|s| s.kind == "sponsor").map(|s| s.organization.as_str()))?;
    xml.maybe("conference_number", event.number.map(|n| n.to_string()).as_deref())?;
    xml.maybe("conference_location", event.place.as_ref().map(|p| p.name.as_str()))?;
    if let Some(start) = event.start {
        let part = |date: chrono::NaiveDate, form: &str| date.format(form).to_string();
        let end = event.end.unwrap_or(start);
        let parts = [
            ("start_year", part(start, "%Y")),
            ("start_month", part(start, "%m")),
            ("start_day", part(start, "%d")),
            ("end_year", part(end, "%Y")),
            ("end_month", part(end, "%m")),
            ("end_day", part(end, "%d")),
        ];
        let attributes: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        xml.leaf("conference_date", &attributes, super::dblp::dates(volume).as_deref().unwrap_or_default())?;
    } else {
        xml.maybe("conference_date", event.printed_dates.as_deref())?;
    }
    xml.close()
}

fn date(volume: &Volume, xml: &mut Xml<'_>) -> io::Result<()> {
    let Some(year) = volume.year() else { return xml.comment("missing: publication_date, no year is printed") };
    xml.open("publication_date", &[])?;
    let month = volume.month_of_publication.filter(|_| volume.year_of_publication.is_some());
    xml.maybe("month", month.map(|m| format!("{m:02}")).as_deref())?;
    xml.leaf("year", &[], &format!("{year:04}"))?;
    xml.close()
}

fn paper(volume: &Volume, paper: &Paper, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.open("conference_paper", &[("publication_type", "full_text")])?;
    contributors(paper.authors.iter().map(|a| (a, "author")), xml)?;
    xml.open("titles", &[])?;
    xml.leaf("title", &[], &paper.title)?;
    xml.close()?;
    date(volume, xml)?;
    if let Some(first) = &paper.pages.first {
        xml.open("pages", &[])?;
        xml.leaf("first_page", &[], first)?;
        xml.maybe("last_page", paper.pages.last.as_deref())?;
        xml.close()?;
    }
    if let Some(license) = paper.license.as_ref().filter(|l| l.starts_with("http")) {
        xml.open("ai:program", &[("xmlns:ai", "http://www.crossref.org/AccessIndicators.xsd"), ("name", "AccessIndicators")])?;
        xml.leaf("ai:license_ref", &[], license)?;
        xml.close()?;
    }
    let links: Vec<String> = paper.urls.iter().chain(&paper.links).cloned().collect();
    doi(paper.doi.as_ref(), &links, xml)?;
    xml.close()
}

fn contributors<'v>(people: impl Iterator<Item = (&'v Mention, &'static str)>, xml: &mut Xml<'_>) -> io::Result<()> {
    let people: Vec<_> = people.collect();
    if people.is_empty() {
        return Ok(());
    }
    xml.open("contributors", &[])?;
    for (n, (mention, role)) in people.into_iter().enumerate() {
        let sequence = if n == 0 { "first" } else { "additional" };
        xml.open("person_name", &[("sequence", sequence), ("contributor_role", role)])?;
        xml.maybe("given_name", mention.given.as_deref().filter(|_| mention.family.is_some()))?;
        xml.leaf("surname", &[], mention.family.as_ref().unwrap_or(&mention.printed))?;
        xml.maybe("suffix", mention.suffix.as_deref().filter(|_| mention.family.is_some()))?;
        affiliations(mention, xml)?;
        if let Some(orcid) = linked(&mention.links, "https://orcid.org/") {
            xml.leaf("ORCID", &[], &format!("https://orcid.org/{orcid}"))?;
        }
        xml.close()?;
    }
    xml.close()
}

fn affiliations(mention: &Mention, xml: &mut Xml<'_>) -> io::Result<()> {
    if mention.affiliations.is_empty() {
        return Ok(());
    }
    xml.open("affiliations", &[])?;
    for affiliation in &mention.affiliations {
        xml.open("institution", &[])?;
        xml.leaf("institution_name", &[], affiliation.organization.as_ref().unwrap_or(&affiliation.printed))?;
        if let Some(ror) = linked(&affiliation.links, "https://ror.org/") {
            xml.leaf("institution_id", &[("type", "ror")], &format!("https://ror.org/{ror}"))?;
        }
        xml.maybe("institution_place", affiliation.place.as_deref())?;
        xml.close()?;
    }
    xml.close()
}

/// A printed DOI with the address it should lead to: the printed one, or that of an accepted link.
fn doi(doi: Option<&String>, links: &[String], xml: &mut Xml<'_>) -> io::Result<()> {
    let Some(doi) = doi else { return xml.comment("missing: doi_data, no DOI is printed") };
    xml.open("doi_data", &[])?;
    xml.leaf("doi", &[], doi)?;
    match links.iter().find(|l| l.starts_with("http") && !l.contains("doi.org/")) {
        Some(link) => xml.leaf("resource", &[], link)?,
        None => xml.comment("missing: resource, the address that the DOI leads to")?,
    }
    xml.close()
}
