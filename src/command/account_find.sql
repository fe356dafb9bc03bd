-- The account that signs in as :sign_in with a password kept here.
select account
from sign_in_find(:sign_in)
where source = 'local' and state = 'active'
