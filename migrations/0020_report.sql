-- Annual reports (政府信息公开工作年度报告): their way from draft to published, and what was
-- frozen.  A report is of an agency and year, of its own cases or of the whole subtree.

-- What was done with a report: acts of core/report_step.def; rows are only added.  Its state is
-- the one that the last of them leads to.
create table report_event (
    agency integer not null constraint report_event_agency_exists references agency,
    year integer not null constraint report_event_year_range check (year between 2008 and 2100),
    scope text not null constraint report_event_scope_known check (scope in ('agency', 'subtree')),
    n integer not null constraint report_event_n_positive check (n >= 1),
    act text not null
        constraint report_event_act_known
        check (act in ('submit', 'withdraw', 'return', 'accept', 'freeze', 'publish',
                       'restate')),
    note text,
    version integer,
    data jsonb not null default '{}',
    actor text not null,
    proposed_by text,
    recorded_at timestamptz not null,
    constraint report_event_pk primary key (agency, year, scope, n)
);
comment on column report_event.note is 'remarks of a return, reason of a restatement';
comment on column report_event.version is 'the version that it froze or published';
comment on column report_event.data is
    'the warnings it was done in spite of, each with its reason; where it was published';

-- A frozen report: its bytes, and the two cut-offs they were counted at.
create table report_version (
    agency integer not null constraint report_version_agency_exists references agency,
    year integer not null
        constraint report_version_year_range check (year between 2008 and 2100),
    scope text not null
        constraint report_version_scope_known check (scope in ('agency', 'subtree')),
    version integer not null constraint report_version_positive check (version >= 1),
    happened_by date not null,
    known_at timestamptz not null,
    bytes bytea not null constraint report_version_filled check (octet_length(bytes) > 0),
    sha256 bytea not null
        constraint report_version_digest_whole check (octet_length(sha256) = 32),
    reason text,
    frozen_by text not null,
    proposed_by text,
    constraint report_version_pk primary key (agency, year, scope, version),
    constraint report_version_of_its_year check (happened_by = make_date(year, 12, 31)),
    constraint report_version_known_afterwards
        check ((known_at at time zone 'Asia/Shanghai')::date > happened_by),
    constraint report_version_restated_with_reason check ((version > 1) = (reason is not null))
);
comment on column report_version.known_at is
    'taken while nobody could record anything: what is recorded later is in the difference';

-- The cases behind each cell of a version: of section three by the cell, the category and the
-- agency that bears them; of section four by block and column.  The bytes bear the digest of
-- the whole list (function report_cases_digest).
create table report_case (
    agency integer not null,
    year integer not null,
    scope text not null,
    version integer not null,
    section smallint not null constraint report_case_section_known check (section in (3, 4)),
    cell text not null,
    category text not null,
    of_agency integer not null,
    ids bigint[] not null constraint report_case_filled check (cardinality(ids) > 0),
    constraint report_case_pk
        primary key (agency, year, scope, version, section, cell, category, of_agency),
    constraint report_case_version_exists
        foreign key (agency, year, scope, version) references report_version
        deferrable initially deferred -- the bytes of the version bear the list's digest
);
comment on column report_case.ids is
    'in order: applications of section three, numbers of remedies of section four';

-- What a person said of a finding: that it may stand, and why; or, with no reason, that it
-- counts again.  The latest row holds.
create table report_dismissal (
    agency integer not null constraint report_dismissal_agency_exists references agency,
    year integer not null
        constraint report_dismissal_year_range check (year between 2008 and 2100),
    scope text not null
        constraint report_dismissal_scope_known check (scope in ('agency', 'subtree')),
    finding text not null constraint report_dismissal_finding_filled check (finding <> ''),
    n integer not null constraint report_dismissal_n_positive check (n >= 1),
    reason text constraint report_dismissal_reason_filled check (reason <> ''),
    actor text not null,
    recorded_at timestamptz not null,
    constraint report_dismissal_pk primary key (agency, year, scope, finding, n)
);
