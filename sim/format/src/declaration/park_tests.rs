use ringback_world::{Span, declaration::CallPark};

use super::{
    lower,
    tests::{read, refuses_as},
};

#[test]
fn everybody_is_under_the_global_policy_with_the_published_codes_and_time() {
    let tenant = lower(&read("teams: { agents: [ana] }")).unwrap().teams;
    let policy = &tenant.call_park_policies[tenant.people[0].call_park_policy];
    assert_eq!(policy.name, "global");
    assert_eq!(policy.parking, CallPark::Allowed);
    assert_eq!(policy.pickup_range_start, 10);
    assert_eq!(policy.pickup_range_end, 99);
    assert_eq!(policy.park_timeout, Span::from_secs(300));
}

#[test]
fn a_person_is_under_the_policy_that_is_named() {
    let declared = read(
        "teams: { agents: { ana: { call-park-policy: floor }, bo: },
          call-park-policies: { floor: { pickup-range-start: 500, pickup-range-end: 501, park-timeout: 2m },
                                global: { allow-call-park: false } } }",
    );
    let tenant = lower(&declared).unwrap().teams;
    let of = |person: usize| &tenant.call_park_policies[tenant.people[person].call_park_policy];
    assert_eq!(of(0).name, "floor");
    assert_eq!(
        (of(0).pickup_range_start, of(0).pickup_range_end),
        (500, 501)
    );
    assert_eq!(of(0).park_timeout, Span::from_secs(120));
    assert_eq!(
        (of(1).name.as_str(), of(1).parking),
        ("global", CallPark::NotAllowed)
    );
    assert_eq!(tenant.call_park_policies.len(), 2);
}

#[test]
fn an_unknown_policy_is_told_with_the_nearest_one() {
    let declared = read(
        "teams: { agents: { ana: { call-park-policy: flor } }, call-park-policies: { floor: {} } }",
    );
    let parts = [
        "teams.agents.ana.call-park-policy",
        "did you mean \"floor\"?",
        "global, floor",
    ];
    refuses_as(&declared, &parts);
}

#[test]
fn codes_and_times_beyond_the_published_ranges_are_refused() {
    // Cases 136 and 138.
    for (settings, parts) in [
        (
            "pickup-range-start: 9",
            ["pickup-range-start", "10 to 9999"],
        ),
        (
            "pickup-range-end: 10000",
            ["pickup-range-end", "10 to 9999"],
        ),
        ("pickup-range-end: -1", ["pickup-range-end", "10 to 9999"]),
        (
            "pickup-range-start: 50, pickup-range-end: 50",
            ["pickup-range-end", "more than pickup-range-start"],
        ),
        (
            "pickup-range-start: 60, pickup-range-end: 50",
            ["pickup-range-end", "which is 60"],
        ),
        ("park-timeout: 119s", ["park-timeout: 1m59s", "2m to 30m"]),
        ("park-timeout: 1801s", ["park-timeout: 30m1s", "2m to 30m"]),
    ] {
        let declared = read(&format!(
            "teams: {{ call-park-policies: {{ floor: {{ {settings} }} }} }}"
        ));
        let parts = [parts[0], parts[1], "New-CsTeamsCallParkPolicy"];
        refuses_as(&declared, &parts);
    }
    for settings in [
        "pickup-range-start: 10, pickup-range-end: 9999",
        "pickup-range-start: 50, pickup-range-end: 51",
        "park-timeout: 2m",
        "park-timeout: 30m",
    ] {
        let declared = read(&format!(
            "teams: {{ call-park-policies: {{ floor: {{ {settings} }} }} }}"
        ));
        assert!(lower(&declared).is_ok(), "{settings}");
    }
}
