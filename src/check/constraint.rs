//! What a shape may ask of values: SHACL's core constraint components, a line in [`COMPONENTS`] each.

mod logic;
mod set;
mod value;

use super::facts::Id;
use super::judge::Judge;
use super::shape::Reader;

/// Judges the values that a shape's path leads to from a focus node; gives those that offend.
pub type Test = Box<dyn Fn(&Judge<'_>, Id, &[Id]) -> Vec<Offence>>;

/// What does not hold: for a value, or for all of them together; on the predicate that a closed shape does not know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offence {
    pub value: Option<Id>,
    pub predicate: Option<Id>,
}

/// One way to constrain values.
pub struct Component {
    /// Local name of the parameter that asks for it.
    pub parameter: &'static str,
    /// Name of the component, without `ConstraintComponent`.
    pub name: &'static str,
    /// What is said where it does not hold and the shape has no message; `{}` is the parameter.
    pub says: &'static str,
    /// The test for a parameter of a shape; None where it asks for nothing.
    compile: fn(&mut Reader<'_>, Asked) -> Result<Option<Test>, String>,
}

/// A parameter of a shape.
#[derive(Clone, Copy)]
pub struct Asked {
    pub shape: Id,
    pub parameter: Id,
}

/// Every component. `sh:property` and `sh:sparql` give results of their own and stand in the shape.
#[rustfmt::skip]
pub const COMPONENTS: &[Component] = &[
    Component { parameter: "class", name: "Class", says: "is no {}", compile: value::class },
    Component { parameter: "datatype", name: "Datatype", says: "is no well-formed {}", compile: value::datatype },
    Component { parameter: "nodeKind", name: "NodeKind", says: "is no {}", compile: value::node_kind },
    Component { parameter: "minCount", name: "MinCount", says: "has fewer than {}", compile: set::min_count },
    Component { parameter: "maxCount", name: "MaxCount", says: "has more than {}", compile: set::max_count },
    Component { parameter: "minExclusive", name: "MinExclusive", says: "is not above {}", compile: value::min_exclusive },
    Component { parameter: "minInclusive", name: "MinInclusive", says: "is below {}", compile: value::min_inclusive },
    Component { parameter: "maxExclusive", name: "MaxExclusive", says: "is not below {}", compile: value::max_exclusive },
    Component { parameter: "maxInclusive", name: "MaxInclusive", says: "is above {}", compile: value::max_inclusive },
    Component { parameter: "minLength", name: "MinLength", says: "has fewer than {} characters", compile: value::min_length },
    Component { parameter: "maxLength", name: "MaxLength", says: "has more than {} characters", compile: value::max_length },
    Component { parameter: "pattern", name: "Pattern", says: "does not match {}", compile: value::pattern },
    Component { parameter: "languageIn", name: "LanguageIn", says: "is in no language of {}", compile: value::language_in },
    Component { parameter: "uniqueLang", name: "UniqueLang", says: "has several values in one language", compile: set::unique_lang },
    Component { parameter: "equals", name: "Equals", says: "differs from {}", compile: set::equals },
    Component { parameter: "disjoint", name: "Disjoint", says: "is also a value of {}", compile: set::disjoint },
    Component { parameter: "lessThan", name: "LessThan", says: "is not less than {}", compile: set::less_than },
    Component { parameter: "lessThanOrEquals", name: "LessThanOrEquals", says: "is more than {}", compile: set::less_than_or_equals },
    Component { parameter: "hasValue", name: "HasValue", says: "lacks {}", compile: set::has_value },
    Component { parameter: "in", name: "In", says: "is none of {}", compile: value::is_in },
    Component { parameter: "closed", name: "Closed", says: "is not to be stated here", compile: set::closed },
    Component { parameter: "not", name: "Not", says: "fits {}, which it must not", compile: logic::not },
    Component { parameter: "and", name: "And", says: "does not fit all of {}", compile: logic::and },
    Component { parameter: "or", name: "Or", says: "fits none of {}", compile: logic::or },
    Component { parameter: "xone", name: "Xone", says: "does not fit exactly one of {}", compile: logic::xone },
    Component { parameter: "node", name: "Node", says: "does not fit {}", compile: logic::node },
    Component { parameter: "qualifiedMinCount", name: "QualifiedMinCount", says: "has fewer than {} that fit", compile: logic::qualified_min },
    Component { parameter: "qualifiedMaxCount", name: "QualifiedMaxCount", says: "has more than {} that fit", compile: logic::qualified_max },
];

impl Component {
    pub fn test(&self, reader: &mut Reader<'_>, asked: Asked) -> Result<Option<Test>, String> {
        (self.compile)(reader, asked)
    }
}

/// A test of each value by itself.
fn each(holds: impl Fn(&Judge<'_>, Id) -> bool + 'static) -> Result<Option<Test>, String> {
    Ok(Some(Box::new(move |judge, _, values| {
        values.iter().filter(|value| !holds(judge, **value)).map(|value| Offence { value: Some(*value), predicate: None }).collect()
    })))
}

/// A test of all values together.
fn together(holds: impl Fn(&Judge<'_>, Id, &[Id]) -> bool + 'static) -> Result<Option<Test>, String> {
    Ok(Some(Box::new(move |judge, focus, values| if holds(judge, focus, values) { Vec::new() } else { vec![Offence::default()] })))
}

/// A test that picks what offends, as often as it does.
fn picked(offenders: impl Fn(&Judge<'_>, Id, &[Id]) -> Vec<Id> + 'static) -> Result<Option<Test>, String> {
    Ok(Some(Box::new(move |judge, focus, values| {
        offenders(judge, focus, values).into_iter().map(|value| Offence { value: Some(value), predicate: None }).collect()
    })))
}
