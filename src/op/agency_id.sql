select id from agency where code = :wanted_code
