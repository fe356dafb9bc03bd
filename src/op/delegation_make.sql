insert into delegation as d (agency, n, from_account, to_account, valid_from, valid_to, reason,
                             made_at)
select :agency_id::int,
       1 + coalesce((select max(n) from delegation where agency = :agency_id::int), 0),
       :caller::int, :to_account::int, :valid_from::date, :valid_to::date, :reason,
       recording_time()
returning json_build_object('delegation', delegation_json(d))
