-- Claims a key; no row when it is taken.  Waits for a transaction that is using it now.
insert into idempotency (actor, key, digest)
values (:actor, :idempotency_key, :digest)
on conflict on constraint idempotency_pk do nothing
returning key
