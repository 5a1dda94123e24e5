//! What answering a query would take: the steps of its plan and their statements. Needs no database.

use crate::{role::Role, schema};
use engine::Plan;
use fault::{Fault, RequestError};
use prepare::{JsonMap, JsonValue, Limits, OperationKind, Prepare};
use std::sync::LazyLock;

/// The plan of an operation, as text.
///
/// # Errors
/// What is wrong with the document or the variables; and a mutation or subscription, which has no plan.
pub fn explain(text: &str, operation: Option<&str>, variables: &JsonMap) -> Result<String, Vec<RequestError>> {
    static PREPARE: LazyLock<Prepare> =
        LazyLock::new(|| Prepare::computing(&schema::sdl(), Limits::default(), schema::catalog().computed()));
    let prepared = PREPARE.document(text)?;
    let operation = prepared.operation(operation, variables)?;
    if operation.kind != OperationKind::Query {
        return Err(vec![Fault::bad_request("Only a query has a plan.").into()]);
    }
    let literal = |key: &str| operation.introspected(key);
    Ok(Plan::of_query(schema::catalog(), &operation.selections, Role::Reader.into(), &literal).to_string())
}

/// Variables as a command line has them: a JSON object.
///
/// # Errors
/// Where the text is none.
pub fn variables(json: &str) -> Result<JsonMap, String> {
    match serde_json::from_str(json) {
        Ok(JsonValue::Object(variables)) => Ok(variables),
        Ok(_) => Err("variables are a JSON object, such as {\"slug\": \"cis\"}".to_owned()),
        Err(error) => Err(format!("variables are a JSON object, such as {{\"slug\": \"cis\"}}: {error}")),
    }
}
