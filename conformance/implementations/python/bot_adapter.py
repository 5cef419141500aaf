"""How the bot and the channel trust each other: not at all, or by the tokens of an authority."""

from types import SimpleNamespace

from botbuilder.core import CloudAdapterBase
from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication

from settings import Settings

CHANNEL = "https://api.botframework.com"


def bot_adapter(settings: Settings) -> CloudAdapterBase:
    configuration = SimpleNamespace(APP_ID=settings.bot_app_id)
    if settings.bot_app_id:
        configuration = trusting(settings.bot_app_id, settings.bot_framework)
    return CloudAdapterBase(ConfigurationBotFrameworkAuthentication(configuration))


def trusting(app_id: str, authority: str) -> SimpleNamespace:
    metadata_url = f"{authority}/v1/.well-known/openidconfiguration"
    # One of the addresses given means that all are.
    return SimpleNamespace(
        APP_ID=app_id,
        APP_PASSWORD="any",
        APP_TYPE="MultiTenant",
        VALIDATE_AUTHORITY=True,
        # The library asks no public cloud whether it knows an authority of this form.
        TO_CHANNEL_FROM_BOT_LOGIN_URL=f"{authority}/b2c_bots",
        TO_CHANNEL_FROM_BOT_OAUTH_SCOPE=CHANNEL,
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=CHANNEL,
        OAUTH_URL=authority,
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=metadata_url,
        TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL=metadata_url,
    )
