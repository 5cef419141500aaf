//! The service from outside: a real server on a free port.

mod automation;
mod calls;
mod calls_dtmf;
mod calls_errors;
mod calls_hold;
mod calls_refused;
mod calls_scenarios;
mod calls_versions;
mod chat_messages;
mod chat_people;
mod chat_published;
mod chat_rights;
mod chat_threads;
mod control;
mod control_key;
mod control_media;
mod control_people;
mod core_clock;
mod core_requests;
mod events;
mod events_of_calls;
mod events_of_chat;
mod identity;
mod recordings;
mod support;
mod supported;
