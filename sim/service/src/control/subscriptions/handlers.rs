//! The calls of `/event-subscriptions`.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
};
use http::StatusCode;
use ringback_world::World;
use serde_json::{Value, json};

use super::{
    super::{asked, error, show},
    given::Given,
    shown::shown,
};
use crate::{app::App, respond::WireError};

/// Makes a subscription; answers after the handshake, with its outcome.
pub(in super::super) async fn put(
    State(app): State<App>,
    Path(name): Path<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), WireError> {
    let given: Given = asked::body(&body)?;
    let resource = resource(&app, given.resource.clone()).await?;
    let subscription = given.checked(name.clone(), resource)?;
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
pub(in super::super) async fn list(State(app): State<App>) -> Json<Value> {
    Json(show::list(
        app.world.subscriptions().await.iter().map(shown),
    ))
}

/// Shows one subscription.
pub(in super::super) async fn get(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Json<Value>, WireError> {
    let all = app.world.subscriptions().await;
    let found = all.iter().find(|one| one.subscription.name == name);
    let found = found.ok_or_else(|| error::not_found("event subscription", &name))?;
    Ok(Json(shown(found)))
}

/// Takes a subscription away.
pub(in super::super) async fn delete(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<StatusCode, WireError> {
    match app.world.unsubscribe(name.clone()).await {
        Some(_) => Ok(StatusCode::NO_CONTENT),
        None => Err(error::not_found("event subscription", &name)),
    }
}

/// Lists the events of a subscription that could not be delivered, as they would lie in the storage.
pub(in super::super) async fn dead_letters(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Json<Value>, WireError> {
    let letters = app.world.dead_letters(name.clone()).await;
    let all = app.world.subscriptions().await;
    let found = all.iter().find(|one| one.subscription.name == name);
    match found.map(|one| &one.subscription.dead_letters) {
        // Those of a subscription that was taken away stay.
        None if letters.is_empty() => return Err(error::not_found("event subscription", &name)),
        Some(None) if letters.is_empty() => {
            let message = format!("the subscription {name:?} keeps no dead letters");
            return Err(error::error(StatusCode::CONFLICT, "Conflict", message)
                .hint("give it a deadLetterDestination"));
        }
        Some(_) | None => {}
    }
    let shown = move |world: &World| {
        show::list(letters.iter().map(|letter| {
            json!({
                "destination": letter.destination(),
                "event": letter.shown(|at| world.civil(at)),
            })
        }))
    };
    Ok(Json(app.world.read(shown).await))
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
