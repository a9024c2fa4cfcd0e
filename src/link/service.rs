//! `SERVICE` in a query: the pattern is put to the endpoint as a query of its own.

use super::client::{self, Fetched, Limits};
use crate::error::Error;
use oxigraph::model::NamedNode;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QuerySolutionIter};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::sync::Arc;

/// Asks any endpoint that a query names.
pub struct Services;

impl DefaultServiceHandler for Services {
    type Error = Error;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        _base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, Error> {
        let failed = |reason: String| Error::Fetch { address: service.as_str().to_owned(), reason };
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: None };
        let bytes = match client::select(service.as_str(), &query.to_string(), Limits::default())? {
            Fetched::Bytes(bytes) => bytes,
            Fetched::TooLarge(bytes) => return Err(failed(format!("the answer is too large ({bytes} bytes)"))),
        };
        let no_results = |e: &dyn std::fmt::Display| failed(format!("what it sent are no SPARQL results ({e})"));
        let parsed = QueryResultsParser::from_format(QueryResultsFormat::Json).for_slice(&bytes).map_err(|e| no_results(&e))?;
        let SliceQueryResultsParserOutput::Solutions(solutions) = parsed else { return Err(no_results(&"a truth value")) };
        let variables: Arc<[_]> = solutions.variables().into();
        // all rows, so that a broken answer fails before any is used
        let rows: Vec<_> = solutions.collect::<Result<_, _>>().map_err(|e| no_results(&e))?;
        Ok(QuerySolutionIter::new(variables, rows.into_iter().map(Ok)))
    }
}
