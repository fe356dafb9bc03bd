-- What a roll-up of annual reports is made of besides the cases: reports that were published
-- elsewhere, declarations that there was nothing to report, and inner deadlines.  Rows are only
-- added.

-- A published report of an agency that keeps its cases elsewhere, or of a year before they were
-- kept here, as it was read; the latest of what it covers holds.  The file itself is not kept: it is
-- published.
create table published_report (
    agency integer not null constraint published_report_agency_exists references agency,
    year integer not null
        constraint published_report_year_range check (year between 2008 and 2100),
    n integer not null constraint published_report_n_positive check (n >= 1),
    covers text not null
        constraint published_report_covers_known check (covers in ('agency', 'subtree')),
    published_on date,
    source text not null constraint published_report_source_filled check (source <> ''),
    file_name text,
    sha256 bytea not null
        constraint published_report_digest_whole check (octet_length(sha256) = 32),
    report jsonb not null
        constraint published_report_an_object check (jsonb_typeof(report) = 'object'),
    entered_at timestamptz not null,
    entered_by text not null,
    constraint published_report_pk primary key (agency, year, n)
);
comment on column published_report.covers is
    'whether it speaks of the agency alone or of all below it, too';
comment on column published_report.source is 'where it was published: address or words';
comment on column published_report.file_name is 'null: its tables were entered by hand';
comment on column published_report.sha256 is 'of the file, or of the tables as they were sent';

-- That an agency received no application in a year and had none to handle (无申请), or, with
-- DECLARED false, that this was said by mistake; the latest row holds.
create table nil_declaration (
    agency integer not null constraint nil_declaration_agency_exists references agency,
    year integer not null
        constraint nil_declaration_year_range check (year between 2008 and 2100),
    n integer not null constraint nil_declaration_n_positive check (n >= 1),
    declared boolean not null,
    note text,
    declared_at timestamptz not null,
    declared_by text not null,
    constraint nil_declaration_pk primary key (agency, year, n)
);

-- The last day, in the year after, by which an agency and all below it report that state none
-- of their own; for reports from FROM_YEAR on.  Without one the day of the Regulation holds
-- (Art. 49), and none may be later.
create table report_deadline (
    agency integer not null constraint report_deadline_agency_exists references agency,
    n integer not null constraint report_deadline_n_positive check (n >= 1),
    tier text not null
        constraint report_deadline_tier_known check (tier in ('department', 'government')),
    from_year integer not null
        constraint report_deadline_year_range check (from_year between 2008 and 2100),
    month integer,
    day integer,
    basis text not null constraint report_deadline_basis_filled check (basis <> ''),
    set_at timestamptz not null,
    set_by text not null,
    constraint report_deadline_pk primary key (agency, n),
    constraint report_deadline_lawful
        check (make_date(2004, month, day)
               <= case tier when 'department' then date '2004-01-31' else date '2004-03-31' end),
    constraint report_deadline_whole check ((month is null) = (day is null))
);
comment on column report_deadline.month is 'null: the agency states none of its own any more';

-- What went from one agency to another by mistake of who sent it: few entries among many.
create index event_of_handing on event (agency, application)
    where kind = 'fact' and data ->> 'fact' in ('handed_on', 'handed_in');
