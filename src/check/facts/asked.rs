//! Facts as the engine's evaluator asks for them.

use super::{Facts, Id, begin};
use oxigraph::model::Term;
use spareval::{InternalQuad, QueryableDataset};
use std::convert::Infallible;

/// A term of the facts, or one that a query computed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Asked {
    Known(Id),
    New(Box<Term>),
}

impl Asked {
    fn known(&self) -> Option<Id> {
        match self {
            Asked::Known(id) => Some(*id),
            Asked::New(_) => None,
        }
    }
}

impl<'a> QueryableDataset<'a> for &'a Facts {
    type InternalTerm = Asked;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Asked>,
        predicate: Option<&Asked>,
        object: Option<&Asked>,
        graph_name: Option<Option<&Asked>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Asked>, Infallible>> + use<'a> {
        let facts: &'a Facts = self;
        // what is no term of the facts matches nothing; all of them stand in the default graph
        let asked = [subject, predicate, object].map(|term| term.map(Asked::known));
        let nothing = asked.contains(&Some(None)) || graph_name != Some(None);
        let [s, p, o] = asked.map(Option::flatten);
        let (rows, places): (&'a [[Id; 3]], [usize; 3]) = match (s, p, o) {
            _ if nothing => (&[], [0, 1, 2]),
            (Some(s), Some(p), Some(o)) => (begin(&facts.spo, &[s, p, o]), [0, 1, 2]),
            (Some(s), Some(p), None) => (begin(&facts.spo, &[s, p]), [0, 1, 2]),
            (Some(s), None, _) => (begin(&facts.spo, &[s]), [0, 1, 2]),
            (None, Some(p), Some(o)) => (begin(&facts.ops, &[o, p]), [2, 1, 0]),
            (None, None, Some(o)) => (begin(&facts.ops, &[o]), [2, 1, 0]),
            (None, Some(p), None) => (begin(&facts.pso, &[p]), [1, 0, 2]),
            (None, None, None) => (&facts.spo, [0, 1, 2]),
        };
        rows.iter().map(move |row| places.map(|place| row[place])).filter(move |triple| o.is_none_or(|o| triple[2] == o)).map(
            |[subject, predicate, object]| {
                Ok(InternalQuad {
                    subject: Asked::Known(subject),
                    predicate: Asked::Known(predicate),
                    object: Asked::Known(object),
                    graph_name: None,
                })
            },
        )
    }

    fn internalize_term(&self, term: Term) -> Result<Asked, Infallible> {
        Ok(self.terms.get(&term).map_or_else(|| Asked::New(Box::new(term)), Asked::Known))
    }

    fn externalize_term(&self, term: Asked) -> Result<Term, Infallible> {
        Ok(match term {
            Asked::Known(id) => self.term(id).clone(),
            Asked::New(term) => *term,
        })
    }
}
