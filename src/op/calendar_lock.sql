-- The only one to load, adopt or withdraw notices until the transaction ends.
select pg_advisory_xact_lock(hashtext('gongkai.calendar'))
