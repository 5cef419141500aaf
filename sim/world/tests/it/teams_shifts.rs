//! Agents whom Shifts supplies: they take part while a shift of theirs runs.

use ringback_world::declaration::{Shift, Tenant};

use crate::teams_run::check;

/// A works from 10 s to 40 s, B from 30 s on. The run begins at 10:15.
fn shifts(tenant: &mut Tenant) {
    let at = |time: &str| format!("2026-01-20T{time}Z").parse().expect("it is a time");
    tenant.queues[0].agents = vec![0, 1];
    tenant.queues[0].shifts = Some(vec![
        Shift {
            person: 0,
            from: at("10:15:10"),
            to: at("10:15:40"),
        },
        Shift {
            person: 1,
            from: at("10:15:30"),
            to: at("18:00:00"),
        },
    ]);
}

#[test]
fn who_is_on_shift_rings_and_is_withdrawn_at_its_end() {
    check(
        "shifts",
        shifts,
        "0 c1 calls",
        45,
        "0 c1 queued Q behind 0
         10 c1 rings A
         40 c1 withdrawn A
         40 c1 rings B",
    );
    check(
        "a call that begins to ring within the shift",
        shifts,
        "20 c1 calls",
        45,
        "20 c1 queued Q behind 0
         20 c1 rings A
         40 c1 withdrawn A
         40 c1 rings B",
    );
}

#[test]
fn who_opted_out_stays_out_when_a_shift_begins() {
    check(
        "opted out",
        shifts,
        "0 A opts out\n1 c1 calls",
        31,
        "1 c1 queued Q behind 0
         30 c1 rings B",
    );
}

#[test]
fn without_anybody_on_shift_there_are_no_agents() {
    let set = |tenant: &mut Tenant| {
        shifts(tenant);
        tenant.queues[0].no_agents = Some(crate::teams_run::does(
            ringback_world::declaration::Target::Disconnect,
        ));
    };
    check(
        "no agents",
        set,
        "0 c1 calls",
        5,
        "0 c1 NoAgents Q disconnect after 0
         0 c1 ended 0",
    );
}
