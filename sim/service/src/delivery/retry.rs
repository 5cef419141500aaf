//! When a failed delivery is tried again.

use ringback_world::{
    Span, Time,
    deliveries::{Channel, Next, Outcome, WhyGivenUp},
};

use super::Outgoing;
use crate::subscription::RetryPolicy;

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
    GivenUp(WhyGivenUp),
}

impl Following {
    pub(crate) fn next(self) -> Next {
        match self {
            Self::Delivered => Next::Delivered,
            Self::At(_) => Next::Retried,
            Self::GivenUp(_) => Next::GivenUp,
        }
    }
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
    delivery: &Outgoing,
    born: Time,
    now: Time,
    attempt: u32,
    outcome: &Outcome,
) -> Following {
    match delivery.channel {
        Channel::Callback => callback(now, attempt, outcome),
        Channel::Bot => bot(now, attempt, outcome),
        Channel::EventGrid => {
            let destination = delivery.subscription.as_ref();
            let policy = destination.map_or_else(RetryPolicy::default, |one| one.retry);
            let refusal = match destination.and_then(|one| one.dead_letters.as_ref()) {
                Some(_) => Refusal::Final,
                None => Refusal::Passing,
            };
            event_grid(policy, refusal, (born, now), attempt, outcome)
        }
    }
}

fn callback(now: Time, attempt: u32, outcome: &Outcome) -> Following {
    match outcome {
        Outcome::Answered(200..=299) => return Following::Delivered,
        Outcome::Answered(500..) | Outcome::TimedOut | Outcome::Unreachable => {}
        Outcome::Answered(_) => return Following::GivenUp(WhyGivenUp::Refused),
    }
    let wait = usize::try_from(attempt)
        .ok()
        .and_then(|n| CALLBACK_WAITS.get(n.checked_sub(1)?));
    wait.map_or(Following::GivenUp(WhyGivenUp::AttemptsUsedUp), |wait| {
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
        Outcome::Answered(500..) | Outcome::TimedOut | Outcome::Unreachable => {
            Following::GivenUp(WhyGivenUp::AttemptsUsedUp)
        }
        Outcome::Answered(_) => Following::GivenUp(WhyGivenUp::Refused),
    }
}

/// What becomes of an event that the endpoint calls a bad or too large request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    /// It goes to where undelivered events are kept.
    Final,
    /// Nobody would keep it, so it is tried again late.
    Passing,
}

fn event_grid(
    policy: RetryPolicy,
    refusal: Refusal,
    (born, now): (Time, Time),
    attempt: u32,
    outcome: &Outcome,
) -> Following {
    let least = match (outcome, refusal) {
        (Outcome::Answered(200..=204), _) => return Following::Delivered,
        (Outcome::Answered(400 | 413), Refusal::Final) => {
            return Following::GivenUp(WhyGivenUp::Refused);
        }
        (Outcome::Answered(400 | 413), Refusal::Passing) => Span::from_secs(60 * 60),
        (Outcome::Answered(401 | 403 | 404), _) => Span::from_secs(5 * 60),
        (Outcome::Answered(408), _) => Span::from_secs(2 * 60),
        (Outcome::Answered(503), _) => Span::from_secs(30),
        (Outcome::Answered(_) | Outcome::TimedOut | Outcome::Unreachable, _) => Span::from_secs(10),
    };
    if attempt >= policy.max_delivery_attempts {
        return Following::GivenUp(WhyGivenUp::AttemptsUsedUp);
    }
    let step = usize::try_from(attempt.saturating_sub(1)).unwrap_or(usize::MAX);
    let wait = EVENT_GRID_WAITS[step.min(EVENT_GRID_WAITS.len() - 1)].max(least);
    let at = now.saturating_add(wait);
    if at > born.saturating_add(policy.event_time_to_live) {
        return Following::GivenUp(WhyGivenUp::TimeToLiveOver);
    }
    Following::At(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> Following {
        Following::At(Time::from_secs(secs))
    }

    fn by_default((born, now): (u64, u64), attempt: u32, outcome: &Outcome) -> Following {
        let times = (Time::from_secs(born), Time::from_secs(now));
        event_grid(
            RetryPolicy::default(),
            Refusal::Passing,
            times,
            attempt,
            outcome,
        )
    }

    #[test]
    fn event_grid_is_content_with_200_to_204_alone() {
        let judge =
            |status| by_default((0, 0), 1, &Outcome::Answered(status)) == Following::Delivered;
        assert!([200, 201, 202, 203, 204].into_iter().all(judge));
        assert!(![199, 205, 299, 302, 400, 500].into_iter().any(judge));
    }

    #[test]
    fn event_grid_waits_longer_for_each_attempt_and_at_least_what_the_status_asks() {
        let wait = |attempt, outcome| by_default((0, 0), attempt, &outcome);
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
        let after = |now, attempt| by_default((0, now), attempt, &Outcome::TimedOut);
        let used_up = Following::GivenUp(WhyGivenUp::AttemptsUsedUp);
        let over = Following::GivenUp(WhyGivenUp::TimeToLiveOver);
        assert_eq!(after(0, 29), at(3_600));
        assert_eq!(after(0, 30), used_up);
        assert_eq!(after(86_400 - 3_600, 8), at(86_400));
        assert_eq!(after(86_400 - 3_599, 8), over);
    }

    #[test]
    fn a_subscription_says_how_often_and_how_long_event_grid_tries() {
        let policy = RetryPolicy {
            max_delivery_attempts: 2,
            event_time_to_live: Span::from_secs(60),
        };
        let after = |now, attempt, outcome| {
            let times = (Time::ZERO, Time::from_secs(now));
            event_grid(policy, Refusal::Passing, times, attempt, &outcome)
        };
        assert_eq!(after(50, 1, Outcome::TimedOut), at(60));
        let over = Following::GivenUp(WhyGivenUp::TimeToLiveOver);
        assert_eq!(after(51, 1, Outcome::TimedOut), over);
        assert_eq!(after(0, 1, Outcome::Answered(404)), over);
        let used_up = Following::GivenUp(WhyGivenUp::AttemptsUsedUp);
        assert_eq!(after(10, 2, Outcome::TimedOut), used_up);
    }

    #[test]
    fn what_would_never_be_delivered_is_kept_at_once_where_somebody_keeps_it() {
        let after = |refusal, status| {
            let outcome = Outcome::Answered(status);
            let times = (Time::ZERO, Time::ZERO);
            event_grid(RetryPolicy::default(), refusal, times, 1, &outcome)
        };
        let refused = Following::GivenUp(WhyGivenUp::Refused);
        for status in [400, 413] {
            assert_eq!(after(Refusal::Final, status), refused);
            assert_eq!(after(Refusal::Passing, status), at(3_600));
        }
        assert_eq!(after(Refusal::Final, 404), at(300));
    }

    #[test]
    fn a_callback_is_tried_three_times_and_an_error_of_the_client_is_final() {
        let judge = |attempt, outcome| callback(Time::ZERO, attempt, &outcome);
        assert_eq!(judge(1, Outcome::Answered(202)), Following::Delivered);
        let refused = Following::GivenUp(WhyGivenUp::Refused);
        assert_eq!(judge(1, Outcome::Answered(404)), refused);
        assert_eq!(judge(1, Outcome::Answered(302)), refused);
        assert_eq!(judge(1, Outcome::Answered(500)), at(1));
        assert_eq!(judge(2, Outcome::Unreachable), at(5));
        let used_up = Following::GivenUp(WhyGivenUp::AttemptsUsedUp);
        assert_eq!(judge(3, Outcome::TimedOut), used_up);
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
            let used_up = Following::GivenUp(WhyGivenUp::AttemptsUsedUp);
            assert_eq!(judge(2, outcome), used_up);
        }
        let refused = Following::GivenUp(WhyGivenUp::Refused);
        assert_eq!(judge(1, Outcome::Answered(401)), refused);
        assert_eq!(time_out(Channel::Bot), Span::from_secs(15));
    }
}
