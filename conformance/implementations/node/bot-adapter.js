/** How the bot and the channel trust each other: not at all, or by the tokens of an authority. */

const { ConfidentialClientApplication } = require("@azure/msal-node");
const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = require("botbuilder");
const { MsalServiceClientCredentialsFactory } = require("botframework-connector");

const CHANNEL = "https://api.botframework.com";

function botAdapter({ botAppId, botFramework }) {
  if (!botAppId) {
    return new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  }
  const metadataUrl = `${botFramework}/v1/.well-known/openidconfiguration`;
  const authority = `${botFramework}/b2c_bots`;
  // One of the addresses given means that all are.
  const configuration = {
    MicrosoftAppId: botAppId,
    MicrosoftAppType: "MultiTenant",
    ValidateAuthority: "true",
    ToChannelFromBotLoginUrl: authority,
    ToChannelFromBotOAuthScope: CHANNEL,
    ToBotFromChannelTokenIssuer: CHANNEL,
    OAuthUrl: botFramework,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
  };
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: botAppId,
      clientSecret: "any",
      authority,
      // Else the library asks the public cloud whether it knows this authority.
      knownAuthorities: [new URL(botFramework).host],
    },
  });
  const credentials = new MsalServiceClientCredentialsFactory(botAppId, client);
  return new CloudAdapter(new ConfigurationBotFrameworkAuthentication(configuration, credentials));
}

module.exports = { botAdapter };
