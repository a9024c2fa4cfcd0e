//! The contents as a table: pages, titles, bylines, under days and sessions.

use super::Page;
use crate::record::{Contribution, ContributionKind, Item, ItemKind, Pages, Session, Volume};
use crate::source::Spanned;
use crate::terminal::{Style, plain, width};

/// A row of the contents.
enum Entry<'a> {
    Item(&'a Item),
    Contribution(&'a Contribution),
}

pub(super) fn draw(page: &mut Page, volume: &Volume) {
    let entries = entries(volume);
    if entries.is_empty() && volume.sessions.is_empty() && volume.days.is_empty() {
        return;
    }
    let remark = match entries.len() {
        1 => "1 entry".to_owned(),
        n => format!("{n} entries"),
    };
    page.heading("Contents", &remark);
    let pages: Vec<String> = entries.iter().map(|e| e.pages()).collect();
    let indent = pages.iter().map(|p| width(p)).max().map_or(2, |w| if w == 0 { 2 } else { w + 4 });
    let mut programme = Programme { volume, days: 0, sessions: 0, current: None };
    for (entry, pages) in entries.iter().zip(&pages) {
        let lead = format!("  {pages}");
        match entry {
            Entry::Item(item) => {
                if programme.current.is_some() && programme.sessions == volume.sessions.len() {
                    page.gap();
                }
                page.hang(indent, &lead, &plain(&item.title.value), None);
            }
            Entry::Contribution(entry) => {
                programme.reach(page, entry.session);
                let session = entry.session.and_then(|s| volume.sessions.get(s));
                page.hang(indent, &lead, &title(entry, session), Some(Style::Bold));
                if !entry.authors.is_empty() {
                    page.hang(indent, "", &super::people::byline(&entry.authors), None);
                }
            }
        }
    }
    programme.rest(page);
    if entries.iter().any(|e| matches!(e, Entry::Contribution(c) if c.pages.is_some() && c.derived_end.is_some())) {
        page.gap();
        let legend = "3–14: the last page is derived from the next entry; 3-14: it is printed.";
        page.hang(2, "", legend, Some(Style::Dim));
    }
}

impl Entry<'_> {
    /// Pages as printed with a hyphen, or with a dash before a derived end.
    fn pages(&self) -> String {
        let (pages, end) = match self {
            Entry::Item(item) => (&item.pages, None),
            Entry::Contribution(entry) => (&entry.pages, entry.derived_end),
        };
        let Some(Spanned { value: pages @ Pages { first, last, further }, .. }) = pages else { return String::new() };
        match (last, end) {
            _ if !further.is_empty() => plain(&pages.to_string()),
            (Some(last), _) => format!("{}-{}", plain(&first.label), plain(&last.label)),
            (None, Some(end)) if end.to_string() != first.label => format!("{}–{end}", plain(&first.label)),
            (None, _) => plain(&first.label),
        }
    }
}

/// Contributions in printed order, other entries put among them by page, or where they stand if they have none.
fn entries(volume: &Volume) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry> = volume.contributions.iter().map(Entry::Contribution).collect();
    let mut items: Vec<&Item> = volume.items.iter().filter(|i| i.pages.is_some() || is_entry(i.kind)).collect();
    items.sort_by_key(|i| (sort(&i.pages).unwrap_or(i32::MAX), i.title.span));
    for item in items {
        let at = match (&item.pages, sort(&item.pages)) {
            (Some(_), Some(number)) => entries.iter().position(|e| e.number().is_some_and(|n| n > number)),
            (Some(_), None) => None,
            (None, _) => entries.iter().position(|e| matches!(e, Entry::Contribution(c) if c.span > item.title.span)),
        };
        entries.insert(at.unwrap_or(entries.len()), Entry::Item(item));
    }
    entries
}

/// A list or a message without a page is a part of the front matter and not an entry of the contents.
fn is_entry(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::AuthorIndex | ItemKind::Other)
}

fn sort(pages: &Option<Spanned<Pages>>) -> Option<i32> {
    pages.as_ref().and_then(|p| p.value.first.sort)
}

impl Entry<'_> {
    fn number(&self) -> Option<i32> {
        match self {
            Entry::Item(item) => sort(&item.pages),
            Entry::Contribution(entry) => sort(&entry.pages),
        }
    }
}

/// The title, with its kind where neither the session nor the plain reading says it.
fn title(entry: &Contribution, session: Option<&Session>) -> String {
    let kind = match entry.kind {
        ContributionKind::FullPaper => "",
        ContributionKind::ShortPaper => "short paper",
        ContributionKind::Keynote => "keynote",
        ContributionKind::Invited => "invited",
        ContributionKind::Poster => "poster",
        ContributionKind::Demo => "demo",
    };
    let first = kind.split(' ').next().unwrap_or(kind);
    let said = session.is_some_and(|s| s.title.value.to_lowercase().contains(first));
    let doubt = if entry.confidence < super::people::DOUBTFUL { " (?)" } else { "" };
    match kind {
        "" => format!("{}{doubt}", plain(&entry.title.value)),
        _ if said => format!("{}{doubt}", plain(&entry.title.value)),
        _ => format!("{} [{kind}]{doubt}", plain(&entry.title.value)),
    }
}

/// How far the days and sessions have been printed.
struct Programme<'a> {
    volume: &'a Volume,
    days: usize,
    sessions: usize,
    current: Option<usize>,
}

impl Programme<'_> {
    /// Prints the headings up to a session, those without entries too.
    fn reach(&mut self, page: &mut Page, session: Option<usize>) {
        if session == self.current {
            return;
        }
        self.current = session;
        let Some(index) = session.filter(|s| *s < self.volume.sessions.len()) else { return page.gap() };
        if index < self.sessions {
            return self.session(page, index);
        }
        while self.sessions <= index {
            self.next(page);
        }
    }

    fn next(&mut self, page: &mut Page) {
        let index = self.sessions;
        self.sessions += 1;
        if let Some(day) = self.volume.sessions[index].day {
            self.days_before(page, day + 1);
        }
        self.session(page, index);
    }

    fn days_before(&mut self, page: &mut Page, end: usize) {
        while self.days < end.min(self.volume.days.len()) {
            let day = &self.volume.days[self.days];
            self.days += 1;
            page.gap();
            let date = day.date.map_or(String::new(), |d| format!("  {d}"));
            let label = page.paint.with(Style::Yellow, &plain(&day.label.value));
            page.line(format!("{label}{}", page.paint.with(Style::Dim, &date)));
        }
    }

    fn session(&self, page: &mut Page, index: usize) {
        let session = &self.volume.sessions[index];
        let title = plain(&session.title.value);
        let mut text = match &session.number {
            Some(number) if !title.to_lowercase().starts_with("session") => format!("Session {}: {title}", plain(number)),
            _ => title,
        };
        if !session.chairs.is_empty() {
            text.push_str(&format!(" · chair {}", super::people::byline(&session.chairs)));
        }
        page.gap();
        page.hang(0, "", &text, Some(Style::Cyan));
    }

    fn rest(&mut self, page: &mut Page) {
        while self.sessions < self.volume.sessions.len() {
            self.next(page);
        }
        self.days_before(page, self.volume.days.len());
    }
}
