-- What a proposal keeps of its letter, and the review or suit that ordered a new answer.

-- What a proposal would have made when it was made on trial: who confirms confirms that, and
-- nothing that came of it since.
alter table proposal add column seen bytea
    constraint proposal_seen_whole check (octet_length(seen) = 32);
comment on column proposal.seen is
    'SHA-256 of what it would have made; null: it makes nothing that others could change';

alter table letter add column remedy integer
    constraint letter_of_remedy_is_new check (remedy is null or seq is null);
alter table letter add constraint letter_remedy_exists
    foreign key (agency, remedy) references remedy (agency, n);
comment on column letter.remedy is
    'the review or suit that ordered the new answer it is; null: the answer of the case';
