"""A chat service without webhooks: it asks for the messages of its threads every two seconds."""

import logging
import os
from threading import Event, Lock, Thread

from azure.communication.chat import (
    ChatClient,
    ChatMessageType,
    ChatParticipant,
    ChatThreadClient,
    CommunicationTokenCredential,
)
from azure.communication.identity import CommunicationIdentityClient, CommunicationTokenScope
from azure.core.exceptions import AzureError, HttpResponseError
from flask import Flask, request

CONNECTION_STRING = os.environ["COMMUNICATION_CONNECTION_STRING"]
ENDPOINT = dict(part.split("=", 1) for part in CONNECTION_STRING.split(";") if part)["endpoint"].rstrip("/")
POLL_S = 2.0

app = Flask(__name__)
identities = CommunicationIdentityClient.from_connection_string(CONNECTION_STRING, retry_total=1)
open_chats: list["Chat"] = []
lock = Lock()


class Chat:
    """One customer's thread. The bot has a user of its own in each."""

    def __init__(self, name: str) -> None:
        bot, bot_token = identities.create_user_and_token([CommunicationTokenScope.CHAT])
        customer, token = identities.create_user_and_token([CommunicationTokenScope.CHAT])
        client = ChatClient(ENDPOINT, CommunicationTokenCredential(bot_token.token), retry_total=1)
        participants = [
            ChatParticipant(identifier=bot, display_name="Contoso"),
            ChatParticipant(identifier=customer, display_name=name),
        ]
        created = client.create_chat_thread(f"Help for {name}", thread_participants=participants)
        self.thread_id = created.chat_thread.id
        self.customer_id = customer.properties["id"]
        self.token = token.token
        self._thread: ChatThreadClient = client.get_chat_thread_client(self.thread_id, retry_total=1)
        self._answered: set[str] = set()
        self._say(f"Hello {name}, how can we help?")

    def poll(self) -> None:
        """Answers what the customer wrote since the last time."""
        messages = [
            message
            for message in self._thread.list_messages()
            if message.type == ChatMessageType.TEXT
            and message.sender.raw_id == self.customer_id
            and message.id not in self._answered
        ]
        for message in reversed(messages):
            self._say(reply_to(message.content.message or ""))
            self._answered.add(message.id)

    def _say(self, text: str) -> None:
        self._thread.send_message(text, sender_display_name="Contoso")


def reply_to(message: str) -> str:
    message = message.lower()
    if "hours" in message:
        return "We are open Monday to Friday, from 9:00 to 17:00."
    if any(word in message for word in ("person", "agent", "human")):
        return "To talk to one of us, please call +18005550100."
    return "I can help with our opening hours, or tell you how to reach a person."


def poll_forever() -> None:
    pause = Event()
    while not pause.wait(POLL_S):
        with lock:
            chats = list(open_chats)
        for chat in chats:
            try:
                chat.poll()
            except HttpResponseError as error:
                if error.status_code in (401, 403, 404):
                    # The thread is gone, or the bot is no longer in it.
                    with lock:
                        open_chats.remove(chat)
                else:
                    app.logger.error("polling %s: %s", chat.thread_id, error.message)
            except AzureError as error:
                app.logger.error("polling %s: %s", chat.thread_id, error.message)


@app.get("/health")
def health():
    return ""


@app.post("/chats")
def open_chat():
    chat = Chat(request.get_json()["name"])
    with lock:
        open_chats.append(chat)
    return {
        "threadId": chat.thread_id,
        "userId": chat.customer_id,
        "token": chat.token,
        "endpoint": ENDPOINT,
    }


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    Thread(target=poll_forever, daemon=True).start()
    app.run("127.0.0.1", int(os.environ["PORT"]))
