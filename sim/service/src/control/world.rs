//! `/world` and `/reset`: what is declared, and forgetting what happened.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Json,
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode};
use ringback_format::declaration::{WorldDeclaration, lower};
use ringback_world::{Ids, Time, World, declaration::Declaration};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    asked,
    error::{bad_request, refused},
};
use crate::{
    app::App,
    respond::{HINT, WireError},
    stage::Stage,
};

/// What the answer says where the declared world lacks something of the one before.
const BEGAN_ANEW: &str = "something of the world before is not declared any more, so the world began anew: calls, chats, identities, tokens and presence of the one before are gone; \
event subscriptions and faults stay";

/// The declaration as it was put last, for reading it back.
#[derive(Clone, Default)]
pub(crate) struct Declared(Arc<Mutex<Option<WorldDeclaration>>>);

impl Declared {
    fn last(&self) -> Option<WorldDeclaration> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn keep(&self, declaration: WorldDeclaration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(declaration);
    }
}

/// What is to be kept of the run.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Reset {
    #[serde(default)]
    keep: Keep,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Keep {
    #[default]
    World,
    Nothing,
}

/// Shows the declared world.
pub(super) async fn get(State(app): State<App>) -> Result<Json<Value>, WireError> {
    let declared = app.world.read(|world| world.declaration().clone()).await;
    let kept = app.declared.last();
    let candidates = [kept, Some(WorldDeclaration::default_world())];
    let mut candidates = candidates.into_iter().flatten();
    // What was put later may have another order than what it went on from.
    let is_declared = |one: &WorldDeclaration| {
        let lowered = lower(one).ok();
        lowered
            .and_then(|lowered| declared.continued_by(lowered))
            .as_ref()
            == Some(&declared)
    };
    let readable = candidates.find(is_declared);
    match readable {
        Some(readable) => Ok(Json(json!(readable))),
        None => Ok(Json(without_keys(&declared))),
    }
}

/// Declares a world. What runs goes on where everything that was declared still is; a world that lacks something of it
/// begins anew, and the answer says so.
pub(super) async fn put(State(app): State<App>, body: Bytes) -> Result<Response, WireError> {
    let readable: WorldDeclaration = asked::body(&body)?;
    let declaration = lowered(&readable)?;
    let declared = app.world.read(|world| world.declaration().clone()).await;
    let continued = declared.continued_by(declaration.clone());
    let begins_anew = continued.is_none();
    match continued {
        Some(continued) if continued == declared => {}
        Some(continued) => {
            app.world
                .inspect(move |run| run.redeclare(continued))
                .await
                .map_err(|refusal| refused(&refusal))?;
        }
        None => begin(&app, declaration).await,
    }
    let mut answer = Json(json!(readable)).into_response();
    if begins_anew {
        let hint = HeaderValue::from_static(BEGAN_ANEW);
        answer.headers_mut().insert(HINT, hint);
    }
    app.declared.keep(readable);
    Ok(answer)
}

/// Forgets everything that happened.
pub(super) async fn reset(State(app): State<App>, body: Bytes) -> Result<StatusCode, WireError> {
    let given: Reset = asked::body(&body)?;
    let declaration = match given.keep {
        Keep::World => app.world.read(|world| world.declaration().clone()).await,
        Keep::Nothing => lowered(&WorldDeclaration::default_world())?,
    };
    begin(&app, declaration).await;
    Ok(StatusCode::NO_CONTENT)
}

fn lowered(readable: &WorldDeclaration) -> Result<Declaration, WireError> {
    lower(readable).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        bad_request(problems.join("; "))
    })
}

/// Puts a world in the place of the running one, in which nothing has happened yet. Subscriptions stay,
/// with their consent, and so do faults.
async fn begin(app: &App, declaration: Declaration) {
    app.world
        .inspect(move |run| {
            let start = run.world.civil(Time::ZERO);
            let ids = Ids::new(run.world.seed(), "control");
            let subscriptions = std::mem::take(&mut run.subscriptions);
            let stage = Stage::idle("control", World::new(ids, start, declaration));
            let (bots, faults) = (run.bots.take(), run.faults());
            run.begin(Stage {
                bots,
                faults,
                ..stage
            });
            run.subscriptions = subscriptions;
            run.go();
        })
        .await;
}

fn without_keys(declared: &Declaration) -> Value {
    let mut shown = json!(declared);
    let resources = shown["resources"].as_array_mut();
    for resource in resources.into_iter().flatten() {
        if let Some(resource) = resource.as_object_mut() {
            resource.shift_remove("access_keys");
        }
    }
    shown
}
