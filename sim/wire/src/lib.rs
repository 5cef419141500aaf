//! The published shapes of requests, replies and events.
