"""What the service is told by its environment."""

import os
from dataclasses import dataclass

# A resource that is down shall not hold a webhook for long.
RETRIES = 1


@dataclass(frozen=True)
class Settings:
    connection_string: str
    callback_host: str
    port: int
    cognitive_services_endpoint: str
    phone_number: str
    # Where callers are transferred to: the object ids of the resource accounts in Teams.
    teams_apps: dict[str, str]
    # The Teams user who is fetched into calls, as an Entra object id.
    expert: str
    # The identity of the bot in chats. Without an app id its activities are not signed.
    bot_id: str
    bot_app_id: str
    bot_framework: str

    @classmethod
    def from_environment(cls) -> "Settings":
        return cls(
            connection_string=os.environ["COMMUNICATION_CONNECTION_STRING"],
            callback_host=os.environ["CALLBACK_HOST"].rstrip("/"),
            port=int(os.environ["PORT"]),
            cognitive_services_endpoint=os.environ.get(
                "COGNITIVE_SERVICES_ENDPOINT", "https://contoso.cognitiveservices.azure.com/"
            ),
            phone_number=os.environ.get("PHONE_NUMBER", "+18005550100"),
            teams_apps={
                "sales": os.environ["SALES_QUEUE"],
                "support": os.environ["SUPPORT_QUEUE"],
                "reception": os.environ["ATTENDANT"],
            },
            expert=os.environ["EXPERT"],
            bot_id=os.environ["BOT_ID"],
            bot_app_id=os.environ.get("BOT_APP_ID", ""),
            bot_framework=os.environ.get("BOT_FRAMEWORK", "").rstrip("/"),
        )
