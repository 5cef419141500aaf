"""The phone menu: one step of a call for each event of Call Automation.

Everything that a call needs stands in its callback address and in its operation contexts, so
nothing has to be kept between two events.
"""

import sys
from threading import Lock
from urllib.parse import quote

from azure.communication.callautomation import (
    CallAutomationClient,
    CallConnectionClient,
    DtmfTone,
    MicrosoftTeamsAppIdentifier,
    RecognitionChoice,
    RecognizeInputType,
    TextSource,
)
from azure.communication.chat import identifier_from_raw_id
from azure.core.exceptions import HttpResponseError

from settings import RETRIES, Settings

MENU = "For sales press 1 or say sales. For support press 2 or say support."
CHOICES = [
    RecognitionChoice(label="Sales", phrases=["sales", "buy"], tone=DtmfTone.ONE),
    RecognitionChoice(label="Support", phrases=["support", "help"], tone=DtmfTone.TWO),
]
INITIAL_SILENCE_S = 5
# A key, or a word, that the menu does not have.
NOT_IN_THE_MENU = (8534, 8547)


class PhoneMenu:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = CallAutomationClient.from_connection_string(
            settings.connection_string, retry_total=RETRIES
        )
        self._refused_once: set[str] = set()
        self._lock = Lock()

    def answer(self, event_id: str, incoming_call: dict) -> None:
        caller = incoming_call["from"]["rawId"]
        callback_url = (
            f"{self._settings.callback_host}/api/calls/{quote(event_id, safe='')}"
            f"?caller={quote(caller, safe='')}"
        )

        def answer_call() -> None:
            self._client.answer_call(
                incoming_call["incomingCallContext"],
                callback_url,
                operation_context="ivr",
                cognitive_services_endpoint=self._settings.cognitive_services_endpoint,
            )

        try:
            answer_call()
        except HttpResponseError as error:
            if not call_has_gone(error):
                raise
        if self._settings.misbehave == "answers-twice":
            try:
                answer_call()
            except HttpResponseError as error:
                print(f"answered twice: {error.message}", file=sys.stderr)

    def receive(self, caller: str, event: dict) -> None:
        """Takes the next step of a call. A caller may hang up at any time, which is no error."""
        try:
            self._step(caller, event["type"], event["data"])
        except HttpResponseError as error:
            if not call_has_gone(error):
                raise

    def must_fail(self, event: dict) -> bool:
        """Whether a test asked for this callback to be refused: the first of its type in a call."""
        if self._settings.misbehave != f"fails-callback:{short(event['type'])}":
            return False
        with self._lock:
            call = event["data"]["callConnectionId"]
            is_first = call not in self._refused_once
            self._refused_once.add(call)
            return is_first

    def _step(self, caller: str, event_type: str, data: dict) -> None:
        call = self._client.get_call_connection(data["callConnectionId"])
        context = data.get("operationContext") or ""
        step, _, label = context.partition(":")
        match short(event_type), step:
            case "CallConnected", _:
                ask(call, caller, f"Welcome to Contoso. {MENU}", "menu-1")
            case "RecognizeCompleted", _ if data.get("choiceResult"):
                label = data["choiceResult"]["label"]
                say(call, f"Connecting you to {label}.", f"bye:{label}")
            case ("RecognizeFailed" | "RecognizeCompleted"), "menu-1":
                ask(call, caller, f"{apology(data)} {MENU}", "menu-2")
            case ("RecognizeFailed" | "RecognizeCompleted"), _:
                say(call, "Goodbye.", "goodbye")
            case ("PlayCompleted" | "PlayFailed"), "bye":
                queue = MicrosoftTeamsAppIdentifier(self._settings.queues[label])
                call.transfer_call_to_participant(queue, operation_context=f"transfer:{label}")
            case "CallTransferFailed", _:
                say(call, "All our agents are unavailable.", "unavailable")
            case ("PlayCompleted" | "PlayFailed"), ("goodbye" | "unavailable"):
                call.hang_up(is_for_everyone=True)


def ask(call: CallConnectionClient, caller: str, prompt: str, context: str) -> None:
    call.start_recognizing_media(
        RecognizeInputType.CHOICES,
        identifier_from_raw_id(caller),
        play_prompt=spoken(prompt),
        interrupt_prompt=True,
        initial_silence_timeout=INITIAL_SILENCE_S,
        speech_language="en-US",
        choices=CHOICES,
        operation_context=context,
    )


def say(call: CallConnectionClient, text: str, context: str) -> None:
    call.play_media(spoken(text), operation_context=context)


def spoken(text: str) -> TextSource:
    return TextSource(text=text, voice_name="en-US-NancyNeural")


def apology(data: dict) -> str:
    if data.get("resultInformation", {}).get("subCode") in NOT_IN_THE_MENU:
        return "Sorry, that is not in the menu."
    return "Sorry, we did not understand."


def call_has_gone(error: HttpResponseError) -> bool:
    code = error.error.code if error.error else None
    ended = "call already terminated" in (error.message or "")
    return error.status_code == 404 or code == "8528" or ended


def short(event_type: str) -> str:
    return event_type.removeprefix("Microsoft.Communication.")
