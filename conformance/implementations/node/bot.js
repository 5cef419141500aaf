/** The bot that welcomes customers in the chat, answers simple questions and hands them over. */

const { ActivityHandler, ActivityTypes } = require("botbuilder");

const { NAME } = require("./chat-desk");
const { Seen } = require("./seen");

class Bot extends ActivityHandler {
  #settings;
  #chatDesk;
  #seen = new Seen();

  constructor(settings, chatDesk) {
    super();
    this.#settings = settings;
    this.#chatDesk = chatDesk;
    this.onMembersAdded((context, next) => this.#once(context, () => this.#welcome(context), next));
    this.onMessage((context, next) => this.#once(context, () => this.#reply(context), next));
  }

  /** The channel repeats an activity whose answer it missed. */
  async #once({ activity }, handle, next) {
    await this.#seen.once(`${activity.type}/${activity.conversation.id}/${activity.id}`, handle);
    await next();
  }

  async #welcome(context) {
    const { membersAdded, recipient } = context.activity;
    if (!membersAdded.some((member) => member.id === recipient.id)) {
      return;
    }
    const customer = membersAdded.find(({ id, name }) => id !== recipient.id && name !== NAME);
    const hello = customer?.name ? `Hello ${customer.name}` : "Hello";
    await context.sendActivity(`${hello}, how can we help?`);
  }

  async #reply(context) {
    if (context.activity.from.name === NAME) {
      return; // The service itself writes in the chat too.
    }
    const message = (context.activity.text ?? "").toLowerCase();
    if (message.includes("hours")) {
      await context.sendActivity("We are open Monday to Friday, from 9:00 to 17:00.");
    } else if (message.includes("phone")) {
      await context.sendActivity(`You can reach us by phone at ${this.#settings.phoneNumber}.`);
    } else if (["person", "agent", "human"].some((word) => message.includes(word))) {
      const queue = ["sales", "reception"].find((word) => message.includes(word)) ?? "support";
      await context.sendActivity("I am connecting you to one of us.");
      await context.sendActivity({
        type: ActivityTypes.Event,
        name: "handoff.initiate",
        value: { queue },
      });
      await this.#chatDesk.handOff(context.activity.conversation.id, queue);
    } else {
      await context.sendActivity("I can help with our opening hours, or connect you to a person.");
    }
  }
}

module.exports = { Bot };
