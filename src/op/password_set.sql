-- False when the one-time code was used before.
select password_set(:of_account::int, :new_password_hash, :keep_digest::bytea,
                    :new_digest::bytea, :step::bigint)
