"""The bot that welcomes customers in the chat and answers simple questions."""

from threading import Lock

from azure.communication.chat import (
    ChatClient,
    ChatParticipant,
    ChatThreadClient,
    CommunicationTokenCredential,
)
from azure.communication.identity import (
    CommunicationIdentityClient,
    CommunicationTokenScope,
    CommunicationUserIdentifier,
)
from azure.core.exceptions import HttpResponseError

from seen import Seen
from settings import RETRIES, Settings

NAME = "Contoso"


class ChatBot:
    def __init__(self, settings: Settings) -> None:
        self._phone_number = settings.phone_number
        self._endpoint = endpoint_of(settings.connection_string)
        self._identities = CommunicationIdentityClient.from_connection_string(
            settings.connection_string, retry_total=RETRIES
        )
        # The open threads, and the bot's user in each. It has another one in each, so that whoever
        # gets hold of a token can read one chat and no more.
        self._threads: dict[str, tuple[ChatThreadClient, str]] = {}
        self._lock = Lock()
        self._answered = Seen()

    def open_chat(self, name: str, question: str | None) -> dict[str, str]:
        """A customer opens the help page: a thread with the bot, and a welcome in it."""
        bot, bot_token = self._create_user()
        customer, token = self._create_user()
        client = ChatClient(
            self._endpoint, CommunicationTokenCredential(bot_token), retry_total=RETRIES
        )
        participants = [
            ChatParticipant(identifier=bot, display_name=NAME),
            ChatParticipant(identifier=customer, display_name=name),
        ]
        created = client.create_chat_thread(f"Help for {name}", thread_participants=participants)
        thread_id = created.chat_thread.id
        thread = client.get_chat_thread_client(thread_id, retry_total=RETRIES)
        with self._lock:
            self._threads[thread_id] = thread, bot.properties["id"]

        say(thread, f"Hello {name}, how can we help?")
        if question:
            say(thread, self._reply_to(question))
        return {
            "threadId": thread_id,
            "userId": customer.properties["id"],
            "token": token,
            "endpoint": self._endpoint,
        }

    def receive(self, message: dict) -> None:
        """A message was written in a thread."""
        thread_id = message["threadId"]
        with self._lock:
            thread, bot_id = self._threads.get(thread_id, (None, None))
        recipient = message.get("recipientCommunicationIdentifier") or {"rawId": bot_id}
        sender = message["senderCommunicationIdentifier"]
        if thread is None or sender["rawId"] == bot_id or recipient["rawId"] != bot_id:
            return
        # A subscription to both event types reports a message twice, under two event ids.
        with self._answered.once(f"{thread_id}/{message['messageId']}") as is_new:
            if is_new:
                try:
                    say(thread, self._reply_to(message["messageBody"]))
                except HttpResponseError as error:
                    if error.status_code not in (401, 403, 404):
                        raise
                    # The thread or its user is deleted, or the user is not in it.
                    with self._lock:
                        self._threads.pop(thread_id, None)

    def _create_user(self) -> tuple[CommunicationUserIdentifier, str]:
        user, token = self._identities.create_user_and_token([CommunicationTokenScope.CHAT])
        return user, token.token

    def _reply_to(self, message: str) -> str:
        message = message.lower()
        if "hours" in message:
            return "We are open Monday to Friday, from 9:00 to 17:00."
        if any(word in message for word in ("person", "agent", "human")):
            return f"To talk to one of us, please call {self._phone_number}."
        return "I can help with our opening hours, or tell you how to reach a person."


def say(thread: ChatThreadClient, text: str) -> None:
    thread.send_message(text, sender_display_name=NAME)


def endpoint_of(connection_string: str) -> str:
    parts = dict(part.split("=", 1) for part in connection_string.split(";") if part)
    return parts["endpoint"].rstrip("/")
