"""A small contact center on the official packages.

It takes chats from a website, answers phone calls with a menu, and hands callers over to the call
queues of Teams.
"""

import logging

from azure.core.exceptions import AzureError
from flask import Flask, request

from chat_bot import ChatBot
from phone_menu import PhoneMenu
from seen import Seen
from settings import Settings

app = Flask(__name__)
settings = Settings.from_environment()
chat_bot = ChatBot(settings)
phone_menu = PhoneMenu(settings)
seen = Seen()


@app.get("/health")
def health():
    return ""


@app.post("/chats")
def open_chat():
    visit = request.get_json()
    return chat_bot.open_chat(visit["name"], visit.get("question"))


@app.post("/api/events")
def receive_events():
    """Event Grid."""
    for event in request.get_json():
        if event["eventType"] == "Microsoft.EventGrid.SubscriptionValidationEvent":
            return {"validationResponse": event["data"]["validationCode"]}
        with seen.once(event["id"]) as is_new:
            match event["eventType"].removeprefix("Microsoft.Communication."):
                case _ if not is_new:
                    pass
                case "IncomingCall":
                    phone_menu.answer(event["id"], event["data"])
                case "ChatMessageReceivedInThread" | "ChatMessageReceived":
                    chat_bot.receive(event["data"])
    return ""


@app.post("/api/calls/<call>")
def receive_callbacks(call: str):
    """Call Automation."""
    for event in request.get_json():
        if phone_menu.must_fail(event):
            return "", 500
        with seen.once(event["id"]) as is_new:
            if is_new:
                phone_menu.receive(request.args["caller"], event)
    return ""


@app.errorhandler(AzureError)
def refused(error: AzureError):
    app.logger.error("%s: %s", request.path, error.message)
    return "", 500


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app.run("127.0.0.1", settings.port)
