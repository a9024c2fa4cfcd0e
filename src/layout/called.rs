//! What markup calls a line outweighs how the line looks.

use super::look::Look;
use super::outline::View;
use super::path::Label;
use crate::document::{Line, Role};
use std::ops::Range;

/// The label of a line of contents that is called something.
pub fn label(role: Role) -> Option<Label> {
    match role {
        Role::Title => Some(Label::Title),
        Role::Author | Role::Affiliation => Some(Label::Byline),
        Role::Pages => Some(Label::Page),
        Role::Session => Some(Label::Session),
        Role::Volume | Role::Editor | Role::Furniture => None,
    }
}

/// The lines from the first to the last that are called a part of contents.
pub fn list(view: &View<'_>) -> Option<Range<usize>> {
    let called = |line: &Line| line.role.is_some_and(|role| label(role).is_some());
    let titles = view.lines.iter().filter(|l| l.role == Some(Role::Title)).count();
    let first = view.lines.iter().position(called).filter(|_| titles > 0)?;
    let last = view.lines.iter().rposition(called)?;
    Some(first..last + 1)
}

/// A page is a page where it is called one, and a line that is called anything is no furniture.
pub fn settle(lines: &[Line], looks: &mut [Look], furniture: &mut [Option<&'static str>]) {
    for ((line, look), furniture) in lines.iter().zip(looks).zip(furniture) {
        match line.role {
            None => {}
            Some(Role::Furniture) => *furniture = Some("furniture"),
            Some(role) => {
                look.chained |= role == Role::Pages && look.tail.is_some();
                *furniture = None;
            }
        }
    }
}
