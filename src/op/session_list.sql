select json_build_object('sessions', session_list(:caller::int, :credential::bytea))
