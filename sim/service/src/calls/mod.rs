//! Call Automation.

mod answer;
mod asked;
mod callback_uri;
mod connection;
mod continuous_dtmf;
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
mod reply;
mod router;
mod send_dtmf;
mod sound_file;
mod tone;
mod transfer;
mod wav;

pub(crate) use reply::participant;
pub(crate) use router::router;
pub(crate) use tone::published_tone;
