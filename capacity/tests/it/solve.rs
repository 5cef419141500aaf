//! The smallest staffing that meets all targets.

use ringback_capacity::{Levels, Method, Options, SolveError, SolveOptions, Solved, solve};
use ringback_format::figures::{Figures, Measure};
use ringback_scenarios::population::{Duty, Plan};

use crate::support::load as plan;

const REPLICATIONS: u64 = 4;

fn solved_with(plan: &Plan, levels: Levels, threads: usize) -> Result<Solved, SolveError> {
    let options = SolveOptions {
        seed: 1,
        replications: Some(REPLICATIONS),
        threads,
        levels,
        progress: &|_| {},
    };
    solve(plan, &options)
}

fn solved(text: &str, levels: Levels) -> Solved {
    solved_with(&plan(text), levels, 1).unwrap_or_else(|why| panic!("{why}"))
}

fn run(plan: &Plan) -> Figures {
    let options = Options {
        seed: 1,
        replications: Some(REPLICATIONS),
        threads: 1,
        partition: None,
        progress: &|_| {},
    };
    let outcome = ringback_capacity::run(plan, &options).expect("the plan can be run");
    outcome.figures.expect("a whole run has figures")
}

fn meets(figures: &Figures) -> bool {
    figures.targets.iter().all(|target| target.met)
}

/// Gives the agents of each group in each interval.
fn agents(solved: &Solved) -> Vec<Vec<u32>> {
    let staffing = solved.figures.staffing.as_ref().expect("a staffing");
    let groups = staffing.groups.iter();
    groups.map(|group| group.agents.clone()).collect()
}

/// A morning of three hours with one group.
fn morning(on_duty: &str, expect: &str) -> String {
    format!(
        "scenario: morning\nstart: \"2026-03-02T08:00[Europe/Berlin]\"\nqueues: {{ main: {{}} }}\n\
         staff: {{ all: {{ queues: [main], {on_duty} }} }}\n\
         population:\n  lasts: 3h\n  interval: 1h\n  arrive: {{ poisson-per-hour: {{ \"08:00\": 8, \"09:00\": 30, \"10:00\": 14 }} }}\n  \
         kinds: {{ a: {{ queue: main, patience: {{ exponential: 4m }} }} }}\n  handling: [ {{ talks: {{ exponential: 4m }} }} ]\n\
         capacity: {{ service-level: {{ within: 20s }} }}\nexpect:\n{expect}"
    )
}

const LEVEL: &str = "- { measure: service-level, of: main, within: 20s, at-least: 80% }\n";

fn with_levels(text: &str, levels: [u32; 3]) -> Plan {
    let [first, second, third] = levels;
    plan(&text.replace(
        "LEVELS",
        &format!(
            "agents: 9, on-duty: {{ \"08:00\": {first}, \"09:00\": {second}, \"10:00\": {third} }}"
        ),
    ))
}

/// By how much of its bound the service level of 80% is surpassed.
fn margin(figures: &Figures) -> f64 {
    let found = figures.targets[0].found.expect("contacts came").value;
    (found - 0.8) / 0.8
}

#[test]
fn a_small_day_has_the_staffing_that_a_sweep_over_all_of_them_finds() {
    const MOST: u32 = 7;
    let text = morning("LEVELS", LEVEL);
    let mut best: Option<(u32, f64, [u32; 3])> = None;
    for first in 0..=MOST {
        for second in 0..=MOST {
            for third in 0..=MOST {
                let levels = [first, second, third];
                let hours = levels.iter().sum();
                if best.is_some_and(|(least, _, _)| hours > least) {
                    continue;
                }
                let figures = run(&with_levels(&text, levels));
                let found = (hours, margin(&figures), levels);
                let is_better = best.is_none_or(|best| found.0 < best.0 || found.1 > best.1);
                if meets(&figures) && is_better {
                    best = Some(found);
                }
            }
        }
    }
    let (hours, margin_found, levels) = best.expect("seven agents are enough");
    assert!(levels.iter().all(|level| *level < MOST), "{levels:?}");
    let solved = solved(&text.replace("LEVELS", "agents: 2"), Levels::ByInterval);
    assert_eq!(solved.method, Method::Exact);
    assert_eq!(agents(&solved), [levels]);
    let staffing = solved.figures.staffing.as_ref().expect("a staffing");
    assert_eq!(staffing.agent_hours, f64::from(hours));
    assert_eq!(margin(&solved.figures), margin_found);
}

#[test]
fn a_flat_staffing_is_the_fewest_agents_all_day() {
    let text = morning("LEVELS", LEVEL);
    let least = (0..20).find(|level| meets(&run(&with_levels(&text, [*level; 3]))));
    let least = least.expect("twenty agents are enough");
    let solved = solved(&text.replace("LEVELS", "agents: 2"), Levels::Flat);
    assert_eq!(agents(&solved), [[least; 3]]);
    assert_eq!(solved.method, Method::Exact);
}

/// An hour and a half of two queues, with specialists of each and people who serve both.
fn two_queues(prices: [&str; 3]) -> String {
    let [a, b, both] = prices;
    format!(
        "scenario: two\nstart: \"2026-03-02T08:00[Europe/Berlin]\"\nqueues: {{ a: {{ limit: {{ waiting: 20, then: {{ queue: b }} }} }}, b: {{}} }}\n\
         staff:\n  a: {{ queues: [a], agents: 3, absence: 5%, {a} }}\n  b: {{ queues: [b], {b} shifts: [ {{ from: \"08:00\", to: \"09:00\", agents: 4 }} ] }}\n  \
         both: {{ queues: [a, b], agents: 1, shrinkage: {{ share: 10% }}, {both} }}\n\
         population:\n  lasts: 90m\n  interval: 30m\n  \
         kinds:\n    a: {{ queue: a, patience: {{ exponential: 3m }}, arrive: {{ poisson-per-hour: {{ \"08:00\": 40, \"08:30\": 90 }} }} }}\n    \
         b: {{ queue: b, patience: {{ exponential: 5m }}, arrive: {{ poisson-per-hour: 50 }} }}\n  handling: [ {{ talks: {{ exponential: 4m }}, wrap-up: 20s }} ]\n\
         capacity: {{ service-level: {{ within: 30s }} }}\nexpect:\n\
         - {{ measure: service-level, of: a, within: 30s, at-least: 80% }}\n- {{ measure: abandonment, of: b, at-most: 7% }}\n\
         - {{ measure: occupancy, of: b, at-most: 90% }}"
    )
}

const PRICES: [&str; 3] = [
    "cost-per-hour: 20,",
    "cost-per-hour: 24,",
    "cost-per-hour: 30,",
];

#[test]
fn without_any_one_of_its_agents_a_staffing_misses_a_target() {
    let solved = solved(&two_queues(PRICES), Levels::ByInterval);
    assert_eq!(solved.method, Method::Local);
    assert!(meets(&solved.figures));
    let mut tried = 0;
    for group in 0..solved.plan.groups.len() {
        let Duty::Levels(levels) = &solved.plan.groups[group].duty else {
            panic!("every group has levels");
        };
        for interval in (0..levels.len()).filter(|interval| levels[*interval].1 > 0) {
            let mut fewer = solved.plan.clone();
            if let Duty::Levels(levels) = &mut fewer.groups[group].duty {
                levels[interval].1 -= 1;
            }
            assert!(!meets(&run(&fewer)), "group {group}, interval {interval}");
            tried += 1;
        }
    }
    assert!(tried >= 6, "{tried}");
}

#[test]
fn the_plan_of_a_staffing_runs_to_the_same_figures_and_costs_what_it_says() {
    let solved = solved(&two_queues(PRICES), Levels::ByInterval);
    let mut again = run(&solved.plan);
    let staffing = solved.figures.staffing.clone().expect("a staffing");
    again.staffing = Some(staffing.clone());
    assert_eq!(again, solved.figures);
    let rows = agents(&solved);
    let hours = |row: &[u32]| f64::from(row.iter().sum::<u32>()) / 2.0;
    let all: f64 = rows.iter().map(|row| hours(row)).sum();
    let cost: f64 = rows
        .iter()
        .zip([20.0, 24.0, 30.0])
        .map(|(row, price)| hours(row) * price)
        .sum();
    assert!((staffing.agent_hours - all).abs() < 1e-9);
    assert!((staffing.cost.expect("groups have prices") - cost).abs() < 1e-9);
}

#[test]
fn a_staffing_is_the_same_by_one_thread_and_by_two() {
    let plan = plan(&two_queues(PRICES));
    let one = solved_with(&plan, Levels::Flat, 1).expect("it can be staffed");
    let two = solved_with(&plan, Levels::Flat, 2).expect("it can be staffed");
    assert_eq!(one.figures, two.figures);
}

#[test]
fn a_group_without_a_price_counts_as_one_an_hour() {
    let none = solved(&two_queues(["", "", ""]), Levels::Flat);
    let one = "cost-per-hour: 1,";
    let ones = solved(&two_queues([one; 3]), Levels::Flat);
    assert_eq!(agents(&none), agents(&ones));
    let cost = |solved: &Solved| {
        solved
            .figures
            .staffing
            .as_ref()
            .and_then(|found| found.cost)
    };
    assert_eq!(cost(&none), None);
    let hours = ones
        .figures
        .staffing
        .as_ref()
        .map(|found| found.agent_hours);
    assert_eq!(cost(&ones), hours);
    // Dear people who serve both queues are left to those who have no price.
    let dear = agents(&solved(
        &two_queues(["", "", "cost-per-hour: 9,"]),
        Levels::Flat,
    ));
    assert!(dear[2][0] < agents(&none)[2][0], "{dear:?}");
}

#[test]
fn the_curve_goes_from_fewer_agents_to_more_through_the_solution() {
    let solved = solved(&morning("agents: 2", LEVEL), Levels::ByInterval);
    let staffing = solved.figures.staffing.as_ref().expect("a staffing");
    let factors: Vec<f64> = staffing.curve.iter().map(|point| point.factor).collect();
    assert_eq!(factors, [0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2]);
    // One queue and one group: the solution's point is the solution's figures.
    let own = &staffing.curve[4];
    let queue = &solved.figures.queues[0].whole;
    assert_eq!(own.agent_hours, staffing.agent_hours);
    assert_eq!(own.service_level, queue[&Measure::ServiceLevel]);
    assert_eq!(own.abandonment, queue[&Measure::Abandonment]);
    let group = &solved.figures.groups[0].whole;
    assert_eq!(own.occupancy, group[&Measure::Occupancy]);
    let (first, last) = (&staffing.curve[0], &staffing.curve[8]);
    assert!(first.agent_hours < own.agent_hours && own.agent_hours < last.agent_hours);
    assert!(first.service_level.value < last.service_level.value);
    assert!(first.occupancy.value > last.occupancy.value);
}

#[test]
fn targets_that_no_staffing_meets_are_named_with_how_much_is_missing() {
    let error = |expect: &str, edit: fn(String) -> String| {
        let text = edit(morning("agents: 2", expect));
        match solved_with(&plan(&text), Levels::ByInterval, 1) {
            Ok(found) => panic!("{:?}", agents(&found)),
            Err(why) => why.to_string(),
        }
    };
    // Offers ring longer than the service level allows.
    let ringing = error(LEVEL, |text| {
        text.replace("main: {}", "main: { alert-time: 40s }")
            + "agents: { \"*\": { answers: { after: 30s } } }\n"
    });
    assert!(
        ringing.contains("it is 0.00%, 100.0% of the bound short")
            && ringing.contains("what is missing are no agents"),
        "{ringing}"
    );
    // Who must be idle for one target must not be idle for the other.
    let busy = "- { measure: occupancy, of: all, at-least: 95% }\n".to_owned() + LEVEL;
    let busy = error(&busy, |text| text);
    assert!(busy.contains("fewer agents would be busier"), "{busy}");
    assert!(!busy.contains("service-level"), "{busy}");
    // Of agents who let offers ring, no number answers everybody in time.
    let all = error(&LEVEL.replace("80%", "100%"), |text| {
        text.replace("main: {}", "main: { alert-time: 10s }")
            .replace("agents: 2", "agents: 2, misses: 40%")
    });
    assert!(
        all.contains("a target of all or none is missed by a single contact"),
        "{all}"
    );
}

#[test]
fn without_targets_or_groups_there_is_nothing_to_search() {
    let nothing = morning("agents: 2", "[]").replace("expect:\n", "expect: ");
    let why = solved_with(&plan(&nothing), Levels::Flat, 1).expect_err("nothing is demanded");
    assert_eq!(why, SolveError::NoTargets);
    let by_chance = morning(
        "agents: 2, comes-and-goes: { stays: { exponential: 1h }, away: { exponential: 1h } }",
        LEVEL,
    );
    let why = solved_with(&plan(&by_chance), Levels::Flat, 1).expect_err("nobody can be changed");
    assert_eq!(why, SolveError::NoGroups);
}
