select json_build_object('token', token_json((token_add(
                             :agency_id::int, :name, :token_digest::bytea,
                             :scope_set::text[], :days::int)).id),
                         'secret', :secret::text)
