select version from agency where id = :agency_id::int for update
