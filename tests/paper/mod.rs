//! Writes small PDF files, the same bytes each time. Letters are those of Courier: each is 0.6 of its size wide.

/// The content of one page, 600 by 800 points, y counted from the top.
#[derive(Default)]
pub struct Page {
    content: String,
}

/// Regular, bold, and one whose low codes are ligatures and accents.
pub const FONTS: &str = "<< /R << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> \
    /B << /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >> \
    /A << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Differences [1 /ffi /fi /fl /acute /dieresis /caron /dotlessi] >> >> >>";

impl Page {
    /// A line of text from (x, y) on.
    pub fn line(self, font: &str, size: f32, x: f32, y: f32, text: &str) -> Self {
        self.raw(&format!("BT /{font} {size} Tf {x} {} Td {} Tj ET", 800.0 - y, string(text)))
    }

    /// A line that ends at x.
    pub fn right(self, size: f32, x: f32, y: f32, text: &str) -> Self {
        let start = x - 0.6 * size * text.chars().count() as f32;
        self.line("R", size, start, y, text)
    }

    /// An entry of a list of contents: the leader fills what is left of the line.
    pub fn entry(self, y: f32, text: &str, page: &str) -> Self {
        let dots = 80 - text.chars().count() - page.len();
        self.line("R", 10.0, 60.0, y, &format!("{text}{}", " .".repeat(dots / 2))).right(10.0, 552.0, y, page)
    }

    pub fn raw(mut self, operators: &str) -> Self {
        self.content += operators;
        self.content.push('\n');
        self
    }
}

fn string(text: &str) -> String {
    let mut out = String::from("(");
    for c in text.chars() {
        match c {
            '(' | ')' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            '–' => out += "\\226",
            c => out += &format!("\\{:03o}", c as u32 & 0xff),
        }
    }
    out + ")"
}

/// A whole file; `trailer` and `objects` come on top of what every file has.
pub fn file(pages: Vec<Page>, trailer: &str, objects: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 10 + 2 * i)).collect();
    let mut all = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R >>".to_owned()),
        (
            2,
            format!(
                "<< /Type /Pages /Count {} /Kids [{}] /MediaBox [0 0 600 800] /Resources << /Font 3 0 R /XObject << /X 5 0 R /Y 6 0 R >> >> >>",
                pages.len(),
                kids.join(" ")
            ),
        ),
        (3, FONTS.to_owned()),
    ];
    all.extend(objects.iter().enumerate().map(|(i, o)| (5 + i, (*o).to_owned())));
    for (i, page) in pages.iter().enumerate() {
        all.push((10 + 2 * i, format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 11 + 2 * i)));
        all.push((11 + 2 * i, format!("<< /Length {} >>\nstream\n{}endstream", page.content.len(), page.content)));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut xref = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (n, object) in &all {
        xref += &format!("{n} 1\n{:010} 00000 n \n", out.len());
        out += &format!("{n} 0 obj\n{object}\nendobj\n");
    }
    let size = all.iter().map(|o| o.0).max().unwrap_or(0) + 1;
    let start = out.len();
    out += &format!("{xref}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}
