-- The chain of the audit that an account's record belongs to.
select coalesce(a.agency, 0) from account a where a.id = :account::int
