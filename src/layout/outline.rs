//! The regions of front matter: where the title pages end, where committees, contents and messages begin.

mod listed;
mod programme;
mod several;
mod signed;

pub use several::second;

use super::headings::{self, Opens};
use super::look::{self, Leader, Look};
use super::words;
use crate::document::{Line, Role};
use crate::record::script;
use crate::section::committee;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Imprint,
    Contents,
    /// A heading above committees, which says nothing by itself.
    Organizers,
    /// With its role, where the heading names one.
    Committee(Option<&'static str>),
    Message,
    Sponsors(Opens),
    /// A list that is not read yet: author index, programme, abstracts of talks.
    Unread,
}

/// What a region is called.
pub fn name(what: What) -> String {
    match what {
        What::Imprint => "title page".into(),
        What::Contents => "contents".into(),
        What::Organizers => "organizers".into(),
        What::Committee(role) => format!("committee {}", role.unwrap_or("of unknown role")),
        What::Message => "message".into(),
        What::Sponsors(_) => "sponsors".into(),
        What::Unread => "not read".into(),
    }
}

/// A stretch of lines that say one kind of thing.
#[derive(Clone, Debug)]
pub struct Region {
    pub what: What,
    /// The heading's line, and where on it the heading ends.
    pub heading: Option<(usize, usize)>,
    /// Lines after the heading.
    pub lines: Range<usize>,
    /// Of contents those that surely belong to them; the list may go on to the end of the region.
    pub core: Range<usize>,
}

/// Everything that is known of the lines before regions are drawn.
pub struct View<'a> {
    pub lines: &'a [Line],
    pub looks: &'a [Look],
    pub furniture: &'a [Option<&'static str>],
    /// There are three lines such as `Chair: Jane Doe` or more: the chairs of sessions.
    chairs: bool,
    /// For each line the next that is no furniture, or the number of lines.
    after: Vec<usize>,
}

impl<'a> View<'a> {
    pub fn new(lines: &'a [Line], looks: &'a [Look], furniture: &'a [Option<&'static str>]) -> Self {
        let mut after = vec![lines.len(); lines.len()];
        for i in (1..lines.len()).rev() {
            after[i - 1] = if furniture[i].is_none() { i } else { after[i] };
        }
        View { lines, looks, furniture, chairs: false, after }
    }
}

impl View<'_> {
    /// Surely an entry: it has a page, or its markup says so.
    fn strong(&self, i: usize) -> bool {
        let names = |j: Option<usize>| j.is_some_and(|j| self.looks[j].byline > 2.0 && !self.looks[j].prose);
        match self.lines[i].role {
            Some(Role::Title) => true,
            // a link to a paper, and who wrote it
            Some(Role::Document) if names(self.next(i)) => true,
            Some(Role::Author | Role::Editor) => false,
            _ => self.looks[i].chained && self.looks[i].tail.as_ref().is_some_and(|t| t.leader.is_strong()),
        }
    }

    /// Running text, and no long title with names right below it.
    fn running(&self, i: usize) -> bool {
        let text = |j: usize| self.lines[j].text();
        let names = |j: usize| self.looks[j].byline > 3.0 && !self.looks[j].prose && !text(j).starts_with(char::is_lowercase);
        let ended = |j: usize| text(j).ends_with(['.', ':', '!']);
        let below = (i + 1..(i + 3).min(self.lines.len())).find(|j| names(*j));
        let title = !self.lines[i].whole && !text(i).contains(". ") && below.is_some_and(|j| !ended(j - 1));
        self.looks[i].prose && !title
    }

    /// Nothing stands right above a line: it is parted from the text before, or begins a page.
    fn apart(&self, i: usize) -> bool {
        let line = &self.lines[i];
        line.blank_before > 0 || i == 0 || self.furniture[i - 1].is_some() || self.lines[i - 1].page != line.page
    }

    /// The next line after `i` that is no furniture.
    fn next(&self, i: usize) -> Option<usize> {
        self.after.get(i).copied().filter(|j| *j < self.lines.len())
    }
}

/// The regions of all files; none reaches from one file into the next.
pub fn outline(view: &View<'_>) -> Vec<Region> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < view.lines.len() {
        let file = view.lines[start].span.file;
        let end = start + view.lines[start..].iter().take_while(|l| l.span.file == file).count();
        let mut part = View::new(&view.lines[start..end], &view.looks[start..end], &view.furniture[start..end]);
        part.chairs = part.lines.iter().filter(|l| l.text().len() < 100 && super::cues::chair(l.text()).is_some()).nth(2).is_some();
        out.extend(outline_of_file(&part).into_iter().map(|r| Region {
            heading: r.heading.map(|(line, at)| (line + start, at)),
            lines: r.lines.start + start..r.lines.end + start,
            core: r.core.start + start..r.core.end + start,
            ..r
        }));
        start = end;
    }
    out
}

/// Where a region begins, and where its heading ends on that line.
type Start = (usize, What, Option<usize>);

fn outline_of_file(view: &View<'_>) -> Vec<Region> {
    let heads: Vec<Head> = (0..view.lines.len()).map(|i| heading(view, i)).collect();
    let contents = contents(view, &heads);
    let cores: Vec<Range<usize>> = contents.iter().map(|c| c.lines.clone()).collect();
    let mut starts: Vec<Start> = vec![(0, What::Imprint, None)];
    let mut i = 0;
    while i < view.lines.len() {
        if let Some(c) = contents.iter().find(|c| c.lines.start.max(1) - usize::from(c.heading) == i || c.lines.start == i) {
            starts.push((i, What::Contents, c.heading.then(|| view.lines[i].text().len())));
            // what follows up to the next heading may be more of it
            i = c.lines.end.max(i + 1);
            continue;
        }
        if view.furniture[i].is_none()
            && let Some((what, end)) = heads[i]
        {
            starts.push((i, what, Some(end)));
        } else if let Some(region) = after_committee(view, starts.last().copied(), i) {
            starts.push(region);
        }
        i += 1;
    }
    let mut out = Vec::new();
    for (k, (start, what, heading)) in starts.iter().enumerate() {
        let end = starts.get(k + 1).map_or(view.lines.len(), |s| s.0);
        let first = start + usize::from(heading.is_some());
        if heading.is_some() || first < end {
            let lines = first..end.max(first);
            let core = if *what == What::Contents { cores.iter().find(|c| c.start == first).cloned() } else { None };
            let core = core.map_or(lines.clone(), |c| c.start..c.end.min(lines.end));
            out.push(Region { what: *what, heading: heading.map(|e| (*start, e)), lines, core });
        }
    }
    out
}

/// A heading of the same level ends a committee, and so does a paper. Where names stand below the heading, it is one
/// more committee, of whatever kind.
fn after_committee(view: &View<'_>, last: Option<Start>, i: usize) -> Option<Start> {
    let (start, What::Committee(_), _) = last? else { return None };
    let line = &view.lines[i];
    if matches!(line.role, Some(Role::Title | Role::Document)) {
        return Some((i, What::Unread, None));
    }
    if !(1..=view.lines[start].heading).contains(&line.heading) || view.furniture[i].is_some() {
        return None;
    }
    let names = view.next(i).is_some_and(|n| {
        let first = view.lines[n].text().split([',', '(', '\t', ';']).next().unwrap_or("").trim();
        view.lines[n].heading == 0 && words::could_be_name(first) && view.looks[n].byline > 0.0
    });
    Some((i, if names { What::Committee(None) } else { What::Unread }, names.then_some(line.text().len())))
}

/// What a line opens, if it is a heading, and where on the line the heading ends.
type Head = Option<(What, usize)>;

fn heading(view: &View<'_>, i: usize) -> Head {
    let line = &view.lines[i];
    let text = line.text();
    // a leader stands in a list, even where it leads nowhere
    let led = view.looks[i].tail.as_ref().is_some_and(|t| t.leader == Leader::Dots);
    let sentence = || {
        let (words, lower) = look::capitals(text);
        words > 5 && lower * 2 > words
    };
    if view.strong(i) || led || view.looks[i].prose || view.looks[i].timed || begins_with_time(text) || line.whole && sentence() {
        return None;
    }
    let next = view.next(i);
    let next_text = next.map_or("", |n| view.lines[n].text());
    // `Program Committee: A, B, C` and `General Chair: Jane Doe, Acme`, but not the chairs of a programme's sessions
    let session = || i > 0 && super::cues::session_words(view.lines[i - 1].text());
    if super::cues::chair(text).is_some() && (view.chairs || session()) {
        return None;
    }
    // `委員長   山田 太郎` needs no colon, but `홍보 위원장` is a role as a whole
    let eastern = || text.split_once(' ').filter(|_| text.starts_with(script::is_eastern) && headings::role(text).is_none());
    let label = text.split_once(':').or_else(eastern);
    if let Some((head, rest)) = label
        && head.len() < 110
        && !rest.trim().is_empty()
        && let Some((role, _)) = headings::role(head)
        && words::could_be_name(first_name(rest))
    {
        // who chairs the session right above is no committee
        if role == "session-chair" && i > 0 && line.blank_before == 0 {
            return None;
        }
        return Some((What::Committee(Some(role)), head.len() + 1));
    }
    if text.len() > 110 {
        return None;
    }
    let bare = text.trim_end_matches([':', ' ']).trim_matches(|c| matches!(c, '[' | ']'));
    if let Some((opens, end)) = headings::opens(bare) {
        let whole = end == bare.len();
        let what = match opens {
            Opens::Message => {
                let prose_follows = prose_below(view, i);
                return (prose_follows && (view.apart(i) || line.heading > 0 || whole)).then_some((What::Message, text.len()));
            }
            Opens::Organization => (whole && !programme_follows(view, i)).then_some(What::Organizers),
            Opens::Sponsor | Opens::InCooperation | Opens::Supporter => {
                let inline = !whole && bare.len() - end < 60;
                (whole || inline).then_some(What::Sponsors(opens))
            }
            // the speakers may be listed as a committee is
            Opens::Invited if names_follow(view, i) => None,
            Opens::Index | Opens::Programme | Opens::Invited => (whole && view.apart(i)).then_some(What::Unread),
            Opens::Contents | Opens::Papers => None,
        };
        if let Some(what) = what {
            return Some((what, if whole { text.len() } else { end }));
        }
    }
    let (role, count) = headings::role(bare)?;
    if bare.contains(',') || bare.contains('.') && !bare.contains("Co.") {
        return None;
    }
    let again = || headings::role(next_text.trim_end_matches([':', ' '])).is_some() || headings::opens(next_text).is_some();
    (count > 0 && (names_follow(view, i) || again())).then_some((What::Committee(Some(role)), text.len()))
}

/// What stands before the first sign, or gap, after a label.
fn first_name(rest: &str) -> &str {
    let rest = rest.trim();
    let joined = rest.match_indices(' ').find(|(at, _)| words::conjunction(&rest[*at..]).is_some()).map(|(at, _)| at);
    let end = rest.find([',', '(', ';', '、']).into_iter().chain(rest.find("   ")).chain(joined).min();
    rest[..end.unwrap_or(rest.len())].trim()
}

/// Running text begins within a few lines, and no list whose first day stands above it.
fn prose_below(view: &View<'_>, i: usize) -> bool {
    let day = |j: &usize| view.looks[*j].day.is_some() && view.lines[*j].blank_before > 0;
    (i + 1..(i + 7).min(view.lines.len())).take_while(|j| !day(j)).any(|j| view.running(j))
}

/// `9:30 – 10:15 Invited Speaker`: a line of a programme.
fn begins_with_time(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = text[digits..].strip_prefix([':', '.']).map_or(0, |m| m.bytes().take_while(u8::is_ascii_digit).count());
    (1..=2).contains(&digits) && minutes == 2
}

/// The next line is a day or reads like a title: this is an entry of the contents.
fn programme_follows(view: &View<'_>, i: usize) -> bool {
    view.next(i).is_some_and(|n| {
        let (look, line) = (&view.looks[n], &view.lines[n]);
        look.day.is_some() || look.byline < -10.0 && !look.prose && line.heading == 0 && headings::role(line.text()).is_none()
    })
}

/// The next line begins with a name, or heads a line that does.
fn names_follow(view: &View<'_>, i: usize) -> bool {
    view.next(i).is_some_and(|n| {
        let text = view.lines[n].text();
        let named = view.looks[n].byline > -6.0 && committee::begins_with_name(text);
        let heads = |below: usize| text.len() < 60 && view.looks[n].tail.is_none() && committee::is_entry(view.lines[below].text());
        !view.looks[n].prose && (named || view.next(n).is_some_and(heads))
    })
}

/// A list of contents: its lines after the heading.
struct List {
    heading: bool,
    lines: Range<usize>,
}

/// Finds the lists of contents: below their headings, else where page numbers rise.
fn contents(view: &View<'_>, heads: &[Head]) -> Vec<List> {
    const FAR: usize = 16;
    let n = view.lines.len();
    let strong: Vec<usize> = (0..n).filter(|i| view.furniture[*i].is_none() && view.strong(*i)).collect();
    let is_heading = |i: usize| view.furniture[i].is_none() && !view.strong(i) && view.looks[i].heads(Opens::Contents, &view.lines[i]);
    let mut out: Vec<List> = Vec::new();
    for start in (0..n).filter(|i| is_heading(*i)) {
        if out.last().is_some_and(|l| l.lines.contains(&start)) {
            continue;
        }
        let mut last = start;
        // the contents of the next part of a set are a list of their own
        let next = (start + 1..n).find(|i| view.looks[*i].anew && is_heading(*i)).unwrap_or(n);
        for i in strong.iter().filter(|i| (start..next).contains(*i)) {
            if i - last > FAR && !quiet(view, heads, last, *i) {
                break;
            }
            last = *i;
        }
        let end = match last_page_alone(view, heads, start, FAR).filter(|l| *l > last) {
            Some(alone) => unpaged(view, heads, extend(view, heads, alone + 1)),
            None if last == start => until_heading(view, heads, start + 1),
            None => unpaged(view, heads, extend(view, heads, last + 1)),
        };
        out.push(List { heading: true, lines: start + 1..end.min(next) });
    }
    if out.is_empty() {
        let mut best: Option<(usize, usize, usize)> = None;
        let mut k = 0;
        while k < strong.len() {
            let mut j = k;
            while j + 1 < strong.len() && (strong[j + 1] - strong[j] <= FAR || quiet(view, heads, strong[j], strong[j + 1])) {
                j += 1;
            }
            if best.is_none_or(|b| j + 1 - k > b.2) {
                best = Some((strong[k], strong[j], j + 1 - k));
            }
            k = j + 1;
        }
        // two are enough where the markup names titles and authors
        let signed =
            |i: usize| view.lines[i].role == Some(Role::Title) && view.next(i).is_some_and(|n| view.lines[n].role == Some(Role::Author));
        if let Some((first, last, _)) = best.filter(|b| b.2 >= 3 || b.2 == 2 && signed(b.0)) {
            let mut start = first;
            // the title of a first entry whose page stands after its authors, and headings above it
            while start > 0 && first - start < 8 && view.lines[start].blank_before < 2 {
                match view.furniture[start - 1] {
                    Some("time" | "navigation") => {}
                    None if first - start < 5 && above(view, heads, start - 1, first) => {}
                    _ => break,
                }
                start -= 1;
            }
            out.push(List { heading: false, lines: start..extend(view, heads, last + 1) });
        }
    }
    if out.is_empty() {
        let opens = |i: usize| view.looks[i].heads(Opens::Programme, &view.lines[i]);
        out.extend(programme::find(view, heads).map(|lines| List { heading: lines.start > 0 && opens(lines.start - 1), lines }));
    }
    if out.is_empty() {
        out.extend(signed::find(view, heads));
    }
    if out.is_empty() {
        out.extend(listed::find(view, heads));
    }
    out
}

/// Nothing between two entries but entries' own lines: no heading, no running text.
fn quiet(view: &View<'_>, heads: &[Head], from: usize, to: usize) -> bool {
    let marked = |i: usize| matches!(view.lines[i].role, Some(Role::Author | Role::Affiliation | Role::Pages));
    (from + 1..to).all(|i| marked(i) || to - from <= 60 && (view.furniture[i].is_some() || !view.running(i) && heads[i].is_none()))
}

/// May a line above the first page number belong to the list?
fn above(view: &View<'_>, heads: &[Head], i: usize, first: usize) -> bool {
    if view.looks[i].prose || heads[i].is_some() {
        return false;
    }
    view.looks[i].day.is_some()
        || view.lines[i].role == Some(Role::Session)
        || super::cues::session_words(view.lines[i].text())
        || view.looks[first].byline > 2.0 && view.looks[i].byline < 0.0
}

/// The end of a list after its last sure page number: bylines, wrapped lines and entries whose page stands after one
/// space still belong to it.
fn extend(view: &View<'_>, heads: &[Head], from: usize) -> usize {
    let (mut from, mut end) = (from, from);
    while end < view.lines.len() && end - from < 8 {
        let look = &view.looks[end];
        let marked = matches!(view.lines[end].role, Some(Role::Author | Role::Affiliation | Role::Pages));
        if marked || look.chained && view.furniture[end].is_none() && !look.folio && !look.prose {
            end += 1;
            from = end;
            continue;
        }
        let line = &view.lines[end];
        let stop = view.furniture[end].is_some() || view.looks[end].prose || heads[end].is_some() || line.blank_before > 1;
        let open = end > 0 && super::joining::is_open(view.lines[end - 1].text());
        if stop || !(view.looks[end].byline > 0.0 || open || words::could_be_name(line.text())) {
            break;
        }
        end += 1;
    }
    end
}

/// Where a list goes on without pages after the last of them: names at every turn, and titles between them.
fn unpaged(view: &View<'_>, heads: &[Head], from: usize) -> usize {
    const TURN: usize = 6;
    let (mut end, mut title, mut turns) = (from, false, 0);
    for (i, head) in heads.iter().enumerate().skip(from) {
        if view.furniture[i].is_some() {
            continue;
        }
        let (look, turned) = (&view.looks[i], i > 0 && view.furniture[i - 1].is_some());
        if i - end > TURN || head.is_some() || view.running(i) || view.lines[i].blank_before > 1 && !turned {
            break;
        }
        if look.byline > 3.0 {
            turns += usize::from(title);
            (end, title) = (i + 1, false);
        }
        title |= look.byline < -3.0 && !super::cues::session_words(view.lines[i].text());
    }
    if turns > 1 { end } else { from }
}

/// A list without page numbers goes on to the next heading; `Organization` with no committee below it is an entry.
fn until_heading(view: &View<'_>, heads: &[Head], from: usize) -> usize {
    let opens = |i: usize| match heads[i] {
        Some((What::Organizers, _)) => names_follow(view, i) || view.next(i).is_some_and(|n| heads[n].is_some()),
        head => head.is_some(),
    };
    (from..view.lines.len()).find(|i| view.furniture[*i].is_none() && opens(*i)).unwrap_or(view.lines.len())
}

/// The last of the pages that stand on lines of their own below a heading of contents, where there are no others.
fn last_page_alone(view: &View<'_>, heads: &[Head], start: usize, far: usize) -> Option<usize> {
    let alone = |i: usize| view.looks[i].tail.as_ref().filter(|t| t.leader == Leader::Alone && view.looks[i].chained);
    let page = |i: usize| alone(i)?.pages.as_ref()?.first.sort;
    let (mut last, mut so_far, mut count) = (start, i32::MIN, 0);
    for i in start + 1..view.lines.len() {
        if view.strong(i) || i - last > far && page(i).is_some() && !quiet(view, heads, last, i) || i - last > 60 {
            break;
        }
        if let Some(p) = page(i).filter(|p| *p >= so_far && i > last + 1) {
            (last, so_far, count) = (i, p, count + 1);
        }
    }
    (count >= 4).then_some(last)
}
