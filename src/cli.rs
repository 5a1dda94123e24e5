//! The commands.

mod run;

use crate::{
    address::Address,
    config::{Listen, Storage},
    generate,
    http::health,
    schema,
    telemetry::Log,
};
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use ledger::SetName;
use std::{env, ffi::OsStr, path::PathBuf};

/// The public record of intergovernmental organizations, as a GraphQL server.
///
/// Without `DATABASE_URL`, every command that needs a database starts a private PostgreSQL in the data folder.
#[derive(Parser, Debug)]
#[command(version, arg_required_else_help = true, subcommand_required = true)]
pub struct Cli {
    /// What is logged.
    #[command(flatten)]
    pub log: Log,

    #[command(subcommand)]
    command: Command,
}

impl Cli {
    /// Reads the command line and the environment. A variable that is empty counts as one that is not set; whatever
    /// cannot be understood ends the program with a message.
    #[must_use]
    pub fn read() -> Self {
        let matches = without_empty_variables(Self::command()).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

fn without_empty_variables(command: clap::Command) -> clap::Command {
    let is_empty = |name: &OsStr| env::var_os(name).is_some_and(|value| value.is_empty());
    command
        .mut_args(|arg| if arg.get_env().is_some_and(is_empty) { arg.env(None) } else { arg })
        .mut_subcommands(without_empty_variables)
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the register: GraphiQL at /, GraphQL at /graphql.
    Serve(Serve),
    /// Bring the tables to the present shape.
    Migrate(Migrate),
    /// Load data files into the register, as one revision.
    Import(Import),
    /// Fill an empty register with synthetic data, as one revision, to measure with.
    Generate(Generate),
    /// Print the schema in GraphQL's own language.
    Schema,
    /// Show what a query would take: the steps of its plan with their SQL; needs no database.
    Explain(Explain),
    /// Ask a running server whether it is ready; exit code 0 if so.
    Health(Health),
}

#[derive(Args, Debug)]
struct Serve {
    #[command(flatten)]
    storage: Storage,

    #[command(flatten)]
    listen: Listen,

    /// Data files to load before serving: TOML files, or folders of them.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    import: Vec<PathBuf>,

    /// Name of the set that these files are; without it the one that a file gives (`[set]`), else that of their folder.
    #[arg(long, value_name = "NAME", requires = "import", value_parser = set_name)]
    set: Option<String>,
}

/// The name of a set, as a file may give it too.
fn set_name(text: &str) -> Result<String, &'static str> {
    if SetName::may_be(text) { Ok(text.to_owned()) } else { Err(SetName::RULE) }
}

#[derive(Args, Debug)]
struct Migrate {
    #[command(flatten)]
    storage: Storage,

    /// Make the three roles of the database, or mend their rights: one owns the tables, one writes rows, one reads.
    /// Needs a superuser, or the owner of the database with the right CREATEROLE.
    #[arg(long)]
    roles: bool,
}

#[derive(Args, Debug)]
struct Import {
    #[command(flatten)]
    storage: Storage,

    /// TOML files, or folders of them; docs/data-format.md describes the format.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Name of the set that these files are; without it the one that a file gives (`[set]`), else that of their folder.
    /// A set takes away only what it gave.
    #[arg(long, value_name = "NAME", value_parser = set_name)]
    set: Option<String>,

    /// Who makes the revision.
    #[arg(long, default_value = "import", value_name = "NAME")]
    author: String,

    /// Why the revision is made.
    #[arg(long, default_value = "Import of data files.", value_name = "TEXT")]
    message: String,

    /// Delete what an earlier import of this set entered, and neither these files nor another set name.
    #[arg(long)]
    prune: bool,

    /// Check and count, but change nothing.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args, Debug)]
struct Generate {
    #[command(flatten)]
    storage: Storage,

    #[command(flatten)]
    sizes: generate::Sizes,

    /// What the draws begin with; the same seed and size give the same register.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,

    /// Leave out the citations, one of every record and statement.
    #[arg(long)]
    uncited: bool,
}

#[derive(Args, Debug)]
struct Explain {
    /// File with the document.
    #[arg(value_name = "FILE.graphql")]
    document: PathBuf,

    /// Its variables: a JSON object, or `@` and the file that has it.
    #[arg(long, default_value = "{}", value_name = "JSON|@FILE")]
    variables: String,

    /// Which of its operations, where it has several.
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
}

#[derive(Args, Debug)]
struct Health {
    /// Address of the server.
    #[arg(long, env = "DEPOSITARY_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    server: Address,
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Where it fails; the error is for the person at the terminal.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(serve) => serve.run().await,
            Command::Migrate(migrate) => migrate.run().await,
            Command::Import(import) => import.run().await,
            Command::Generate(generate) => generate.run().await,
            Command::Schema => run::say(&schema::sdl()),
            Command::Explain(explain) => explain.run(),
            Command::Health(health) => health::ask(&health.server).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
