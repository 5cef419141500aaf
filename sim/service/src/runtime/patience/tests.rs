//! Rules of the clock's patience, one by one.

use super::*;

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn patience() -> Patience {
    Patience::new(Pace::default())
}

#[test]
fn without_an_implementation_every_jump_is_free() {
    assert_eq!(patience().verdict(ms(0), Touches::Inner), Verdict::Free);
}

#[test]
fn a_jump_waits_until_it_has_been_quiet_for_the_settle_time_once() {
    let mut patience = patience();
    patience.opened(ms(10), RequestId(1), Time::ZERO);
    assert_eq!(patience.verdict(ms(500), Touches::Inner), Verdict::Busy);
    patience.closed(ms(500), RequestId(1));
    assert_eq!(
        patience.verdict(ms(500), Touches::Inner),
        Verdict::Until(ms(525))
    );
    assert_eq!(patience.verdict(ms(525), Touches::Inner), Verdict::Free);
    assert_eq!(patience.verdict(ms(526), Touches::Inner), Verdict::Free);
}

#[test]
fn a_jump_over_an_owed_move_waits_once_for_each_stimulus() {
    let mut patience = patience();
    patience.owes(ms(100), true);
    assert_eq!(
        patience.verdict(ms(100), Touches::Owed),
        Verdict::Until(ms(1100))
    );
    assert_eq!(patience.verdict(ms(1100), Touches::Owed), Verdict::Free);
    patience.owes(ms(1100), true);
    assert_eq!(patience.verdict(ms(1101), Touches::Owed), Verdict::Free);
    patience.owes(ms(1150), false);
    patience.owes(ms(1200), true);
    assert_eq!(
        patience.verdict(ms(1200), Touches::Owed),
        Verdict::Until(ms(2200))
    );
}

#[test]
fn an_implementation_under_a_debugger_is_waited_for_without_limit() {
    let mut patience = Patience::new(Pace {
        reacts_within: None,
        ..Pace::default()
    });
    patience.owes(ms(0), true);
    assert_eq!(
        patience.verdict(ms(1_000_000), Touches::Owed),
        Verdict::Busy
    );
}

#[test]
fn one_that_answers_after_its_work_is_not_waited_for() {
    let pace = Pace {
        acknowledges: Acknowledges::AfterWork,
        ..Pace::default()
    };
    let mut patience = Patience::new(pace);
    patience.sent(ms(0), ErrandId(1));
    assert_eq!(
        patience.verdict(ms(1), Touches::Owed),
        Verdict::Until(ms(250))
    );
    patience.returned(ms(1), ErrandId(1));
    patience.owes(ms(1), true);
    assert_eq!(patience.verdict(ms(1), Touches::Owed), Verdict::Free);
}

#[test]
fn a_delivery_is_parked_after_a_quiet_time_and_requests_start_it_again() {
    let mut patience = patience();
    patience.sent(ms(0), ErrandId(1));
    patience.opened(ms(200), RequestId(1), Time::ZERO);
    assert_eq!(patience.park(ms(400)), []);
    patience.closed(ms(400), RequestId(1));
    assert_eq!(
        patience.verdict(ms(400), Touches::Inner),
        Verdict::Until(ms(650))
    );
    assert_eq!(patience.park(ms(649)), []);
    assert_eq!(patience.park(ms(650)), [ErrandId(1)]);
    assert_eq!(patience.verdict(ms(650), Touches::Inner), Verdict::Free);
    assert_eq!(patience.park(ms(900)), []);
}

#[test]
fn waits_are_extended_while_the_processes_compute() {
    let mut patience = patience();
    assert!(!patience.wants_a_look(ms(0)));
    patience.sent(ms(0), ErrandId(1));
    patience.looked(ms(250), Computing::Yes);
    assert_eq!(patience.park(ms(260)), []);
    assert_eq!(patience.park(ms(275)), [ErrandId(1)]);
    assert!(patience.wants_a_look(ms(275)));
    patience.looked(ms(275), Computing::No);
    assert!(!patience.wants_a_look(ms(276)));
    assert_eq!(patience.verdict(ms(276), Touches::Inner), Verdict::Free);
    patience.opened(ms(300), RequestId(1), Time::ZERO);
    assert!(patience.wants_a_look(ms(301)));
    assert!(!patience.wants_a_look(ms(10_300)));
}

#[test]
fn what_turns_out_to_be_no_request_leaves_no_trace() {
    let mut patience = patience();
    patience.opened(ms(0), RequestId(1), Time::ZERO);
    patience.closed(ms(0), RequestId(1));
    patience.opened(ms(20), RequestId(2), Time::ZERO);
    patience.withdrawn(ms(21), RequestId(2));
    assert_eq!(patience.verdict(ms(25), Touches::Inner), Verdict::Free);
    patience.opened(ms(30), RequestId(3), Time::ZERO);
    patience.opened(ms(30), RequestId(4), Time::ZERO);
    patience.closed(ms(30), RequestId(4));
    patience.withdrawn(ms(30), RequestId(3));
    assert_eq!(
        patience.verdict(ms(30), Touches::Inner),
        Verdict::Until(ms(55))
    );
}

#[test]
fn parking_can_be_off() {
    let mut patience = Patience::new(Pace {
        park_after: None,
        ..Pace::default()
    });
    patience.sent(ms(0), ErrandId(1));
    assert_eq!(patience.park(ms(10_000)), []);
    assert_eq!(patience.verdict(ms(10_000), Touches::Inner), Verdict::Busy);
}

#[test]
fn a_hold_keeps_the_clock_still() {
    let mut patience = patience();
    let hold = patience.hold("mine".to_owned());
    assert_eq!(patience.verdict(ms(10_000), Touches::Inner), Verdict::Busy);
    assert!(patience.release(ms(10_000), hold));
    assert!(!patience.release(ms(10_000), hold));
    assert_eq!(patience.verdict(ms(10_025), Touches::Inner), Verdict::Free);
}

#[test]
fn a_client_that_was_told_to_return_is_waited_for_until_it_does() {
    let mut patience = patience();
    patience.told_to_return(ms(0), ms(500));
    assert_eq!(
        patience.verdict(ms(100), Touches::Inner),
        Verdict::Until(ms(1500))
    );
    patience.opened(ms(100), RequestId(1), Time::ZERO);
    patience.closed(ms(100), RequestId(1));
    assert_eq!(patience.verdict(ms(125), Touches::Inner), Verdict::Free);
}

#[test]
fn the_time_that_the_implementation_worked_is_measured() {
    let mut patience = patience();
    patience.sent(ms(0), ErrandId(1));
    patience.opened(ms(50), RequestId(1), Time::ZERO);
    patience.closed(ms(60), RequestId(1));
    patience.returned(ms(100), ErrandId(1));
    patience.opened(ms(200), RequestId(2), Time::ZERO);
    assert_eq!(patience.worked(ms(210)), ms(110));
}

#[test]
fn a_delivery_whose_handler_sleeps_before_it_asks_again_is_not_parked() {
    let mut patience = patience();
    patience.sent(ms(0), ErrandId(1));
    patience.opened(ms(10), RequestId(1), Time::ZERO);
    patience.told_to_return(ms(20), ms(1_000));
    patience.closed(ms(20), RequestId(1));
    assert!(patience.expects_return(ms(500)));
    assert_eq!(patience.park(ms(2_019)), []);
    assert_eq!(
        patience.verdict(ms(500), Touches::Inner),
        Verdict::Until(ms(2_020))
    );
    assert!(!patience.expects_return(ms(2_020)));
    assert_eq!(patience.park(ms(2_020)), [ErrandId(1)]);
}

#[test]
fn one_that_answers_after_its_work_does_not_return_behind_its_answer() {
    let pace = Pace {
        acknowledges: Acknowledges::AfterWork,
        ..Pace::default()
    };
    let mut patience = Patience::new(pace);
    patience.sent(ms(0), ErrandId(1));
    patience.told_to_return(ms(10), ms(1_000));
    assert!(patience.expects_return(ms(20)));
    patience.returned(ms(30), ErrandId(1));
    assert!(!patience.expects_return(ms(30)));
    assert_eq!(patience.verdict(ms(30), Touches::Inner), Verdict::Free);
}
