-- A session that does not end, until stage_clear ends it.
insert into session (hash, account, began_at, seen_at, proved_at, source)
values (:digest::bytea, :account::int, now(), 'infinity', 'infinity', 'stage')
