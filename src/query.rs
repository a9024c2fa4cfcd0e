//! The library of questions.

/// A question that the data answers.
pub struct Question {
    pub name: &'static str,
    pub group: &'static str,
    pub text: &'static str,
}

/// Every question.
pub const QUESTIONS: &[Question] = &[Question {
    name: "classes",
    group: "overview",
    text: "# How many things of which class are there?\nSELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things) ?class\n",
}];

impl Question {
    /// The question in words.
    pub fn question(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }
}

/// A question by name.
pub fn find(name: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|q| q.name == name)
}
