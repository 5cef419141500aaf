//! A world with one resource, and facts as short lines, for the tests of calls.

use ringback_world::{
    Command, Guid, Ids, RawId, Refusal, Reply, Span, Time, What, World,
    calls::{
        self, Act, Answer, ApiVersion, CallConnectionId, CallId, HangUpReach, IncomingCallContext,
        PartyAct, Place, SpeechService,
    },
    declaration::{Declaration, Resource, Tenant},
};

pub(crate) const RESOURCE_ID: &str = "11111111-2222-4333-8444-555555555555";
pub(crate) const MAIN: &str = "+18005550199";
pub(crate) const CUSTOMER: &str = "+14255550100";

pub(crate) fn declaration() -> Declaration {
    let resource = |name: &str, id: &str, numbers: &[&str]| Resource {
        name: name.to_owned(),
        id: Guid::new(id),
        access_keys: [String::new(), String::new()],
        phone_numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
    };
    Declaration {
        resources: vec![
            resource("contoso", RESOURCE_ID, &[MAIN, "+18005550198"]),
            resource(
                "fabrikam",
                "99999999-2222-4333-8444-555555555555",
                &["+18005550111"],
            ),
        ],
        teams: Tenant::new(Guid::new("22222222-2222-4333-8444-555555555555")),
        bots: Vec::new(),
    }
}

pub(crate) struct Run {
    pub(crate) world: World,
    pub(crate) facts: Vec<calls::Fact>,
    told: usize,
}

impl Run {
    pub(crate) fn new() -> Self {
        Self::with(declaration())
    }

    pub(crate) fn with(declaration: Declaration) -> Self {
        let start = "2026-01-20T10:15:00Z".parse().expect("a timestamp");
        Self {
            world: World::new(Ids::new(1, "test"), start, declaration),
            facts: Vec::new(),
            told: 0,
        }
    }

    pub(crate) fn act(&mut self, command: calls::Command) -> Result<Reply, calls::Refusal> {
        let now = self.world.now();
        let reply = self.world.handle(now, Command::Calls(command));
        self.collect();
        reply.map_err(|refusal| match refusal {
            Refusal::Calls(refusal) => refusal,
            other => panic!("not about calls: {other}"),
        })
    }

    pub(crate) fn wait(&mut self, span: Span) {
        let to = self.world.now().saturating_add(span);
        self.world.advance(to);
        self.collect();
    }

    pub(crate) fn wait_secs(&mut self, secs: u64) {
        self.wait(Span::from_secs(secs));
    }

    fn collect(&mut self) {
        for fact in self.world.take_facts() {
            if let What::Call(fact) = fact.what {
                self.facts.push(fact);
            }
        }
    }

    /// The facts since the last look, as `Name context code/sub-code`.
    pub(crate) fn lines(&mut self) -> Vec<String> {
        let lines = self.facts[self.told..].iter().map(line).collect();
        self.told = self.facts.len();
        lines
    }

    pub(crate) fn place(&mut self, from: &str, to: &str) -> (CallId, Option<IncomingCallContext>) {
        let place = Place {
            from: RawId::from_loose(from),
            to: RawId::from_loose(to),
            display_name: None,
            custom_context: None,
            contact: None,
        };
        match self.act(calls::Command::Place(place)) {
            Ok(Reply::Calls(calls::Reply::Placed {
                call,
                incoming_call_context,
            })) => (call, incoming_call_context),
            other => panic!("not placed: {other:?}"),
        }
    }

    pub(crate) fn answer(
        &mut self,
        context: &IncomingCallContext,
    ) -> Result<CallConnectionId, calls::Refusal> {
        self.answer_as(context, "2025-06-15", SpeechService::Linked)
    }

    pub(crate) fn answer_as(
        &mut self,
        context: &IncomingCallContext,
        version: &str,
        speech: SpeechService,
    ) -> Result<CallConnectionId, calls::Refusal> {
        let answer = Answer {
            resource: "contoso".to_owned(),
            incoming_call_context: context.clone(),
            operation_context: Some("ivr".to_owned()),
            answered_by: None,
            speech,
            version: ApiVersion(version.to_owned()),
        };
        match self.act(calls::Command::Answer(answer))? {
            Reply::Calls(calls::Reply::Connection(view)) => Ok(view.connection),
            other => panic!("not a connection: {other:?}"),
        }
    }

    /// A customer's call that the implementation has answered.
    pub(crate) fn answered(from: &str) -> (Self, CallId, CallConnectionId) {
        let mut run = Self::new();
        let (call, context) = run.place(from, MAIN);
        let connection = run
            .answer(&context.expect("it rings here"))
            .expect("it rings still");
        run.lines();
        (run, call, connection)
    }

    pub(crate) fn party(
        &mut self,
        call: CallId,
        party: &str,
        act: Act,
    ) -> Result<Reply, calls::Refusal> {
        let party = RawId::from_loose(party);
        self.act(calls::Command::Party(PartyAct { call, party, act }))
    }

    pub(crate) fn hang_up(
        &mut self,
        connection: &CallConnectionId,
        reach: HangUpReach,
    ) -> Result<Reply, calls::Refusal> {
        let connection = connection.clone();
        self.act(calls::Command::HangUp { connection, reach })
    }

    pub(crate) fn now(&self) -> Time {
        self.world.now()
    }
}

fn line(fact: &calls::Fact) -> String {
    let text = format!("{fact:?}");
    let name = text.split([' ', '(']).next().unwrap_or_default();
    let after = |mark: &str| {
        let rest = text.split(mark).nth(1)?;
        let end = rest.find([',', ' ', '"', ')']).unwrap_or(rest.len());
        Some(rest[..end].to_owned())
    };
    let mut line = name.to_owned();
    for mark in ["operation_context: Some(\"", "party: RawId(\""] {
        if let Some(value) = after(mark) {
            line = format!("{line} {value}");
        }
    }
    if let (Some(code), Some(sub_code)) = (after(" code: "), after("sub_code: ")) {
        line = format!("{line} {code}/{sub_code}");
    }
    line
}
