-- Nothing when the caller cannot see the account, or its password is kept elsewhere.
select json_build_object('link', :link::text, 'sign_in', account_label(a.id),
                         'expires_at', link_make(a.id, :link_digest::bytea))
from account a
where a.id = :account::int and a.source = 'local' and a.state = 'active'
