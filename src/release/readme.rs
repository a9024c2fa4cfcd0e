//! What a release says to people.

use super::{DUMP, Marker, PUBLIC_KEY, SIGNATURE, SUMS};
use crate::graph::Base;
use crate::graph::dataset::{Dataset, titles};
use crate::graph::vocab::{dblp, fm, node, rdf};
use crate::terminal::plain;
use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use sophia::api::ns::NsTerm;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is counted of each volume.
const COLUMNS: [(&str, NsTerm<'static>); 4] =
    [("papers", dblp::Inproceedings), ("people", dblp::Person), ("seats", fm::RoleAssignment), ("sponsors", fm::Sponsorship)];

pub fn text(dataset: &Dataset<'_>, marker: &Marker, quads: &[Quad], signed: bool) -> String {
    let Marker { version, dates, licence, rdfc10_sha256, .. } = marker;
    let (counts, titles) = (counts(quads, dataset.base), titles(quads));
    let volumes = match dataset.volumes.len() {
        1 => "one volume".to_owned(),
        n => format!("{n} volumes"),
    };
    let mut out = format!(
        "# Front matter of conference proceedings, {version}\n\n\
         Contents, authors, affiliations, committees, sponsors and figures as the front matter of {volumes} states them: \
         {} statements of linked data in the terms of dblp and schema.org, with the place where each was read. \
         Released {}, last changed {}. Names and titles are as printed; nothing is merged across volumes but by links.\n\n\
         | file | what |\n| --- | --- |\n\
         | `{DUMP}` | everything, with named graphs: N-Quads, gzip |\n\
         | `volumes/` | the facts of each volume and what it names: Turtle |\n\
         | `dataset.ttl` | this release described for programs: VoID, DCAT |\n\
         | `{SUMS}` | the sums of all files |\n\n\
         IRIs begin with <{}>.\n\n## Volumes\n\n| volume | title |",
        marker.quads, dates.issued, dates.modified, marker.base
    );
    for (name, _) in COLUMNS {
        let _ = write!(out, " {name} |");
    }
    out.push_str(" file |\n| --- | --- |");
    out.push_str(&" ---: |".repeat(COLUMNS.len()));
    out.push_str(" --- |\n");
    for volume in dataset.volumes {
        let title = titles.get(dataset.base.volume(&volume.id).as_str()).copied().unwrap_or_default();
        let _ = write!(out, "| {} | {} |", volume.id, cell(title));
        let numbers = counts.get(volume.id.as_str()).copied().unwrap_or_default();
        for number in numbers {
            let _ = write!(out, " {number} |");
        }
        let _ = writeln!(out, " [Turtle]({}) |", volume.file.name);
    }
    let _ = write!(out, "\n## Licence\n\n<{licence}>\n\n## Verify\n\n```sh\nfrontis verify .\nsha256sum -c {SUMS}\n");
    if signed {
        let _ = writeln!(out, "openssl pkeyutl -verify -pubin -inkey {PUBLIC_KEY} -rawin -in {SUMS} -sigfile {SIGNATURE}");
    }
    let _ = write!(out, "gzip -dc {DUMP} | sha256sum\n```\n\n");
    if signed {
        out.push_str("Compare the public key with one that you have from elsewhere: the key beside the data proves nothing by itself.\n");
    }
    let _ = write!(out, "The last line gives the hash of the dataset in its canonical form (RDFC-1.0):\n`{rdfc10_sha256}`\n");
    out
}

/// Things of each counted class, by volume.
fn counts<'q>(quads: &'q [Quad], base: &Base) -> BTreeMap<&'q str, [usize; COLUMNS.len()]> {
    let type_ = node(rdf::type_);
    let classes: [NamedNode; COLUMNS.len()] = COLUMNS.map(|(_, class)| node(class));
    let mut counts: BTreeMap<&str, [usize; COLUMNS.len()]> = BTreeMap::new();
    for quad in quads.iter().filter(|q| q.predicate == type_) {
        let (GraphName::NamedNode(graph), Term::NamedNode(class)) = (&quad.graph_name, &quad.object) else { continue };
        if let (Some(volume), Some(column)) = (base.volume_of_graph(graph), classes.iter().position(|c| c == class)) {
            counts.entry(volume).or_default()[column] += 1;
        }
    }
    counts
}

/// Text that stays in its cell and is no markup.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in plain(text).chars() {
        if matches!(c, '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
