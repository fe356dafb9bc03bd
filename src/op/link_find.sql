-- Whose link it is, locked against a second use at the same moment.
select actor, account from link_find(:link_digest::bytea)
