//! Questions put to a store, and their answers written out.

mod table;

use crate::error::Error;
use crate::export::{self, Context};
use crate::query::Question;
use crate::store::{Answer, Scope, Store, evaluation};
use crate::terminal::plain;
use oxigraph::model::{GraphName, Quad, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolution, QuerySolutionIter};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Most characters of a parser's expectations that help; longer ones list half the alphabet.
const BRIEF: usize = 60;

/// Formats of tables, beside those of [`export::FORMATS`] for graphs.
pub const TABLES: &[(&str, &str)] = &[
    ("table", "aligned columns for people"),
    ("markdown", "a table in Markdown"),
    ("csv", "comma-separated values"),
    ("tsv", "tab-separated RDF terms"),
    ("json", "SPARQL results in JSON"),
    ("xml", "SPARQL results in XML"),
];

/// How an answer is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// `None`: `table`, or `turtle` for a graph.
    pub format: Option<&'a str>,
    /// Columns of the terminal.
    pub width: Option<u16>,
    pub scope: Scope<'a>,
}

/// The text of a question: a name from the library, a file, or SPARQL itself.
pub fn text(question: &str) -> Result<String, Error> {
    if let Some(found) = Question::named(question) {
        return Ok(found.text.to_owned());
    }
    if question == "-" {
        return std::io::read_to_string(std::io::stdin()).map_err(|source| Error::Read { path: "standard input".to_owned(), source });
    }
    let path = Path::new(question);
    if path.is_file() || path.extension().is_some_and(|e| e == "rq" || e == "sparql") {
        return std::fs::read_to_string(path).map_err(|source| Error::Read { path: question.to_owned(), source });
    }
    let is_word = !question.contains(|c: char| c.is_whitespace() || c == '{');
    if is_word {
        return Err(Error::Usage(format!(
            "there is no question {question} and no such file; `frontis list questions` names the questions"
        )));
    }
    Ok(question.to_owned())
}

/// Asks and writes the answer.
pub fn ask(store: &Store, sparql: &str, manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let answer = store.query_in(sparql, manner.scope).map_err(|error| pointed(remote(error), sparql))?;
    written(store, answer, manner, out).map_err(remote)
}

/// Asks in several parts, each giving rows of the same columns, and writes all rows as one answer.
pub fn ask_in_parts(store: &Store, parts: &[String], manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let (mut variables, mut rows): (Arc<[Variable]>, Vec<QuerySolution>) = Default::default();
    for part in parts {
        let answer = store.query_in(part, manner.scope).map_err(remote)?;
        if let QueryResults::Solutions(solutions) = answer.results {
            variables = solutions.variables().into();
            for row in solutions {
                rows.push(row.map_err(|e| remote(evaluation(e, manner.scope.limit)))?);
            }
        }
    }
    let results = QuerySolutionIter::new(variables, rows.into_iter().map(Ok));
    written(store, Answer::from(QueryResults::Solutions(results)), manner, out)
}

/// The terms that a local query gives, in SPARQL, for the `VALUES` block of another.
pub fn terms(store: &Store, sparql: &str, scope: Scope<'_>) -> Result<Vec<String>, Error> {
    let mut terms = Vec::new();
    if let QueryResults::Solutions(solutions) = store.query_in(sparql, scope)?.results {
        for row in solutions {
            let row = row.map_err(|e| evaluation(e, scope.limit))?;
            terms.extend(row.get(0).map(ToString::to_string));
        }
    }
    terms.sort();
    terms.dedup();
    Ok(terms)
}

fn written(store: &Store, answer: Answer, manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    // the answer's watch runs until the last row is written
    let Answer { results, .. } = &answer;
    let graph = matches!(results, QueryResults::Graph(_));
    let name = manner.format.unwrap_or(if graph { "turtle" } else { "table" });
    if graph { write_graph(answer, name, store.base(), manner, out) } else { write_table(answer, name, store, manner, out) }
}

fn write_graph(mut answer: Answer, name: &str, base: &str, manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let format = export::find(name)
        .filter(|f| f.is_rdf())
        .ok_or_else(|| Error::Usage(format!("the answer is a graph; formats for graphs are {}, not {name}", export::graph_names())))?;
    let mut quads: Vec<Quad> = Vec::new();
    if let QueryResults::Graph(triples) = &mut answer.results {
        for triple in triples {
            quads.push(triple.map_err(|e| evaluation(e, manner.scope.limit))?.in_graph(GraphName::DefaultGraph));
        }
    }
    Ok(format.export(quads, &Context { base }, out)?)
}

fn write_table(mut answer: Answer, name: &str, store: &Store, manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let format = match name {
        "table" => return table::write(&mut answer.results, store.base(), manner, out),
        "markdown" => return table::write_markdown(&mut answer.results, store.base(), manner, out),
        "csv" => QueryResultsFormat::Csv,
        "tsv" => QueryResultsFormat::Tsv,
        "json" => QueryResultsFormat::Json,
        "xml" => QueryResultsFormat::Xml,
        other => {
            let names: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
            let message = format!("the answer is a table; formats for tables are {}, not {other}", names.join(", "));
            return Err(Error::Usage(message));
        }
    };
    let serializer = QueryResultsSerializer::from_format(format);
    match &mut answer.results {
        QueryResults::Boolean(value) => {
            serializer.serialize_boolean_to_writer(&mut *out, *value)?;
        }
        QueryResults::Solutions(solutions) => {
            // what cannot be answered says so before anything is written
            let first = solutions.next();
            let first = first.transpose().map_err(|e| evaluation(e, manner.scope.limit))?;
            let mut rows = serializer.serialize_solutions_to_writer(&mut *out, solutions.variables().to_vec())?;
            for solution in first.map(Ok).into_iter().chain(solutions) {
                rows.serialize(&solution.map_err(|e| evaluation(e, manner.scope.limit))?)?;
            }
            rows.finish()?;
        }
        QueryResults::Graph(_) => {}
    }
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(out)?;
    }
    Ok(())
}

/// A question to another endpoint, told apart: a store answers from what it holds unless it is told to ask, and what the
/// endpoint did wrong is no fault of the question.
fn remote(error: Error) -> Error {
    use oxigraph::sparql::QueryEvaluationError::{Service, UnsupportedService};
    match error {
        Error::Query(UnsupportedService(service)) => Error::Usage(format!(
            "this question asks the remote service {} (SERVICE), and a store answers from what it holds; --online asks it, \
             `frontis list questions` shows which questions are local",
            service.as_str()
        )),
        Error::Query(Service(cause)) => match cause.downcast::<Error>() {
            Ok(error) => *error,
            Err(cause) => Error::Query(Service(cause)),
        },
        error => error,
    }
}

/// A syntax error with the line it points at.
fn pointed(error: Error, sparql: &str) -> Error {
    let Error::QuerySyntax { message } = &error else { return error };
    // the parser says "error at 3:7: expected …"
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, rest) = rest.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, rest.trim()))
    });
    let Some((line, column, expected)) = place else { return error };
    let text = sparql.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let number = line.to_string();
    let gutter = " ".repeat(number.len());
    let indent: String = text.chars().take(column.saturating_sub(1)).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let expected = match (expected, text.chars().nth(column.saturating_sub(1))) {
        (list, _) if list.chars().count() <= BRIEF => list.to_owned(),
        (_, Some(found)) => format!("`{}` was not expected here", plain(&found.to_string())),
        (_, None) => "something is missing here".to_owned(),
    };
    let message = format!("line {line}, column {column}\n{gutter} |\n{number} | {text}\n{gutter} | {indent}^ {expected}");
    Error::QuerySyntax { message }
}
