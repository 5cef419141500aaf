//! Bots over the ACS chat channel: what they hear, what they may say, and how both sides prove themselves.

mod bench;
mod fake;
mod heard;
mod proven;
mod refused;
mod said;

use bench::BotBench;
use fake::FakeBot;
