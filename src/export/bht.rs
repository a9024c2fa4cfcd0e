//! The table of contents that dblp's editors take: lists of HTML with one line for authors, title and pages each.
//! Source: <https://vldb.org/dblp/db/about/faqformat.html>

use super::dblp::{dates, pages, stopped};
use super::{Format, Writer};
use crate::catalogue::{Paper, Volume};
use quick_xml::escape::partial_escape;
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "bht",
    title: "dblp's table of contents: authors, title, pages in lists",
    readers: "dblp's editors",
    extensions: &["bht"],
    media_type: "text/html",
    write: Writer::Volumes(write),
};

pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    for (n, volume) in volumes.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        let name = volume.short_title.as_deref().unwrap_or(&volume.title);
        let place = volume.event.place.as_ref().map(|p| p.name.clone());
        let where_and_when: Vec<String> = [place, dates(volume)].into_iter().flatten().collect();
        let colon = if where_and_when.is_empty() { "" } else { ": " };
        writeln!(out, "<h1>{}{colon}{}</h1>\n", partial_escape(name), partial_escape(where_and_when.join(", ")))?;
        let names: Vec<&str> = volume.editors.iter().map(|e| e.printed.as_str()).collect();
        if !names.is_empty() {
            writeln!(out, "{} (Eds.):", partial_escape(names.join(", ")))?;
        }
        writeln!(out, "{}", partial_escape(stopped(&volume.title)))?;
        for (session, papers) in volume.by_session() {
            match session {
                Some(session) => writeln!(out, "\n<h2>{}</h2>", partial_escape(&session.title))?,
                None => writeln!(out)?,
            }
            writeln!(out, "<ul>")?;
            papers.iter().try_for_each(|paper| entry(paper, out))?;
            writeln!(out, "</ul>")?;
        }
    }
    Ok(())
}

/// Names have no commas and titles no line breaks, so that the entry can be told apart again.
fn entry(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = paper.authors.iter().map(|a| a.printed.replace(',', "")).collect();
    let by = if names.is_empty() { String::new() } else { format!("{}:\n", names.join(", ")) };
    writeln!(out, "<li>{}{}", partial_escape(by), partial_escape(stopped(&paper.title)))?;
    // dblp's word for no pages
    writeln!(out, "{}", partial_escape(pages(&paper.pages).unwrap_or_else(|| "0-".to_owned())))?;
    match paper.doi().map(|doi| format!("https://doi.org/{doi}")).as_deref().or(paper.url()) {
        Some(address) => writeln!(out, "<ee>{}</ee>", partial_escape(address)),
        None => Ok(()),
    }
}
