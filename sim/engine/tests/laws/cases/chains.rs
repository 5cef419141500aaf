//! Models solved as chains: overflow, absence, routing, wrap-up, a front, a day.

use ringback_engine::queues::{Exit, Limit, NoAgents, QueueConfig, QueueId, Routing};
use ringback_engine::{Span, Time};

use super::super::gauge::{Batch, Ratio};
use super::super::population::{Model, Stream, plain};
use super::measures::{
    ASA, MEAN_WAIT, MEAN_WAITING, OCCUPANCY, P_ABANDONED, P_ANSWERED, P_BLOCKED, P_DELAY, SL_FIRST,
    exponential, fifo, occupancy, single, stream,
};
use super::{Case, Kind};

pub(super) fn overflow() -> Case {
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

pub(super) fn no_agents() -> Case {
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

pub(super) fn serial() -> Case {
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

pub(super) fn longest_idle() -> Case {
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

pub(super) fn wrap_up() -> Case {
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

pub(super) fn bot_front() -> Case {
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

pub(super) fn staffing_step() -> Case {
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
