//! A comparison as a page.

use super::table::whole;
use super::{Both, Comparison, Disagreement, Listed};
use crate::history::html::sides;
use crate::history::page::{self, safe};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the page.
pub fn write(title: &str, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let mut body = format!("<p class=\"lead\">{}</p>\n", safe(&comparison.summary()));
    both("Different", &comparison.different, false, &mut body);
    list("Only here", "gone", &comparison.only_here, &mut body);
    list("Only there", "new", &comparison.only_there, &mut body);
    if let Some(small) = comparison.small() {
        let mut inner = String::new();
        let all: Vec<Both> = comparison.different.iter().chain(&comparison.small).cloned().collect();
        both("Small differences", &all, true, &mut inner);
        let _ = writeln!(body, "<details><summary>{}</summary>\n{inner}</details>", safe(&small));
    }
    page::write(title, &body, out)
}

/// Papers with their small differences, or with the others.
fn both(title: &str, papers: &[Both], small: bool, out: &mut String) {
    let told = |d: &&Disagreement| d.small.is_some() == small;
    let papers: Vec<&Both> = papers.iter().filter(|p| p.differences.iter().any(|d| told(&d))).collect();
    if papers.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{title} <small>{}</small></h2>", papers.len());
    for Both { here, there, differences } in papers {
        let ids: Vec<&str> = [&here.id, &there.id].into_iter().flatten().map(String::as_str).collect();
        let _ = write!(out, "<article><header><b><bdi>{}</bdi></b> <code>{}</code></header>", safe(&here.title), safe(&ids.join(" · ")));
        out.push_str("<table><thead><tr><th></th><th scope=\"col\">here</th><th scope=\"col\">there</th></tr></thead><tbody>\n");
        for d in differences.iter().filter(told) {
            let (a, b) = sides(d.here.as_deref(), d.there.as_deref());
            let small = d.small.as_ref().map(|s| format!(" <small>({})</small>", safe(s))).unwrap_or_default();
            let _ = write!(out, "<tr><th scope=\"row\">{}{small}</th>", safe(d.what));
            let _ = writeln!(out, "<td class=\"old\">{a}</td><td class=\"new\">{b}</td></tr>");
        }
        out.push_str("</tbody></table></article>\n");
    }
}

fn list(title: &str, class: &str, papers: &[Listed], out: &mut String) {
    if papers.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{title} <small>{}</small></h2>", papers.len());
    for paper in papers {
        let id = paper.id.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "<article class=\"{class}\"><header><bdi>{}</bdi> <code>{}</code></header></article>",
            safe(&whole(paper)),
            safe(id)
        );
    }
}
