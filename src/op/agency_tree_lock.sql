-- The only one to change the tree until the transaction ends.  The fold is kept out from the
-- start: it refers to the agencies whose rows are locked next.
select pg_advisory_xact_lock(hashtext('gongkai.tree')),
       pg_advisory_xact_lock(hashtext('gongkai.tally'))
