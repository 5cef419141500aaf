//! What Erlang B, C and A say of the same input, beside what the run found.
//!
//! A formula knows one queue, one rate, one mean handling time, one mean patience and a fixed number of agents. Each interval
//! of a queue is asked with its own: arrivals as they came, handling and patience by the laws of the kinds that came, and of
//! groups that serve several queues the part that the queue's load has in all of theirs. Where the run disagrees, the formula
//! leaves out something that matters: the load that is left from before, overflow, ringing, shared agents, retries.

use ringback_format::figures::{Applies, Estimate, Figures, Formula, Measure, Measures};
use ringback_scenarios::population::Patience as Bears;

use super::subjects::begins;
use crate::{
    fold::Sums,
    formulas::{self, ErlangC, Patience, Traffic},
    model::{Model, Of},
};

/// What formulas are asked with for one interval of a queue.
struct Asked {
    arrivals_per_hour: f64,
    handling_s: f64,
    patience_s: Option<f64>,
    agents: f64,
}

pub(super) fn formulas(model: &Model, sums: &Sums, figures: &Figures) -> Vec<Formula> {
    let means: Vec<(f64, Option<f64>)> = (0..model.queues.len())
        .map(|queue| means(model, sums, queue))
        .collect();
    let intervals = figures
        .queues
        .first()
        .map_or(0, |queue| queue.intervals.len());
    let mut found = Vec::new();
    for queue in 0..model.queues.len() {
        for interval in (0..intervals).map(Some).chain([None]) {
            let Some(asked) = asked(model, figures, &means, queue, interval) else {
                continue;
            };
            let measures = row(figures, queue, interval);
            let from = interval.map(|interval| begins(&model.plan, interval));
            say(model, queue, from, &asked, measures, &mut found);
        }
    }
    found
}

fn row(figures: &Figures, queue: usize, interval: Option<usize>) -> &Measures {
    let subject = &figures.queues[queue];
    interval.map_or(&subject.whole, |interval| {
        &subject.intervals[interval].figures
    })
}

fn value(measures: &Measures, measure: Measure) -> f64 {
    measures
        .get(&measure)
        .map_or(0.0, |estimate| estimate.value)
}

/// Gives the length of an interval, or of the whole, in hours.
fn hours(model: &Model, interval: Option<usize>) -> f64 {
    let population = &model.plan.population;
    let measured = population
        .lasts
        .saturating_sub(population.warm_up)
        .as_secs_f64();
    let length = population.interval.as_secs_f64();
    let seconds = interval.map_or(measured, |interval| {
        (measured - interval as f64 * length).min(length)
    });
    seconds / 3_600.0
}

fn asked(
    model: &Model,
    figures: &Figures,
    means: &[(f64, Option<f64>)],
    queue: usize,
    interval: Option<usize>,
) -> Option<Asked> {
    let hours = hours(model, interval);
    let load = |queue: usize| {
        value(row(figures, queue, interval), Measure::Offered) / hours * means[queue].0
    };
    let own = load(queue);
    if own <= 0.0 {
        return None;
    }
    let staffed = |group: usize| {
        let subject = &figures.groups[group];
        let measures = interval.map_or(&subject.whole, |interval| {
            &subject.intervals[interval].figures
        });
        value(measures, Measure::Staffed)
    };
    let shared = |group: usize| {
        let queues =
            (0..model.queues.len()).filter(|queue| model.groups_of(*queue).contains(&group));
        own / queues.map(load).sum::<f64>()
    };
    let agents: f64 = model
        .groups_of(queue)
        .into_iter()
        .map(|group| staffed(group) * shared(group))
        .sum();
    Some(Asked {
        arrivals_per_hour: value(row(figures, queue, interval), Measure::Offered) / hours,
        handling_s: means[queue].0,
        patience_s: means[queue].1,
        agents,
    })
}

/// Gives the mean handling time and patience, in seconds, of the kinds that come to a queue; nothing of patience where some
/// never give up.
pub(crate) fn means(model: &Model, sums: &Sums, queue: usize) -> (f64, Option<f64>) {
    let population = &model.plan.population;
    let groups = model.groups_of(queue);
    let (mut weight, mut handling, mut rate, mut all_give_up) = (0.0, 0.0, 0.0, true);
    for (number, kind) in population.kinds.iter().enumerate() {
        let came = sums.first_queue[number * model.queues.len() + queue]
            .value()
            .unwrap_or(0.0);
        if came <= 0.0 {
            continue;
        }
        let mut before = 0.0;
        for (channel, upto) in &kind.channels {
            let share = came * (upto - before) / groups.len().max(1) as f64;
            before = *upto;
            let channel = kind
                .bot
                .as_ref()
                .and_then(|bot| bot.hands_over_by)
                .unwrap_or(*channel);
            for group in &groups {
                let of = Of {
                    kind: number,
                    channel: model.channel(channel),
                    queue,
                    group: *group,
                };
                let talks = model.handling.talks(of).map_or(0.0, |law| law.mean_s());
                let own = model.queues[queue].config.wrap_up.as_secs_f64();
                let wrap_up = model.handling.wrap_up(of).map_or(own, |law| law.mean_s());
                handling += share * (talks + wrap_up);
                weight += share;
            }
        }
        match &kind.patience {
            Bears::Unlimited => all_give_up = false,
            Bears::For(law) => rate += came / law.mean_s().max(f64::MIN_POSITIVE),
        }
    }
    if weight <= 0.0 {
        return (0.0, None);
    }
    let patience = (all_give_up && rate > 0.0).then(|| weight / rate);
    (handling / weight, patience)
}

fn say(
    model: &Model,
    queue: usize,
    from: Option<String>,
    asked: &Asked,
    measures: &Measures,
    found: &mut Vec<Formula>,
) {
    let Ok(traffic) = Traffic::new(asked.arrivals_per_hour / 3_600.0, asked.handling_s) else {
        return;
    };
    let agents = asked.agents.round() as u32;
    let within = model.plan.measuring.service_level.within.as_secs_f64();
    let mut add = |formula: &str,
                   applies: Applies,
                   measure: Measure,
                   value: Option<f64>,
                   simulated: Option<Estimate>| {
        found.push(Formula {
            queue: model.queues[queue].name.clone(),
            from: from.clone(),
            arrivals_per_hour: asked.arrivals_per_hour,
            handling_s: asked.handling_s,
            patience_s: asked.patience_s,
            agents: f64::from(agents),
            formula: formula.to_owned(),
            applies,
            measure,
            value,
            simulated,
        });
    };
    let get = |measure: Measure| measures.get(&measure).copied();
    if model.queues[queue].config.limit.is_some() {
        let lost = formulas::erlang_b(traffic, agents).blocked;
        let came = value(measures, Measure::Offered);
        let simulated =
            get(Measure::Overflowed).map(|overflowed| Estimate::bare(overflowed.value / came));
        add(
            "erlang-b",
            Applies::Yes,
            Measure::Overflowed,
            Some(lost),
            simulated,
        );
    }
    let waits = match formulas::erlang_c(traffic, agents) {
        ErlangC::Waits(waits) => Some(waits),
        ErlangC::Overload => None,
    };
    let applies = if waits.is_some() {
        Applies::Yes
    } else {
        Applies::Overload
    };
    add(
        "erlang-c",
        applies,
        Measure::ServiceLevel,
        waits.map(|waits| waits.service_level(within)),
        get(Measure::ServiceLevel),
    );
    add(
        "erlang-c",
        applies,
        Measure::Asa,
        waits.map(|waits| waits.asa_s),
        get(Measure::Asa),
    );
    if let Some(Ok(patience)) = asked.patience_s.map(Patience::new) {
        let says = formulas::erlang_a(traffic, patience, agents);
        add(
            "erlang-a",
            Applies::Yes,
            Measure::ServiceLevel,
            Some(says.service_level(within)),
            get(Measure::ServiceLevel),
        );
        add(
            "erlang-a",
            Applies::Yes,
            Measure::Asa,
            Some(says.asa_s),
            get(Measure::Asa),
        );
        add(
            "erlang-a",
            Applies::Yes,
            Measure::Abandonment,
            Some(says.abandoned),
            get(Measure::Abandonment),
        );
    }
}
