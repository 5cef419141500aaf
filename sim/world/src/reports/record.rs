//! The record of a call: its first attendant, its first queue, the agents who took it.

use std::collections::BTreeMap;

use super::{Level, Outcome, View, row_ids::RowIds, words};
use crate::{
    Fact, Guid, Ids, RawId, Span, Time, What,
    calls::{self, CallId},
    declaration::Tenant,
    teams::{self, AttendantResult, CallFlow, Connectivity, SearchMethod, VoiceAppKind},
};

/// What else than facts a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The names of the run, from which the ids of records derive.
    pub ids: &'a Ids,
    /// The tenant, whose people are the agents.
    pub tenant: &'a Tenant,
}

/// One call that reached a voice app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The call.
    pub call: CallId,
    /// `ConferenceId`.
    pub conference_id: Guid,
    /// `DialogId` of the caller's part.
    pub dialog_id: Guid,
    /// When it reached its first voice app.
    pub came: Time,
    /// When it was over for everyone; nothing while it goes on.
    pub over: Option<Time>,
    /// How long it has lasted since it came, up to its end or to the last fact.
    pub lasted: Span,
    /// How it came to the tenant.
    pub connectivity: Connectivity,
    /// The first attendant on its way.
    pub attendant: Option<AttendantLeg>,
    /// How many attendants it passed.
    pub attendants: u32,
    /// The first queue on its way.
    pub queue: Option<QueueLeg>,
    /// The agents who took it from a queue, in the order of their answers.
    pub agents: Vec<AgentLeg>,
}

/// The first queue of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLeg {
    /// The queue's short name.
    pub queue: String,
    /// `DocumentId`.
    pub document_id: Guid,
    /// When the call came there.
    pub came: Time,
    /// How many agents the queue had when it came.
    pub agents: u32,
    /// How many of them were opted in.
    pub opted_in: u32,
    /// `CallQueueDurationSeconds`: how long it had waited when the queue was done with it; zero while it waits.
    pub waited: Span,
    /// What became of it; nothing while it waits, or while a callback is pending.
    pub outcome: Option<Outcome>,
}

/// The first attendant of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendantLeg {
    /// The attendant's short name.
    pub attendant: String,
    /// `DocumentId`.
    pub document_id: Guid,
    /// When the call came there.
    pub came: Time,
    /// `AutoAttendantChainDurationInSecs`: how long it was there, up to the last fact where it still is.
    pub stayed: Span,
    /// How it left; nothing while it is there.
    pub left: Option<AttendantLeft>,
}

/// How a call left its first attendant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendantLeft {
    /// How.
    pub result: AttendantResultTold,
    /// The action of the redirect, as the fact names it.
    pub action: Option<String>,
    /// How many options the caller had selected.
    pub selections: u32,
    /// How the directory was searched.
    pub search: Option<SearchMethod>,
    /// Where in its flow the call was.
    pub call_flow: Option<CallFlow>,
}

/// `AutoAttendantCallResult`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttendantResultTold {
    /// As the attendant told.
    Known(AttendantResult),
    /// The call went elsewhere without the attendant's doing.
    Unknown,
}

/// An agent who took a call from a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentLeg {
    /// The agent's short name.
    pub agent: String,
    /// `DialogId` of the agent's part.
    pub dialog_id: Guid,
    /// `DocumentId`.
    pub document_id: Guid,
    /// The call in which the two talk: another one for a callback.
    pub call: CallId,
    /// When the agent answered.
    pub answered: Time,
    /// When the agent left; nothing while they talk.
    pub left: Option<Time>,
    /// How long they talked, up to the last fact where they still do.
    pub talked: Span,
}

/// Makes the records of all calls that reached a voice app, in the order in which they came.
pub fn records<'f>(source: &Source<'_>, facts: impl IntoIterator<Item = &'f Fact>) -> Vec<Record> {
    let mut fold = Fold {
        source,
        records: BTreeMap::new(),
        talks: BTreeMap::new(),
        now: Time::ZERO,
    };
    for fact in facts {
        fold.now = fact.at;
        match &fact.what {
            What::Teams(fact) => fold.in_voice_app(fact),
            What::Call(fact) => fold.in_call(fact),
            What::Directory(_)
            | What::Chat(_)
            | What::Delivery(_)
            | What::Visit(_)
            | What::Fault(_) => {}
        }
    }
    let mut records: Vec<Record> = fold.records.into_values().collect();
    for record in &mut records {
        record.count_up_to(fold.now);
    }
    records.sort_by_key(|record| (record.came, record.call));
    records
}

struct Fold<'a> {
    source: &'a Source<'a>,
    records: BTreeMap<CallId, Record>,
    /// Whose record a call belongs to in which an agent talks: its own, or that of the call whose caller is called back.
    talks: BTreeMap<CallId, CallId>,
    now: Time,
}

impl Fold<'_> {
    fn in_voice_app(&mut self, fact: &teams::Fact) {
        match fact {
            teams::Fact::VoiceAppReached {
                call,
                app,
                kind,
                connectivity,
                ..
            } => self.reached(*call, app, *kind, *connectivity),
            teams::Fact::Queued {
                call,
                agents,
                opted_in,
                ..
            } => {
                if let Some(leg) = self.waiting_in(*call) {
                    (leg.agents, leg.opted_in) = (*agents, *opted_in);
                }
            }
            teams::Fact::AnsweredByAgent {
                call,
                agent,
                waited,
                mode,
                ..
            } => {
                self.done(*call, Outcome::answered(*mode), *waited);
                self.answered(*call, agent, *call);
            }
            teams::Fact::Abandoned { call, waited, .. } => {
                self.done(*call, Outcome::ABANDONED, *waited)
            }
            teams::Fact::Redirected {
                call,
                exception,
                action,
                by,
                waited,
                agents,
                opted_in,
                ..
            } => {
                let now = self.now;
                if let Some(leg) = self.waiting_in(*call)
                    && leg.came == now
                {
                    // It may never have been queued: the exception took it at its arrival.
                    (leg.agents, leg.opted_in) = (*agents, *opted_in);
                }
                let outcome = Outcome::redirected(*exception, action, *by);
                self.done(*call, outcome, *waited);
            }
            teams::Fact::CallbackAnswered {
                call,
                agent,
                waited,
                placed,
                ..
            } => {
                self.done(*call, Outcome::CALLED_BACK, *waited);
                self.goes_on(*call, None);
                self.answered(*call, agent, *placed);
            }
            teams::Fact::CallbackTimedOut { call, waited, .. } => {
                self.done(*call, Outcome::CALLBACK_TIMED_OUT, *waited);
                self.goes_on(*call, Some(self.now));
            }
            teams::Fact::AttendantLeft {
                call,
                result,
                action,
                selections,
                search,
                call_flow,
                ..
            } => {
                let left = AttendantLeft {
                    result: AttendantResultTold::Known(*result),
                    action: action.clone(),
                    selections: *selections,
                    search: *search,
                    call_flow: *call_flow,
                };
                self.left_attendant(*call, left);
            }
            teams::Fact::Offered { .. }
            | teams::Fact::OfferEnded { .. }
            | teams::Fact::RedirectFailed { .. }
            | teams::Fact::VoicemailReached { .. }
            | teams::Fact::VoicemailLeft { .. }
            | teams::Fact::VoiceAppPrompt { .. }
            | teams::Fact::AttendantReached { .. }
            | teams::Fact::AttendantHeard { .. }
            | teams::Fact::MusicBegan { .. }
            | teams::Fact::RecorderJoined { .. }
            | teams::Fact::RecorderFailed { .. }
            | teams::Fact::RecorderLeft { .. }
            | teams::Fact::Parked { .. }
            | teams::Fact::Retrieved { .. }
            | teams::Fact::ParkReturned { .. }
            | teams::Fact::ForwardedByPerson { .. }
            | teams::Fact::VoicemailMailed { .. }
            | teams::Fact::CallbackOffered { .. }
            | teams::Fact::CallbackRequested { .. }
            | teams::Fact::CallbackMailed { .. }
            | teams::Fact::DirectorySearched { .. }
            | teams::Fact::DirectoryChosen { .. }
            | teams::Fact::PresenceChanged { .. }
            | teams::Fact::OptedChanged { .. } => {}
        }
    }

    fn in_call(&mut self, fact: &calls::Fact) {
        match fact {
            calls::Fact::PartyLeft { call, party, .. } => self.party_left(*call, party),
            calls::Fact::CallEnded { call, .. } => {
                let call = self.talks.get(call).unwrap_or(call);
                if let Some(record) = self.records.get_mut(call) {
                    record.over.get_or_insert(self.now);
                }
            }
            // Nothing else of a call is reported.
            _ => {}
        }
    }

    fn reached(&mut self, call: CallId, app: &str, kind: VoiceAppKind, connectivity: Connectivity) {
        let now = self.now;
        let ids = self.source.ids;
        let name = call.to_string();
        let record = self.records.entry(call).or_insert_with(|| Record {
            call,
            conference_id: ids.guid("report-conference", &name, 0),
            dialog_id: ids.guid("report-dialog", &name, 0),
            came: now,
            over: None,
            lasted: Span::ZERO,
            connectivity,
            attendant: None,
            attendants: 0,
            queue: None,
            agents: Vec::new(),
        });
        record.went_elsewhere(now);
        match kind {
            VoiceAppKind::Queue => {
                record.queue.get_or_insert_with(|| QueueLeg {
                    queue: app.to_owned(),
                    document_id: ids.guid("report-queue", &name, 0),
                    came: now,
                    agents: 0,
                    opted_in: 0,
                    waited: Span::ZERO,
                    outcome: None,
                });
            }
            VoiceAppKind::Attendant => {
                record.attendants += 1;
                record.attendant.get_or_insert_with(|| AttendantLeg {
                    attendant: app.to_owned(),
                    document_id: ids.guid("report-attendant", &name, 0),
                    came: now,
                    stayed: Span::ZERO,
                    left: None,
                });
            }
        }
    }

    /// Finds the first queue of a call while it is not done with it: no other queue has the call then.
    fn waiting_in(&mut self, call: CallId) -> Option<&mut QueueLeg> {
        let leg = self.records.get_mut(&call)?.queue.as_mut()?;
        leg.outcome.is_none().then_some(leg)
    }

    fn done(&mut self, call: CallId, outcome: Outcome, waited: Span) {
        if let Some(leg) = self.waiting_in(call) {
            leg.outcome = Some(outcome);
            leg.waited = waited;
        }
    }

    /// A call whose caller has gone to be called back goes on without them, until this instant where that is known.
    fn goes_on(&mut self, call: CallId, over: Option<Time>) {
        if let Some(record) = self.records.get_mut(&call) {
            record.over = over;
        }
    }

    fn left_attendant(&mut self, call: CallId, left: AttendantLeft) {
        let now = self.now;
        let record = self.records.get_mut(&call);
        let leg = record.and_then(|record| record.attendant.as_mut());
        if let Some(leg) = leg.filter(|leg| leg.left.is_none()) {
            leg.stayed = now.since(leg.came);
            leg.left = Some(left);
        }
    }

    fn answered(&mut self, call: CallId, agent: &str, talks_in: CallId) {
        let Some(record) = self.records.get_mut(&call) else {
            return;
        };
        self.talks.insert(talks_in, call);
        let ids = self.source.ids;
        let (name, number) = (call.to_string(), record.agents.len() as u64);
        record.agents.push(AgentLeg {
            agent: agent.to_owned(),
            dialog_id: ids.guid("report-agent-dialog", &name, number),
            document_id: ids.guid("report-agent", &name, number),
            call: talks_in,
            answered: self.now,
            left: None,
            talked: Span::ZERO,
        });
    }

    fn party_left(&mut self, call: CallId, party: &RawId) {
        let people = &self.source.tenant.people;
        let Some(person) = people
            .iter()
            .find(|person| RawId::teams_user(person.object_id.as_str()) == *party)
        else {
            return;
        };
        let record = self.talks.get(&call);
        let record = record.and_then(|record| self.records.get_mut(record));
        for leg in record.into_iter().flat_map(|record| &mut record.agents) {
            if leg.call == call && leg.agent == person.name && leg.left.is_none() {
                leg.left = Some(self.now);
            }
        }
    }
}

impl Record {
    /// How long it was on the phone: nothing for calls that came otherwise.
    pub(super) fn on_phone(&self) -> Span {
        match words::is_on_phone(self.connectivity) {
            true => self.lasted,
            false => Span::ZERO,
        }
    }

    /// Tells whether its first queue and its first attendant are done with it.
    pub(super) fn is_done(&self) -> bool {
        let queue = self.queue.as_ref();
        let attendant = self.attendant.as_ref();
        queue.is_none_or(|leg| leg.outcome.is_some())
            && attendant.is_none_or(|leg| leg.left.is_some())
    }

    /// The ids of a row of this call.
    pub(super) fn ids(&self, dialog: &Guid, document: &Guid, view: &View) -> RowIds {
        RowIds(match view.level {
            Level::Call => Some([self.conference_id.clone(), dialog.clone(), document.clone()]),
            Level::Day => None,
        })
    }

    /// The call reaches another voice app. One that has not let it go has lost it.
    fn went_elsewhere(&mut self, now: Time) {
        if let Some(leg) = self.queue.as_mut().filter(|leg| leg.outcome.is_none()) {
            leg.outcome = Some(Outcome::FAILED);
            leg.waited = now.since(leg.came);
        }
        if let Some(leg) = self.attendant.as_mut().filter(|leg| leg.left.is_none()) {
            leg.stayed = now.since(leg.came);
            leg.left = Some(AttendantLeft {
                result: AttendantResultTold::Unknown,
                action: None,
                selections: 0,
                search: None,
                call_flow: None,
            });
        }
    }

    /// What goes on has lasted up to this instant.
    fn count_up_to(&mut self, now: Time) {
        let end = self.over.unwrap_or(now);
        self.lasted = end.since(self.came);
        if let Some(leg) = self.attendant.as_mut().filter(|leg| leg.left.is_none()) {
            leg.stayed = end.since(leg.came);
        }
        for leg in &mut self.agents {
            leg.talked = leg.left.unwrap_or(now).since(leg.answered);
        }
    }
}
