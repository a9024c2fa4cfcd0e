//! Runs the content of a page and gives the glyphs that it shows, each with its place.

use super::content::{Token, Words};
use super::file::{File, Flaw, Page};
use super::font::Font;
use crate::document::placed::{Glyph, Source};
use lopdf::{Dictionary, Object};
use std::collections::HashMap;
use std::rc::Rc;

/// Operators that one file may run.
const MOST_STEPS: u64 = 40_000_000;
/// Glyphs that one file may show.
const MOST_GLYPHS: u64 = 8_000_000;
/// Drawings within drawings.
const DEEPEST: usize = 12;
/// Operands of one operator that are kept.
const MOST_OPERANDS: usize = 20_000;

/// What lasts from page to page.
pub struct Reader<'a> {
    file: &'a File,
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    steps: u64,
    shown: u64,
    /// Pictures that were drawn.
    pub pictures: u64,
}

/// `[a b c d e f]` as PDF writes a transformation.
#[derive(Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const SAME: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this one, then the other.
    fn then(self, o: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, o.0);
        Matrix([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    fn point(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    spacing: f32,
    word: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Where glyphs go: the page's upright frame.
struct Sheet {
    frame: Matrix,
    width: f32,
    height: f32,
    glyphs: Vec<Glyph>,
}

impl<'a> Reader<'a> {
    pub fn new(file: &'a File) -> Self {
        Self { file, fonts: HashMap::new(), steps: 0, shown: 0, pictures: 0 }
    }

    pub fn page(&mut self, page: &Page<'a>) -> Result<Vec<Glyph>, Flaw> {
        let mut sheet = sheet(self.file, page);
        let none = Dictionary::new();
        let resources = page.get(self.file, b"Resources").and_then(|r| self.file.as_dict(r)).unwrap_or(&none);
        let content = page.content(self.file);
        self.run(&content, resources, Matrix::SAME, &mut sheet, 0)?;
        Ok(sheet.glyphs)
    }

    fn run(&mut self, content: &[u8], resources: &Dictionary, ctm: Matrix, sheet: &mut Sheet, depth: usize) -> Result<(), Flaw> {
        let start = State { ctm, font: None, size: 1.0, spacing: 0.0, word: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        let (mut state, mut saved): (State, Vec<State>) = (start, Vec::new());
        let (mut text, mut line) = (Matrix::SAME, Matrix::SAME);
        let mut operands: Vec<Token> = Vec::new();
        let mut words = Words::new(content);
        while let Some(token) = words.next() {
            let Token::Operator(operator) = token else {
                if operands.len() < MOST_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            self.steps += 1;
            if self.steps > MOST_STEPS || self.shown > MOST_GLYPHS || self.file.is_exhausted() {
                return Err(Flaw::TooMuch);
            }
            let number = |i: usize| match operands.get(i) {
                Some(Token::Number(n)) => *n,
                _ => 0.0,
            };
            let six = || Matrix(std::array::from_fn(number));
            match operator {
                b"q" if saved.len() < 1000 => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" if operands.len() >= 6 => state.ctm = six().then(state.ctm),
                b"BT" => (text, line) = (Matrix::SAME, Matrix::SAME),
                b"Tm" if operands.len() >= 6 => (text, line) = (six(), six()),
                b"Td" | b"TD" | b"T*" => {
                    let (x, y) = if operator == b"T*" { (0.0, -state.leading) } else { (number(0), number(1)) };
                    if operator == b"TD" {
                        state.leading = -y;
                    }
                    line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(line);
                    text = line;
                }
                b"Tc" => state.spacing = number(0),
                b"Tw" => state.word = number(0),
                b"Tz" => state.stretch = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Tf" => {
                    if let Some(Token::Name(name)) = operands.first() {
                        state.font = self.font(resources, name);
                    }
                    state.size = number(1);
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    if matches!(operator, b"'" | b"\"") {
                        if operator == b"\"" {
                            (state.word, state.spacing) = (number(0), number(1));
                        }
                        line = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading]).then(line);
                        text = line;
                    }
                    let array = operator == b"TJ";
                    for operand in &operands {
                        match operand {
                            Token::Text(bytes) => self.show(bytes, &state, &mut text, sheet),
                            Token::Number(n) if array => {
                                let shift = -n / 1000.0 * state.size;
                                let (x, y) = if is_vertical(&state) { (0.0, shift) } else { (shift * state.stretch, 0.0) };
                                text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(text);
                            }
                            _ => {}
                        }
                    }
                }
                b"Do" if depth < DEEPEST => {
                    if let Some(Token::Name(name)) = operands.first() {
                        self.drawing(name, resources, &state, sheet, depth)?;
                    }
                }
                b"BI" => {
                    words.skip_image();
                    self.pictures += 1;
                }
                _ => {}
            }
            operands.clear();
        }
        Ok(())
    }

    /// A drawing that is used by its name.
    fn drawing(&mut self, name: &[u8], resources: &Dictionary, state: &State, sheet: &mut Sheet, depth: usize) -> Result<(), Flaw> {
        let file = self.file;
        let Some(object) = file.dict(resources, b"XObject").and_then(|x| file.get(x, name)) else { return Ok(()) };
        let Some(dict) = file.as_dict(object) else { return Ok(()) };
        if file.name(dict, b"Subtype") != Some(b"Form") {
            self.pictures += 1;
            return Ok(());
        }
        let numbers: Vec<f32> = file.array(dict, b"Matrix").iter().filter_map(|n| file.as_number(n)).collect();
        let matrix = <[f32; 6]>::try_from(numbers).map_or(Matrix::SAME, Matrix);
        let Some(content) = file.stream(object) else { return Ok(()) };
        let own = file.dict(dict, b"Resources").unwrap_or(resources);
        self.run(&content, own, matrix.then(state.ctm), sheet, depth + 1)
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let file = self.file;
        let dict = file.dict(file.dict(resources, b"Font")?, name)?;
        let font = self.fonts.entry(std::ptr::from_ref(dict)).or_insert_with(|| Rc::new(Font::read(file, dict)));
        Some(Rc::clone(font))
    }

    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix, sheet: &mut Sheet) {
        let Some(font) = &state.font else { return };
        let shown = &mut self.shown;
        font.show(bytes, |part| {
            let whole = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]).then(*text).then(state.ctm);
            let spacing = state.spacing + if part.space { state.word } else { 0.0 };
            let (x, y) =
                if font.vertical { (0.0, -state.size + spacing) } else { ((part.width * state.size + spacing) * state.stretch, 0.0) };
            *text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(*text);
            *shown += part.text.chars().count() as u64;
            sheet.put(&part.text, part.width, whole, font);
        });
    }
}

fn is_vertical(state: &State) -> bool {
    state.font.as_ref().is_some_and(|f| f.vertical)
}

impl Sheet {
    /// Puts the characters of one code side by side. What lies outside the page is not seen.
    fn put(&mut self, text: &str, width: f32, whole: Matrix, font: &Font) {
        let at = whole.then(self.frame);
        let n = text.chars().count().max(1) as f32;
        let (ux, uy) = (at.0[0], at.0[1]);
        let across = (at.0[2].hypot(at.0[3]) * font.scale).clamp(0.0, 2000.0);
        // quarter turns, against the clock
        let turned = if ux.abs() >= uy.abs() {
            if ux >= 0.0 { 0 } else { 2 }
        } else if uy < 0.0 {
            1
        } else {
            3
        };
        let skew = ux.abs().min(uy.abs()) > 0.1 * ux.abs().max(uy.abs());
        for (i, c) in text.chars().enumerate() {
            let (x0, y0) = at.point(width * i as f32 / n, 0.0);
            let (x1, y1) = at.point(width * (i + 1) as f32 / n, 0.0);
            let inside = |x: f32, y: f32| (-1.0..=self.width + 1.0).contains(&x) && (-1.0..=self.height + 1.0).contains(&y);
            if !inside(x0, y0) || across <= 0.0 || !(x1.is_finite() && y1.is_finite()) {
                continue;
            }
            let (x0, x1, y) = match turned {
                0 => (x0, x1, y0),
                1 => (-y0, -y1, x0),
                2 => (-x0, -x1, -y0),
                _ => (y0, y1, -x0),
            };
            let turned = if skew { 4 } else { turned };
            self.glyphs.push(Glyph { c, x0, x1: x1.max(x0), y, size: across, turned, begins: false, bold: false, from: Source::default() });
        }
    }
}

/// The visible part of a page, turned as it is shown: x to the right, y down, both from 0.
fn sheet<'a>(file: &'a File, page: &Page<'a>) -> Sheet {
    let edges = |key: &[u8]| -> Option<[f32; 4]> {
        let list = file.as_array(page.get(file, key)?)?;
        let n: [f32; 4] = list.iter().filter_map(|o: &Object| file.as_number(o)).collect::<Vec<_>>().try_into().ok()?;
        let sorted = [n[0].min(n[2]), n[1].min(n[3]), n[0].max(n[2]), n[1].max(n[3])];
        (sorted[2] - sorted[0] > 1.0 && sorted[3] - sorted[1] > 1.0).then_some(sorted)
    };
    let [l, b, r, t] = edges(b"CropBox").or_else(|| edges(b"MediaBox")).unwrap_or([0.0, 0.0, 612.0, 792.0]);
    let turn = page.get(file, b"Rotate").and_then(|o| file.as_number(o)).unwrap_or(0.0) as i32;
    let (frame, width, height) = match turn.rem_euclid(360) {
        90 => ([0.0, 1.0, 1.0, 0.0, -b, -l], t - b, r - l),
        180 => ([-1.0, 0.0, 0.0, 1.0, r, -b], r - l, t - b),
        270 => ([0.0, -1.0, -1.0, 0.0, t, r], t - b, r - l),
        _ => ([1.0, 0.0, 0.0, -1.0, -l, t], r - l, t - b),
    };
    Sheet { frame: Matrix(frame), width, height, glyphs: Vec::new() }
}
