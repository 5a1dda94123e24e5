//! Rows that cannot be true, and the constraint by which PostgreSQL refuses each.
//!
//! Most tests change one thing between a row that is accepted and one that is refused, so that nothing
//! but that thing can be the reason.

mod citations;
mod claim_sets;
mod dates;
mod deleting;
mod kinds;
mod meetings;
mod relations;
mod slugs;
mod values;

use crate::postgres;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, TransactionTrait as _,
};
use sqlx::postgres::PgDatabaseError;
use tokio::sync::OnceCell;

/// A register small enough to know by heart. Nodes from 20 on are not used yet.
const REGISTER: &str = "
insert into node (id, kind, created_in) values
  (1, 'STATE', 0), (2, 'STATE', 0), (3, 'ORGANIZATION', 0), (4, 'ORGANIZATION', 0), (5, 'ORGAN', 0), (6, 'ORGAN', 0),
  (7, 'MEETING', 0), (8, 'MEETING', 0), (9, 'DOCUMENT', 0), (10, 'DOCUMENT', 0), (11, 'PERSON', 0), (12, 'PERSON', 0),
  (13, 'OFFICE', 0), (14, 'SOURCE', 0), (15, 'MEMBERSHIP', 0), (16, 'MEMBERSHIP', 0), (17, 'TENURE', 0),
  (20, 'MEMBERSHIP', 0), (21, 'RELATION', 0), (22, 'FIGURE', 0), (23, 'TREATY_ACTION', 0), (24, 'DOCUMENT', 0),
  (25, 'ORGAN', 0), (26, 'OFFICE', 0), (27, 'CONTACT_POINT', 0), (28, 'MEMBERSHIP', 0), (29, 'STATE', 0),
  (30, 'MEETING', 0), (31, 'AGENDA_ITEM', 0), (32, 'PLACE', 0), (33, 'PROVISION', 0);
insert into slug (slug, node_id, kind) values
  ('armenia', 1, 'STATE'), ('belarus', 2, 'STATE'), ('commonwealth', 3, 'ORGANIZATION'), ('alliance', 4, 'ORGANIZATION'),
  ('council', 5, 'ORGAN'), ('parliament', 6, 'ORGAN'), ('summit', 7, 'MEETING'), ('talks', 8, 'MEETING'),
  ('treaty', 9, 'DOCUMENT'), ('protocol', 10, 'DOCUMENT'), ('ann', 11, 'PERSON'), ('ann-as-she-was', 11, 'PERSON'),
  ('ben', 12, 'PERSON'), ('secretary', 13, 'OFFICE'), ('page', 14, 'SOURCE'), ('new-document', 24, 'DOCUMENT'),
  ('new-organ', 25, 'ORGAN'), ('new-office', 26, 'OFFICE'), ('new-state', 29, 'STATE'), ('new-meeting', 30, 'MEETING'),
  ('new-place', 32, 'PLACE');
insert into state (id, slug, name, iso2) values (1, 'armenia', 'Armenia', 'AM'), (2, 'belarus', 'Belarus', null);
insert into organization (id, slug, name, kind) values
  (3, 'commonwealth', 'Commonwealth', 'INTERGOVERNMENTAL_ORGANIZATION'), (4, 'alliance', 'Alliance', 'ALLIANCE');
insert into organ (id, slug, name, kind, organization_id, state_id) values
  (5, 'council', 'Council', 'COUNCIL', 3, null), (6, 'parliament', 'Parliament', 'LEGISLATURE', null, 1);
insert into meeting (id, slug, name, kind, organization_id, date_edtf, date_earliest, date_latest, date_basis) values
  (7, 'summit', 'Summit', 'SUMMIT', 3, '1993', '1993-01-01', '1993-12-31', 'STATED'),
  (8, 'talks', 'Talks', 'MEETING', null, null, null, null, null);
insert into meeting_organization (meeting_id, organization_id, date_order) select 7, 3, date_order from meeting where id = 7;
insert into meeting_organ (meeting_id, organ_id, organization_id, date_order) select 7, 5, 3, date_order from meeting where id = 7;
insert into document (id, slug, name, kind) values (9, 'treaty', 'Treaty', 'TREATY'), (10, 'protocol', 'Protocol', 'PROTOCOL');
insert into person (id, slug, name) values (11, 'ann', 'Ann'), (12, 'ben', 'Ben');
insert into office (id, slug, name, body_id, body_kind) values (13, 'secretary', 'Secretary', 3, 'ORGANIZATION');
insert into source (id, slug, name, kind) values (14, 'page', 'Page', 'WEB_PAGE');
insert into membership (id, set_id, body_id, body_kind, member_id, member_kind, status) values
  (15, 15, 3, 'ORGANIZATION', 1, 'STATE', 'FULL'), (16, 16, 3, 'ORGANIZATION', 4, 'ORGANIZATION', 'OBSERVER');
insert into tenure (id, set_id, person_id, office_id) values (17, 17, 11, 13);
insert into citation (subject_id, source_id, section, ordinal) values (15, 14, 'members', 1);
";

/// A session in the register, which all tests share: each undoes what it does, one after the other.
async fn register() -> DatabaseConnection {
    static DATABASE: OnceCell<String> = OnceCell::const_new();
    let make = async || {
        let name = postgres::shared_clone_of(postgres::EMPTY).await;
        let db = postgres::session(&name).await;
        db.execute_unprepared(REGISTER).await.expect("the register of these tests");
        db.close().await.expect("closed");
        name
    };
    postgres::session(DATABASE.get_or_init(make).await).await
}

/// A transaction that runs after those of other tests, and is rolled back in the end.
async fn begin(db: &DatabaseConnection) -> DatabaseTransaction {
    let transaction = db.begin().await.expect("a transaction");
    transaction.execute_unprepared("select pg_advisory_xact_lock(1)").await.expect("a turn");
    transaction
}

/// Name of the constraint that refuses, or of the column that may not be null.
fn reason(cause: &DbErr) -> String {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = cause else {
        panic!("no refusal: {cause}");
    };
    let error = cause.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>());
    let error = error.unwrap_or_else(|| panic!("no refusal: {cause}"));
    let column = error.column().map(|column| format!("{column} is null"));
    error.constraint().map(str::to_owned).or(column).unwrap_or_else(|| panic!("no constraint refuses: {cause}"))
}

/// Runs statements in a transaction, with all that is otherwise checked at its end, and undoes them.
async fn attempt(db: &DatabaseConnection, sql: &str) -> Result<(), DbErr> {
    let transaction = begin(db).await;
    let outcome = transaction.execute_unprepared(&format!("{sql}; set constraints all immediate")).await;
    transaction.rollback().await.expect("undone");
    outcome.map(|_| ())
}

async fn assert_refused(db: &DatabaseConnection, sql: &str, constraint: &str) {
    match attempt(db, sql).await {
        Ok(()) => panic!("accepted, though {constraint} should refuse: {sql}"),
        Err(cause) => assert_eq!(reason(&cause), constraint, "{cause}: {sql}"),
    }
}

/// Statements that a constraint refuses.
async fn refuses(constraint: &str, sql: &str) {
    assert_refused(&register().await, sql, constraint).await;
}

/// Statements that are accepted with one thing in place of `{}`, and that constraints refuse with others.
async fn tells(sql: &str, right: &str, wrong: &[(&str, &str)]) {
    assert!(sql.contains("{}"), "nothing to replace: {sql}");
    let db = register().await;
    let sql = |text| sql.replace("{}", text);
    attempt(&db, &sql(right)).await.unwrap_or_else(|cause| panic!("{cause}: {}", sql(right)));
    for (wrong, constraint) in wrong {
        assert_refused(&db, &sql(wrong), constraint).await;
    }
}
