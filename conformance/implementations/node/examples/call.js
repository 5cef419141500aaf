const { CallAutomationClient } = require("@azure/communication-call-automation");
const client = new CallAutomationClient(process.env.COMMUNICATION_CONNECTION_STRING);
const body = JSON.stringify({ from: "+14255550123", to: "+18005550100" }); // A customer dials.
const headers = { "content-type": "application/json" };
fetch(`${process.env.RINGBACK_CONTROL}/calls`, { method: "POST", headers, body }).then(async (reply) => {
  const { incomingCallContext } = await reply.json();
  const { callConnection } = await client.answerCall(incomingCallContext, "http://127.0.0.1:5000/api/calls");
  console.log((await callConnection.getCallConnectionProperties()).callConnectionState);
  await callConnection.hangUp(true);
});
