//! A declaration that goes on from another one: what was declared keeps its place, what is new comes after it.

use crate::declaration::{
    Answerer, Attendant, Declaration, Exception, Flow, MenuAction, Person, Queue, Target,
};

impl Declaration {
    /// Puts a later declaration into the order of this one, so that everything that runs keeps its place. Gives nothing
    /// where the later one lacks something, or is another tenant.
    pub fn continued_by(&self, later: Self) -> Option<Self> {
        if self.teams.id != later.teams.id {
            return None;
        }
        let resources = places(&self.resources, &later.resources, |one, other| {
            (&one.name, &one.id) == (&other.name, &other.id)
        })?;
        let people = places(&self.teams.people, &later.teams.people, |one, other| {
            (&one.name, &one.object_id) == (&other.name, &other.object_id)
        })?;
        let queues = places(&self.teams.queues, &later.teams.queues, |one, other| {
            (&one.name, &one.id) == (&other.name, &other.id)
        })?;
        let groups = places(&self.teams.groups, &later.teams.groups, |one, other| {
            (&one.name, &one.id) == (&other.name, &other.id)
        })?;
        let bots = places(&self.bots, &later.bots, |one, other| {
            (&one.name, &one.identity) == (&other.name, &other.identity)
        })?;
        let attendants = places(
            &self.teams.attendants,
            &later.teams.attendants,
            |one, other| (&one.name, &one.id) == (&other.name, &other.id),
        )?;
        let policies = places(
            &self.teams.call_park_policies,
            &later.teams.call_park_policies,
            |one, other| one.name == other.name,
        )?;
        let templates = places(
            &self.teams.compliance_templates,
            &later.teams.compliance_templates,
            |one, other| (&one.name, &one.bot_object_id) == (&other.name, &other.bot_object_id),
        )?;
        let mut continued = later;
        put(&mut continued.bots, bots);
        let teams = &mut continued.teams;
        let places = Places {
            people,
            queues,
            attendants,
            groups,
            templates,
        };
        for queue in &mut teams.queues {
            places.renumber(queue);
        }
        for attendant in &mut teams.attendants {
            places.renumber_attendant(attendant);
        }
        for member in teams.groups.iter_mut().flat_map(|group| &mut group.members) {
            moved(member, &places.people);
        }
        for person in &mut teams.people {
            places.renumber_person(person);
            moved(&mut person.call_park_policy, &policies);
        }
        put(&mut teams.call_park_policies, policies);
        put(&mut teams.compliance_templates, places.templates);
        put(&mut teams.people, places.people);
        put(&mut teams.queues, places.queues);
        put(&mut teams.attendants, places.attendants);
        put(&mut teams.groups, places.groups);
        put(&mut continued.resources, resources);
        Some(continued)
    }
}

/// Finds the place of each later item: where it stood, or behind everything.
fn places<T>(before: &[T], later: &[T], same: impl Fn(&T, &T) -> bool) -> Option<Vec<usize>> {
    let is_still_there = |one: &T| later.iter().any(|other| same(one, other));
    if !before.iter().all(is_still_there) {
        return None;
    }
    let mut next = before.len();
    let place = |item: &T| {
        before
            .iter()
            .position(|one| same(one, item))
            .unwrap_or_else(|| {
                next += 1;
                next - 1
            })
    };
    Some(later.iter().map(place).collect())
}

fn put<T>(items: &mut Vec<T>, places: Vec<usize>) {
    let mut placed: Vec<(usize, T)> = places.into_iter().zip(items.drain(..)).collect();
    placed.sort_by_key(|(place, _)| *place);
    items.extend(placed.into_iter().map(|(_, item)| item));
}

/// Where everything stands that targets point to.
struct Places {
    people: Vec<usize>,
    queues: Vec<usize>,
    attendants: Vec<usize>,
    groups: Vec<usize>,
    templates: Vec<usize>,
}

impl Places {
    fn renumber(&self, queue: &mut Queue) {
        for agent in queue.agents.iter_mut().chain(&mut queue.by_group) {
            moved(agent, &self.people);
        }
        for shift in queue.shifts.iter_mut().flatten() {
            moved(&mut shift.person, &self.people);
        }
        if let Some(callback) = &mut queue.callback {
            moved(&mut callback.mail_to, &self.groups);
        }
        for template in &mut queue.compliance_recording.templates {
            moved(template, &self.templates);
        }
        let exceptions: [Option<&mut Exception>; 3] = [
            Some(&mut queue.overflow),
            Some(&mut queue.timeout),
            queue.no_agents.as_mut(),
        ];
        for exception in exceptions.into_iter().flatten() {
            self.retarget(&mut exception.target);
        }
    }

    fn renumber_person(&self, person: &mut Person) {
        let calling = &mut person.calling;
        let answerers = [&mut calling.forwarding, &mut calling.unanswered];
        for answerer in answerers.into_iter().flatten() {
            match answerer {
                Answerer::Person { person } => moved(person, &self.people),
                Answerer::Voicemail | Answerer::Number { .. } => {}
            }
        }
    }

    fn renumber_attendant(&self, attendant: &mut Attendant) {
        if let Some(operator) = &mut attendant.operator {
            self.retarget(operator);
        }
        let scope = &mut attendant.scope;
        for group in scope.include.iter_mut().chain(&mut scope.exclude) {
            moved(group, &self.groups);
        }
        let after_hours = attendant.after_hours.iter_mut();
        let holidays = attendant.holidays.iter_mut();
        let flows = [&mut attendant.flow]
            .into_iter()
            .chain(after_hours.map(|closed| &mut closed.flow))
            .chain(holidays.map(|holiday| &mut holiday.flow));
        for flow in flows {
            self.retarget_flow(flow);
        }
    }

    fn retarget_flow(&self, flow: &mut Flow) {
        for option in &mut flow.options {
            match &mut option.action {
                MenuAction::Redirect(target) => self.retarget(target),
                MenuAction::Disconnect | MenuAction::Operator | MenuAction::Announcement(_) => {}
            }
        }
    }

    fn retarget(&self, target: &mut Target) {
        match target {
            Target::Disconnect | Target::DisconnectWithBusy | Target::External { .. } => {}
            Target::Queue { queue, .. } => moved(queue, &self.queues),
            Target::Attendant { attendant, .. } => moved(attendant, &self.attendants),
            Target::Person { person } | Target::Voicemail { person } => {
                moved(person, &self.people);
            }
            Target::SharedVoicemail { group, .. } => moved(group, &self.groups),
        }
    }
}

fn moved(index: &mut usize, places: &[usize]) {
    if let Some(place) = places.get(*index) {
        *index = *place;
    }
}
