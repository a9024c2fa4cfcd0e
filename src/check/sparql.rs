//! Constraints that are queries: `sh:sparql`.

mod safe;

use super::Finding;
use super::facts::{Facts, Id};
use super::judge::Judge;
use super::path::Path;
use super::shape::{Reader, Shape};
use oxigraph::model::{Term, Variable};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, QuerySolution};
use spareval::QueryEvaluator;
use spargebra::SparqlParser;
use std::collections::HashSet;

/// A SELECT whose rows are violations.
pub struct Query {
    select: spargebra::Query,
    /// Asked once for all nodes, where every part of the query finds `$this` by itself.
    at_once: bool,
    message: Option<String>,
}

impl Query {
    /// The query at a node of a graph of shapes; None where it is switched off.
    pub fn read(reader: &Reader<'_>, node: Id, path: Option<&Path>) -> Result<Option<Query>, String> {
        if reader.parameter(node, "deactivated").is_some_and(|flag| reader.is_true(flag)) {
            return Ok(None);
        }
        let select = reader.parameter(node, "select").ok_or("a sh:sparql has no sh:select")?;
        let mut text = reader.text(select)?;
        if let Some(path) = path {
            text = text.replace("$PATH", &path.text(&reader.facts.terms));
        }
        let mut parser = SparqlParser::new();
        for declared in reader.parameters(node, "prefixes").into_iter().flat_map(|prefixes| reader.parameters(prefixes, "declare")) {
            let part = |name| reader.parameter(declared, name).map(|id| reader.text(id)).transpose();
            if let (Some(prefix), Some(namespace)) = (part("prefix")?, part("namespace")?) {
                parser = parser.with_prefix(prefix, namespace).map_err(|e| e.to_string())?;
            }
        }
        let select = parser.parse_query(&text).map_err(|e| format!("a query does not parse: {e}\n{text}"))?;
        let spargebra::Query::Select { pattern, .. } = &select else { return Err("a query of sh:select is no SELECT".to_owned()) };
        let at_once = safe::finds_this(pattern);
        Ok(Some(Query { select, at_once, message: reader.message(node) }))
    }

    /// The rows of some focus nodes.
    pub fn run(&self, judge: &Judge<'_>, shape: &Shape, nodes: &[Id], findings: &mut Vec<Finding>) -> Result<(), QueryEvaluationError> {
        if self.at_once && !nodes.is_empty() {
            let wanted: HashSet<Id> = nodes.iter().copied().collect();
            return self.ask(judge.facts, None, &mut |row| {
                if let Some(node) = row.get("this").and_then(|this| judge.facts.terms.get(this)).filter(|id| wanted.contains(id)) {
                    findings.push(self.finding(judge, shape, node, row));
                }
            });
        }
        for node in nodes {
            self.ask(judge.facts, Some(*node), &mut |row| findings.push(self.finding(judge, shape, *node, row)))?;
        }
        Ok(())
    }

    fn ask(&self, facts: &Facts, this: Option<Id>, each: &mut dyn FnMut(&QuerySolution)) -> Result<(), QueryEvaluationError> {
        let evaluator = QueryEvaluator::new();
        let mut prepared = evaluator.prepare(&self.select);
        if let Some(this) = this {
            prepared = prepared.substitute_variable(Variable::new_unchecked("this"), facts.term(this).clone());
        }
        if let QueryResults::Solutions(rows) = prepared.execute(facts)? {
            for row in rows {
                each(&row?);
            }
        }
        Ok(())
    }

    fn finding(&self, judge: &Judge<'_>, shape: &Shape, node: Id, row: &QuerySolution) -> Finding {
        let mut finding = judge.finding(shape, node);
        let own = || if shape.path.is_none() { Some(finding.focus.clone()) } else { None };
        finding.value = row.get("value").cloned().or_else(own);
        if let Some(path @ Term::NamedNode(_)) = row.get("path") {
            finding.path = Some(path.to_string());
            finding.predicate = judge.facts.terms.get(path);
        }
        let message = self.message.as_ref().or(shape.message.as_ref()).cloned();
        finding.message = message.map_or_else(|| "is found by the query of this shape".to_owned(), |text| filled(text, row));
        finding
    }
}

/// A message with `{?name}` and `{$name}` as the row has them.
fn filled(mut text: String, row: &QuerySolution) -> String {
    for (variable, term) in row.iter() {
        for sign in ['?', '$'] {
            let place = format!("{{{sign}{}}}", variable.as_str());
            if text.contains(&place) {
                text = text.replace(&place, &super::named(term, ""));
            }
        }
    }
    text
}
