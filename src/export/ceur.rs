//! The page of a volume of CEUR Workshop Proceedings, by its classes. Source: <https://ceur-ws.org/HOWTOSUBMIT.html>
//!
//! The number of the volume, its URN, the date of publication and the licence are not on a page that is read: they are
//! left for whoever publishes.

use super::dblp::dates;
use super::{Format, Writer};
use crate::catalogue::{Mention, Paper, Volume};
use quick_xml::escape::escape;
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "ceur",
    title: "index.html of CEUR Workshop Proceedings",
    readers: "CEUR-WS.org",
    extensions: &["html", "htm"],
    media_type: "text/html",
    write: Writer::Volume(write),
};

pub(super) fn write(volume: &Volume, out: &mut dyn Write) -> io::Result<()> {
    let language = escape(volume.language.as_deref().unwrap_or("en"));
    let name = volume.short_title.as_deref().unwrap_or(&volume.title);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<link rel=\"stylesheet\" type=\"text/css\" href=\"../ceur-ws.css\">\n<title>{}</title>", escape(name))?;
    writeln!(out, "</head>\n<body>\n<!-- CEURVOLNR, CEURURN, CEURPUBDATE and the licence are to be filled in on publication -->")?;
    writeln!(out, "<hr>\n<h1><span class=\"CEURVOLACRONYM\">{}</span><br>", escape(name))?;
    let series = volume.series.as_ref().map_or(volume.event.name.as_str(), |s| s.title.as_str());
    writeln!(out, "<span class=\"CEURVOLTITLE\">{}</span></h1>", escape(series))?;
    writeln!(out, "<h3><span class=\"CEURFULLTITLE\">{}</span></h3>", escape(volume.title.as_str()))?;
    let place = volume.event.place.as_ref().map(|p| p.name.clone());
    let occasion: Vec<String> = [place, dates(volume)].into_iter().flatten().collect();
    if !occasion.is_empty() {
        writeln!(out, "<h3><span class=\"CEURLOCTIME\">{}</span>.</h3>", escape(occasion.join(", ")))?;
    }
    editors(&volume.editors, out)?;
    writeln!(out, "<hr>\n<div class=\"CEURTOC\">\n<h2> Table of Contents </h2>")?;
    for (session, papers) in volume.by_session() {
        if let Some(session) = session {
            writeln!(out, "<h3><span class=\"CEURSESSION\">{}</span></h3>", escape(session.title.as_str()))?;
        }
        writeln!(out, "<ul>")?;
        papers.iter().try_for_each(|paper| entry(paper, out))?;
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "</div>\n<hr>\n</body>\n</html>")
}

fn editors(editors: &[Mention], out: &mut dyn Write) -> io::Result<()> {
    if editors.is_empty() {
        return Ok(());
    }
    writeln!(out, "<b> Edited by </b>\n<h3>")?;
    for editor in editors {
        let places: String = editor.affiliations.iter().map(|a| format!(", {}", a.printed)).collect();
        writeln!(out, "<span class=\"CEURVOLEDITOR\">{}</span>{}<br>", escape(editor.printed.as_str()), escape(places))?;
    }
    writeln!(out, "</h3>")
}

fn entry(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    let (key, title) = (escape(paper.key.as_str()), escape(paper.title.as_str()));
    write!(out, "<li id=\"{key}\"><a href=\"{key}.pdf\"><span class=\"CEURTITLE\">{title}</span></a>")?;
    if let Some(pages) = paper.pages.printed() {
        write!(out, "\n<span class=\"CEURPAGES\">{}</span>", escape(pages))?;
    }
    let names = paper.authors.iter().map(|a| format!("<span class=\"CEURAUTHOR\">{}</span>", escape(a.printed.as_str())));
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        write!(out, "<br>\n{}", names.join(",\n"))?;
    }
    writeln!(out, "</li>")
}
