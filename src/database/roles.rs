//! The three roles of a register's database in PostgreSQL: who owns its tables, who writes rows, who reads.
//!
//! **Invariant:** the role by which the API reads can change nothing, run no program and read no file of the machine.
//! *Why:* whoever found a way to a statement of their own would have no more than what is published. *Enforced by:*
//! `make_roles.sql`, which gives it SELECT alone, and `check_roles.sql`, which refuses a role that has more.

use super::Database;
use anyhow::Context as _;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, FromQueryResult, Statement, TransactionTrait as _,
};

const MAKE: &str = include_str!("make_roles.sql");
const GRANT: &str = include_str!("grant.sql");
const CHECK: &str = include_str!("check_roles.sql");

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Makes and changes tables: migrations, and the generator.
    Own,
    /// Writes rows: the import.
    Write,
    /// Reads: the API.
    Read,
}

impl Access {
    /// The role that a database has for it.
    #[must_use]
    pub fn role(self, database: &str) -> String {
        let ending = match self {
            Self::Own => "owner",
            Self::Write => "writer",
            Self::Read => "reader",
        };
        format!("{database}_{ending}")
    }
}

/// Makes the roles of a database, or mends their rights. What an earlier release made becomes the owner's.
///
/// # Errors
/// Where the connection's role may not do that, or a role of such a name may do too much; nothing is changed then.
pub async fn make(db: &DatabaseConnection) -> anyhow::Result<()> {
    let transaction = db.begin().await?;
    for sql in [MAKE, GRANT, CHECK] {
        run(&transaction, sql).await.context("the roles of the database cannot be made")?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Gives the roles their rights on tables that came since; nothing where there are none.
///
/// # Errors
/// Where PostgreSQL refuses.
pub async fn grant(db: &DatabaseConnection) -> anyhow::Result<()> {
    let transaction = db.begin().await?;
    run(&transaction, GRANT).await.context("the roles of the database cannot be given their rights")?;
    transaction.commit().await?;
    Ok(())
}

async fn run(transaction: &DatabaseTransaction, sql: &str) -> anyhow::Result<()> {
    transaction.execute_unprepared(sql).await?;
    Ok(())
}

/// Makes the roles, and says what to put where.
///
/// # Errors
/// As [`make`].
pub async fn offer(database: &Database) -> anyhow::Result<String> {
    let address = database.address(Access::Own);
    let name = address.database();
    let [owner, writer, reader] = [Access::Own, Access::Write, Access::Read].map(|access| access.role(name));
    if database.is_private() {
        return Ok(format!(
            "The private PostgreSQL has the roles {owner}, {writer} and {reader}, and every command takes its own.\n"
        ));
    }
    database.make_roles().await?;
    Ok(format!(
        "The database {name} has three roles. Let DATABASE_URL name\n\
         \x20 {reader} for `depositary serve`: it can only read\n\
         \x20 {writer} for `depositary import`: it can only write rows\n\
         \x20 {owner} for `depositary migrate` and `generate`: it owns the tables\n\
         A new role has no password; in psql, `\\password {reader}` gives it one.\n"
    ))
}

/// What the role of a connection may do.
#[derive(Debug, FromQueryResult)]
pub struct Rights {
    /// Its name.
    pub role: String,
    /// Whether it may do everything.
    pub is_superuser: bool,
    /// Whether it may make tables.
    pub may_create: bool,
    /// Whether it may write rows.
    pub may_write: bool,
    /// The owner of the tables, where that is another role of which it is a member.
    pub owner: Option<String>,
}

/// What the role of a connection may do.
///
/// # Errors
/// Where PostgreSQL cannot be asked.
pub async fn rights(db: &DatabaseConnection) -> anyhow::Result<Rights> {
    let sql = "select current_user::text as role,
        (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
        coalesce(has_schema_privilege(current_schema(), 'create'), false)
            and current_setting('default_transaction_read_only') = 'off' as may_create,
        coalesce(has_table_privilege(to_regclass('register'), 'update'), false) as may_write,
        (select rolname::text from pg_roles
            where rolname = current_database() || '_owner' and rolname <> current_user and pg_has_role(oid, 'usage')) as owner";
    let statement = Statement::from_string(sea_orm::DbBackend::Postgres, sql);
    Rights::find_by_statement(statement).one(db).await?.context("PostgreSQL says nothing of the role")
}
