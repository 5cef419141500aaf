//! All figures of a run as exact sums over its replications.

use ringback_format::figures::Measure;
use ringback_scenarios::population::{Target, TargetOf};
use serde::{Deserialize, Serialize};

use super::{
    CONTACT_MEASURES, GROUP_MEASURES, QUEUE_MEASURES, Ratio,
    measures::{Defined, of_contacts, of_group, of_queue},
    ratio::Said,
};
use crate::{
    model::Model,
    tally::{ContactCell, GroupCell, QueueCell, Tally, Waits},
};

/// All figures of a run as exact sums over its replications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Sums {
    pub(crate) replications: u64,
    /// By queue: each interval, then the whole; each with [`QUEUE_MEASURES`].
    pub(crate) queues: Vec<Vec<Vec<Ratio>>>,
    pub(crate) groups: Vec<Vec<Vec<Ratio>>>,
    pub(crate) channels: Vec<Vec<Vec<Ratio>>>,
    pub(crate) kinds: Vec<Vec<Vec<Ratio>>>,
    /// By kind, then queue: who came there first.
    pub(crate) first_queue: Vec<Ratio>,
    /// By kind: who came, again or not.
    pub(crate) came: Vec<Ratio>,
    /// By kind: who left the bot.
    pub(crate) left_bot: Vec<Ratio>,
    /// By target: on how many days it held.
    pub(crate) days: Vec<Ratio>,
    /// By queue: both sides of Little's law.
    pub(crate) little: Vec<[u64; 2]>,
    /// By queue: what came and what went.
    pub(crate) balance: Vec<[u64; 2]>,
    pub(crate) chains_too_long: u64,
    pub(crate) unfinished: u64,
}

/// What sums are made with.
pub(crate) struct Summing<'a> {
    model: &'a Model,
    /// By interval, then the whole.
    defined: Vec<Defined>,
    wanted: Vec<Option<f64>>,
}

impl<'a> Summing<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        let population = &model.plan.population;
        let (from, to) = (population.warm_up.as_micros(), population.lasts.as_micros());
        let interval = population.interval.as_micros();
        let level = model.plan.measuring.service_level;
        let intervals = crate::tally::intervals(population) as u64;
        let lengths = (0..intervals).map(|number| {
            let begins = from + number * interval;
            (begins + interval).min(to) - begins
        });
        let defined = lengths.chain([to - from]).map(|lasts| Defined {
            level,
            level_wanted: None,
            lasts,
        });
        let wanted = |queue: usize| {
            let own = |target: &&Target| {
                target.measure == Measure::ServiceLevel && target.of == TargetOf::Queue(queue)
            };
            model
                .plan
                .targets
                .iter()
                .find(own)
                .and_then(|target| target.at_least)
        };
        Self {
            model,
            defined: defined.collect(),
            wanted: (0..model.queues.len()).map(wanted).collect(),
        }
    }

    /// Makes sums of no replications.
    pub(crate) fn none(&self) -> Sums {
        let rows = self.defined.len();
        let table = |subjects: usize, measures: usize| {
            vec![vec![vec![Ratio::default(); measures]; rows]; subjects]
        };
        let (queues, kinds) = (
            self.model.queues.len(),
            self.model.plan.population.kinds.len(),
        );
        Sums {
            replications: 0,
            queues: table(queues, QUEUE_MEASURES.len()),
            groups: table(self.model.groups.len(), GROUP_MEASURES.len()),
            channels: table(self.model.channels.len(), CONTACT_MEASURES.len()),
            kinds: table(kinds, CONTACT_MEASURES.len()),
            first_queue: vec![Ratio::default(); kinds * queues],
            came: vec![Ratio::default(); kinds],
            left_bot: vec![Ratio::default(); kinds],
            days: vec![Ratio::default(); self.model.plan.targets.len()],
            little: vec![[0; 2]; queues],
            balance: vec![[0; 2]; queues],
            chains_too_long: 0,
            unfinished: 0,
        }
    }

    /// Adds what one replication came to.
    pub(crate) fn add(&self, sums: &mut Sums, tally: &Tally) {
        sums.replications += 1;
        let intervals = tally.intervals;
        let mut days = Days::default();
        for (queue, rows) in sums.queues.iter_mut().enumerate() {
            let range = queue * intervals..(queue + 1) * intervals;
            let (cells, waits) = (&tally.queues[range.clone()], &tally.waits[range]);
            let mut whole = QueueCell::default();
            let mut all = Waits::new();
            for (number, (cell, waits)) in cells.iter().zip(waits).enumerate() {
                say(
                    &mut rows[number],
                    &of_queue(cell, waits, &self.defined[number]),
                );
                whole.add(cell);
                all.add_all(waits);
            }
            whole.waiting_at_end = cells.last().map_or(0, |last| last.waiting_at_end);
            let defined = Defined {
                level_wanted: self.wanted[queue],
                ..self.defined[intervals]
            };
            let found = of_queue(&whole, &all, &defined);
            say(&mut rows[intervals], &found);
            days.queues.push(found);
            let went = whole.answered
                + whole.abandoned
                + whole.overflowed
                + whole.timed_out
                + whole.no_agents
                + whole.unfinished;
            sums.balance[queue][0] += whole.offered;
            sums.balance[queue][1] += went;
            sums.unfinished += whole.unfinished;
        }
        for (group, rows) in sums.groups.iter_mut().enumerate() {
            let cells = &tally.groups[group * intervals..(group + 1) * intervals];
            let mut whole = GroupCell::default();
            for (number, cell) in cells.iter().enumerate() {
                say(&mut rows[number], &of_group(cell, &self.defined[number]));
                whole.add(cell);
            }
            let last = cells.last().copied().unwrap_or_default();
            (whole.busy_at_end, whole.all_busy_at_end) = (last.busy_at_end, last.all_busy_at_end);
            let found = of_group(&whole, &self.defined[intervals]);
            say(&mut rows[intervals], &found);
            days.groups.push(found);
        }
        self.add_contacts(sums, tally);
        for (sum, [waiting, waits]) in sums.little.iter_mut().zip(&tally.little) {
            sum[0] += waiting;
            sum[1] += waits;
        }
        for (ratio, number) in sums.first_queue.iter_mut().zip(&tally.first_queue) {
            ratio.say(Said {
                above: *number,
                below: 1,
            });
        }
        for (ratio, target) in sums.days.iter_mut().zip(&self.model.plan.targets) {
            if let Some(holds) = days.holds(target) {
                ratio.say(Said {
                    above: u64::from(holds),
                    below: 1,
                });
            }
        }
        sums.chains_too_long += tally.chains_too_long;
    }

    fn add_contacts(&self, sums: &mut Sums, tally: &Tally) {
        let (intervals, channels) = (tally.intervals, self.model.channels.len());
        let cell = |kind: usize, channel: usize, interval: usize| {
            &tally.contacts[(kind * channels + channel) * intervals + interval]
        };
        let kinds = sums.kinds.len();
        for (kind, rows) in sums.kinds.iter_mut().enumerate() {
            let mut whole = ContactCell::default();
            for (interval, row) in rows.iter_mut().take(intervals).enumerate() {
                let mut all = ContactCell::default();
                (0..channels).for_each(|channel| all.add(cell(kind, channel, interval)));
                say(row, &of_contacts(&all, &self.defined[interval]));
                whole.add(&all);
            }
            say(
                &mut rows[intervals],
                &of_contacts(&whole, &self.defined[intervals]),
            );
            sums.came[kind].say(Said {
                above: whole.contacts + whole.retries,
                below: 1,
            });
            sums.left_bot[kind].say(Said {
                above: whole.left_bot,
                below: 1,
            });
        }
        for (channel, rows) in sums.channels.iter_mut().enumerate() {
            let mut whole = ContactCell::default();
            for (interval, row) in rows.iter_mut().take(intervals).enumerate() {
                let mut all = ContactCell::default();
                (0..kinds).for_each(|kind| all.add(cell(kind, channel, interval)));
                say(row, &of_contacts(&all, &self.defined[interval]));
                whole.add(&all);
            }
            say(
                &mut rows[intervals],
                &of_contacts(&whole, &self.defined[intervals]),
            );
        }
    }
}

fn say(ratios: &mut [Ratio], said: &[Said]) {
    ratios
        .iter_mut()
        .zip(said)
        .for_each(|(ratio, said)| ratio.say(*said));
}

/// What one day came to, as far as targets look at it.
#[derive(Default)]
struct Days {
    queues: Vec<[Said; QUEUE_MEASURES.len()]>,
    groups: Vec<[Said; GROUP_MEASURES.len()]>,
}

impl Days {
    /// Tells whether a target holds on the day; nothing where the day has no such figure.
    fn holds(&self, target: &Target) -> Option<bool> {
        let place = |measures: &[Measure]| {
            measures
                .iter()
                .position(|measure| *measure == target.measure)
        };
        let said = match target.of {
            TargetOf::Queue(queue) => self.queues[queue][place(&QUEUE_MEASURES)?],
            TargetOf::Group(group) => self.groups[group][place(&GROUP_MEASURES)?],
        };
        if said.below == 0 {
            return None;
        }
        let value = super::estimates::scaled(target.measure, said.above as f64 / said.below as f64);
        let least = target.at_least.is_none_or(|least| value >= least);
        let most = target.at_most.is_none_or(|most| value <= most);
        Some(least && most)
    }
}

impl Sums {
    /// Adds the sums of other replications of the same run.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.replications += other.replications;
        let pairs = [
            (&mut self.queues, &other.queues),
            (&mut self.groups, &other.groups),
            (&mut self.channels, &other.channels),
            (&mut self.kinds, &other.kinds),
        ];
        for (own, other) in pairs {
            let own = own.iter_mut().flatten().flatten();
            own.zip(other.iter().flatten().flatten())
                .for_each(|(own, other)| own.add(other));
        }
        let lists = [
            (&mut self.first_queue, &other.first_queue),
            (&mut self.came, &other.came),
            (&mut self.left_bot, &other.left_bot),
            (&mut self.days, &other.days),
        ];
        for (own, other) in lists {
            own.iter_mut()
                .zip(other)
                .for_each(|(own, other)| own.add(other));
        }
        for (own, other) in [
            (&mut self.little, &other.little),
            (&mut self.balance, &other.balance),
        ] {
            for (own, other) in own.iter_mut().zip(other) {
                own[0] += other[0];
                own[1] += other[1];
            }
        }
        self.chains_too_long += other.chains_too_long;
        self.unfinished += other.unfinished;
    }

    /// Tells whether other sums have the same shape.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let shape = |sums: &Self| {
            let tables = [&sums.queues, &sums.groups, &sums.channels, &sums.kinds];
            let sizes = tables.map(|table| (table.len(), table.first().map_or(0, Vec::len)));
            (sizes, sums.first_queue.len(), sums.days.len())
        };
        shape(self) == shape(other)
    }
}
