//! The command `depositary`.
use depositary::{cli::Cli, error_chain::ErrorChain, telemetry};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[actix_web::main]
async fn main() -> ExitCode {
    let cli = Cli::read();
    telemetry::install(&cli.log);
    let done = cli.run().await;
    telemetry::summarize();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("depositary: {}", ErrorChain(&error));
            ExitCode::FAILURE
        }
    }
}
