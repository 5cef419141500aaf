const { ChatClient } = require("@azure/communication-chat");
const { AzureCommunicationTokenCredential: Credential } = require("@azure/communication-common");
const { CommunicationIdentityClient } = require("@azure/communication-identity");
const resource = process.env.COMMUNICATION_CONNECTION_STRING;
new CommunicationIdentityClient(resource).createUserAndToken(["chat"]).then(async ({ token }) => {
  const client = new ChatClient(resource.match(/endpoint=([^;]+)/)[1], new Credential(token));
  const thread = client.getChatThreadClient((await client.createChatThread({ topic: "Help" })).chatThread.id);
  await thread.sendMessage({ content: "Hello, how can we help?" });
  for await (const { type, content } of thread.listMessages()) if (type === "text") console.log(content.message);
});
