-- The only one to change the tree until the transaction ends.
select pg_advisory_xact_lock(hashtext('gongkai.tree'))
