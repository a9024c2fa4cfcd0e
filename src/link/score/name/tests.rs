use super::likeness;

/// Spellings of one person.
const SAME: &[(&str, &str)] = &[
    ("Ada Mistral", "ada mistral"),
    ("Jürgen Köhler", "Juergen Koehler"),
    ("Jürgen Köhler", "Jurgen Kohler"),
    ("Łukasz Groß", "Lukasz Gross"),
    ("T. S. Henrik Oy", "Tao Shan Henrik Oy"),
    ("Henrik Oy", "T. S. Henrik Oy"),
    ("Corin Palletti", "Corin T. Palletti"),
    ("Tim Quill", "Timothy Quill"),
    ("Bob A. Quill", "Robert Quill"),
    ("Hendrikus Van der Wick", "Hendrikus E. van der Wick"),
    ("K. van der Wick", "Koos Wick"),
    ("Zhao-Hui Tang", "Zhaohui Tang"),
    ("Z.-H. Tang", "Zhao-Hui Tang"),
    ("ZH Tang", "Zhao-Hui Tang"),
    ("Zhang Wei", "Wei Zhang"),
    ("Hector Garcia-Molina", "Hector Garcia Molina"),
    ("Hector Garcia-Molina", "H. Garcia"),
    ("Hector Garcia-Molina", "Hector Molina"),
    ("Martin Svård", "Martin Svärd"),
    ("Bo Quill Jr.", "Bo Quill"),
    ("Bo Quill III", "Bo Quill"),
    ("Wei Wang 0001", "Wei Wang"),
    ("Wei Wang 0001", "Wei Wang 0012"),
    ("Quill, Ada", "Ada Quill"),
    ("Ada Mistral", "Ada Mistra1"),
    ("Ada M Quillon", "Ada M. Quil1on"),
    ("Patrick O'Neil", "Patrick ONeil"),
    ("Chris Quill", "Christopher Quill"),
    ("A. Quill", "Ada Berta Quill"),
];

/// Spellings of two persons.
const OTHER: &[(&str, &str)] = &[
    ("John Smith", "Jane Smith"),
    ("J. Smith", "K. Smith"),
    ("John A. Smith", "John B. Smith"),
    ("John Smith", "John Smyrna"),
    ("Wei Wang", "Wei Zhang"),
    ("Wei Li", "Wei Lu"),
    ("Ada Mistral", "Ada Quill"),
    ("Ada", "Bo"),
    ("", "Ada"),
    ("", ""),
    ("Michael Quill", "Michelle Quill"),
];

#[test]
fn spellings_of_one_person() {
    for (a, b) in SAME {
        let (l, r) = (likeness(a, b), likeness(b, a));
        assert!((l - r).abs() < 1e-9, "{a} / {b}: {l} {r}");
        assert!(l >= 0.75, "{a} / {b}: {l}");
    }
}

#[test]
fn spellings_of_two() {
    for (a, b) in OTHER {
        let (l, r) = (likeness(a, b), likeness(b, a));
        assert!((l - r).abs() < 1e-9, "{a} / {b}: {l} {r}");
        assert!(l <= 0.5, "{a} / {b}: {l}");
    }
}
