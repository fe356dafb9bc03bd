select version, disposed_on from application
where agency = :agency_id::int and id = :application::bigint
for update
