//! Things with the published defaults, for whoever says only what differs.
//!
//! Source: "New-CsCallQueue", "New-CsAutoAttendant" and "Set-CsUserCallingSettings", Microsoft Teams PowerShell reference, 2026.

use super::{
    Account, Attendant, CallParkPolicy, Calling, CloudRecording, CommunicationsCredits,
    ComplianceRecording, ConferenceMode, DialScope, DirectoryEntry, DirectorySearch, Exception,
    ExternalCalls, Flow, ForceListen, Group, Licence, Mailbox, Music, NoAgentsApplyTo, OptOut,
    PAssertedIdentity, Person, PersonalVoicemail, PresenceBased, Queue, ResourceAccount, Routing,
    Switches, Target, Tenant, UserNameExtension, Voice, VoiceResponse,
};
use crate::{Cloud, Guid, Span, teams::Presence};

impl Tenant {
    /// Makes a tenant in which nothing is.
    pub fn new(id: Guid) -> Self {
        Self {
            id,
            people: Vec::new(),
            queues: Vec::new(),
            attendants: Vec::new(),
            groups: Vec::new(),
            communications_credits: CommunicationsCredits::None,
            call_park_policies: CallParkPolicy::standard(),
            compliance_templates: Vec::new(),
            switches: Switches::stated(),
            acs_federation: None,
        }
    }
}

impl Person {
    /// Makes a voice-enabled person who is Available.
    pub fn new(name: &str, object_id: Guid) -> Self {
        Self {
            name: name.to_owned(),
            object_id,
            display_name: name.to_owned(),
            voice: Voice::Enabled,
            presence: Presence::Available,
            idle_for: Span::ZERO,
            account: Account::Active,
            unanswered_after: Span::from_secs(20),
            voicemail: PersonalVoicemail::On,
            directory: DirectoryEntry::default(),
            calling: Calling::published(),
            call_park_policy: 0,
            cloud_recording: CloudRecording::NotAllowed,
        }
    }
}

impl Group {
    /// Makes a group without members whose mailbox takes mail from outside.
    pub fn new(name: &str, id: Guid) -> Self {
        Self {
            name: name.to_owned(),
            id,
            members: Vec::new(),
            mailbox: Mailbox::TakesOutsideMail,
        }
    }
}

impl ResourceAccount {
    /// Makes a licensed account without a number.
    pub fn new(object_id: Guid) -> Self {
        Self {
            object_id,
            phone_number: None,
            licence: Licence::Assigned,
            external_calls: ExternalCalls::None,
            display_name: None,
            p_asserted_identity: PAssertedIdentity::Off,
            cloud: Cloud::Public,
        }
    }
}

impl Queue {
    /// Makes a queue without agents and without a resource account.
    pub fn new(name: &str, id: Guid) -> Self {
        let does = |target| Exception {
            prompt: None,
            target,
        };
        Self {
            name: name.to_owned(),
            id,
            resource_account: None,
            agents: Vec::new(),
            by_group: Vec::new(),
            shifts: None,
            routing: Routing::Attendant,
            presence_based: PresenceBased::On,
            opt_out: OptOut::Allowed,
            mode: ConferenceMode::On,
            alert_time: Span::from_secs(30),
            greeting: None,
            music: Music::default(),
            callback: None,
            overflow_threshold: 50,
            overflow: does(Target::DisconnectWithBusy),
            timeout_threshold: Span::from_secs(1200),
            timeout: does(Target::Disconnect),
            no_agents: None,
            no_agents_apply_to: NoAgentsApplyTo::AllCalls,
            priority: 3,
            compliance_recording: ComplianceRecording::default(),
        }
    }
}

impl Attendant {
    /// Makes an attendant without hours and without a resource account, which listens to keys alone.
    pub fn new(name: &str, id: Guid, flow: Flow) -> Self {
        Self {
            name: name.to_owned(),
            id,
            resource_account: None,
            time_zone: "UTC".to_owned(),
            voice_response: VoiceResponse::Off,
            operator: None,
            scope: DialScope::default(),
            user_name_extension: UserNameExtension::None,
            flow,
            after_hours: None,
            holidays: Vec::new(),
        }
    }
}

impl Flow {
    /// Makes a flow in which nothing is said and nothing can be selected.
    pub fn new() -> Self {
        Self {
            greeting: None,
            force_listen: ForceListen::Off,
            prompt: None,
            options: Vec::new(),
            search: DirectorySearch::None,
        }
    }
}

impl Default for Flow {
    fn default() -> Self {
        Self::new()
    }
}
