"""The bot that welcomes customers in the chat and answers simple questions."""

from threading import Lock

from azure.communication.chat import ChatClient, ChatParticipant, CommunicationTokenCredential
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
        self._login: tuple[CommunicationUserIdentifier, ChatClient] | None = None
        self._lock = Lock()
        self._answered = Seen()

    def open_chat(self, name: str, question: str | None) -> dict[str, str]:
        """A customer opens the help page: a thread with the bot, and a welcome in it."""
        user, chat = self._logged_in()
        customer, token = self._create_user()
        try:
            thread_id = create_thread(chat, name, user, customer)
        except HttpResponseError as error:
            if error.status_code not in (401, 403):
                raise
            user, chat = self._logged_in(again=True)
            thread_id = create_thread(chat, name, user, customer)
        self._send(chat, thread_id, f"Hello {name}, how can we help?")
        if question:
            self._send(chat, thread_id, self._reply_to(question))
        return {
            "threadId": thread_id,
            "userId": customer.properties["id"],
            "token": token,
            "endpoint": self._endpoint,
        }

    def receive(self, message: dict) -> None:
        """A message was written in a thread."""
        user, chat = self._logged_in()
        own_id = user.properties["id"]
        recipient = message.get("recipientCommunicationIdentifier") or {"rawId": own_id}
        sender = message["senderCommunicationIdentifier"]
        if sender["rawId"] == own_id or recipient["rawId"] != own_id:
            return
        # A subscription to both event types reports a message twice, under two event ids.
        with self._answered.once(f"{message['threadId']}/{message['messageId']}") as is_new:
            if is_new:
                try:
                    self._send(chat, message["threadId"], self._reply_to(message["messageBody"]))
                except HttpResponseError as error:
                    # The thread is deleted, or the bot is not in it.
                    if error.status_code not in (403, 404):
                        raise

    def _logged_in(self, again: bool = False) -> tuple[CommunicationUserIdentifier, ChatClient]:
        """The bot's user, created when it is needed first."""
        with self._lock:
            if self._login is None or again:
                user, token = self._create_user()
                credential = CommunicationTokenCredential(token)
                chat = ChatClient(self._endpoint, credential, retry_total=RETRIES)
                self._login = user, chat
            return self._login

    def _create_user(self) -> tuple[CommunicationUserIdentifier, str]:
        user, token = self._identities.create_user_and_token([CommunicationTokenScope.CHAT])
        return user, token.token

    def _send(self, chat: ChatClient, thread_id: str, text: str) -> None:
        with chat.get_chat_thread_client(thread_id, retry_total=RETRIES) as thread:
            thread.send_message(text, sender_display_name=NAME)

    def _reply_to(self, message: str) -> str:
        message = message.lower()
        if "hours" in message:
            return "We are open Monday to Friday, from 9:00 to 17:00."
        if any(word in message for word in ("person", "agent", "human")):
            return f"To talk to one of us, please call {self._phone_number}."
        return "I can help with our opening hours, or tell you how to reach a person."


def create_thread(
    chat: ChatClient,
    name: str,
    bot: CommunicationUserIdentifier,
    customer: CommunicationUserIdentifier,
) -> str:
    participants = [
        ChatParticipant(identifier=bot, display_name=NAME),
        ChatParticipant(identifier=customer, display_name=name),
    ]
    created = chat.create_chat_thread(f"Help for {name}", thread_participants=participants)
    return created.chat_thread.id


def endpoint_of(connection_string: str) -> str:
    parts = dict(part.split("=", 1) for part in connection_string.split(";") if part)
    return parts["endpoint"].rstrip("/")
