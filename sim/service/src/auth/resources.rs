//! The resources whose keys sign requests.

use std::sync::{Arc, PoisonError, RwLock};

use base64::{Engine, engine::general_purpose::STANDARD};
use ringback_world::{Guid, World};

/// One resource with its decoded keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownResource {
    pub(crate) name: String,
    pub(crate) id: Guid,
    pub(crate) keys: Vec<Vec<u8>>,
}

/// The resources of the running world. Cheap to clone; a new world replaces them for everyone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resources(Arc<RwLock<Arc<[KnownResource]>>>);

impl Resources {
    /// Takes the resources of a world.
    pub(crate) fn replace(&self, world: &World) {
        let known = world
            .declaration()
            .resources
            .iter()
            .map(|resource| KnownResource {
                name: resource.name.clone(),
                id: resource.id.clone(),
                keys: resource
                    .access_keys
                    .iter()
                    .filter_map(|key| STANDARD.decode(key).ok())
                    .collect(),
            });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = known.collect();
    }

    /// Shows the resources.
    pub(crate) fn all(&self) -> Arc<[KnownResource]> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}
