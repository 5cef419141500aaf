//! The world behind sockets.
