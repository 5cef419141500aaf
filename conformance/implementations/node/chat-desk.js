/** The chats of the website: threads of a customer, the bot and the service itself. */

const { ChatClient } = require("@azure/communication-chat");
const {
  AzureCommunicationTokenCredential,
  createIdentifierFromRawId,
  parseConnectionString,
} = require("@azure/communication-common");
const { CommunicationIdentityClient } = require("@azure/communication-identity");

const { CLIENT_OPTIONS } = require("./settings");

const NAME = "Contoso";

class ChatDesk {
  #settings;
  #endpoint;
  #identities;
  // The open threads, with their customer and the service's user in each. It has another one in
  // each, so that whoever gets hold of a token can read one chat and no more.
  #threads = new Map();

  constructor(settings) {
    this.#settings = settings;
    this.#endpoint = parseConnectionString(settings.connectionString).endpoint.replace(/\/+$/, "");
    this.#identities = new CommunicationIdentityClient(settings.connectionString, CLIENT_OPTIONS);
  }

  /** A customer opens the help page: a thread with the bot, which says the welcome. */
  async openChat(name) {
    const service = await this.#identities.createUserAndToken(["chat"]);
    const customer = await this.#identities.createUserAndToken(["chat", "voip"]);
    const client = this.#chatClient(service.token);
    const bot = createIdentifierFromRawId(this.#settings.botId);
    const created = await client.createChatThread(
      { topic: `Help for ${name}` },
      {
        participants: [
          { id: service.user, displayName: NAME },
          { id: bot, displayName: NAME },
          { id: customer.user, displayName: name },
        ],
      },
    );
    const threadId = created.chatThread.id;
    const customerId = customer.user.communicationUserId;
    this.#threads.set(threadId, { threadId, customerId, user: service.user, client });
    return { threadId, userId: customerId, token: customer.token, endpoint: this.#endpoint };
  }

  /** The chat is over. Says whether it was one of ours. */
  async closeChat(threadId) {
    const thread = this.#threads.get(threadId);
    if (!thread) {
      return false;
    }
    await this.#asService(thread, (client) => client.deleteChatThread(threadId));
    this.forget(threadId);
    return true;
  }

  forget(threadId) {
    this.#threads.delete(threadId);
  }

  /** Asks the customer to call a queue or an attendant; the chat window has a button for that. */
  async handOff(threadId, queue) {
    const thread = this.#threads.get(threadId);
    if (thread) {
      const teamsAppId = this.#settings.teamsApps[queue];
      await this.#say(thread, "Please call us from this window.", { handoff: "call", teamsAppId });
    }
  }

  /** A call over the internet has ended; it may have come from a chat window. */
  async callEnded(call) {
    const caller = call.startedBy?.communicationIdentifier?.rawId;
    for (const thread of this.#threads.values()) {
      if (thread.customerId === caller) {
        await this.#say(thread, "Thank you for calling.");
      }
    }
  }

  async #say(thread, content, metadata) {
    try {
      await this.#asService(thread, (client) =>
        client
          .getChatThreadClient(thread.threadId)
          .sendMessage({ content }, { senderDisplayName: NAME, metadata }),
      );
    } catch (error) {
      if (![401, 403, 404].includes(error.statusCode)) {
        throw error;
      }
      // The thread or its user is deleted, or the user is not in it.
      this.forget(thread.threadId);
    }
  }

  /** Does something as the service's user. A token may be revoked before it expires. */
  async #asService(thread, act) {
    try {
      return await act(thread.client);
    } catch (error) {
      if (error.statusCode !== 401) {
        throw error;
      }
      const { token } = await this.#identities.getToken(thread.user, ["chat"]);
      thread.client = this.#chatClient(token);
      return act(thread.client);
    }
  }

  #chatClient(token) {
    const credential = new AzureCommunicationTokenCredential(token);
    return new ChatClient(this.#endpoint, credential, CLIENT_OPTIONS);
  }
}

module.exports = { ChatDesk, NAME };
