select json_build_object('done', session_end(:caller::int, :credential::bytea, :others::boolean) >= 0)
