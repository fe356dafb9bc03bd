-- Whether it began: not when the one-time code was used before, or the account just disabled.
select session_begin(:of_account::int, :digest::bytea, :from_address, :new_password, :step::bigint),
       a.is_locked_out
from (select not sign_in_from(:from_address) as is_locked_out) a
