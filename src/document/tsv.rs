//! Tables of words with their places: what `pdftotext -tsv` and `tesseract … tsv` write, told by their first line.

use super::placed::{Look, Place, Sheet};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};

pub const MEDIA: &str = "text/x-words+tab-separated-values";

/// The columns that the two have in common, and those in which they count blocks and paragraphs each their way.
const FIRST: &str = "level\tpage_num\t";
const LAST: &str = "\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";
const POPPLER: &str = "par_num\tblock_num";
const TESSERACT: &str = "block_num\tpar_num";

/// The way in which the first line counts blocks.
fn way(text: &str) -> Option<&str> {
    text.trim_start_matches('\u{feff}').lines().next()?.strip_prefix(FIRST)?.strip_suffix(LAST).filter(|w| [POPPLER, TESSERACT].contains(w))
}

pub fn begins(bytes: &[u8]) -> bool {
    way(&String::from_utf8_lossy(&bytes[..bytes.len().min(200)])).is_some()
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let recognised = way(&source.text) == Some(TESSERACT);
    let mut sheet = if recognised { Sheet::of_ink(source, file) } else { Sheet::of_fonts(file) };
    let (mut start, mut last) = (0, ["0"; 4]);
    for raw in source.text.split_inclusive('\n') {
        let at = start..start + raw.len();
        start = at.end;
        let fields: Vec<&str> = raw.trim_end_matches(['\n', '\r']).splitn(12, '\t').collect();
        let [level, page, block, part, line, _, left, top, width, height, _, text] = fields[..] else { continue };
        if level != "5" {
            continue;
        }
        if page != last[0] {
            turn(&mut sheet, last[0], page);
        } else if [block, part] != last[1..3] {
            sheet.block();
        } else if line != last[3] {
            sheet.line();
        }
        last = [page, block, part, line];
        let number = |field: &str| field.parse::<f32>().unwrap_or(f32::NAN);
        let (left, top) = (number(left), number(top));
        let place = Place::new(left, top, left + number(width), top + number(height));
        let mut passage = Passage::new(file);
        passage.push(text, at.start + (text.as_ptr() as usize - raw.as_ptr() as usize));
        sheet.word(passage, at, place, Look::default(), true);
    }
    sheet.finish(Vec::new())
}

/// Turns to a page, over those without words.
fn turn(sheet: &mut Sheet, from: &str, to: &str) {
    let number = |page: &str| page.parse::<usize>().unwrap_or(0);
    (0..number(to).saturating_sub(number(from)).clamp(1, 1000)).for_each(|_| sheet.turn());
}
