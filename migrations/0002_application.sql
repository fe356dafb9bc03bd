-- Applications (政府信息公开申请), what happened to them, and who asked.
-- Every key begins with the agency.  application.id carries it too: agency << 32 | n.

create table application (
    agency integer not null constraint application_agency_exists references agency,
    id bigint not null,
    number text,
    channel text not null
        constraint application_channel_known
        check (channel in ('in_person', 'mail_signed', 'mail_ordinary', 'internet', 'fax',
                           'oral')),
    applicant_category text not null
        constraint application_category_known
        check (applicant_category in ('natural_person', 'commercial', 'research',
                                      'public_interest', 'legal_service', 'other')),
    applicant_name text not null,
    content text not null,
    wanted_form text,
    wanted_route text,
    officer text,
    -- Derived from the events, kept as an index, recomputed by `gongkai verify`.
    submitted_on date,
    arrived_on date not null,
    received_on date,
    due_on date,
    due_provisional boolean not null default false,
    status text not null
        constraint application_status_known
        check (status in ('unconfirmed', 'running', 'answered', 'withdrawn', 'voided')),
    closed_on date,
    outcome text
        constraint application_outcome_known
        check (outcome in ('granted', 'partly_granted', 'refused_1', 'refused_2', 'refused_3',
                           'refused_4', 'refused_5', 'refused_6', 'refused_7', 'refused_8',
                           'unavailable_1', 'unavailable_2', 'unavailable_3',
                           'not_processed_1', 'not_processed_2', 'not_processed_3',
                           'not_processed_4', 'not_processed_5', 'other_1', 'other_2',
                           'other_3')),
    version integer not null default 1,
    constraint application_pk primary key (agency, id),
    constraint application_id_carries_agency check (id >> 32 = agency),
    constraint application_number_unique unique (number, agency),
    constraint application_number_on_receipt check (received_on is null or number is not null),
    constraint application_due_with_receipt check ((received_on is null) = (due_on is null)),
    constraint application_outcome_with_close check ((closed_on is null) = (outcome is null)),
    constraint application_close_after_receipt check (closed_on >= received_on),
    constraint application_running_is_open
        check (status <> 'running' or (received_on is not null and closed_on is null))
);
comment on column application.version is 'seq of the last event; the ETag';
-- Besides the primary key no full index may begin with the agency: a plan made while the
-- table is small would find a case through it by the agency alone, and stay.
create index application_open_by_due on application (agency, due_on, id)
    where status in ('running', 'unconfirmed');

-- What happened: two dates each, HAPPENED_ON in law and RECORDED_AT when it was entered.
-- Rows are only ever added; one that supersedes another stands in its place.
create table event (
    agency integer not null,
    application bigint not null,
    seq integer not null constraint event_seq_positive check (seq >= 1),
    kind text not null
        constraint event_kind_known
        check (kind in ('registered', 'confirmed', 'answered', 'withdrawn', 'voided',
                        'retracted')),
    happened_on date not null,
    recorded_at timestamptz not null,
    actor text not null,
    supersedes integer,
    data jsonb not null default '{}',
    constraint event_pk primary key (agency, application, seq),
    constraint event_application_exists
        foreign key (agency, application) references application (agency, id),
    constraint event_supersedes_earlier check (supersedes < seq),
    constraint event_supersedes_exists
        foreign key (agency, application, supersedes) references event,
    constraint event_supersedes_once unique (agency, application, supersedes)
);

-- The applicant's particulars as the event SEQ stated them; the latest row holds.
create table applicant (
    agency integer not null,
    application bigint not null,
    seq integer not null,
    name text not null,
    id_type text,
    id_number text,
    phone text,
    email text,
    address text,
    constraint applicant_pk primary key (agency, application, seq),
    constraint applicant_event_exists
        foreign key (agency, application, seq) references event
);

-- The last number given out, per agency, series and year; locked by the transaction that
-- takes the next one, so that a rolled-back registration leaves no gap.
create table serial (
    agency integer not null constraint serial_agency_exists references agency,
    series text not null,
    year integer not null,
    last bigint not null,
    constraint serial_pk primary key (agency, series, year)
);
