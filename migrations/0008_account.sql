-- Who works here: accounts, what they may, how they prove it, and what waits for a second
-- person.

create table account (
    id integer generated always as identity constraint account_pk primary key,
    agency integer constraint account_agency_exists references agency,
    login text not null
        constraint account_login_form check (login ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
    name text not null constraint account_name_filled check (name <> ''),
    roles text[] not null
        constraint account_roles_filled check (cardinality(roles) > 0)
        constraint account_roles_known
        check (roles <@ array['officer', 'supervisor', 'agency_admin', 'oversight',
                              'system_admin', 'security_admin', 'auditor']),
    state text not null default 'active'
        constraint account_state_known check (state in ('active', 'disabled')),
    source text not null default 'local'
        constraint account_source_known check (source in ('local', 'ldap', 'proxy')),
    password text,
    password_set_at timestamptz,
    password_must_change boolean not null default true,
    passwords_before text[] not null default '{}',
    totp_secret bytea,
    totp_key smallint,
    totp_confirmed boolean not null default false,
    totp_step bigint not null default 0,
    failures integer not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null,
    version integer not null default 1,
    constraint account_login_unique unique nulls not distinct (agency, login),
    constraint account_admin_alone
        check (not roles && array['system_admin', 'security_admin', 'auditor']
               or cardinality(roles) = 1),
    constraint account_agency_fits
        check ((roles && array['system_admin', 'security_admin', 'auditor'])
               = (agency is null)),
    constraint account_totp_has_key check ((totp_secret is null) = (totp_key is null))
);
comment on column account.login is
    'unique within the agency; one signs in as login@agency, an administrator as login';
comment on column account.password is 'argon2id; null: none was set, or it is not kept here';
comment on column account.totp_step is 'the last time step a code was taken of; none twice';

-- A link that lets its bearer set a new password, once.
create table account_link (
    hash bytea constraint account_link_pk primary key,
    account integer not null constraint account_link_account_exists references account,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
comment on column account_link.hash is 'SHA-256 of the secret in the link';

create table session (
    hash bytea constraint session_pk primary key,
    account integer not null constraint session_account_exists references account,
    began_at timestamptz not null,
    seen_at timestamptz not null,
    proved_at timestamptz not null,
    ended_at timestamptz,
    source text not null
);
create index session_by_account on session (account) where ended_at is null;
comment on column session.hash is 'SHA-256 of the cookie';
comment on column session.proved_at is 'when the password was last given';

create table token (
    id integer generated always as identity constraint token_pk primary key,
    agency integer not null constraint token_agency_exists references agency,
    name text not null constraint token_name_filled check (name <> ''),
    hash bytea not null constraint token_hash_unique unique,
    scopes text[] not null
        constraint token_scopes_known
        check (cardinality(scopes) > 0 and scopes <@ array['intake', 'status', 'stats']),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
);

-- The security policy (matrix row 26), one row.
create table policy (
    one boolean not null default true
        constraint policy_pk primary key constraint policy_one check (one),
    password_profile text not null default 'dengbao'
        constraint policy_password_profile_known check (password_profile in ('dengbao', 'nist')),
    idle_minutes integer not null default 15
        constraint policy_idle_range check (idle_minutes between 1 and 480),
    admin_idle_minutes integer not null default 10
        constraint policy_admin_idle_range check (admin_idle_minutes between 1 and 480),
    session_hours integer not null default 10
        constraint policy_session_range check (session_hours between 1 and 24),
    sessions integer not null default 3
        constraint policy_sessions_range check (sessions between 1 and 20),
    proof_minutes integer not null default 5
        constraint policy_proof_range check (proof_minutes between 1 and 480),
    lock_failures integer not null default 5
        constraint policy_failures_range check (lock_failures between 3 and 20),
    lock_minutes integer not null default 15
        constraint policy_lock_range check (lock_minutes between 1 and 1440),
    link_hours integer not null default 24
        constraint policy_link_range check (link_hours between 1 and 168),
    sources text[],
    version integer not null default 1
);
insert into policy default values;
comment on column policy.proof_minutes is
    'how long a password that was just given stands for the acts that ask for it again';
comment on column policy.sources is 'networks one may sign in from (CIDR); null: any';

-- How many persons, one after the other, confirm what was proposed under a right.
create table confirmation_steps (
    agency integer not null constraint confirmation_steps_agency_exists references agency,
    of_right text not null,
    steps integer not null constraint confirmation_steps_range check (steps between 1 and 3),
    constraint confirmation_steps_pk primary key (agency, of_right)
);

-- Who may confirm in the place of another, from day to day.
create table delegation (
    agency integer not null constraint delegation_agency_exists references agency,
    n integer not null,
    from_account integer not null
        constraint delegation_from_exists references account,
    to_account integer not null constraint delegation_to_exists references account,
    valid_from date not null,
    valid_to date not null,
    reason text not null,
    made_at timestamptz not null,
    ended_at timestamptz,
    constraint delegation_pk primary key (agency, n),
    constraint delegation_other check (from_account <> to_account),
    constraint delegation_order
        check (valid_to >= valid_from and valid_to < valid_from + 366)
);
create index delegation_by_receiver on delegation (to_account) where ended_at is null;

-- A request that waits until others confirm it: what is asked, sealed, and by whom.
-- The id carries the agency as that of an application does; 0 is the whole installation.
create table proposal (
    agency integer not null,
    id bigint not null,
    operation text not null,
    of_right text not null,
    application bigint,
    arguments json not null,
    body bytea not null,
    key smallint not null,
    if_match text,
    summary json not null,
    steps integer not null,
    state text not null default 'open'
        constraint proposal_state_known
        check (state in ('open', 'confirmed', 'rejected', 'withdrawn')),
    proposed_by integer not null constraint proposal_proposer_exists references account,
    proposed_at timestamptz not null,
    ended_at timestamptz,
    version integer not null default 1,
    constraint proposal_pk primary key (agency, id),
    constraint proposal_id_carries_agency check (id >> 32 = agency),
    constraint proposal_end_with_state check ((state = 'open') = (ended_at is null))
);
create index proposal_open on proposal (agency, id) where state = 'open';
comment on column proposal.body is 'the request''s body, sealed with the key KEY';
comment on column proposal.summary is 'what a confirmer sees of it without the body';

create table proposal_step (
    agency integer not null,
    proposal bigint not null,
    n integer not null,
    act text not null
        constraint proposal_step_act_known check (act in ('confirmed', 'rejected', 'withdrawn')),
    account integer not null constraint proposal_step_account_exists references account,
    for_account integer constraint proposal_step_for_exists references account,
    made_at timestamptz not null,
    note text,
    constraint proposal_step_pk primary key (agency, proposal, n),
    constraint proposal_step_proposal_exists
        foreign key (agency, proposal) references proposal (agency, id)
);
comment on column proposal_step.for_account is 'who delegated it';

-- Who of a higher agency looked at a case, and why; the case's agency sees it.
create table inspection (
    agency integer not null,
    application bigint not null,
    n integer not null,
    account integer not null constraint inspection_account_exists references account,
    account_name text not null,
    account_agency text not null,
    purpose text not null constraint inspection_purpose_filled check (purpose <> ''),
    made_at timestamptz not null,
    constraint inspection_pk primary key (agency, application, n),
    constraint inspection_application_exists
        foreign key (agency, application) references application (agency, id)
);

-- A case is assigned to the account that handles it.
alter table application
    add column assignee integer constraint application_assignee_exists references account;
comment on column application.assignee is 'the officer''s account; officer is the name';

-- Identity and telephone numbers are sealed (AES-256-GCM) with a key that is not in the
-- database; the index finds equal numbers within an agency.  What an older version stored
-- in the open stays in *_open until `gongkai migrate`, which holds the key, has sealed it.
alter table applicant rename column id_number to id_number_open;
alter table applicant rename column phone to phone_open;
alter table applicant
    add column key smallint,
    add column id_number bytea,
    add column id_number_index bytea,
    add column phone bytea,
    add column phone_index bytea,
    add constraint applicant_sealed_has_key
        check (key is not null or (id_number is null and phone is null)),
    add constraint applicant_index_with_seal
        check ((id_number is null) = (id_number_index is null)
               and (phone is null) = (phone_index is null));
create index applicant_by_id_number on applicant (agency, id_number_index)
    where id_number_index is not null;
create index applicant_by_phone on applicant (agency, phone_index)
    where phone_index is not null;
comment on column applicant.key is 'which key of the key file sealed the row';

-- The reply to repeat belongs to who asked.
alter table idempotency add column sealed boolean not null default false;
comment on column idempotency.sealed is 'the reply held a secret and was not kept';
