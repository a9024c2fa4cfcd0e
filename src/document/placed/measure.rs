//! Baseline and size of type, from the boxes of words.

use super::Place;

/// How a file draws the boxes of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boxes {
    /// As high as the font, whatever the letters: what is taken out of a PDF.
    Font,
    /// Around the ink: what is recognised in pictures.
    Ink,
}

/// How far the ink of a word reaches above and below its baseline, by the size of its font; nothing for mere signs.
fn reach(text: &str) -> Option<(f32, f32)> {
    let tall = |c: char| c.is_uppercase() || c.is_ascii_digit() || "bdfhijklt()[]".contains(c) || c.is_alphabetic() && c as u32 > 0x24f;
    let low = |c: char| "gjpqy,;()[]Q".contains(c);
    text.chars()
        .any(char::is_alphanumeric)
        .then(|| (if text.contains(tall) { 0.72 } else { 0.48 }, if text.contains(low) { 0.22 } else { 0.0 }))
}

/// Baseline and size of one word.
pub fn word(text: &str, place: Place, boxes: Boxes) -> Option<(f32, f32)> {
    let height = place.bottom - place.top;
    if boxes == Boxes::Font {
        return Some((place.bottom - 0.22 * height, height / 1.1));
    }
    let (up, down) = reach(text)?;
    let size = height / (up + down);
    Some((place.bottom - down * size, size))
}

/// Baseline and size of a line of the file, of which its words each give an estimate.
pub fn line(words: impl Iterator<Item = (f32, f32)>) -> Option<(f32, f32)> {
    let (mut bases, mut sizes): (Vec<f32>, Vec<f32>) = words.unzip();
    let middle = bases.len() / 2;
    if bases.is_empty() {
        return None;
    }
    Some((*bases.select_nth_unstable_by(middle, f32::total_cmp).1, *sizes.select_nth_unstable_by(middle, f32::total_cmp).1))
}

/// The value in the middle, 0 where there is none.
pub fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut all: Vec<f32> = values.collect();
    let middle = all.len() / 2;
    if all.is_empty() { 0.0 } else { *all.select_nth_unstable_by(middle, f32::total_cmp).1 }
}
