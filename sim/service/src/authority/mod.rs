//! The local certificate authority: made at the first start, kept in the state folder, trusted by those who choose to.

mod files;
mod issue;

pub(crate) use files::Authority;
