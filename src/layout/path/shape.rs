//! What each line says for each label by itself.

use super::super::look::Leader;
use super::{L, LABELS, Label, Lines, Order, PageAt, Setting, authors_first};
use crate::document::Role;

/// What the form and the words of a line say for the labels, worked out as far as it is the same under every setting.
pub struct Shape {
    /// Scores of the labels that no setting changes.
    scores: [f32; L],
    /// Ends in a page of the list.
    page: bool,
    /// A day, or a page number alone: nothing of an entry.
    barred: bool,
    author: bool,
    front: bool,
    /// Bears no mark in a list whose titles do.
    bare: bool,
    names: f32,
    run: f32,
    /// What marks before it say for a line that begins no entry, and for one that does.
    begins: [f32; 2],
    small: bool,
    prose: f32,
    /// What a byline pays for the blank line above it, or for being set as a heading.
    apart: f32,
    role: Option<Role>,
    /// What a line pays that is a sentence by itself.
    sentence: f32,
}

impl Shape {
    pub fn of(list: &Lines<'_>, i: usize) -> Self {
        let (line, look) = (list.lines[i], list.looks[i]);
        let page = list.has_page(i);
        let (day, alone) = (look.day.is_some(), look.tail.as_ref().is_some_and(|t| t.leader == Leader::Alone));
        let marked = f32::from(look.number.is_some() || look.timed);
        let (bullet, bold) = (f32::from(line.bullet), f32::from(line.bold));
        let mut shape = Self {
            scores: [0.0; L],
            page,
            barred: day || alone,
            author: list.is_author(i),
            front: list.is_front(i),
            bare: list.marked_titles && !list.marked(i) && !line.bold && !page,
            names: look.byline.clamp(-24.0, 24.0),
            run: look.run.min(12.0),
            begins: [-8.0 * bullet - 2.0 * bold - 12.0 * marked, 6.0 * bullet + 4.0 * bold + 5.0 * marked],
            small: list.facts[i].small,
            prose: if look.prose && !page { -3.0 } else { 0.0 },
            apart: f32::from(line.blank_before > 0) + 4.0 * f32::from(line.heading > 0 && line.role.is_none()),
            role: line.role,
            sentence: 12.0 * f32::from(line.whole && look.prose),
        };
        let alone_in_order = if alone && page { 9.0 } else { -50.0 };
        for label in LABELS {
            let score = match label {
                Label::Title | Label::TitleMore | Label::Byline => continue,
                _ if day && label != Label::Day => -30.0,
                _ if alone && !matches!(label, Label::Page | Label::Other) => -30.0,
                Label::Session => shape.session(list, i),
                Label::Day if day => 20.0,
                Label::Chair if list.facts[i].chair => 20.0,
                Label::Day | Label::Chair => -50.0,
                Label::Page => alone_in_order,
                Label::Other => shape.other(list, i),
            };
            shape.scores[label as usize] = shape.marked(label, score);
        }
        shape
    }

    /// Score of the line under each label.
    pub fn scores(&self, setting: Setting) -> [f32; L] {
        let mut scores = self.scores;
        for label in [Label::Title, Label::TitleMore, Label::Byline] {
            let score = if self.barred { -30.0 } else { self.entry(label, setting) };
            scores[label as usize] = self.marked(label, score);
        }
        scores
    }

    /// With what the markup says.
    fn marked(&self, label: Label, score: f32) -> f32 {
        let sentence = if label == Label::Other { 0.0 } else { self.sentence };
        score + self.role.map_or(0.0, |role| marked(role, label)) - sentence
    }

    /// Score of a line of an entry, which is set as the list has it.
    fn entry(&self, label: Label, setting: Setting) -> f32 {
        let paged = |at: PageAt, yes: f32, no: f32| match (self.page, setting.page) {
            (true, PageAt::Nowhere) => -2.0,
            (true, p) if p == at => yes,
            (true, _) => no,
            (false, _) => 0.0,
        };
        let first = if setting.page == PageAt::TitleStart { PageAt::TitleStart } else { PageAt::TitleEnd };
        // an entry of one run pays what it would gain by chance where title and names have their own lines
        let as_title = match setting.order {
            Order::OneRun => self.run - if label == Label::Title { 2.5 } else { 0.0 },
            _ => -0.5 * self.names,
        };
        let begins = |begins: bool| self.begins[usize::from(begins)];
        match label {
            Label::Byline if setting.order == Order::OneRun && !self.author => -50.0,
            Label::Byline if self.front => -20.0,
            Label::Title => {
                let small = f32::from(self.small || self.bare && !authors_first(setting));
                as_title + begins(!authors_first(setting)) + paged(first, 6.0, -5.0) - 5.0 * small + self.prose
            }
            Label::TitleMore => as_title - 1.0 + begins(false) + paged(PageAt::TitleEnd, 5.0, -5.0) + self.prose,
            _ => 0.5 * self.names + begins(authors_first(setting)) + paged(PageAt::BylineEnd, 6.0, -7.0) + self.prose * 2.0 - self.apart,
        }
    }

    fn session(&self, list: &Lines<'_>, i: usize) -> f32 {
        let (line, facts, text) = (list.lines[i], &list.facts[i], list.body(i));
        if list.has_leader(i) || list.looks[i].prose {
            return -20.0;
        }
        if facts.chaired && facts.words < 12 {
            return 18.0;
        }
        if facts.session {
            // against the bold face, which speaks for a title
            return 12.0 + 8.0 * f32::from(line.bold || line.heading > 0);
        }
        let mut score = -2.5 - 0.6 * self.names.max(0.0);
        score += if facts.filled < 0.6 { 2.0 } else { -3.0 };
        score -= 6.0 * f32::from(facts.words > 8) + 3.0 * f32::from(text.contains(':')) + 4.0 * f32::from(text.ends_with('.'));
        score -= 6.0 * f32::from(line.bullet) + 10.0 * f32::from(self.small) + 6.0 * f32::from(facts.open) + 4.0 * f32::from(self.page);
        score + (5.0 * f32::from(line.heading > 0) + if line.blank_before > 0 { 1.5 } else { 0.0 })
    }

    fn other(&self, list: &Lines<'_>, i: usize) -> f32 {
        match () {
            () if list.facts[i].pause && !self.page => 20.0,
            () if list.looks[i].prose && !self.page => 1.0,
            () if list.has_leader(i) => -12.0,
            () => -5.0,
        }
    }
}

/// What the markup of a line says for a label: much, for it may be wrong.
fn marked(role: Role, label: Label) -> f32 {
    match (role, label) {
        (Role::Title, Label::Title)
        | (Role::Author | Role::Affiliation, Label::Byline)
        | (Role::Session, Label::Session)
        | (Role::Pages, Label::Page) => 12.0,
        (Role::Document, Label::Title) => 5.0,
        (Role::Document, Label::TitleMore | Label::Byline | Label::Session | Label::Other) => -4.0,
        (Role::Document | Role::Time | Role::Furniture, _) => 0.0,
        (Role::Title | Role::Author | Role::Affiliation | Role::Session | Role::Pages, _) => -12.0,
        // of the volume, not of an entry
        (_, Label::Other) => 12.0,
        _ => -12.0,
    }
}
