/**
 * A small contact center on the official packages.
 *
 * It takes chats from a website, lets a bot answer in them, answers phone calls with a menu, and
 * hands customers over to the people behind Teams. Each webhook is answered when its work is done.
 */

const express = require("express");

const { Bot } = require("./bot");
const { botAdapter } = require("./bot-adapter");
const { ChatDesk } = require("./chat-desk");
const { PhoneMenu } = require("./phone-menu");
const { Seen } = require("./seen");
const { fromEnvironment } = require("./settings");

const settings = fromEnvironment();
const chatDesk = new ChatDesk(settings);
const phoneMenu = new PhoneMenu(settings);
const bot = new Bot(settings, chatDesk);
const adapter = botAdapter(settings);
const seen = new Seen();
const app = express();
app.use(express.json());

app.get("/health", (request, response) => response.end());

app.post("/chats", async (request, response) => {
  response.json(await chatDesk.openChat(request.body.name));
});

app.post("/chats/close", async (request, response) => {
  const closed = await chatDesk.closeChat(request.body.thread);
  response.status(closed ? 204 : 404).end();
});

app.post("/callbacks", async (request, response) => {
  await phoneMenu.callBack(request.body.number);
  response.status(202).json({});
});

/** Bot Framework. */
app.post("/api/messages", (request, response) =>
  adapter.process(request, response, (context) => bot.run(context)),
);

/** Event Grid. */
app.post("/api/events", async (request, response) => {
  for (const event of request.body) {
    if (event.eventType === "Microsoft.EventGrid.SubscriptionValidationEvent") {
      response.json({ validationResponse: event.data.validationCode });
      return;
    }
    await seen.once(event.id, () => receiveEvent(event));
  }
  response.end();
});

async function receiveEvent({ id, eventType, data }) {
  switch (eventType) {
    case "Microsoft.Communication.IncomingCall":
      return phoneMenu.answer(id, data);
    case "Microsoft.Communication.CallEnded":
      return chatDesk.callEnded(data);
    case "Microsoft.Communication.ChatThreadDeleted":
      return chatDesk.forget(data.threadId);
  }
}

/** Call Automation. */
app.post("/api/calls/:call", async (request, response) => {
  for (const event of request.body) {
    await seen.once(event.id, () => phoneMenu.receive(request.query.caller, event));
  }
  response.end();
});

app.use((error, request, response, next) => {
  console.error(`${request.path}: ${error.message}`);
  response.status(500).end();
});

app.listen(settings.port, "127.0.0.1");
