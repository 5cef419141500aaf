//! The control API below `/sim/v1`.

use axum::Router;

use crate::app::App;

/// Routes of this service.
pub(crate) fn router() -> Router<App> {
    Router::new()
}
