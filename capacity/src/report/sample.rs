//! A small airline's morning as figures, for the tests of reports: three queues, four half hours, two groups, a bot, a solution.

use ringback_format::figures::{
    Applies, Check, CurvePoint, Definitions, Estimate, Figures, Flow, Formula, Interval, Measure,
    Measures, Of, Period, RunKind, ShortAbandons, Staffed, Staffing, Subject, TargetResult,
};

use Measure::{
    Abandoned, Abandonment, Answered, Asa, Callbacks, Contacts, Contained, Cost, Declined,
    Escalated, LongestWait, Missed, NoAgents, Occupancy, Offered, Overflowed, Redirected, Retries,
    ServiceLevel, ShortAbandoned, Staffed as OnDuty, StaffedTime, Talking, TimedOut, WaitP50,
    WaitP90, Waiting, WrappingUp,
};

const FROM: [&str; 4] = ["08:00", "08:30", "09:00", "09:30"];
/// What a replication adds to the quantile of 95% with 64 of them.
const QUANTILE: f64 = 1.998;

/// An estimate with its standard error.
pub(crate) fn estimate(value: f64, standard_error: f64) -> Estimate {
    Estimate {
        value,
        standard_error: Some(standard_error),
        low: Some((value - QUANTILE * standard_error).max(0.0)),
        high: Some(value + QUANTILE * standard_error),
    }
}

fn measures(figures: &[(Measure, f64, f64)]) -> Measures {
    let one = |(measure, value, error): &(Measure, f64, f64)| (*measure, estimate(*value, *error));
    figures.iter().map(one).collect()
}

/// One interval of a queue: offered, answered, abandoned, service level, ASA, the ninth decile, waiting.
fn of_queue(row: [f64; 7]) -> Measures {
    let [offered, answered, abandoned, level, asa, p90, waiting] = row;
    measures(&[
        (Offered, offered, 0.8),
        (Answered, answered, 0.75),
        (Abandoned, abandoned, 0.25),
        (ServiceLevel, level, 0.006),
        (Abandonment, abandoned / offered, 0.004),
        (Asa, asa, 1.5),
        (WaitP90, p90, 3.25),
        (Waiting, waiting, 0.125),
    ])
}

fn intervals<const N: usize>(
    rows: [[f64; N]; 4],
    make: impl Fn([f64; N]) -> Measures,
) -> Vec<Interval> {
    let interval = |(from, row): (&str, [f64; N])| Interval {
        from: from.to_owned(),
        figures: make(row),
    };
    FROM.into_iter().zip(rows).map(interval).collect()
}

fn queue(name: &str, whole: &[(Measure, f64, f64)], rows: [[f64; 7]; 4]) -> Subject {
    Subject {
        name: name.to_owned(),
        whole: measures(whole),
        intervals: intervals(rows, of_queue),
    }
}

fn queues() -> Vec<Subject> {
    vec![
        queue(
            "bookings",
            &[
                (Offered, 412.5, 2.5),
                (Answered, 371.25, 2.0),
                (Abandoned, 35.5, 1.25),
                (ShortAbandoned, 4.25, 0.25),
                (Overflowed, 3.5, 0.5),
                (TimedOut, 2.25, 0.25),
                (NoAgents, 0.0, 0.0),
                (ServiceLevel, 0.7264, 0.0061),
                (Abandonment, 0.0861, 0.0025),
                (Asa, 41.3, 1.75),
                (WaitP50, 22.5, 1.0),
                (WaitP90, 131.2, 4.5),
                (LongestWait, 297.4, 6.0),
                (Waiting, 2.75, 0.125),
            ],
            [
                [88.25, 86.5, 1.75, 0.9312, 9.4, 24.5, 0.5],
                [118.0, 103.25, 11.5, 0.6425, 55.25, 148.0, 4.25],
                [121.75, 100.5, 17.0, 0.5204, 78.5, 212.75, 5.5],
                [84.5, 81.0, 5.25, 0.8423, 18.75, 61.5, 1.25],
            ],
        ),
        queue(
            "baggage",
            &[
                (Offered, 96.25, 1.25),
                (Answered, 90.5, 1.25),
                (Abandoned, 5.75, 0.5),
                (ShortAbandoned, 0.5, 0.125),
                (Overflowed, 0.0, 0.0),
                (TimedOut, 0.0, 0.0),
                (NoAgents, 0.0, 0.0),
                (ServiceLevel, 0.8842, 0.0055),
                (Abandonment, 0.0597, 0.0031),
                (Asa, 14.6, 0.75),
                (WaitP50, 4.25, 0.5),
                (WaitP90, 47.5, 2.25),
                (LongestWait, 142.0, 5.5),
                (Waiting, 0.5, 0.0625),
            ],
            [
                [18.5, 18.0, 0.5, 0.9514, 5.5, 16.25, 0.125],
                [26.25, 24.5, 1.75, 0.8637, 17.25, 52.0, 0.625],
                [30.0, 27.25, 2.75, 0.8207, 22.5, 66.5, 0.875],
                [21.5, 20.75, 0.75, 0.9312, 8.75, 28.25, 0.25],
            ],
        ),
        queue(
            "complaints",
            &[
                (Offered, 22.25, 0.5),
                (Answered, 22.0, 0.5),
                (Abandoned, 0.25, 0.0625),
                (ShortAbandoned, 0.0, 0.0),
                (Overflowed, 0.0, 0.0),
                (TimedOut, 0.0, 0.0),
                (NoAgents, 0.0, 0.0),
                (ServiceLevel, 0.9781, 0.0032),
                (Abandonment, 0.0112, 0.0021),
                (Asa, 2.1, 0.25),
                (WaitP50, 0.0, 0.0),
                (WaitP90, 5.75, 0.5),
                (LongestWait, 31.5, 2.5),
                (Waiting, 0.0625, 0.0078125),
            ],
            [
                [4.25, 4.25, 0.0, 0.9912, 1.0, 2.5, 0.0],
                [6.25, 6.25, 0.0, 0.9725, 2.25, 6.5, 0.0625],
                [7.0, 6.75, 0.25, 0.9642, 3.25, 9.0, 0.125],
                [4.75, 4.75, 0.0, 0.9903, 1.25, 3.75, 0.0],
            ],
        ),
    ]
}

/// One interval of a group: staffed, talking, wrapping up, answered.
fn of_group(row: [f64; 4]) -> Measures {
    let [staffed, talking, wrapping_up, answered] = row;
    measures(&[
        (Answered, answered, 0.75),
        (OnDuty, staffed, 0.0),
        (StaffedTime, staffed / 2.0, 0.0),
        (Talking, talking, 0.125),
        (WrappingUp, wrapping_up, 0.0625),
        (Occupancy, (talking + wrapping_up) / staffed, 0.005),
    ])
}

fn groups() -> Vec<Subject> {
    let mut sales = Subject {
        name: "sales".to_owned(),
        whole: measures(&[
            (Answered, 371.25, 2.0),
            (OnDuty, 22.5, 0.0),
            (StaffedTime, 45.0, 0.0),
            (Talking, 15.25, 0.125),
            (WrappingUp, 3.5, 0.0625),
            (Occupancy, 0.8333, 0.0042),
            (Missed, 6.25, 0.5),
            (Declined, 0.0, 0.0),
        ]),
        intervals: intervals(
            [
                [20.0, 13.5, 3.0, 86.5],
                [22.0, 16.75, 3.75, 103.25],
                [24.0, 18.0, 4.25, 100.5],
                [24.0, 12.75, 3.0, 81.0],
            ],
            of_group,
        ),
    };
    sales.whole.insert(Cost, Estimate::bare(1_260.0));
    let service = Subject {
        name: "service".to_owned(),
        whole: measures(&[
            (Answered, 112.5, 1.5),
            (OnDuty, 9.0, 0.0),
            (StaffedTime, 18.0, 0.0),
            (Talking, 5.5, 0.125),
            (WrappingUp, 0.75, 0.03125),
            (Occupancy, 0.6944, 0.0057),
            (Missed, 1.5, 0.25),
            (Declined, 0.0, 0.0),
        ]),
        intervals: intervals(
            [
                [8.0, 4.25, 0.5, 22.25],
                [9.0, 5.75, 0.75, 30.75],
                [10.0, 6.75, 1.0, 34.0],
                [9.0, 5.25, 0.75, 25.5],
            ],
            of_group,
        ),
    };
    vec![sales, service]
}

fn contacts(name: &str, row: [f64; 9], level: f64, asa: f64) -> Subject {
    let [
        came,
        again,
        contained,
        escalated,
        offered,
        answered,
        abandoned,
        redirected,
        callbacks,
    ] = row;
    Subject {
        name: name.to_owned(),
        whole: measures(&[
            (Contacts, came, 2.75),
            (Retries, again, 0.75),
            (Contained, contained, 1.25),
            (Escalated, escalated, 1.5),
            (Offered, offered, 2.25),
            (Answered, answered, 2.0),
            (Abandoned, abandoned, 1.0),
            (Redirected, redirected, 0.25),
            (Callbacks, callbacks, 0.0),
            (ServiceLevel, level, 0.0058),
            (Abandonment, abandoned / offered, 0.0024),
            (Asa, asa, 1.25),
        ]),
        intervals: Vec::new(),
    }
}

fn flows() -> Vec<Flow> {
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

fn formulas() -> Vec<Formula> {
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

fn checks() -> Vec<Check> {
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

fn targets() -> Vec<TargetResult> {
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

fn staffing() -> Staffing {
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

/// The figures of a plan.
pub(crate) fn figures() -> Figures {
    Figures {
        run: RunKind::Plan,
        scenario: "airline-morning".to_owned(),
        about: "The morning of a small airline, with a bot in front.".to_owned(),
        seed: 7,
        replications: 64,
        confidence: 0.95,
        period: Period {
            start: "2026-03-02T07:30:00".to_owned(),
            lasts_s: 9_000.0,
            warm_up_s: 1_800.0,
            interval_s: 1_800.0,
        },
        definitions: Definitions {
            service_level_within_s: 20.0,
            service_level_of: Of::Offered,
            short_abandons: ShortAbandons::LeftOut,
            short_below_s: 5.0,
        },
        queues: queues(),
        groups: groups(),
        channels: vec![
            contacts(
                "voice",
                [514.0, 31.5, 0.0, 357.0, 408.0, 363.5, 38.25, 2.5, 0.0],
                0.7391,
                39.75,
            ),
            contacts(
                "chat",
                [177.0, 0.0, 161.5, 120.25, 120.25, 120.25, 0.0, 0.5, 0.0],
                0.8915,
                11.5,
            ),
        ],
        kinds: vec![
            contacts(
                "traveller",
                [640.0, 28.0, 161.5, 477.25, 477.25, 437.5, 36.5, 2.75, 0.0],
                0.7712,
                33.5,
            ),
            contacts(
                "agency",
                [51.0, 3.5, 0.0, 0.0, 51.0, 46.25, 4.5, 0.25, 0.0],
                0.7195,
                43.25,
            ),
        ],
        flows: flows(),
        formulas: formulas(),
        checks: checks(),
        targets: targets(),
        staffing: Some(staffing()),
    }
}

/// The figures of another plan for the same morning: with more agents for bookings.
pub(crate) fn changed() -> Figures {
    let mut figures = figures();
    figures.scenario = "airline-morning-more".to_owned();
    let bookings = &mut figures.queues[0].whole;
    bookings.insert(ServiceLevel, estimate(0.8315, 0.0052));
    bookings.insert(Abandonment, estimate(0.0512, 0.0021));
    bookings.insert(Asa, estimate(23.4, 1.25));
    bookings.insert(WaitP90, estimate(125.0, 4.0));
    let sales = &mut figures.groups[0].whole;
    sales.insert(StaffedTime, estimate(50.0, 0.0));
    sales.insert(Occupancy, estimate(0.7642, 0.0041));
    sales.insert(Cost, Estimate::bare(1_400.0));
    figures
}
