select outcome, closed_on from application
where agency = :agency_id::int and id = :about::bigint
for key share
