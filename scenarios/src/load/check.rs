//! What reads well and still cannot be meant: names that nothing has, actions that an actor cannot do, cases without a check.

use ringback_format::{
    action::{Action, Destination},
    yaml::{Located, Node, NodeError, Place, nearest},
};
use ringback_world::declaration::Declaration;

use crate::{
    case::Case,
    language::{
        CallEvent, Document, Entry, ExchangePattern, Expected, FactPattern, Never, When,
        fact_fields, fact_names,
    },
};

/// Checks a case against its own world.
pub(super) fn case(case: &Case, document: &Document, root: &Node) -> Result<(), NodeError> {
    let names = Names::new(&case.declaration);
    let places = Places { root };
    if case.customers.is_empty() {
        return Err(
            NodeError::at(root.place, "nobody comes").expected("the key `customer` or `customers`")
        );
    }
    for name in document.agents.keys().filter(|name| name.value != "*") {
        names.person(name)?;
    }
    for customer in document.customer.iter().chain(&document.customers) {
        actions(&names, &places, &customer.actions, Actor::Customer)?;
        for inner in &customer.observe {
            if let Some(actor) = &inner.actor {
                return Err(NodeError::at(
                    actor.place,
                    "an entry of a customer's own `observe` has no `actor`",
                ));
            }
            entry(case, &names, &places, inner, Actor::Customer)?;
        }
    }
    for one in &document.observe {
        let who = actor_of(&names, one)?;
        entry(case, &names, &places, one, who)?;
    }
    for expectation in &case.expect {
        if let Some(own) = &expectation.rule {
            rule(own)?;
        }
        expected(case, &names, &expectation.expected, expectation.place)?;
    }
    for forbidden in &case.never {
        match &forbidden.never {
            Never::Fact(pattern) => fact(case, pattern, &places)?,
            Never::Seen(when) => event(
                case,
                &names,
                &places,
                when,
                forbidden_place(forbidden.line),
                Actor::Customer,
            )?,
            Never::Exchange(pattern) => exchange(case, pattern, forbidden_place(forbidden.line))?,
            Never::Delivery(_) => {}
        }
    }
    has_a_check(case, root)
}

/// Checks the shape of a rule's id.
pub(super) fn rule(rule: &Located<String>) -> Result<(), NodeError> {
    let last = rule.value.rsplit('-').next().unwrap_or_default();
    let fits = rule.value.contains('-')
        && !last.is_empty()
        && last.bytes().all(|byte| byte.is_ascii_digit())
        && rule
            .value
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    if fits {
        return Ok(());
    }
    Err(
        NodeError::at(rule.place, format!("`{}` is no rule", rule.value))
            .expected("capital letters and a number, such as CQ-OVERFLOW-3"),
    )
}

/// Checks a group of entries that may be seen in any order.
pub(super) fn any_order(entry: &Located<Entry>) -> Result<(), NodeError> {
    if entry.when.is_some()
        || entry.within.is_some()
        || entry.times.is_some()
        || !entry.actions.is_empty()
    {
        return Err(
            NodeError::at(entry.place, "`any-order` stands alone in its entry")
                .expected("`when`, `within`, `times` and `do` in the entries of its list"),
        );
    }
    let own = |entry: &Located<Entry>| entry.actor.as_ref().map(|actor| actor.value.clone());
    let first = entry.any_order.first().and_then(own);
    for inner in &entry.any_order {
        if own(inner) != first {
            return Err(NodeError::at(
                inner.place,
                "the entries of `any-order` are one actor's",
            ));
        }
        if !inner.any_order.is_empty() {
            return Err(NodeError::at(
                inner.place,
                "`any-order` does not stand inside `any-order`",
            ));
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Actor {
    Customer,
    Agent,
}

/// The names that a world has.
struct Names<'a> {
    people: Vec<&'a str>,
    queues: Vec<&'a str>,
    reached: Vec<&'a str>,
    groups: Vec<&'a str>,
    service: bool,
}

impl<'a> Names<'a> {
    fn new(declaration: &'a Declaration) -> Self {
        let teams = &declaration.teams;
        let reached = teams
            .queues
            .iter()
            .filter(|queue| queue.resource_account.is_some());
        Self {
            people: teams
                .people
                .iter()
                .map(|person| person.name.as_str())
                .collect(),
            queues: teams
                .queues
                .iter()
                .map(|queue| queue.name.as_str())
                .collect(),
            reached: reached.map(|queue| queue.name.as_str()).collect(),
            groups: teams
                .groups
                .iter()
                .map(|group| group.name.as_str())
                .collect(),
            service: declaration
                .resources
                .first()
                .is_some_and(|first| !first.phone_numbers.is_empty()),
        }
    }

    fn person(&self, name: &Located<String>) -> Result<(), NodeError> {
        known("agent", name, &self.people)
    }

    fn queue(&self, name: &Located<String>) -> Result<(), NodeError> {
        known("queue", name, &self.queues)
    }

    fn group(&self, name: &Located<String>) -> Result<(), NodeError> {
        known("group", name, &self.groups)
    }
}

fn known(what: &str, name: &Located<String>, known: &[&str]) -> Result<(), NodeError> {
    if known.contains(&name.value.as_str()) {
        return Ok(());
    }
    let mut error = NodeError::unknown(name.place, what, &name.value, known.iter().copied());
    if known.is_empty() {
        error = error.expected(format!("nothing: the world declares no {what}"));
    }
    Err(error)
}

/// Where names stand that were read without their place.
struct Places<'a> {
    root: &'a Node,
}

impl Places<'_> {
    fn of(&self, name: &Located<String>, otherwise: Place) -> Place {
        if name.place.line > 0 {
            return name.place;
        }
        self.root
            .find_text(name)
            .map_or(otherwise, |node| node.place)
    }
}

fn forbidden_place(line: u32) -> Place {
    Place {
        line,
        column: 1,
        length: 1,
    }
}

fn actor_of(names: &Names<'_>, entry: &Located<Entry>) -> Result<Actor, NodeError> {
    let inner = entry
        .any_order
        .first()
        .and_then(|first| first.actor.as_ref());
    match entry.actor.as_ref().or(inner) {
        None => Ok(Actor::Customer),
        Some(name) if name.value == "customer" => Ok(Actor::Customer),
        Some(name) => {
            let known: Vec<&str> = names.people.iter().copied().chain(["customer"]).collect();
            self::known("actor", name, &known).map(|()| Actor::Agent)
        }
    }
}

fn entry(
    case: &Case,
    names: &Names<'_>,
    places: &Places<'_>,
    one: &Located<Entry>,
    actor: Actor,
) -> Result<(), NodeError> {
    for inner in &one.any_order {
        entry(case, names, places, inner, actor)?;
    }
    if let Some(own) = &one.rule {
        rule(own)?;
    }
    if let Some(when) = &one.when {
        event(case, names, places, &when.value, when.place, actor)?;
        let instant = matches!(when.value, When::After(_) | When::Begins);
        if instant && one.within.is_some() {
            return Err(NodeError::at(
                one.place,
                "`within` checks nothing here: the event comes by itself",
            ));
        }
    }
    actions(names, places, &one.actions, actor)
}

fn event(
    case: &Case,
    names: &Names<'_>,
    places: &Places<'_>,
    when: &When,
    place: Place,
    actor: Actor,
) -> Result<(), NodeError> {
    let agents_see = matches!(
        when,
        When::Begins
            | When::Offered
            | When::Answered
            | When::Call(CallEvent::Ended)
            | When::After(_)
            | When::Fact(_)
    );
    match actor {
        Actor::Agent if !agents_see => {
            return Err(
                NodeError::at(place, "an agent does not see this event").expected(
                    "one of `begins`, `offered`, `answered`, { call: ended }, `after` and `fact`",
                ),
            );
        }
        Actor::Customer if matches!(when, When::Offered) => {
            return Err(
                NodeError::at(place, "calls are offered to agents, not to customers")
                    .expected("an `actor` who is an agent"),
            );
        }
        Actor::Agent | Actor::Customer => {}
    }
    match when {
        When::Chat(pattern) => match &pattern.from {
            Some(from) if from.value != "bot" && from.value != "customer" => {
                let known: Vec<&str> = ["bot", "customer"]
                    .into_iter()
                    .chain(names.people.iter().copied())
                    .collect();
                self::known("sender", from, &known)
            }
            Some(_) | None => Ok(()),
        },
        When::Call(CallEvent::ConnectedTo(name)) => {
            let known: Vec<&str> = names.people.iter().copied().chain(["service"]).collect();
            self::known("agent", name, &known)
        }
        When::Call(CallEvent::QueuedIn(name)) => names.queue(name),
        When::Voicemail(pattern) => pattern.of.as_ref().map_or(Ok(()), |of| names.group(of)),
        When::Fact(pattern) => fact(case, pattern, places),
        When::Begins
        | When::Visited
        | When::Call(CallEvent::Ringing | CallEvent::Answered | CallEvent::Ended)
        | When::Prompt(_)
        | When::Listening
        | When::Offered
        | When::Answered
        | When::Redirected
        | When::After(_) => Ok(()),
    }
}

fn actions(
    names: &Names<'_>,
    places: &Places<'_>,
    actions: &[Located<Action>],
    actor: Actor,
) -> Result<(), NodeError> {
    for action in actions {
        let everybody = matches!(action.value, Action::HangUp | Action::Wait(_));
        let agents = matches!(
            action.value,
            Action::Answer(_)
                | Action::Decline
                | Action::Presence(_)
                | Action::OptIn(_)
                | Action::OptOut(_)
        );
        if !everybody && agents != (actor == Actor::Agent) {
            let (who, expected) = match actor {
                Actor::Customer => (
                    "a customer",
                    "one of `call`, `visit`, `chat`, `edit`, `delete`, `type`, `read`, `leave`, `press`, `say`, `wait` and `hang-up`",
                ),
                Actor::Agent => (
                    "an agent",
                    "one of `answer`, `decline`, `hang-up`, `wait`, `presence`, `opt-in` and `opt-out`",
                ),
            };
            return Err(
                NodeError::at(action.place, format!("{who} cannot `{}`", action.word()))
                    .expected(expected),
            );
        }
        let queue = match &action.value {
            Action::Call(target) => match &target.to {
                Destination::Queue(queue) => Some((queue, &names.reached)),
                Destination::Service if !names.service => {
                    return Err(NodeError::at(
                        action.place,
                        "the first resource has no phone number to call",
                    )
                    .expected("`phone-numbers` in the world's first resource"));
                }
                Destination::Service | Destination::Number(_) | Destination::Identity(_) => None,
            },
            Action::OptIn(Some(queue)) | Action::OptOut(Some(queue)) => {
                Some((queue, &names.queues))
            }
            _ => None,
        };
        if let Some((queue, known)) = queue {
            let mut name = Located {
                value: queue.clone(),
                ..Located::default()
            };
            name.place = places.of(&name, action.place);
            self::known("queue", &name, known)?;
        }
    }
    Ok(())
}

fn fact(case: &Case, pattern: &FactPattern, places: &Places<'_>) -> Result<(), NodeError> {
    let name = &pattern.name;
    let Some(fields) = fact_fields(name) else {
        let place = places.of(name, Place::default());
        return Err(NodeError {
            place: Some(place),
            message: format!("unknown fact `{}`", name.value),
            expected: Some(
                "the name of a fact, such as `redirected`, `abandoned` or `answer-failed`"
                    .to_owned(),
            ),
            nearest: nearest(name, fact_names().iter().copied()),
        });
    };
    for field in pattern.fields.keys() {
        let first = field
            .split('.')
            .next()
            .unwrap_or_default()
            .replace('-', "_");
        if !fields.is_empty() && !fields.contains(&first.as_str()) {
            return Err(NodeError::unknown(
                field.place,
                "field",
                field,
                fields.iter().copied(),
            ));
        }
    }
    contact(case, pattern.of_contact.as_ref())
}

fn contact(case: &Case, number: Option<&Located<u32>>) -> Result<(), NodeError> {
    let count = case.customers_count();
    match number {
        Some(number) if number.value == 0 || number.value > count => Err(NodeError::at(
            number.place,
            format!("there is no contact {}", number.value),
        )
        .expected(format!(
            "1 to {count}, in the order in which customers set out"
        ))),
        Some(_) | None => Ok(()),
    }
}

fn expected(
    case: &Case,
    names: &Names<'_>,
    expected: &Expected,
    place: Place,
) -> Result<(), NodeError> {
    match expected {
        Expected::Contact(expected) => {
            contact(case, Some(&expected.contact))?;
            if let Some(agent) = &expected.answered_by {
                names.person(agent)?;
            }
            if let Some(reached) = &expected.reached {
                let known: Vec<&str> = names
                    .queues
                    .iter()
                    .chain(&names.groups)
                    .chain(&names.people)
                    .copied()
                    .collect();
                self::known("queue, group or agent", reached, &known)?;
            }
            let Some(ends) = &expected.ends else {
                return Ok(());
            };
            if let Some(group) = &ends.voicemail_of {
                names.group(group)?;
            }
            ends.connected_to
                .as_ref()
                .map_or(Ok(()), |agent| names.person(agent))
        }
        Expected::Fact(pattern, _) => fact(case, pattern, &Places { root: &NOWHERE }),
        Expected::Exchange(pattern, _) => exchange(case, pattern, place),
        Expected::Measure(measure) => names.queue(&measure.of),
    }
}

/// The kinds of exchanges with the implementation.
const EXCHANGES: [&str; 4] = ["request", "callback", "event-grid", "visit"];

fn exchange(case: &Case, pattern: &ExchangePattern, place: Place) -> Result<(), NodeError> {
    if let Some(what) = &pattern.what
        && !EXCHANGES.contains(&what.as_str())
    {
        return Err(NodeError::unknown(
            place,
            "kind of exchange",
            what,
            EXCHANGES,
        ));
    }
    contact(case, pattern.of_contact.as_ref())
}

static NOWHERE: Node = Node {
    place: Place {
        line: 0,
        column: 0,
        length: 0,
    },
    value: ringback_format::yaml::Value::Sequence(Vec::new()),
};

/// A case that checks nothing would pass whatever happens.
fn has_a_check(case: &Case, root: &Node) -> Result<(), NodeError> {
    let journeys = case
        .customers
        .iter()
        .map(|group| &group.journey)
        .chain(case.agents.iter().map(|agent| &agent.journey));
    let observed = journeys
        .flat_map(|journey| &journey.steps)
        .flat_map(|step| &step.observations)
        .any(|observation| observation.within.is_some());
    if !observed && case.expect.is_empty() {
        return Err(
            NodeError::at(root.place, format!("case `{}` checks nothing", case.id))
                .expected("an entry of `expect`, or an observation with `within`"),
        );
    }
    if case.rules.is_empty() {
        return Err(
            NodeError::at(root.place, format!("case `{}` names no rule", case.id))
                .expected("the key `rules`, or `rule` in the case"),
        );
    }
    Ok(())
}
