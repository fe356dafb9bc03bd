select id, valid_to is not null from agency where code = :wanted_code
