"""A phone menu that waits inside its IncomingCall handler until the call is connected.

Services with an event processor are written like this: the code of a call reads from top to bottom,
while the callbacks arrive at another endpoint and wake up whoever waits for them.
"""

import logging
import os
from threading import Condition

from azure.communication.callautomation import (
    CallAutomationClient,
    DtmfTone,
    MicrosoftTeamsAppIdentifier,
    RecognitionChoice,
    RecognizeInputType,
    TextSource,
)
from azure.communication.chat import identifier_from_raw_id
from azure.core.exceptions import HttpResponseError
from flask import Flask, request

PORT = int(os.environ["PORT"])
QUEUES = {"Sales": os.environ["SALES_QUEUE"], "Support": os.environ["SUPPORT_QUEUE"]}
MENU = "Welcome to Contoso. For sales press 1 or say sales. For support press 2 or say support."
CHOICES = [
    RecognitionChoice(label="Sales", phrases=["sales", "buy"], tone=DtmfTone.ONE),
    RecognitionChoice(label="Support", phrases=["support", "help"], tone=DtmfTone.TWO),
]
CONNECTED_WITHIN_S = 60

app = Flask(__name__)
client = CallAutomationClient.from_connection_string(
    os.environ["COMMUNICATION_CONNECTION_STRING"], retry_total=1
)
seen: set[str] = set()
# How the answer of a call came out. The callback may be faster than the reply to the request.
outcomes: dict[str, str] = {}
# The calls that were connected and have not ended.
connected: set[str] = set()
arrival = Condition()


@app.get("/health")
def health():
    return ""


@app.post("/api/events")
def receive_events():
    """Event Grid."""
    for event in request.get_json():
        if event["eventType"] == "Microsoft.EventGrid.SubscriptionValidationEvent":
            return {"validationResponse": event["data"]["validationCode"]}
        if event["eventType"] == "Microsoft.Communication.IncomingCall" and is_new(event["id"]):
            take_call(event["data"])
    return ""


def take_call(incoming_call: dict) -> None:
    answered = client.answer_call(
        incoming_call["incomingCallContext"],
        f"{os.environ['CALLBACK_HOST']}/api/callbacks",
        operation_context="ivr",
        cognitive_services_endpoint=os.environ["COGNITIVE_SERVICES_ENDPOINT"],
    )
    call_id = answered.call_connection_id
    with arrival:
        arrival.wait_for(lambda: call_id in outcomes, CONNECTED_WITHIN_S)
        if outcomes.pop(call_id, None) != "CallConnected":
            return
        connected.add(call_id)
    client.get_call_connection(call_id).start_recognizing_media(
        RecognizeInputType.CHOICES,
        identifier_from_raw_id(incoming_call["from"]["rawId"]),
        play_prompt=spoken(MENU),
        interrupt_prompt=True,
        initial_silence_timeout=5,
        speech_language="en-US",
        choices=CHOICES,
        operation_context="menu-1",
    )


@app.post("/api/callbacks")
def receive_callbacks():
    """Call Automation."""
    for event in request.get_json():
        if is_new(event["id"]):
            take_step(event["type"].removeprefix("Microsoft.Communication."), event["data"])
    return ""


def take_step(event_type: str, data: dict) -> None:
    call_id = data["callConnectionId"]
    call = client.get_call_connection(call_id)
    match event_type:
        case "CallConnected" | "CallDisconnected" | "AnswerFailed":
            with arrival:
                if call_id in connected:
                    connected.remove(call_id)
                else:
                    outcomes[call_id] = event_type
                    arrival.notify_all()
        case "RecognizeCompleted":
            label = data["choiceResult"]["label"]
            queue = MicrosoftTeamsAppIdentifier(QUEUES[label])
            call.transfer_call_to_participant(queue, operation_context=f"transfer:{label}")
        case "RecognizeFailed" | "CallTransferFailed":
            call.play_media(spoken("Goodbye."), operation_context="goodbye")
        case "PlayCompleted" | "PlayFailed":
            call.hang_up(is_for_everyone=True)


def spoken(text: str) -> TextSource:
    return TextSource(text=text, voice_name="en-US-NancyNeural")


def is_new(event_id: str) -> bool:
    with arrival:
        if event_id in seen:
            return False
        seen.add(event_id)
        return True


@app.errorhandler(HttpResponseError)
def refused(error: HttpResponseError):
    """A caller may hang up at any time, which is no error."""
    if error.status_code == 404 or (error.error and error.error.code == "8528"):
        return ""
    app.logger.error("%s: %s", request.path, error.message)
    return "", 500


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app.run("127.0.0.1", PORT)
