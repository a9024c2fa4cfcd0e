//! An endpoint's answers from a store.

use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};

/// The rows of a query, in JSON.
pub fn select(store: &oxigraph::store::Store, query: &str) -> Vec<u8> {
    let prepared = SparqlEvaluator::new().parse_query(query).unwrap();
    let QueryResults::Solutions(solutions) = prepared.on_store(store).execute().unwrap() else { panic!("rows") };
    let serializer = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
    let mut rows = serializer.serialize_solutions_to_writer(Vec::new(), solutions.variables().to_vec()).unwrap();
    for row in solutions {
        rows.serialize(&row.unwrap()).unwrap();
    }
    rows.finish().unwrap()
}
