//! The website: a customer opens the help page, closes the chat, or asks to be called.

mod call_me;
mod close;
mod help;

pub(crate) use call_me::call_me;
pub(crate) use close::close;
pub(crate) use help::help;
