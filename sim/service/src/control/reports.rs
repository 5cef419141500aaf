//! `/reports`: the historical reports of queues, agents and attendants, made from the facts that are kept.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use jiff::{Timestamp, tz::Offset};
use ringback_format::report::{self, AskedError, WrittenQuery};
use ringback_world::{
    Fact, Ids, Time,
    declaration::Tenant,
    reports::{Context, Level, Record, Source, Table, TableName, View, answer, records},
};
use serde_json::{Value, json};

use super::{asked, error::bad_request, known};
use crate::{
    app::App,
    respond::{Query, WireError},
};

/// What a report can be asked for, and what each word means.
pub(super) const QUERY: [(&str, &str); 4] = [
    (
        "table",
        "The published name of a table of the report; its first one without.",
    ),
    ("format", "json or csv; json without."),
    (
        "utc-offset",
        "What local times are: +05:30 or -08:00, from -12:00 to +14:00; UTC without. Days are those of UTC always.",
    ),
    (
        "level",
        "call: a row for each call; day: one for all alike of a day of UTC. call without.",
    ),
];

/// In which form a table is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Csv,
}

/// What is wanted.
struct Wanted {
    table: TableName,
    form: Form,
    offset: Offset,
    level: Level,
}

/// Calls by their first queue.
pub(super) async fn call_queues(
    State(app): State<App>,
    query: Query,
) -> Result<Response, WireError> {
    let among = [
        TableName::CallQueueAnalytics,
        TableName::CallQueueFinalStateAction,
    ];
    send(&app, &query, &among).await
}

/// Calls that agents answered.
pub(super) async fn agents(State(app): State<App>, query: Query) -> Result<Response, WireError> {
    let among = [
        TableName::AgentTimelineAnalytics,
        TableName::AgentTimelineAnalyticsSummary,
    ];
    send(&app, &query, &among).await
}

/// Calls by their first attendant.
pub(super) async fn auto_attendants(
    State(app): State<App>,
    query: Query,
) -> Result<Response, WireError> {
    send(&app, &query, &[TableName::AutoAttendant]).await
}

/// Answers a query as the service behind the published reports does: rows of values, in the order in which they were asked
/// for.
pub(super) async fn query(State(app): State<App>, body: Bytes) -> Result<Json<Value>, WireError> {
    let written: WrittenQuery = asked::body(&body)?;
    let query = report::query(&written).map_err(refuse)?;
    let kept = Kept::of(&app).await;
    let context = Context {
        tenant: &kept.tenant,
        start: kept.start,
    };
    let rows = answer(&context, &kept.records(), &query);
    Ok(Json(json!({"dataResult": report::rows(&rows)})))
}

async fn send(app: &App, query: &Query, among: &[TableName]) -> Result<Response, WireError> {
    let wanted = Wanted::of(query, among)?;
    let (table, complete) = table(app, &wanted).await;
    Ok(match wanted.form {
        Form::Json => {
            let mut shown: Value = report::json(&table);
            shown["complete"] = json!(complete);
            Json(shown).into_response()
        }
        Form::Csv => {
            let mut response = report::csv(&table).into_response();
            let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            response
        }
    })
}

/// Makes the table, and tells whether the facts of the whole run were there to make it from.
async fn table(app: &App, wanted: &Wanted) -> (Table, bool) {
    let kept = Kept::of(app).await;
    let view = View {
        start: kept.start,
        offset: wanted.offset,
        level: wanted.level,
    };
    (wanted.table.table(&kept.records(), &view), kept.complete)
}

/// What reports are made from, taken at one instant.
struct Kept {
    facts: Vec<Arc<Fact>>,
    ids: Ids,
    tenant: Tenant,
    start: Timestamp,
    /// Whether the facts are those of the whole run.
    complete: bool,
}

impl Kept {
    async fn of(app: &App) -> Self {
        let look = app.world.read_facts(|world, facts| Self {
            facts: facts.iter().cloned().collect(),
            ids: world.ids().clone(),
            tenant: world.declaration().teams.clone(),
            start: world.civil(Time::ZERO),
            complete: facts.front().is_none_or(|fact| fact.seq == 0),
        });
        look.await
    }

    fn records(&self) -> Vec<Record> {
        let source = Source {
            ids: &self.ids,
            tenant: &self.tenant,
        };
        records(&source, self.facts.iter().map(|fact| &**fact))
    }
}

impl Wanted {
    fn of(query: &Query, among: &[TableName]) -> Result<Self, WireError> {
        known::only(query, &QUERY.map(|(name, _)| name), "parameter")?;
        let table = match (query.get("table"), among) {
            (Some(name), _) => report::table(name, among).map_err(refuse)?,
            (None, [first, ..]) => *first,
            (None, []) => return Err(bad_request("the report has no tables")),
        };
        let offset = query.get("utc-offset").map(report::utc_offset);
        let level = query.get("level").map(report::level);
        Ok(Self {
            table,
            form: form(query)?,
            offset: offset.transpose().map_err(refuse)?.unwrap_or(Offset::UTC),
            level: level.transpose().map_err(refuse)?.unwrap_or(Level::Call),
        })
    }
}

fn form(query: &Query) -> Result<Form, WireError> {
    match query.get("format") {
        None | Some("json") => Ok(Form::Json),
        Some("csv") => Ok(Form::Csv),
        Some(other) => Err(
            bad_request(format!("format: {other:?} is neither json nor csv"))
                .hint("json gives objects, csv a file of comma-separated values with a header"),
        ),
    }
}

fn refuse(error: AskedError) -> WireError {
    bad_request(error.to_string()).hint(error.hint)
}
