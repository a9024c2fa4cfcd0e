//! Damage as recognition of scanned pages does it. Rates are chances in 1,000.

use crate::dice::Dice;
use crate::set::glyphs::bare;

/// What happens how often at a level of noise.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Of words: letters confused (`rn` and `m`, `l` and `1`, `e` and `c`).
    pub word: usize,
    /// Of words with accents: accents lost.
    pub accent: usize,
    /// Of leaders: read as letters and noughts.
    pub leader: usize,
    /// Of pages at line ends: a digit read as a letter.
    pub page: usize,
    /// Of pages at line ends: not read at all.
    pub lost_page: usize,
    /// Of spaces: not read.
    pub glued: usize,
    /// Of words: read with a space inside.
    pub split: usize,
    /// Of lines: not read.
    pub line: usize,
    /// Of lines: read into the line before, as across columns.
    pub joined: usize,
}

/// None; a good scan read by a program of today; a bad scan; a scan of the seventies.
pub const LEVELS: [Rates; 4] = [
    Rates { word: 0, accent: 0, leader: 0, page: 0, lost_page: 0, glued: 0, split: 0, line: 0, joined: 0 },
    Rates { word: 10, accent: 60, leader: 50, page: 10, lost_page: 5, glued: 2, split: 2, line: 0, joined: 1 },
    Rates { word: 40, accent: 400, leader: 350, page: 50, lost_page: 30, glued: 10, split: 10, line: 5, joined: 8 },
    Rates { word: 120, accent: 900, leader: 800, page: 150, lost_page: 100, glued: 40, split: 30, line: 25, joined: 30 },
];

pub fn damage(text: &str, level: u8, dice: &mut Dice) -> String {
    let rates = LEVELS[usize::from(level.min(3))];
    if level == 0 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        if body.trim().is_empty() {
            out.push_str(line);
            continue;
        }
        if dice.chance(rates.line) {
            continue;
        }
        if dice.chance(rates.joined) && out.ends_with('\n') && !out.ends_with("\n\n") {
            out.pop();
            out.push(' ');
        }
        out.push_str(&damaged(body, &rates, dice));
        out.push('\n');
    }
    out
}

/// A line: its words, its leader and its page are hurt in different ways.
fn damaged(line: &str, rates: &Rates, dice: &mut Dice) -> String {
    let (body, leader, page) = parts(line);
    let mut out = words(body, rates, dice);
    if leader.contains('.') && dice.chance(rates.leader) {
        out.push_str(&garbled(leader, dice));
    } else {
        out.push_str(leader);
    }
    if page.is_empty() || !dice.chance(rates.lost_page) {
        out.push_str(&digits(page, rates, dice));
    }
    out.trim_end().to_owned()
}

/// Cuts a line into text, leader (with the white space around it) and page.
fn parts(line: &str) -> (&str, &str, &str) {
    let page =
        line.len() - line.chars().rev().take_while(|c| c.is_ascii_alphanumeric() || "-–".contains(*c)).map(char::len_utf8).sum::<usize>();
    let (rest, tail) = line.split_at(page);
    let roman = !tail.is_empty() && tail.chars().all(|c| "ivxlc".contains(c));
    if tail.is_empty() || !(tail.starts_with(|c: char| c.is_ascii_digit()) || roman) {
        return (line, "", "");
    }
    let text = rest.trim_end_matches(['.', ' ', '\t']);
    let dots = rest.len() - text.len();
    // one space is no leader: the number may belong to the words
    if dots < 2 && !rest.ends_with('\t') && !text.is_empty() {
        return (line, "", "");
    }
    (text, &rest[text.len()..], tail)
}

fn words(text: &str, rates: &Rates, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 && !(dice.chance(rates.glued) && !out.ends_with(' ') && !word.is_empty()) {
            out.push(' ');
        }
        let mut word = word.to_owned();
        if !word.is_ascii() && dice.chance(rates.accent) {
            word = word.chars().map(bare).collect();
        }
        if word.chars().any(char::is_alphabetic) && dice.chance(rates.word) {
            word = confused(&word, dice);
        }
        if word.chars().count() > 5 && dice.chance(rates.split) {
            let at = word.char_indices().nth(dice.within(2, 4)).map_or(word.len(), |(at, _)| at);
            word.insert(at, ' ');
        }
        out.push_str(&word);
    }
    out
}

/// Pairs that look alike in print; each stands for what it is read as.
const ALIKE: &[(&str, &str)] = &[
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("d", "cl"),
    ("l", "1"),
    ("l", "I"),
    ("I", "l"),
    ("i", "l"),
    ("e", "c"),
    ("c", "e"),
    ("h", "b"),
    ("n", "u"),
    ("u", "n"),
    ("a", "o"),
    ("o", "0"),
    ("O", "0"),
    ("S", "5"),
    ("B", "8"),
    ("vv", "w"),
    ("w", "vv"),
    ("t", "f"),
    ("ti", "h"),
    ("g", "q"),
    ("y", "v"),
    ("fi", "h"),
    ("T", "I"),
    ("D", "O"),
    (",", "."),
    ("-", " "),
];

fn confused(word: &str, dice: &mut Dice) -> String {
    let found: Vec<&(&str, &str)> = ALIKE.iter().filter(|(sign, _)| word.contains(sign)).collect();
    if found.is_empty() {
        return word.to_owned();
    }
    let (sign, read) = dice.pick(&found);
    let places: Vec<usize> = word.match_indices(sign).map(|(at, _)| at).collect();
    let at = *dice.pick(&places);
    format!("{}{read}{}", &word[..at], &word[at + sign.len()..])
}

/// `....0.0000 0000 cece eeeeeeees`
fn garbled(leader: &str, dice: &mut Dice) -> String {
    let mut out = ".".repeat(dice.within(0, 6));
    let signs = ["0", ".", "c", "e", "o", "s", "-", "_"];
    for _ in 0..dice.within(1, 4) {
        let sign = *dice.pick(&signs);
        let other = *dice.pick(&signs);
        out.push_str(&sign.repeat(dice.within(1, (leader.len() / 3).max(2))));
        out.push_str(other);
        if dice.chance(500) {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    if out.starts_with('.') { out } else { format!(" {out}") }
}

fn digits(page: &str, rates: &Rates, dice: &mut Dice) -> String {
    if !dice.chance(rates.page) {
        return page.to_owned();
    }
    let alike = [('1', 'l'), ('1', 'i'), ('0', 'O'), ('5', 'S'), ('8', 'B'), ('2', 'Z'), ('6', 'b'), ('9', 'g'), ('1', 'I')];
    let found: Vec<&(char, char)> = alike.iter().filter(|(digit, _)| page.contains(*digit)).collect();
    if found.is_empty() {
        return page.to_owned();
    }
    let (digit, letter) = dice.pick(&found);
    page.replacen(*digit, &letter.to_string(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_keeps_to_its_rates() {
        let line = "The words of a line that somebody has read . . . . . . . . 471\n";
        let text = line.repeat(4000);
        for (level, rates) in LEVELS.iter().enumerate() {
            let damaged = damage(&text, level as u8, &mut Dice::new(9));
            let share = |n: usize| n * 1000 / 4000;
            let near = |is: usize, rate: usize| is + 12 >= rate && is <= rate + 12;
            let lines: Vec<&str> = damaged.lines().collect();
            assert!(near(share(4000 - lines.len()), rates.line + rates.joined), "lines at level {level}");
            let leaders = lines.iter().filter(|l| !l.contains(" . . . . . . .")).count();
            assert!(near(leaders * 1000 / lines.len(), rates.leader), "leaders at level {level}");
        }
        assert_eq!(damage(&text, 0, &mut Dice::new(9)), text);
    }
}
