//! Erlang C: who finds all agents busy waits, however long (M/M/s).
//!
//! Sources: A. K. Erlang (1917), as for Erlang B; R. B. Cooper, "Introduction to Queueing Theory", second edition (1981),
//! section 3.4.

use super::{Traffic, erlang_b::blocked};

/// What Erlang C says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ErlangC {
    /// The queue has a steady state.
    Waits(Waits),
    /// The load is as much as the agents can carry or more: the queue grows without end.
    Overload,
}

/// The steady state of a queue in which everybody waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waits {
    /// The share of contacts that are not answered at once, from 0 to 1.
    pub delayed: f64,
    /// The mean wait of all contacts in seconds, those answered at once included: the ASA.
    pub asa_s: f64,
    /// The share of their time for which agents are busy, from 0 to 1.
    pub occupancy: f64,
    /// By how much a second the agents can serve more than comes.
    spare_per_s: f64,
}

/// Asks Erlang C.
pub fn erlang_c(traffic: Traffic, agents: u32) -> ErlangC {
    let (load, seats) = (traffic.load(), f64::from(agents));
    if load >= seats {
        return ErlangC::Overload;
    }
    let blocked = blocked(load, agents);
    let occupancy = load / seats;
    let delayed = blocked / (1.0 - occupancy * (1.0 - blocked));
    let spare_per_s = (seats - load) / traffic.handling_s();
    ErlangC::Waits(Waits {
        delayed,
        asa_s: delayed / spare_per_s,
        occupancy,
        spare_per_s,
    })
}

impl ErlangC {
    /// Gives the steady state where there is one.
    pub const fn waits(self) -> Option<Waits> {
        match self {
            Self::Waits(waits) => Some(waits),
            Self::Overload => None,
        }
    }
}

impl Waits {
    /// Gives the share of contacts that are answered within so many seconds, from 0 to 1; all are answered, so it is the same
    /// of the offered and of the answered.
    pub fn service_level(&self, within_s: f64) -> f64 {
        if within_s < 0.0 {
            return 0.0;
        }
        1.0 - self.delayed * libm::exp(-self.spare_per_s * within_s)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formulas::erlang_b;

    fn traffic(load: f64) -> Traffic {
        Traffic::new(load / 180.0, 180.0).expect("it is traffic")
    }

    fn asked(load: f64, agents: u32) -> Waits {
        let found = erlang_c(traffic(load), agents).waits();
        found.expect("the agents can carry it")
    }

    #[test]
    fn one_agent_agrees_with_the_closed_form() {
        let found = asked(0.75, 1);
        assert!((found.delayed - 0.75).abs() < 1e-15);
        // The mean wait of M/M/1 is load / (1 - load) handling times.
        assert!((found.asa_s - 0.75 / 0.25 * 180.0).abs() < 1e-10);
    }

    #[test]
    fn three_agents_and_two_erlangs_delay_four_of_nine() {
        let found = asked(2.0, 3);
        assert!((found.delayed - 4.0 / 9.0).abs() < 1e-15);
        assert!((found.asa_s - 80.0).abs() < 1e-10);
        assert!((found.service_level(0.0) - 5.0 / 9.0).abs() < 1e-15);
        assert!((found.service_level(180.0) - (1.0 - 4.0 / 9.0 * (-1.0_f64).exp())).abs() < 1e-14);
        assert_eq!(found.service_level(-1.0), 0.0);
    }

    #[test]
    fn a_load_of_all_agents_has_no_steady_state() {
        for agents in [0, 1, 7] {
            let load = f64::from(agents);
            assert_eq!(erlang_c(traffic(load), agents), ErlangC::Overload);
            assert_eq!(erlang_c(traffic(load + 1.0), agents), ErlangC::Overload);
        }
    }

    proptest! {
        #[test]
        fn waiting_delays_more_than_losing_and_less_with_each_agent(
            share in 0.01..0.999_f64,
            agents in 1..5000_u32,
            within in 0.0..600.0_f64,
        ) {
            let load = share * f64::from(agents);
            let (fewer, more) = (asked(load, agents), asked(load, agents + 1));
            for found in [fewer, more] {
                prop_assert!((0.0..=1.0).contains(&found.delayed));
                prop_assert!((0.0..=1.0).contains(&found.service_level(within)));
                prop_assert!(found.asa_s >= 0.0);
            }
            prop_assert!(erlang_b(traffic(load), agents).blocked <= fewer.delayed);
            prop_assert!(more.delayed <= fewer.delayed);
            prop_assert!(more.asa_s <= fewer.asa_s);
            prop_assert!(more.service_level(within) >= fewer.service_level(within));
            prop_assert!(fewer.service_level(within + 1.0) >= fewer.service_level(within));
        }
    }
}
