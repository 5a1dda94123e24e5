//! A bound on warnings and errors: of each place in the code that logs, so many lines a period, and a count of the others.

use super::tally;
use std::{
    collections::HashMap,
    fmt::{self, Write as _},
    sync::{Mutex, MutexGuard, PoisonError},
};
use tracing::{
    Event, Level, Metadata, Subscriber,
    callsite::Identifier,
    field::{Field, Visit},
};
use tracing_subscriber::layer::{Context, Layer};

/// Lines of one place in a period.
const LINES: u32 = 20;
/// Where actix-web tells what it could not read: a line for each request.
const READER: &str = "actix_http";

static PLACES: Mutex<Option<HashMap<Identifier, Place>>> = Mutex::new(None);

/// A place in the code that logs.
struct Place {
    metadata: &'static Metadata<'static>,
    lines: u32,
}

/// Lets no more lines through than the bound.
pub(super) struct Brake;

impl<S: Subscriber> Layer<S> for Brake {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        let metadata = event.metadata();
        if *metadata.level() > Level::WARN || metadata.target() == super::SUMMARY {
            return true;
        }
        if metadata.target().starts_with(READER) {
            let mut message = Message::default();
            event.record(&mut message);
            tally::refused(message.0);
            return false;
        }
        let mut places = places();
        let places = places.get_or_insert_default();
        let place = places.entry(metadata.callsite()).or_insert(Place { metadata, lines: 0 });
        place.lines = place.lines.saturating_add(1);
        place.lines <= LINES
    }
}

/// Begins a new period. Gives the places of which lines were left out, and how many.
pub(super) fn release() -> Vec<(String, u32)> {
    let left_out = |place: &Place| {
        let (file, line) = (place.metadata.file().unwrap_or_default(), place.metadata.line().unwrap_or_default());
        (place.lines > LINES).then(|| (format!("{} ({file}:{line})", place.metadata.target()), place.lines - LINES))
    };
    let places = places().take().unwrap_or_default();
    places.values().filter_map(left_out).collect()
}

fn places() -> MutexGuard<'static, Option<HashMap<Identifier, Place>>> {
    // Nothing panics while it is held.
    PLACES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The message of an event.
#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}
