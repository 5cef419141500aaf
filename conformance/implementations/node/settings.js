/** What the service is told by its environment. */

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`environment variable ${name} is not set`);
  }
  return value;
}

function fromEnvironment() {
  return {
    connectionString: required("COMMUNICATION_CONNECTION_STRING"),
    callbackHost: required("CALLBACK_HOST").replace(/\/+$/, ""),
    port: Number(required("PORT")),
    cognitiveServicesEndpoint:
      process.env.COGNITIVE_SERVICES_ENDPOINT || "https://contoso.cognitiveservices.azure.com/",
    phoneNumber: process.env.PHONE_NUMBER || "+18005550100",
    // Where callers are transferred to: the object ids of the resource accounts in Teams.
    teamsApps: {
      sales: required("SALES_QUEUE"),
      support: required("SUPPORT_QUEUE"),
      reception: required("ATTENDANT"),
    },
    // The Teams user who is fetched into calls, as an Entra object id.
    expert: required("EXPERT"),
    // The identity of the bot in chats. Without an app id its activities are not signed.
    botId: required("BOT_ID"),
    botAppId: process.env.BOT_APP_ID || "",
    botFramework: (process.env.BOT_FRAMEWORK || "").replace(/\/+$/, ""),
  };
}

/** A resource that is down shall not hold a webhook for long. */
const CLIENT_OPTIONS = { retryOptions: { maxRetries: 1 } };

module.exports = { fromEnvironment, CLIENT_OPTIONS };
