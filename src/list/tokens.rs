//! Placeholder while the table is being learned.
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Odds { pub name: f32, pub organization: f32, pub met: bool }
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape { Digits, Initial, Lower, Capital, Caps }
static T: LazyLock<HashMap<String, (f32, f32)>> = LazyLock::new(|| {
    std::fs::read_to_string("/tmp/h/model.tsv").unwrap().lines().map(|l| { let mut c = l.split('\t'); let k = c.next().unwrap().to_owned(); (k, (c.next().unwrap().parse::<f32>().unwrap() / 10.0, c.next().unwrap().parse::<f32>().unwrap() / 10.0)) }).collect()
});
pub fn shape(word: &str) -> Shape {
    let w = word.trim_end_matches('.');
    let Some(c) = w.chars().next() else { return Shape::Lower };
    if c.is_ascii_digit() { return Shape::Digits }
    if w.chars().count() == 1 && c.is_uppercase() { return Shape::Initial }
    if !c.is_uppercase() { return Shape::Lower }
    if w.chars().all(|c| !c.is_lowercase()) { Shape::Caps } else { Shape::Capital }
}
fn fold(w: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    w.trim_end_matches('.').nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect::<String>().to_lowercase()
}
pub fn odds(word: &str) -> Odds {
    let s = match shape(word) { Shape::Digits => "0", Shape::Initial => "I", Shape::Lower => "l", Shape::Capital => "C", Shape::Caps => "A" };
    if s == "0" || s == "I" { let x = T.get(s).copied().unwrap_or_default(); return Odds { name: x.0, organization: x.1, met: s == "I" } }
    let f = fold(word);
    if let Some(x) = T.get(&format!("{s}{f}")) { return Odds { name: x.0, organization: x.1, met: true } }
    if s == "A" && let Some(x) = T.get(&format!("C{f}")) { return Odds { name: x.0, organization: x.1, met: true } }
    let parts: Vec<&str> = word.split(['-', '‐']).collect();
    if parts.len() > 1 && parts.iter().all(|p| !p.is_empty()) {
        let x: Vec<Odds> = parts.iter().map(|p| odds(p)).collect();
        let n = x.len() as f32;
        return Odds { name: x.iter().map(|o| o.name).sum::<f32>() / n, organization: x.iter().map(|o| o.organization).sum::<f32>() / n, met: x.iter().any(|o| o.met) }
    }
    let cs: Vec<char> = f.chars().collect();
    for k in [3usize, 2, 0] {
        let end: String = cs[cs.len().saturating_sub(k)..].iter().collect();
        if let Some(x) = T.get(&format!("{s}~{end}")) { return Odds { name: x.0 * 0.8, organization: x.1 * 0.8, met: false } }
    }
    Odds::default()
}
pub fn is_known(word: &str) -> bool { let f = fold(word); T.contains_key(&format!("l{f}")) || T.contains_key(&format!("C{f}")) }
static W: LazyLock<regex::Regex> = LazyLock::new(|| regex::Regex::new(r"[\p{L}\p{M}]\.(?:-?)|[\p{L}\p{M}]+(?:['’\-‐][\p{L}\p{M}]+)*|\d+").unwrap());
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    W.find_iter(text).filter_map(|m| {
        // a letter and a full stop inside a word is no initial
        Some(m.range())
    }).collect::<Vec<_>>().into_iter()
}
