//! Recorded exchanges of Identity and Chat, asked again: the status and the set of keys must be those recorded.
//!
//! The recordings hide names, tokens and some bodies. Each group of exchanges gets its own users, threads and messages, and the
//! names in it are mapped to ours in the order in which they appear.

mod callbacks;
mod calls;
mod compare;
mod group;
mod seen;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Sim, reference};

use group::Group;

/// How many exchanges are recorded.
const CHECKS: usize = 222;

/// Exchanges that are known to differ, by test and place, with the reason.
const DIFFERENT: &[(&str, u64, &str)] = &[];

#[tokio::test]
async fn recorded_exchanges_are_answered_as_they_were() {
    let Some(reference) = reference(CHECKS) else {
        return;
    };
    let sim = Sim::start().await;
    let mut differing: Vec<String> = Vec::new();
    let (mut agreeing, mut known) = (0, 0);
    for file in ["identity", "chat"] {
        for exchanges in groups(&reference.text(&format!("recordings/{file}.jsonl"))) {
            let mut group = Group::prepare(&sim, &exchanges).await;
            for exchange in &exchanges {
                let difference = group.ask(&sim, exchange).await;
                let name = (
                    exchange["test"].as_str().expect("a text"),
                    exchange["seq"].as_u64().expect("a number"),
                );
                let listed = DIFFERENT.iter().any(|(test, seq, _)| (*test, *seq) == name);
                match (difference, listed) {
                    (None, false) => agreeing += 1,
                    (Some(_), true) => known += 1,
                    (Some(difference), false) => differing.push(format!("{name:?}: {difference}")),
                    (None, true) => differing.push(format!("{name:?} agrees; strike it off")),
                }
            }
        }
    }
    println!("{agreeing} of {CHECKS} recorded exchanges of Identity and Chat agree");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert_eq!(agreeing + known, CHECKS);
    assert!(agreeing * 100 >= CHECKS * 95, "{agreeing} of {CHECKS}");
}

/// Takes the exchanges apart by group, in the order of the file.
fn groups(lines: &str) -> Vec<Vec<Value>> {
    let mut order: Vec<Vec<Value>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.lines() {
        let exchange: Value = serde_json::from_str(line).expect("lines are JSON");
        let group = exchange["group"].as_str().expect("a text").to_owned();
        let place = *places.entry(group).or_insert_with(|| {
            order.push(Vec::new());
            order.len() - 1
        });
        order[place].push(exchange);
    }
    order
}
