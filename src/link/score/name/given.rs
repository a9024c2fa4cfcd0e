//! Given names: initials, names left out, short names.

use crate::link::score::distance::distance;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What people are called, and the names it is short for.
static SHORT: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("nicknames.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ').map(|(name, full)| (name, full.split(' ').collect()))).collect()
});

/// A name that one only has, in the middle or before the name that both have.
const MIDDLE_LOST: f64 = 0.98;
const FIRST_LOST: f64 = 0.9;
/// Names that contradict each other.
const CONTRARY: f64 = 0.1;

/// How alike the given names of two persons are, in their order.
pub fn likeness(a: &[String], b: &[String]) -> f64 {
    match (a, b) {
        _ if a == b => 1.0,
        ([], _) | (_, []) => 0.6,
        _ => {
            let (mut x, mut y) = (a, b);
            let (glued_a, glued_b);
            let mut best = best(x, y);
            if best < 0.9 {
                // Zhaohui and Zhao-Hui; initials without spaces
                if a.concat() == b.concat() {
                    return 0.99;
                }
                glued_a = unglue(a);
                glued_b = unglue(b);
                (x, y) = (glued_a.as_deref().unwrap_or(x), glued_b.as_deref().unwrap_or(y));
                if glued_a.is_some() || glued_b.is_some() {
                    best = best.max(0.97 * self::best(x, y));
                }
                best = best.max(0.97 * run_on(a, b)).max(0.97 * run_on(b, a));
            }
            best
        }
    }
}

/// The best way to lay the shorter list of names along the longer: the first of both together, or the first of the
/// longer left out.
fn best(a: &[String], b: &[String]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut likeness = CONTRARY;
    for start in 0..=long.len() - short.len() {
        let mut here = match start {
            0 => 1.0,
            _ => FIRST_LOST,
        };
        let mut from = start;
        for (i, name) in short.iter().enumerate() {
            let room = long.len() - (short.len() - i - 1);
            let (k, alike) = (from..room.max(from))
                .map(|k| (k, one(name, &long[k])))
                .fold((from, 0.0), |best, next| if next.1 > best.1 { next } else { best });
            here *= if i == 0 && k != start { one(name, &long[start]).max(CONTRARY) } else { alike.max(CONTRARY) };
            from = if i == 0 { start + 1 } else { k + 1 };
        }
        if long.len() - start > short.len() {
            here *= MIDDLE_LOST;
        }
        likeness = f64::max(likeness, here);
    }
    likeness
}

/// Two names: the same, an initial of the other, short for it, or damaged.
fn one(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let letters = short.chars().count();
    if letters == 1 {
        return if long.starts_with(short) { 0.95 } else { CONTRARY };
    }
    if letters >= 3 && long.starts_with(short) {
        return 0.93;
    }
    let stands = |x: &str, y: &str| SHORT.get(x).is_some_and(|names| names.contains(&y));
    if stands(a, b) || stands(b, a) {
        return 0.95;
    }
    if super::parts::plain(&[a.to_owned()]) == super::parts::plain(&[b.to_owned()]) {
        return 0.97;
    }
    let longest = long.len();
    match distance(a, b) {
        1 if longest >= 6 => 0.88,
        1 if longest >= 5 => 0.8,
        2 if longest >= 8 => 0.75,
        _ if short == "jr" || long == "jr" => 0.9,
        _ => CONTRARY,
    }
}

/// Two or three letters without a vowel in the middle are initials that lost their full stops: ts, mj.
fn unglue(names: &[String]) -> Option<Vec<String>> {
    let initials = |name: &String| (2..=3).contains(&name.len()) && name.is_ascii() && !name[1..].bytes().any(|b| b"aeiouy".contains(&b));
    names.iter().any(initials).then(|| {
        let parts =
            |name: &String| -> Vec<String> { if initials(name) { name.chars().map(String::from).collect() } else { vec![name.clone()] } };
        names.iter().flat_map(parts).collect()
    })
}

/// Whether one name written as one word is several names of the other, as initials: `zh` for Zhao Hui, `ma` for
/// Maria Anna.
fn run_on(a: &[String], b: &[String]) -> f64 {
    let [glued] = a else { return 0.0 };
    let fits = b.len() > 1 && glued.chars().count() <= 4 && glued.chars().map(Some).eq(b.iter().map(|name| name.chars().next()));
    if fits { 0.95 } else { 0.0 }
}
