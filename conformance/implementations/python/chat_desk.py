"""The chats of the website: threads of a customer, the bot and the service itself."""

from dataclasses import dataclass
from threading import Lock
from typing import Callable

from azure.communication.chat import (
    ChatClient,
    ChatParticipant,
    CommunicationTokenCredential,
    identifier_from_raw_id,
)
from azure.communication.identity import (
    CommunicationIdentityClient,
    CommunicationTokenScope,
    CommunicationUserIdentifier,
)
from azure.core.exceptions import HttpResponseError

from settings import RETRIES, Settings

NAME = "Contoso"
SCOPES = [CommunicationTokenScope.CHAT]


@dataclass
class Thread:
    """An open thread. The service has another user in each, so that whoever gets hold of a token can
    read one chat and no more."""

    id: str
    customer_id: str
    user: CommunicationUserIdentifier
    client: ChatClient


class ChatDesk:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._endpoint = endpoint_of(settings.connection_string)
        self._identities = CommunicationIdentityClient.from_connection_string(
            settings.connection_string, retry_total=RETRIES
        )
        self._threads: dict[str, Thread] = {}
        self._lock = Lock()

    def open_chat(self, name: str) -> dict[str, str]:
        """A customer opens the help page: a thread with the bot, which says the welcome."""
        service, service_token = self._identities.create_user_and_token(SCOPES)
        customer, customer_token = self._identities.create_user_and_token(
            [CommunicationTokenScope.CHAT, CommunicationTokenScope.VOIP]
        )
        client = self._chat_client(service_token.token)
        bot = identifier_from_raw_id(self._settings.bot_id)
        participants = [
            ChatParticipant(identifier=service, display_name=NAME),
            ChatParticipant(identifier=bot, display_name=NAME),
            ChatParticipant(identifier=customer, display_name=name),
        ]
        created = client.create_chat_thread(f"Help for {name}", thread_participants=participants)
        customer_id = customer.properties["id"]
        thread = Thread(created.chat_thread.id, customer_id, service, client)
        with self._lock:
            self._threads[thread.id] = thread
        return {
            "threadId": thread.id,
            "userId": customer_id,
            "token": customer_token.token,
            "endpoint": self._endpoint,
        }

    def close_chat(self, thread_id: str) -> bool:
        """The chat is over. Says whether it was one of ours."""
        thread = self._thread(thread_id)
        if thread is None:
            return False
        self._as_service(thread, lambda client: client.delete_chat_thread(thread_id))
        self.forget(thread_id)
        return True

    def forget(self, thread_id: str) -> None:
        with self._lock:
            self._threads.pop(thread_id, None)

    def hand_off(self, thread_id: str, queue: str) -> None:
        """Asks the customer to call a queue or an attendant; the chat window has a button for that."""
        thread = self._thread(thread_id)
        if thread is not None:
            metadata = {"handoff": "call", "teamsAppId": self._settings.teams_apps[queue]}
            self._say(thread, "Please call us from this window.", metadata)

    def call_ended(self, call: dict) -> None:
        """A call over the internet has ended; it may have come from a chat window."""
        caller = call.get("startedBy", {}).get("communicationIdentifier", {}).get("rawId")
        with self._lock:
            threads = [one for one in self._threads.values() if one.customer_id == caller]
        for thread in threads:
            self._say(thread, "Thank you for calling.")

    def _thread(self, thread_id: str) -> Thread | None:
        with self._lock:
            return self._threads.get(thread_id)

    def _say(self, thread: Thread, text: str, metadata: dict[str, str] | None = None) -> None:
        def send(client: ChatClient) -> None:
            client.get_chat_thread_client(thread.id, retry_total=RETRIES).send_message(
                text, sender_display_name=NAME, metadata=metadata
            )

        try:
            self._as_service(thread, send)
        except HttpResponseError as error:
            if error.status_code not in (401, 403, 404):
                raise
            # The thread or its user is deleted, or the user is not in it.
            self.forget(thread.id)

    def _as_service(self, thread: Thread, act: Callable[[ChatClient], None]) -> None:
        """Does something as the service's user. A token may be revoked before it expires."""
        try:
            act(thread.client)
        except HttpResponseError as error:
            if error.status_code != 401:
                raise
            token = self._identities.get_token(thread.user, SCOPES)
            thread.client = self._chat_client(token.token)
            act(thread.client)

    def _chat_client(self, token: str) -> ChatClient:
        credential = CommunicationTokenCredential(token)
        return ChatClient(self._endpoint, credential, retry_total=RETRIES)


def endpoint_of(connection_string: str) -> str:
    parts = dict(part.split("=", 1) for part in connection_string.split(";") if part)
    return parts["endpoint"].rstrip("/")
