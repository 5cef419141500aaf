//! What a capacity run finds out, from scenario to figures.

mod agents;
mod callbacks;
mod contacts;
mod intervals;
mod parity;
mod parts;
mod refused;
mod solve;
mod support;
mod teams;
