//! Checks whether all fields with the same response key can be merged into one.
//!
//! Specification: section 5.3.2 “Field Selection Merging”. apollo-compiler checks it too, but a document of 3 kB that
//! selects the same key under many types, level by level, keeps it busy for minutes. This is the same algorithm, which
//! visits every set of fields once, with a limit on the work. It is the reason why [`super::validate`] hides these
//! conflicts from apollo-compiler.

use apollo_compiler::{
    Name, Node, Schema,
    ast::{Argument, Value},
    collections::{HashSet, IndexMap},
    executable::{Field, FragmentMap, Selection, SelectionSet, Type},
    parser::SourceSpan,
    schema::ExtendedType,
};
use fault::{Code, Fault};

/// Maximum number of fields visited for one document. An ordinary one needs some hundred.
const WORK: usize = 50_000;

/// Two fields that cannot be merged: the reason, and the locations of both.
pub(super) struct Conflict {
    pub(super) message: String,
    pub(super) places: [Option<SourceSpan>; 2],
}

/// The rule that a pass over all merged fields checks.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Rule {
    /// Types have the same shape, whichever type the parent is (`SameResponseShape`).
    Shape,
    /// Name and arguments are the same where one object could have both (`FieldsInSetCanMerge`).
    Same,
}

/// A field and the type it is selected on.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    parent: &'a Name,
    field: &'a Node<Field>,
}

pub(super) struct Merge<'a> {
    schema: &'a Schema,
    fragments: &'a FragmentMap,
    work: usize,
    seen: HashSet<(Rule, Vec<usize>)>,
    conflicts: Vec<Conflict>,
}

impl<'a> Merge<'a> {
    pub(super) fn new(schema: &'a Schema, fragments: &'a FragmentMap) -> Self {
        Self { schema, fragments, work: 0, seen: HashSet::default(), conflicts: Vec::new() }
    }

    /// All conflicts of an operation; a fault if finding them would take too long.
    pub(super) fn operation(&mut self, set: &'a SelectionSet) -> Result<Vec<Conflict>, Fault> {
        let fields = self.open([set])?;
        self.check(Rule::Shape, &fields)?;
        self.check(Rule::Same, &fields)?;
        Ok(std::mem::take(&mut self.conflicts))
    }

    /// The fields of some selection sets, with each fragment expanded once.
    fn open(&mut self, sets: impl IntoIterator<Item = &'a SelectionSet>) -> Result<Vec<Chosen<'a>>, Fault> {
        let mut fields = Vec::new();
        let mut opened: HashSet<&Name> = HashSet::default();
        let mut sets: Vec<_> = sets.into_iter().collect();
        while let Some(set) = sets.pop() {
            self.spend(set.selections.len())?;
            for selection in &set.selections {
                match selection {
                    Selection::Field(field) => fields.push(Chosen { parent: &set.ty, field }),
                    Selection::InlineFragment(inline) => sets.push(&inline.selection_set),
                    Selection::FragmentSpread(spread) if opened.insert(&spread.fragment_name) => {
                        sets.extend(self.fragments.get(&spread.fragment_name).map(|f| &f.selection_set));
                    }
                    Selection::FragmentSpread(_) => {}
                }
            }
        }
        Ok(fields)
    }

    fn check(&mut self, rule: Rule, fields: &[Chosen<'a>]) -> Result<(), Fault> {
        let places = fields.iter().map(|chosen| std::ptr::from_ref(chosen.field.as_ref()) as usize).collect();
        if !self.seen.insert((rule, places)) {
            return Ok(());
        }
        let mut by_key: IndexMap<&Name, Vec<Chosen<'a>>> = IndexMap::default();
        for chosen in fields {
            by_key.entry(chosen.field.response_key()).or_default().push(*chosen);
        }
        for group in by_key.into_values() {
            let parts = if rule == Rule::Same { self.by_parent(group) } else { vec![group] };
            for part in parts {
                self.spend(part.len())?;
                self.compare(rule, &part);
                let below: Vec<_> = part.iter().map(|chosen| &chosen.field.selection_set).collect();
                if below.iter().any(|set| !set.selections.is_empty()) {
                    let below = self.open(below)?;
                    self.check(rule, &below)?;
                }
            }
        }
        Ok(())
    }

    /// Groups of fields that the same object could have. There is one group for each object type; fields of interfaces
    /// are in every group.
    fn by_parent(&self, fields: Vec<Chosen<'a>>) -> Vec<Vec<Chosen<'a>>> {
        let mut objects: IndexMap<&Name, Vec<Chosen<'a>>> = IndexMap::default();
        let mut any = Vec::new();
        for chosen in fields {
            match self.schema.types.get(chosen.parent) {
                Some(ExtendedType::Object(_)) => {
                    objects.entry(chosen.parent).or_default().push(chosen);
                }
                _ => any.push(chosen),
            }
        }
        if objects.is_empty() {
            return vec![any];
        }
        let with_any = |mut group: Vec<Chosen<'a>>| {
            group.extend_from_slice(&any);
            group
        };
        objects.into_values().map(with_any).collect()
    }

    /// Compares all fields of a group with the first one. That suffices, since both rules are equivalence relations.
    fn compare(&mut self, rule: Rule, fields: &[Chosen<'a>]) {
        let Some((first, rest)) = fields.split_first() else {
            return;
        };
        for other in rest {
            let (a, b) = (first.field, other.field);
            let why = match rule {
                Rule::Same if a.name != b.name => {
                    format!("`{}` and `{}` are different fields", a.name, b.name)
                }
                Rule::Same if !same_arguments(&a.arguments, &b.arguments) => "they have different arguments".into(),
                Rule::Shape if !self.same_shape(a.ty(), b.ty()) => {
                    format!("they return the different types `{}` and `{}`", a.ty(), b.ty())
                }
                _ => continue,
            };
            let key = a.response_key();
            let message = format!("Fields `{key}` conflict because {why}. Use different aliases to ask for both.");
            self.conflicts.push(Conflict { message, places: [a.location(), b.location()] });
        }
    }

    fn same_shape(&self, a: &Type, b: &Type) -> bool {
        match (a, b) {
            (Type::List(a), Type::List(b)) | (Type::NonNullList(a), Type::NonNullList(b)) => self.same_shape(a, b),
            (Type::Named(a), Type::Named(b)) | (Type::NonNullNamed(a), Type::NonNullNamed(b)) => {
                a == b || !(self.is_leaf(a) || self.is_leaf(b))
            }
            _ => false,
        }
    }

    fn is_leaf(&self, name: &Name) -> bool {
        matches!(self.schema.types.get(name), Some(ExtendedType::Scalar(_) | ExtendedType::Enum(_)))
    }

    fn spend(&mut self, fields: usize) -> Result<(), Fault> {
        self.work += fields;
        if self.work <= WORK {
            return Ok(());
        }
        let message = format!(
            "The fields of the document can be merged in more than {WORK} ways. \
             Use different aliases for fields of different types."
        );
        Err(Fault::new(Code::TooManySelections, message))
    }
}

/// Compares arguments as sets: their order does not matter.
fn same_arguments(a: &[Node<Argument>], b: &[Node<Argument>]) -> bool {
    let same = |x: &Node<Argument>| b.iter().any(|y| x.name == y.name && same_value(&x.value, &y.value));
    a.len() == b.len() && a.iter().all(same)
}

/// Compares values as written. The order of an object's fields does not matter.
fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            let same =
                |(name, value): &(Name, Node<Value>)| b.iter().any(|(other, b)| name == other && same_value(value, b));
            a.len() == b.len() && a.iter().all(same)
        }
        _ => a == b,
    }
}
