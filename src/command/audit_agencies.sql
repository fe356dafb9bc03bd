select id, code from agency order by id
