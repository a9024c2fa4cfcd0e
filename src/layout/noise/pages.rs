//! Pages that were read as letters, or into the word before them: the rising chain of pages brackets what they were.

use super::{GLUED_PAGE, Mended, PAGE_DIGITS, digits, leaders, rising};
use crate::document::{Line, trim};
use crate::layout::look::{Leader, Look, Tail, has_dots, is_leader_sign, leader_start};
use crate::record::Pages;
use std::ops::Range;

/// The pages around a line that are sure.
struct Around {
    before: Option<(usize, i32)>,
    after: Option<(usize, i32)>,
}

/// What is known of the list as a whole.
struct List {
    /// Lines from one page to the next where none is missing between.
    step: usize,
    /// The most that pages rise from one entry to the next.
    rise: i32,
    /// What most entries have before their page.
    leader: Leader,
    /// Many of its leaders are damaged, so more is to be expected.
    damaged: bool,
}

/// A page as it should be, and its place in the line.
pub(super) struct Found {
    pub at: Range<usize>,
    pub page: u32,
    pub glued: bool,
}

pub fn mend(lines: &[Line], looks: &mut [Look], leaders: &mut Vec<(usize, Range<usize>)>, out: &mut Mended) {
    for (i, found) in glued_throughout(lines, looks) {
        repair(&lines[i], &mut looks[i], &found, out);
    }
    for (i, found) in rising::mend(lines, looks, leaders.len() >= 3) {
        looks[i].chained = true;
        if let Some(found) = found {
            repair(&lines[i], &mut looks[i], &found, out);
        }
    }
    let mut sure: Vec<(usize, i32)> = (0..looks.len()).filter_map(|i| sure(&looks[i]).map(|page| (i, page))).collect();
    if sure.len() < 3 {
        return;
    }
    let list = List::of(&sure, looks, leaders.len());
    // a dot that was read as the first digit of a page makes it fall out of the chain
    let rises = |k: usize| (k == 0 || sure[k - 1].1 <= sure[k].1) && sure.get(k + 1).is_none_or(|s| sure[k].1 <= s.1);
    if list.damaged {
        sure = (0..sure.len()).filter(|k| rises(*k)).map(|k| sure[k]).collect();
    }
    let mut before: Option<(usize, i32)> = None;
    let mut next = 0;
    for (i, line) in lines.iter().enumerate() {
        if sure.get(next).is_some_and(|s| s.0 == i) {
            before = Some(sure[next]);
            next += 1;
            if let Some(at) = weak_leader(line, &mut looks[i], &list) {
                leaders.push((i, at));
            }
            continue;
        }
        if line.role.is_some() || looks[i].prose {
            continue;
        }
        let around = Around { before, after: sure.get(next).copied() };
        let near = |s: Option<(usize, i32)>| s.is_some_and(|s| s.0.abs_diff(i) <= 8.max(list.step * 3));
        if !near(around.before) && !near(around.after) {
            continue;
        }
        if let Some(found) = page(line.text(), &looks[i], i, &around, &list) {
            repair(line, &mut looks[i], &found, out);
            before = Some((i, found.page as i32));
        } else if near(around.before) && near(around.after) {
            lost(line, &mut looks[i], i, &list, leaders);
        }
    }
}

/// An arabic page in the chain.
fn sure(look: &Look) -> Option<i32> {
    let pages = look.tail.as_ref().filter(|_| look.chained)?.pages.as_ref()?;
    pages.first.arabic()
}

impl List {
    fn of(sure: &[(usize, i32)], looks: &[Look], damaged: usize) -> List {
        let mut steps: Vec<usize> = sure.windows(2).map(|w| w[1].0 - w[0].0).collect();
        steps.sort_unstable();
        let step = steps.get(steps.len() / 4).copied().unwrap_or(1).max(1);
        let rise = sure.windows(2).map(|w| w[1].1 - w[0].1).max().unwrap_or(0);
        let count = |leader: Leader| sure.iter().filter(|s| looks[s.0].tail.as_ref().is_some_and(|t| t.leader == leader)).count();
        let all = [Leader::Dots, Leader::Tab, Leader::Gap, Leader::Space, Leader::Alone];
        let leader = all.into_iter().max_by_key(|l| count(*l)).unwrap_or(Leader::Space);
        List { step, rise, leader, damaged: damaged >= 3 && damaged * 5 >= sure.len() }
    }
}

/// Least entries of a list whose every page is glued to the word before it.
const GLUED: usize = 8;

/// A list that was extracted without its leaders: line after line ends in a number at the end of a word, and the numbers
/// rise as pages do, faster than marks of affiliations.
fn glued_throughout(lines: &[Line], looks: &[Look]) -> Vec<(usize, Found)> {
    let candidates: Vec<(usize, Found)> =
        lines.iter().zip(looks).enumerate().filter_map(|(i, (line, look))| Some((i, glued(line, look)?))).collect();
    let pages = looks.iter().filter(|look| sure(look).is_some()).count();
    if candidates.len() < GLUED || pages * 3 > candidates.len() {
        return Vec::new();
    }
    // the longest that rises: the last of the best chain of each length
    let (mut ends, mut link): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (k, (_, found)) in candidates.iter().enumerate() {
        let length = ends.partition_point(|end| candidates[*end].1.page < found.page);
        link.push(length.checked_sub(1).map(|n| ends[n]));
        match ends.get_mut(length) {
            Some(end) => *end = k,
            None => ends.push(k),
        }
    }
    let mut chain: Vec<usize> = std::iter::successors(ends.last().copied(), |k| link[*k]).collect();
    chain.reverse();
    let rise = chain.first().zip(chain.last()).map_or(0, |(a, b)| candidates[*b].1.page - candidates[*a].1.page);
    if chain.len() < GLUED || chain.len() * 5 < candidates.len() * 4 || (rise as usize) < chain.len() * 3 {
        return Vec::new();
    }
    let mut chain = chain.into_iter().peekable();
    let kept = candidates.into_iter().enumerate().filter(|(k, _)| chain.next_if_eq(k).is_some());
    kept.map(|(_, found)| found).collect()
}

/// A number of up to three digits at the end of a word.
fn glued(line: &Line, look: &Look) -> Option<Found> {
    let text = line.text();
    if look.tail.is_some() || look.day.is_some() || line.role.is_some() {
        return None;
    }
    let digits = text.len() - text.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    let before = text[..digits].chars().next_back().filter(|c| c.is_alphabetic() || matches!(c, '.' | ')' | '?' | '!' | '"' | '”'))?;
    let decimal = before == '.' && text[..digits - 1].ends_with(|c: char| c.is_ascii_digit());
    let page = text[digits..].parse().ok().filter(|_| text.len() - digits < 4 && !decimal && !text[digits..].starts_with('0'))?;
    Some(Found { at: digits..text.len(), page, glued: true })
}

/// The one page that a line can end in, if it ends in what may be a damaged page.
fn page(text: &str, look: &Look, i: usize, around: &Around, list: &List) -> Option<Found> {
    if look.tail.as_ref().and_then(|t| t.pages.as_ref()?.first.arabic()).is_some() {
        return None;
    }
    let token = last_token(text);
    let word = &text[token..];
    let printed = word.bytes().any(|b| b.is_ascii_digit());
    let lead = match () {
        () if token == 0 => printed,
        () if led(&text[..token]) => true,
        () => printed && (list.damaged || list.leader == Leader::Space) && text[..token].ends_with(' '),
    };
    let fits = |page: &u32| {
        let page = *page as i32;
        match (around.before, around.after) {
            (Some((_, low)), Some((_, high))) => low < page && page < high,
            (Some((_, low)), None) => printed && low < page && page <= low + list.rise.max(1) * 2,
            // a roman page may come before the first
            (None, Some((_, high))) => page < high && (printed || word == "l"),
            (None, None) => false,
        }
    };
    let mut readings = if lead { digits::readings(word) } else { Vec::new() };
    if list.damaged && readings.first().is_some_and(|page| *page > 9 && !fits(page)) {
        readings.extend(rest_of(&readings[0].to_string()));
    }
    readings.retain(fits);
    match readings[..] {
        [page] => return Some(Found { at: token..text.len(), page, glued: false }),
        [] => {}
        _ => return None,
    }
    // `Premjith B26`: both neighbours must stand where an entry between them leaves room
    let ((first, _), (last, _)) = (around.before?, around.after?);
    if last - first + 1 < list.step * 2 || look.tail.is_some() || i - first > list.step * 2 {
        return None;
    }
    let digits = text.len() - text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let page: u32 = text[digits..].parse().ok().filter(|page: &u32| !text[digits..].starts_with('0') && fits(page))?;
    let name = text[..digits].rsplit(char::is_whitespace).next().filter(|w| w.chars().all(char::is_alphabetic))?;
    let lower = name.chars().count() > 2 && name.ends_with(char::is_lowercase);
    let initial = name.len() == 1 && name.starts_with(char::is_uppercase) && look.byline > 0.0;
    (lower || initial).then_some(Found { at: digits..text.len(), page, glued: true })
}

/// A number without its first digit.
fn rest_of(digits: &str) -> Option<u32> {
    digits.get(1..).filter(|rest| !rest.starts_with('0')).and_then(|rest| rest.parse().ok())
}

/// Where the last word begins, cut at leader signs as well.
fn last_token(text: &str) -> usize {
    text.rfind(|c: char| c.is_whitespace() || is_leader_sign(c)).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8))
}

/// A leader, a tab or a gap stands at the end.
fn led(before: &str) -> bool {
    let space = &before[before.trim_end().len()..];
    has_dots(before) || space.contains('\t') || space.len() >= 3 || leaders::garbled(before).is_some()
}

fn repair(line: &Line, look: &mut Look, found: &Found, out: &mut Mended) {
    let text = line.text();
    let before = &text[..found.at.start];
    let space = &before[before.trim_end().len()..];
    let leader = match () {
        () if found.at.start == 0 => Leader::Alone,
        () if found.glued => Leader::Space,
        () if space.contains('\t') => Leader::Tab,
        () if led(before) && !has_dots(before) && space.len() >= 3 => Leader::Gap,
        () if led(before) => Leader::Dots,
        () => Leader::Space,
    };
    let repaired = found.page.to_string();
    let printed = &text[found.at.clone()];
    let span = line.passage.span(found.at.clone());
    if found.glued {
        let word = last_token(text);
        let apart = format!("{} {repaired}", &text[word..found.at.start]);
        let message = format!("`{}` is read as `{apart}`, the page of an entry", &text[word..]);
        out.add(&GLUED_PAGE, line.passage.span(word..text.len()), &text[word..], &apart, message);
    } else {
        let message = format!("`{printed}` is read as page {repaired}, which alone fits between its neighbours");
        out.add(&PAGE_DIGITS, span, printed, &repaired, message);
    }
    let end = body_end(text, found.at.start);
    if found.at.start > 0 {
        look.narrow(line, trim(text, look.body.start.min(end)..end));
    }
    look.folio = false;
    look.chained = true;
    look.tail = Some(Box::new(Tail { leader, pages: Pages::parse(&repaired), at: found.at.clone() }));
}

/// Where the text before a leader ends.
fn body_end(text: &str, page: usize) -> usize {
    let before = &text[..page];
    // of dots that are left the last alone is no remains
    let left = || leaders::remains(before).filter(|_| !has_dots(before));
    leaders::garbled(before).or_else(left).unwrap_or_else(|| leader_start(text, page))
}

/// A leader whose page is not there, or is no number that fits.
fn lost(line: &Line, look: &mut Look, i: usize, list: &List, leaders: &mut Vec<(usize, Range<usize>)>) {
    let text = line.text();
    if look.tail.is_some() || text.is_empty() {
        return;
    }
    let token = last_token(text);
    // ` .` at the end is what is left of a leader where others are damaged
    let dot = || text.strip_suffix('.').map(str::trim_end).filter(|rest| rest.len() + 1 < text.len()).map(str::len);
    let left = || leaders::residue(text).or_else(dot).filter(|_| list.damaged);
    let (start, at) = match leaders::garbled(text).or_else(left) {
        Some(start) => (start, text.len()),
        None if text[token..].chars().count() <= 3 => {
            let before = &text[..token];
            match leaders::garbled(before) {
                Some(start) => (start, token),
                None if has_dots(before) => (leader_start(text, token), token),
                None => return,
            }
        }
        None => return,
    };
    if start < at && !has_dots(&text[..at]) {
        leaders.push((i, start..at));
    }
    look.narrow(line, trim(text, look.body.start.min(start)..start));
    look.chained |= list.damaged;
    look.tail = Some(Box::new(Tail { leader: Leader::Dots, pages: None, at: at..text.len() }));
}

/// What is left of a leader, in a list whose entries have leaders.
fn weak_leader(line: &Line, look: &mut Look, list: &List) -> Option<Range<usize>> {
    let tail = look.tail.as_mut().filter(|t| list.leader == Leader::Dots && t.leader == Leader::Space)?;
    let start = leaders::remains(&line.text()[..tail.at.start]).filter(|start| *start > look.body.start)?;
    tail.leader = Leader::Dots;
    let at = start..tail.at.start;
    look.narrow(line, trim(line.text(), look.body.start..start));
    Some(at)
}
