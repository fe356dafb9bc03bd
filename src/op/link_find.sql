-- Whose link it is.
select actor, account from link_find(:link_digest::bytea)
