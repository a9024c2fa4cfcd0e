//! Title pages of edited books: they name no meeting, and the title stands beside the editors or comes again as the half
//! title.

use super::forms::is_subtitle;
use super::notes::NOTES;
use super::{Imprint, is_imprint};
use crate::document::{Line, Passage};
use crate::layout::joining::{Hyphens, is_open, join, one_line};
use crate::layout::look::{self, capitals};
use crate::layout::words;
use crate::lexicon;
use crate::record::slug::key;
use crate::source::Spanned;
use std::ops::Range;

/// Lines of a region that title pages may take.
const FRONT: usize = 400;
/// Lines of a title with its subtitle, at most.
const MOST: usize = 6;

pub fn title(lines: &[&Line], out: &mut Imprint) {
    let lines = &lines[..lines.len().min(FRONT)];
    let mut printed = String::from(" ");
    for line in lines {
        printed += &key(line.text());
        printed.push(' ');
    }
    // half titles may be glued to the line before
    let times = |range: Range<usize>| {
        let text = key(&join(lines[range].iter().map(|l| &l.passage), Hyphens::InText).text);
        if text.len() < 4 { 0 } else { printed.match_indices(&text).take(9).count() }
    };
    let Some(mut block) = beside_editors(lines, out).or_else(|| repeated(lines, out, times)) else { return };
    // a half title right above the title
    let same = |i: usize, k: usize| key(lines[i].text()) == key(lines[k].text());
    while let Some(again) = (block.start + 1..block.end).find(|k| same(block.start, *k)) {
        block.start = again;
    }
    // where another page is glued to a line, the block ends
    let cut = |i: &usize| whole(lines[*i], lines).text.len() + glued(lines[*i].text(), lines) < lines[*i].text().trim_end().len();
    if let Some(last) = block.clone().find(cut) {
        block.end = last + 1;
    }
    let end = title_end(lines, &block, times);
    let of = |range: Range<usize>| {
        let passages: Vec<Passage> = lines[range].iter().map(|l| whole(l, lines)).collect();
        let passage = join(&passages, Hyphens::InText);
        Spanned::new(one_line(&passage), passage.whole())
    };
    let title = of(block.start..end);
    if title.value.len() < 4 {
        return;
    }
    out.proceedings.language = lexicon::language(&title.value).map(str::to_owned);
    out.proceedings.title = Some(title);
    // a book is no event: days in it are of its subject
    (out.event.dates, out.event.year, out.event.place) = (None, None, None);
    out.event.further_places.clear();
    if end < block.end {
        out.proceedings.subtitle = Some(of(end..block.end));
    }
    for (at, what) in [(block.start..end, "title"), (end..block.end, "subtitle")] {
        lines[at].iter().for_each(|line| out.claim(line, what));
    }
    // half titles and covers say it again, in one line or more
    let said = |value: &Option<Spanned<String>>| value.as_ref().map(|t| key(&t.value)).unwrap_or_default();
    let (title, subtitle) = (said(&out.proceedings.title), said(&out.proceedings.subtitle));
    for line in lines {
        let text = key(line.text());
        if text.len() > 3
            && !out.is_claimed(line)
            && (title == text || subtitle == text || text.len() > 8 && (title.contains(&text) || subtitle.contains(&text)))
        {
            out.furniture.push((line.span, "title-repeated"));
        }
    }
}

/// The lines right above `Edited by …`, or right below `… (eds.)`.
fn beside_editors(lines: &[&Line], out: &Imprint) -> Option<Range<usize>> {
    let editor = |i: usize| out.read.iter().any(|(span, what)| *span == lines[i].span && what.starts_with("editor"));
    let first = (0..lines.len()).find(|i| editor(*i))?;
    let last = (first..lines.len()).take_while(|i| editor(*i)).last()?;
    let above = || {
        let goes_up = |i: &usize| {
            is_title(lines, *i, out) && (*i + 1 == first || lines[*i + 1].blank_before == 0 && glued(lines[*i + 1].text(), lines) == 0)
        };
        let start = (0..first).rev().take(MOST).take_while(goes_up).last();
        start.map(|start| start..first)
    };
    let below = || {
        let from = last + 1;
        let end =
            (from..lines.len()).take(MOST).take_while(|i| is_title(lines, *i, out) && (*i == from || lines[*i].blank_before == 0)).last();
        end.map(|end| from..end + 1)
    };
    // `Edited by` goes before names, `(eds.)` after
    let leads = super::editors::leads(lines[first].text());
    let sides: [Option<Range<usize>>; 2] = if leads { [above(), below()] } else { [below(), above()] };
    sides.into_iter().flatten().next()
}

/// A line without what extraction glued to it: the half title before it, the page after it.
fn whole(line: &Line, lines: &[&Line]) -> Passage {
    let text = line.text();
    let start = glued(text, lines);
    let inside = text[start..].char_indices().zip(text[start..].chars().skip(1)).find(|((i, a), b)| {
        let (before, word) = text[start..][..*i].rsplit_once(' ').unwrap_or(("", ""));
        !before.is_empty() && a.is_lowercase() && b.is_uppercase() && word.chars().count() > 6 && word.starts_with(char::is_uppercase)
    });
    let end = inside.map_or(text.len(), |((i, a), _)| start + i + a.len_utf8());
    line.passage.trimmed(start..end)
}

/// Where a line begins anew that extraction glued to the half title before it: `OPEN GEARSOpen Gears`; or to anything else,
/// where the rest stands on a line of its own.
fn glued(text: &str, lines: &[&Line]) -> usize {
    let ends = |l: &&&Line| l.text().len() > 8 && l.text().len() < text.len() && text.ends_with(l.text()) && l.text().contains(' ');
    if let Some(own) = lines.iter().take(80).filter(ends).max_by_key(|l| l.text().len()) {
        return text.len() - own.text().len();
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let anew = |w: &[(usize, char)]| w[..3].iter().all(|c| c.1.is_uppercase()) && w[3].1.is_lowercase();
    let at = letters.windows(4).find(|w| anew(w)).map(|w| w[2].0);
    at.filter(|at| !text[..*at].chars().any(char::is_lowercase) && *at > 4).unwrap_or(0)
}

/// The first line that comes again, where something says that this is a book.
fn repeated(lines: &[&Line], out: &Imprint, times: impl Fn(Range<usize>) -> usize) -> Option<Range<usize>> {
    let book = !out.proceedings.identifiers.is_empty() || out.proceedings.publisher.is_some();
    if !book {
        return None;
    }
    let again =
        |i: &usize| is_title(lines, *i, out) && lines[*i].text().contains(' ') && key(lines[*i].text()).len() > 8 && times(*i..*i + 1) > 1;
    let start = (0..lines.len().min(60)).find(again)?;
    let end = (start + 1..lines.len()).take(MOST - 1).take_while(|i| lines[*i].blank_before == 0 && is_title(lines, *i, out)).last();
    Some(start..end.map_or(start + 1, |end| end + 1))
}

/// Where a block's title ends and the subtitle begins: where a colon parts them elsewhere, or where what comes again by
/// itself ends. What is always printed as a whole is one title.
fn title_end(lines: &[&Line], block: &Range<usize>, times: impl Fn(Range<usize>) -> usize) -> usize {
    let whole_line = |end: &usize| {
        let goes_on = *end < block.end && lines[*end].text().starts_with(char::is_lowercase);
        !is_open(lines[*end - 1].text()) && !goes_on
    };
    let ends: Vec<usize> = (block.start + 1..=block.end).filter(|end| whole_line(end) || *end == block.end).collect();
    let first = ends.first().copied().unwrap_or(block.end);
    let colon = |end: &&usize| {
        let last = whole(lines[**end - 1], lines).text.trim().to_owned() + ":";
        **end < block.end && lines.iter().any(|l| l.text().contains(&last))
    };
    if let Some(end) = ends.iter().find(colon) {
        return *end;
    }
    let said = |i: usize| key(&whole(lines[i], lines).text);
    let alone = |end: &&usize| {
        let length = **end - block.start;
        let at = (0..lines.len().saturating_sub(length)).filter(|i| !block.contains(i) && *i + length < lines.len());
        **end < block.end
            && at.into_iter().any(|i| (0..length).all(|k| said(i + k) == said(block.start + k)) && said(i + length) != said(**end))
    };
    if let Some(end) = ends.iter().find(alone) {
        return *end;
    }
    let long = times(block.clone());
    if long > 1 && block.len() < 4 { block.end } else { first }
}

fn is_title(lines: &[&Line], i: usize, out: &Imprint) -> bool {
    let (line, text) = (lines[i], lines[i].text());
    let text = &text[glued(text, lines)..];
    let (words, lower) = capitals(text);
    let prose = words > 9 && lower * 2 > words || text.ends_with('.') && words > 3;
    let address = text.contains('@') || text.contains("://") || text.starts_with("www.");
    let signs =
        text.starts_with(['©', '®', '—']) || text.contains(['|', '\u{fffd}']) || text.bytes().filter(u8::is_ascii_digit).count() > 4;
    let glued = words::split(text).any(|w| w.chars().count() > 40);
    !out.is_claimed(line)
        && (3..=120).contains(&text.len())
        && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !(prose || address || signs || glued)
        && !super::editors::signs(text)
        && NOTES.whole(&key(text)).is_none()
        && !is_imprint(text)
        && !is_subtitle(text)
        && (look::byline(text) < 3.0 || lower > 1 && look::byline(text) < 8.0)
}
