//! Customers who let themselves be called back wait on without giving up.

use ringback_format::figures::Measure;

use crate::support::{figures, value};

fn text(accepts: &str) -> String {
    format!(
        "scenario: a\nqueues: {{ main: {{ callback-after: 30s }} }}\nstaff: {{ all: {{ agents: 2, queues: [main] }} }}\nagents: {{ \"*\": {{ talks: {{ exponential: 3m }} }} }}\n\
         population: {{ lasts: 4h, arrive: {{ poisson-per-hour: 60 }}, kinds: {{ a: {{ queue: main, patience: 2m{accepts} }} }} }}"
    )
}

#[test]
fn who_is_called_back_does_not_give_up() {
    let nobody = figures(&text(""), 10);
    let all = figures(&text(", callback: { accepts: 100% }"), 10);
    assert_eq!(value(&nobody.queues[0], Measure::Callbacks), 0.0);
    assert!(value(&nobody.queues[0], Measure::Abandoned) > 10.0);
    assert!(value(&all.queues[0], Measure::Callbacks) > 10.0);
    assert_eq!(value(&all.queues[0], Measure::Abandoned), 0.0);
    assert_eq!(
        value(&all.kinds[0], Measure::Callbacks),
        value(&all.queues[0], Measure::Callbacks)
    );
}

#[test]
fn some_accept_and_some_do_not() {
    let some = figures(&text(", callback: { accepts: 40% }"), 20);
    let queue = &some.queues[0];
    assert!(value(queue, Measure::Callbacks) > 5.0 && value(queue, Measure::Abandoned) > 5.0);
}
