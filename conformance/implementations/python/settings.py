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
    queues: dict[str, str]
    cognitive_services_endpoint: str
    phone_number: str
    misbehave: str

    @classmethod
    def from_environment(cls) -> "Settings":
        return cls(
            connection_string=os.environ["COMMUNICATION_CONNECTION_STRING"],
            callback_host=os.environ["CALLBACK_HOST"].rstrip("/"),
            port=int(os.environ["PORT"]),
            queues={"Sales": os.environ["SALES_QUEUE"], "Support": os.environ["SUPPORT_QUEUE"]},
            cognitive_services_endpoint=os.environ.get(
                "COGNITIVE_SERVICES_ENDPOINT", "https://contoso.cognitiveservices.azure.com/"
            ),
            phone_number=os.environ.get("PHONE_NUMBER", "+18005550100"),
            misbehave=os.environ.get("MISBEHAVE", "none"),
        )
