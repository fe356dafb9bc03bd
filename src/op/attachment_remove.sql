update attachment t
set removed_at = recording_time(), removed_by = :actor, removal_reason = :reason
where t.agency = :agency_id::int and t.application = :application::bigint
  and t.n = :attachment::int
