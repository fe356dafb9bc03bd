-- Nothing when the caller does not reach it: of a higher agency, one sees no more than its name.
select id from agency where code = :under and id in (select reach())
