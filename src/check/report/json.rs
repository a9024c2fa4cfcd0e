//! Findings as JSON, in the words of SHACL's validation report.

use super::Report;
use oxigraph::model::Term;
use serde_json::{Value, json};
use std::io::{Result, Write};

pub fn write(report: &Report, _colour: bool, out: &mut dyn Write) -> Result<()> {
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|placed| {
            let finding = &placed.finding;
            let places: Vec<Value> = placed
                .spans
                .iter()
                .map(|span| {
                    let file = report.sources.file(span.file);
                    let (line, column) = file.line_column(span.start as usize);
                    let (end_line, end_column) = file.line_column(span.end as usize);
                    json!({ "file": file.name, "line": line, "column": column, "endLine": end_line, "endColumn": end_column })
                })
                .collect();
            json!({
                "focusNode": text(&finding.focus),
                "resultPath": finding.path,
                "value": finding.value.as_ref().map(text),
                "shape": text(&finding.rule),
                "sourceConstraintComponent": finding.component,
                "severity": finding.severity.as_str().rsplit('#').next(),
                "message": finding.message,
                "places": places,
            })
        })
        .collect();
    let conforms = report.conforms();
    serde_json::to_writer_pretty(&mut *out, &json!({ "conforms": conforms, "results": results }))?;
    writeln!(out)
}

/// An IRI as it is, other terms as N-Triples writes them.
fn text(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}
