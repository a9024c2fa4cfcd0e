//! Findings as JUnit XML: a test case a shape, which fails where the shape is violated.

use super::{Placed, Report};
use crate::check::named;
use crate::diagnostic::Severity;
use crate::terminal::is_hostile;
use quick_xml::escape::escape;
use std::io::{Result, Write};

pub fn write(report: &Report, _colour: bool, out: &mut dyn Write) -> Result<()> {
    let mut rules = report.rules.clone();
    let other = |placed: &&Placed| !report.rules.contains(&placed.finding.rule_name());
    rules.extend(report.findings.iter().filter(other).map(|placed| placed.finding.rule_name()));
    rules.sort();
    rules.dedup();
    let of = |rule: &str, error: bool| {
        let rule = rule.to_owned();
        report.findings.iter().filter(move |p| p.finding.rule_name() == rule && (p.finding.grade() == Severity::Error) == error)
    };
    let failures = rules.iter().filter(|rule| of(rule, true).next().is_some()).count();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="frontis check" tests="{}" failures="{failures}">"#, rules.len())?;
    writeln!(out, r#"  <testsuite name="shapes" tests="{}" failures="{failures}">"#, rules.len())?;
    for rule in &rules {
        writeln!(out, r#"    <testcase classname="shapes" name="{}">"#, text(rule))?;
        let violations: Vec<String> = of(rule, true).map(|placed| line(placed, report)).collect();
        if let Some(first) = of(rule, true).next() {
            let head = text(&first.finding.message);
            writeln!(out, r#"      <failure type="violation" message="{head}">{}</failure>"#, text(&violations.join("\n")))?;
        }
        let doubts: Vec<String> = of(rule, false).map(|placed| line(placed, report)).collect();
        if !doubts.is_empty() {
            writeln!(out, "      <system-out>{}</system-out>", text(&doubts.join("\n")))?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// `file:line:column: id:thing: what is wrong`
fn line(placed: &Placed, report: &Report) -> String {
    let said = format!("{}: {}", named(&placed.finding.focus, &report.base), placed.finding.message);
    let Some(span) = placed.spans.first() else { return said };
    let file = report.sources.file(span.file);
    let (line, column) = file.line_column(span.start as usize);
    format!("{}:{line}:{column}: {said}", file.name)
}

/// Text as XML may hold it.
fn text(text: &str) -> String {
    let allowed: String = text.chars().map(|c| if c != '\n' && is_hostile(c) { '·' } else { c }).collect();
    escape(allowed.as_str()).into_owned()
}
