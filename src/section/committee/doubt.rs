//! What is doubtful about a seat: affiliations that hold what belongs to no affiliation.

use super::meeting::meetings;
use super::row::After;
use crate::diagnostic::{self, Diagnostic};
use crate::layout::words::Tokens;
use crate::record::{Signature, clock};

/// How sure a seat is whose affiliation is doubtful.
const DOUBTFUL: f64 = 0.6;
/// An affiliation of more bytes is several things.
const LONG: usize = 240;

/// Lowers the confidence of a seat that is doubtful, and says why. `sure`: how sure it is where the entry ends.
pub fn doubt(seat: &mut Signature, sure: f64) -> Option<Diagnostic> {
    let odd = || seat.affiliations.iter().find_map(|a| odd(&a.value.printed).map(|why| (a.span, why)));
    if let Some((span, why)) = odd() {
        seat.confidence = seat.confidence.min(DOUBTFUL);
        return Some(Diagnostic::new(&diagnostic::AFFILIATION_DOUBTFUL, span, why));
    }
    (sure < 1.0).then(|| {
        seat.confidence = seat.confidence.min(sure);
        let name = &seat.name.value.full;
        let span = seat.affiliations.iter().fold(seat.name.span, |span, a| span.join(a.span));
        Diagnostic::new(&diagnostic::AFFILIATION_DOUBTFUL, span, format!("where the entry of `{name}` begins and ends is doubtful"))
    })
}

/// What an affiliation holds that belongs to none.
fn odd(text: &str) -> Option<String> {
    let shown = || if text.chars().count() > 70 { format!("{}…", text.chars().take(70).collect::<String>()) } else { text.to_owned() };
    let why = match () {
        () if text.contains('|') => "a rule of a table",
        () if text.contains("...") || text.contains(". . .") || text.contains("…") => "a leader",
        () if text.split([' ', ',']).any(|w| w.contains(':') && clock::is_time(w)) => "a time",
        () if text.contains('@') => "an address",
        () if text.len() > LONG => "more than one affiliation",
        () => {
            let text = format!("N, {text}");
            let met = meetings(&text, &Tokens::of(&text), &After::Comma, &[]).into_iter().find(|m| m.gain > 0.0)?;
            return Some(format!("`{}` may hold another name, `{}`", shown(), text[met.at..].split(',').next()?));
        }
    };
    Some(format!("`{}` holds {why}", shown()))
}
