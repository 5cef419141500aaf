//! A rich document for tests: three queues, four groups, a bot and what `--solve` found. Its numbers agree with each other.

use ringback_format::figures::{
    Applies, Check, CurvePoint, Definitions, Demand, Estimate, Figures, Flow, Formula, Interval,
    Measure, Measures, Of, Period, RunKind, ShortAbandons, Staffed, Staffing, Subject,
    TargetResult,
};

/// How busy each interval is, as a factor.
const CURVE: [f64; 13] = [
    0.5, 0.7, 0.9, 1.1, 1.25, 1.3, 1.2, 1.05, 0.95, 1.0, 0.9, 0.7, 0.45,
];

fn around(value: f64, error: f64) -> Estimate {
    Estimate {
        value,
        standard_error: Some(error),
        low: Some(value - 1.96 * error),
        high: Some(value + 1.96 * error),
    }
}

/// One interval of a queue of so many contacts, more of whom give up or are sent on the busier it is.
fn queue_interval(offered: f64, busy: f64, sent_on: Option<Measure>) -> Measures {
    let hard = (busy - 0.75).max(0.0);
    let abandoned = offered * (0.004 + 0.16 * hard);
    let away = sent_on.map_or(0.0, |_| offered * 0.12 * (busy - 1.0).max(0.0));
    let answered = offered - abandoned - away;
    let asa = 3.0 + 130.0 * hard * hard + 20.0 * hard;
    let error = offered * 0.004;
    let mut measures = Measures::new();
    let mut add = |measure, value, error| measures.insert(measure, around(value, error));
    add(Measure::Offered, offered, error);
    add(Measure::Answered, answered, error);
    add(Measure::Abandoned, abandoned, error * 0.2);
    for measure in [Measure::Overflowed, Measure::TimedOut] {
        let away = if Some(measure) == sent_on { away } else { 0.0 };
        add(measure, away, away * 0.03);
    }
    add(
        Measure::ServiceLevel,
        0.97 - 0.1 * busy - 0.55 * hard,
        0.004 + 0.01 * hard,
    );
    add(Measure::Abandonment, abandoned / offered, 0.002);
    add(Measure::Asa, asa, asa * 0.03);
    for (measure, factor) in [
        (Measure::WaitP50, 0.35),
        (Measure::WaitP80, 1.9),
        (Measure::WaitP90, 2.9),
        (Measure::WaitP95, 3.8),
        (Measure::WaitP99, 6.1),
        (Measure::LongestWait, 9.0),
    ] {
        add(measure, asa * factor, asa * factor * 0.04);
    }
    add(Measure::Waiting, offered * asa / 1_800.0, 0.02);
    measures
}

/// One interval of a group of so many agents.
fn group_interval(staffed: f64, occupancy: f64) -> Measures {
    let mut measures = Measures::new();
    let mut add = |measure, value, error| measures.insert(measure, around(value, error));
    add(Measure::Staffed, staffed, 0.02);
    add(Measure::StaffedTime, staffed / 2.0, 0.01);
    add(Measure::Talking, staffed * occupancy * 0.85, 0.05);
    add(Measure::WrappingUp, staffed * occupancy * 0.15, 0.02);
    add(Measure::Occupancy, occupancy, 0.003);
    add(Measure::Missed, staffed * 0.1, 0.05);
    add(Measure::Declined, 0.0, 0.0);
    measures
}

/// One interval of a kind or channel; a bot serves a share of the contacts, and a fourteenth as many leave it.
fn contact_interval(contacts: f64, by_bot: f64) -> Measures {
    let offered = contacts * (1.0 - by_bot * 15.0 / 14.0);
    let mut measures = Measures::new();
    let mut add = |measure, value, error| measures.insert(measure, around(value, error));
    add(Measure::Contacts, contacts, contacts * 0.004);
    add(Measure::Retries, contacts * 0.03, contacts * 0.0004);
    if by_bot > 0.0 {
        add(
            Measure::Contained,
            contacts * by_bot,
            contacts * by_bot * 0.004,
        );
    }
    add(Measure::Offered, offered, contacts * 0.004);
    add(Measure::Answered, offered * 0.95, contacts * 0.004);
    add(Measure::Abandoned, offered * 0.05, contacts * 0.001);
    measures
}

/// Gives the civil time of an interval of half an hour.
fn from(interval: usize) -> String {
    format!("{:02}:{:02}", 8 + interval / 2, interval % 2 * 30)
}

/// Adds intervals up: counts and hours as sums, the rest as means that offered contacts weigh where there are some.
fn subject(name: &str, intervals: Vec<Measures>) -> Subject {
    use ringback_format::figures::Unit;
    let weight = |row: &Measures| {
        row.get(&Measure::Offered)
            .map_or(1.0, |offered| offered.value)
    };
    let all: f64 = intervals.iter().map(weight).sum();
    let mut whole = Measures::new();
    for measure in intervals[0].keys() {
        let (mut value, mut variance) = (0.0, 0.0);
        for row in &intervals {
            let share = match measure.unit() {
                Unit::Count | Unit::Hours | Unit::Money => 1.0,
                Unit::Share | Unit::Seconds => weight(row) / all,
                Unit::Mean => 1.0 / intervals.len() as f64,
            };
            value += row[measure].value * share;
            variance += (row[measure].standard_error.unwrap_or(0.0) * share).powi(2);
        }
        whole.insert(*measure, around(value, variance.sqrt()));
    }
    let interval = |(number, figures)| Interval {
        from: from(number),
        figures,
    };
    Subject {
        name: name.to_owned(),
        whole,
        intervals: intervals.into_iter().enumerate().map(interval).collect(),
    }
}

fn queues() -> Vec<Subject> {
    let queue = |name, base: f64, strain: f64, sent_on| {
        let rows = CURVE.map(|busy| queue_interval(base * busy, busy * strain, sent_on));
        subject(name, rows.into())
    };
    vec![
        queue("billing", 120.0, 1.0, Some(Measure::TimedOut)),
        queue("sales", 64.0, 0.9, None),
        queue("members", 21.0, 0.84, Some(Measure::Overflowed)),
    ]
}

fn groups() -> Vec<Subject> {
    let group = |name: &str, agents: f64, load: f64, price: f64| {
        let rows = CURVE.map(|busy| {
            let staffed = (agents * (0.6 + 0.4 * busy)).round();
            group_interval(staffed, (load * busy * agents / staffed).min(0.98))
        });
        let mut group = subject(name, rows.into());
        let hours = group.whole[&Measure::StaffedTime].value;
        group
            .whole
            .insert(Measure::Cost, Estimate::bare(hours * price));
        group
    };
    vec![
        group("first-line", 22.0, 0.78, 28.0),
        group("sales-desk", 12.0, 0.74, 31.0),
        group("allround", 8.0, 0.81, 34.0),
        group("members-desk", 5.0, 0.66, 38.0),
    ]
}

fn flows(queues: &[Subject]) -> Vec<Flow> {
    let of = |queue: usize, measure: Measure| queues[queue].whole[&measure].value;
    let overflow = of(2, Measure::Overflowed);
    let (billing, sales) = (of(0, Measure::Offered), of(1, Measure::Offered));
    let by_bot = billing - overflow - 300.0;
    let all = [
        ("order", "bot", by_bot / 0.55),
        ("question", "queue billing", 300.0),
        ("question", "queue sales", sales),
        ("member", "queue members", of(2, Measure::Offered)),
        ("bot", "queue billing", by_bot),
        ("bot", "served by the bot", by_bot / 0.55 * 0.42),
        ("bot", "left the bot", by_bot / 0.55 * 0.03),
        ("queue billing", "answered", of(0, Measure::Answered)),
        ("queue billing", "abandoned", of(0, Measure::Abandoned)),
        ("queue billing", "voicemail", of(0, Measure::TimedOut)),
        ("queue sales", "answered", of(1, Measure::Answered)),
        ("queue sales", "abandoned", of(1, Measure::Abandoned)),
        ("queue members", "answered", of(2, Measure::Answered)),
        ("queue members", "abandoned", of(2, Measure::Abandoned)),
        ("queue members", "queue billing", overflow),
    ];
    all.map(|(from, to, contacts)| Flow {
        from: from.to_owned(),
        to: to.to_owned(),
        contacts: around(contacts, contacts * 0.003),
    })
    .into()
}

fn formulas(queues: &[Subject], groups: &[Subject]) -> Vec<Formula> {
    let mut formulas = Vec::new();
    for (queue, group) in queues.iter().zip(groups) {
        let rows = queue.intervals.iter().zip(&group.intervals);
        let rows = rows.map(|(row, staff)| (Some(row.from.clone()), &row.figures, &staff.figures));
        for (from, row, staff) in rows.chain([(None, &queue.whole, &group.whole)]) {
            let hours = if from.is_some() { 0.5 } else { 6.5 };
            let heavy = row[&Measure::ServiceLevel].value < 0.6;
            let mut add = |formula: &str, measure, value: Option<f64>| {
                formulas.push(Formula {
                    queue: queue.name.clone(),
                    from: from.clone(),
                    arrivals_per_hour: row[&Measure::Offered].value / hours,
                    handling_s: 310.0,
                    patience_s: Some(180.0),
                    agents: staff[&Measure::Staffed].value.round(),
                    formula: formula.to_owned(),
                    applies: if value.is_some() {
                        Applies::Yes
                    } else {
                        Applies::Overload
                    },
                    measure,
                    value,
                    simulated: row.get(&measure).copied(),
                });
            };
            let asa = row[&Measure::Asa].value;
            add("erlang-c", Measure::Asa, (!heavy).then_some(asa * 1.6));
            let level = row[&Measure::ServiceLevel].value;
            add("erlang-a", Measure::ServiceLevel, Some(level + 0.004));
            add("erlang-a", Measure::Asa, Some(asa * 1.05));
            let abandonment = row[&Measure::Abandonment].value;
            add("erlang-a", Measure::Abandonment, Some(abandonment * 1.1));
        }
    }
    formulas
}

fn checks(queues: &[Subject]) -> Vec<Check> {
    let check = |check: &str, of: &str| Check {
        check: check.to_owned(),
        of: of.to_owned(),
        holds: true,
        because: "both sides are equal".to_owned(),
    };
    queues
        .iter()
        .flat_map(|queue| ["flow balance", "Little's law"].map(|name| check(name, &queue.name)))
        .chain([check("every contact ends", "the run")])
        .collect()
}

fn targets(queues: &[Subject], groups: &[Subject]) -> Vec<TargetResult> {
    let level = queues[0].whole[&Measure::ServiceLevel];
    let target =
        |target: &str, of: &str, demand: Demand, found: Estimate, because: Option<&str>| {
            TargetResult {
                target: target.to_owned(),
                measure: demand.on_days.map_or(demand.measure, |_| Measure::DaysMet),
                of: of.to_owned(),
                demand,
                found: Some(found),
                met: because.is_none(),
                because: because.map(str::to_owned),
            }
        };
    let demand = |measure, at_least, at_most, on_days| Demand {
        measure,
        at_least,
        at_most,
        on_days,
    };
    vec![
        target(
            "service level of billing within 20 s at least 80%",
            "queue billing",
            demand(Measure::ServiceLevel, Some(0.8), None, None),
            level,
            Some("it is 72.00%"),
        ),
        target(
            "service level of sales within 20 s at least 70% on 90% of the days",
            "queue sales",
            demand(Measure::ServiceLevel, Some(0.7), None, Some(0.9)),
            around(0.934, 0.008),
            None,
        ),
        target(
            "occupancy of allround at most 88%",
            "group allround",
            demand(Measure::Occupancy, None, Some(0.88), None),
            groups[2].whole[&Measure::Occupancy],
            None,
        ),
    ]
}

fn staffing(groups: &[Subject]) -> Staffing {
    let staffed = |group: &Subject| Staffed {
        group: group.name.clone(),
        agents: group
            .intervals
            .iter()
            .map(|interval| interval.figures[&Measure::Staffed].value as u32 + 1)
            .collect(),
    };
    let staffed: Vec<Staffed> = groups.iter().map(staffed).collect();
    let agents: u32 = staffed.iter().flat_map(|group| &group.agents).sum();
    let hours = f64::from(agents) / 2.0;
    let point = |factor: f64| CurvePoint {
        agent_hours: hours * factor,
        factor,
        service_level: around(1.0 - 0.19 / (factor * factor * factor), 0.006 / factor),
        abandonment: around(0.03 / (factor * factor), 0.001),
        occupancy: around((0.74 / factor).min(1.0), 0.002),
    };
    Staffing {
        objective: "the least paid time that meets every target".to_owned(),
        candidates: 41,
        groups: staffed,
        agent_hours: hours,
        cost: Some(hours * 30.5),
        curve: [0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2]
            .map(point)
            .into(),
    }
}

/// Makes the document.
pub(crate) fn figures() -> Figures {
    let (queues, groups) = (queues(), groups());
    let contacts = |name, base: f64, by_bot| {
        subject(
            name,
            CURVE
                .map(|busy| contact_interval(base * busy, by_bot))
                .into(),
        )
    };
    let flows = flows(&queues);
    let all: f64 = CURVE.iter().sum();
    let set_out = ["order", "question", "member"].map(|kind| {
        let own = flows.iter().filter(|flow| flow.from == kind);
        own.map(|flow| flow.contacts.value).sum::<f64>() / all
    });
    Figures {
        load: None,
        run: RunKind::Plan,
        scenario: "busy-morning".to_owned(),
        about: "A shop on the first working day of a month; a bot takes orders first.".to_owned(),
        seed: 7,
        replications: 1_000,
        confidence: 0.95,
        period: Period {
            start: "2026-03-02T07:30:00+01:00[Europe/Berlin]".to_owned(),
            lasts_s: 25_200.0,
            warm_up_s: 1_800.0,
            interval_s: 1_800.0,
        },
        definitions: Definitions {
            service_level_within_s: 20.0,
            service_level_of: Of::Offered,
            short_abandons: ShortAbandons::LeftOut,
            short_below_s: 5.0,
        },
        flows,
        formulas: formulas(&queues, &groups),
        checks: checks(&queues),
        targets: targets(&queues, &groups),
        staffing: Some(staffing(&groups)),
        channels: vec![
            contacts("pstn", set_out[0] * 0.7 + 110.0, 0.256),
            contacts("voip", set_out[0] * 0.3, 0.256),
        ],
        kinds: vec![
            contacts("order", set_out[0], 0.42),
            contacts("question", set_out[1], 0.0),
            contacts("member", set_out[2], 0.0),
        ],
        queues,
        groups,
    }
}
