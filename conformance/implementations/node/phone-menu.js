/**
 * The phone menu: one step of a call for each event of Call Automation.
 *
 * Everything that a call needs stands in its callback address and in its operation contexts, so
 * nothing has to be kept between two events.
 */

const { randomUUID } = require("node:crypto");

const { CallAutomationClient } = require("@azure/communication-call-automation");
const { createIdentifierFromRawId } = require("@azure/communication-common");

const { Seen } = require("./seen");
const { CLIENT_OPTIONS } = require("./settings");

const MENU =
  "For sales press 1 or say sales. For support press 2 or say support. " +
  "For an expert press 3 or say expert.";
const CHOICES = [
  { label: "Sales", phrases: ["sales", "buy"], tone: "one" },
  { label: "Support", phrases: ["support", "help"], tone: "two" },
  { label: "Expert", phrases: ["expert"], tone: "three" },
];
const INITIAL_SILENCE_S = 5;
const EXPERT_RINGS_S = 20;
// A key, or a word, that the menu does not have.
const NOT_IN_THE_MENU = [8534, 8547];

class PhoneMenu {
  #settings;
  #client;
  #ended = new Seen();

  constructor(settings) {
    this.#settings = settings;
    this.#client = new CallAutomationClient(settings.connectionString, CLIENT_OPTIONS);
  }

  async answer(eventId, incomingCall) {
    const callbackUrl = this.#callbackUrl(eventId, incomingCall.from.rawId);
    await unlessGone(() =>
      this.#client.answerCall(incomingCall.incomingCallContext, callbackUrl, {
        callIntelligenceOptions: this.#callIntelligence(),
        operationContext: "ivr",
      }),
    );
  }

  /** A visitor of the website wants to be called. */
  async callBack(number) {
    const customer = {
      targetParticipant: { phoneNumber: number },
      sourceCallIdNumber: { phoneNumber: this.#settings.phoneNumber },
    };
    await this.#client.createCall(customer, this.#callbackUrl(randomUUID(), `4:${number}`), {
      callIntelligenceOptions: this.#callIntelligence(),
      operationContext: "outbound",
    });
  }

  /** Takes the next step of a call. A caller may hang up at any time, which is no error. */
  async receive(caller, { type, data }) {
    const event = type.replace(/^Microsoft\.Communication\./, "");
    if (event === "CallDisconnected") {
      this.#ended.add(data.callConnectionId);
    } else if (!this.#ended.has(data.callConnectionId)) {
      await unlessGone(() => this.#step(caller, event, data));
    }
  }

  async #step(caller, event, data) {
    const call = this.#client.getCallConnection(data.callConnectionId);
    const [step, label] = (data.operationContext ?? "").split(":");
    switch (event) {
      case "CallConnected":
        if (step === "outbound") {
          const text = "This is Contoso. You asked us to call you. Connecting you to Support.";
          return say(call, text, "bye:Support");
        }
        return ask(call, caller, `Welcome to Contoso. ${MENU}`, "menu-1");
      case "RecognizeCompleted":
      case "RecognizeFailed":
        if (data.choiceResult) {
          const choice = data.choiceResult.label;
          const whom = choice === "Expert" ? "an expert" : choice;
          return say(call, `Connecting you to ${whom}.`, `bye:${choice}`);
        }
        if (step === "menu-1") {
          return ask(call, caller, `${apology(data)} ${MENU}`, "menu-2");
        }
        return say(call, "Goodbye.", "goodbye");
      case "PlayCompleted":
      case "PlayFailed":
        if (step === "bye") {
          return this.#connect(call, label);
        }
        if (step === "goodbye" || step === "unavailable") {
          return call.hangUp(true);
        }
        return;
      case "AddParticipantSucceeded":
        // The customer and the expert go on without us.
        return call.hangUp(false);
      case "AddParticipantFailed":
        return say(
          call,
          "The expert is not available. Connecting you to Support.",
          "bye:Support",
        );
      case "CallTransferFailed":
        return say(call, "All our agents are unavailable.", "unavailable");
    }
  }

  async #connect(call, label) {
    if (label === "Expert") {
      const expert = { microsoftTeamsUserId: this.#settings.expert };
      const invitation = { targetParticipant: expert, sourceDisplayName: "Contoso" };
      await call.addParticipant(invitation, {
        invitationTimeoutInSeconds: EXPERT_RINGS_S,
        operationContext: "expert",
      });
    } else {
      const teamsAppId = this.#settings.teamsApps[label.toLowerCase()];
      const operationContext = `transfer:${label}`;
      await call.transferCallToParticipant({ teamsAppId }, { operationContext });
    }
  }

  #callbackUrl(id, caller) {
    const query = new URLSearchParams({ caller });
    return `${this.#settings.callbackHost}/api/calls/${encodeURIComponent(id)}?${query}`;
  }

  #callIntelligence() {
    return { cognitiveServicesEndpoint: this.#settings.cognitiveServicesEndpoint };
  }
}

async function ask(call, caller, prompt, operationContext) {
  await call.getCallMedia().startRecognizing(createIdentifierFromRawId(caller), {
    kind: "callMediaRecognizeChoiceOptions",
    choices: CHOICES,
    playPrompt: spoken(prompt),
    interruptPrompt: true,
    initialSilenceTimeoutInSeconds: INITIAL_SILENCE_S,
    speechLanguage: "en-US",
    operationContext,
  });
}

async function say(call, text, operationContext) {
  await call.getCallMedia().playToAll([spoken(text)], { operationContext });
}

function spoken(text) {
  return { kind: "textSource", text, voiceName: "en-US-NancyNeural" };
}

function apology(data) {
  const isWrong = NOT_IN_THE_MENU.includes(data.resultInformation?.subCode);
  return isWrong ? "Sorry, that is not in the menu." : "Sorry, we did not understand.";
}

async function unlessGone(act) {
  try {
    await act();
  } catch (error) {
    const ended = error.message?.includes("call already terminated");
    if (error.statusCode !== 404 && error.code !== "8528" && !ended) {
      throw error;
    }
  }
}

module.exports = { PhoneMenu };
