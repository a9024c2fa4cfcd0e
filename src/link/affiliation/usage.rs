//! How often strings whose organisations are known meant an organisation that they may name. A university is meant more
//! often than the hospital beside it, a council less often than its laboratories: names alone do not say so.

use super::organisation::Organisation;
use std::collections::HashMap;

const USAGE: &str = include_str!("usage.tsv");

/// In how many strings it was a candidate, and in how many of these it was meant; the same where its whole name was printed.
pub type Usage = [u16; 4];

/// Whether there is enough to say anything.
pub fn tells([_, meant, whole, _]: Usage) -> bool {
    meant > 0 || whole > 2
}

/// Adds what training found to organisations.
pub fn add(organisations: &mut [Organisation]) {
    let found: HashMap<&str, Usage> = USAGE.lines().filter_map(line).collect();
    for organisation in organisations {
        if let Some(usage) = found.get(organisation.id.as_str()) {
            organisation.usage = *usage;
        }
    }
}

fn line(line: &str) -> Option<(&str, Usage)> {
    let (id, numbers) = line.split_once('\t')?;
    let mut numbers = numbers.split('\t').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some((id, [next()?, next()?, next()?, next()?]))
}

/// As it is kept: a line for each organisation of which there is something to tell.
pub fn write(all: &[(String, Usage)]) -> String {
    let mut lines: Vec<String> = all
        .iter()
        .filter(|(_, usage)| tells(*usage))
        .map(|(id, [named, meant, whole, whole_meant])| format!("{id}\t{named}\t{meant}\t{whole}\t{whole_meant}\n"))
        .collect();
    lines.sort();
    let head = "# How often strings meant an organisation, as training wrote it: id, strings it was a candidate of, meant by,\n\
                # strings that have a whole name of it, meant by these\n";
    head.to_owned() + &lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let all = [("https://example.org/1".to_owned(), [9, 2, 3, 1]), ("https://example.org/2".to_owned(), [9, 0, 2, 0])];
        let text = write(&all);
        assert_eq!(text.lines().filter_map(line).collect::<Vec<_>>(), [("https://example.org/1", [9, 2, 3, 1])]);
    }

    #[test]
    fn the_table_that_is_kept_can_be_read() {
        let lines = USAGE.lines().filter(|line| !line.starts_with('#')).map(line);
        let all: Vec<Usage> = lines.map(|line| line.expect("four numbers").1).collect();
        assert!(all.len() > 1000 && all.iter().all(|usage| tells(*usage) && usage[1] <= usage[0] && usage[3] <= usage[2]));
    }
}
