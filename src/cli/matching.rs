//! `frontis match`

use super::outcome::Outcome;
use super::progress::Progress;
use crate::error::Error;
use crate::link::matching::pairs::{self, Figures, Pair, Pairs};
use crate::link::matching::{Match, Matcher, THRESHOLD, Table, rdf};
use crate::terminal::plain;
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  frontis match ours.csv theirs.csv > pairs.csv            every likely pair, those taken for one paper marked
  frontis match ours.ttl theirs.csv --explain p12,1734     why these two rows are one paper, or not
  frontis match a.csv b.csv --pairs valid.csv -o out.csv   judge these pairs; with labels, say how well

CSV has a line of column names; id and title are needed, and authors, venue, year, pages and doi help.
RDF is told by its ending (ttl, nt, nq, trig, rdf, jsonld).";

/// So much is read of a file.
const LARGEST: u64 = 2 << 30;

/// Match two lists of papers
///
/// Writes the pairs of rows that may be of one paper as CSV: ltable_id, rtable_id, confidence (0 to 1) and accepted (1 or
/// 0). A list may be a table or RDF. Titles, authors, venue, year and pages decide together; pairs of one row compete
/// unless the other list repeats papers. docs/matching.md says how, and how well.
#[derive(Args)]
#[command(name = "match", after_help = EXAMPLES)]
pub struct Matching {
    /// A list of papers, CSV or RDF
    #[arg(value_name = "A")]
    left: PathBuf,
    /// Another
    #[arg(value_name = "B")]
    right: PathBuf,
    /// Judge only these pairs: CSV with the ids of A and B in columns ltable_id and rtable_id, and perhaps a label
    #[arg(long, value_name = "PAIRS")]
    pairs: Option<PathBuf>,
    /// Say how well whole lists are matched, by the labels of this file; may be repeated
    #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
    truth: Vec<PathBuf>,
    /// Accept pairs from this confidence on
    #[arg(long, value_name = "NUMBER", default_value_t = THRESHOLD, value_parser = confidence)]
    threshold: f64,
    /// Show what speaks for one pair and against it
    #[arg(long, value_name = "LEFT,RIGHT", conflicts_with_all = ["pairs", "truth", "output"])]
    explain: Option<String>,
    /// Where to [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn confidence(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| format!("{text} is no number"))?;
    (0.0..=1.0).contains(&number).then_some(number).ok_or_else(|| "a confidence is between 0 and 1".to_owned())
}

impl Matching {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let (left, right) = (table(&self.left)?, table(&self.right)?);
        let matcher = Matcher::new(&left, &right);
        if let Some(pair) = &self.explain {
            return self.tell(&matcher, pair, out);
        }
        let progress = Progress::new(left.rows.len());
        let mut told = |row: usize| progress.next(&plain(&left.rows[row].id));
        let mut unknown = 0;
        let found = match &self.pairs {
            Some(file) => {
                let listed = read_pairs(file, &matcher)?;
                let ids: Vec<(usize, usize)> = listed.pairs.iter().map(|p| (p.left, p.right)).collect();
                let found = matcher.these(&ids, &mut told);
                unknown += said_unknown(file, &listed);
                if listed.pairs.iter().any(|p| p.label.is_some()) {
                    say(&Figures::of(&listed.pairs, &found, self.threshold), "of the labelled pairs");
                }
                found
            }
            None => matcher.all(&mut told),
        };
        drop(progress);
        if !self.truth.is_empty() {
            let mut truth: Vec<Pair> = Vec::new();
            for file in &self.truth {
                let listed = read_pairs(file, &matcher)?;
                unknown += said_unknown(file, &listed);
                truth.extend(listed.pairs);
            }
            let one_to_one = matcher.one_to_one();
            let figures = Figures::of_tables(&found, &truth, self.threshold, one_to_one);
            say(&figures, if one_to_one { "of pairs of which the truth is known, one partner a row" } else { "of the labelled pairs" });
        }
        self.write(&found, &matcher, out)?;
        Ok(if unknown > 0 { Outcome::DocumentErrors } else { Outcome::Clean })
    }

    fn write(&self, found: &[Match], matcher: &Matcher, out: &mut dyn Write) -> Result<(), Error> {
        let rows = |out: &mut dyn Write| -> io::Result<()> {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(["ltable_id", "rtable_id", "confidence", "accepted"])?;
            for m in found {
                let (left, right) = (&matcher.left.rows[m.left].id, &matcher.right.rows[m.right].id);
                let accepted = if m.confidence >= self.threshold { "1" } else { "0" };
                csv.write_record([left, right, &format!("{:.4}", m.confidence), accepted])?;
            }
            csv.flush()
        };
        let Some(file) = self.output.as_deref().filter(|f| f.as_os_str() != "-") else { return Ok(rows(out)?) };
        let beside = PathBuf::from(format!("{}.part", file.display()));
        let written = std::fs::File::create(&beside)
            .and_then(|f| {
                let mut writer = io::BufWriter::new(f);
                rows(&mut writer)?;
                writer.flush()
            })
            .and_then(|()| std::fs::rename(&beside, file));
        written.map_err(|source| {
            let _ = std::fs::remove_file(&beside);
            Error::Write { path: file.display().to_string(), source }
        })
    }

    fn tell(&self, matcher: &Matcher, pair: &str, out: &mut dyn Write) -> Result<Outcome, Error> {
        // an id may have a comma itself
        let at = pair.match_indices(',').map(|(at, _)| (&pair[..at], &pair[at + 1..]));
        let rows = at.filter_map(|(l, r)| matcher.left.by_id(l).zip(matcher.right.by_id(r))).next();
        let Some((left, right)) = rows else {
            let names = (&matcher.left.name, &matcher.right.name);
            return Err(Error::Usage(format!(
                "--explain {pair}: name a row of {} and one of {} by their ids, with a comma between",
                names.0, names.1
            )));
        };
        for (table, row) in [(matcher.left, left), (matcher.right, right)] {
            let row = &table.rows[row];
            let year = row.year.map(|y| y.to_string());
            let parts = [Some(row.authors.join(", ")), row.venue.clone(), year, row.pages.clone()];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
            writeln!(out, "{}  {}\n    {}", plain(&row.id), plain(&row.title), plain(&parts.join("; ")))?;
        }
        writeln!(out)?;
        for evidence in matcher.evidence(left, right) {
            writeln!(out, "{:<8} {:.2}  {}", evidence.field, evidence.likeness, evidence.text)?;
        }
        let judged = matcher.these(&[(left, right)], &mut |_| ());
        let confidence = judged.first().map_or(0.0, |m| m.confidence);
        let alone = matcher.alone(left, right);
        let what = if confidence >= self.threshold { "accepted" } else { "not accepted" };
        writeln!(out, "\nconfidence {confidence:.4}, {what}")?;
        if alone - confidence > 0.01 {
            writeln!(out, "without the other pairs of these rows, which are better: {alone:.4}")?;
        }
        Ok(Outcome::Clean)
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let error = |source| Error::Read { path: path.display().to_string(), source };
    let size = path.metadata().map_err(error)?;
    if size.is_dir() {
        return Err(Error::Usage(format!("{} is a folder; name a file", path.display())));
    }
    if size.len() > LARGEST {
        return Err(Error::Usage(format!("{} has over {} MB; match it in parts", path.display(), LARGEST >> 20)));
    }
    std::fs::read(path).map_err(error)
}

fn table(path: &Path) -> Result<Table, Error> {
    let name = path.display().to_string();
    let bytes = bytes(path)?;
    match rdf::format(&name) {
        Some(format) => rdf::read(&name, &bytes, format),
        None => Table::from_csv(&name, &bytes),
    }
}

fn read_pairs(file: &Path, matcher: &Matcher) -> Result<Pairs, Error> {
    pairs::read(&file.display().to_string(), &bytes(file)?, matcher.left, matcher.right)
}

fn said_unknown(file: &Path, pairs: &Pairs) -> usize {
    if pairs.unknown > 0 {
        let _ = writeln!(io::stderr(), "warning: {}: {} pairs name rows that are not in the lists", file.display(), pairs.unknown);
    }
    pairs.unknown
}

fn say(figures: &Figures, of: &str) {
    let Figures { right, wrong, missed } = figures;
    let (p, r, f) = (figures.precision(), figures.recall(), figures.f1());
    let _ = writeln!(io::stderr(), "precision {p:.4}, recall {r:.4}, F1 {f:.4} {of} ({right} right, {wrong} wrong, {missed} missed)");
}
