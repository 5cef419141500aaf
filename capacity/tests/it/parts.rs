//! Parts, threads and precision: the same figures whatever the way.

use ringback_capacity::{Options, Part, PartError, PlanError, Progress};

use crate::support::{load, options, outcome};

const DAY: &str = "scenario: a\nqueues: { main: {}, other: { limit: { waiting: 3, then: { queue: main } } } }\nstaff: { all: { agents: 5, queues: [main, other], shrinkage: { share: 10% } } }\nagents: { \"*\": { talks: { lognormal: { mean: 3m, cv: 1 } } } }\n\
     population: { lasts: 3h, arrive: { poisson-per-hour: 90, busy-day: { gamma: { cv: 0.2 } } }, kinds: { a: { queue: { main: 60%, other: 40% }, patience: { exponential: 2m } } } }";

fn json(part: &Part) -> String {
    serde_json::to_string(part).expect("a part is plain JSON")
}

#[test]
fn threads_do_not_show() {
    let plan = load(DAY);
    let one = outcome(&plan, &options(20)).unwrap();
    let three = outcome(
        &plan,
        &Options {
            threads: 3,
            ..options(20)
        },
    )
    .unwrap();
    assert_eq!(json(&one.part), json(&three.part));
    assert_eq!(
        serde_json::to_string(&one.figures).unwrap(),
        serde_json::to_string(&three.figures).unwrap()
    );
}

#[test]
fn merged_parts_are_the_whole() {
    let plan = load(DAY);
    let whole = outcome(&plan, &options(17)).unwrap();
    let part = |number| {
        let part = outcome(
            &plan,
            &Options {
                partition: Some((number, 4)),
                ..options(17)
            },
        )
        .unwrap();
        assert!(part.figures.is_none());
        serde_json::from_str::<Part>(&json(&part.part)).unwrap()
    };
    let merged = ringback_capacity::merge(&plan, [3, 1, 4, 2].map(part).to_vec()).unwrap();
    assert_eq!(
        serde_json::to_string(&merged.figures).unwrap(),
        serde_json::to_string(&whole.figures).unwrap()
    );
    let missing = ringback_capacity::merge(&plan, [3, 1, 4].map(part).to_vec()).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "replications 5 to 8 are in no part; run `--partition` for them too"
    );
    let twice = ringback_capacity::merge(&plan, [1, 2, 2, 3, 4].map(part).to_vec()).unwrap_err();
    assert_eq!(twice, PlanError::Part(PartError::Twice { from: 5 }));
    let other = load(&DAY.replace("agents: 5", "agents: 6"));
    let changed = ringback_capacity::merge(&other, [1, 2, 3, 4].map(part).to_vec()).unwrap_err();
    assert!(
        matches!(changed, PlanError::Part(PartError::Changed { .. })),
        "{changed}"
    );
    let seed = |seed, number| {
        outcome(
            &plan,
            &Options {
                seed,
                partition: Some((number, 2)),
                ..options(8)
            },
        )
        .unwrap()
        .part
    };
    let mixed = ringback_capacity::merge(&plan, vec![seed(1, 1), seed(2, 2)]).unwrap_err();
    assert!(
        mixed
            .to_string()
            .starts_with("the seed differs between the parts (1 and 2)"),
        "{mixed}"
    );
}

#[test]
fn a_precision_is_waited_for_in_rounds() {
    let wanted = |precision: &str| {
        load(&format!(
            "{DAY}\ncapacity: {{ precision: {{ {precision} }} }}"
        ))
    };
    let none = Options {
        replications: None,
        ..options(1)
    };
    let rough = outcome(&wanted("shares: 20%"), &none).unwrap();
    assert_eq!((rough.part.replications, rough.imprecise), (32, None));
    let fine = outcome(&wanted("shares: 2%"), &none).unwrap();
    assert!(
        fine.part.replications > 32 && fine.part.replications.is_power_of_two(),
        "{}",
        fine.part.replications
    );
    let whole = outcome(&wanted("shares: 2%"), &options(fine.part.replications)).unwrap();
    assert_eq!(fine.figures, whole.figures);
    let never = outcome(&wanted("shares: 0.01%, replications-max: 100"), &none).unwrap();
    assert_eq!(never.part.replications, 100);
    let why = never.imprecise.expect("it was not reached");
    assert!(why.contains("not 0.010%, after 100 replications"), "{why}");
    let part = outcome(
        &wanted("asa: 1s"),
        &Options {
            partition: Some((1, 2)),
            ..none
        },
    )
    .unwrap_err();
    assert_eq!(part, PlanError::PartOfPrecision);
}

#[test]
fn progress_is_told() {
    let told = std::sync::Mutex::new(Vec::new());
    let tell = |step| told.lock().unwrap().push(step);
    let plan = load(DAY);
    outcome(
        &plan,
        &Options {
            progress: &tell,
            ..options(3)
        },
    )
    .unwrap();
    assert_eq!(
        *told.lock().unwrap(),
        [
            Progress::Total(3),
            Progress::Done,
            Progress::Done,
            Progress::Done
        ]
    );
}
