//! Fonts: which text a code stands for and how wide it is set.

use super::cmap;
use super::encoding::{self, Table};
use super::file::File;
use lopdf::{Dictionary, Object};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// What is asked of a font.
pub struct Font {
    /// Codes of two bytes.
    wide: bool,
    unicode: HashMap<u32, String>,
    table: Table,
    /// In thousandths of the font size.
    widths: HashMap<u32, f32>,
    missing: f32,
    /// Height of its letters by font size; 1 but for fonts drawn by the file itself.
    pub scale: f32,
    /// Runs from top to bottom.
    pub vertical: bool,
}

/// One code of a string that is shown.
pub struct Shown {
    pub text: String,
    /// In units of the font size.
    pub width: f32,
    /// A single byte 32, which word spacing widens.
    pub space: bool,
}

impl Font {
    pub fn read(file: &File, dict: &Dictionary) -> Font {
        let subtype = file.name(dict, b"Subtype").unwrap_or_default();
        let unicode = file.get(dict, b"ToUnicode").and_then(|o| file.stream(o)).map(|b| cmap::read(&b)).unwrap_or_default();
        let mut font = Font {
            wide: subtype == b"Type0",
            unicode,
            table: Vec::new(),
            widths: HashMap::new(),
            missing: 0.0,
            scale: 1.0,
            vertical: false,
        };
        match subtype {
            b"Type0" => font.composite(file, dict),
            b"Type3" => font.drawn(file, dict),
            _ => font.simple(file, dict),
        }
        font
    }

    fn simple(&mut self, file: &File, dict: &Dictionary) {
        self.table = table(file, dict);
        self.widths = listed(file, dict);
        let descriptor = file.dict(dict, b"FontDescriptor");
        self.missing = descriptor.and_then(|d| file.number(d, b"MissingWidth")).unwrap_or(0.0);
        if self.widths.is_empty() {
            let name = String::from_utf8_lossy(file.name(dict, b"BaseFont").unwrap_or_default()).into_owned();
            let text = |c: u32| self.table.get(c as usize).cloned().flatten();
            self.widths = (0..256).filter_map(|c| Some((c, standard_width(&name, text(c)?.chars().next()?)))).collect();
            self.missing = 500.0;
        }
    }

    /// A font whose letters are little drawings in a measure of their own.
    fn drawn(&mut self, file: &File, dict: &Dictionary) {
        self.table = table(file, dict);
        let numbers = |key| -> Vec<f32> { file.array(dict, key).iter().filter_map(|o| file.as_number(o)).collect() };
        let matrix = numbers(b"FontMatrix");
        let [a, .., d] = [matrix.first(), matrix.get(3)].map(|m| m.copied().filter(|m| *m != 0.0).unwrap_or(0.001).abs());
        self.widths = listed(file, dict).into_iter().map(|(c, w)| (c, w * a * 1000.0)).collect();
        if let [_, low, _, high] = numbers(b"FontBBox")[..] {
            let height = (high - low) * d;
            // a size that is no size: the drawings bring their own
            self.scale = if (0.3..3.0).contains(&height) || height < 0.01 { 1.0 } else { height.min(1000.0) };
        }
    }

    fn composite(&mut self, file: &File, dict: &Dictionary) {
        let inner = file.array(dict, b"DescendantFonts").first().and_then(|o| file.as_dict(o));
        let Some(inner) = inner else { return };
        self.vertical = file.name(dict, b"Encoding").is_some_and(|n| n.ends_with(b"-V"));
        self.missing = file.number(inner, b"DW").unwrap_or(1000.0);
        let list = file.array(inner, b"W");
        let mut rest = list;
        while let [first, second, tail @ ..] = rest {
            let Some(first) = file.as_number(first) else { break };
            let first = first as u32;
            if let Some(widths) = file.as_array(second) {
                let widths = widths.iter().take(1 << 16).enumerate();
                self.widths.extend(widths.filter_map(|(i, w)| Some((first + i as u32, file.as_number(w)?))));
                rest = tail;
            } else if let (Some(last), [width, tail @ ..]) = (file.as_number(second), tail) {
                let width = file.as_number(width).unwrap_or(self.missing);
                self.widths.extend((first..=(last as u32).min(first + 0xffff)).map(|c| (c, width)));
                rest = tail;
            } else {
                break;
            }
            if self.widths.len() > 1 << 17 {
                break;
            }
        }
        if self.unicode.is_empty() {
            self.unicode = program(file, inner).map(|p| by_glyph(&p)).unwrap_or_default();
        }
    }

    pub fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown)) {
        let step = if self.wide { 2 } else { 1 };
        for chunk in bytes.chunks(step) {
            let code = cmap::code(chunk);
            let width = self.widths.get(&code).copied().unwrap_or(self.missing) / 1000.0;
            each(Shown { text: self.text(code), width, space: step == 1 && code == 32 });
        }
    }

    fn text(&self, code: u32) -> String {
        let said = self.unicode.get(&code).filter(|t| !t.is_empty() && t.chars().all(|c| encoding::plain(c) != '\u{fffd}'));
        let named = || if self.wide { None } else { self.table.get(code as usize).cloned().flatten() };
        let text = said.cloned().or_else(named).unwrap_or_else(|| "\u{fffd}".to_owned());
        text.chars()
            .flat_map(|c| match c {
                '\u{fb00}'..='\u{fb06}' => c.nfkc().collect::<Vec<_>>(),
                c => vec![encoding::plain(c)],
            })
            .nfc()
            .collect()
    }
}

/// Widths by code, from the first one on.
fn listed(file: &File, dict: &Dictionary) -> HashMap<u32, f32> {
    let first = file.number(dict, b"FirstChar").unwrap_or(0.0) as u32;
    let widths = file.array(dict, b"Widths").iter().take(256).enumerate();
    widths.filter_map(|(i, w)| Some((first.saturating_add(i as u32), file.as_number(w)?))).collect()
}

/// The text of each code of a font with codes of one byte.
fn table(file: &File, dict: &Dictionary) -> Table {
    let said = file.get(dict, b"Encoding");
    if let Some(Object::Name(name)) = said
        && let Some(table) = encoding::named(name)
    {
        return table;
    }
    let said = said.and_then(|o| file.as_dict(o));
    let base = said.and_then(|d| file.name(d, b"BaseEncoding")).and_then(encoding::named);
    let mut table = base.unwrap_or_else(|| built_in(file, dict));
    let drawn = file.name(dict, b"Subtype") == Some(b"Type3");
    let mut code = 0usize;
    for entry in said.map(|d| file.array(d, b"Differences")).unwrap_or_default() {
        match entry {
            Object::Name(name) => {
                if let Some(place) = table.get_mut(code) {
                    let name = String::from_utf8_lossy(name);
                    *place = encoding::glyph(&name).or_else(|| encoding::numbered(&name).filter(|_| drawn));
                }
                code += 1;
            }
            other => code = file.as_number(other).map_or(code, |n| n.max(0.0) as usize),
        }
    }
    table
}

/// The encoding inside the font program, else the one that its kind of font has by default.
fn built_in(file: &File, dict: &Dictionary) -> Table {
    let usual = || if file.name(dict, b"Subtype") == Some(b"TrueType") { encoding::named(b"WinAnsiEncoding") } else { None };
    let inside = program(file, dict).and_then(|p| type1(&p).or_else(|| compact(&p)));
    inside.or_else(usual).unwrap_or_else(encoding::standard)
}

/// The font program that the file embeds.
fn program(file: &File, dict: &Dictionary) -> Option<Vec<u8>> {
    let descriptor = file.dict(dict, b"FontDescriptor")?;
    let keys: [&[u8]; 3] = [b"FontFile", b"FontFile3", b"FontFile2"];
    keys.iter().find_map(|key| file.stream(file.get(descriptor, key)?))
}

/// `dup 65 /A put` in the clear part of a Type 1 font.
fn type1(program: &[u8]) -> Option<Table> {
    let clear = &program[..program.windows(5).position(|w| w == b"eexec").unwrap_or(program.len())];
    let text = String::from_utf8_lossy(clear);
    let (_, list) = text.split_once("/Encoding")?;
    if list.trim_start().starts_with("StandardEncoding") {
        return Some(encoding::standard());
    }
    let mut table: Table = vec![None; 256];
    for entry in list.split("dup").skip(1).take(600) {
        let mut words = entry.split_whitespace();
        let (Some(code), Some(name)) = (words.next(), words.next()) else { break };
        let Ok(code) = code.parse::<usize>() else { break };
        if let (Some(place), Some(name)) = (table.get_mut(code), name.strip_prefix('/')) {
            *place = encoding::glyph(name);
        }
    }
    Some(table)
}

/// The encoding of a compact font.
fn compact(program: &[u8]) -> Option<Table> {
    let font = ttf_parser::cff::Table::parse(program)?;
    let name = |code: u8| font.glyph_index(code).filter(|g| g.0 != 0).and_then(|g| font.glyph_name(g)).and_then(encoding::glyph);
    Some((0..=255).map(name).collect())
}

/// What the glyphs of a font stand for by its own tables.
fn by_glyph(program: &[u8]) -> HashMap<u32, String> {
    let mut map = HashMap::new();
    if let Ok(face) = ttf_parser::Face::parse(program, 0) {
        for subtable in face.tables().cmap.iter().flat_map(|c| c.subtables).filter(|s| s.is_unicode()) {
            subtable.codepoints(|c| {
                if let (Some(glyph), Some(c)) = (subtable.glyph_index(c), char::from_u32(c)) {
                    map.entry(u32::from(glyph.0)).or_insert_with(|| c.to_string());
                }
            });
        }
    } else if let Some(font) = ttf_parser::cff::Table::parse(program) {
        for glyph in 0..font.number_of_glyphs() {
            let text = font.glyph_name(ttf_parser::GlyphId(glyph)).and_then(encoding::glyph);
            map.extend(text.map(|t| (u32::from(glyph), t)));
        }
    }
    map
}

/// Widths of ASCII from the space on. Source: Adobe's metrics of the standard fonts.
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584];
#[rustfmt::skip]
const TIMES: [u16; 95] = [250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541];

/// The width of a letter in a font that every PDF reader has and no file describes. The bold cuts are a little wider.
fn standard_width(name: &str, c: char) -> f32 {
    if name.contains("Courier") {
        return 600.0;
    }
    let widths = if name.contains("Times") { &TIMES } else { &HELVETICA };
    let base = c.nfd().next().unwrap_or(c);
    let width = (base as usize).checked_sub(32).and_then(|i| widths.get(i)).map_or(500.0, |w| f32::from(*w));
    if name.contains("Bold") { width * 1.05 } else { width }
}
