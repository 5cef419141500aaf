//! What an attendant may say of the search in the directory, and who may change it.
//!
//! Source: "New-CsAutoAttendant" and "New-CsAutoAttendantMenu", Microsoft Teams PowerShell reference, 2026.

use ringback_world::declaration as world;

use super::{
    AttendantDeclaration, DirectorySearchDeclaration, MenuDeclaration,
    error::{Findings, Problem},
    lower::twice,
    queue_rules::Lowering,
};

const AUTHORIZED_USERS_MAX: usize = 15;

impl Lowering<'_> {
    /// By what people are looked for in a menu: the switch turns the search on or off, the method says which.
    pub(super) fn search(
        &self,
        field: &str,
        menu: &MenuDeclaration,
        findings: &mut Findings,
    ) -> world::DirectorySearch {
        let method = menu.directory_search.map(|method| match method {
            DirectorySearchDeclaration::None => world::DirectorySearch::None,
            DirectorySearchDeclaration::ByName => world::DirectorySearch::ByName,
            DirectorySearchDeclaration::ByExtension => world::DirectorySearch::ByExtension,
        });
        let mut contradiction = |given: &str, expected: &str| {
            findings.add(
                self.at(&format!("{field}.enable-dial-by-name")),
                Problem::NotHere {
                    given: given.to_owned(),
                    expected: format!("{expected} (New-CsAutoAttendantMenu)"),
                },
            );
        };
        match (menu.enable_dial_by_name, method) {
            (Some(true), Some(world::DirectorySearch::None)) => contradiction(
                "true beside directory-search: none",
                "directory-search: by-name or by-extension, or enable-dial-by-name: false",
            ),
            (
                Some(false),
                Some(world::DirectorySearch::ByName | world::DirectorySearch::ByExtension),
            ) => contradiction(
                "false beside a method of directory-search",
                "directory-search: none, or enable-dial-by-name: true",
            ),
            (Some(_), None) | (None, _) => {}
            (
                Some(true),
                Some(world::DirectorySearch::ByName | world::DirectorySearch::ByExtension),
            )
            | (Some(false), Some(world::DirectorySearch::None)) => {}
        }
        match (menu.enable_dial_by_name, method) {
            (_, Some(method)) => method,
            (Some(true), None) => world::DirectorySearch::ByName,
            (Some(false) | None, None) => world::DirectorySearch::None,
        }
    }

    /// Whom callers may look for.
    pub(super) fn scope(
        &self,
        declared: &AttendantDeclaration,
        findings: &mut Findings,
    ) -> world::DialScope {
        world::DialScope {
            include: self.scope_of("inclusion-scope", &declared.inclusion_scope, findings),
            exclude: self.scope_of("exclusion-scope", &declared.exclusion_scope, findings),
        }
    }

    fn scope_of(&self, field: &str, names: &[String], findings: &mut Findings) -> Vec<usize> {
        let field = self.at(field);
        twice(&field, names, findings);
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match self.groups.iter().position(|group| group.name == *name) {
                Some(group) => found.push(group),
                None => {
                    let known = self.groups.iter().map(|group| group.name.as_str());
                    let problem = Problem::undefined("group", name, known);
                    findings.add(format!("{field}[{index}]"), problem);
                }
            }
        }
        found
    }

    pub(super) fn authorized_users(&self, names: &[String], findings: &mut Findings) {
        let field = self.at("authorized-users");
        twice(&field, names, findings);
        if names.len() > AUTHORIZED_USERS_MAX {
            let problem = Problem::OutOfRange {
                given: format!("{} people", names.len()),
                expected: format!("at most {AUTHORIZED_USERS_MAX} (New-CsAutoAttendant)"),
            };
            findings.add(&field, problem);
        }
        let known = self.tenant.agents.names();
        for (index, name) in names.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let problem = Problem::undefined("person", name, known.iter().copied());
                findings.add(format!("{field}[{index}]"), problem);
            }
        }
    }
}
