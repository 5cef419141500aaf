//! The historical reports of auto attendants and call queues, as a fold over facts: nothing here looks at the world.
//!
//! [`records`] makes one record of each call that reached a voice app; a [`Table`] is a view of the records with the
//! columns of the published report template.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16 (report template 3.1.8). Only the
//! first attendant and the first queue of a call are reported (the same document, "Known issues").

mod agent_summaries;
mod agents;
mod attendant_legend;
mod attendants;
mod calendar;
mod dimensions;
mod final_states;
mod groups;
mod outcome;
mod query;
mod queue_legend;
mod queues;
mod record;
mod row_ids;
mod table;
mod tables;
mod words;

pub use attendant_legend::AttendantLegend;
pub use calendar::{Level, View};
pub use dimensions::{Context, Dimension};
pub use outcome::{FinalStateAction, Outcome, QueueResult, TargetType};
pub use query::{Filter, Measurement, Operand, Query, ROWS_DEFAULT, ROWS_MAX, answer};
pub use queue_legend::{DetailedLegend, Exceptional, FinalStateLegend, QueueLegend};
pub use record::{
    AgentLeg, AttendantLeft, AttendantLeg, AttendantResultTold, QueueLeg, Record, Source, records,
};
pub use table::{Cell, Table};
pub use tables::TableName;
