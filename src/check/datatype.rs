//! Literals as values: whether one is well formed, and which of two is less.

use oxigraph::model::{Literal, Term};
use oxsdatatypes::*;
use std::cmp::Ordering;
use std::str::FromStr;

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The name of a datatype, and whether a text is one.
type Form = (&'static str, fn(&str) -> bool);

/// Datatypes that bound their texts. Of any other datatype every text is well formed.
const FORMS: &[Form] = &[
    ("boolean", |t| Boolean::from_str(t).is_ok()),
    ("decimal", |t| Decimal::from_str(t).is_ok()),
    ("float", |t| Float::from_str(t).is_ok()),
    ("double", |t| Double::from_str(t).is_ok()),
    ("dateTime", |t| DateTime::from_str(t).is_ok()),
    ("date", |t| Date::from_str(t).is_ok()),
    ("time", |t| Time::from_str(t).is_ok()),
    ("gYear", |t| GYear::from_str(t).is_ok()),
    ("gYearMonth", |t| GYearMonth::from_str(t).is_ok()),
    ("gMonth", |t| GMonth::from_str(t).is_ok()),
    ("gMonthDay", |t| GMonthDay::from_str(t).is_ok()),
    ("gDay", |t| GDay::from_str(t).is_ok()),
    ("duration", |t| Duration::from_str(t).is_ok()),
    ("yearMonthDuration", |t| YearMonthDuration::from_str(t).is_ok()),
    ("dayTimeDuration", |t| DayTimeDuration::from_str(t).is_ok()),
];

/// Kinds of whole numbers with their least and greatest.
const WHOLE: &[(&str, i128, i128)] = &[
    ("integer", i128::MIN, i128::MAX),
    ("long", i64::MIN as i128, i64::MAX as i128),
    ("int", i32::MIN as i128, i32::MAX as i128),
    ("short", i16::MIN as i128, i16::MAX as i128),
    ("byte", i8::MIN as i128, i8::MAX as i128),
    ("unsignedLong", 0, u64::MAX as i128),
    ("unsignedInt", 0, u32::MAX as i128),
    ("unsignedShort", 0, u16::MAX as i128),
    ("unsignedByte", 0, u8::MAX as i128),
    ("nonNegativeInteger", 0, i128::MAX),
    ("positiveInteger", 1, i128::MAX),
    ("nonPositiveInteger", i128::MIN, 0),
    ("negativeInteger", i128::MIN, -1),
];

/// Whether the text of a literal is one of its datatype.
pub fn well_formed(literal: &Literal) -> bool {
    let Some(name) = literal.datatype().as_str().strip_prefix(XSD) else { return true };
    let text = literal.value().trim_matches([' ', '\t', '\n', '\r']);
    if let Some((_, least, most)) = WHOLE.iter().find(|(whole, ..)| *whole == name) {
        let digits = text.trim_start_matches(['+', '-']);
        let long = digits.len() > 30 && digits.bytes().all(|b| b.is_ascii_digit());
        let bound = if text.starts_with('-') { *least } else { *most };
        return text.parse().map_or(long && [i128::MIN, i128::MAX].contains(&bound), |n: i128| (*least..=*most).contains(&n));
    }
    FORMS.iter().find(|(form, _)| *form == name).is_none_or(|(_, is)| is(text))
}

/// Which of two literals is less, as SPARQL's `<` has it; None where they cannot be compared.
pub fn compare(a: &Term, b: &Term) -> Option<Ordering> {
    let (Term::Literal(a), Term::Literal(b)) = (a, b) else { return None };
    if let (Some(x), Some(y)) = (number(a), number(b)) {
        return match (x, y) {
            (Number::Exact(x), Number::Exact(y)) => x.partial_cmp(&y),
            (x, y) => x.double().partial_cmp(&y.double()),
        };
    }
    if a.datatype() != b.datatype() || a.language().is_some() {
        return None;
    }
    let (x, y) = (a.value(), b.value());
    match a.datatype().as_str().strip_prefix(XSD)? {
        "string" => Some(x.cmp(y)),
        "boolean" => Boolean::from_str(x).ok()?.partial_cmp(&Boolean::from_str(y).ok()?),
        "dateTime" => DateTime::from_str(x).ok()?.partial_cmp(&DateTime::from_str(y).ok()?),
        "date" => Date::from_str(x).ok()?.partial_cmp(&Date::from_str(y).ok()?),
        "time" => Time::from_str(x).ok()?.partial_cmp(&Time::from_str(y).ok()?),
        "gYear" => GYear::from_str(x).ok()?.partial_cmp(&GYear::from_str(y).ok()?),
        "gYearMonth" => GYearMonth::from_str(x).ok()?.partial_cmp(&GYearMonth::from_str(y).ok()?),
        "duration" => Duration::from_str(x).ok()?.partial_cmp(&Duration::from_str(y).ok()?),
        "yearMonthDuration" => YearMonthDuration::from_str(x).ok()?.partial_cmp(&YearMonthDuration::from_str(y).ok()?),
        "dayTimeDuration" => DayTimeDuration::from_str(x).ok()?.partial_cmp(&DayTimeDuration::from_str(y).ok()?),
        _ => None,
    }
}

enum Number {
    Exact(Decimal),
    Float(f64),
}

impl Number {
    fn double(&self) -> f64 {
        match self {
            Number::Exact(decimal) => f64::from(Double::from(*decimal)),
            Number::Float(value) => *value,
        }
    }
}

fn number(literal: &Literal) -> Option<Number> {
    let name = literal.datatype().as_str().strip_prefix(XSD)?;
    let text = literal.value().trim_matches([' ', '\t', '\n', '\r']);
    if name == "double" || name == "float" {
        return Some(Number::Float(f64::from(Double::from_str(text).ok()?)));
    }
    let exact = name == "decimal" || WHOLE.iter().any(|(whole, ..)| *whole == name);
    if exact { Decimal::from_str(text).ok().map(Number::Exact) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;

    fn literal(text: &str, datatype: &str) -> Literal {
        Literal::new_typed_literal(text, NamedNode::new_unchecked(format!("{XSD}{datatype}")))
    }

    #[test]
    fn texts_of_datatypes() {
        for (text, datatype) in [
            ("12", "integer"),
            ("-0", "nonNegativeInteger"),
            ("123456789012345678901234567890123456789012", "integer"),
            ("2011-02-28", "date"),
            ("--07", "gMonth"),
            ("anything", "token"),
            ("1.5", "decimal"),
        ] {
            assert!(well_formed(&literal(text, datatype)), "{text} {datatype}");
        }
        for (text, datatype) in
            [("c", "byte"), ("300", "byte"), ("-1", "nonNegativeInteger"), ("1.0", "integer"), ("2011-02-30", "date"), ("11", "gYear")]
        {
            assert!(!well_formed(&literal(text, datatype)), "{text} {datatype}");
        }
    }

    #[test]
    fn less_and_more() {
        let order = |a: (&str, &str), b: (&str, &str)| compare(&literal(a.0, a.1).into(), &literal(b.0, b.1).into());
        assert_eq!(order(("9", "integer"), ("10", "integer")), Some(Ordering::Less));
        assert_eq!(order(("1.5", "decimal"), ("1", "double")), Some(Ordering::Greater));
        assert_eq!(order(("2011-03-11", "date"), ("2011-03-09", "date")), Some(Ordering::Greater));
        assert_eq!(order(("a", "string"), ("1", "integer")), None);
        assert_eq!(order(("2002-10-10T12:00:00", "dateTime"), ("2002-10-10T12:00:00-05:00", "dateTime")), None);
    }
}
