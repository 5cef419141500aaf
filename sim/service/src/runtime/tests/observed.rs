//! What an observer is told.

use std::sync::Mutex;

use super::*;
use crate::{Observer, Seen};

/// Notes when events went out and came back: due, really sent, returned.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<Note>>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Note {
    Sent { due: Time, real: Time },
    Returned { real: Time },
}

impl Observer for Notes {
    fn saw(&mut self, real: Time, seen: Seen<'_>) {
        let note = match seen {
            Seen::Sent(sent) => {
                assert_eq!((sent.kind, sent.subject), ("T", Some("leg")));
                Note::Sent {
                    due: sent.due,
                    real,
                }
            }
            Seen::Returned { outcome, .. } => {
                assert_eq!(outcome, &Outcome::Answered(200));
                Note::Returned { real }
            }
            Seen::Due(_) | Seen::Facts(_) | Seen::Asked { .. } | Seen::Replied { .. } => return,
        };
        self.0.lock().expect("nobody panics").push(note);
    }
}

#[tokio::test]
async fn an_event_that_waits_for_the_answer_to_another_is_sent_late_and_was_due_before() {
    const TAKES: Duration = Duration::from_millis(60);
    let implementation = Implementation::start(async |_| {
        tokio::time::sleep(TAKES).await;
        (200, String::new())
    })
    .await;
    let running = Running::prepared(Once::waits_for(2), |options| {
        options.clock = ClockKind::Real;
    })
    .await;
    let notes = Notes::default();
    running.service.observe(Box::new(notes.clone())).await;
    running
        .queue(&implementation, &["a", "b"], Channel::Callback)
        .await;
    assert_eq!(running.to_end().await, RunEnd::Finished);
    let notes = notes.0.lock().expect("nobody panics").clone();
    let [
        Note::Sent {
            due: Time::ZERO, ..
        },
        Note::Returned { real: returned },
        Note::Sent {
            due: Time::ZERO,
            real: second,
        },
        Note::Returned { .. },
    ] = notes[..]
    else {
        panic!("{notes:?}");
    };
    assert!(
        second >= returned && second >= Time::from_millis(60),
        "{notes:?}"
    );
}
