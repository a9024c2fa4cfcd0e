//! Whether a query means the same when `$this` is given and when it is found: the rows of all nodes come in one asking
//! then. That holds where each part that speaks of `$this` also binds it by a triple.

use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{TermPattern, Variable};

fn is_this(variable: &Variable) -> bool {
    variable.as_str() == "this"
}

/// Whether the query may be asked with `$this` left open.
pub fn finds_this(pattern: &GraphPattern) -> bool {
    binds(pattern) && safe(pattern)
}

/// Whether every row has `$this`.
fn binds(pattern: &GraphPattern) -> bool {
    let term = |term: &TermPattern| matches!(term, TermPattern::Variable(v) if is_this(v));
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.iter().any(|t| term(&t.subject) || term(&t.object)),
        GraphPattern::Path { subject, object, .. } => term(subject) || term(object),
        GraphPattern::Join { left, right } => binds(left) || binds(right),
        GraphPattern::Union { left, right } => binds(left) && binds(right),
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => binds(left),
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner } => binds(inner),
        GraphPattern::Project { inner, variables } | GraphPattern::Group { inner, variables, .. } => {
            variables.iter().any(is_this) && binds(inner)
        }
        _ => false,
    }
}

/// Whether no part asks about a `$this` that it does not bind, and none counts or cuts the rows of several nodes together.
fn safe(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Join { left, right } | GraphPattern::Union { left, right } => safe(left) && safe(right),
        GraphPattern::LeftJoin { left, right, expression } => {
            safe(left) && safe(right) && expression.as_ref().is_none_or(|e| silent(e) || binds(right))
        }
        GraphPattern::Minus { left, right } => safe(left) && (binds(right) || !right.to_string().contains("?this")),
        GraphPattern::Filter { expr, inner } => safe(inner) && (silent(expr) || binds(inner)),
        GraphPattern::Extend { inner, expression, .. } => safe(inner) && (silent(expression) || binds(inner)),
        GraphPattern::OrderBy { inner, .. } | GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } => safe(inner),
        GraphPattern::Project { inner, .. } => safe(inner) && (binds(pattern) || !inner.to_string().contains("?this")),
        // without $this among its keys a group is one for all nodes
        GraphPattern::Group { .. } => binds(pattern),
        _ => false,
    }
}

/// Whether an expression does not speak of `$this`.
fn silent(expression: &Expression) -> bool {
    !expression.to_string().contains("?this")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(text: &str) -> bool {
        match spargebra::SparqlParser::new().parse_query(text).expect("a query") {
            spargebra::Query::Select { pattern, .. } => finds_this(&pattern),
            _ => false,
        }
    }

    #[test]
    fn only_what_binds_this_is_asked_at_once() {
        for text in [
            "SELECT $this ?value WHERE { $this <http://p> ?value FILTER(isBlank($this)) }",
            "SELECT $this WHERE { { SELECT $this (COUNT(?s) AS ?c) WHERE { $this <http://p> ?s } GROUP BY $this } FILTER(?c > 1) }",
            "SELECT $this WHERE { $this <http://p> ?o FILTER NOT EXISTS { ?l <http://q> $this } }",
        ] {
            assert!(finds(text), "{text}");
        }
        for text in [
            "SELECT $this WHERE { FILTER(isBlank($this)) }",
            "SELECT $this WHERE { OPTIONAL { $this <http://p> ?o } FILTER(!BOUND(?o)) }",
            "SELECT $this WHERE { $this <http://p> ?o } LIMIT 1",
            "SELECT $this WHERE { $this <http://p> ?v { SELECT (COUNT(?s) AS ?c) WHERE { $this <http://p> ?s } } FILTER(?c > 1) }",
            "SELECT $this WHERE { { $this <http://p> ?o } UNION { ?x <http://q> ?o } }",
        ] {
            assert!(!finds(text), "{text}");
        }
    }
}
