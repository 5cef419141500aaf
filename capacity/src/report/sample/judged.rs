//! What the sample says beyond figures of subjects: flows, formulas, checks, targets, a solution.

use ringback_format::figures::{
    Applies, Check, CurvePoint, Estimate, Flow, Formula,
    Measure::{self, Abandonment, Asa, Occupancy, Overflowed, ServiceLevel},
    Staffed, Staffing, TargetResult,
};

use super::document::estimate;

pub(super) fn flows() -> Vec<Flow> {
    let flow = |from: &str, to: &str, contacts: f64| Flow {
        from: from.to_owned(),
        to: to.to_owned(),
        contacts: estimate(contacts, 1.5),
    };
    let mut flows = vec![
        flow("kind traveller", "bot", 640.0),
        flow("kind agency", "queue bookings", 51.0),
        flow("bot", "served by the bot", 161.5),
        flow("bot", "left the bot", 1.25),
        flow("bot", "queue bookings", 361.5),
        flow("bot", "queue baggage", 93.5),
        flow("bot", "queue complaints", 22.25),
        flow("queue bookings", "answered", 371.25),
        flow("queue bookings", "abandoned", 35.5),
        flow("queue bookings", "queue baggage", 2.75),
        flow("queue bookings", "a voicemail box", 3.0),
        flow("queue baggage", "answered", 90.5),
        flow("queue baggage", "abandoned", 5.75),
        flow("queue complaints", "answered", 22.0),
        flow("queue complaints", "abandoned", 0.25),
    ];
    flows.last_mut().expect("there are some").contacts = Estimate::bare(0.25);
    flows
}

pub(super) fn formulas() -> Vec<Formula> {
    let bookings = |from: Option<&str>, formula: &str, measure: Measure| Formula {
        queue: "bookings".to_owned(),
        from: from.map(str::to_owned),
        arrivals_per_hour: if from.is_some() { 243.5 } else { 206.25 },
        handling_s: 318.0,
        patience_s: Some(240.0),
        agents: if from.is_some() { 20.0 } else { 22.0 },
        formula: formula.to_owned(),
        applies: Applies::Yes,
        measure,
        value: None,
        simulated: None,
    };
    let says = |asked: Formula, value: f64, simulated: Estimate| Formula {
        value: Some(value),
        simulated: Some(simulated),
        ..asked
    };
    let overload = |asked: Formula, simulated: Estimate| Formula {
        applies: Applies::Overload,
        simulated: Some(simulated),
        ..asked
    };
    let level = |value| estimate(value, 0.0061);
    let asa = |value| estimate(value, 1.75);
    vec![
        says(
            bookings(Some("08:00"), "erlang-c", ServiceLevel),
            0.9105,
            level(0.9312),
        ),
        overload(
            bookings(Some("09:00"), "erlang-c", ServiceLevel),
            level(0.5204),
        ),
        overload(bookings(Some("09:00"), "erlang-c", Asa), asa(78.5)),
        says(
            bookings(Some("09:00"), "erlang-a", ServiceLevel),
            0.6117,
            level(0.5204),
        ),
        says(bookings(Some("09:00"), "erlang-a", Asa), 39.25, asa(78.5)),
        says(
            bookings(Some("09:00"), "erlang-a", Abandonment),
            0.1022,
            level(0.1396),
        ),
        says(
            bookings(None, "erlang-b", Overflowed),
            0.0412,
            Estimate::bare(0.0085),
        ),
        says(
            bookings(None, "erlang-c", ServiceLevel),
            0.7713,
            level(0.7264),
        ),
        says(bookings(None, "erlang-c", Asa), 33.5, asa(41.3)),
        says(
            bookings(None, "erlang-a", ServiceLevel),
            0.8415,
            level(0.7264),
        ),
        says(bookings(None, "erlang-a", Asa), 12.75, asa(41.3)),
        says(
            bookings(None, "erlang-a", Abandonment),
            0.0463,
            level(0.0861),
        ),
    ]
}

pub(super) fn checks() -> Vec<Check> {
    let check = |check: &str, of: &str, because: &str| Check {
        check: check.to_owned(),
        of: of.to_owned(),
        holds: true,
        because: because.to_owned(),
    };
    vec![
        check(
            "flow balance",
            "bookings",
            "26400 contacts came, 26400 were answered, abandoned, sent on or left over",
        ),
        check(
            "Little's law",
            "bookings",
            "the number waiting adds up to 352.000 h over all replications, the waits to 352.000 h",
        ),
        check(
            "every contact ends",
            "the run",
            "0 contacts were still open a day after the last one set out",
        ),
    ]
}

pub(super) fn targets() -> Vec<TargetResult> {
    vec![
        TargetResult {
            target: "service level of queue bookings at least 80%".to_owned(),
            measure: ServiceLevel,
            of: "queue bookings".to_owned(),
            found: Some(estimate(0.7264, 0.0061)),
            met: false,
            because: Some("it is 72.64%".to_owned()),
        },
        TargetResult {
            target: "occupancy of group sales at most 88%".to_owned(),
            measure: Occupancy,
            of: "group sales".to_owned(),
            found: Some(estimate(0.8333, 0.0042)),
            met: true,
            because: None,
        },
    ]
}

pub(super) fn staffing() -> Staffing {
    let point = |factor: f64, level: f64, abandonment: f64, occupancy: f64| CurvePoint {
        agent_hours: 67.5 * factor,
        factor,
        service_level: estimate(level, 0.0055),
        abandonment: estimate(abandonment, 0.0023),
        occupancy: estimate(occupancy, 0.0045),
    };
    Staffing {
        objective: "the fewest paid hours that meet every target".to_owned(),
        candidates: 37,
        groups: vec![
            Staffed {
                group: "sales".to_owned(),
                agents: vec![21, 26, 28, 23],
            },
            Staffed {
                group: "service".to_owned(),
                agents: vec![8, 10, 10, 9],
            },
        ],
        agent_hours: 67.5,
        cost: Some(1_890.0),
        curve: vec![
            point(0.8, 0.5513, 0.1442, 0.9312),
            point(0.9, 0.7002, 0.0921, 0.8735),
            point(1.0, 0.8124, 0.0517, 0.8056),
            point(1.1, 0.8915, 0.0284, 0.7411),
            point(1.2, 0.9402, 0.0153, 0.6835),
        ],
    }
}
