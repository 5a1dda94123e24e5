//! The commands.

use crate::{
    address::Address,
    app::App,
    config::{Listen, Storage},
    database::{
        Database, Pool,
        roles::{self, Access},
    },
    explain, generate,
    http::health,
    import, privileges, schema,
    telemetry::Log,
};
use anyhow::{Context as _, bail};
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use ledger::SetName;
use std::{
    env,
    ffi::OsStr,
    io::Write as _,
    path::{Path, PathBuf},
};

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
            Command::Schema => say(&schema::sdl()),
            Command::Explain(explain) => explain.run(),
            Command::Health(health) => health::ask(&health.server).await,
        }
    }
}

impl Explain {
    fn run(self) -> anyhow::Result<()> {
        let text = read_text(&self.document)?;
        let variables = match self.variables.strip_prefix('@') {
            Some(file) => read_text(Path::new(file))?,
            None => self.variables,
        };
        let variables = explain::variables(&variables).map_err(anyhow::Error::msg)?;
        match explain::explain(&text, self.operation.as_deref(), &variables) {
            Ok(plan) => say(&plan),
            Err(errors) => {
                for error in errors {
                    let place = error.locations.first().map(|at| format!(":{}:{}", at.line, at.column));
                    let (place, fault) = (place.unwrap_or_default(), error.fault);
                    eprintln!("{}{place}: {} ({})", self.document.display(), fault.message, fault.code.as_str());
                }
                bail!("the query has no plan")
            }
        }
    }
}

/// The text of a file.
fn read_text(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

impl Serve {
    async fn run(self) -> anyhow::Result<()> {
        let database = Database::open(&self.storage).await?;
        let served = self.serve(&database).await;
        database.close().await?;
        served
    }

    async fn serve(&self, database: &Database) -> anyhow::Result<()> {
        // Refused before files are loaded, which may take long.
        self.listen.listen.check()?;
        database.migrate().await?;
        if !self.import.is_empty() {
            load(
                database,
                &import::Options {
                    paths: self.import.clone(),
                    set: self.set.clone(),
                    author: "import".to_owned(),
                    message: "Import of data files.".to_owned(),
                    prune: false,
                    dry_run: false,
                },
            )
            .await?;
        }
        if !database.is_private() {
            database.warn_of_rights().await?;
        }
        let app = App::build(&database.address(Access::Read), self.storage.connections, &self.listen).await?;
        privileges::drop_root(database.account())?;
        println!("Listening on http://{}", app.address());
        app.run().await?;
        Ok(())
    }
}

impl Migrate {
    async fn run(self) -> anyhow::Result<()> {
        let database = Database::open(&self.storage).await?;
        let done = async {
            database.migrate().await?;
            if self.roles { roles::offer(&database).await.and_then(|offer| say(&offer)) } else { Ok(()) }
        }
        .await;
        database.close().await?;
        done
    }
}

impl Import {
    async fn run(self) -> anyhow::Result<()> {
        let database = Database::open_or_join(&self.storage).await?;
        let options = import::Options {
            paths: self.paths,
            set: self.set,
            author: self.author,
            message: self.message,
            prune: self.prune,
            dry_run: self.dry_run,
        };
        let done = async {
            database.migrate().await?;
            load(&database, &options).await
        }
        .await;
        database.close().await?;
        done
    }
}

impl Generate {
    async fn run(self) -> anyhow::Result<()> {
        let database = Database::open(&self.storage).await?;
        let options = generate::Options { size: self.sizes.size(), seed: self.seed, is_cited: !self.uncited };
        let done = async {
            database.migrate().await?;
            let db = database.connect(Access::Own, Pool::of_command()).await?;
            let done = generate::run(&db, &options).await.context("nothing was generated");
            db.close().await?;
            done
        }
        .await;
        database.close().await?;
        println!("{}", done?);
        Ok(())
    }
}

/// Prints to standard output; whoever reads it may stop reading.
fn say(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

async fn load(database: &Database, options: &import::Options) -> anyhow::Result<()> {
    let db = database.connect(Access::Write, Pool::of_command()).await?;
    let done = import::run(&db, options).await;
    db.close().await?;
    match done {
        Ok(report) => {
            println!("{report}");
            Ok(())
        }
        Err(refused @ import::Refused::Problems(_)) => bail!("nothing was imported\n{refused}"),
        Err(import::Refused::Failed(error)) => Err(error.context("nothing was imported")),
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
