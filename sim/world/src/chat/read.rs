//! Reading chats: with the rights of a reader, as the service does, or with none asked, as events and scripts do.

use jiff::Timestamp;

use super::{
    MessageId, MessageView, ParticipantView, ReceiptView, Refusal as Refused, State, ThreadCursor,
    ThreadId, ThreadItem, ThreadView,
};
use crate::RawId;

impl State {
    /// Shows a thread, deleted ones included, whoever asks.
    pub fn thread(&self, id: &ThreadId) -> Option<&ThreadView> {
        self.threads.get(id).map(|thread| &thread.view)
    }

    /// Shows a message, whoever asks.
    pub fn message(&self, thread: &ThreadId, id: MessageId) -> Option<&MessageView> {
        self.threads.get(thread)?.message(id).ok()
    }

    /// Lists everything said in a thread, oldest first, whoever asks.
    pub fn messages(&self, thread: &ThreadId) -> &[MessageView] {
        self.threads
            .get(thread)
            .map_or(&[], |thread| thread.messages())
    }

    /// Lists who is in a thread, or was when it was deleted, whoever asks.
    pub fn participants(&self, thread: &ThreadId) -> Vec<&ParticipantView> {
        self.threads
            .get(thread)
            .map_or_else(Vec::new, |thread| thread.present().collect())
    }

    /// Shows somebody who is in a thread, or was, whoever asks.
    pub fn member(&self, thread: &ThreadId, id: &RawId) -> Option<&ParticipantView> {
        let member = self.threads.get(thread)?.member(id);
        member.ok().map(|member| &member.view)
    }

    /// Lists the threads that somebody is or was in, in the order of joining.
    pub fn threads_of(&self, participant: &RawId) -> &[ThreadId] {
        self.threads_of.get(participant).map_or(&[], Vec::as_slice)
    }

    /// Shows a thread to somebody who is or was in it.
    ///
    /// # Errors
    /// There is no such thread, or the reader was never in it.
    pub fn read_thread(&self, reader: &RawId, id: &ThreadId) -> Result<&ThreadView, Refused> {
        let thread = self.live(id)?;
        thread.member(reader)?;
        Ok(&thread.view)
    }

    /// Shows a message to somebody who may see it.
    ///
    /// # Errors
    /// There is no such thread or message, the reader was never in the thread, or the message is hidden from them.
    pub fn read_message(
        &self,
        reader: &RawId,
        thread: &ThreadId,
        id: MessageId,
    ) -> Result<&MessageView, Refused> {
        let thread = self.live(thread)?;
        let member = thread.member(reader)?;
        let message = thread.message(id)?;
        if member.sees(message) {
            Ok(message)
        } else {
            Err(Refused::MessageNotFound(id))
        }
    }

    /// Lists the messages that somebody may see, newest first: those that arrived at `start` or later, and before the
    /// message `before`.
    ///
    /// # Errors
    /// There is no such thread, or the reader was never in it.
    pub fn read_messages<'a>(
        &'a self,
        reader: &RawId,
        thread: &ThreadId,
        start: Option<Timestamp>,
        before: Option<MessageId>,
    ) -> Result<impl Iterator<Item = &'a MessageView> + use<'a>, Refused> {
        let thread = self.live(thread)?;
        let member = thread.member(reader)?;
        let all = thread.messages();
        let end = before.map_or(all.len(), |before| {
            all.partition_point(|one| one.id < before)
        });
        let start = start.unwrap_or(Timestamp::MIN);
        let shown = all[..end]
            .iter()
            .rev()
            .take_while(move |message| message.created_on >= start);
        Ok(shown.filter(move |message| member.sees(message)))
    }

    /// Lists the participants of a thread to one of them.
    ///
    /// # Errors
    /// There is no such thread, or the reader is not in it, or no longer.
    pub fn read_participants(
        &self,
        reader: &RawId,
        thread: &ThreadId,
    ) -> Result<Vec<&ParticipantView>, Refused> {
        let thread = self.live(thread)?;
        thread.participant(reader)?;
        Ok(thread.present().collect())
    }

    /// Lists how far the participants have read, to one of them.
    ///
    /// # Errors
    /// There is no such thread, or the reader is not in it, or no longer.
    pub fn read_receipts(
        &self,
        reader: &RawId,
        thread: &ThreadId,
    ) -> Result<&[ReceiptView], Refused> {
        let thread = self.live(thread)?;
        thread.participant(reader)?;
        Ok(&thread.receipts)
    }

    /// Lists the threads that somebody is or was in, newest activity first: those active at `start` or later, and after the
    /// line at which an earlier page ended. Deleted ones are still listed.
    pub fn read_threads(
        &self,
        reader: &RawId,
        start: Option<Timestamp>,
        after: Option<&ThreadCursor>,
    ) -> Vec<ThreadItem> {
        let listed = self.threads_of(reader).iter();
        let mut items: Vec<_> = listed
            .filter_map(|id| {
                let thread = self.threads.get(id)?;
                let at = thread.last_activity(thread.member(reader).ok()?);
                Some(ThreadItem {
                    id: id.clone(),
                    topic: thread.view.topic.clone(),
                    deleted_on: thread.view.deleted_on,
                    last_message_received_on: at,
                })
            })
            .filter(|item| start.is_none_or(|start| item.last_message_received_on >= start))
            .filter(|item| after.is_none_or(|after| comes_after(item, after)))
            .collect();
        items.sort_by(|a, b| {
            let newest_first = b.last_message_received_on.cmp(&a.last_message_received_on);
            newest_first.then_with(|| a.id.cmp(&b.id))
        });
        items
    }
}

fn comes_after(item: &ThreadItem, cursor: &ThreadCursor) -> bool {
    let at = item.last_message_received_on;
    at < cursor.at || (at == cursor.at && item.id > cursor.id)
}
