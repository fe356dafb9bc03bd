select * from sign_in_find(:sign_in)
