-- Letters (文书): what an agency's letters are headed with, its templates, and what was issued.

-- What letters of an agency need to know of it; the latest row holds.  What is null is taken
-- from the agency itself or, where it makes sense, from the nearest agency above that states it
-- (function letterhead).
create table agency_letterhead (
    agency integer not null constraint agency_letterhead_agency_exists references agency,
    n integer not null constraint agency_letterhead_n_positive check (n >= 1),
    full_name text,
    short_name text,
    seal_name text,
    office text,
    address text,
    postcode text,
    phone text,
    contact text,
    hours text,
    url text,
    number_pattern text
        constraint agency_letterhead_pattern_form
        check (number_pattern like '%{series}%' and number_pattern like '%{year}%'
               and number_pattern like '%{serial}%'),
    leadership text
        constraint agency_letterhead_leadership_known
        check (leadership in ('territorial', 'vertical', 'justice')),
    review_body text,
    review_address text,
    online_review text,
    court text,
    query_review_first boolean,
    set_at timestamptz not null,
    set_by text not null,
    constraint agency_letterhead_pk primary key (agency, n)
);
comment on column agency_letterhead.leadership is
    'who leads it, which decides who reviews (行政复议法 Art. 24, 27, 28)';
comment on column agency_letterhead.query_review_first is
    '行政查询事项 (leaf 3.8) is told review first, not either road (rules, open point 3)';

-- Templates as officials edited them; the latest row of an agency holds, bytes null: it has
-- none of its own any more.  Agencies below use the nearest one above them.
create table letter_template (
    agency integer not null constraint letter_template_agency_exists references agency,
    kind text not null,
    n integer not null constraint letter_template_n_positive check (n >= 1),
    bytes bytea,
    sha256 bytea,
    note text,
    uploaded_at timestamptz not null,
    uploaded_by text not null,
    constraint letter_template_pk primary key (agency, kind, n),
    constraint letter_template_digest_whole
        check ((bytes is null) = (sha256 is null) and sha256 = sha256(bytes)),
    constraint letter_template_size check (octet_length(bytes) between 1 and 1048576)
);

-- An issued letter: its bytes as they went out, never made again.  A voided one keeps its
-- number; of a disposed case the bytes go, number, digest and dates stay.
create table letter (
    agency integer not null,
    application bigint not null,
    n integer not null constraint letter_n_positive check (n >= 1),
    kind text not null,
    seq integer,
    about integer,
    series text not null,
    year integer not null constraint letter_year_range check (year between 2000 and 2100),
    serial bigint not null constraint letter_serial_positive check (serial >= 1),
    number text not null constraint letter_number_filled check (number <> ''),
    dated_on date not null,
    template_agency integer,
    template_n integer,
    bytes bytea,
    size integer not null,
    sha256 bytea not null constraint letter_digest_whole check (octet_length(sha256) = 32),
    issued_at timestamptz not null,
    issued_by text not null,
    proposed_by text,
    voided_at timestamptz,
    voided_by text,
    void_reason text,
    constraint letter_pk primary key (agency, application, n),
    constraint letter_application_exists
        foreign key (agency, application) references application (agency, id),
    constraint letter_event_exists foreign key (agency, application, seq) references event,
    constraint letter_about_exists
        foreign key (agency, application, about) references letter (agency, application, n),
    constraint letter_serial_once unique (agency, series, year, serial),
    constraint letter_number_once unique (agency, number),
    constraint letter_year_of_its_date check (year = extract(year from dated_on)),
    constraint letter_void_whole
        check ((voided_at is null) = (voided_by is null)
               and (voided_at is null) = (void_reason is null))
);
comment on column letter.seq is 'the entry it documents; null: issued before there was one';
comment on column letter.about is 'the letter whose service it records';
comment on column letter.serial is 'gap-free in agency, series and year; see next_serial()';
comment on column letter.template_agency is 'whose template; null: the default one';
