//! The five tables of the report template.

use super::{Record, Table, View, agent_summaries, agents, attendants, final_states, queues};

/// A table by its published name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableName {
    /// `fAutoAttendant`: a row for each call by its first attendant.
    AutoAttendant,
    /// `fCallQueueAnalytics`: a row for each call by its first queue.
    CallQueueAnalytics,
    /// `fCallQueueFinalStateAction`: calls of an hour that ended alike in a queue.
    CallQueueFinalStateAction,
    /// `fAgentTimelineAnalytics`: a row for each call that an agent answered.
    AgentTimelineAnalytics,
    /// `fAgentTimelineAnalyticsSummary`: calls of an hour that an agent answered of a queue.
    AgentTimelineAnalyticsSummary,
}

impl TableName {
    /// Every table.
    pub const ALL: [Self; 5] = [
        Self::AutoAttendant,
        Self::CallQueueAnalytics,
        Self::CallQueueFinalStateAction,
        Self::AgentTimelineAnalytics,
        Self::AgentTimelineAnalyticsSummary,
    ];

    /// Shows the published name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AutoAttendant => "fAutoAttendant",
            Self::CallQueueAnalytics => "fCallQueueAnalytics",
            Self::CallQueueFinalStateAction => "fCallQueueFinalStateAction",
            Self::AgentTimelineAnalytics => "fAgentTimelineAnalytics",
            Self::AgentTimelineAnalyticsSummary => "fAgentTimelineAnalyticsSummary",
        }
    }

    /// Makes the table of these records.
    pub fn table(self, records: &[Record], view: &View) -> Table {
        match self {
            Self::AutoAttendant => attendants::table(self.name(), records, view),
            Self::CallQueueAnalytics => queues::table(self.name(), records, view),
            Self::CallQueueFinalStateAction => final_states::table(self.name(), records, view),
            Self::AgentTimelineAnalytics => agents::table(self.name(), records, view),
            Self::AgentTimelineAnalyticsSummary => {
                agent_summaries::table(self.name(), records, view)
            }
        }
    }
}
