//! All queues of a run together, and all its groups.

use super::{
    Ratio,
    measures::{Defined, of_group, of_queue},
};
use crate::{
    model::Model,
    tally::{GroupCell, QueueCell, Tally, Waits},
};

/// The whole period of all queues together with the queues' measures, and of all groups with theirs. A contact that is sent on
/// to another queue counts in both.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pooled {
    pub(crate) queues: Vec<Ratio>,
    pub(crate) groups: Vec<Ratio>,
}

/// What replications are pooled with.
pub(crate) struct Pooling {
    defined: Defined,
}

impl Pooling {
    pub(crate) fn new(model: &Model) -> Self {
        let population = &model.plan.population;
        let measured = population.lasts.saturating_sub(population.warm_up);
        Self {
            defined: Defined {
                level: model.plan.measuring.service_level,
                level_wanted: None,
                lasts: measured.as_micros(),
            },
        }
    }

    /// Adds what one replication came to.
    pub(crate) fn add(&self, pooled: &mut Pooled, tally: &Tally) {
        let (mut queue, mut waits, mut group) =
            (QueueCell::default(), Waits::new(), GroupCell::default());
        tally.queues.iter().for_each(|cell| queue.add(cell));
        tally.waits.iter().for_each(|own| waits.add_all(own));
        tally.groups.iter().for_each(|cell| group.add(cell));
        say(&mut pooled.queues, &of_queue(&queue, &waits, &self.defined));
        say(&mut pooled.groups, &of_group(&group, &self.defined));
    }
}

fn say(ratios: &mut Vec<Ratio>, said: &[super::ratio::Said]) {
    ratios.resize(said.len(), Ratio::default());
    ratios
        .iter_mut()
        .zip(said)
        .for_each(|(ratio, said)| ratio.say(*said));
}

impl Pooled {
    /// Adds other replications.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (own, other) in [
            (&mut self.queues, &other.queues),
            (&mut self.groups, &other.groups),
        ] {
            own.resize(own.len().max(other.len()), Ratio::default());
            own.iter_mut()
                .zip(other)
                .for_each(|(own, other)| own.add(other));
        }
    }
}
