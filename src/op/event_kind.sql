select kind from event
where agency = :agency_id::int and application = :application::bigint and seq = :seq::int
