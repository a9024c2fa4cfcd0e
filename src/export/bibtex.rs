//! BibTeX: a volume is a `@proceedings` to which its papers refer. Letters stay as they are, in UTF-8.

use super::{Format, Writer};
use crate::catalogue::{Mention, Pages, Paper, Volume};
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "bibtex",
    title: "BibTeX: a @proceedings and an @inproceedings for each paper",
    readers: "LaTeX, Zotero, JabRef",
    extensions: &["bib", "bibtex"],
    media_type: "application/x-bibtex",
    write: Writer::Volumes(write),
};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Papers come first: BibTeX wants an entry before the one that it refers to.
pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    for volume in volumes {
        volume.papers.iter().try_for_each(|paper| inproceedings(volume, paper, out))?;
        proceedings(volume, out)?;
    }
    Ok(())
}

fn inproceedings(volume: &Volume, paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "@inproceedings{{{}:{},", key(&volume.id), key(&paper.key))?;
    field("author", names(&paper.authors).as_deref(), out)?;
    field("title", Some(&title(&paper.title)), out)?;
    field("pages", pages(&paper.pages).as_deref(), out)?;
    field("doi", paper.doi().map(escape).as_deref(), out)?;
    field("url", paper.url().map(address).as_deref(), out)?;
    let licence = |text: &str| if text.starts_with("http") { address(text) } else { escape(text) };
    field("license", paper.license.as_deref().map(licence).as_deref(), out)?;
    field("crossref", Some(&key(&volume.id)), out)?;
    writeln!(out, "}}\n")
}

fn proceedings(volume: &Volume, out: &mut dyn Write) -> io::Result<()> {
    let text = |text: &str| escape(text);
    let title = title(&volume.title);
    let event = &volume.event;
    let dates = event.start.map(|start| format!("{start}/{}", event.end.unwrap_or(start)));
    let series = volume.periodical.as_ref().filter(|p| p.whole);
    writeln!(out, "@proceedings{{{},", key(&volume.id))?;
    field("editor", names(&volume.editors).as_deref(), out)?;
    field("title", Some(&title), out)?;
    field("booktitle", Some(&title), out)?;
    field("series", series.map(|s| text(&s.title)).as_deref(), out)?;
    field("volume", series.and_then(|s| s.volume.as_deref()).map(text).as_deref(), out)?;
    field("year", volume.year().map(|y| y.to_string()).as_deref(), out)?;
    if let Some(month) = volume.month_of_publication.and_then(|m| MONTHS.get(m as usize - 1)) {
        writeln!(out, "  month = {month},")?;
    }
    field("publisher", volume.publisher.as_deref().map(text).as_deref(), out)?;
    field("isbn", volume.isbn.first().map(String::as_str), out)?;
    field("doi", volume.doi.first().map(|doi| text(doi)).as_deref(), out)?;
    field("eventtitle", Some(&text(&event.name)).filter(|n| !n.is_empty()).map(String::as_str), out)?;
    field("eventdate", dates.as_deref(), out)?;
    field("venue", event.place.as_ref().map(|p| text(&p.name)).as_deref(), out)?;
    writeln!(out, "}}\n")
}

fn field(name: &str, value: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    value.map_or(Ok(()), |value| writeln!(out, "  {name} = {{{value}}},"))
}

/// What every BibTeX program takes for a key.
fn key(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' }).collect()
}

/// Signs of TeX in words, or escaped. Brackets as words: BibTeX counts them even after a backslash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '$' | '&' | '#' | '%' | '_' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// An address as it is: programs take its signs literally.
fn address(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

/// A title with brackets round the words whose capitals are their own. A style may write titles small: in one that
/// begins all its words with capitals, those are nothing to keep.
fn title(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let capital = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let long = words.iter().skip(1).filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (all, high) = long.fold((0, 0), |(all, high), w| (all + 1, high + usize::from(capital(w))));
    let headline = 2 * high > all;
    let marked = words.iter().enumerate().map(|(n, word)| {
        let inner = |part: &str| part.chars().filter(|c| c.is_alphabetic()).skip(1).any(char::is_uppercase);
        let alone = word.chars().filter(|c| c.is_alphanumeric()).count() == 1 && *word != "A" && capital(word);
        let kept = word.split('-').any(inner) || (n > 0 && (alone || !headline && capital(word)));
        let core = word.trim_matches(|c: char| c.is_ascii_punctuation());
        match word.split_once(core).filter(|_| kept && !core.is_empty()) {
            Some((before, after)) => format!("{}{{{}}}{}", escape(before), escape(core), escape(after)),
            None => escape(word),
        }
    });
    marked.collect::<Vec<_>>().join(" ")
}

/// `Family, Given and Family, Jr., Given and {Name That Does Not Divide}`
fn names(mentions: &[Mention]) -> Option<String> {
    let names = mentions.iter().map(|m| match (&m.family, &m.given) {
        (Some(family), Some(given)) => {
            let suffix = m.suffix.as_deref().map(|suffix| format!(", {}", part(suffix))).unwrap_or_default();
            format!("{}{suffix}, {}", part(family), part(given))
        }
        _ => format!("{{{}}}", escape(&m.printed)),
    });
    (!mentions.is_empty()).then(|| names.collect::<Vec<_>>().join(" and "))
}

/// Part of a name, in brackets where it holds what parts names.
fn part(text: &str) -> String {
    let parts = text.contains(',') || text.split(' ').any(|word| word.eq_ignore_ascii_case("and"));
    if parts { format!("{{{}}}", escape(text)) } else { escape(text) }
}

/// `3--14`, or `3+` where no last page is printed, as BibTeX writes pages that run on.
fn pages(pages: &Pages) -> Option<String> {
    let first = pages.first.as_deref().map(escape)?;
    Some(match pages.last.as_deref().map(escape) {
        Some(last) if last == first => first,
        Some(last) => format!("{first}--{last}"),
        None => format!("{first}+"),
    })
}
