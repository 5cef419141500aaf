//! What a query over records can ask for of each call.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16, "Dimensions and measurements".

use jiff::{Timestamp, civil::DateTime, tz::Offset};

use super::{
    AttendantLeft, AttendantLeg, Cell, Outcome, QueueLeg, Record, calendar::whole_seconds, words,
};
use crate::{Time, civil::civil, declaration::Tenant, teams::Connectivity};

/// What else than records a query is answered from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The tenant, whose ids are asked for.
    pub tenant: &'a Tenant,
    /// The civil time of the run's first instant.
    pub start: Timestamp,
}

/// A dimension by its published name.
#[derive(Clone, Copy)]
pub struct Dimension {
    /// The published name.
    pub name: &'static str,
    of: fn(&Context<'_>, &Record) -> Cell,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: &'static [Self] = DIMENSIONS;

    /// Tells what a call has in it.
    pub fn of(&self, context: &Context<'_>, record: &Record) -> Cell {
        (self.of)(context, record)
    }
}

const fn dimension(name: &'static str, of: fn(&Context<'_>, &Record) -> Cell) -> Dimension {
    Dimension { name, of }
}

const DIMENSIONS: &[Dimension] = &[
    dimension("ConferenceId", |_, record| {
        Cell::text(record.conference_id.as_str())
    }),
    dimension("DialogId", |_, record| {
        Cell::text(record.dialog_id.as_str())
    }),
    dimension("DocumentId", |_, record| {
        let of_queue = record.queue.as_ref().map(|leg| &leg.document_id);
        let of_attendant = record.attendant.as_ref().map(|leg| &leg.document_id);
        let id = of_queue.or(of_attendant);
        id.map_or(Cell::Empty, |id| Cell::text(id.as_str()))
    }),
    dimension("Date", |context, record| {
        let day = context.utc(record.came).date();
        Cell::DateTime(day.to_datetime(jiff::civil::Time::MIN))
    }),
    dimension("Hour", |context, record| {
        number(context.utc(record.came).hour())
    }),
    dimension("Minute", |context, record| {
        number(context.utc(record.came).minute())
    }),
    dimension("Second", |context, record| {
        number(context.utc(record.came).second())
    }),
    dimension("UserStartTimeUTC", |context, record| {
        Cell::DateTime(context.utc(record.came))
    }),
    dimension("EndTime", |context, record| context.end(record)),
    // The record is written when the call is over.
    dimension("Timestamp", |context, record| context.end(record)),
    dimension("Duration", |_, record| Cell::whole_seconds(record.lasted)),
    dimension("FirstIsCaller", |_, _| Cell::Truth(true)),
    // Callers from outside have no name in the tenant.
    dimension("FirstUPN", |_, _| Cell::Empty),
    dimension("SecondUPN", |_, record| {
        let agent = record.agents.first();
        agent.map_or(Cell::Empty, |leg| Cell::text(&leg.agent))
    }),
    dimension("TenantId", |context, _| {
        Cell::text(context.tenant.id.as_str())
    }),
    dimension("PSTNCallDuration", |_, record| {
        Cell::whole_seconds(record.on_phone())
    }),
    dimension("PSTNCallType", |_, record| {
        Cell::text(match record.connectivity {
            Connectivity::Internal => "Internal",
            Connectivity::AcsCall
            | Connectivity::CallingPlan
            | Connectivity::OperatorConnect
            | Connectivity::DirectRouting => "External",
        })
    }),
    dimension("PSTNConnectivityType", |_, record| {
        Cell::text(words::connectivity(record.connectivity))
    }),
    dimension("AutoAttendantId", |context, record| {
        attendant(record, |leg| {
            let mut all = context.tenant.attendants.iter();
            let found = all.find(|one| one.name == leg.attendant);
            found.map_or(Cell::Empty, |one| Cell::text(one.id.as_str()))
        })
    }),
    dimension("AutoAttendantIdentity", |_, record| {
        attendant(record, |leg| Cell::text(&leg.attendant))
    }),
    dimension("AutoAttendantCount", |_, record| {
        Cell::Whole(u64::from(record.attendants))
    }),
    dimension("AutoAttendantChainIndex", |_, record| {
        attendant(record, |_| Cell::Whole(super::attendants::CHAIN_INDEX))
    }),
    dimension("AutoAttendantChainStartTime", |context, record| {
        attendant(record, |leg| Cell::DateTime(context.utc(leg.came)))
    }),
    dimension("AutoAttendantChainDurationInSecs", |_, record| {
        attendant(record, |leg| Cell::seconds(leg.stayed))
    }),
    dimension("AutoAttendantCallerActionCounts", |_, record| {
        left(record, |left| Cell::Whole(u64::from(left.selections)))
    }),
    dimension("HasAA", |_, record| Cell::Truth(record.attendant.is_some())),
    dimension("AutoAttendantDirectorySearchMethod", |_, record| {
        left(record, |left| {
            Cell::text(left.search.map_or("", words::search))
        })
    }),
    dimension("AutoAttendantTransferAction", |_, record| {
        left(record, |left| {
            Cell::text(words::transfer_action(left.action.as_deref()))
        })
    }),
    dimension("AutoAttendantCallFlow", |_, record| {
        left(record, |left| {
            Cell::text(left.call_flow.map_or("", words::call_flow))
        })
    }),
    dimension("AutoAttendantCallResult", |_, record| {
        left(record, |left| Cell::text(words::result(left.result)))
    }),
    dimension("CallQueueId", |context, record| {
        queue(record, |leg| {
            let mut all = context.tenant.queues.iter();
            let found = all.find(|one| one.name == leg.queue);
            found.map_or(Cell::Empty, |one| Cell::text(one.id.as_str()))
        })
    }),
    dimension("CallQueueIdentity", |_, record| {
        queue(record, |leg| Cell::text(&leg.queue))
    }),
    dimension("CallQueueAgentCount", |_, record| {
        queue(record, |leg| Cell::Whole(u64::from(leg.agents)))
    }),
    dimension("CallQueueAgentOptInCount", |_, record| {
        queue(record, |leg| Cell::Whole(u64::from(leg.opted_in)))
    }),
    dimension("CallQueueDurationSeconds", |_, record| {
        queue(record, |leg| Cell::seconds(leg.waited))
    }),
    dimension("HasCQ", |_, record| Cell::Truth(record.queue.is_some())),
    // Only the first queue is reported: it was transferred from none.
    dimension("TransferredFromCQId", |_, _| Cell::Empty),
    dimension("TransferredFromCallQueueIdentity", |_, _| Cell::Empty),
    dimension("CallQueueCallResult", |_, record| {
        outcome(record, |outcome| Cell::text(outcome.result.word()))
    }),
    dimension("CallQueueFinalStateAction", |_, record| {
        outcome(record, |outcome| Cell::text(outcome.action.word()))
    }),
    dimension("CallQueueTargetType", |_, record| {
        outcome(record, |outcome| Cell::text(outcome.target.word()))
    }),
];

impl Context<'_> {
    fn utc(&self, at: Time) -> DateTime {
        whole_seconds(Offset::UTC.to_datetime(civil(self.start, at)))
    }

    fn end(&self, record: &Record) -> Cell {
        record
            .over
            .map_or(Cell::Empty, |over| Cell::DateTime(self.utc(over)))
    }
}

fn number(part: i8) -> Cell {
    Cell::Whole(u64::from(part.unsigned_abs()))
}

fn attendant(record: &Record, of: impl FnOnce(&AttendantLeg) -> Cell) -> Cell {
    record.attendant.as_ref().map_or(Cell::Empty, of)
}

fn left(record: &Record, of: impl FnOnce(&AttendantLeft) -> Cell) -> Cell {
    attendant(record, |leg| leg.left.as_ref().map_or(Cell::Empty, of))
}

fn queue(record: &Record, of: impl FnOnce(&QueueLeg) -> Cell) -> Cell {
    record.queue.as_ref().map_or(Cell::Empty, of)
}

fn outcome(record: &Record, of: impl FnOnce(Outcome) -> Cell) -> Cell {
    queue(record, |leg| leg.outcome.map_or(Cell::Empty, of))
}
