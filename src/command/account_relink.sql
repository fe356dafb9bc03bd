-- A one-time link; with :bare the second factor goes too.
select to_char(link_make(:account::int, :digest::bytea), 'YYYY-MM-DD HH24:MI'),
       case when :bare::boolean then totp_set(:account::int, null, null, false, 0) end
