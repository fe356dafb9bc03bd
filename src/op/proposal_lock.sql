select from proposal p
where p.agency = (:proposal::bigint >> 32)::int and p.id = :proposal::bigint
for update
