"""A chat service that escalates after a minute, on the clock of the test.

A service that waits takes the time from a time provider. This one's asks the simulator to wake it
up, so a test need not last a minute.
"""

import logging
import os
from threading import Lock, Thread

import requests
from azure.communication.chat import (
    ChatClient,
    ChatParticipant,
    ChatThreadClient,
    CommunicationTokenCredential,
)
from azure.communication.identity import CommunicationIdentityClient, CommunicationTokenScope
from azure.core.exceptions import AzureError
from flask import Flask, request

CONNECTION_STRING = os.environ["COMMUNICATION_CONNECTION_STRING"]
ENDPOINT = dict(part.split("=", 1) for part in CONNECTION_STRING.split(";") if part)["endpoint"].rstrip("/")
CONTROL = os.environ["RINGBACK_CONTROL"]
ESCALATES_AFTER = "60s"

app = Flask(__name__)
identities = CommunicationIdentityClient.from_connection_string(CONNECTION_STRING, retry_total=1)
# The open threads by their id, and the raw id of the customer in each.
threads: dict[str, tuple[ChatThreadClient, str]] = {}
seen: set[str] = set()
lock = Lock()


def sleep(duration: str) -> None:
    """Lets so much simulated time pass."""
    requests.post(f"{CONTROL}/clock/sleeps", json={"for": duration}).raise_for_status()


def escalate(thread: ChatThreadClient) -> None:
    try:
        sleep(ESCALATES_AFTER)
        say(thread, "An agent will call you now.")
    except (AzureError, requests.RequestException) as error:
        app.logger.error("escalation: %s", error)


def say(thread: ChatThreadClient, text: str) -> None:
    thread.send_message(text, sender_display_name="Contoso")


@app.get("/health")
def health():
    return ""


@app.post("/chats")
def open_chat():
    name = request.get_json()["name"]
    bot, bot_token = identities.create_user_and_token([CommunicationTokenScope.CHAT])
    customer, token = identities.create_user_and_token([CommunicationTokenScope.CHAT])
    client = ChatClient(ENDPOINT, CommunicationTokenCredential(bot_token.token), retry_total=1)
    participants = [
        ChatParticipant(identifier=bot, display_name="Contoso"),
        ChatParticipant(identifier=customer, display_name=name),
    ]
    created = client.create_chat_thread(f"Help for {name}", thread_participants=participants)
    thread_id = created.chat_thread.id
    thread = client.get_chat_thread_client(thread_id, retry_total=1)
    customer_id = customer.properties["id"]
    with lock:
        threads[thread_id] = thread, customer_id
    say(thread, f"Hello {name}, how can we help?")
    return {
        "threadId": thread_id,
        "userId": customer_id,
        "token": token.token,
        "endpoint": ENDPOINT,
    }


@app.post("/api/events")
def receive_events():
    """Event Grid."""
    for event in request.get_json():
        if event["eventType"] == "Microsoft.EventGrid.SubscriptionValidationEvent":
            return {"validationResponse": event["data"]["validationCode"]}
        if event["eventType"] == "Microsoft.Communication.ChatMessageReceivedInThread":
            receive_message(event["id"], event["data"])
    return ""


def receive_message(event_id: str, message: dict) -> None:
    with lock:
        thread, customer_id = threads.get(message["threadId"], (None, None))
        is_new = event_id not in seen
        seen.add(event_id)
    is_from_customer = message["senderCommunicationIdentifier"]["rawId"] == customer_id
    asks_for_a_person = any(
        word in message["messageBody"].lower() for word in ("person", "agent", "human")
    )
    if is_new and is_from_customer and asks_for_a_person:
        Thread(target=escalate, args=(thread,), daemon=True).start()


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app.run("127.0.0.1", int(os.environ["PORT"]))
