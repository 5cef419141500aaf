//! The world's chats in the published shapes.

use jiff::Timestamp;
use ringback_wire::chat as wire;
use ringback_world::{
    RawId,
    chat::{
        MessageContent, MessageType, MessageView, ParticipantView, ReceiptView, Retention,
        ThreadItem, ThreadView,
    },
};

use super::{asked::Asked, identifier};

/// Metadata and retention of threads and metadata of participants exist since this version.
pub(super) const METADATA_SINCE: &str = "2025-03-15";

/// Spells a time in whole seconds, as every answer of Chat was recorded.
pub(super) fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(super) fn thread(asked: &Asked, thread: &ThreadView) -> wire::ChatThreadProperties {
    let recent = asked.since(METADATA_SINCE);
    let retention = match thread.retention {
        Retention::None => None,
        Retention::ThreadCreationDate { days } => Some(wire::RetentionPolicy::ThreadCreationDate {
            delete_thread_after_days: days,
        }),
    };
    wire::ChatThreadProperties {
        id: thread.id.0.clone(),
        topic: thread.topic.clone(),
        created_on: time(thread.created_on),
        created_by_communication_identifier: identifier::spell(asked, &thread.created_by),
        deleted_on: thread.deleted_on.map(time),
        metadata: if recent {
            thread.metadata.clone()
        } else {
            Default::default()
        },
        retention_policy: retention.filter(|_| recent),
    }
}

pub(super) fn thread_item(item: &ThreadItem) -> wire::ChatThreadItem {
    wire::ChatThreadItem {
        id: item.id.0.clone(),
        topic: item.topic.clone(),
        deleted_on: item.deleted_on.map(time),
        last_message_received_on: Some(time(item.last_message_received_on)),
    }
}

pub(super) fn participant(asked: &Asked, view: &ParticipantView) -> wire::ChatParticipant {
    let recent = asked.since(METADATA_SINCE);
    wire::ChatParticipant {
        communication_identifier: identifier::spell(asked, &view.id),
        display_name: view.display_name.clone(),
        share_history_time: Some(time(view.share_history_from)),
        metadata: if recent {
            view.metadata.clone()
        } else {
            Default::default()
        },
    }
}

pub(super) fn message(asked: &Asked, view: &MessageView) -> wire::ChatMessage {
    let kind = match view.kind {
        MessageType::Text => wire::MessageType::Text,
        MessageType::Html => wire::MessageType::Html,
        MessageType::TopicUpdated => wire::MessageType::TopicUpdated,
        MessageType::ParticipantAdded => wire::MessageType::ParticipantAdded,
        MessageType::ParticipantRemoved => wire::MessageType::ParticipantRemoved,
    };
    let sender = view
        .sender
        .as_ref()
        .map(|sender| identifier::spell(asked, sender));
    wire::ChatMessage {
        id: view.id.0.to_string(),
        r#type: kind,
        sequence_id: view.sequence.to_string(),
        version: view.version.to_string(),
        content: view
            .content
            .as_ref()
            .map(|content| message_content(asked, content)),
        sender_display_name: view.sender_display_name.clone(),
        created_on: time(view.created_on),
        sender_communication_identifier: sender,
        deleted_on: view.deleted_on.map(time),
        edited_on: view.edited_on.map(time),
        metadata: view.metadata.clone(),
    }
}

fn message_content(asked: &Asked, content: &MessageContent) -> wire::MessageContent {
    let by = |initiator: &RawId| Some(identifier::spell(asked, initiator));
    match content {
        MessageContent::Message(text) => wire::MessageContent {
            message: Some(text.clone()),
            ..wire::MessageContent::default()
        },
        MessageContent::Topic { topic, initiator } => wire::MessageContent {
            topic: Some(topic.clone()),
            initiator_communication_identifier: by(initiator),
            ..wire::MessageContent::default()
        },
        MessageContent::Roster {
            participants,
            initiator,
        } => wire::MessageContent {
            participants: Some(
                participants
                    .iter()
                    .map(|one| participant(asked, one))
                    .collect(),
            ),
            initiator_communication_identifier: by(initiator),
            ..wire::MessageContent::default()
        },
    }
}

pub(super) fn receipt(asked: &Asked, view: &ReceiptView) -> wire::ReadReceipt {
    wire::ReadReceipt {
        sender_communication_identifier: identifier::spell(asked, &view.reader),
        chat_message_id: view.message.0.to_string(),
        read_on: time(view.read_on),
    }
}

pub(super) fn invalid(ids: &[RawId]) -> Vec<wire::InvalidParticipant> {
    let show = |id: &RawId| wire::InvalidParticipant {
        code: "403".to_owned(),
        message: "Permissions check failed".to_owned(),
        target: id.to_string(),
    };
    ids.iter().map(show).collect()
}
