//! Lines that a converter writes about its own work: that a page was skipped, that a picture stood here.

/// How remarks begin and end.
const REMARKS: &[(&str, &str)] = &[
    // OCRmyPDF, in the text beside its file
    ("[OCR skipped on page", "]"),
    // PyMuPDF4LLM: what it tells of itself, and where pictures stood
    ("=== Document parser messages", "==="),
    ("Using Tesseract for OCR", ""),
    ("Using RapidOCR", ""),
    ("Warning: RapidOCR", ""),
    ("Consider using the pymupdf_layout package", ""),
    ("==> picture", "<=="),
    ("----- Start of picture text", "-----"),
    ("----- End of picture text", "-----"),
    // the fences of pandoc, of which a parser may take the first sign for one of its own
    ("::", ""),
];

/// Whether a line is a remark of a converter.
pub fn is(line: &str) -> bool {
    let line = line.trim().trim_matches('*').trim();
    if !line.starts_with(['[', '=', 'U', 'W', 'C', '-', ':', '{', 'P']) {
        return false;
    }
    REMARKS.iter().any(|(begin, end)| line.starts_with(begin) && line.ends_with(end)) || is_page(line) || is_rule(line) || is_pages(line)
}

/// `-------- ------`: what a writer of tables draws around columns.
fn is_rule(line: &str) -> bool {
    line.len() > 9
        && line.split_whitespace().count() > 1
        && line.split_whitespace().all(|part| part.len() > 2 && part.bytes().all(|b| b == b'-'))
}

/// `Page: 1, 2, 3`: the links that pdfminer ends a page of HTML with.
fn is_pages(line: &str) -> bool {
    let numbers = line.strip_prefix("Page: ").map(|rest| rest.split(", ").zip(1u32..).all(|(n, at)| n.parse() == Ok(at)));
    numbers.unwrap_or(false)
}

/// `{12}----------------`: where Marker begins a page.
fn is_page(line: &str) -> bool {
    let number = line.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    number.is_some_and(|(n, rest)| n.parse::<u32>().is_ok() && rest.len() > 9 && rest.bytes().all(|b| b == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_remarks() {
        for remark in [
            "[OCR skipped on page(s) 1-3]",
            "**==> picture [10 x 20] intentionally omitted <==**",
            "{3}----------------",
            ":::",
            "-------- ----",
            "Page: 1, 2",
        ] {
            assert!(is(remark), "{remark}");
        }
        for line in ["[1] Acme University", "Using Tesseract in Libraries", "Using OCR", "{a}", "----- 7 -----", "--", "Page: 2, 3"] {
            assert!(!is(line), "{line}");
        }
    }
}
