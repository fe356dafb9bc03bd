-- How long records are kept (保管期限), and what is left of a case that was disposed of (销毁).

-- The rule of an agency, or, with agency null, of the installation, for a type of record; the
-- latest row holds, an agency's before that of the nearest agency above it.
create table retention_rule (
    n integer generated always as identity constraint retention_rule_pk primary key,
    agency integer constraint retention_rule_agency_exists references agency,
    record_type text not null
        constraint retention_rule_type_known
        check (record_type in ('case_answered', 'case_withdrawn', 'case_voided', 'audit')),
    years integer
        constraint retention_rule_years_range check (years between 10 and 100),
    basis text not null constraint retention_rule_basis_filled check (basis <> ''),
    set_at timestamptz not null,
    set_by text not null,
    constraint retention_rule_audit_permanent check (record_type <> 'audit' or years is null)
);
create index retention_rule_latest on retention_rule (agency, record_type, n);
comment on column retention_rule.years is
    'whole years after the one in which the case was closed; null: for ever';

insert into retention_rule (record_type, years, basis, set_at, set_by)
values ('case_answered', 30, '《机关文件材料归档范围和文书档案保管期限规定》'
        '（国家档案局令第8号）：定期三十年', now(), 'gongkai'),
       ('case_withdrawn', 10, '《机关文件材料归档范围和文书档案保管期限规定》'
        '（国家档案局令第8号）：定期十年', now(), 'gongkai'),
       ('case_voided', 10, '《机关文件材料归档范围和文书档案保管期限规定》'
        '（国家档案局令第8号）：定期十年', now(), 'gongkai'),
       ('audit', null, '审计记录永久保管，不列入销毁', now(), 'gongkai');

-- A case that must be kept whatever its age, for a suit, a review or an inquiry.
create table case_hold (
    agency integer not null,
    application bigint not null,
    n integer not null,
    reason text not null constraint case_hold_reason_filled check (reason <> ''),
    set_at timestamptz not null,
    set_by text not null,
    ended_at timestamptz,
    ended_by text,
    end_reason text,
    constraint case_hold_pk primary key (agency, application, n),
    constraint case_hold_application_exists
        foreign key (agency, application) references application (agency, id),
    constraint case_hold_end_whole
        check ((ended_at is null) = (ended_by is null)
               and (ended_at is null) = (end_reason is null))
);

-- The certificate of a disposal (销毁证明), with its cases and the entries of these.
create table disposal (
    agency integer not null constraint disposal_agency_exists references agency,
    n integer not null constraint disposal_n_positive check (n >= 1),
    until_year integer not null,
    reason text not null constraint disposal_reason_filled check (reason <> ''),
    rules json not null,
    cases integer not null constraint disposal_cases_positive check (cases >= 1),
    proposal bigint not null,
    proposed_by text not null,
    confirmed_by text not null
        constraint disposal_by_two check (confirmed_by <> proposed_by),
    made_at timestamptz not null,
    constraint disposal_pk primary key (agency, n),
    constraint disposal_proposal_once unique (agency, proposal),
    constraint disposal_proposal_exists
        foreign key (agency, proposal) references proposal (agency, id)
);
comment on column disposal.rules is 'the rules as they held, by type of record';

create table disposal_case (
    agency integer not null,
    application bigint not null,
    disposal integer not null,
    number text,
    record_type text not null,
    closed_on date not null,
    kept_until date not null
        constraint disposal_case_kept_after_closing check (kept_until >= closed_on),
    digest bytea not null
        constraint disposal_case_digest_whole check (octet_length(digest) = 32),
    constraint disposal_case_pk primary key (agency, application),
    constraint disposal_case_disposal_exists
        foreign key (agency, disposal) references disposal (agency, n),
    constraint disposal_case_application_exists
        foreign key (agency, application) references application (agency, id)
);
create index disposal_case_by_disposal on disposal_case (agency, disposal, application);
comment on column disposal_case.digest is 'SHA-256 of what was erased, see disposal_content()';

create table disposal_event (
    agency integer not null,
    application bigint not null,
    seq integer not null,
    digest_before bytea not null
        constraint disposal_event_before_whole check (octet_length(digest_before) = 32),
    digest_after bytea not null
        constraint disposal_event_after_whole check (octet_length(digest_after) = 32),
    constraint disposal_event_pk primary key (agency, application, seq),
    constraint disposal_event_case_exists
        foreign key (agency, application) references disposal_case (agency, application),
    constraint disposal_event_event_exists
        foreign key (agency, application, seq) references event
);
comment on table disposal_event is
    'event_digest() of each entry before and after; the permission to erase is this row';

alter table application
    add column disposed_on date,
    add constraint application_disposed_is_closed
        check (disposed_on is null or status in ('answered', 'withdrawn', 'voided'));

-- A stored reply may quote the case it is about, and goes with it.
alter table idempotency add column application bigint;
