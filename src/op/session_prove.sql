select session_prove(:caller::int, :credential::bytea, :digest::bytea, :step::bigint)
