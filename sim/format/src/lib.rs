//! Ringback's own published shapes and files.
