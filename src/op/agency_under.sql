select id from agency where code = :under
