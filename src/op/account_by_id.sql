select json_build_object('account', account_json(:of_account::int))
