//! Components that hold values against other shapes.

use super::{Asked, Test, each, together};
use crate::check::shape::Reader;

type Compiled = Result<Option<Test>, String>;

pub fn node(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let shape = reader.shape(asked.parameter, asked.shape)?;
    each(move |judge, value| judge.fits(shape, value))
}

pub fn not(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let shape = reader.shape(asked.parameter, asked.shape)?;
    each(move |judge, value| !judge.fits(shape, value))
}

pub fn and(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    counted(reader, asked, |fitting, all| fitting == all)
}

pub fn or(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    counted(reader, asked, |fitting, _| fitting > 0)
}

pub fn xone(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    counted(reader, asked, |fitting, _| fitting == 1)
}

/// A test of how many of the listed shapes a value fits.
fn counted(reader: &mut Reader<'_>, asked: Asked, holds: fn(usize, usize) -> bool) -> Compiled {
    let members = reader.facts.list(asked.parameter);
    let shapes = members.into_iter().map(|member| reader.shape(member, asked.shape)).collect::<Result<Vec<_>, _>>()?;
    each(move |judge, value| holds(shapes.iter().filter(|shape| judge.fits(**shape, value)).count(), shapes.len()))
}

pub fn qualified_min(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    qualified(reader, asked, |count, least| count >= least)
}

pub fn qualified_max(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    qualified(reader, asked, |count, most| count <= most)
}

/// A test of how many values fit the qualified shape and, where asked for, none of its siblings: the qualified shapes of
/// the other properties of the shapes that have this one.
fn qualified(reader: &mut Reader<'_>, asked: Asked, holds: fn(usize, usize) -> bool) -> Compiled {
    let bound = reader.number(asked.parameter)?;
    let Some(wanted) = reader.parameter(asked.shape, "qualifiedValueShape") else { return Ok(None) };
    let mut siblings = Vec::new();
    if reader.parameter(asked.shape, "qualifiedValueShapesDisjoint").is_some_and(|flag| reader.is_true(flag)) {
        for parent in reader.having(asked.shape, "property") {
            for property in reader.parameters(parent, "property") {
                siblings.extend(reader.parameters(property, "qualifiedValueShape"));
            }
        }
        siblings.retain(|sibling| *sibling != wanted);
    }
    let siblings = siblings.into_iter().map(|shape| reader.shape(shape, asked.shape)).collect::<Result<Vec<_>, _>>()?;
    let wanted = reader.shape(wanted, asked.shape)?;
    together(move |judge, _, values| {
        let fitting = values.iter().filter(|v| judge.fits(wanted, **v) && !siblings.iter().any(|s| judge.fits(*s, **v)));
        holds(fitting.count(), bound)
    })
}
