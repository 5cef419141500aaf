//! The world's behaviour, subject by subject, through its public side.

mod calls;
mod calls_dtmf;
mod calls_hold;
mod calls_media;
mod calls_pictures;
mod calls_random;
mod calls_recognize;
mod calls_run;
mod calls_to_queues;
mod calls_transfer;
mod chat;
mod chat_laws;
mod chat_run;
mod chat_threads;
mod teams_agents;
mod teams_attendants;
mod teams_exceptions;
mod teams_forwards;
mod teams_hours;
mod teams_nests;
mod teams_random;
mod teams_redeclared;
mod teams_redirects;
mod teams_routing;
mod teams_run;
mod teams_voicemail;
