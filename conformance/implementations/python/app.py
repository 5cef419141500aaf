"""A small contact center on the official packages.

It takes chats from a website, lets a bot answer in them, answers phone calls with a menu, and hands
customers over to the people behind Teams. Each webhook is answered when its work is done.
"""

import asyncio
import logging

from azure.core.exceptions import AzureError
from botbuilder.schema import Activity
from flask import Flask, request

from bot import Bot
from bot_adapter import bot_adapter
from chat_desk import ChatDesk
from phone_menu import PhoneMenu
from seen import Seen
from settings import Settings

app = Flask(__name__)
settings = Settings.from_environment()
chat_desk = ChatDesk(settings)
phone_menu = PhoneMenu(settings)
bot = Bot(settings, chat_desk)
adapter = bot_adapter(settings)
seen = Seen()


@app.get("/health")
def health():
    return ""


@app.post("/chats")
def open_chat():
    return chat_desk.open_chat(request.get_json()["name"])


@app.post("/chats/close")
def close_chat():
    closed = chat_desk.close_chat(request.get_json()["thread"])
    return "", 204 if closed else 404


@app.post("/callbacks")
def call_back():
    phone_menu.call_back(request.get_json()["number"])
    return {}, 202


@app.post("/api/messages")
def receive_activity():
    """Bot Framework."""
    authorization = request.headers.get("Authorization", "")
    if settings.bot_app_id and not authorization:
        return "", 401
    activity = Activity().deserialize(request.get_json())
    asyncio.run(adapter.process_activity(authorization, activity, bot.on_turn))
    return ""


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
                case "CallEnded":
                    chat_desk.call_ended(event["data"])
                case "ChatThreadDeleted":
                    chat_desk.forget(event["data"]["threadId"])
    return ""


@app.post("/api/calls/<call>")
def receive_callbacks(call: str):
    """Call Automation."""
    for event in request.get_json():
        with seen.once(event["id"]) as is_new:
            if is_new:
                phone_menu.receive(request.args["caller"], event)
    return ""


@app.errorhandler(PermissionError)
def not_the_channel(error: PermissionError):
    app.logger.error("%s: %s", request.path, error)
    return "", 401


@app.errorhandler(AzureError)
def refused(error: AzureError):
    app.logger.error("%s: %s", request.path, error.message)
    return "", 500


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app.run("127.0.0.1", settings.port)
