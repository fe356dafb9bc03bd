select sign_in_failed(:of_account::int)
