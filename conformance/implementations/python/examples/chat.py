import os
from azure.communication.chat import ChatClient, CommunicationTokenCredential
from azure.communication.identity import CommunicationIdentityClient
resource = os.environ["COMMUNICATION_CONNECTION_STRING"]
endpoint = resource.split("endpoint=")[1].split(";")[0]
user, token = CommunicationIdentityClient.from_connection_string(resource).create_user_and_token(["chat"])
client = ChatClient(endpoint, CommunicationTokenCredential(token.token))
thread = client.get_chat_thread_client(client.create_chat_thread("Help").chat_thread.id)
thread.send_message("Hello, how can we help?")
print([message.content.message for message in thread.list_messages() if message.type == "text"])
