//! Which calls from Azure Communication Services the tenant takes, and how many a minute.
//!
//! Source: "Set-CsTeamsAcsFederationConfiguration", Microsoft Teams PowerShell reference, 2026; "Plan for Teams Auto attendants and
//! Call queues", Microsoft Learn, 2024-01-31.

use crate::{Span, World, calls::Origin};

/// The resource may not connect: forbidden by the callee ("Troubleshoot call end response codes", Azure Communication Services
/// documentation, 2025); that it is this one is our choice, as it is not published.
pub(crate) const FORBIDDEN: (u16, u32) = (403, 0);
/// One call too many within the minute; our choice, as it is not published.
const TOO_MANY: (u16, u32) = (429, 0);
/// How many calls of clients may come to all voice apps of a tenant within the window (the plan's quota).
const CALLS_MAX: usize = 40;
/// The window, which slides: our reading of "per minute".
const WINDOW: Span = Span::from_secs(60);

/// Tells whether calls from there may connect to the tenant. One that declares no federation takes all.
pub(crate) fn admits(world: &World, origin: &Origin) -> bool {
    let federation = world.declaration.teams.acs_federation.as_ref();
    let Some((federation, resource)) = federation.zip(origin.resource()) else {
        return true;
    };
    federation.admits(resource)
}

/// Counts a call that has come to a voice app, and tells why it is refused. Clients alone have a quota.
pub(super) fn passes(world: &mut World, origin: &Origin) -> Result<(), (u16, u32)> {
    if !admits(world, origin) {
        return Err(FORBIDDEN);
    }
    match origin {
        Origin::Application(_) | Origin::Elsewhere => return Ok(()),
        Origin::Client(_) => {}
    }
    let now = world.now();
    let starts = &mut world.teams.web_starts;
    while starts
        .front()
        .is_some_and(|start| now.since(*start) >= WINDOW)
    {
        starts.pop_front();
    }
    if starts.len() >= CALLS_MAX {
        return Err(TOO_MANY);
    }
    starts.push_back(now);
    Ok(())
}
