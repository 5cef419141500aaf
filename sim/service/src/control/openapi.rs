//! `/openapi.json`: the control API described, made from the table of its routes.

use axum::Json;
use serde_json::{Map, Value, json};

use super::{
    reports,
    routes::{ROUTES, Route},
    subscriptions, wanted,
};

/// Describes the control API.
pub(super) async fn get() -> Json<Value> {
    Json(describe())
}

fn describe() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        let path = format!("/sim/v1{}", route.path);
        let in_path = names(route.path).map(|name| {
            json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
        });
        let in_query = query(route).iter().map(|(name, means)| {
            json!({"name": name, "in": "query", "description": means, "schema": {"type": "string"}})
        });
        let parameters: Vec<Value> = in_path.chain(in_query).collect();
        let mut operation = json!({
            "summary": route.does,
            "responses": {
                "2XX": {"description": "It is done."},
                "default": {"$ref": "#/components/responses/Error"},
            },
        });
        if !parameters.is_empty() {
            operation["parameters"] = json!(parameters);
        }
        if let Some(schema) = body(route) {
            operation["requestBody"] = json!({"content": {"application/json": {"schema": schema}}});
        }
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        entry[route.method.to_lowercase()] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Ringback control API", "version": env!("CARGO_PKG_VERSION")},
        "paths": paths,
        "components": {"responses": {"Error": {
            "description": "It was refused.",
            "content": {"application/json": {"schema": {
                "type": "object",
                "required": ["error"],
                "properties": {"error": {
                    "type": "object",
                    "required": ["code", "message"],
                    "properties": {
                        "code": {"type": "string"},
                        "message": {"type": "string"},
                        "hint": {"type": ["string", "null"]},
                    },
                }},
            }}},
        }}},
    })
}

/// Tells what a call can be asked for in its query.
fn query(route: &Route) -> &'static [(&'static str, &'static str)] {
    match (route.method, route.path) {
        ("GET", "/deliveries") => &wanted::QUERY,
        ("GET", "/reports/call-queues" | "/reports/agents" | "/reports/auto-attendants") => {
            &reports::QUERY
        }
        _ => &[],
    }
}

/// Describes the body of a call, where it has a description.
fn body(route: &Route) -> Option<Value> {
    match (route.method, route.path) {
        ("PUT", "/event-subscriptions/{name}") => Some(subscriptions::schema()),
        _ => None,
    }
}

fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}
