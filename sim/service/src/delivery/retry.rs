//! When a failed delivery is tried again.

use ringback_world::{
    Span, Time,
    deliveries::{Channel, Next, Outcome},
};

/// The waits between Event Grid's attempts; the last one repeats.
///
/// Source: "Event Grid message delivery and retry", retry schedule, 2024.
const EVENT_GRID_WAITS: [Span; 7] = [
    Span::from_secs(10),
    Span::from_secs(30),
    Span::from_secs(60),
    Span::from_secs(5 * 60),
    Span::from_secs(10 * 60),
    Span::from_secs(30 * 60),
    Span::from_secs(60 * 60),
];
/// Event Grid's default number of attempts and time to live.
const EVENT_GRID_ATTEMPTS: u32 = 30;
const EVENT_GRID_TIME_TO_LIVE: Span = Span::from_secs(1440 * 60);
const EVENT_GRID_TIME_OUT: Span = Span::from_secs(30);

/// The retry policy of callbacks is not public; these waits are our choice.
const CALLBACK_WAITS: [Span; 2] = [Span::from_secs(1), Span::from_secs(5)];
const CALLBACK_TIME_OUT: Span = Span::from_secs(5);

/// How long channels wait for a bot ("Send and receive messages", Bot Framework documentation, 2023); when the one retry comes
/// is our choice.
const BOT_TIME_OUT: Span = Span::from_secs(15);
const BOT_WAIT: Span = Span::from_secs(1);
const BOT_ATTEMPTS: u32 = 2;

/// What follows an attempt, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Following {
    /// It is delivered.
    Delivered,
    /// It is tried again at this time.
    At(Time),
    /// It is given up.
    GivenUp,
}

impl Following {
    pub(crate) fn next(self) -> Next {
        match self {
            Self::Delivered => Next::Delivered,
            Self::At(_) => Next::Retried,
            Self::GivenUp => Next::GivenUp,
        }
    }
}

/// Tells whether an attempt of Event Grid was the last one that there could be.
pub(crate) fn is_last_attempt(attempt: u32) -> bool {
    attempt >= EVENT_GRID_ATTEMPTS
}

/// How long an attempt is waited for.
pub(crate) fn time_out(channel: Channel) -> Span {
    match channel {
        Channel::Callback => CALLBACK_TIME_OUT,
        Channel::EventGrid => EVENT_GRID_TIME_OUT,
        Channel::Bot => BOT_TIME_OUT,
    }
}

/// Decides what follows the `attempt`-th attempt of an event that was first due at `born`.
pub(crate) fn following(
    channel: Channel,
    born: Time,
    now: Time,
    attempt: u32,
    outcome: &Outcome,
) -> Following {
    match channel {
        Channel::Callback => callback(now, attempt, outcome),
        Channel::EventGrid => event_grid(born, now, attempt, outcome),
        Channel::Bot => bot(now, attempt, outcome),
    }
}

fn callback(now: Time, attempt: u32, outcome: &Outcome) -> Following {
    match outcome {
        Outcome::Answered(200..=299) => return Following::Delivered,
        Outcome::Answered(500..) | Outcome::TimedOut | Outcome::Unreachable => {}
        Outcome::Answered(_) => return Following::GivenUp,
    }
    let wait = usize::try_from(attempt)
        .ok()
        .and_then(|n| CALLBACK_WAITS.get(n.checked_sub(1)?));
    wait.map_or(Following::GivenUp, |wait| {
        Following::At(now.saturating_add(*wait))
    })
}

fn bot(now: Time, attempt: u32, outcome: &Outcome) -> Following {
    match outcome {
        Outcome::Answered(200..=299) => Following::Delivered,
        Outcome::Answered(500..) | Outcome::TimedOut | Outcome::Unreachable
            if attempt < BOT_ATTEMPTS =>
        {
            Following::At(now.saturating_add(BOT_WAIT))
        }
        Outcome::Answered(_) | Outcome::TimedOut | Outcome::Unreachable => Following::GivenUp,
    }
}

fn event_grid(born: Time, now: Time, attempt: u32, outcome: &Outcome) -> Following {
    let least = match outcome {
        Outcome::Answered(200..=204) => return Following::Delivered,
        // Without a dead-letter destination these are tried again late.
        Outcome::Answered(400 | 413) => Span::from_secs(60 * 60),
        Outcome::Answered(401 | 403 | 404) => Span::from_secs(5 * 60),
        Outcome::Answered(408) => Span::from_secs(2 * 60),
        Outcome::Answered(503) => Span::from_secs(30),
        Outcome::Answered(_) | Outcome::TimedOut | Outcome::Unreachable => Span::from_secs(10),
    };
    let step = usize::try_from(attempt.saturating_sub(1)).unwrap_or(usize::MAX);
    let wait = EVENT_GRID_WAITS[step.min(EVENT_GRID_WAITS.len() - 1)].max(least);
    let at = now.saturating_add(wait);
    if attempt >= EVENT_GRID_ATTEMPTS || at > born.saturating_add(EVENT_GRID_TIME_TO_LIVE) {
        return Following::GivenUp;
    }
    Following::At(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> Following {
        Following::At(Time::from_secs(secs))
    }

    #[test]
    fn event_grid_is_content_with_200_to_204_alone() {
        let judge = |status| {
            event_grid(Time::ZERO, Time::ZERO, 1, &Outcome::Answered(status))
                == Following::Delivered
        };
        assert!([200, 201, 202, 203, 204].into_iter().all(judge));
        assert!(![199, 205, 299, 302, 400, 500].into_iter().any(judge));
    }

    #[test]
    fn event_grid_waits_longer_for_each_attempt_and_at_least_what_the_status_asks() {
        let wait = |attempt, outcome| event_grid(Time::ZERO, Time::ZERO, attempt, &outcome);
        let schedule = [10, 30, 60, 300, 600, 1800, 3600, 3600];
        for (attempt, secs) in (1..).zip(schedule) {
            assert_eq!(wait(attempt, Outcome::TimedOut), at(secs));
        }
        assert_eq!(wait(1, Outcome::Answered(503)), at(30));
        assert_eq!(wait(1, Outcome::Answered(408)), at(120));
        assert_eq!(wait(1, Outcome::Answered(404)), at(300));
        assert_eq!(wait(1, Outcome::Answered(400)), at(3600));
        assert_eq!(wait(5, Outcome::Answered(404)), at(600));
    }

    #[test]
    fn event_grid_gives_up_after_thirty_attempts_or_a_day() {
        let give_up = |now, attempt| {
            event_grid(
                Time::ZERO,
                Time::from_secs(now),
                attempt,
                &Outcome::TimedOut,
            ) == Following::GivenUp
        };
        assert!(!give_up(0, 29));
        assert!(give_up(0, 30));
        assert!(!give_up(86_400 - 3_600, 8));
        assert!(give_up(86_400 - 3_599, 8));
    }

    #[test]
    fn a_callback_is_tried_three_times_and_an_error_of_the_client_is_final() {
        let judge = |attempt, outcome| callback(Time::ZERO, attempt, &outcome);
        assert_eq!(judge(1, Outcome::Answered(202)), Following::Delivered);
        assert_eq!(judge(1, Outcome::Answered(404)), Following::GivenUp);
        assert_eq!(judge(1, Outcome::Answered(302)), Following::GivenUp);
        assert_eq!(judge(1, Outcome::Answered(500)), at(1));
        assert_eq!(judge(2, Outcome::Unreachable), at(5));
        assert_eq!(judge(3, Outcome::TimedOut), Following::GivenUp);
    }

    #[test]
    fn a_bot_is_asked_once_more_and_only_for_errors_of_its_own() {
        let judge = |attempt, outcome| bot(Time::ZERO, attempt, &outcome);
        for status in [200, 201, 202] {
            assert_eq!(judge(1, Outcome::Answered(status)), Following::Delivered);
        }
        for outcome in [
            Outcome::Answered(500),
            Outcome::TimedOut,
            Outcome::Unreachable,
        ] {
            assert_eq!(judge(1, outcome.clone()), at(1));
            assert_eq!(judge(2, outcome), Following::GivenUp);
        }
        assert_eq!(judge(1, Outcome::Answered(401)), Following::GivenUp);
        assert_eq!(time_out(Channel::Bot), Span::from_secs(15));
    }
}
