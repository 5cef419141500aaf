//! `/event-subscriptions`: who receives which events of Event Grid.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
};
use http::StatusCode;
use ringback_world::World;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{asked, error, show};
use crate::{
    AdvancedFilter, advanced_filter,
    app::App,
    delivery::{HandshakeState, Subscribed},
    respond::WireError,
    stage::{Schema, Subjects, Subscription},
};

/// A subscription to make.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Given {
    #[serde(default)]
    resource: Option<String>,
    #[serde(default, alias = "includedEventTypes")]
    event_types: Vec<String>,
    #[serde(default)]
    subject_begins_with: String,
    #[serde(default)]
    subject_ends_with: String,
    #[serde(default)]
    advanced_filters: Vec<AdvancedFilter>,
    endpoint: String,
    #[serde(default)]
    schema: GivenSchema,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum GivenSchema {
    #[default]
    EventGrid,
    CloudEvents,
}

/// Makes a subscription; answers after the handshake, with its outcome.
pub(super) async fn put(
    State(app): State<App>,
    Path(name): Path<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), WireError> {
    let given: Given = asked::body(&body)?;
    let endpoint = reqwest::Url::parse(&given.endpoint).ok();
    if !endpoint.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
        return Err(error::bad_request(
            "endpoint: it must be an absolute http or https address",
        ));
    }
    advanced_filter::check(&given.advanced_filters).map_err(error::bad_request)?;
    let resource = resource(&app, given.resource).await?;
    let subscription = Subscription {
        name: name.clone(),
        resource: Some(resource),
        event_types: given.event_types,
        subjects: Subjects {
            begin_with: given.subject_begins_with,
            end_with: given.subject_ends_with,
        },
        filters: given.advanced_filters,
        endpoint: given.endpoint,
        schema: match given.schema {
            GivenSchema::EventGrid => Schema::EventGrid,
            GivenSchema::CloudEvents => Schema::CloudEvents,
        },
    };
    let known = app.world.subscriptions().await;
    let known = known.iter().any(|one| one.subscription.name == name);
    app.handshakes.subscribe(subscription).await;
    let status = if known {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let shown = get(State(app), Path(name)).await?;
    Ok((status, shown))
}

/// Lists the subscriptions.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    Json(show::list(
        app.world.subscriptions().await.iter().map(shown),
    ))
}

/// Shows one subscription.
pub(super) async fn get(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Json<Value>, WireError> {
    let all = app.world.subscriptions().await;
    let found = all.iter().find(|one| one.subscription.name == name);
    let found = found.ok_or_else(|| error::not_found("event subscription", &name))?;
    Ok(Json(shown(found)))
}

/// Takes a subscription away.
pub(super) async fn delete(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<StatusCode, WireError> {
    match app.world.unsubscribe(name.clone()).await {
        Some(_) => Ok(StatusCode::NO_CONTENT),
        None => Err(error::not_found("event subscription", &name)),
    }
}

async fn resource(app: &App, named: Option<String>) -> Result<String, WireError> {
    let names = |world: &World| -> Vec<String> {
        let resources = world.declaration().resources.iter();
        resources.map(|resource| resource.name.clone()).collect()
    };
    let names = app.world.read(names).await;
    match (named, names.as_slice()) {
        (Some(name), _) if names.contains(&name) => Ok(name),
        (Some(name), _) => {
            let cure = format!("the declared ones are {}", names.join(", "));
            Err(error::not_found("resource", &name).hint(cure))
        }
        (None, [only]) => Ok(only.clone()),
        (None, _) => Err(error::bad_request("resource: there are several; name one")
            .hint(format!("the declared ones are {}", names.join(", ")))),
    }
}

fn shown(one: &Subscribed) -> Value {
    let (handshake, why) = match &one.handshake {
        HandshakeState::Pending => ("pending", None),
        HandshakeState::Succeeded => ("succeeded", None),
        HandshakeState::AwaitingManualAction => ("awaitingManualAction", None),
        HandshakeState::Failed(why) => ("failed", Some(why)),
    };
    let mut shown = json!({
        "name": one.subscription.name,
        "resource": one.subscription.resource,
        "eventTypes": one.subscription.event_types,
        "subjectBeginsWith": one.subscription.subjects.begin_with,
        "subjectEndsWith": one.subscription.subjects.end_with,
        "advancedFilters": one.subscription.filters,
        "endpoint": one.subscription.endpoint,
        "schema": match one.subscription.schema {
            Schema::EventGrid => "eventGrid",
            Schema::CloudEvents => "cloudEvents",
        },
        "handshake": handshake,
    });
    if let Some(why) = why {
        shown["why"] = json!(why);
    }
    shown
}
