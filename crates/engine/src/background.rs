//! Threads for long computations, beside the worker threads.
//!
//! **Invariant:** worker threads run no computation and write no answer that is long by [`is_long`]. *Why:* a worker
//! answers all its clients on one thread, so one long computation delays all of them. *Enforced by:* `fetch` and
//! `write`, which hand it to [`Background::run`]. Rows that PostgreSQL sends are still read on the worker thread.
//!
//! There are few of these threads, and they have a lower priority than the worker threads. Long computations wait for
//! each other.

use fault::Fault;
use std::{io, sync::Arc};
use tokio::{
    runtime::{Builder, Runtime},
    task::{JoinHandle, spawn_blocking},
};

/// The most cells that are written on a worker thread: one or two milliseconds.
const SHORT: usize = 32_000;

/// A few threads for all workers.
#[derive(Clone, Default)]
pub struct Background(Option<Arc<Threads>>);

/// The threads; they end when nobody can use them any more.
struct Threads(Option<Runtime>);

/// Work that is not begun if nobody waits for it any more.
struct Waiting<T>(JoinHandle<T>);

/// Whether work on so many cells takes long.
pub fn is_long(cells: usize) -> bool {
    cells > SHORT
}

impl Background {
    /// Some threads. Each calls `begin` first, for example to be less urgent than others.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn new(threads: usize, begin: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        let mut runtime = Builder::new_current_thread();
        runtime.max_blocking_threads(threads).thread_name("computing").on_thread_start(begin);
        Ok(Self(Some(Arc::new(Threads(Some(runtime.build()?))))))
    }

    /// Runs work here and gives its result. Without threads of its own it takes one of the caller's runtime.
    ///
    /// # Errors
    /// `INTERNAL` if the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        let threads = self.0.as_ref().and_then(|threads| threads.0.as_ref());
        let mut waiting = Waiting(match threads {
            Some(runtime) => runtime.spawn_blocking(work),
            None => spawn_blocking(work),
        });
        (&mut waiting.0).await.map_err(Fault::internal)
    }
}

impl<T> Drop for Waiting<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        // Whoever drops it may be a task, which must not wait for threads.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt as _;
    use std::sync::mpsc::channel;

    fn runtime() -> Runtime {
        Builder::new_current_thread().build().expect("a runtime")
    }

    #[test]
    fn other_tasks_go_on_beside_work() {
        let background = Background::new(1, || {}).expect("a thread");
        runtime().block_on(async {
            let (release, released) = channel::<()>();
            let mut work = std::pin::pin!(background.run(move || released.recv().is_ok()));
            assert!((&mut work).now_or_never().is_none(), "it runs elsewhere");
            release.send(()).expect("somebody waits");
            assert!(work.await.expect("a result"));
        });
    }

    #[test]
    fn work_that_nobody_waits_for_is_not_begun() {
        let background = Background::new(1, || {}).expect("a thread");
        runtime().block_on(async {
            let (release, released) = channel::<()>();
            let mut first = std::pin::pin!(background.run(move || released.recv()));
            assert!((&mut first).now_or_never().is_none());
            let (begun, begins) = channel();
            {
                let mut second = std::pin::pin!(background.run(move || begun.send(())));
                assert!((&mut second).now_or_never().is_none(), "the only thread is taken");
            }
            drop(release);
            let _ = first.await.expect("it ends");
            background.run(|| ()).await.expect("the thread is free");
            begins.try_recv().expect_err("it was not begun");
        });
    }

    #[test]
    fn a_panic_is_an_internal_fault() {
        let background = Background::new(1, || {}).expect("a thread");
        let failed = runtime().block_on(background.run(|| panic!("a mistake")));
        assert_eq!(failed.expect_err("a fault").code, fault::Code::Internal);
    }
}
