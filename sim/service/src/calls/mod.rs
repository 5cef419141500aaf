//! Call Automation.

mod add_participant;
mod answer;
mod asked;
mod callback_uri;
mod cancel_add_participant;
mod connect;
mod connection;
mod continuous_dtmf;
mod create;
mod custom_context;
mod hold;
mod media;
mod mute;
mod operation;
mod play;
mod play_source;
mod recognize;
mod redirect;
mod refusal;
mod reject;
mod remove_participant;
mod reply;
mod router;
mod send_dtmf;
mod set_up;
mod sound_file;
mod tone;
mod transfer;
mod wav;

pub(crate) use reply::participant;
pub(crate) use router::router;
pub(crate) use tone::published_tone;
