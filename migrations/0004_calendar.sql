-- The working-day calendar as facts: State Council notices, the days they name, the days a
-- later notice took back, and the days of regions with holidays of their own.

create table calendar_notice (
    notice text not null constraint calendar_notice_pk primary key,
    year integer not null,
    type text not null
        constraint calendar_notice_type_known check (type in ('annual', 'change')),
    published date not null,
    url text not null
);

create table calendar_day (
    region text not null,
    day date not null,
    works boolean not null,
    name text not null,
    basis text not null,
    superseded_by text,
    constraint calendar_day_pk primary key (region, day, basis)
);
comment on column calendar_day.basis is 'the notice, or a region''s own instrument';
