-- What the service itself remembers: who did what, and replies to repeat.

-- One row per change made through the service, in the transaction of the change.
create table audit (
    n bigint generated always as identity constraint audit_pk primary key,
    agency integer constraint audit_agency_exists references agency,
    application bigint,
    operation text not null,
    actor text not null,
    request text not null,
    recorded_at timestamptz not null,
    status integer not null
);
create index audit_by_application on audit (agency, application);

-- The reply to a request with an Idempotency-Key, stored in the transaction of its effect.
create table idempotency (
    actor text not null,
    key text not null,
    digest text not null,
    status integer,
    etag text,
    location text,
    reply text,
    recorded_at timestamptz not null default now(),
    constraint idempotency_pk primary key (actor, key)
);
create index idempotency_by_age on idempotency (recorded_at);
comment on column idempotency.digest is 'of method, path, query and body';
