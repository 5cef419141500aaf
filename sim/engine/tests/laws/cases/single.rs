//! One queue: Erlang's models, other patience, timeout, limit, priorities.

use ringback_engine::Span;
use ringback_engine::chance::Distribution;

use super::super::population::Stream;
use super::measures::{
    ASA, MEAN_WAIT, MEAN_WAITING, OCCUPANCY, P_ABANDONED, P_ANSWERED, P_BLOCKED, P_DELAY,
    P_TIMED_OUT, SL_FIRST, SL_SECOND, exponential, fifo, single, stream,
};
use super::{Case, Kind};

pub(super) fn erlang_b() -> Case {
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

pub(super) fn erlang_c() -> Case {
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

pub(super) fn erlang_a() -> Case {
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

pub(super) fn timeout() -> Case {
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

pub(super) fn limit() -> Case {
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

pub(super) fn all_exits() -> Case {
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

pub(super) fn lognormal_patience() -> Case {
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

pub(super) fn priorities() -> Case {
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
