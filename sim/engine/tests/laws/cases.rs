//! Models of queues with their exact results.
//!
//! Erlang B, C and A; the virtual-wait densities of Baccelli and Hebuterne (1981) and Movaghar
//! (1998) for other patience laws, timeouts and limits; Cobham (1954) for priorities; numerically
//! solved Markov chains for overflow, routing and wrap-up. The expected values are quadratures
//! and linear solutions made without this engine.

use ringback_engine::chance::Distribution;
use ringback_engine::queues::{Exit, Limit, NoAgents, QueueConfig, QueueId, Routing};

use ringback_engine::{Span, Time};

use super::population::{Batch, Model, Ratio, Sample, Stream, plain, run, run_days};

/// Of what a sample is made.
pub(crate) enum Kind {
    /// Stretches of one long run.
    SteadyState,
    /// Days from empty, with looks at some instants.
    Days(&'static [Time]),
}

/// A model with what is known about it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) model: Model,
    /// Of what the sample is made.
    pub(crate) sample: Kind,
    pub(crate) within_s: [f64; 2],
    pub(crate) expected: Vec<(&'static str, f64, Ratio)>,
}

const P_DELAY: Ratio = |b| {
    let q = &b.queues[0];
    (q.offered - q.at_once - q.blocked, q.offered)
};
const P_ANSWERED: Ratio = |b| (b.queues[0].answered, b.queues[0].offered);
const P_ABANDONED: Ratio = |b| (b.queues[0].abandoned, b.queues[0].offered);
const P_TIMED_OUT: Ratio = |b| (b.queues[0].timed_out, b.queues[0].offered);
const P_BLOCKED: Ratio = |b| (b.queues[0].blocked, b.queues[0].offered);
const ASA: Ratio = |b| (b.queues[0].answered_wait_s, b.queues[0].answered);
const MEAN_WAIT: Ratio = |b| {
    (
        b.queues[0].wait_s,
        b.queues[0].offered - b.queues[0].blocked,
    )
};
const SL_FIRST: Ratio = |b| (b.queues[0].within[0], b.queues[0].offered);
const SL_SECOND: Ratio = |b| (b.queues[0].within[1], b.queues[0].offered);
const OCCUPANCY: Ratio = |b| occupancy(b, 0, b.busy_s.len());
const MEAN_WAITING: Ratio = |b| (b.queues[0].waiting_s, b.length_s);

fn occupancy(batch: &Batch, first: usize, last: usize) -> (f64, f64) {
    (
        batch.busy_s[first..last].iter().sum(),
        batch.length_s * (last - first) as f64,
    )
}

fn exponential(mean_s: u64) -> Distribution {
    Distribution::exponential(Span::from_secs(mean_s))
}

fn stream(per_hour: f64, handling_s: u64, patience: Option<Distribution>) -> Stream {
    Stream {
        queue: 0,
        per_hour,
        priority: 1,
        handling: exponential(handling_s),
        patience,
        wrap_up: None,
        from: Time::ZERO,
        front: None,
    }
}

fn single(config: QueueConfig, agents: u32, stream: Stream) -> Model {
    Model {
        queues: vec![(config, agents)],
        streams: vec![stream],
        handling_by_agent: Vec::new(),
        shifts: None,
        late: None,
    }
}

fn fifo(places: Option<u32>, timeout_s: Option<u64>) -> QueueConfig {
    plain(Routing::FirstIdle, places, timeout_s)
}

fn erlang_b() -> Case {
    Case {
        name: "v01",
        sample: Kind::SteadyState,
        model: single(fifo(Some(0), None), 10, stream(100.0, 180, None)),
        within_s: [0.0; 2],
        expected: vec![
            ("p_blocked", 0.01838457034, P_BLOCKED),
            ("occupancy", 0.4908077148, OCCUPANCY),
        ],
    }
}

fn erlang_c() -> Case {
    Case {
        name: "v02",
        sample: Kind::SteadyState,
        model: single(fifo(None, None), 10, stream(160.0, 180, None)),
        within_s: [20.0, 60.0],
        expected: vec![
            ("p_delay", 0.4091801508, P_DELAY),
            ("p_answered", 1.0, P_ANSWERED),
            ("p_abandoned", 0.0, P_ABANDONED),
            ("asa_s", 36.82621357, ASA),
            ("mean_wait_s", 36.82621357, MEAN_WAIT),
            ("occupancy", 0.8, OCCUPANCY),
            ("mean_waiting", 1.636720603, MEAN_WAITING),
            ("sl_20", 0.6723541487, SL_FIRST),
            ("sl_60", 0.7899199058, SL_SECOND),
        ],
    }
}

fn erlang_a() -> Case {
    Case {
        name: "v03",
        sample: Kind::SteadyState,
        model: single(
            fifo(None, None),
            50,
            stream(2_880.0, 60, Some(exponential(120))),
        ),
        within_s: [12.5, 20.0],
        expected: vec![
            ("p_delay", 0.4677740686, P_DELAY),
            ("p_answered", 0.9690877508, P_ANSWERED),
            ("p_abandoned", 0.03091224916, P_ABANDONED),
            ("asa_s", 3.61590024, ASA),
            ("mean_wait_s", 3.709469899, MEAN_WAIT),
            ("occupancy", 0.9303242408, OCCUPANCY),
            ("mean_waiting", 2.96757592, MEAN_WAITING),
            ("sl_12.5", 0.8745569097, SL_FIRST),
            ("sl_20", 0.9430189547, SL_SECOND),
        ],
    }
}

fn timeout() -> Case {
    Case {
        name: "v04",
        sample: Kind::SteadyState,
        model: single(fifo(None, Some(30)), 10, stream(360.0, 100, None)),
        within_s: [20.0; 2],
        expected: vec![
            ("p_delay", 0.5221785087, P_DELAY),
            ("p_answered", 0.8694553728, P_ANSWERED),
            ("p_timed_out", 0.1305446272, P_TIMED_OUT),
            ("asa_s", 6.75653795, ASA),
            ("mean_wait_s", 9.790847038, MEAN_WAIT),
            ("occupancy", 0.8694553728, OCCUPANCY),
            ("mean_waiting", 0.9790847038, MEAN_WAITING),
            ("sl_20", 0.7389107457, SL_FIRST),
        ],
    }
}

fn limit() -> Case {
    Case {
        name: "v05",
        sample: Kind::SteadyState,
        model: single(fifo(Some(5), None), 10, stream(360.0, 100, None)),
        within_s: [20.0; 2],
        expected: vec![
            ("p_delay", 0.5175867875, P_DELAY),
            ("p_answered", 0.8964826425, P_ANSWERED),
            ("p_blocked", 0.1035173575, P_BLOCKED),
            ("asa_s", 17.32058479, ASA),
            ("mean_wait_s", 17.32058479, MEAN_WAIT),
            ("occupancy", 0.8964826425, OCCUPANCY),
            ("mean_waiting", 1.552760362, MEAN_WAITING),
            ("sl_20", 0.5836026725, SL_FIRST),
        ],
    }
}

fn all_exits() -> Case {
    Case {
        name: "v06",
        sample: Kind::SteadyState,
        model: single(
            fifo(Some(6), Some(40)),
            10,
            stream(360.0, 100, Some(exponential(60))),
        ),
        within_s: [20.0; 2],
        expected: vec![
            ("p_delay", 0.4601182701, P_DELAY),
            ("p_answered", 0.8541101718, P_ANSWERED),
            ("p_abandoned", 0.1165053431, P_ABANDONED),
            ("p_timed_out", 0.02349099192, P_TIMED_OUT),
            ("p_blocked", 0.005893493206, P_BLOCKED),
            ("asa_s", 5.456928319, ASA),
            ("mean_wait_s", 7.031762227, MEAN_WAIT),
            ("occupancy", 0.8541101718, OCCUPANCY),
            ("mean_waiting", 0.6990320584, MEAN_WAITING),
            ("sl_20", 0.7604019574, SL_FIRST),
        ],
    }
}

fn lognormal_patience() -> Case {
    let patience = Distribution::lognormal(Span::from_secs(100), 1.0);
    Case {
        name: "v07",
        sample: Kind::SteadyState,
        model: single(fifo(None, None), 17, stream(400.0, 150, Some(patience))),
        within_s: [20.0, 60.0],
        expected: vec![
            ("p_delay", 0.5152331669, P_DELAY),
            ("p_answered", 0.9154232773, P_ANSWERED),
            ("p_abandoned", 0.08457672269, P_ABANDONED),
            ("asa_s", 11.90180623, ASA),
            ("mean_wait_s", 13.51349241, MEAN_WAIT),
            ("occupancy", 0.8974738013, OCCUPANCY),
            ("mean_waiting", 1.501499157, MEAN_WAITING),
            ("sl_20", 0.6858671716, SL_FIRST),
            ("sl_60", 0.8914529262, SL_SECOND),
        ],
    }
}

fn priorities() -> Case {
    let second = Stream {
        priority: 2,
        ..stream(120.0, 150, None)
    };
    let mut model = single(fifo(None, None), 10, stream(80.0, 150, None));
    model.streams.push(second);
    Case {
        name: "v08",
        sample: Kind::SteadyState,
        model,
        within_s: [0.0; 2],
        expected: vec![
            ("p_delay", 0.487610608, P_DELAY),
            ("mean_wait_s_c0", 10.97123868, |b| {
                (b.streams[0].wait_s, b.streams[0].offered)
            }),
            ("mean_wait_s_c1", 65.82743208, |b| {
                (b.streams[1].wait_s, b.streams[1].offered)
            }),
        ],
    }
}

fn overflow() -> Case {
    let exit = Exit::Queue {
        queue: QueueId(1),
        after: Span::ZERO,
        priority: None,
    };
    let first = QueueConfig {
        limit: Some(Limit { waiting: 2, exit }),
        ..fifo(None, None)
    };
    let model = Model {
        queues: vec![(first, 7), (fifo(Some(20), None), 5)],
        streams: vec![
            stream(150.0, 180, None),
            Stream {
                queue: 1,
                ..stream(50.0, 180, None)
            },
        ],
        handling_by_agent: Vec::new(),
        shifts: None,
        late: None,
    };
    Case {
        name: "v09",
        sample: Kind::SteadyState,
        model,
        within_s: [20.0; 2],
        expected: vec![
            ("p_delay_q1", 0.357085393, P_DELAY),
            ("p_moved_q1", 0.1978921513, P_BLOCKED),
            ("occupancy_q1", 0.8594012665, |b| occupancy(b, 0, 7)),
            ("mean_waiting_q1", 0.5804836438, MEAN_WAITING),
            ("offered_q2_per_hour", 79.68382269, |b| {
                (b.queues[1].offered, b.length_s / 3_600.0)
            }),
            ("p_lost_q2", 0.008234677326, |b| {
                (b.queues[1].blocked, b.queues[1].offered)
            }),
            ("p_delay_q2", 0.6154391019, |b| {
                let q = &b.queues[1];
                (q.offered - q.at_once - q.blocked, q.offered)
            }),
            ("sl_20_q2", 0.4225954922, |b| {
                (b.queues[1].within[0], b.queues[1].offered)
            }),
            ("occupancy_q2", 0.7902765212, |b| occupancy(b, 7, 12)),
            ("mean_waiting_q2", 3.161383313, |b| {
                (b.queues[1].waiting_s, b.length_s)
            }),
        ],
    }
}

fn no_agents() -> Case {
    let no_agents = NoAgents::NewCalls(Exit::Leave(0));
    let config = QueueConfig {
        no_agents,
        ..fifo(None, None)
    };
    let mut model = single(config, 2, stream(20.0, 120, Some(exponential(180))));
    model.shifts = Some((exponential(1_500), exponential(900)));
    Case {
        name: "v10",
        sample: Kind::SteadyState,
        model,
        within_s: [0.0; 2],
        expected: vec![
            ("p_redirected_new", 0.1501011518, P_BLOCKED),
            ("p_abandoned", 0.1136746774, P_ABANDONED),
            ("p_answered", 0.7362241708, P_ANSWERED),
            ("p_answered_at_once", 0.5786982765, |b| {
                (b.queues[0].at_once, b.queues[0].offered)
            }),
            ("mean_waiting", 0.1136746774, MEAN_WAITING),
            ("mean_signed_in", 1.227277032, |b| {
                (b.signed_in_s, b.length_s)
            }),
            ("p_nobody_signed_in", 0.1501011518, |b| {
                (b.nobody_s, b.length_s)
            }),
            ("mean_busy", 0.4908161139, |b| {
                (b.busy_s.iter().sum(), b.length_s)
            }),
        ],
    }
}

fn by_agent(routing: Routing) -> Model {
    let config = plain(routing, Some(20), None);
    let mut model = single(config, 3, stream(45.0, 0, Some(exponential(150))));
    model.handling_by_agent = [120, 160, 220].map(exponential).to_vec();
    model
}

const SHARES: [Ratio; 3] = [|b| share(b, 0), |b| share(b, 1), |b| share(b, 2)];
const OCCUPANCIES: [Ratio; 3] = [
    |b| occupancy(b, 0, 1),
    |b| occupancy(b, 1, 2),
    |b| occupancy(b, 2, 3),
];

fn share(batch: &Batch, agent: usize) -> (f64, f64) {
    (
        batch.calls_of_agent[agent],
        batch.calls_of_agent.iter().sum(),
    )
}

fn serial() -> Case {
    Case {
        name: "v11",
        sample: Kind::SteadyState,
        model: by_agent(Routing::Serial),
        within_s: [0.0; 2],
        expected: vec![
            ("occupancy_a", 0.6517445176, OCCUPANCIES[0]),
            ("occupancy_b", 0.5674891589, OCCUPANCIES[1]),
            ("occupancy_c", 0.4903883665, OCCUPANCIES[2]),
            ("share_a", 0.484623921, SHARES[0]),
            ("share_b", 0.316480017, SHARES[1]),
            ("share_c", 0.198896062, SHARES[2]),
            ("p_delay", 0.3013980132, P_DELAY),
            ("p_abandoned", 0.1034360331, P_ABANDONED),
            ("mean_waiting", 0.1939425621, MEAN_WAITING),
        ],
    }
}

fn longest_idle() -> Case {
    Case {
        name: "v12",
        sample: Kind::SteadyState,
        model: by_agent(Routing::LongestIdle { fan_out: 1 }),
        within_s: [0.0; 2],
        expected: vec![
            ("occupancy_a", 0.5392564998, OCCUPANCIES[0]),
            ("occupancy_b", 0.5913643956, OCCUPANCIES[1]),
            ("occupancy_c", 0.6489573332, OCCUPANCIES[2]),
            ("share_a", 0.4034066715, SHARES[0]),
            ("share_b", 0.3317906357, SHARES[1]),
            ("share_c", 0.2648026929, SHARES[2]),
            ("p_delay", 0.3171123121, P_DELAY),
            ("p_abandoned", 0.1088289842, P_ABANDONED),
            ("mean_waiting", 0.2040543454, MEAN_WAITING),
        ],
    }
}

fn wrap_up() -> Case {
    let wrap_up = Some(exponential(60));
    let stream = Stream {
        wrap_up,
        ..stream(100.0, 120, Some(exponential(90)))
    };
    Case {
        name: "v13",
        sample: Kind::SteadyState,
        model: single(fifo(Some(60), None), 6, stream),
        within_s: [0.0; 2],
        expected: vec![
            ("p_delay", 0.3419752311, P_DELAY),
            ("p_abandoned", 0.1169433981, P_ABANDONED),
            ("mean_waiting", 0.2923584951, MEAN_WAITING),
            ("mean_wait_s", 10.52490583, MEAN_WAIT),
            ("agents_talking", 2.943522006, |b| {
                (b.talking_s.iter().sum(), b.length_s)
            }),
            ("agents_wrapping", 1.471761003, |b| {
                (
                    b.busy_s.iter().sum::<f64>() - b.talking_s.iter().sum::<f64>(),
                    b.length_s,
                )
            }),
            ("occupancy", 0.7358805016, OCCUPANCY),
        ],
    }
}

fn bot_front() -> Case {
    let front = Some((Span::from_secs(60), 0.4));
    let stream = Stream {
        front,
        ..stream(300.0, 200, Some(exponential(100)))
    };
    Case {
        name: "v14",
        sample: Kind::SteadyState,
        model: single(fifo(None, None), 8, stream),
        within_s: [20.0; 2],
        expected: vec![
            ("escalations_per_hour", 120.0, |b| {
                (b.queues[0].offered, b.length_s / 3_600.0)
            }),
            ("p_delay", 0.3065562337, P_DELAY),
            ("p_abandoned", 0.09677887796, P_ABANDONED),
            ("asa_s", 7.652851761, ASA),
            ("sl_20", 0.7813608794, SL_FIRST),
            ("occupancy", 0.7526842684, OCCUPANCY),
            ("mean_waiting", 0.3225962599, MEAN_WAITING),
        ],
    }
}

const DAY: &[Time] = &[Time::from_secs(3_600), Time::from_secs(7_200)];

fn staffing_step() -> Case {
    // The higher rate of the second hour is a second stream on top of the first.
    let first = stream(100.0, 180, Some(exponential(120)));
    let mut model = single(fifo(None, None), 8, first);
    model.streams.push(Stream {
        per_hour: 60.0,
        from: DAY[0],
        ..first
    });
    model.late = Some((2, DAY[0]));
    Case {
        name: "v15",
        sample: Kind::Days(DAY),
        model,
        within_s: [0.0; 2],
        expected: vec![
            ("arrivals", 260.0, |b| (b.queues[0].offered, 1.0)),
            ("abandoned", 33.44723789, |b| (b.queues[0].abandoned, 1.0)),
            ("answered_at_once", 149.8356484, |b| {
                (b.queues[0].at_once, 1.0)
            }),
            ("mean_waiting", 0.5574539648, MEAN_WAITING),
            ("mean_busy_at_3600s", 4.438322099, |b| {
                (b.moments[0].busy, 1.0)
            }),
            ("mean_waiting_at_3600s", 0.3744519334, |b| {
                (b.moments[0].waiting, 1.0)
            }),
            ("p_all_busy_at_3600s", 0.3558335563, |b| {
                (b.moments[0].all_busy, 1.0)
            }),
            ("mean_busy_at_7200s", 6.773707352, |b| {
                (b.moments[1].busy, 1.0)
            }),
            ("mean_waiting_at_7200s", 0.8175284317, |b| {
                (b.moments[1].waiting, 1.0)
            }),
            ("p_all_busy_at_7200s", 0.5025822848, |b| {
                (b.moments[1].all_busy, 1.0)
            }),
        ],
    }
}

/// All cases in the order of their names.
pub(crate) fn all() -> Vec<Case> {
    vec![
        erlang_b(),
        erlang_c(),
        erlang_a(),
        timeout(),
        limit(),
        all_exits(),
        lognormal_patience(),
        priorities(),
        overflow(),
        no_agents(),
        serial(),
        longest_idle(),
        wrap_up(),
        bot_front(),
        staffing_step(),
    ]
}

/// Runs a case with about so many calls a batch, in 64 batches; days are as many as the calls.
pub(crate) fn batches_of(case: &Case, seed: u64, calls_per_batch: f64) -> Vec<Batch> {
    const BATCHES: usize = 64;
    let per_hour: f64 = case
        .model
        .streams
        .iter()
        .map(|stream| stream.per_hour)
        .sum();
    match case.sample {
        Kind::SteadyState => {
            let sample = Sample {
                seed,
                batches: BATCHES,
                batch: Span::from_secs_f64(calls_per_batch * 3_600.0 / per_hour),
                within: case.within_s.map(Span::from_secs_f64),
            };
            run(&case.model, &sample)
        }
        Kind::Days(looks) => {
            let days = calls_per_batch * BATCHES as f64 / 260.0;
            run_days(&case.model, seed, days as u64, looks)
        }
    }
}
