//! Agents in the books: who is on duty, talks, wraps up, and works on when their duty is over.

use ringback_engine::{
    Time,
    queues::{Activity, AgentId},
};

use super::Books;

/// Whether an agent is ready for contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ready {
    Yes,
    No,
}

impl Books {
    /// An agent becomes ready for contacts, or is no more.
    pub(crate) fn duty(&mut self, at: Time, agent: AgentId, ready: Ready) {
        let at = at.as_micros();
        self.reach(at);
        let (number, group) = (agent.0 as usize, self.group_of[agent.0 as usize] as usize);
        let is_ready = ready == Ready::Yes;
        if core::mem::replace(&mut self.on_duty[number], is_ready) == is_ready {
            return;
        }
        let is_busy = matches!(
            self.activity[number],
            Activity::Talking | Activity::WrappingUp
        );
        if is_ready {
            if self.staffed[group].level() == 0 {
                self.unstaffed[group].down(at);
            }
            self.staffed[group].up(at);
            if is_busy {
                self.overtime[group].down(at);
            }
        } else {
            self.staffed[group].down(at);
            if self.staffed[group].level() == 0 {
                self.unstaffed[group].up(at);
            }
            if is_busy {
                self.overtime[group].up(at);
            }
        }
    }

    #[inline]
    pub(super) fn turns_to(&mut self, at: u64, agent: AgentId, activity: Activity) {
        let (number, group) = (agent.0 as usize, self.group_of[agent.0 as usize] as usize);
        let before = core::mem::replace(&mut self.activity[number], activity);
        let was_busy = match before {
            Activity::Talking => {
                self.talking[group].down(at);
                true
            }
            Activity::WrappingUp => {
                self.wrapping_up[group].down(at);
                true
            }
            Activity::LoggedOut | Activity::NotReady | Activity::Idle => false,
        };
        let is_busy = match activity {
            Activity::Talking => {
                self.talking[group].up(at);
                true
            }
            Activity::WrappingUp => {
                self.wrapping_up[group].up(at);
                true
            }
            Activity::LoggedOut | Activity::NotReady | Activity::Idle => false,
        };
        if !self.on_duty[number] && was_busy != is_busy {
            if is_busy {
                self.overtime[group].up(at);
            } else {
                self.overtime[group].down(at);
            }
        }
    }
}
