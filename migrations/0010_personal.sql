-- What is personal stays in: keys in use, who was shown full numbers, names as they are
-- searched.

-- A name as it is searched: compatibility forms are one (NFKC), spaces and zero-width
-- characters are nothing, the middle dots of transcribed names are one, letters are small.
-- Never what a name is: that is kept as it was entered.
create function name_key(name text) returns text
language sql immutable strict parallel safe as $$
    select lower(translate(normalize(name, NFKC),
        U&'\2022\2027\30FB\FF65'
        || U&'\0009\000A\000B\000C\000D\0020\0085\00A0\1680\2000\2001\2002\2003\2004\2005'
        || U&'\2006\2007\2008\2009\200A\2028\2029\202F\205F\3000'
        || U&'\00AD\034F\061C\115F\1160\17B4\17B5\180B\180C\180D\180E\180F\200B\200C\200D'
        || U&'\200E\200F\202A\202B\202C\202D\202E\2060\2061\2062\2063\2064\2066\2067\2068'
        || U&'\2069\FE00\FE01\FE02\FE03\FE04\FE05\FE06\FE07\FE08\FE09\FE0A\FE0B\FE0C\FE0D'
        || U&'\FE0E\FE0F\FEFF',
        U&'\00B7\00B7\00B7\00B7'))
$$;

alter table application
    add column applicant_key text generated always as (name_key(applicant_name)) stored;
comment on column application.applicant_key is 'applicant_name as it is searched';

-- The keys of the key file that were in use here; what they are is not told.
create table sealing_key (
    id smallint constraint sealing_key_pk primary key
        constraint sealing_key_id_positive check (id > 0),
    made_on date not null,
    proof text not null constraint sealing_key_proof_form check (proof ~ '^[0-9a-f]{64}$'),
    retired_at timestamptz
);
comment on column sealing_key.proof is
    'derived from the key: tells a key file that is another one';

-- Who may take the full numbers of a year's ledger with him, until when.
create table export_grant (
    id integer generated always as identity constraint export_grant_pk primary key,
    agency integer not null constraint export_grant_agency_exists references agency,
    account integer not null constraint export_grant_account_exists references account,
    year integer not null
        constraint export_grant_year_range check (year between 2000 and 2100),
    reason text not null constraint export_grant_reason_filled check (reason <> ''),
    made_at timestamptz not null,
    ends_at timestamptz not null,
    constraint export_grant_order check (ends_at > made_at)
);

-- Who was shown full numbers, of one case or of a ledger; `request` is that of the audit row.
create table disclosure (
    agency integer not null constraint disclosure_agency_exists references agency,
    id bigint generated always as identity constraint disclosure_pk primary key,
    application bigint,
    export_grant integer constraint disclosure_grant_exists references export_grant,
    account integer not null constraint disclosure_account_exists references account,
    reason text not null constraint disclosure_reason_filled check (reason <> ''),
    fields text[] not null
        constraint disclosure_fields_known
        check (cardinality(fields) > 0 and fields <@ array['id_number', 'phone']),
    request text not null,
    made_at timestamptz not null,
    constraint disclosure_application_exists
        foreign key (agency, application) references application (agency, id),
    constraint disclosure_of_one check (num_nonnulls(application, export_grant) = 1)
);
create index disclosure_by_application on disclosure (application)
    where application is not null;
