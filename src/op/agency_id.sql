select id, valid_from, valid_to from agency where code = :wanted_code
