//! The address below which everything lives, and what stands directly below it.

use super::stem;
use crate::record::slug::slug;
use oxigraph::model::NamedNode;
use sophia::iri::Iri;

/// The address below which everything lives; ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

/// Why a text cannot be a base.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an absolute IRI without query and fragment, such as http://localhost:7878/")]
pub struct InvalidBase(pub String);

impl Default for Base {
    fn default() -> Self {
        Self("http://localhost:7878/".to_owned())
    }
}

impl std::str::FromStr for Base {
    type Err = InvalidBase;

    fn from_str(text: &str) -> Result<Self, InvalidBase> {
        Base::new(text)
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Base {
    /// Takes an absolute IRI; a slash is added where it does not end with one.
    pub fn new(text: &str) -> Result<Base, InvalidBase> {
        let text = text.trim();
        let hierarchical = text.split_once("://").is_some_and(|(_, rest)| !rest.is_empty() && !rest.starts_with('/'));
        if !hierarchical || text.contains(['?', '#']) || Iri::new(text).is_err() {
            return Err(InvalidBase(text.to_owned()));
        }
        Ok(Base(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `{base}id/{path}`
    fn id(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}id/{path}", self.0))
    }

    fn graph(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/{path}", self.0))
    }

    pub fn volume(&self, id: &str) -> NamedNode {
        self.id(&stem(id))
    }

    pub fn organization(&self, name: &str) -> NamedNode {
        self.id(&format!("org/{}", slug(name)))
    }

    pub fn place(&self, name: &str) -> NamedNode {
        self.id(&format!("place/{}", slug(name)))
    }

    /// Where another data set has one of its things.
    pub fn address(&self, target: &str) -> NamedNode {
        self.id(&format!("address/{}", slug(target.split_once("://").map_or(target, |(_, rest)| rest))))
    }

    pub fn series(&self, name: &str) -> NamedNode {
        self.id(&format!("series/{}", slug(name)))
    }

    pub fn periodical(&self, title: &str) -> NamedNode {
        self.id(&format!("periodical/{}", slug(title)))
    }

    /// A source document, by the SHA-256 of its bytes.
    pub fn source(&self, sha256: &str) -> NamedNode {
        self.id(&format!("source/sha256-{}", sha256.get(..16).unwrap_or(sha256)))
    }

    /// The reading of a volume.
    pub fn run(&self, volume_id: &str) -> NamedNode {
        self.id(&format!("run/{}", stem(volume_id)))
    }

    /// A proposed or accepted link, by a name made of source, target and method.
    pub fn link(&self, name: &str) -> NamedNode {
        self.id(&format!("link/{}", slug(name)))
    }

    /// All that is below the base, as it is described for others.
    pub fn dataset(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}dataset", self.0))
    }

    /// The dataset as it was released once.
    pub fn release(&self, version: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}dataset/{version}", self.0))
    }

    /// Where a file of a release is to be had.
    pub fn download(&self, version: &str, file: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}dump/{version}/{file}", self.0))
    }

    /// The page to begin with.
    pub fn page(&self) -> NamedNode {
        NamedNode::new_unchecked(self.0.clone())
    }

    /// Below what the IRIs of all things stand.
    pub fn space(&self) -> String {
        format!("{}id/", self.0)
    }

    /// The volume whose data stand in a graph.
    pub fn volume_of_graph<'g>(&self, graph: &'g NamedNode) -> Option<&'g str> {
        graph.as_str().strip_prefix(self.as_str())?.strip_prefix("graph/data/")
    }

    pub fn data_graph(&self, volume_id: &str) -> NamedNode {
        self.graph(&format!("data/{}", stem(volume_id)))
    }

    pub fn evidence_graph(&self, volume_id: &str) -> NamedNode {
        self.graph(&format!("evidence/{}", stem(volume_id)))
    }

    /// Proposed links from things of a volume.
    pub fn links_graph(&self, volume_id: &str) -> NamedNode {
        self.graph(&format!("links/{}", stem(volume_id)))
    }

    /// Flat statements of accepted links.
    pub fn accepted_graph(&self) -> NamedNode {
        self.graph("links/accepted")
    }

    /// Organizations, places, series and periodicals, which several volumes may name.
    pub fn shared_graph(&self) -> NamedNode {
        self.graph("shared")
    }

    /// Source documents and runs.
    pub fn prov_graph(&self) -> NamedNode {
        self.graph("prov")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_an_absolute_iri_that_ends_with_a_slash() {
        for (text, base) in [
            ("https://example.org/fm", "https://example.org/fm/"),
            ("http://localhost:7878/", "http://localhost:7878/"),
            (" http://müller.example/a/ ", "http://müller.example/a/"),
        ] {
            assert_eq!(Base::new(text).map(|b| b.to_string()).as_deref(), Ok(base));
        }
        for text in
            ["", "example.org", "http://", "http:///x", "mailto:a@b.c", "http://a.b/?q", "http://a.b/#f", "http://a b/", "http://a.b/<x>"]
        {
            assert!(Base::new(text).is_err(), "{text}");
        }
    }
}
