//! Where contacts come from and where they go.

use ringback_engine::queues::{Exit, NoAgents};
use ringback_format::figures::{Estimate, Flow, Measure};

use crate::{
    fold::{CONTACT_MEASURES, Confidence, QUEUE_MEASURES, Ratio, Sums},
    model::{Model, Queue},
};

const BOT: &str = "bot";

pub(super) fn flows(model: &Model, sums: &Sums, sure: Confidence) -> Vec<Flow> {
    let mut flows = Flows {
        sure,
        flows: Vec::new(),
    };
    let queue_name = |queue: usize| format!("queue {}", model.queues[queue].name);
    for (number, kind) in model.plan.population.kinds.iter().enumerate() {
        let from = if kind.bot.is_some() {
            flows.add(&kind.name, BOT, Measure::Contacts, &sums.came[number]);
            BOT
        } else {
            &kind.name
        };
        for queue in 0..model.queues.len() {
            let first = &sums.first_queue[number * model.queues.len() + queue];
            flows.add(from, &queue_name(queue), Measure::Offered, first);
        }
        if kind.bot.is_some() {
            let whole = sums.kinds[number].last().map_or(&[][..], Vec::as_slice);
            let contained = CONTACT_MEASURES
                .iter()
                .position(|measure| *measure == Measure::Contained);
            if let Some(ratio) = contained.and_then(|place| whole.get(place)) {
                flows.add(BOT, "served by the bot", Measure::Contained, ratio);
            }
            flows.add(
                BOT,
                "left the bot",
                Measure::Abandoned,
                &sums.left_bot[number],
            );
        }
    }
    for (number, queue) in model.queues.iter().enumerate() {
        let whole = sums.queues[number].last().map_or(&[][..], Vec::as_slice);
        let from = queue_name(number);
        let to = exits(model, queue);
        let ways = [
            (Measure::Answered, "answered"),
            (Measure::Abandoned, "abandoned"),
            (Measure::Overflowed, &to[0]),
            (Measure::TimedOut, &to[1]),
            (Measure::NoAgents, &to[2]),
            (Measure::Unfinished, "still waiting"),
        ];
        for (measure, to) in ways {
            if let Some(ratio) = QUEUE_MEASURES
                .iter()
                .position(|own| *own == measure)
                .and_then(|place| whole.get(place))
            {
                flows.add(&from, to, measure, ratio);
            }
        }
    }
    flows.flows
}

/// Names where overflow, timeout and no-agents lead.
fn exits(model: &Model, queue: &Queue) -> [String; 3] {
    let no_agents = match queue.config.no_agents {
        NoAgents::Off => None,
        NoAgents::NewCalls(exit) | NoAgents::AllCalls(exit) => Some(exit),
    };
    let exits = [
        queue.config.limit.map(|limit| limit.exit),
        queue.config.timeout.map(|timeout| timeout.exit),
        no_agents,
    ];
    let mut names = queue.targets.clone();
    for (name, exit) in names.iter_mut().zip(exits) {
        if let Some(Exit::Queue { queue, .. }) = exit {
            *name = format!("queue {}", model.queues[queue.0 as usize].name);
        }
    }
    names
}

struct Flows {
    sure: Confidence,
    flows: Vec<Flow>,
}

impl Flows {
    /// Adds a way that somebody went. Two ways between the same places are one.
    fn add(&mut self, from: &str, to: &str, measure: Measure, ratio: &Ratio) {
        let Some(contacts) = self
            .sure
            .estimate(measure, ratio)
            .filter(|contacts| contacts.value > 0.0)
        else {
            return;
        };
        match self
            .flows
            .iter_mut()
            .find(|flow| flow.from == from && flow.to == to)
        {
            // How far two figures vary together is not known of their sum.
            Some(flow) => flow.contacts = Estimate::bare(flow.contacts.value + contacts.value),
            None => self.flows.push(Flow {
                from: from.to_owned(),
                to: to.to_owned(),
                contacts,
            }),
        }
    }
}
