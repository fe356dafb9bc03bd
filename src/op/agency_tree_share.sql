-- Keeps the tree as it is until the transaction ends.
select pg_advisory_xact_lock_shared(hashtext('gongkai.tree'))
