//! Which tokens the directory was found to know as live, so that it need not be asked for every request.
//!
//! Whatever can end a token's life (a revocation, a deletion, another run) ends the trust in all of them.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use ringback_world::{Command, RawId, directory, directory::TokenId};

/// How many tokens are kept; then all are asked for anew.
const KEPT: usize = 10_000;

/// A stretch of time in which no token's life was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Epoch(u64);

/// The tokens that are trusted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trust {
    epoch: Arc<AtomicU64>,
    live: Arc<Mutex<BTreeMap<(RawId, TokenId), Epoch>>>,
}

impl Trust {
    /// Shows the present epoch; to be asked before the directory is.
    pub(crate) fn epoch(&self) -> Epoch {
        Epoch(self.epoch.load(Ordering::Acquire))
    }

    /// Tells whether a token was found live in the present epoch.
    pub(crate) fn has(&self, identity: &RawId, token: TokenId) -> bool {
        let live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        live.get(&(identity.clone(), token)) == Some(&self.epoch())
    }

    /// Learns that the directory, asked in `epoch`, knew a token as live.
    pub(crate) fn learn(&self, identity: RawId, token: TokenId, epoch: Epoch) {
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        if live.len() >= KEPT {
            live.clear();
        }
        live.insert((identity, token), epoch);
    }

    /// Begins another epoch.
    pub(crate) fn end(&self) {
        self.epoch.fetch_add(1, Ordering::AcqRel);
    }

    /// Tells whether a command can end a token's life.
    pub(crate) fn ended_by(command: &Command) -> bool {
        match command {
            Command::Directory(command) => match command {
                directory::Command::DeleteIdentity { .. }
                | directory::Command::RevokeTokens { .. }
                | directory::Command::ExpireTokens { .. } => true,
                directory::Command::CreateIdentity { .. }
                | directory::Command::IssueToken { .. }
                | directory::Command::Redeclare(_) => false,
            },
            Command::Calls(_)
            | Command::Chat(_)
            | Command::Teams(_)
            | Command::Deliveries(_)
            | Command::Visits(_)
            | Command::Faults(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_trusted_until_something_could_have_ended_its_life() {
        let trust = Trust::default();
        let (identity, token) = (RawId::new("8:acs:r_u"), TokenId(1));
        assert!(!trust.has(&identity, token));
        let asked = trust.epoch();
        trust.learn(identity.clone(), token, asked);
        assert!(trust.has(&identity, token));
        assert!(!trust.has(&identity, TokenId(2)));
        trust.end();
        assert!(!trust.has(&identity, token));
        trust.learn(identity.clone(), token, asked);
        assert!(
            !trust.has(&identity, token),
            "what was asked before counts no more"
        );
    }
}
