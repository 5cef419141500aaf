//! The agenda against a plain ordered map.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ringback_engine::{Agenda, Time, WakeId};

#[derive(Clone, Debug)]
enum Step {
    Schedule { at: u64, class: u8 },
    Cancel { which: usize },
    Pop { until: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..50_u64, 0..4_u8).prop_map(|(at, class)| Step::Schedule { at, class }),
        2 => any::<usize>().prop_map(|which| Step::Cancel { which }),
        2 => (0..60_u64).prop_map(|until| Step::Pop { until }),
    ]
}

/// The model: what is pending, in order, and every name ever given.
#[derive(Default)]
struct Model {
    pending: BTreeMap<(u64, u8, usize), ()>,
    keys: Vec<(u64, u8, usize)>,
}

proptest! {
    #[test]
    fn the_agenda_agrees_with_an_ordered_map(steps in prop::collection::vec(step(), 0..300)) {
        let mut agenda = Agenda::new();
        let mut names: Vec<WakeId> = Vec::new();
        let mut model = Model::default();
        for step in steps {
            match step {
                Step::Schedule { at, class } => {
                    let number = names.len();
                    names.push(agenda.schedule(Time::from_micros(at), class, number));
                    model.keys.push((at, class, number));
                    model.pending.insert((at, class, number), ());
                }
                Step::Cancel { which } if !names.is_empty() => {
                    let which = which % names.len();
                    let expected = model.pending.remove(&model.keys[which]).map(|()| which);
                    prop_assert_eq!(agenda.cancel(names[which]), expected);
                }
                Step::Cancel { .. } => {}
                Step::Pop { until } => {
                    let due = model.pending.first_key_value().map(|(key, ())| *key);
                    let due = due.filter(|(at, ..)| *at <= until);
                    if let Some(key) = due {
                        model.pending.remove(&key);
                    }
                    let expected = due.map(|(at, _, number)| (Time::from_micros(at), number));
                    prop_assert_eq!(agenda.pop_due(Time::from_micros(until)), expected);
                }
            }
            let first = model.pending.first_key_value().map(|(key, ())| *key);
            prop_assert_eq!(agenda.len(), model.pending.len());
            prop_assert_eq!(
                agenda.next_due(),
                first.map(|(at, class, _)| (Time::from_micros(at), class))
            );
            for (number, name) in names.iter().enumerate() {
                let pending = model.pending.contains_key(&model.keys[number]);
                let at = pending.then(|| Time::from_micros(model.keys[number].0));
                prop_assert_eq!(agenda.due_at(*name), at);
            }
        }
    }
}
