select json_build_object('account', account_json((account_add(
    :agency_id::int, :login, :name, :role_set::text[], :source_of)).id))
