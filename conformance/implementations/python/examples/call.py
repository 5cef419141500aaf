import os, requests
from azure.communication.callautomation import CallAutomationClient
client = CallAutomationClient.from_connection_string(os.environ["COMMUNICATION_CONNECTION_STRING"])
customer_dials = {"from": "+14255550123", "to": "+18005550100"}
call = requests.post(os.environ["RINGBACK_CONTROL"] + "/calls", json=customer_dials).json()
answered = client.answer_call(call["incomingCallContext"], "http://127.0.0.1:5000/api/calls")
connection = client.get_call_connection(answered.call_connection_id)
print(connection.get_call_properties().call_connection_state)
connection.hang_up(is_for_everyone=True)
