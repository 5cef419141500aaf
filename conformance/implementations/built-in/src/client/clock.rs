//! The clock of the simulator, for defects that wait. A real service has no such thing; it waits by its own clock.

use serde_json::json;

use super::{Connection, Failure};

/// Lets so much simulated time pass.
pub(crate) async fn sleep(
    connection: &Connection,
    control: &str,
    duration: &str,
) -> Result<(), Failure> {
    let url = format!("{}/clock/sleeps", control.trim_end_matches('/'));
    let body = json!({ "for": duration });
    connection.post_at(&url, None, &body).await?;
    Ok(())
}
