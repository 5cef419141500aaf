"""The phone menu: one step of a call for each event of Call Automation.

Everything that a call needs stands in its callback address and in its operation contexts, so
nothing has to be kept between two events.
"""

from urllib.parse import quote
from uuid import uuid4

from azure.communication.callautomation import (
    CallAutomationClient,
    CallConnectionClient,
    DtmfTone,
    MicrosoftTeamsAppIdentifier,
    MicrosoftTeamsUserIdentifier,
    PhoneNumberIdentifier,
    RecognitionChoice,
    RecognizeInputType,
    TextSource,
)
from azure.communication.chat import identifier_from_raw_id
from azure.core.exceptions import HttpResponseError

from seen import Seen
from settings import RETRIES, Settings

MENU = (
    "For sales press 1 or say sales. For support press 2 or say support."
    " For an expert press 3 or say expert."
)
CHOICES = [
    RecognitionChoice(label="Sales", phrases=["sales", "buy"], tone=DtmfTone.ONE),
    RecognitionChoice(label="Support", phrases=["support", "help"], tone=DtmfTone.TWO),
    RecognitionChoice(label="Expert", phrases=["expert"], tone=DtmfTone.THREE),
]
INITIAL_SILENCE_S = 5
EXPERT_RINGS_S = 20
# A key, or a word, that the menu does not have.
NOT_IN_THE_MENU = (8534, 8547)


class PhoneMenu:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = CallAutomationClient.from_connection_string(
            settings.connection_string, retry_total=RETRIES
        )
        self._ended = Seen()

    def answer(self, event_id: str, incoming_call: dict) -> None:
        try:
            self._client.answer_call(
                incoming_call["incomingCallContext"],
                self._callback_url(event_id, incoming_call["from"]["rawId"]),
                operation_context="ivr",
                cognitive_services_endpoint=self._settings.cognitive_services_endpoint,
            )
        except HttpResponseError as error:
            if not call_has_gone(error):
                raise

    def call_back(self, number: str) -> None:
        """A visitor of the website wants to be called."""
        self._client.create_call(
            PhoneNumberIdentifier(number),
            self._callback_url(str(uuid4()), f"4:{number}"),
            source_caller_id_number=PhoneNumberIdentifier(self._settings.phone_number),
            operation_context="outbound",
            cognitive_services_endpoint=self._settings.cognitive_services_endpoint,
        )

    def receive(self, caller: str, event: dict) -> None:
        """Takes the next step of a call. A caller may hang up at any time, which is no error."""
        event_type, data = short(event["type"]), event["data"]
        if event_type == "CallDisconnected":
            self._ended.add(data["callConnectionId"])
        elif data["callConnectionId"] not in self._ended:
            try:
                self._step(caller, event_type, data)
            except HttpResponseError as error:
                if not call_has_gone(error):
                    raise

    def _step(self, caller: str, event_type: str, data: dict) -> None:
        call = self._client.get_call_connection(data["callConnectionId"])
        context = data.get("operationContext") or ""
        step, _, label = context.partition(":")
        match event_type, step:
            case "CallConnected", "outbound":
                text = "This is Contoso. You asked us to call you. Connecting you to Support."
                say(call, text, "bye:Support")
            case "CallConnected", _:
                ask(call, caller, f"Welcome to Contoso. {MENU}", "menu-1")
            case "RecognizeCompleted", _ if data.get("choiceResult"):
                label = data["choiceResult"]["label"]
                whom = "an expert" if label == "Expert" else label
                say(call, f"Connecting you to {whom}.", f"bye:{label}")
            case ("RecognizeFailed" | "RecognizeCompleted"), "menu-1":
                ask(call, caller, f"{apology(data)} {MENU}", "menu-2")
            case ("RecognizeFailed" | "RecognizeCompleted"), _:
                say(call, "Goodbye.", "goodbye")
            case ("PlayCompleted" | "PlayFailed"), "bye":
                self._connect(call, label)
            case ("PlayCompleted" | "PlayFailed"), ("goodbye" | "unavailable"):
                call.hang_up(is_for_everyone=True)
            case "AddParticipantSucceeded", _:
                # The customer and the expert go on without us.
                call.hang_up(is_for_everyone=False)
            case "AddParticipantFailed", _:
                text = "The expert is not available. Connecting you to Support."
                say(call, text, "bye:Support")
            case "CallTransferFailed", _:
                say(call, "All our agents are unavailable.", "unavailable")

    def _connect(self, call: CallConnectionClient, label: str) -> None:
        if label == "Expert":
            call.add_participant(
                MicrosoftTeamsUserIdentifier(self._settings.expert),
                source_display_name="Contoso",
                invitation_timeout=EXPERT_RINGS_S,
                operation_context="expert",
            )
        else:
            queue = MicrosoftTeamsAppIdentifier(self._settings.teams_apps[label.lower()])
            call.transfer_call_to_participant(queue, operation_context=f"transfer:{label}")

    def _callback_url(self, call: str, caller: str) -> str:
        host = self._settings.callback_host
        return f"{host}/api/calls/{quote(call, safe='')}?caller={quote(caller, safe='')}"


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
