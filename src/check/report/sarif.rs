//! Findings as SARIF 2.1.0. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/

use super::Report;
use crate::check::named;
use crate::diagnostic::Severity;
use crate::source::Span;
use serde_json::{Value, json};
use std::io::{Result, Write};

pub fn write(report: &Report, _colour: bool, out: &mut dyn Write) -> Result<()> {
    let mut rules: Vec<String> = report.rules.clone();
    rules.extend(report.findings.iter().map(|placed| placed.finding.rule_name()));
    let mut seen = std::collections::HashSet::new();
    rules.retain(|rule| seen.insert(rule.clone()));
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|placed| {
            let finding = &placed.finding;
            let level = match finding.grade() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let focus = named(&finding.focus, &report.base);
            let rule = finding.rule_name();
            let mut result = json!({
                "ruleIndex": rules.iter().position(|known| *known == rule),
                "ruleId": rule,
                "level": level,
                "message": { "text": format!("{focus}: {}", finding.message) },
            });
            if let Some((first, others)) = placed.spans.split_first() {
                let mut location = location(report, *first);
                location["logicalLocations"] = json!([{ "fullyQualifiedName": focus }]);
                result["locations"] = json!([location]);
                if !others.is_empty() {
                    result["relatedLocations"] = others.iter().map(|span| self::location(report, *span)).collect();
                }
            }
            result
        })
        .collect();
    let driver = json!({
        "name": "frontis",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|rule| json!({ "id": rule })).collect::<Vec<_>>(),
    });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let log = json!({ "version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run] });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn location(report: &Report, span: Span) -> Value {
    let file = report.sources.file(span.file);
    let (line, column) = file.line_column(span.start as usize);
    let (end_line, end_column) = file.line_column(span.end as usize);
    let region = json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
    json!({ "physicalLocation": { "artifactLocation": { "uri": address(&file.name) }, "region": region } })
}

/// A file name as a relative reference; an address stays as it is.
fn address(name: &str) -> String {
    if name.contains("://") {
        return name.to_owned();
    }
    let mut address = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'\\' => address.push('/'),
            b'/' | b'.' | b'-' | b'_' | b'~' => address.push(byte as char),
            _ if byte.is_ascii_alphanumeric() => address.push(byte as char),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
