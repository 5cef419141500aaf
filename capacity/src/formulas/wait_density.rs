//! How long somebody who never gives up would wait in the queue of Erlang A.
//!
//! With `s` agents, arrivals `l` a second, `m` served by an agent a second and mean patience `t`, the chain of busy agents is
//! Erlang's as long as one is free. With all busy, the density that somebody who never gives up would wait `x` is
//! `l P(s - 1) exp(l H(x) - s m x)` with `H(x) = t (1 - exp(-x / t))`, the mean time that a waiting customer spends in the
//! first `x` seconds. Everything else is an integral over that density. Its exponent is concave, so the integrals are taken
//! relative to its peak and over the stretch that matters: nothing overflows, however many agents or customers.

use super::{
    Patience, Traffic,
    erlang_b::blocked,
    integral::{Panel, integral},
};

/// What lies so far below the peak of the exponent is nothing beside it: exp(-60) is below 1e-26.
const DEPTH: f64 = 60.0;
/// How many times an interval is halved to find where the exponent falls below that depth.
const HALVINGS: u32 = 100;

/// The density that somebody who never gives up would wait so long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WaitDensity {
    arrivals_per_s: f64,
    served_per_s: f64,
    patience_s: f64,
    /// Where the density is highest, in seconds.
    peak_s: f64,
    /// Outside of these, in seconds from the peak, it is nothing.
    from: f64,
    to: f64,
    /// The share of contacts that find an agent free.
    at_once: f64,
    /// What the density, taken relative to its peak, is to be multiplied by.
    scale: f64,
}

impl WaitDensity {
    pub(super) fn new(traffic: Traffic, patience: Patience, agents: u32) -> Self {
        let served_per_s = f64::from(agents) / traffic.handling_s();
        let (l, t) = (traffic.arrivals_per_s(), patience.mean_s());
        let peak_s = if l > served_per_s {
            t * libm::log(l / served_per_s)
        } else {
            0.0
        };
        let mut density = Self {
            arrivals_per_s: l,
            served_per_s,
            patience_s: t,
            peak_s,
            from: -peak_s,
            to: 0.0,
            at_once: 1.0,
            scale: 1.0,
        };
        density.bound();
        let [size] = density.over(f64::INFINITY, &|_| [1.0]);
        // The weight of the states with all busy, in terms of the weight of all others together.
        let last_free = blocked(traffic.load(), agents - 1);
        let peak = served_per_s * (t * (l / served_per_s - 1.0).max(0.0) - peak_s);
        let weight = libm::exp(libm::log(l * last_free * size) + peak);
        density.at_once = 1.0 / (1.0 + weight);
        // As shares of all: the states with all busy are what is left.
        let delayed = 1.0 / (1.0 + 1.0 / weight);
        density.scale = delayed / size;
        density
    }

    /// Gives the share of contacts that find an agent free.
    pub(super) const fn at_once(&self) -> f64 {
        self.at_once
    }

    /// Gives the mean patience in seconds.
    pub(super) const fn patience_s(&self) -> f64 {
        self.patience_s
    }

    /// How far the exponent lies below its peak, so many seconds beyond it. The peak is where arrivals that still wait come as
    /// fast as agents become free, or zero where they come more slowly from the start.
    fn below_peak(&self, beyond: f64) -> f64 {
        let t = self.patience_s;
        let joins_per_s = self.arrivals_per_s.min(self.served_per_s);
        joins_per_s * t * curve(beyond / t) - (self.served_per_s - joins_per_s) * beyond
    }

    fn bound(&mut self) {
        if self.below_peak(self.from) < -DEPTH {
            self.from = self.edge(self.from);
        }
        let mut outside = DEPTH / self.served_per_s;
        while self.below_peak(outside) > -DEPTH {
            outside *= 2.0;
        }
        self.to = self.edge(outside);
    }

    /// Finds where the exponent crosses the depth between the peak and a place outside.
    fn edge(&self, mut outside: f64) -> f64 {
        let mut inside = 0.0;
        for _ in 0..HALVINGS {
            let middle = (outside + inside) / 2.0;
            if self.below_peak(middle) < -DEPTH {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        outside
    }

    /// Integrates the density times the given functions of the wait, up to a wait.
    pub(super) fn over<const N: usize>(
        &self,
        up_to_s: f64,
        functions: &impl Fn(f64) -> [f64; N],
    ) -> [f64; N] {
        let end = self.to.min(up_to_s - self.peak_s);
        let value = |beyond: f64| {
            let density = libm::exp(self.below_peak(beyond));
            functions(self.peak_s + beyond).map(|value| density * value)
        };
        let panels = [
            Panel {
                from: self.from,
                to: end.min(0.0),
            },
            Panel { from: 0.0, to: end },
        ];
        let [before, after] = panels.map(|panel| integral(panel, &value));
        core::array::from_fn(|index| self.scale * (before[index] + after[index]))
    }
}

/// Gives `1 - exp(-y) - y` without loss of digits where the three nearly cancel.
fn curve(y: f64) -> f64 {
    if y.abs() > 0.1 {
        return -libm::expm1(-y) - y;
    }
    // The series of the exponential without its first two terms; the eleventh is below 1e-19 of the first.
    let (mut term, mut sum) = (-y * y / 2.0, 0.0);
    for power in 3..14 {
        sum += term;
        term *= -y / f64::from(power);
    }
    sum
}
