-- The only one to load a notice until the transaction ends; other work goes on.
select pg_advisory_xact_lock(hashtext('gongkai.notices'))
