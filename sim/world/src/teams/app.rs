//! A voice app: a call queue or an auto attendant of the tenant.

use super::ReachedBy;
use crate::declaration::{ResourceAccount, Tenant};

/// A voice app, by its index in the declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum App {
    Queue(usize),
    Attendant(usize),
}

impl App {
    /// Finds the voice app whose resource account fits.
    pub(super) fn find(tenant: &Tenant, fits: impl Fn(&ResourceAccount) -> bool) -> Option<Self> {
        let fits = |account: &Option<ResourceAccount>| account.as_ref().is_some_and(&fits);
        let queue = tenant
            .queues
            .iter()
            .position(|queue| fits(&queue.resource_account));
        let attendants = tenant.attendants.iter();
        queue.map(Self::Queue).or_else(|| {
            attendants
                .clone()
                .position(|attendant| fits(&attendant.resource_account))
                .map(Self::Attendant)
        })
    }

    /// Its short name.
    pub(super) fn name(self, tenant: &Tenant) -> String {
        match self {
            Self::Queue(queue) => tenant.queues[queue].name.clone(),
            Self::Attendant(attendant) => tenant.attendants[attendant].name.clone(),
        }
    }

    /// The name that agents see of a call: that of the resource account that it came through, else the app's own.
    pub(super) fn shown(self, tenant: &Tenant, by: ReachedBy) -> String {
        let account = match by {
            ReachedBy::Account => self.account(tenant),
            ReachedBy::Direct => None,
        };
        let name = account.and_then(|account| account.display_name.clone());
        name.unwrap_or_else(|| self.name(tenant))
    }

    /// What it is and its short name, for sentences.
    pub(super) fn described(self, tenant: &Tenant) -> String {
        match self {
            Self::Queue(_) => format!("queue {:?}", self.name(tenant)),
            Self::Attendant(_) => format!("attendant {:?}", self.name(tenant)),
        }
    }

    /// Its resource account, where it has one.
    pub(super) fn account(self, tenant: &Tenant) -> Option<&ResourceAccount> {
        match self {
            Self::Queue(queue) => tenant.queues[queue].resource_account.as_ref(),
            Self::Attendant(attendant) => tenant.attendants[attendant].resource_account.as_ref(),
        }
    }
}
