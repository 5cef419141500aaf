//! What holds whatever people and the implementation do.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ringback_world::{
    Command, Fact, RawId, Settled, Source, Span, Time, What,
    calls::{
        self, Act, Answer, ApiVersion, CallConnectionId, CallId, ContinuousDtmf, CustomContext,
        HangUpReach, Hold, IncomingCallContext, InputType, Interrupt, Loop, Medium, Mute, PartyAct,
        Place, Redirect, Reject, RejectReason, SendDtmf, SpeechService, Tone, Transfer, Unhold,
    },
    declaration::{Declaration, SystemPrompt},
    teams,
};

use crate::{
    calls_media::{play, recognize, text},
    calls_run::{CUSTOMER, MAIN, RESOURCE_ID, Run},
    teams_run::{baseline, does, voicemail},
};

/// An instant after everything that a run can bring about.
const LONG_AFTER: Time = Time::from_secs(1_000_000);

/// One step of a run; numbers choose among the calls, legs and tokens that exist.
#[derive(Clone, Debug)]
enum Step {
    Place(usize, usize),
    Party(usize, usize, Act),
    Answer(usize, usize),
    Reject(usize),
    Redirect(usize, usize),
    HangUp(usize, HangUpReach),
    Play(usize, Loop, Interrupt),
    Whisper(usize),
    Recognize(usize, InputType, Interrupt),
    Cancel(usize),
    Transfer(usize, usize),
    Mute(usize, usize),
    Hold(usize, usize),
    Unhold(usize, usize),
    Send(usize, usize),
    Follow(usize, usize),
    FollowNoMore(usize, usize),
    Agent(usize, bool),
    Wait(u64),
}

fn people() -> Vec<String> {
    let identity = |name: &str| format!("8:acs:{RESOURCE_ID}_{name}");
    let plain = [
        CUSTOMER,
        "+14255550101",
        "8:orgid:person-A",
        MAIN,
        "+18005550198",
        "+14255550191",
        "+14255550192",
        "28:orgid:nobody",
        "28:orgid:account-Q",
    ];
    let mut people: Vec<String> = plain.iter().map(|one| (*one).to_owned()).collect();
    people.extend([identity("one"), identity("two")]);
    people
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Answer),
        Just(Act::Decline),
        Just(Act::HangUp),
        Just(Act::Press(vec![Tone::One])),
        Just(Act::Press(vec![Tone::Nine, Tone::Pound, Tone::Two])),
        Just(Act::Say("customer help".to_owned())),
        Just(Act::Mute),
        Just(Act::Unmute),
        Just(Act::Hold),
        Just(Act::Resume),
        Just(Act::Start(Medium::Video)),
        Just(Act::Start(Medium::ScreenShare)),
        Just(Act::Stop(Medium::Video)),
    ]
}

fn interrupt() -> impl Strategy<Value = Interrupt> {
    prop_oneof![Just(Interrupt::Yes), Just(Interrupt::No)]
}

fn step() -> impl Strategy<Value = Step> {
    let n = 0..12_usize;
    prop_oneof![
        // The usual customer dials the usual number, and does something in the first calls.
        3 => Just(Step::Place(0, 3)),
        6 => (0..2_usize, act()).prop_map(|(call, act)| Step::Party(call, 0, act)),
        3 => (n.clone(), n.clone()).prop_map(|(from, to)| Step::Place(from, to)),
        4 => (n.clone(), n.clone(), act()).prop_map(|(call, who, act)| Step::Party(call, who, act)),
        5 => (n.clone(), 0..2_usize).prop_map(|(token, version)| Step::Answer(token, version)),
        1 => n.clone().prop_map(Step::Reject),
        1 => (n.clone(), n.clone()).prop_map(|(token, to)| Step::Redirect(token, to)),
        1 => n.clone().prop_map(|leg| Step::HangUp(leg, HangUpReach::Myself)),
        1 => n.clone().prop_map(|leg| Step::HangUp(leg, HangUpReach::Everyone)),
        2 => (n.clone(), interrupt()).prop_map(|(leg, how)| Step::Play(leg, Loop::Once, how)),
        1 => (n.clone(), interrupt()).prop_map(|(leg, how)| Step::Play(leg, Loop::Forever, how)),
        1 => n.clone().prop_map(Step::Whisper),
        2 => (n.clone(), prop_oneof![
            Just(InputType::Dtmf), Just(InputType::Speech),
            Just(InputType::SpeechOrDtmf), Just(InputType::Choices),
        ], interrupt()).prop_map(|(leg, input, how)| Step::Recognize(leg, input, how)),
        1 => n.clone().prop_map(Step::Cancel),
        2 => (n.clone(), n.clone()).prop_map(|(leg, to)| Step::Transfer(leg, to)),
        1 => (n.clone(), n.clone()).prop_map(|(leg, who)| Step::Mute(leg, who)),
        1 => (n.clone(), 0..2_usize).prop_map(|(leg, who)| Step::Hold(leg, who)),
        1 => (n.clone(), 0..2_usize).prop_map(|(leg, who)| Step::Unhold(leg, who)),
        2 => (n.clone(), 0..3_usize).prop_map(|(leg, who)| Step::Send(leg, who)),
        2 => (n.clone(), 0..3_usize).prop_map(|(leg, who)| Step::Follow(leg, who)),
        1 => (n.clone(), 0..3_usize).prop_map(|(leg, who)| Step::FollowNoMore(leg, who)),
        3 => (n, any::<bool>()).prop_map(|(who, answers)| Step::Agent(who, answers)),
        4 => (0..70_000_u64).prop_map(Step::Wait),
    ]
}

/// What exists to choose from, learned from facts.
#[derive(Default)]
struct Known {
    calls: Vec<CallId>,
    legs: Vec<CallConnectionId>,
    tokens: Vec<IncomingCallContext>,
}

impl Known {
    fn learn(&mut self, facts: &[Fact]) {
        for fact in facts {
            match &fact.what {
                What::Call(calls::Fact::Placed { call, .. }) => self.calls.push(*call),
                What::Call(calls::Fact::AnsweredByImplementation { connection, .. }) => {
                    self.legs.push(connection.clone());
                }
                What::Call(calls::Fact::IncomingCall {
                    incoming_call_context,
                    ..
                }) => self.tokens.push(incoming_call_context.clone()),
                _ => {}
            }
        }
    }

    fn command(&self, step: &Step, op: usize) -> Option<calls::Command> {
        let people = people();
        let person = |n: usize| RawId::from_loose(&people[n % people.len()]);
        let leg = |n: usize| self.legs.get(n % self.legs.len().max(1)).cloned();
        let token = |n: usize| self.tokens.get(n % self.tokens.len().max(1)).cloned();
        let op = format!("op{op}");
        let resource = "contoso".to_owned();
        Some(match step.clone() {
            Step::Place(from, to) => calls::Command::Place(Place {
                from: person(from),
                to: person(to),
                display_name: None,
                custom_context: None,
                contact: None,
            }),
            Step::Party(call, who, act) => calls::Command::Party(PartyAct {
                call: *self.calls.get(call % self.calls.len().max(1))?,
                party: person(who),
                act,
            }),
            Step::Answer(n, version) => calls::Command::Answer(Answer {
                resource,
                incoming_call_context: token(n)?,
                operation_context: None,
                answered_by: None,
                speech: SpeechService::Linked,
                version: ApiVersion(["2024-04-15", "2025-06-15"][version].to_owned()),
            }),
            Step::Reject(n) => calls::Command::Reject(Reject {
                resource,
                incoming_call_context: token(n)?,
                reason: RejectReason::Busy,
            }),
            Step::Redirect(n, to) => calls::Command::Redirect(Redirect {
                resource,
                incoming_call_context: token(n)?,
                target: person(to),
            }),
            Step::HangUp(n, reach) => calls::Command::HangUp {
                connection: leg(n)?,
                reach,
            },
            Step::Play(n, repeat, interrupt) => {
                let mut play = play(&leg(n)?, &op, vec![text("one two three four")]);
                play.repeat = repeat;
                play.interrupt_call_media_operation = interrupt;
                calls::Command::Play(play)
            }
            Step::Whisper(n) => {
                let mut play = play(&leg(n)?, &op, vec![text("psst")]);
                play.to = vec![RawId::phone_number(CUSTOMER)];
                calls::Command::Play(play)
            }
            Step::Recognize(n, input, interrupt) => {
                let mut recognize = recognize(&leg(n)?, &op, input);
                recognize.prompt = vec![text("say or press")];
                recognize.interrupt_call_media_operation = interrupt;
                calls::Command::Recognize(recognize)
            }
            Step::Cancel(n) => calls::Command::CancelMedia {
                connection: leg(n)?,
            },
            Step::Transfer(n, to) => calls::Command::Transfer(Transfer {
                connection: leg(n)?,
                target: person(to),
                transferee: None,
                operation_context: Some(op),
                custom_context: CustomContext::default(),
                source_caller_id_number: None,
            }),
            Step::Mute(n, who) => calls::Command::Mute(Mute {
                connection: leg(n)?,
                targets: vec![person(who)],
                operation_context: None,
            }),
            Step::Hold(n, who) => calls::Command::Hold(Hold {
                connection: leg(n)?,
                target: person(who),
                plays: None,
                operation_context: None,
            }),
            Step::Unhold(n, who) => calls::Command::Unhold(Unhold {
                connection: leg(n)?,
                target: person(who),
            }),
            Step::Send(n, who) => calls::Command::SendDtmf(SendDtmf {
                connection: leg(n)?,
                target: person(who),
                tones: vec![Tone::Zero; 5],
                operation_context: Some(op),
            }),
            Step::Follow(n, who) => calls::Command::StartContinuousDtmf(ContinuousDtmf {
                connection: leg(n)?,
                target: person(who),
                operation_context: None,
            }),
            Step::FollowNoMore(n, who) => calls::Command::StopContinuousDtmf(ContinuousDtmf {
                connection: leg(n)?,
                target: person(who),
                operation_context: None,
            }),
            Step::Agent(..) | Step::Wait(_) => return None,
        })
    }
}

/// Takes the steps, ends every call, and gives back the facts, the inputs, and the operations that were accepted.
fn take(steps: &[Step]) -> (Vec<Fact>, Vec<ringback_world::Input>, BTreeSet<String>) {
    let mut run = Run::with(tenant());
    let (mut facts, mut inputs) = (Vec::new(), Vec::new());
    let mut accepted = BTreeSet::new();
    let mut known = Known::default();
    let world = &mut run.world;
    let mut carry_out = |world: &mut ringback_world::World, command: Command| {
        let op = operation(&command);
        inputs.push(world.input(world.now(), Source::Control, command.clone()));
        if world.handle(world.now(), command).is_ok() {
            accepted.extend(op);
        }
    };
    for (number, step) in steps.iter().enumerate() {
        if let Step::Wait(millis) = step {
            world.advance(world.now().saturating_add(Span::from_millis(*millis)));
        } else if let Step::Agent(who, answers) = step {
            carry_out(world, agent(*who, *answers));
        } else if let Some(command) = known.command(step, number) {
            carry_out(world, Command::Calls(command));
        }
        let new = world.take_facts();
        known.learn(&new);
        facts.extend(new);
    }
    for call in world.calls().list() {
        let connected = call.connections.into_iter();
        for connection in connected {
            let reach = HangUpReach::Everyone;
            let command = calls::Command::HangUp { connection, reach };
            carry_out(world, Command::Calls(command));
        }
        let act = Act::HangUp;
        let (call, party) = (call.id, call.from);
        let command = calls::Command::Party(PartyAct { call, party, act });
        carry_out(world, Command::Calls(command));
    }
    world.advance(LONG_AFTER);
    facts.extend(world.take_facts());
    assert_eq!(
        world.next_wakeup(),
        None,
        "nothing is due once every call is over"
    );
    (facts, inputs, accepted)
}

/// A queue that sends callers to voicemail after a while.
fn tenant() -> Declaration {
    let mut declaration = baseline();
    let queue = &mut declaration.teams.queues[0];
    queue.timeout_threshold = Span::from_secs(45);
    queue.timeout = does(voicemail(3, SystemPrompt::Spoken));
    declaration
}

fn agent(who: usize, answers: bool) -> Command {
    let agent = ["A", "B", "C"][who % 3].to_owned();
    let call = None;
    Command::Teams(if answers {
        teams::Command::Answer { agent, call }
    } else {
        teams::Command::HangUp { agent, call }
    })
}

fn operation(command: &Command) -> Option<String> {
    match command {
        Command::Calls(calls::Command::Play(play)) => play.operation_context.clone(),
        Command::Calls(calls::Command::Recognize(listen)) => listen.operation_context.clone(),
        Command::Calls(calls::Command::Transfer(transfer)) => transfer.operation_context.clone(),
        Command::Calls(calls::Command::SendDtmf(send)) => send.operation_context.clone(),
        _ => None,
    }
}

/// The leg of a fact, and the context of the operation that it ends.
fn of_leg(fact: &calls::Fact) -> Option<(&CallConnectionId, Option<&String>)> {
    use calls::Fact as F;
    match fact {
        F::RecognizeCompleted(done) => Some((&done.connection, done.operation_context.as_ref())),
        F::PlayFailed(failed) | F::RecognizeFailed(failed) => {
            Some((&failed.connection, failed.operation_context.as_ref()))
        }
        F::CallTransferAccepted(accepted) => {
            Some((&accepted.connection, accepted.operation_context.as_ref()))
        }
        F::CallTransferFailed(outcome) => {
            Some((&outcome.connection, outcome.operation_context.as_ref()))
        }
        F::PlayCompleted(ended)
        | F::PlayCanceled(ended)
        | F::RecognizeCanceled(ended)
        | F::SendDtmfTonesCompleted(ended)
        | F::SendDtmfTonesFailed(ended)
        | F::HoldFailed(ended)
        | F::ContinuousDtmfRecognitionToneFailed(ended)
        | F::ContinuousDtmfRecognitionStopped(ended) => {
            Some((&ended.connection, ended.operation_context.as_ref()))
        }
        F::ContinuousDtmfRecognitionToneReceived(tone) => Some((&tone.connection, None)),
        F::CallConnected(outcome) | F::AnswerFailed(outcome) | F::CallDisconnected(outcome) => {
            Some((&outcome.connection, None))
        }
        F::ParticipantsUpdated(updated) => Some((&updated.connection, None)),
        F::PlayStarted(started) => Some((&started.connection, None)),
        F::Listening { connection, .. } | F::TransferRequested { connection, .. } => {
            Some((connection, None))
        }
        _ => None,
    }
}

/// What is on, told by facts alone: nothing starts or stops twice, the followed keys are counted without a gap, and every
/// roster tells what the facts before it told.
#[derive(Default)]
struct Conditions {
    shown: BTreeSet<(CallId, RawId, Medium)>,
    muted: BTreeSet<(CallId, RawId)>,
    held: BTreeSet<(CallId, RawId)>,
    heard: BTreeMap<(CallConnectionId, u64), u32>,
}

impl Conditions {
    fn see(&mut self, fact: &calls::Fact) {
        use calls::Fact as F;
        let right = match fact {
            F::MediaStarted { call, party, media } => {
                self.shown.insert((*call, party.clone(), *media))
            }
            F::MediaStopped { call, party, media } => {
                self.shown.remove(&(*call, party.clone(), *media))
            }
            F::Muted { call, party, .. } => self.muted.insert((*call, party.clone())),
            F::Unmuted { call, party } => self.muted.remove(&(*call, party.clone())),
            F::Held { call, party, .. } => self.held.insert((*call, party.clone())),
            F::Resumed { call, party } => self.held.remove(&(*call, party.clone())),
            F::PartyLeft { call, party, .. } => {
                self.muted.remove(&(*call, party.clone()));
                self.held.remove(&(*call, party.clone()));
                true
            }
            F::ParticipantsUpdated(updated) => updated.participants.iter().all(|one| {
                let key = (updated.call, one.id.clone());
                one.muted == self.muted.contains(&key) && one.on_hold == self.held.contains(&key)
            }),
            F::ContinuousDtmfRecognitionToneReceived(tone) => {
                let key = (tone.connection.clone(), tone.operation);
                let last = self.heard.insert(key, tone.sequence_id);
                last.is_none_or(|last| tone.sequence_id == last + 1)
            }
            _ => true,
        };
        assert!(right, "out of turn: {fact:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// The order checks of section 10, and the determinism of design section 4.
    #[test]
    fn order_and_completeness_hold_in_any_run(steps in prop::collection::vec(step(), 1..60)) {
        let (facts, inputs, accepted) = take(&steps);
        let mut down = BTreeSet::new();
        let mut sequences: BTreeMap<CallConnectionId, u32> = BTreeMap::new();
        let mut ends: BTreeMap<CallId, usize> = BTreeMap::new();
        let mut terminal: BTreeMap<String, usize> = BTreeMap::new();
        let mut conditions = Conditions::default();
        for fact in &facts {
            let What::Call(fact) = &fact.what else { continue };
            if let Some((leg, op)) = of_leg(fact) {
                prop_assert!(!down.contains(leg), "after CallDisconnected: {fact:?}");
                if let Some(op) = op {
                    *terminal.entry(op.clone()).or_default() += 1;
                }
            }
            conditions.see(fact);
            match fact {
                calls::Fact::CallDisconnected(outcome) => {
                    down.insert(outcome.connection.clone());
                }
                calls::Fact::ParticipantsUpdated(updated) => {
                    let last = sequences.entry(updated.connection.clone()).or_default();
                    *last += 1;
                    prop_assert_eq!(*last, updated.sequence_number);
                }
                calls::Fact::Placed { call, .. } => {
                    ends.insert(*call, 0);
                }
                calls::Fact::CallEnded { call, .. } => {
                    *ends.entry(*call).or_default() += 1;
                }
                _ => {}
            }
        }
        for op in &accepted {
            prop_assert_eq!(terminal.get(op).copied(), Some(1), "terminal events of {}", op);
        }
        prop_assert_eq!(terminal.len(), accepted.len());
        prop_assert!(conditions.shown.is_empty(), "shown by nobody: {:?}", conditions.shown);
        for (call, times) in ends {
            prop_assert_eq!(times, 1, "CallEnded of {}", call);
        }
        let mut again = Run::with(tenant());
        let mut replayed = Vec::new();
        for input in inputs {
            prop_assert!(matches!(input.settled, Settled::Yes | Settled::No));
            again.world.replay(input);
            replayed.extend(again.world.take_facts());
        }
        again.world.advance(LONG_AFTER);
        replayed.extend(again.world.take_facts());
        prop_assert_eq!(replayed, facts);
    }
}
