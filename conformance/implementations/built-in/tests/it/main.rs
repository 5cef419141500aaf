//! The service against a small stand-in of the resource that records its requests.

#[cfg(test)]
mod bot;
#[cfg(test)]
mod calls;
#[cfg(test)]
mod chats;
#[cfg(test)]
mod defects;
#[cfg(test)]
mod fake;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod webhooks;
