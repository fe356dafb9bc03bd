select number from application
where agency = :agency_id::int and id = :application::bigint
