//! The language as its users meet it: files in, cases or errors out.

mod library;
mod loading;
mod play;
