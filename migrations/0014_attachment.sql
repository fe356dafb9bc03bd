-- Attachments (附件): files of a case, as they came, in pieces of 1 MiB.  A file is never
-- changed; one taken out stays with its digest and the reason, and what it held goes with the
-- disposal of its case.

create table attachment (
    agency integer not null,
    application bigint not null,
    n integer not null constraint attachment_n_positive check (n >= 1),
    kind text not null
        constraint attachment_kind_known
        check (kind in ('application_letter', 'identity_proof', 'released_copy',
                        'search_record', 'proof_of_service', 'other')),
    name text not null constraint attachment_name_filled check (name <> ''),
    type text not null constraint attachment_type_filled check (type <> ''),
    size bigint not null constraint attachment_size_positive check (size > 0),
    sha256 bytea not null
        constraint attachment_sha256_whole check (octet_length(sha256) = 32),
    redacted_of integer,
    uploaded_by text not null,
    made_at timestamptz not null,
    removed_at timestamptz,
    removed_by text,
    removal_reason text,
    constraint attachment_pk primary key (agency, application, n),
    constraint attachment_application_exists
        foreign key (agency, application) references application (agency, id),
    constraint attachment_redacted_of_exists
        foreign key (agency, application, redacted_of)
        references attachment (agency, application, n),
    constraint attachment_redacted_is_released_copy
        check (redacted_of is null or (kind = 'released_copy' and redacted_of < n)),
    constraint attachment_removal_whole
        check ((removed_at is null) = (removed_by is null)
               and (removed_at is null) = (removal_reason is null))
);
comment on column attachment.type is 'what the content is, see src/document/file_type.def';
comment on column attachment.redacted_of is
    'the original whose copy without what must not leave (公开件) this is';

create table attachment_chunk (
    agency integer not null,
    application bigint not null,
    attachment integer not null,
    n integer not null constraint attachment_chunk_n_positive check (n >= 1),
    bytes bytea not null
        constraint attachment_chunk_size check (octet_length(bytes) between 1 and 1048576),
    constraint attachment_chunk_pk primary key (agency, application, attachment, n),
    constraint attachment_chunk_attachment_exists
        foreign key (agency, application, attachment)
        references attachment (agency, application, n)
);
-- Most files are packed already.
alter table attachment_chunk alter column bytes set storage external;

-- A copy that may leave: what was found in it, and why it leaves all the same.
create table attachment_release (
    agency integer not null,
    application bigint not null,
    attachment integer not null,
    found jsonb not null,
    hidden_reviewed text,
    released_at timestamptz not null,
    released_by text not null,
    proposed_by text,
    constraint attachment_release_pk primary key (agency, application, attachment),
    constraint attachment_release_attachment_exists
        foreign key (agency, application, attachment)
        references attachment (agency, application, n)
);
comment on column attachment_release.found is 'kinds and numbers, see src/document/hidden.def';
