-- Nothing when it is void already; the application is locked.
update letter l
set voided_at = recording_time(), voided_by = :actor, void_reason = :reason
where l.agency = :agency_id::int and l.application = :application::bigint
  and l.n = :letter::int and l.voided_at is null
returning json_build_object('letter', letter_json(l))
