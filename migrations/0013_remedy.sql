-- Remedies (行政复议、行政诉讼) against an agency over disclosure, and what happened in them.

-- A review or suit; numbered within its agency.  It may be about an application, or about
-- none: what was published, an answer of the time before.
create table remedy (
    agency integer not null constraint remedy_agency_exists references agency,
    n integer not null constraint remedy_n_positive check (n >= 1),
    application bigint,
    -- Derived from the events, kept as an index, recomputed by `gongkai verify`.
    kind text not null constraint remedy_kind_known check (kind in ('review', 'suit')),
    route text constraint remedy_route_known check (route in ('direct', 'after_review')),
    matter text not null
        constraint remedy_matter_known
        check (matter in ('answer', 'silence', 'proactive', 'other')),
    capacity text not null
        constraint remedy_capacity_known check (capacity in ('original', 'review_body')),
    body text not null constraint remedy_body_filled check (body <> ''),
    number text constraint remedy_number_filled check (number <> ''),
    number_key text generated always as
        (translate(name_key(number), '〔〕【】[]', '()()()')) stored,
    stage text not null
        constraint remedy_stage_known
        check (stage in ('voided', 'filed', 'pending', 'appeal', 'decided')),
    filed_on date not null,
    accepted_on date,
    result text,
    settled_on date,
    version integer not null default 1,
    constraint remedy_pk primary key (agency, n),
    constraint remedy_application_exists
        foreign key (agency, application) references application (agency, id),
    constraint remedy_suit_has_route check ((kind = 'suit') = (route is not null)),
    constraint remedy_result_with_stage
        check ((stage = 'decided') = (settled_on is not null)
               and (settled_on is null or result is not null)),
    constraint remedy_settled_after_filing check (settled_on >= filed_on),
    -- One case is entered once in its agency.
    constraint remedy_number_once
        exclude using btree (agency with =, kind with =, body with =, number_key with =)
        where (number is not null and stage <> 'voided')
);
comment on column remedy.capacity is
    'as what the agency is respondent: for its own act, or for the review it decided';
comment on column remedy.body is 'the review body or the court of first instance';
comment on column remedy.number_key is
    'the number as it is compared: one case counts once in a roll-up';
comment on column remedy.settled_on is
    'the result holds from here on, no last day being put off; may lie ahead';
comment on column remedy.version is 'seq of the last event; the ETag';
create index remedy_by_application on remedy (application) where application is not null;

-- What happened: dates, codes and numbers, never a person; rows are only added.
create table remedy_event (
    agency integer not null,
    remedy integer not null,
    seq integer not null constraint remedy_event_seq_positive check (seq >= 1),
    kind text not null
        constraint remedy_event_kind_known
        check (kind in ('filed', 'accepted', 'served', 'replied', 'hearing', 'extended',
                        'decided', 'appealed', 'appeal_decided', 'reopened', 're_decided',
                        'retracted')),
    happened_on date not null,
    recorded_at timestamptz not null,
    actor text not null,
    supersedes integer,
    data jsonb not null default '{}',
    constraint remedy_event_pk primary key (agency, remedy, seq),
    constraint remedy_event_remedy_exists
        foreign key (agency, remedy) references remedy (agency, n),
    constraint remedy_event_supersedes_earlier check (supersedes < seq),
    constraint remedy_event_supersedes_exists
        foreign key (agency, remedy, supersedes) references remedy_event,
    constraint remedy_event_supersedes_once unique (agency, remedy, supersedes)
);

-- What an event says in words: who sued or applied, and notes.  Beside the event, for it goes
-- when its case is disposed of, and the event stays.  The latest claimant holds.
create table remedy_words (
    agency integer not null,
    remedy integer not null,
    seq integer not null,
    claimant text constraint remedy_words_claimant_filled check (claimant <> ''),
    note text,
    constraint remedy_words_pk primary key (agency, remedy, seq),
    constraint remedy_words_event_exists
        foreign key (agency, remedy, seq) references remedy_event
);
