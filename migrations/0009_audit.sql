-- The audit trail becomes a chain per agency, each record sealed by a key that the database
-- does not have (docs/decisions/0014).  What was written before stays readable as it is.

alter table audit rename to audit_unchained;
alter table audit_unchained rename constraint audit_pk to audit_unchained_pk;
alter table audit_unchained
    rename constraint audit_agency_exists to audit_unchained_agency_exists;
alter index audit_by_application rename to audit_unchained_by_application;

-- Agency 0 is the whole installation: what belongs to no agency, or to all of them.
create table audit (
    agency integer not null constraint audit_agency_known check (agency >= 0),
    seq bigint not null constraint audit_seq_positive check (seq >= 1),
    recorded_at timestamptz not null,
    actor text not null,
    role text,
    operation text not null,
    application bigint,
    subject text,
    request text,
    status integer not null,
    source text,
    data text not null,
    key smallint not null,
    prev bytea not null constraint audit_prev_whole check (octet_length(prev) = 32),
    hash bytea not null constraint audit_hash_whole check (octet_length(hash) = 32),
    mac bytea not null constraint audit_mac_whole check (octet_length(mac) = 32),
    constraint audit_pk primary key (agency, seq)
);
create index audit_by_application on audit (agency, application, seq)
    where application is not null;
comment on column audit.actor is 'sign-in name (li@xiangshan), token:N, system';
comment on column audit.subject is 'what it is about, when that is no application: notice:3';
comment on column audit.data is 'compact JSON; numbers and digests, never personal data';
comment on column audit.key is 'number of the key in the key ring that made mac';
comment on column audit.hash is 'SHA-256 of the record, see src/guard/chain.h';
comment on column audit.mac is 'HMAC of hash';

-- The last record of each chain; its row is locked by who writes the next.
create table audit_head (
    agency integer constraint audit_head_pk primary key,
    seq bigint not null constraint audit_head_seq_known check (seq >= 0),
    hash bytea not null constraint audit_head_hash_whole check (octet_length(hash) = 32)
);
