-- What a proposal would have made when it was made on trial: who confirms confirms that, and
-- nothing that came of it since.
alter table proposal add column seen bytea
    constraint proposal_seen_whole check (octet_length(seen) = 32);
comment on column proposal.seen is
    'SHA-256 of what it would have made; null: it makes nothing that others could change';
