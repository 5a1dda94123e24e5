//! How a request went, for the figures and for the log of slow ones.

use super::{Refusal, Service, reply::Reply};
use crate::http::metrics::LEFT;
use actix_web::web::Data;
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
///
/// **Invariant:** every request is counted once. *Why:* requests that are too slow for their clients are those that
/// matter most to whoever operates the server. *Enforced by:* `Drop`, which counts it as [`LEFT`] if its client left.
pub struct Course {
    service: Data<Service>,
    began: Cell<Instant>,
    /// Whether all of it is there.
    is_whole: Cell<bool>,
    is_counted: Cell<bool>,
    about: RefCell<Option<About>>,
    statements: Cell<Option<u32>>,
}

impl Course {
    /// A request begins.
    pub fn begin(service: Data<Service>) -> Self {
        let began = Cell::new(Instant::now());
        Self {
            service,
            began,
            is_whole: Cell::default(),
            is_counted: Cell::default(),
            about: RefCell::default(),
            statements: Cell::default(),
        }
    }

    /// All of it is there. The time until then is the client's.
    pub fn is_read(&self) {
        self.began.set(Instant::now());
        self.is_whole.set(true);
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
    pub fn end(self, answer: &Result<Reply, Refusal>) {
        let outcome = match answer {
            Ok(reply) if reply.is_unchanged() => "UNCHANGED",
            Ok(_) if self.statements.get().is_none() => "CACHED",
            Ok(_) => "MADE",
            Err(refusal) => refusal.errors.first().map_or(Code::Internal, |error| error.fault.code).as_str(),
        };
        self.count(outcome);
    }

    fn count(&self, outcome: &'static str) {
        self.is_counted.set(true);
        let (time, about, statements) = (self.began.get().elapsed(), self.about.take(), self.statements.get());
        let operation = about.as_ref().map_or("", |about| &about.operation);
        self.service.metrics.answered(operation, outcome, time);
        // How long a body took that never came whole is the client's doing.
        if self.is_whole.get() && self.service.slow.is_some_and(|slow| time >= slow) {
            let document = about.as_ref().map(|about| hexadecimal(&about.document));
            let milliseconds = time.as_millis();
            tracing::warn!(operation, document, outcome, milliseconds, statements, "a slow request");
        }
    }
}

impl Drop for Course {
    fn drop(&mut self) {
        if !self.is_counted.get() {
            self.count(LEFT);
        }
    }
}

/// A hash as clients write it.
pub(super) fn hexadecimal(hash: &Hash) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
