//! Erlang A: who finds all agents busy waits, and gives up after an exponential patience (M/M/s+M).
//!
//! Sources: C. Palm, "Research on telephone traffic carried by full availability groups", Tele 1 (1957); F. Baccelli,
//! G. Hebuterne, "On queues with impatient customers", Performance '81 (1981); O. Garnett, A. Mandelbaum, M. Reiman,
//! "Designing a call center with impatient customers", Manufacturing & Service Operations Management 4 (2002).

use super::{Patience, Traffic, wait_density::WaitDensity};

/// What Erlang A says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangA {
    /// The share of contacts that are not answered at once, from 0 to 1.
    pub delayed: f64,
    /// The share of contacts whose customer gives up, from 0 to 1.
    pub abandoned: f64,
    /// The mean wait of all contacts in seconds, however they left the queue.
    pub mean_wait_s: f64,
    /// The mean wait of those that were answered in seconds, those answered at once included; 0 without agents.
    pub asa_s: f64,
    /// The share of their time for which agents are busy, from 0 to 1; 0 without agents.
    pub occupancy: f64,
    density: Option<WaitDensity>,
}

/// Asks Erlang A.
pub fn erlang_a(traffic: Traffic, patience: Patience, agents: u32) -> ErlangA {
    if agents == 0 {
        return ErlangA {
            delayed: 1.0,
            abandoned: 1.0,
            mean_wait_s: patience.mean_s(),
            asa_s: 0.0,
            occupancy: 0.0,
            density: None,
        };
    }
    let density = WaitDensity::new(traffic, patience, agents);
    let t = patience.mean_s();
    let [abandoned, after_waiting, waited] = density.over(f64::INFINITY, &|x| {
        let stays = libm::exp(-x / t);
        [-libm::expm1(-x / t), stays, x * stays]
    });
    let answered = density.at_once() + after_waiting;
    ErlangA {
        delayed: 1.0 - density.at_once(),
        abandoned,
        // With an exponential patience customers give up at the rate 1 / t for each that waits (Little's law).
        mean_wait_s: abandoned * t,
        asa_s: waited / answered,
        occupancy: (traffic.load() * answered / f64::from(agents)).min(1.0),
        density: Some(density),
    }
}

impl ErlangA {
    /// Gives the share of all offered contacts that are answered within so many seconds, from 0 to 1.
    pub fn service_level(&self, within_s: f64) -> f64 {
        let Some(density) = self.density.filter(|_| within_s >= 0.0) else {
            return 0.0;
        };
        let [in_time] = density.over(within_s, &|x| [libm::exp(-x / density.patience_s())]);
        (density.at_once() + in_time).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formulas::{erlang_b, erlang_c};

    fn asked(load: f64, patience: f64, agents: u32) -> ErlangA {
        let traffic = Traffic::new(load / 60.0, 60.0).expect("it is traffic");
        let patience = Patience::new(patience).expect("it is patience");
        erlang_a(traffic, patience, agents)
    }

    fn check(what: &str, found: f64, expected: f64) {
        let close = (found - expected).abs() <= 1e-10 * (1e-3 + expected.abs());
        assert!(close, "{what}: {found} instead of {expected}");
    }

    /// The chain of busy agents and waiting customers, summed state by state: delayed, abandoned, occupancy.
    fn chain(load: f64, patience: f64, agents: u32) -> [f64; 3] {
        let seats = f64::from(agents);
        let (mut weight, mut all) = (1.0, 1.0);
        let (mut busy, mut delayed, mut waiting) = (0.0, 0.0, 0.0);
        let mut present = 0.0;
        while present < seats || weight > 1e-25 * all {
            present += 1.0;
            let queued = (present - seats).max(0.0);
            weight *= load / (present.min(seats) + queued * 60.0 / patience);
            all += weight;
            busy += weight * present.min(seats);
            waiting += weight * queued;
            delayed += if present < seats { 0.0 } else { weight };
            if weight > 1e250 {
                for sum in [&mut weight, &mut all, &mut busy, &mut delayed, &mut waiting] {
                    *sum *= 1e-250;
                }
            }
        }
        let abandoned = waiting / all / patience / (load / 60.0);
        [delayed / all, abandoned, busy / all / seats]
    }

    #[test]
    fn the_chain_summed_state_by_state_says_the_same() {
        for (load, patience, agents) in [
            (0.3, 30.0, 1),
            (4.0, 1.0, 1),
            (9.0, 120.0, 10),
            (48.0, 120.0, 50),
            (12.0, 3600.0, 10),
            (1000.0, 90.0, 1000),
            (1100.0, 36_000.0, 1000),
            (4950.0, 300.0, 5000),
            (5100.0, 20.0, 5000),
        ] {
            let found = asked(load, patience, agents);
            let [delayed, abandoned, occupancy] = chain(load, patience, agents);
            let name = format!("{load} erlangs, {patience} s, {agents} agents");
            check(&name, found.delayed, delayed);
            check(&name, found.abandoned, abandoned);
            check(&name, found.occupancy, occupancy);
            check(&name, found.mean_wait_s, abandoned * patience);
        }
    }

    /// Where customers are as patient as calls are long, the number present is Poisson.
    #[test]
    fn patience_as_long_as_handling_gives_the_poisson_distribution() {
        let (load, agents) = (20.0_f64, 22_u32);
        let (mut weight, mut below, mut spare) = ((-load).exp(), 0.0, 0.0);
        for present in 0..agents {
            below += weight;
            spare += weight * f64::from(agents - present);
            weight *= load / f64::from(present + 1);
        }
        let found = asked(load, 60.0, agents);
        check("delayed", found.delayed, 1.0 - below);
        let waiting = load - f64::from(agents) + spare;
        check("abandoned", found.abandoned, waiting / load);
    }

    /// Garnett, Mandelbaum, Reiman (2002), table 1: 48 calls a minute of a minute each, 50 agents, patience of two minutes;
    /// 3.1% abandon and 3.7 s is the mean wait.
    #[test]
    fn the_published_example_is_met() {
        let found = asked(48.0, 120.0, 50);
        assert_eq!(format!("{:.3}", found.abandoned), "0.031");
        assert_eq!(format!("{:.1}", found.mean_wait_s), "3.7");
    }

    #[test]
    fn growing_patience_tends_to_erlang_c_and_shrinking_to_erlang_b() {
        let traffic = Traffic::new(8.0 / 60.0, 60.0).expect("it is traffic");
        let patient = asked(8.0, 1e9, 10);
        let waits = erlang_c(traffic, 10).waits().expect("it is no overload");
        assert!((patient.delayed / waits.delayed - 1.0).abs() < 1e-6);
        assert!((patient.asa_s / waits.asa_s - 1.0).abs() < 1e-6);
        assert!((patient.service_level(20.0) / waits.service_level(20.0) - 1.0).abs() < 1e-6);
        let hasty = asked(8.0, 1e-6, 10);
        assert!((hasty.abandoned / erlang_b(traffic, 10).blocked - 1.0).abs() < 1e-6);
    }

    #[test]
    fn in_an_overload_what_the_agents_cannot_serve_gives_up() {
        let found = asked(10_000.0, 1e6, 5000);
        check("abandoned", found.abandoned, 0.5);
        check("occupancy", found.occupancy, 1.0);
        // The fluid limit: everybody served waits until half of those who came with them have gone.
        assert!((found.asa_s / (1e6 * 2.0_f64.ln()) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn nobody_there_and_nobody_coming_have_an_answer() {
        let alone = asked(3.0, 40.0, 0);
        assert_eq!((alone.abandoned, alone.mean_wait_s), (1.0, 40.0));
        assert_eq!(alone.service_level(20.0), 0.0);
        let idle = asked(0.0, 40.0, 3);
        assert_eq!((idle.abandoned, idle.delayed, idle.asa_s), (0.0, 0.0, 0.0));
        assert_eq!(idle.service_level(20.0), 1.0);
        let rare = asked(0.001, 40.0, 5000);
        assert_eq!((rare.delayed, rare.abandoned), (0.0, 0.0));
    }

    proptest! {
        #[test]
        fn shares_are_shares_sums_balance_and_more_agents_help(
            share in 0.01..3.0_f64,
            agents in 1..5000_u32,
            patience in 0.01..10_000.0_f64,
            within in 0.0..600.0_f64,
        ) {
            const ROUNDING: f64 = 1e-11;
            let load = share * f64::from(agents);
            let (fewer, more) = (asked(load, patience, agents), asked(load, patience, agents + 1));
            for found in [fewer, more] {
                for value in [found.delayed, found.abandoned, found.occupancy, found.service_level(within)] {
                    prop_assert!((0.0..=1.0).contains(&value), "{found:?}");
                }
                // All that are answered, however late, and all that give up are all that came.
                let answered = found.service_level(f64::INFINITY);
                prop_assert!((answered + found.abandoned - 1.0).abs() < ROUNDING);
                // What agents serve is what is answered.
                prop_assert!(found.abandoned <= found.delayed + ROUNDING);
                prop_assert!(found.mean_wait_s <= patience * (1.0 + ROUNDING));
            }
            let busy = fewer.occupancy * f64::from(agents);
            prop_assert!((busy - load * (1.0 - fewer.abandoned)).abs() < 1e-9 * load);
            prop_assert!(more.delayed <= fewer.delayed + ROUNDING);
            prop_assert!(more.abandoned <= fewer.abandoned + ROUNDING);
            prop_assert!(more.asa_s <= fewer.asa_s * (1.0 + 1e-9));
            prop_assert!(more.service_level(within) >= fewer.service_level(within) - ROUNDING);
            prop_assert!(fewer.service_level(within + 1.0) >= fewer.service_level(within) - ROUNDING);
        }

        #[test]
        fn more_patience_means_more_delay_and_fewer_abandons(
            share in 0.1..2.0_f64,
            agents in 1..500_u32,
            patience in 0.1..1000.0_f64,
        ) {
            let load = share * f64::from(agents);
            let (hasty, patient) = (asked(load, patience, agents), asked(load, patience * 1.5, agents));
            prop_assert!(patient.delayed >= hasty.delayed - 1e-11);
            prop_assert!(patient.abandoned <= hasty.abandoned + 1e-11);
        }
    }
}
