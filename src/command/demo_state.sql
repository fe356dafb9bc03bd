-- What of the demonstration is there: empty (nothing at all is), begun, done, or foreign (the
-- database is used for something else).  The demonstration begins with its administrator.
select case
    when exists (select from account where agency is null and login = 'luzhixing') then
        case when exists (select from application a join agency g on g.id = a.agency
                          where g.code = 'xiangshan') then 'done' else 'begun' end
    when exists (select from account) or exists (select from agency) then 'foreign'
    else 'empty'
end
