-- Intake: who else asks, the letter an application came in, parts of one letter, and what the
-- radar for repeated applications looks for.

alter table application
    add column tracking_number text,
    add column joint integer not null default 0
        constraint application_joint_range check (joint between 0 and 50),
    add column split_from bigint,
    add constraint application_split_from_exists
        foreign key (agency, split_from) references application (agency, id),
    add constraint application_split_from_other check (split_from <> id);
comment on column application.tracking_number is 'of the letter it came in';
comment on column application.joint is 'further applicants, besides the one it names';
comment on column application.split_from is 'the application that kept the number of the letter';

-- By who applied and by letter; see 0002 why none begins with the agency.
create index application_by_applicant on application (applicant_key, agency, id);
create index application_by_tracking on application (tracking_number, agency)
    where tracking_number is not null;

-- Persons of a case besides the applicant it names, as the entry SEQ stated them; those of
-- the latest row of `applicant` hold.  N is 0 for the agent.
create table case_person (
    agency integer not null,
    application bigint not null,
    seq integer not null,
    n integer not null,
    role text not null
        constraint case_person_role_known check (role in ('joint', 'agent')),
    name text not null,
    name_key text generated always as (name_key(name)) stored,
    id_type text,
    key smallint not null constraint case_person_key_positive check (key > 0),
    id_number bytea,
    id_number_index bytea,
    phone bytea,
    phone_index bytea,
    email text,
    address text,
    authorised boolean,
    constraint case_person_pk primary key (agency, application, seq, n),
    constraint case_person_of_applicant
        foreign key (agency, application, seq) references applicant,
    constraint case_person_place
        check (case role when 'agent' then n = 0 else n between 1 and 50 end),
    constraint case_person_authorised_agent check (authorised is null or role = 'agent'),
    constraint case_person_index_with_seal
        check ((id_number is null) = (id_number_index is null)
               and (phone is null) = (phone_index is null))
);
comment on column case_person.authorised is 'the authorisation was shown (rule 1.8)';
create index case_person_by_id_number on case_person (id_number_index, agency)
    where id_number_index is not null;
create index case_person_by_phone on case_person (phone_index, agency)
    where phone_index is not null;
create index case_person_by_name on case_person (name_key, agency);

-- The links of a case, seen from the other one, whose id carries the agency.
create index event_by_link on event (((data ->> 'application')::bigint))
    where data ->> 'link' is not null;
