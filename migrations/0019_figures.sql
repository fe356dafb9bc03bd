-- What an agency states for its annual report and no case tells: the numbers of section two
-- and the written parts.  Rows are only added; the latest of an agency and year holds.

create table agency_figures (
    agency integer not null constraint agency_figures_agency_exists references agency,
    year integer not null
        constraint agency_figures_year_range check (year between 2008 and 2100),
    n integer not null constraint agency_figures_n_positive check (n >= 1),
    form text not null
        constraint agency_figures_form_of_year
        check (form = case when year < 2021 then '2019' else '2021' end),
    figures jsonb not null
        constraint agency_figures_an_object check (jsonb_typeof(figures) = 'object'),
    reason text,
    stated_at timestamptz not null,
    stated_by text not null,
    constraint agency_figures_pk primary key (agency, year, n),
    constraint agency_figures_change_has_reason check (n = 1 or reason is not null)
);
comment on column agency_figures.figures is
    'whole numbers by key of the form (core/figure.def), amounts in fen; every one of them';
comment on column agency_figures.reason is 'why they are stated anew';

create table agency_narrative (
    agency integer not null constraint agency_narrative_agency_exists references agency,
    year integer not null
        constraint agency_narrative_year_range check (year between 2008 and 2100),
    scope text not null
        constraint agency_narrative_scope_known check (scope in ('agency', 'subtree')),
    part text not null
        constraint agency_narrative_part_known check (part in ('opening', 'one', 'five', 'six')),
    n integer not null constraint agency_narrative_n_positive check (n >= 1),
    text text not null
        constraint agency_narrative_size check (octet_length(text) <= 100000),
    stated_at timestamptz not null,
    stated_by text not null,
    constraint agency_narrative_pk primary key (agency, year, scope, part, n)
);
comment on column agency_narrative.scope is
    'of which report: of the agency alone, or of all below it, too';
comment on column agency_narrative.text is
    'paragraphs separated by line feeds, with fields as {{new.total}}; empty: taken back';
