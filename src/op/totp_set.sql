select totp_set(:caller::int, :totp_secret::bytea, :key::int, :confirm::boolean, :step::bigint)
