//! What each command does.

use super::{Explain, Generate, Import, Migrate, Serve};
use crate::{
    app::App,
    database::{
        Database, Pool,
        roles::{self, Access},
    },
    explain, generate, import, privileges,
};
use anyhow::{Context as _, bail};
use std::{io::Write as _, path::Path};

impl Explain {
    pub(super) fn run(self) -> anyhow::Result<()> {
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
    pub(super) async fn run(self) -> anyhow::Result<()> {
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
    pub(super) async fn run(self) -> anyhow::Result<()> {
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
    pub(super) async fn run(self) -> anyhow::Result<()> {
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
    pub(super) async fn run(self) -> anyhow::Result<()> {
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
pub(super) fn say(text: &str) -> anyhow::Result<()> {
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
