//! People's own rules for calls: forwarding, unanswered calls, busy on busy, voicemail by policy. The numbers are those of the
//! conformance cases.

use ringback_world::declaration::{
    AllowVoicemail, Answerer, BusyOnBusy, Calling, InboundPstn, MenuAction, Person,
    PersonalVoicemail, PresenceBased, Routing, Target, Tenant,
};

use crate::{
    teams_attendants::{attendant, automatic},
    teams_run::{Run, check, check_only, secs},
};

/// The attendant `main` sends every call to B, whose rules these are.
fn main_sends_to_b(rules: impl Fn(&mut Person)) -> impl Fn(&mut Tenant) {
    move |tenant| {
        rules(&mut tenant.people[1]);
        let to_b = MenuAction::Redirect(Target::Person { person: 1 });
        tenant.attendants.push(attendant("main", automatic(to_b)));
    }
}

fn to(person: usize) -> Option<Answerer> {
    Some(Answerer::Person { person })
}

fn number(number: &str) -> Option<Answerer> {
    Some(Answerer::Number {
        number: number.to_owned(),
    })
}

/// What follows after the attendant has let the call go.
fn sent(rules: impl Fn(&mut Person), script: &str, until: u64) -> Vec<String> {
    let script = format!("0 B does ignores 0\n{script}\n0 c1 calls account-main");
    let lines = Run::script(main_sends_to_b(rules), &script)
        .until(until)
        .lines();
    let first = lines.iter().position(|line| line.contains(" left "));
    lines[first.expect("the attendant sends the call on") + 1..].to_vec()
}

#[test]
fn calls_of_an_attendant_are_forwarded_at_once() {
    let forwarded = |answerer: Option<Answerer>| {
        sent(
            |person| person.calling.forwarding = answerer.clone(),
            "0 C does answers 3",
            30,
        )
    };
    assert_eq!(
        forwarded(to(2)),
        [
            "0 c1 forwarded B Forwarding person C",
            "0 c1 dials 8:orgid:person-C"
        ]
    );
    assert_eq!(
        forwarded(number("+14255550177")),
        [
            "0 c1 forwarded B Forwarding external +14255550177",
            "0 c1 dials 4:+14255550177",
            "1 c1 connected +14255550177"
        ]
    );
    assert_eq!(
        forwarded(Some(Answerer::Voicemail)),
        ["0 c1 voicemail B"],
        "nothing rings"
    );
}

#[test]
fn a_forwarded_call_follows_the_rules_of_whoever_gets_it_and_never_in_a_circle() {
    let set = |back: bool| {
        move |tenant: &mut Tenant| {
            main_sends_to_b(|person| person.calling.forwarding = to(2))(tenant);
            tenant.people[2].unanswered_after = secs(10);
            if back {
                tenant.people[2].calling.forwarding = to(1);
            }
        }
    };
    let script = "0 C does ignores 0\n 0 c1 calls account-main\n 11 c1 leaves";
    let words = ["forwarded", "dials", "voicemail", "failed", "ended"];
    check_only(
        "on",
        set(false),
        script,
        100,
        &words,
        "0 c1 forwarded B Forwarding person C
         0 c1 dials 8:orgid:person-C
         10 c1 voicemail C
         11 c1 ended 0 by someone",
    );
    check_only(
        "in a circle",
        set(true),
        "0 c1 calls account-main",
        100,
        &words,
        "0 c1 forwarded B Forwarding person C
         0 c1 forwarded C Forwarding person B
         0 c1 failed the forwarding of people leads back to B
         0 c1 ended 0",
    );
}

#[test]
fn an_unanswered_call_goes_where_its_person_says() {
    let unanswered = |answerer: Option<Answerer>, until| {
        let rules = |person: &mut Person| {
            person.unanswered_after = secs(10);
            person.calling.unanswered = answerer.clone();
        };
        sent(rules, "0 C does answers 3", until)
    };
    assert_eq!(
        unanswered(to(2), 30),
        [
            "0 c1 dials 8:orgid:person-B",
            "10 c1 forwarded B Unanswered person C",
            "10 c1 dials 8:orgid:person-C"
        ]
    );
    assert_eq!(
        unanswered(number("+14255550177"), 12),
        [
            "0 c1 dials 8:orgid:person-B",
            "10 c1 forwarded B Unanswered external +14255550177",
            "10 c1 dials 4:+14255550177",
            "11 c1 connected +14255550177"
        ]
    );
    assert_eq!(
        unanswered(None, 100),
        [
            "0 c1 dials 8:orgid:person-B",
            "85 c1 failed B did not answer",
            "85 c1 ended 0"
        ],
        "nobody takes it: it rings on"
    );
}

#[test]
fn the_policy_decides_over_a_persons_voicemail() {
    let lines = |policy: AllowVoicemail, unanswered: Option<Answerer>| {
        let rules = |person: &mut Person| {
            person.unanswered_after = secs(10);
            person.calling = Calling {
                allow_voicemail: policy,
                unanswered: unanswered.clone(),
                ..Calling::published()
            };
        };
        sent(rules, "0 C does answers 1", 90)
    };
    let rings = "0 c1 dials 8:orgid:person-B";
    let voicemail = Some(Answerer::Voicemail);
    let over = lines(AllowVoicemail::UserOverride, voicemail.clone());
    assert_eq!(over[..2], [rings, "10 c1 voicemail B"]);
    for set in [to(2), None, voicemail.clone()] {
        let always = lines(AllowVoicemail::AlwaysEnabled, set);
        assert_eq!(always[..2], [rings, "30 c1 voicemail B"]);
    }
    assert_eq!(
        lines(AllowVoicemail::AlwaysDisabled, voicemail),
        [
            rings,
            "85 c1 failed B did not answer and has no voicemail",
            "85 c1 ended 0"
        ]
    );
    let others = lines(AllowVoicemail::AlwaysDisabled, to(2));
    assert_eq!(others[1], "10 c1 forwarded B Unanswered person C");
}

#[test]
fn calls_from_the_phone_network_may_go_to_voicemail_without_a_ring() {
    let treated = |treatment, voicemail| {
        let rules = move |person: &mut Person| {
            person.calling.inbound_pstn = treatment;
            person.calling.unanswered = to(2);
            person.voicemail = voicemail;
        };
        sent(rules, "0 C does ignores 0", 1)
    };
    let on = PersonalVoicemail::On;
    assert_eq!(treated(InboundPstn::Voicemail, on), ["0 c1 voicemail B"]);
    assert_eq!(
        treated(InboundPstn::Unanswered, on)[0],
        "0 c1 forwarded B InboundPstn person C"
    );
    for treatment in [InboundPstn::Regular, InboundPstn::UserOverride] {
        assert_eq!(treated(treatment, on), ["0 c1 dials 8:orgid:person-B"]);
    }
    assert_eq!(
        treated(InboundPstn::Voicemail, PersonalVoicemail::Off)[1],
        "0 c1 ended 0",
        "without a voicemail it ends"
    );
}

#[test]
fn who_is_in_a_call_takes_no_second_one_where_busy_on_busy_says_so() {
    // B has c1 from the queue; then the attendant sends c2.
    let lines = |rule: BusyOnBusy| {
        let set = move |tenant: &mut Tenant| {
            main_sends_to_b(move |person| person.calling.busy_on_busy = rule)(tenant);
            tenant.queues[0].agents = vec![1];
        };
        let script = "0 B does ignores 0
             0 c1 calls
             2 B answers
             5 c2 calls account-main";
        let lines = Run::script(set, script).until(6).lines();
        let first = lines.iter().position(|line| line.contains("c2 left"));
        lines[first.expect("it is sent on") + 1..].to_vec()
    };
    assert_eq!(lines(BusyOnBusy::Disabled), ["5 c2 dials 8:orgid:person-B"]);
    assert_eq!(
        lines(BusyOnBusy::Enabled),
        [
            "5 c2 failed B is in a call and takes no second one",
            "5 c2 ended 486"
        ]
    );
    assert_eq!(lines(BusyOnBusy::Unanswered), ["5 c2 voicemail B"]);
}

#[test]
fn offers_of_a_queue_follow_no_rule_of_the_agent() {
    let set = |tenant: &mut Tenant| {
        tenant.queues[0].agents = vec![0];
        tenant.people[0].calling.forwarding = to(2);
        tenant.people[0].calling.unanswered = to(2);
        tenant.people[0].calling.inbound_pstn = InboundPstn::Voicemail;
    };
    check(
        "70",
        set,
        "0 c1 calls
         40 A answers",
        41,
        "0 c1 queued Q behind 0
         0 c1 rings A
         30 c1 missed A
         30 c1 rings A
         40 c1 answered A after 40",
    );
}

/// Queue Q is serial and heeds no presence; A is in a call of Q2, which has A alone.
fn a_is_busy(rule: BusyOnBusy) -> impl Fn(&mut Tenant) {
    move |tenant| {
        tenant.queues[0].routing = Routing::Serial;
        tenant.queues[0].presence_based = PresenceBased::Off;
        tenant.queues[0].agents = vec![0, 1];
        tenant.queues[1].agents = vec![0];
        tenant.people[0].calling.busy_on_busy = rule;
    }
}

const A_HAS_A_CALL: &str = "0 c1 calls account-Q2\n 1 A answers\n 10 c2 calls";

fn offers(rule: BusyOnBusy) -> Vec<String> {
    let run = Run::script(a_is_busy(rule), A_HAS_A_CALL).until(45);
    let lines = run.lines().into_iter();
    lines.filter(|line| line.contains("c2")).collect()
}

#[test]
fn a_busy_agent_refuses_an_offer_and_the_next_one_rings_at_once() {
    assert_eq!(
        offers(BusyOnBusy::Enabled)[1..],
        [
            "10 c2 busy A",
            "10 c2 rings B",
            "40 c2 missed B",
            "40 c2 busy A",
            "40 c2 rings B"
        ],
        "71"
    );
    assert_eq!(
        offers(BusyOnBusy::Disabled)[1..],
        ["10 c2 rings A", "40 c2 missed A", "40 c2 rings B"]
    );
    assert_eq!(
        offers(BusyOnBusy::Unanswered)[1..],
        ["40 c2 rings B"],
        "the offer passes unheard"
    );
}

#[test]
fn a_call_that_all_agents_refuse_as_busy_waits_on() {
    let set = |tenant: &mut Tenant| {
        a_is_busy(BusyOnBusy::Enabled)(tenant);
        tenant.queues[0].agents = vec![0];
    };
    let run = Run::script(set, &format!("{A_HAS_A_CALL}\n 50 A hangs-up c1")).until(90);
    let lines = run.lines().into_iter();
    let of_second: Vec<String> = lines.filter(|line| line.contains("c2")).collect();
    assert_eq!(
        of_second[1..],
        ["10 c2 busy A", "40 c2 busy A", "70 c2 rings A"]
    );
}

#[test]
fn where_presence_decides_a_busy_agent_refuses_too_who_shows_available() {
    let set = |tenant: &mut Tenant| {
        a_is_busy(BusyOnBusy::Enabled)(tenant);
        tenant.queues[0].presence_based = PresenceBased::On;
    };
    let script = "0 c1 calls account-Q2\n 1 A answers\n 5 A is available\n 10 c2 calls";
    let run = Run::script(set, script).until(11);
    let lines = run.lines().into_iter();
    let of_second: Vec<String> = lines.filter(|line| line.contains("c2")).collect();
    assert_eq!(of_second[1..], ["10 c2 busy A", "10 c2 rings B"]);
}
