-- Agencies (行政机关) and where each belonged, from day to day.

create table agency (
    id integer generated always as identity constraint agency_pk primary key,
    code text not null
        constraint agency_code_unique unique
        constraint agency_code_form check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text not null constraint agency_name_filled check (name <> ''),
    level text not null
        constraint agency_level_known
        check (level in ('nation', 'province', 'city', 'county', 'township', 'department')),
    region text not null default 'national',
    number_pattern text not null
        constraint agency_number_pattern_form
        check (number_pattern like '%{year}%' and number_pattern like '%{serial}%'),
    valid_from date not null,
    valid_to date,
    successor integer constraint agency_successor_exists references agency,
    version integer not null default 1,
    constraint agency_valid_order check (valid_to >= valid_from),
    constraint agency_successor_other check (successor <> id)
);
comment on column agency.region is 'whose own holidays apply (放假办法 Art. 4)';
comment on column agency.number_pattern is 'of application numbers: {year} and {serial} are replaced';
comment on column agency.valid_to is 'last day of its existence; null while it exists';

-- An agency belongs to PARENT from the day VALID_FROM until its next row; null is a root.
create table agency_parent (
    agency integer not null constraint agency_parent_agency_exists references agency,
    valid_from date not null,
    parent integer constraint agency_parent_parent_exists references agency,
    constraint agency_parent_pk primary key (agency, valid_from),
    constraint agency_parent_other check (parent <> agency)
);
create index agency_parent_by_parent on agency_parent (parent);

-- Who counts under whom in which years, itself included: AGENCY stands in the subtree of
-- ANCESTOR for the years from FROM_YEAR up to, but not including, TO_YEAR.  A year belongs
-- to where the agency stands on its 31 December.  Derived from agency_parent.
create table agency_closure (
    ancestor integer not null constraint agency_closure_ancestor_exists references agency,
    agency integer not null constraint agency_closure_agency_exists references agency,
    from_year integer not null,
    to_year integer not null,
    constraint agency_closure_pk primary key (agency, ancestor, from_year),
    constraint agency_closure_order check (to_year > from_year)
);
create index agency_closure_by_ancestor on agency_closure (ancestor, agency);
