//! Figures as tables, and `docs/accuracy.md` made of them. Tables are Markdown with aligned columns: the page and the
//! terminal show the same.

use crate::measure::{COLUMNS, Calibration, Judged, Outcome, WHAT, calibration, certainty, silent};
use crate::plot;
use crate::score::Tally;
use std::collections::BTreeMap;

/// What one input came to.
pub struct Row {
    pub name: String,
    pub group: &'static str,
    pub held_out: bool,
    pub outcome: Outcome,
}

/// What is to be reached, by field: in text and pages of the web, in PDF, in invented volumes, and in the noise of a light
/// scan.
const GOALS: &[(&str, [Option<f64>; 4])] = &[
    ("title strict", [Some(0.98), Some(0.97), Some(0.99), None]),
    ("title soft", [None, None, None, Some(0.90)]),
    ("author list exact", [Some(0.96), Some(0.95), Some(0.98), None]),
    ("author list folded", [None, None, None, Some(0.85)]),
    ("first page", [Some(0.98), Some(0.97), Some(0.99), Some(0.90)]),
    ("author-affiliation", [Some(0.95), Some(0.95), Some(0.96), Some(0.85)]),
    ("committee name", [Some(0.95), Some(0.94), Some(0.98), None]),
    ("committee name-affiliation", [Some(0.90), Some(0.88), Some(0.96), None]),
];

/// Which goals stand beside figures.
#[derive(Clone, Copy, PartialEq)]
pub enum Text {
    Printed,
    Pdf,
    Clean,
    Noisy,
}

pub fn total<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Tally {
    let mut all = Tally::default();
    outcomes.for_each(|outcome| all.add_all(&outcome.tally));
    all
}

/// F1 of each case, field by field.
pub fn by_case(rows: &[&Row]) -> String {
    let figures = |row: &Row, field: &str| row.outcome.tally.of(field).map(|([_, _, f1], _)| f1);
    let columns: Vec<_> = COLUMNS.iter().filter(|(field, _)| rows.iter().any(|row| figures(row, field).is_some())).collect();
    let mut grid = vec![vec!["case".to_owned()]];
    grid[0].extend(columns.iter().map(|(_, short)| short.to_string()));
    for row in rows {
        let cells = columns.iter().map(|(field, _)| figures(row, field).map_or("–".to_owned(), |f1| format!("{f1:.3}")));
        grid.push(std::iter::once(row.name.clone()).chain(cells).collect());
    }
    markdown(&grid)
}

/// Precision, recall, F1, the number of true values, and how many of those given for sure are wrong, by field, for each part
/// side by side, and the goal for F1.
pub fn totals(parts: &[(&str, &Tally, Vec<&Judged>)], text: Text) -> String {
    let mut fields: Vec<&str> = parts.iter().flat_map(|(_, tally, _)| tally.figures().map(|(field, _)| field)).collect();
    fields.sort_unstable();
    fields.dedup();
    let mut grid = vec![vec!["field".to_owned()]];
    for (part, ..) in parts {
        grid[0].extend(["P", "R", "F1", "of", "sure and wrong"].map(|head| format!("{part} {head}").trim().to_owned()));
    }
    grid[0].push("goal".to_owned());
    for field in fields {
        let mut line = vec![field.to_owned()];
        for (_, tally, judged) in parts {
            match tally.of(field) {
                Some((measures, truth)) => line.extend(measures.map(|m| format!("{m:.3}")).into_iter().chain([truth.to_string()])),
                None => line.extend(["–"; 4].map(str::to_owned)),
            }
            let [sure, wrong] = silent(judged.iter().copied(), plot::FIELDS.iter().find(|f| **f == field).unwrap_or(&""));
            line.push(if sure > 0 { format!("{wrong} of {sure}") } else { String::new() });
        }
        let goal = GOALS.iter().find(|(name, _)| *name == field).and_then(|(_, goals)| goals[text as usize]);
        line.push(goal.map_or(String::new(), |g| format!("{g:.2}")));
        grid.push(line);
    }
    markdown(&grid)
}

/// Share that is true of what was read with each confidence, for each source side by side.
fn silence(parts: &[(&str, Vec<&Judged>)]) -> String {
    let mut grid = vec![
        ["volumes", "given at 0.95 and more", "true of these", "wrong in silence", "seats wrong of those given so"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for (name, judged) in parts {
        let shares = certainty(judged.iter().copied());
        let [sure, wrong] = silent(judged.iter().copied(), "seat");
        let shares = shares.into_iter().chain([wrong as f64 / sure.max(1) as f64]);
        grid.push(std::iter::once((*name).to_owned()).chain(shares.map(|share| format!("{share:.3}"))).collect());
    }
    markdown(&grid)
}

pub fn sureness(parts: &[(&str, Calibration)]) -> String {
    let mut tenths: Vec<u32> = parts.iter().flat_map(|(_, bins)| bins.keys().map(|(tenth, _)| *tenth)).collect();
    tenths.sort_unstable_by(|a, b| b.cmp(a));
    tenths.dedup();
    let mut grid = vec![vec!["confidence".to_owned()]];
    for (part, _) in parts {
        grid[0].extend(WHAT.map(|what| format!("{part} {what}s")));
    }
    for tenth in tenths {
        let from = f64::from(tenth) / 10.0;
        let mut line = vec![if tenth >= 10 { "1".to_owned() } else { format!("{from:.1} to {:.1}", from + 0.1) }];
        for (_, bins) in parts {
            line.extend(WHAT.map(|what| {
                bins.get(&(tenth, what)).map_or("–".to_owned(), |[right, all]| format!("{:.3} of {all}", *right as f64 / *all as f64))
            }));
        }
        grid.push(line);
    }
    markdown(&grid)
}

fn markdown(grid: &[Vec<String>]) -> String {
    let widths: Vec<usize> = (0..grid[0].len()).map(|i| grid.iter().map(|row| row[i].chars().count()).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for (n, row) in grid.iter().enumerate() {
        for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
            out += &if i == 0 { format!("| {cell:<width$} |") } else { format!(" {cell:>width$} |") };
        }
        out.push('\n');
        if n == 0 {
            let rule = |(i, width): (usize, &usize)| {
                if i == 0 { format!("| {:-<width$} |", "") } else { format!(" {:->width$}: |", "", width = width - 1) }
            };
            out += &(widths.iter().enumerate().map(rule).collect::<String>() + "\n");
        }
    }
    out
}

/// Volumes in their carriers, and invented volumes without noise and in light noise.
pub struct Figures<'a> {
    pub carriers: Vec<&'static str>,
    pub rows: &'a [Row],
    pub clean: &'a [Outcome],
    pub light: &'a [Outcome],
}

impl Figures<'_> {
    fn part(&self, group: &str, held_out: bool) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.group == group && row.held_out == held_out).collect()
    }

    /// F1 over the volumes of each carrier that are held out.
    pub fn held_out(&self) -> BTreeMap<(String, String), f64> {
        let of = |carrier: &&str| {
            let all = total(self.part(carrier, true).into_iter().map(|row| &row.outcome));
            let key = format!("held out/{carrier}");
            all.figures().map(|(field, f1)| ((key.clone(), field.to_owned()), f1)).collect::<Vec<_>>()
        };
        self.carriers.iter().flat_map(of).collect()
    }

    fn real(&self) -> String {
        let mut out = String::new();
        for carrier in &self.carriers {
            let (developed, held) = (self.part(carrier, false), self.part(carrier, true));
            let outcomes = [&developed, &held].map(|part| part.iter().map(|row| &row.outcome).collect::<Vec<_>>());
            let [known, new] = outcomes.each_ref().map(|part| total(part.iter().copied()));
            let [known_judged, new_judged] = outcomes.each_ref().map(|part| part.iter().flat_map(|o| &o.judged).collect());
            out += &format!("\n## {carrier}\n\n{} volumes developed, {} held out.\n\n", developed.len(), held.len());
            let goals = if *carrier == "PDF" { Text::Pdf } else { Text::Printed };
            out += &totals(&[("developed", &known, known_judged), ("held out", &new, new_judged)], goals);
            out += &format!("\nThe developed ones, F1:\n\n{}", by_case(&developed));
        }
        out
    }

    pub fn invented(&self) -> String {
        let mut out = String::new();
        for (outcomes, noise, text) in [(self.clean, "Without noise", Text::Clean), (self.light, "In light noise", Text::Noisy)] {
            out += &format!(
                "\n{noise}, {} volumes:\n\n{}",
                outcomes.len(),
                totals(&[("", &total(outcomes.iter()), outcomes.iter().flat_map(|o| &o.judged).collect())], text)
            );
        }
        out
    }

    /// Things read, by what they were read from.
    fn judged(&self) -> [(&'static str, Vec<&Judged>); 3] {
        let known = self.rows.iter().filter(|row| !row.held_out && !["fixtures", "seeds"].contains(&row.group));
        let [clean, light] = [self.clean, self.light].map(|part| part.iter().flat_map(|o| &o.judged).collect());
        [("real", known.flat_map(|row| &row.outcome.judged).collect()), ("invented", clean), ("noisy", light)]
    }

    /// `docs/calibration.svg`: how often titles, author lists and first pages of each confidence are right.
    pub fn plot(&self) -> String {
        plot::calibration(&self.judged())
    }

    /// The whole of `docs/accuracy.md`.
    pub fn page(&self) -> String {
        let seeds: Vec<&Row> = self.rows.iter().filter(|row| row.group == "seeds").collect();
        let parts = self.judged();
        let bins: Vec<_> = parts.iter().map(|(name, judged)| (*name, calibration(judged.iter().copied()))).collect();
        format!(
            "{HEAD}{}{SEEDS}{}{INVENTED}{}{SURENESS}{}{SILENCE}{}",
            self.real(),
            by_case(&seeds),
            self.invented(),
            sureness(&bins),
            silence(&parts)
        )
    }
}

const HEAD: &str = "# Accuracy

For those who want to know how far what Frontis reads can be trusted, and for those who change how it reads.

Real volumes of conference proceedings are read and held against truth made by hand or by their organisers, field by
field. P is the share of what was read that is true, R the share of what is true that was read, F1 their harmonic mean,
each over all values of all volumes at once; \"of\" says how many true values there are, a dash that there are none. What a
file does not print is no truth of that file: a title that the organisers changed, a list that is on another page.

Values of a confidence of 0.95 and more that no diagnostic points at are given for sure; \"sure and wrong\" counts those
that are not true.

Names, titles and affiliations are equal if they are so after Unicode NFKC and case folding, punctuation and white space
aside. An author list is exact if every name is and their order, too. A title is soft if it is alike by four fifths. A seat
is a name on a committee.

A third of the volumes are held out, by the SHA-256 of their names: nobody looks at their misses, so that no rule is made
for them. Their figures say what to expect of a new volume; those of the others, on which the reader is developed, are
kinder. Goals are for F1, and differ by kind of file.

`cargo test --test gold -- --nocapture` prints all of this, with `FRONTIS_MISSES=1` also every miss that is not held out.
`FRONTIS_ACCEPT=1 cargo test --test gold` writes this page. Both need the volumes, which are other people's:
`FRONTIS_SHARED` names the folder that has them.
";

const SEEDS: &str = "
## First volumes

The two volumes that the reader was first built for, annotated in full, F1:

";

const INVENTED: &str = "
## Invented volumes

Volumes set in a style drawn by chance by `tests/typesetter`, printed as text, and held against what was set. [What noise
costs](noise.md) has further levels of noise.
";

const SURENESS: &str = "
## How sure it is

Papers, authors and seats carry a confidence. Of those read with each, the share that is true, and how many there are: in
developed volumes in all carriers, in invented ones without noise, and in light noise. A paper counts as true if its title
is equal to a true one, an author or a seat if the name is.

Title, authors and page of an entry have each a confidence of their own: facts that speak against them, among them what
other readings of the list say, are weighed by a model that `examples/surety.rs` learns from volumes that are not held out.
One that holds up is left out of the record, so that nearly all values stand at 1.

![How often titles, author lists and first pages of each confidence are right](calibration.svg)

";

const SILENCE: &str = "
Of all these, how many are given with a confidence of 0.95 and more, how many of those are true, and how many of all are
wrong although the confidence is that high and no diagnostic points at them. Wanted are 0.98 and at most 0.02.

";
