//! What another source says of a volume: read by the carriers of front matter, or as RDF.

use super::{Listed, listed, shared, statements};
use crate::document::xml;
use crate::error::Error;
use crate::intake::volumes::volumes;
use crate::intake::{self, Remark};
use crate::source::MAX_BYTES;
use oxigraph::io::{RdfFormat, RdfParser};
use std::path::Path;

/// The papers that a source lists; of several volumes in it, those of the one that shares the most with the papers here.
pub fn read(input: &str, here: &[Listed]) -> Result<Vec<Listed>, Error> {
    let all = match rdf(input)? {
        Some((format, bytes)) => {
            let parser = RdfParser::from_format(format).with_base_iri("http://localhost/").map_err(|e| Error::Usage(e.to_string()))?;
            let quads = parser.for_slice(&bytes).collect::<Result<Vec<_>, _>>();
            statements::papers(&quads.map_err(|e| Error::Usage(format!("{input} is not {}: {e}", format.name())))?)
        }
        None => front_matter(input)?,
    };
    let best = all.into_iter().enumerate().max_by_key(|(i, papers)| (shared(here, papers), std::cmp::Reverse(*i)));
    best.map(|(_, papers)| papers).filter(|papers| !papers.is_empty()).ok_or_else(|| Error::Usage(format!("{input} lists no papers")))
}

/// The bytes of a file of RDF.
fn rdf(input: &str) -> Result<Option<(RdfFormat, Vec<u8>)>, Error> {
    let path = Path::new(input);
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let format = match ending.as_str() {
        "xml" => Some(RdfFormat::RdfXml),
        "txt" | "json" => None,
        other => RdfFormat::from_extension(other),
    };
    let Some(format) = format.filter(|_| path.is_file()) else { return Ok(None) };
    let error = |source| Error::Read { path: input.to_owned(), source };
    if path.metadata().map_err(error)?.len() > MAX_BYTES {
        return Err(Error::Usage(format!("{input} has over {} MB; cut out what is said of the volume", MAX_BYTES >> 20)));
    }
    let bytes = std::fs::read(path).map_err(error)?;
    // XML is RDF only if it says so
    let other = ending == "xml" && xml::root(&bytes).is_none_or(|(name, _)| name != "RDF");
    Ok((!other).then_some((format, bytes)))
}

fn front_matter(input: &str) -> Result<Vec<Vec<Listed>>, Error> {
    let intake = intake::gather(&[input.to_owned()])?;
    if let (true, Some(Remark { message, .. })) = (intake.groups.is_empty(), intake.remarks.first()) {
        return Err(Error::Usage(format!("{input}: {message}")));
    }
    let readings = intake.groups.into_iter().flat_map(|group| volumes(group, false).0);
    Ok(readings.map(|reading| listed(&reading.parsed.value, &[])).collect())
}
