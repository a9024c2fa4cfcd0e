//! Glyphs with their places, set as lines of text: the common ground of carriers that know where each letter stands.
//! [`Sheet`] is for those that know it of words, in files that are text themselves.

pub mod accents;
mod columns;
mod measure;
mod sheet;
mod spacing;

pub use sheet::{Look, Place, Sheet};

/// One character on a page. Its place is given in a frame in which its own line runs from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub c: char,
    pub x0: f32,
    pub x1: f32,
    /// Its baseline, counted downwards.
    pub y: f32,
    /// Height of its font.
    pub size: f32,
    /// Quarter turns against the clock of its line on the page, 4 for anything between.
    pub turned: u8,
    /// The file says that a word begins here.
    pub begins: bool,
    pub bold: bool,
    /// Where it stands in a file that is text.
    pub from: Source,
}

/// Bytes of a file: where they begin and how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Source {
    pub from: u32,
    pub len: u32,
}

/// One line as it is set; a blank one is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Set {
    /// Indented by spaces.
    pub text: String,
    /// Where each character of the text comes from; white space between words has no length.
    pub from: Vec<Source>,
    pub size: f32,
    pub bold: bool,
}

/// Glyphs on one baseline without a wide gap between them.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    text: String,
    /// Where each character of the text comes from.
    from: Vec<Source>,
    bold: bool,
    /// Every word but the first.
    words: Vec<Word>,
    x0: f32,
    x1: f32,
}

/// Where a word begins.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Word {
    /// The space before it in the text of its piece.
    at: u32,
    x0: f32,
    /// Width of that space.
    gap: f32,
}

/// The pieces on one baseline, from left to right.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    y: f32,
    size: f32,
    pieces: Vec<Piece>,
}

/// Sets the glyphs of one page as lines, column after column; what is turned comes last.
pub fn set(mut glyphs: Vec<Glyph>) -> Vec<Set> {
    accents::join(&mut glyphs);
    let mut lines: Vec<Set> = Vec::new();
    // a page that was printed sideways reads as if upright
    let count = |turned: u8| glyphs.iter().filter(|g| g.turned == turned).count();
    let mut turns: Vec<(u8, usize)> = (0..5).map(|t| (t, count(t))).filter(|t| t.1 > 0).collect();
    turns.sort_by_key(|(turned, count)| (*turned == 4, std::cmp::Reverse(*count), *turned));
    for (turned, _) in turns {
        let rows = rows(glyphs.iter().filter(|g| g.turned == turned).copied().collect());
        for block in columns::order(rows) {
            if !lines.is_empty() {
                lines.push(Set::default());
            }
            write(&block, &mut lines);
        }
    }
    lines
}

/// Puts glyphs on their baselines, and small raised or lowered ones beside what they belong to.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.retain(|g| g.x0.is_finite() && g.y.is_finite());
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut at: (f32, f32) = (f32::NEG_INFINITY, 0.0);
    for glyph in glyphs {
        let near = glyph.y - at.0 <= 0.2 * glyph.size.min(at.1);
        match lines.last_mut().filter(|_| near) {
            Some(line) => line.push(glyph),
            None => {
                lines.push(vec![glyph]);
                at = (glyph.y, glyph.size);
            }
        }
    }
    let mut lines: Vec<spacing::Line> = lines.into_iter().map(spacing::Line::new).collect();
    spacing::raise(&mut lines);
    lines.into_iter().filter_map(spacing::Line::row).collect()
}

/// Writes the lines of a block, with an indent for what stands to the right of its left edge and a blank line where the
/// gap is clearly larger than usual.
fn write(rows: &[Row], lines: &mut Vec<Set>) {
    let left = rows.iter().map(Row::left).fold(f32::INFINITY, f32::min);
    let mut pitches: Vec<f32> = rows.windows(2).map(|w| (w[1].y - w[0].y) / w[0].size.max(w[1].size)).filter(|p| *p > 0.8).collect();
    pitches.sort_by(f32::total_cmp);
    let usual = pitches.get(pitches.len() / 3).map_or(1.2, |p| p.clamp(1.0, 1.7));
    for (i, row) in rows.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &rows[i]);
        if before.is_some_and(|b| row.y - b.y > 1.3 * usual * b.size.max(row.size)) {
            lines.push(Set::default());
        }
        lines.push(row.text(left));
    }
}

impl Piece {
    /// The two pieces before and after the space of a word.
    fn split(self, word: usize) -> (Piece, Piece) {
        let cut = self.words[word];
        let at = cut.at as usize;
        let letters = self.text[..at].chars().count();
        let shift = |w: &Word| Word { at: w.at - cut.at - 1, ..*w };
        let right = Piece {
            text: self.text[at + 1..].to_owned(),
            from: self.from[letters + 1..].to_vec(),
            bold: self.bold,
            words: self.words[word + 1..].iter().map(shift).collect(),
            x0: cut.x0,
            x1: self.x1,
        };
        let left = Piece {
            text: self.text[..at].to_owned(),
            from: self.from[..letters].to_vec(),
            words: self.words[..word].to_vec(),
            x1: cut.x0 - cut.gap,
            ..self
        };
        (left, right)
    }
}

impl Row {
    fn left(&self) -> f32 {
        self.pieces.first().map_or(0.0, |p| p.x0)
    }

    /// The pieces at their places, three spaces apart at least; a tab before a page number.
    fn text(&self, left: f32) -> Set {
        let mut out = Set { size: self.size, bold: self.pieces.first().is_some_and(|p| p.bold), ..Set::default() };
        let mut columns = 0;
        for (i, piece) in self.pieces.iter().enumerate() {
            if i > 0 && i + 1 == self.pieces.len() && is_page(&piece.text) {
                out.text.push('\t');
            } else {
                let place = ((piece.x0 - left) / (0.5 * self.size)).round().clamp(0.0, 200.0) as usize;
                let gap = place.saturating_sub(columns).max(if i > 0 { 3 } else { 0 });
                out.text.extend(std::iter::repeat_n(' ', gap));
                columns += gap;
            }
            out.from.resize(out.text.chars().count(), Source::default());
            out.text += &piece.text;
            out.from.extend_from_slice(&piece.from);
            columns += piece.text.chars().count();
        }
        out
    }
}

/// Digits, roman digits, or a range of them.
fn is_page(text: &str) -> bool {
    let number = |t: &str| {
        let t = t.trim();
        !t.is_empty() && t.len() <= 8 && (t.bytes().all(|b| b.is_ascii_digit()) || t.bytes().all(|b| b"ivxlcIVXLC".contains(&b)))
    };
    text.split(['-', '–', '—']).all(number)
}
