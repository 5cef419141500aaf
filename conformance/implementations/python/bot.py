"""The bot that welcomes customers in the chat, answers simple questions and hands them over."""

from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.schema import Activity, ActivityTypes, ChannelAccount

from chat_desk import NAME, ChatDesk
from seen import Seen
from settings import Settings


class Bot(ActivityHandler):
    def __init__(self, settings: Settings, chat_desk: ChatDesk) -> None:
        self._phone_number = settings.phone_number
        self._chat_desk = chat_desk
        self._seen = Seen()

    async def on_members_added_activity(
        self, members_added: list[ChannelAccount], turn_context: TurnContext
    ) -> None:
        with self._once(turn_context.activity) as is_new:
            bot_id = turn_context.activity.recipient.id
            if is_new and any(member.id == bot_id for member in members_added):
                names = (one.name for one in members_added if one.id != bot_id and one.name != NAME)
                customer = next(names, None)
                hello = f"Hello {customer}" if customer else "Hello"
                await turn_context.send_activity(f"{hello}, how can we help?")

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        if turn_context.activity.from_property.name == NAME:
            return  # The service itself writes in the chat too.
        with self._once(turn_context.activity) as is_new:
            if is_new:
                await self._reply(turn_context)

    def _once(self, activity: Activity):
        """The channel repeats an activity whose answer it missed."""
        return self._seen.once(f"{activity.type}/{activity.conversation.id}/{activity.id}")

    async def _reply(self, context: TurnContext) -> None:
        message = (context.activity.text or "").lower()
        if "hours" in message:
            await context.send_activity("We are open Monday to Friday, from 9:00 to 17:00.")
        elif "phone" in message:
            await context.send_activity(f"You can reach us by phone at {self._phone_number}.")
        elif any(word in message for word in ("person", "agent", "human")):
            queue = next((word for word in ("sales", "reception") if word in message), "support")
            await context.send_activity("I am connecting you to one of us.")
            handoff = {"queue": queue}
            await context.send_activity(
                Activity(type=ActivityTypes.event, name="handoff.initiate", value=handoff)
            )
            self._chat_desk.hand_off(context.activity.conversation.id, queue)
        else:
            await context.send_activity(
                "I can help with our opening hours, or connect you to a person."
            )
