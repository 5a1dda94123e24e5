//! Which databases of the test cluster nobody needs any more, so that a run takes little space on a disk.

use std::{
    cell::RefCell,
    mem,
    sync::{Mutex, PoisonError},
};

/// Databases of tests that have ended. They are dropped many at a time: each `drop database` waits for a checkpoint, and
/// the next one finds nothing left to write.
static ENDED: Mutex<Vec<String>> = Mutex::new(Vec::new());
const AT_ONCE: usize = 16;

/// The databases of one test. A test has a thread of its own, so they end with it, however the test ends.
struct Own(RefCell<Vec<String>>);

impl Drop for Own {
    fn drop(&mut self) {
        ENDED.lock().unwrap_or_else(PoisonError::into_inner).append(self.0.get_mut());
    }
}

thread_local! {
    static OWN: Own = const { Own(RefCell::new(Vec::new())) };
}

/// Notes that nobody needs a database once this test has ended.
pub fn last_as_long_as_this_test(name: &str) {
    OWN.with(|own| own.0.borrow_mut().push(name.to_owned()));
}

/// The databases to drop now; whoever gets them drops them.
pub fn of_ended_tests() -> Vec<String> {
    let mut ended = ENDED.lock().unwrap_or_else(PoisonError::into_inner);
    if ended.len() < AT_ONCE { Vec::new() } else { mem::take(&mut *ended) }
}
