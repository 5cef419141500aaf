//! How long agents talk with contacts and wrap up: one table for every kind, channel, queue and group.

use ringback_scenarios::population::{self, Draw};

/// Positions of laws by kind, channel, queue and group.
#[derive(Clone, Debug)]
pub(crate) struct Handling {
    laws: Vec<Draw>,
    talks: Vec<Option<u32>>,
    wrap_ups: Vec<Option<u32>>,
    sizes: [usize; 3],
    /// By kind and channel: the laws where neither queue nor group matters.
    same: Vec<Option<(u32, Option<u32>)>>,
}

/// What is looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of {
    pub(crate) kind: usize,
    pub(crate) channel: usize,
    pub(crate) queue: usize,
    pub(crate) group: usize,
}

impl Handling {
    /// Makes the table of a plan.
    pub(crate) fn new(
        plan: &population::Plan,
        channels: &[population::Channel],
        queues: usize,
    ) -> Self {
        let kinds = plan.population.kinds.len();
        let sizes = [channels.len(), queues, plan.groups.len()];
        let cells = kinds * sizes.iter().product::<usize>();
        let mut table = Self {
            laws: Vec::new(),
            talks: Vec::with_capacity(cells),
            wrap_ups: Vec::with_capacity(cells),
            sizes,
            same: Vec::new(),
        };
        for kind in 0..kinds {
            for &channel in channels {
                for queue in 0..queues {
                    for (number, group) in plan.groups.iter().enumerate() {
                        let fitting = || {
                            plan.population
                                .handling
                                .iter()
                                .filter(|entry| entry.fits(kind, channel, queue, number))
                        };
                        let talks = fitting().find_map(|entry| entry.talks.as_ref());
                        let wrap_up = fitting().find_map(|entry| entry.wrap_up.as_ref());
                        let talks = talks
                            .or(group.behaviour.talks.as_ref())
                            .map(|law| table.law(law));
                        let wrap_up = wrap_up
                            .or(group.behaviour.wrap_up.as_ref())
                            .map(|law| table.law(law));
                        table.talks.push(talks);
                        table.wrap_ups.push(wrap_up);
                    }
                }
            }
        }
        table.same = (0..kinds * channels.len())
            .map(|pair| table.same_of(pair))
            .collect();
        table
    }

    fn law(&mut self, law: &Draw) -> u32 {
        let known = self.laws.iter().position(|known| known == law);
        let at = known.unwrap_or_else(|| {
            self.laws.push(law.clone());
            self.laws.len() - 1
        });
        at as u32
    }

    fn same_of(&self, pair: usize) -> Option<(u32, Option<u32>)> {
        let each = self.sizes[1] * self.sizes[2];
        let cells = pair * each..(pair + 1) * each;
        let (talks, wrap_ups) = (self.talks.get(cells.clone())?, self.wrap_ups.get(cells)?);
        let alike = talks.windows(2).all(|two| two[0] == two[1])
            && wrap_ups.windows(2).all(|two| two[0] == two[1]);
        let (first, wrap_up) = (talks.first().copied()??, wrap_ups.first().copied()?);
        alike.then_some((first, wrap_up))
    }

    fn at(&self, of: Of) -> usize {
        let [channels, queues, groups] = self.sizes;
        ((of.kind * channels + of.channel) * queues + of.queue) * groups + of.group
    }

    /// Gives the law of talks.
    #[inline]
    pub(crate) fn talks(&self, of: Of) -> Option<&Draw> {
        self.talks[self.at(of)].map(|law| &self.laws[law as usize])
    }

    /// Gives the law of wrap-up; without one the queue's own time holds.
    #[inline]
    pub(crate) fn wrap_up(&self, of: Of) -> Option<&Draw> {
        self.wrap_ups[self.at(of)].map(|law| &self.laws[law as usize])
    }

    /// Gives both laws where they are the same whatever the queue and the group.
    #[inline]
    pub(crate) fn known_at_arrival(
        &self,
        kind: usize,
        channel: usize,
    ) -> Option<(&Draw, Option<&Draw>)> {
        let (talks, wrap_up) = self.same[kind * self.sizes[0] + channel]?;
        Some((
            &self.laws[talks as usize],
            wrap_up.map(|law| &self.laws[law as usize]),
        ))
    }
}
