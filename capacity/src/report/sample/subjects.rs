//! The queues, groups, channels and kinds of the sample.

use ringback_format::figures::{
    Estimate, Interval,
    Measure::{
        self, Abandoned, Abandonment, Answered, Asa, Callbacks, Contacts, Contained, Cost,
        Declined, Escalated, LongestWait, Missed, NoAgents, Occupancy, Offered, Overflowed,
        Redirected, Retries, ServiceLevel, ShortAbandoned, Staffed, StaffedTime, Talking, TimedOut,
        WaitP50, WaitP90, Waiting, WrappingUp,
    },
    Measures, Subject,
};

use super::document::estimate;

const FROM: [&str; 4] = ["08:00", "08:30", "09:00", "09:30"];
fn measures(figures: &[(Measure, f64, f64)]) -> Measures {
    let one = |(measure, value, error): &(Measure, f64, f64)| (*measure, estimate(*value, *error));
    figures.iter().map(one).collect()
}

/// One interval of a queue: offered, answered, abandoned, service level, ASA, the ninth decile, waiting.
fn of_queue(row: [f64; 7]) -> Measures {
    let [offered, answered, abandoned, level, asa, p90, waiting] = row;
    measures(&[
        (Offered, offered, 0.8),
        (Answered, answered, 0.75),
        (Abandoned, abandoned, 0.25),
        (ServiceLevel, level, 0.006),
        (Abandonment, abandoned / offered, 0.004),
        (Asa, asa, 1.5),
        (WaitP90, p90, 3.25),
        (Waiting, waiting, 0.125),
    ])
}

fn intervals<const N: usize>(
    rows: [[f64; N]; 4],
    make: impl Fn([f64; N]) -> Measures,
) -> Vec<Interval> {
    let interval = |(from, row): (&str, [f64; N])| Interval {
        from: from.to_owned(),
        figures: make(row),
    };
    FROM.into_iter().zip(rows).map(interval).collect()
}

fn queue(name: &str, whole: &[(Measure, f64, f64)], rows: [[f64; 7]; 4]) -> Subject {
    Subject {
        name: name.to_owned(),
        whole: measures(whole),
        intervals: intervals(rows, of_queue),
    }
}

pub(super) fn queues() -> Vec<Subject> {
    vec![
        queue(
            "bookings",
            &[
                (Offered, 412.5, 2.5),
                (Answered, 371.25, 2.0),
                (Abandoned, 35.5, 1.25),
                (ShortAbandoned, 4.25, 0.25),
                (Overflowed, 3.5, 0.5),
                (TimedOut, 2.25, 0.25),
                (NoAgents, 0.0, 0.0),
                (ServiceLevel, 0.7264, 0.0061),
                (Abandonment, 0.0861, 0.0025),
                (Asa, 41.3, 1.75),
                (WaitP50, 22.5, 1.0),
                (WaitP90, 131.2, 4.5),
                (LongestWait, 297.4, 6.0),
                (Waiting, 2.75, 0.125),
            ],
            [
                [88.25, 86.5, 1.75, 0.9312, 9.4, 24.5, 0.5],
                [118.0, 103.25, 11.5, 0.6425, 55.25, 148.0, 4.25],
                [121.75, 100.5, 17.0, 0.5204, 78.5, 212.75, 5.5],
                [84.5, 81.0, 5.25, 0.8423, 18.75, 61.5, 1.25],
            ],
        ),
        queue(
            "baggage",
            &[
                (Offered, 96.25, 1.25),
                (Answered, 90.5, 1.25),
                (Abandoned, 5.75, 0.5),
                (ShortAbandoned, 0.5, 0.125),
                (Overflowed, 0.0, 0.0),
                (TimedOut, 0.0, 0.0),
                (NoAgents, 0.0, 0.0),
                (ServiceLevel, 0.8842, 0.0055),
                (Abandonment, 0.0597, 0.0031),
                (Asa, 14.6, 0.75),
                (WaitP50, 4.25, 0.5),
                (WaitP90, 47.5, 2.25),
                (LongestWait, 142.0, 5.5),
                (Waiting, 0.5, 0.0625),
            ],
            [
                [18.5, 18.0, 0.5, 0.9514, 5.5, 16.25, 0.125],
                [26.25, 24.5, 1.75, 0.8637, 17.25, 52.0, 0.625],
                [30.0, 27.25, 2.75, 0.8207, 22.5, 66.5, 0.875],
                [21.5, 20.75, 0.75, 0.9312, 8.75, 28.25, 0.25],
            ],
        ),
        queue(
            "complaints",
            &[
                (Offered, 22.25, 0.5),
                (Answered, 22.0, 0.5),
                (Abandoned, 0.25, 0.0625),
                (ShortAbandoned, 0.0, 0.0),
                (Overflowed, 0.0, 0.0),
                (TimedOut, 0.0, 0.0),
                (NoAgents, 0.0, 0.0),
                (ServiceLevel, 0.9781, 0.0032),
                (Abandonment, 0.0112, 0.0021),
                (Asa, 2.1, 0.25),
                (WaitP50, 0.0, 0.0),
                (WaitP90, 5.75, 0.5),
                (LongestWait, 31.5, 2.5),
                (Waiting, 0.0625, 0.0078125),
            ],
            [
                [4.25, 4.25, 0.0, 0.9912, 1.0, 2.5, 0.0],
                [6.25, 6.25, 0.0, 0.9725, 2.25, 6.5, 0.0625],
                [7.0, 6.75, 0.25, 0.9642, 3.25, 9.0, 0.125],
                [4.75, 4.75, 0.0, 0.9903, 1.25, 3.75, 0.0],
            ],
        ),
    ]
}

/// One interval of a group: staffed, talking, wrapping up, answered.
fn of_group(row: [f64; 4]) -> Measures {
    let [staffed, talking, wrapping_up, answered] = row;
    measures(&[
        (Answered, answered, 0.75),
        (Staffed, staffed, 0.0),
        (StaffedTime, staffed / 2.0, 0.0),
        (Talking, talking, 0.125),
        (WrappingUp, wrapping_up, 0.0625),
        (Occupancy, (talking + wrapping_up) / staffed, 0.005),
    ])
}

pub(super) fn groups() -> Vec<Subject> {
    let mut sales = Subject {
        name: "sales".to_owned(),
        whole: measures(&[
            (Answered, 371.25, 2.0),
            (Staffed, 22.5, 0.0),
            (StaffedTime, 45.0, 0.0),
            (Talking, 15.25, 0.125),
            (WrappingUp, 3.5, 0.0625),
            (Occupancy, 0.8333, 0.0042),
            (Missed, 6.25, 0.5),
            (Declined, 0.0, 0.0),
        ]),
        intervals: intervals(
            [
                [20.0, 13.5, 3.0, 86.5],
                [22.0, 16.75, 3.75, 103.25],
                [24.0, 18.0, 4.25, 100.5],
                [24.0, 12.75, 3.0, 81.0],
            ],
            of_group,
        ),
    };
    sales.whole.insert(Cost, Estimate::bare(1_260.0));
    let service = Subject {
        name: "service".to_owned(),
        whole: measures(&[
            (Answered, 112.5, 1.5),
            (Staffed, 9.0, 0.0),
            (StaffedTime, 18.0, 0.0),
            (Talking, 5.5, 0.125),
            (WrappingUp, 0.75, 0.03125),
            (Occupancy, 0.6944, 0.0057),
            (Missed, 1.5, 0.25),
            (Declined, 0.0, 0.0),
        ]),
        intervals: intervals(
            [
                [8.0, 4.25, 0.5, 22.25],
                [9.0, 5.75, 0.75, 30.75],
                [10.0, 6.75, 1.0, 34.0],
                [9.0, 5.25, 0.75, 25.5],
            ],
            of_group,
        ),
    };
    vec![sales, service]
}

pub(super) fn contacts(name: &str, row: [f64; 9], level: f64, asa: f64) -> Subject {
    let [
        came,
        again,
        contained,
        escalated,
        offered,
        answered,
        abandoned,
        redirected,
        callbacks,
    ] = row;
    Subject {
        name: name.to_owned(),
        whole: measures(&[
            (Contacts, came, 2.75),
            (Retries, again, 0.75),
            (Contained, contained, 1.25),
            (Escalated, escalated, 1.5),
            (Offered, offered, 2.25),
            (Answered, answered, 2.0),
            (Abandoned, abandoned, 1.0),
            (Redirected, redirected, 0.25),
            (Callbacks, callbacks, 0.0),
            (ServiceLevel, level, 0.0058),
            (Abandonment, abandoned / offered, 0.0024),
            (Asa, asa, 1.25),
        ]),
        intervals: Vec::new(),
    }
}
