//! The directory's state.

use std::collections::BTreeMap;

use super::{Command, Fact, Refusal as Refused, Reply as Answer, Scope, TokenId, TokenVerdict};
use crate::{
    Ids, RawId, Refusal, Reply, What, World,
    declaration::{Bot, Declaration, Resource},
    teams,
};

/// The recorded first group of identities stands at this number and counts up slowly.
const FIRST_GROUP: u64 = 0x0c;

/// The directory: resources with their identities and tokens.
#[derive(Debug)]
pub struct State {
    resources: Vec<Registered>,
    identities: BTreeMap<RawId, Identity>,
}

/// A resource and the number of identities that it has made.
#[derive(Debug)]
struct Registered {
    resource: Resource,
    made: u64,
}

/// A living identity.
#[derive(Debug)]
struct Identity {
    resource: usize,
    tokens: Vec<Token>,
}

#[derive(Debug)]
struct Token {
    scopes: Vec<Scope>,
    state: TokenState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenState {
    Live,
    Revoked,
    Expired,
}

impl State {
    pub(crate) fn new(declaration: &Declaration) -> Self {
        let resources = declaration
            .resources
            .iter()
            .map(|resource| Registered {
                resource: resource.clone(),
                made: 0,
            })
            .collect();
        let mut directory = Self {
            resources,
            identities: BTreeMap::new(),
        };
        directory.admit_bots(&declaration.bots);
        directory
    }

    /// Gives every bot its identity, unless it has it already.
    fn admit_bots(&mut self, bots: &[Bot]) {
        for bot in bots {
            if let Ok(resource) = self.index_of(&bot.resource) {
                let fresh = Identity {
                    resource,
                    tokens: Vec::new(),
                };
                self.identities.entry(bot.identity.clone()).or_insert(fresh);
            }
        }
    }

    /// Finds a resource by its name.
    pub fn resource_by_name(&self, name: &str) -> Option<&Resource> {
        self.resources
            .iter()
            .map(|entry| &entry.resource)
            .find(|resource| resource.name == name)
    }

    /// Finds the resource that a living identity belongs to.
    pub fn resource_of_identity(&self, identity: &RawId) -> Option<&Resource> {
        let index = self.identities.get(identity)?.resource;
        self.resources.get(index).map(|entry| &entry.resource)
    }

    /// Tells whether the named resource owns a phone number, given in E.164.
    pub fn owns_number(&self, resource: &str, number: &str) -> bool {
        self.resource_by_name(resource)
            .is_some_and(|resource| resource.phone_numbers.iter().any(|owned| owned == number))
    }

    /// Tells what a token of an identity is worth.
    pub fn verdict(&self, identity: &RawId, token: TokenId) -> TokenVerdict {
        match self.token(identity, token).map(|token| token.state) {
            Some(TokenState::Live) => TokenVerdict::Live,
            Some(TokenState::Revoked) => TokenVerdict::Revoked,
            Some(TokenState::Expired) => TokenVerdict::Expired,
            None => TokenVerdict::Unknown,
        }
    }

    /// Shows the scopes with which a token was issued; nothing for a token of no living identity.
    pub fn scopes(&self, identity: &RawId, token: TokenId) -> &[Scope] {
        self.token(identity, token)
            .map_or(&[], |token| &token.scopes)
    }

    /// Lists the living identities in the order of their names.
    pub fn identities(&self) -> impl Iterator<Item = &RawId> {
        self.identities.keys()
    }

    fn token(&self, identity: &RawId, token: TokenId) -> Option<&Token> {
        let position = usize::try_from(token.0.checked_sub(1)?).ok()?;
        self.identities.get(identity)?.tokens.get(position)
    }

    fn index_of(&self, resource: &str) -> Result<usize, Refused> {
        self.resources
            .iter()
            .position(|entry| entry.resource.name == resource)
            .ok_or_else(|| Refused::UnknownResource(resource.to_owned()))
    }

    fn owned(&mut self, resource: &str, identity: &RawId) -> Result<&mut Identity, Refused> {
        let index = self.index_of(resource)?;
        self.identities
            .get_mut(identity)
            .filter(|found| found.resource == index)
            .ok_or_else(|| Refused::IdentityNotOwned(identity.clone()))
    }

    fn create(&mut self, ids: &Ids, resource: &str) -> Result<RawId, Refused> {
        let index = self.index_of(resource)?;
        let entry = &mut self.resources[index];
        let number = entry.made;
        entry.made += 1;
        let parent = entry.resource.id.as_str();
        let user = user_name(ids.bytes("identity", parent, number), number);
        let identity = RawId::communication_user(parent, &user);
        self.identities.insert(
            identity.clone(),
            Identity {
                resource: index,
                tokens: Vec::new(),
            },
        );
        Ok(identity)
    }
}

impl Identity {
    fn issue(&mut self, scopes: Vec<Scope>) -> TokenId {
        self.tokens.push(Token {
            scopes,
            state: TokenState::Live,
        });
        TokenId(u32::try_from(self.tokens.len()).unwrap_or(u32::MAX))
    }

    fn end_live_tokens(&mut self, state: TokenState) {
        for token in &mut self.tokens {
            if token.state == TokenState::Live {
                token.state = state;
            }
        }
    }
}

/// Spells the user's part of a raw id: shaped like a GUID, the number of the identity in its first groups.
fn user_name(bytes: [u8; 16], number: u64) -> String {
    let count = ((FIRST_GROUP << 16) + number) & 0xffff_ffff_ffff;
    let word = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .fold(0_u64, |all, byte| all << 8 | u64::from(*byte))
    };
    let (high, low) = (count >> 16, count & 0xffff);
    format!(
        "{high:08x}-{low:04x}-{:04x}-{:04x}-{:012x}",
        word(6..8),
        word(8..10),
        word(10..16)
    )
}

pub(crate) fn handle(world: &mut World, command: Command) -> Result<Reply, Refusal> {
    match command {
        Command::Redeclare(later) => redeclare(world, *later),
        Command::CreateIdentity { resource, scopes } => create(world, &resource, scopes),
        Command::DeleteIdentity { resource, identity } => {
            world.directory.owned(&resource, &identity)?;
            world.directory.identities.remove(&identity);
            record(world, identity.clone(), Fact::IdentityDeleted { identity });
            Ok(Reply::Done)
        }
        Command::IssueToken {
            resource,
            identity,
            scopes,
        } => {
            let token = issue(world, &resource, &identity, scopes)?;
            Ok(Reply::Directory(Answer::Token { identity, token }))
        }
        Command::RevokeTokens { resource, identity } => {
            let found = world.directory.owned(&resource, &identity)?;
            found.end_live_tokens(TokenState::Revoked);
            record(world, identity.clone(), Fact::TokensRevoked { identity });
            Ok(Reply::Done)
        }
        Command::ExpireTokens { identity } => {
            let found = world.directory.identities.get_mut(&identity);
            let found = found.ok_or_else(|| Refused::IdentityNotOwned(identity.clone()))?;
            found.end_live_tokens(TokenState::Expired);
            record(world, identity.clone(), Fact::TokensExpired { identity });
            Ok(Reply::Done)
        }
    }
}

/// Everything that runs goes on; what is new is added, what is declared otherwise is so from now on.
fn redeclare(world: &mut World, later: Declaration) -> Result<Reply, Refusal> {
    let continued = world.declaration.continued_by(later);
    let continued = continued.ok_or(Refused::SomethingLacks)?;
    let known = &mut world.directory.resources;
    for (index, resource) in continued.resources.iter().enumerate() {
        match known.get_mut(index) {
            Some(entry) => entry.resource = resource.clone(),
            None => known.push(Registered {
                resource: resource.clone(),
                made: 0,
            }),
        }
    }
    let before = std::mem::replace(&mut world.declaration, continued);
    // A bot that was there keeps its identity, or stays without one that was deleted.
    let known = |bot: &&Bot| before.bots.iter().any(|one| one.identity == bot.identity);
    let bots = world.declaration.bots.iter();
    let fresh: Vec<Bot> = bots.filter(|bot| !known(bot)).cloned().collect();
    world.directory.admit_bots(&fresh);
    teams::redeclare(world, &before.teams);
    Ok(Reply::Done)
}

fn create(world: &mut World, resource: &str, scopes: Vec<Scope>) -> Result<Reply, Refusal> {
    let identity = world.directory.create(&world.ids, resource)?;
    record(
        world,
        identity.clone(),
        Fact::IdentityCreated {
            identity: identity.clone(),
        },
    );
    if scopes.is_empty() {
        return Ok(Reply::Directory(Answer::Identity {
            identity,
            token: None,
        }));
    }
    let token = issue(world, resource, &identity, scopes)?;
    Ok(Reply::Directory(Answer::Identity {
        identity,
        token: Some(token),
    }))
}

fn issue(
    world: &mut World,
    resource: &str,
    identity: &RawId,
    scopes: Vec<Scope>,
) -> Result<TokenId, Refusal> {
    let found = world.directory.owned(resource, identity)?;
    let token = found.issue(scopes.clone());
    let fact = Fact::TokenIssued {
        identity: identity.clone(),
        token,
        scopes,
    };
    record(world, identity.clone(), fact);
    Ok(token)
}

fn record(world: &mut World, identity: RawId, fact: Fact) {
    let contact = world.contact_of(&identity);
    world.record(contact, What::Directory(fact));
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{Command as Asked, Contact, Guid, Time, declaration::Tenant, visits};

    fn resource(name: &str, id: &str) -> Resource {
        Resource {
            name: name.to_owned(),
            id: Guid::new(id),
            access_keys: [String::new(), String::new()],
            phone_numbers: vec!["+14255550100".to_owned()],
        }
    }

    fn world() -> World {
        let teams = Tenant::new(Guid::new("t"));
        let resources = vec![
            resource("one", "357e39d2-a29a-4bf6-88cc-fda0afc2c0ed"),
            resource("two", "fa5c4fc3-a269-43e2-9eb6-0ca17b388993"),
        ];
        World::new(
            Ids::new(1, "s"),
            Timestamp::UNIX_EPOCH,
            Declaration {
                resources,
                teams,
                bots: vec![],
            },
        )
    }

    fn ask(world: &mut World, command: Command) -> Result<Reply, Refusal> {
        world.handle(Time::ZERO, Asked::Directory(command))
    }

    fn create(world: &mut World, scopes: &[Scope]) -> (RawId, Option<TokenId>) {
        let command = Command::CreateIdentity {
            resource: "one".to_owned(),
            scopes: scopes.to_vec(),
        };
        match ask(world, command) {
            Ok(Reply::Directory(Answer::Identity { identity, token })) => (identity, token),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_identity_looks_like_the_recorded_ones() {
        let (identity, token) = create(&mut world(), &[]);
        let user = identity
            .as_str()
            .strip_prefix("8:acs:357e39d2-a29a-4bf6-88cc-fda0afc2c0ed_0000000c-0000-")
            .unwrap();
        let groups: Vec<_> = user.split('-').map(str::len).collect();
        assert_eq!(groups, [4, 4, 12]);
        assert_eq!(token, None);
    }

    #[test]
    fn revoking_ends_the_tokens_so_far_and_none_of_later() {
        let mut world = world();
        let (identity, first) = create(&mut world, &[Scope::Chat]);
        let resource = || "one".to_owned();
        let revoke = Command::RevokeTokens {
            resource: resource(),
            identity: identity.clone(),
        };
        ask(&mut world, revoke).unwrap();
        let issue = Command::IssueToken {
            resource: resource(),
            identity: identity.clone(),
            scopes: vec![Scope::Voip],
        };
        ask(&mut world, issue).unwrap();
        assert_eq!(first, Some(TokenId(1)));
        assert_eq!(
            world.directory().verdict(&identity, TokenId(1)),
            TokenVerdict::Revoked
        );
        assert_eq!(
            world.directory().verdict(&identity, TokenId(2)),
            TokenVerdict::Live
        );
        assert_eq!(
            world.directory().scopes(&identity, TokenId(2)),
            [Scope::Voip]
        );
        for never_issued in [TokenId(0), TokenId(3)] {
            assert_eq!(
                world.directory().verdict(&identity, never_issued),
                TokenVerdict::Unknown
            );
        }
        ask(
            &mut world,
            Command::ExpireTokens {
                identity: identity.clone(),
            },
        )
        .unwrap();
        assert_eq!(
            world.directory().verdict(&identity, TokenId(1)),
            TokenVerdict::Revoked
        );
        assert_eq!(
            world.directory().verdict(&identity, TokenId(2)),
            TokenVerdict::Expired
        );
    }

    #[test]
    fn a_deleted_or_foreign_identity_is_refused() {
        let mut world = world();
        let (identity, _) = create(&mut world, &[Scope::Chat]);
        let delete = |resource: &str| Command::DeleteIdentity {
            resource: resource.to_owned(),
            identity: identity.clone(),
        };
        let not_owned = Err(Refusal::from(Refused::IdentityNotOwned(identity.clone())));
        assert_eq!(ask(&mut world, delete("two")), not_owned);
        assert_eq!(
            ask(&mut world, delete("three")),
            Err(Refused::UnknownResource("three".to_owned()).into())
        );
        assert_eq!(ask(&mut world, delete("one")), Ok(Reply::Done));
        assert_eq!(
            world.directory().verdict(&identity, TokenId(1)),
            TokenVerdict::Unknown
        );
        assert_eq!(ask(&mut world, delete("one")), not_owned);
        assert_eq!(world.directory().resource_of_identity(&identity), None);
    }

    #[test]
    fn a_fact_carries_the_contact_that_the_identity_is_bound_to() {
        let mut world = world();
        let (identity, _) = create(&mut world, &[]);
        let visit = visits::Command::Returned {
            contact: Contact(7),
            entry: "help".to_owned(),
            outcome: visits::Outcome::Answered {
                status: 200,
                identity: Some(identity.clone()),
                thread: None,
                token: visits::TokenVerdict::Absent,
            },
        };
        world.handle(Time::ZERO, Asked::Visits(visit)).unwrap();
        ask(&mut world, Command::ExpireTokens { identity }).unwrap();
        let contacts: Vec<_> = world.take_facts().iter().map(|fact| fact.contact).collect();
        assert_eq!(contacts, [None, Some(Contact(7)), Some(Contact(7))]);
    }

    #[test]
    fn numbers_belong_to_the_resource_that_declares_them() {
        let world = world();
        assert!(world.directory().owns_number("one", "+14255550100"));
        assert!(!world.directory().owns_number("one", "+14255550101"));
        assert!(!world.directory().owns_number("three", "+14255550100"));
    }
}
