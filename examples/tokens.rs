//! Learns what words say of the text they stand in and writes `src/list/tokens.txt`. Deterministic: the same input gives
//! the same bytes.
//!
//! ```sh
//! cargo run --release --example tokens -- dblp.xml.xz ror-data.zip
//! ```
//!
//! Names are those of authors and editors in a dump of dblp, one mention as one; titles are those of its papers and
//! volumes, with the words of `examples/title-words.txt`; organizations are the names and places of a dump of ROR.
//! Endings are learned from words that were met rarely, since the words that are not in the table are rare.

use frontis::link::affiliation::organisation::NameKind;
use frontis::link::dblp::dump::{self, Record, Watch};
use frontis::link::ror;
use frontis::list::tokens::{ENDING, TRUST, form, words};
use std::collections::BTreeMap;
use std::error::Error;

/// Times a word was met in names, in titles and in organizations.
type Counts = [f64; 3];

/// Keys of the table.
const KEYS: usize = 44_800;
/// A word is a key when it was met this often.
const LEAST: f64 = 4.0;
/// A word that was met no oftener teaches what its ending says.
const RARE: f64 = 20.0;
/// Words that an ending is learned from at least.
const WORDS: f64 = 30.0;
/// How many words' worth the shorter ending has in what a longer one says.
const PRIOR: f64 = 5.0;
/// A key that says within so many tenths what its ending says is left out, unless it says that the word is a name.
const SAME: i32 = 5;
const NAME: i32 = 10;
/// Times that a word of the lists counts as met: a small one, and another.
const LISTED: [f64; 2] = [2500.0, 250.0];
/// What a key never met in one kind of text counts there.
const UNMET: f64 = 0.3;
/// The share of initials that stand without their full stop.
const BARE: f64 = 0.02;

#[derive(Default)]
struct Learned {
    forms: BTreeMap<String, Counts>,
    totals: Counts,
}

impl Learned {
    fn text(&mut self, kind: usize, text: &str) {
        words(text).for_each(|at| self.word(kind, &text[at], 1.0));
    }

    fn word(&mut self, kind: usize, word: &str, times: f64) {
        self.totals[kind] += times;
        if let Some(form) = form(word) {
            self.forms.entry(form).or_default()[kind] += times;
        }
    }

    /// A list of words of titles, in small letters and with a capital.
    fn listed(&mut self, list: &str) {
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let Some((kind, words)) = line.split_once('\t') else { continue };
            let times = LISTED[usize::from(!kind.ends_with(" small"))];
            for word in words.split('|') {
                let mut letters = word.chars();
                let Some(first) = letters.next() else { continue };
                let rest = letters.as_str();
                let title = format!("{}{rest}", first.to_uppercase());
                // what begins with a capital may be a noun of German; one letter with a capital is an initial
                self.word(1, word, times);
                if first.is_lowercase() && rest.chars().next().is_some() {
                    self.word(1, &title, times / 4.0);
                } else if !kind.starts_with("de") {
                    self.word(1, &word.to_lowercase(), times);
                }
            }
        }
    }

    /// Tenths of what a key of these counts says, of names and of organizations.
    fn says(&self, counts: Counts, unmet: f64) -> [i32; 2] {
        odds(counts.map(|n| n + unmet), self.totals)
    }
}

fn odds(counts: Counts, totals: Counts) -> [i32; 2] {
    let [name, title, organization] = [0, 1, 2].map(|k| (counts[k] / totals[k]).ln());
    [name - title, organization - title].map(|nats| (nats * 10.0).round() as i32)
}

fn total(counts: &Counts) -> f64 {
    counts.iter().sum()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (dblp, registry) = args.next().zip(args.next()).ok_or("usage: tokens DBLP.xml.xz ROR.zip")?;
    let learned = learn(&dblp, &registry)?;
    let ends = endings(&learned);
    let mut table: BTreeMap<String, [i32; 2]> = ends.iter().map(|(key, said)| (key.clone(), *said)).collect();
    let mut kept: Vec<(f64, &String, [i32; 2])> = Vec::new();
    for (key, counts) in &learned.forms {
        if key.starts_with(['0', 'I']) {
            let dotted = key.chars().nth(1).map_or([0.0; 3], |_| learned.forms.get("I").map_or([0.0; 3], |n| n.map(|n| n / 26.0 * BARE)));
            if total(counts) > 200.0 {
                table.insert(key.clone(), learned.says([0, 1, 2].map(|k| counts[k] + dotted[k]), UNMET));
            }
            continue;
        }
        let said = learned.says(*counts, UNMET);
        if total(counts) >= LEAST && !is_told(key, said, &learned, &ends) {
            kept.push((total(counts), key, said));
        }
    }
    kept.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    table.extend(kept.into_iter().take(KEYS.saturating_sub(table.len())).map(|(_, key, said)| (key.clone(), said)));
    let text: String = table.iter().map(|(key, [name, organization])| format!("{key}\t{name}\t{organization}\n")).collect();
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/list/tokens.txt"), text)?;
    Ok(())
}

fn learn(dblp: &str, registry: &str) -> Result<Learned, Box<dyn Error>> {
    let mut learned = Learned::default();
    let file = std::fs::File::open(dblp)?;
    dump::read(file, dblp, &Watch::default(), &mut |record| {
        let (title, people) = match record {
            Record::Toc(toc) => (toc.title, toc.editors),
            Record::Paper(paper) => (paper.entry.title, paper.entry.creators),
            Record::Person(_) => return,
        };
        learned.text(1, &title);
        people.iter().for_each(|p| learned.text(0, p.plain()));
    })?;
    for organization in ror::read(&std::fs::read(registry)?)? {
        let only = organization.names.len() == 1;
        let names = organization.names.iter().filter(|n| only || n.kind != NameKind::Acronym);
        names.for_each(|name| learned.text(2, &name.text));
        organization.places.iter().flat_map(|p| [&p.city, &p.region]).for_each(|place| learned.text(2, place));
    }
    learned.listed(include_str!("title-words.txt"));
    Ok(learned)
}

/// The endings worth a key, each with what it says.
fn endings(learned: &Learned) -> BTreeMap<String, [i32; 2]> {
    let mut counts: BTreeMap<String, (Counts, f64)> = BTreeMap::new();
    let mut totals = [0.0; 3];
    for (key, met) in learned.forms.iter().filter(|(key, met)| !key.starts_with(['0', 'I']) && total(met) <= RARE) {
        for letters in 0..=ENDING.min(key.len() - 1) {
            let (sum, words) = counts.entry(format!("{}~{}", &key[..1], &key[key.len() - letters..])).or_default();
            (0..3).for_each(|k| sum[k] += met[k]);
            *words += 1.0;
        }
        (0..3).for_each(|k| totals[k] += met[k]);
    }
    // the shorter comes first, for the longer leans on it
    let mut order: Vec<_> = counts.iter().filter(|(key, (_, words))| key.len() == 2 || *words >= WORDS).collect();
    order.sort_by_key(|(key, _)| (key.len(), *key));
    let mut smooth: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut said: BTreeMap<String, [i32; 2]> = BTreeMap::new();
    for (key, (met, _)) in order {
        let own = match shorter(key).and_then(|k| smooth.get(k.as_str())) {
            Some(rates) => {
                let mass: f64 = (0..3).map(|k| rates[k] * totals[k]).sum();
                [0, 1, 2].map(|k| (met[k] + PRIOR * rates[k] * totals[k] / mass) / totals[k])
            }
            None => [0, 1, 2].map(|k| (met[k] + UNMET) / totals[k]),
        };
        smooth.insert(key, own);
        said.insert(key.clone(), odds(own, [1.0; 3]));
    }
    // the longest that says nothing of its own goes first
    let mut longest: Vec<String> = said.keys().filter(|key| key.len() > 2).cloned().collect();
    longest.sort_by_key(|key| (std::cmp::Reverse(key.len()), key.clone()));
    for key in longest {
        let less = std::iter::successors(shorter(&key), |k| shorter(k)).find_map(|k| said.get(&k));
        if less.zip(said.get(&key)).is_some_and(|(less, own)| near(*less, *own)) {
            said.remove(&key);
        }
    }
    said
}

/// The key of the ending without its first letter.
fn shorter(key: &str) -> Option<String> {
    (key.len() > 2).then(|| format!("{}{}", &key[..2], &key[3..]))
}

fn near(one: [i32; 2], other: [i32; 2]) -> bool {
    (0..2).all(|k| (one[k] - other[k]).abs() <= SAME)
}

/// The look-up gives nearly the same without this key: by its ending, or by its form with a capital.
fn is_told(key: &str, said: [i32; 2], learned: &Learned, ends: &BTreeMap<String, [i32; 2]>) -> bool {
    let (shape, letters) = key.split_at(1);
    if shape == "A" {
        let capital = format!("C{letters}");
        let met = learned.forms.get(&capital).filter(|n| total(n) >= LEAST).map(|n| learned.says(*n, UNMET));
        if met.is_some_and(|met| near(met, said) && !is_told(&capital, met, learned, ends)) {
            return true;
        }
    }
    let ending = (0..=ENDING.min(letters.len())).rev().find_map(|n| ends.get(&format!("{shape}~{}", &letters[letters.len() - n..])));
    let trusted = ending.map(|said| said.map(|n| (n as f32 * TRUST) as i32));
    said[0] <= NAME && trusted.is_some_and(|ending| near(ending, said))
}
