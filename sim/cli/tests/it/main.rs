//! Tests of the whole: who imports whom, and the command from outside.

mod acceptance;
mod clients;
mod defects;
mod documents;
mod load;
mod plan;
mod repeatable;
mod reports;
mod support;
mod talk;
mod tidy;
