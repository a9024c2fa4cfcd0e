//! What is doubtful about a seat: affiliations that hold what belongs to no affiliation.

use super::meeting::meetings;
use super::row::After;
use crate::diagnostic::{self, Diagnostic};
use crate::layout::byline::Lexicon;
use crate::layout::words::Tokens;
use crate::record::slug::key;
use crate::record::{Affiliation, Signature, clock};
use std::collections::HashMap;

/// How sure a seat is whose affiliation is doubtful.
const DOUBTFUL: f64 = 0.6;
/// An affiliation of more bytes is several things.
const LONG: usize = 240;

/// The seats with the confidence lowered of those that are doubtful, and why they are. Each comes with how sure it is where
/// its entry ends.
pub fn doubt(entered: Vec<(Signature, f64)>, lexicon: &Lexicon) -> (Vec<Signature>, Vec<Diagnostic>) {
    let printed = entered.iter().flat_map(|(seat, _)| &seat.affiliations).map(|a| key(&a.value.printed));
    let mut times: HashMap<String, usize> = HashMap::new();
    printed.for_each(|text| *times.entry(text).or_default() += 1);
    // where several people work is an organization, whatever its words
    let known = |a: &Affiliation| lexicon.knows_organization(&a.organization) || times.get(&key(&a.printed)).is_some_and(|n| *n > 1);
    let mut told = Vec::new();
    let each = |(mut seat, sure): (Signature, f64)| {
        let odd = seat.affiliations.iter().find_map(|a| odd(&a.value.printed, || known(&a.value)).map(|why| (a.span, why)));
        if let Some((span, why)) = odd {
            seat.confidence = seat.confidence.min(DOUBTFUL);
            told.push(Diagnostic::new(&diagnostic::AFFILIATION_DOUBTFUL, span, why));
        } else if sure < 1.0 {
            seat.confidence = seat.confidence.min(sure);
            let span = seat.affiliations.iter().fold(seat.name.span, |span, a| span.join(a.span));
            let why = format!("where the entry of `{}` begins and ends is doubtful", seat.name.value.full);
            told.push(Diagnostic::new(&diagnostic::AFFILIATION_DOUBTFUL, span, why));
        }
        seat
    };
    let seats = entered.into_iter().map(each).collect();
    (seats, told)
}

/// What an affiliation holds that belongs to none. What is `known` holds no other name.
fn odd(text: &str, known: impl Fn() -> bool) -> Option<String> {
    let shown = || if text.chars().count() > 70 { format!("{}…", text.chars().take(70).collect::<String>()) } else { text.to_owned() };
    let why = match () {
        () if text.contains('|') => "a rule of a table",
        () if text.contains("...") || text.contains(". . .") || text.contains("…") => "a leader",
        () if text.split([' ', ',']).any(|w| w.contains(':') && clock::is_time(w)) => "a time",
        () if text.contains('@') => "an address",
        () if text.len() > LONG => "more than one affiliation",
        () if known() => return None,
        () => {
            let text = format!("N, {text}");
            let met = meetings(&text, &Tokens::of(&text), &After::Comma, &[]).into_iter().find(|m| m.gain > 0.0)?;
            return Some(format!("`{}` may hold another name, `{}`", shown(), text[met.at..].split(',').next()?));
        }
    };
    Some(format!("`{}` holds {why}", shown()))
}
