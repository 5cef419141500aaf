//! The routes of the control API: one table, from which the router and its description are made.

use axum::{
    Router,
    extract::Request,
    middleware,
    routing::{MethodRouter, delete, get, post, put},
};
use http::StatusCode;

use super::{
    Door, agents, attendants, bots, calls, clock, deliveries,
    error::{error, not_implemented},
    faults, host, identities, journal, openapi, parked_calls, parties, queues, reports, status,
    subscriptions, voicemails, world,
};
use crate::{app::App, respond::WireError};

/// One call of the control API.
pub(super) struct Route {
    /// The method, in capitals.
    pub(super) method: &'static str,
    /// The path below `/sim/v1`.
    pub(super) path: &'static str,
    /// What it does.
    pub(super) does: &'static str,
    handler: fn() -> MethodRouter<App>,
}

const fn route(
    method: &'static str,
    path: &'static str,
    does: &'static str,
    handler: fn() -> MethodRouter<App>,
) -> Route {
    Route {
        method,
        path,
        does,
        handler,
    }
}

/// Every call of the control API.
pub(super) const ROUTES: &[Route] = &[
    route("GET", "/openapi.json", "Describes the control API.", || {
        get(openapi::get)
    }),
    route("GET", "/status", "Shows what runs here.", || {
        get(status::get)
    }),
    route("GET", "/world", "Shows the declared world.", || {
        get(world::get)
    }),
    route("PUT", "/world", "Declares another world.", || {
        put(world::put)
    }),
    route(
        "POST",
        "/reset",
        "Forgets everything that happened.",
        || post(world::reset),
    ),
    route("GET", "/clock", "Shows the clock.", || get(clock::get)),
    route("PUT", "/clock", "Changes how time passes.", || {
        put(clock::put)
    }),
    route("POST", "/clock/advance", "Moves the clock.", || {
        post(clock::advance)
    }),
    route(
        "POST",
        "/clock/holds",
        "Keeps the automatic clock still.",
        || post(clock::hold),
    ),
    route("DELETE", "/clock/holds", "Releases every hold.", || {
        delete(clock::release_all)
    }),
    route("DELETE", "/clock/holds/{id}", "Releases one hold.", || {
        delete(clock::release)
    }),
    route("POST", "/clock/sleeps", "Sleeps in simulated time.", || {
        post(clock::sleep)
    }),
    route(
        "GET",
        "/bots",
        "Lists the bots with their identities.",
        || get(bots::list),
    ),
    route("GET", "/journal", "Reads or follows the facts.", || {
        get(journal::get)
    }),
    route(
        "GET",
        "/event-subscriptions",
        "Lists the event subscriptions.",
        || get(subscriptions::list),
    ),
    route(
        "GET",
        "/event-subscriptions/{name}",
        "Shows an event subscription.",
        || get(subscriptions::get),
    ),
    route(
        "PUT",
        "/event-subscriptions/{name}",
        "Makes an event subscription.",
        || put(subscriptions::put),
    ),
    route(
        "DELETE",
        "/event-subscriptions/{name}",
        "Takes an event subscription away.",
        || delete(subscriptions::delete),
    ),
    route(
        "GET",
        "/event-subscriptions/{name}/dead-letters",
        "Lists the events of a subscription that could not be delivered.",
        || get(subscriptions::dead_letters),
    ),
    route(
        "GET",
        "/deliveries",
        "Lists every attempt to deliver an event.",
        || get(deliveries::list),
    ),
    route(
        "POST",
        "/deliveries/{id}/resend",
        "Sends a finished delivery once more.",
        || post(deliveries::resend),
    ),
    route("POST", "/calls", "Places a call.", || post(calls::place)),
    route("GET", "/calls", "Lists all calls.", || get(calls::list)),
    route("GET", "/calls/{id}", "Shows a call.", || get(calls::get)),
    route(
        "PUT",
        "/parties/{rawId}/answering",
        "Tells a far end what to do when it rings.",
        || put(parties::answering),
    ),
    route(
        "POST",
        "/calls/{id}/parties/{rawId}/actions",
        "A party of a call does something.",
        || post(parties::act),
    ),
    route("GET", "/agents", "Lists the agents.", || get(agents::list)),
    route(
        "PUT",
        "/agents/{id}",
        "Changes an agent's presence and opting in.",
        || put(agents::put),
    ),
    route(
        "POST",
        "/agents/{id}/actions",
        "An agent does something.",
        || post(agents::act),
    ),
    route("GET", "/queues", "Lists the call queues.", || {
        get(queues::list)
    }),
    route("GET", "/queues/{id}", "Shows a call queue.", || {
        get(queues::get)
    }),
    route(
        "GET",
        "/reports/call-queues",
        "Shows the historical report of call queues.",
        || get(reports::call_queues),
    ),
    route(
        "GET",
        "/reports/agents",
        "Shows the historical report of agents.",
        || get(reports::agents),
    ),
    route(
        "GET",
        "/reports/auto-attendants",
        "Shows the historical report of auto attendants.",
        || get(reports::auto_attendants),
    ),
    route(
        "POST",
        "/reports/query",
        "Answers a query over the calls of the historical reports.",
        || post(reports::query),
    ),
    route(
        "GET",
        "/parked-calls",
        "Lists the calls that are parked.",
        || get(parked_calls::list),
    ),
    route(
        "GET",
        "/voicemails",
        "Lists the messages in mailboxes.",
        || get(voicemails::list),
    ),
    route(
        "POST",
        "/identities/{rawId}/actions",
        "A chat customer does something.",
        || post(identities::act),
    ),
    route("GET", "/attendants", "Lists the auto attendants.", || {
        get(attendants::list)
    }),
    route(
        "GET",
        "/attendants/{id}",
        "Shows an auto attendant.",
        || get(attendants::get),
    ),
    route("POST", "/inbound/sms", "Not simulated yet.", || {
        post(not_yet)
    }),
    route("POST", "/inbound/whatsapp", "Not simulated yet.", || {
        post(not_yet)
    }),
    route(
        "POST",
        "/inbound/email-status",
        "Not simulated yet.",
        || post(not_yet),
    ),
    route("GET", "/outbox/{channel}", "Not simulated yet.", || {
        get(not_yet)
    }),
    route(
        "GET",
        "/faults",
        "Lists the faults with what they have met.",
        || get(faults::get),
    ),
    route("PUT", "/faults", "Declares other faults.", || {
        put(faults::put)
    }),
    route("DELETE", "/faults", "Takes all faults away.", || {
        delete(faults::delete)
    }),
    route("POST", "/runs", "Not simulated yet.", || post(not_yet)),
    route("GET", "/runs/{id}", "Not simulated yet.", || get(not_yet)),
];

/// Routes of this service.
pub(crate) fn router(door: Door) -> Router<App> {
    let _started_now = *status::STARTED;
    let mut inner = Router::new();
    for route in ROUTES {
        inner = inner.route(route.path, (route.handler)());
    }
    let inner = inner
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(door, host::check));
    Router::new()
        .nest("/sim/v1", inner)
        .route("/sim", get(not_yet))
        .route("/sim/", get(not_yet))
}

async fn not_yet(request: Request) -> WireError {
    not_implemented(&format!("{} {}", request.method(), request.uri().path()))
}

async fn unknown(request: Request) -> WireError {
    let path = request.uri().path().to_owned();
    let known = ROUTES.iter().map(|route| route.path);
    let nearest = ringback_format::yaml::nearest(&path, known);
    let error = error(
        StatusCode::NOT_FOUND,
        "UnknownPath",
        format!("there is no {path}"),
    );
    match nearest {
        Some(nearest) => error.hint(format!("did you mean /sim/v1{nearest}?")),
        None => error.hint("GET /sim/v1/openapi.json lists every call"),
    }
}

async fn wrong_method(request: Request) -> WireError {
    let message = format!("{} has another method", request.uri().path());
    error(StatusCode::METHOD_NOT_ALLOWED, "WrongMethod", message)
        .hint("GET /sim/v1/openapi.json lists every call")
}
