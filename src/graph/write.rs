//! Quads, one subject at a time.

use super::vocab::{node, rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use sophia::api::ns::NsTerm;
use std::collections::BTreeSet;

/// What a term of a vocabulary is called here.
type Property = NsTerm<'static>;

/// Where quads go.
pub type Emit<'a> = dyn FnMut(Quad) + 'a;

/// One subject in one graph. Each property is written by one call, so that no quad is written twice.
pub struct Subject<'a, 'e> {
    subject: NamedNode,
    graph: GraphName,
    emit: &'a mut Emit<'e>,
}

impl<'a, 'e> Subject<'a, 'e> {
    pub fn new(subject: &NamedNode, graph: &NamedNode, emit: &'a mut Emit<'e>) -> Self {
        Self { subject: subject.clone(), graph: graph.clone().into(), emit }
    }

    fn put(&mut self, property: Property, object: impl Into<Term>) {
        (self.emit)(Quad::new(self.subject.clone(), node(property), object, self.graph.clone()));
    }

    /// The classes.
    pub fn a(mut self, classes: &[Property]) -> Self {
        for class in classes {
            self.put(rdf::type_, node(*class));
        }
        self
    }

    pub fn term(mut self, property: Property, value: Property) -> Self {
        self.put(property, node(value));
        self
    }

    pub fn node(self, property: Property, value: &NamedNode) -> Self {
        self.maybe_node(property, Some(value))
    }

    pub fn maybe_node(mut self, property: Property, value: Option<&NamedNode>) -> Self {
        if let Some(value) = value {
            self.put(property, value.clone());
        }
        self
    }

    /// Several objects in the given order, each once.
    pub fn nodes<'n>(mut self, property: Property, values: impl IntoIterator<Item = &'n NamedNode>) -> Self {
        let mut seen = BTreeSet::new();
        for value in values {
            if seen.insert(value.as_str()) {
                self.put(property, value.clone());
            }
        }
        self
    }

    pub fn text(mut self, property: Property, value: &str) -> Self {
        self.put(property, Literal::new_simple_literal(value));
        self
    }

    pub fn english(self, property: Property, text: &str) -> Self {
        self.english_each(property, &[text])
    }

    pub fn english_each(mut self, property: Property, texts: &[&str]) -> Self {
        for text in texts {
            self.put(property, Literal::new_language_tagged_literal_unchecked(*text, "en"));
        }
        self
    }

    pub fn maybe_text(self, property: Property, value: Option<&str>) -> Self {
        self.texts(property, value)
    }

    /// Several texts in the given order, each once.
    pub fn texts<'n>(mut self, property: Property, values: impl IntoIterator<Item = &'n str>) -> Self {
        let mut seen = BTreeSet::new();
        for value in values {
            if seen.insert(value) {
                self.put(property, Literal::new_simple_literal(value));
            }
        }
        self
    }

    pub fn number(mut self, property: Property, value: i64) -> Self {
        self.put(property, Literal::new_typed_literal(value.to_string(), node(xsd::integer)));
        self
    }

    pub fn maybe_number(self, property: Property, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.number(property, value),
            None => self,
        }
    }

    pub fn truth(mut self, property: Property) -> Self {
        self.put(property, Literal::new_typed_literal("true", node(xsd::boolean)));
        self
    }

    /// A literal of another datatype.
    pub fn maybe_typed(mut self, property: Property, value: Option<String>, datatype: Property) -> Self {
        if let Some(value) = value {
            self.put(property, Literal::new_typed_literal(value, node(datatype)));
        }
        self
    }

    /// How sure the reading is, where it is not certain.
    pub fn confidence(self, value: f64) -> Self {
        let doubtful = value.is_finite() && (0.0..1.0).contains(&value);
        let rounded = doubtful.then(|| format!("{}", (value * 100.0).round() / 100.0));
        self.maybe_typed(super::vocab::fm::readingConfidence, rounded, xsd::decimal)
    }
}
