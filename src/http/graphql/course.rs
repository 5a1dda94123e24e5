//! How a request went, for the figures and for the log of slow ones.

use super::{Refusal, Service, reply::Reply};
use fault::Code;
use prepare::Hash;
use std::{
    cell::{Cell, RefCell},
    fmt::Write as _,
    sync::Arc,
    time::Instant,
};

/// What the log says of a request: never a value.
#[derive(Clone, Debug)]
pub struct About {
    /// Name of the operation; empty if it has none.
    pub operation: Arc<str>,
    /// Hash of the document.
    pub document: Hash,
}

/// The course of one request.
pub struct Course {
    began: Instant,
    about: RefCell<Option<About>>,
    statements: Cell<Option<u32>>,
}

impl Course {
    /// A request begins.
    pub fn begin() -> Self {
        Self { began: Instant::now(), about: RefCell::default(), statements: Cell::default() }
    }

    /// It is known what is asked.
    pub fn is_of(&self, about: &About) {
        self.about.replace(Some(about.clone()));
    }

    /// What is asked, if it is known.
    pub fn about(&self) -> Option<About> {
        self.about.borrow().clone()
    }

    /// Its answer was made with so many statements.
    pub fn took(&self, statements: u32) {
        self.statements.set(Some(statements));
    }

    /// It is answered: counts it, and logs it if that took long.
    pub fn end(self, answer: &Result<Reply, Refusal>, service: &Service) {
        let (time, about, statements) = (self.began.elapsed(), self.about.into_inner(), self.statements.get());
        let operation = about.as_ref().map_or("", |about| &about.operation);
        let outcome = match answer {
            Ok(reply) if reply.is_unchanged() => "UNCHANGED",
            Ok(_) if statements.is_none() => "CACHED",
            Ok(_) => "MADE",
            Err(refusal) => refusal.errors.first().map_or(Code::Internal, |error| error.fault.code).as_str(),
        };
        service.metrics.answered(operation, outcome, time);
        if service.slow.is_some_and(|slow| time > slow) {
            let document = about.as_ref().map(|about| hexadecimal(&about.document));
            let milliseconds = time.as_millis();
            tracing::warn!(operation, document, outcome, milliseconds, statements, "a slow request");
        }
    }
}

fn hexadecimal(hash: &Hash) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
