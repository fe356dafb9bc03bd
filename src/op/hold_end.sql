update case_hold h
set ended_at = recording_time(), ended_by = :actor, end_reason = :reason
where h.agency = :agency_id::int and h.application = :application::bigint
  and h.ended_at is null
returning json_build_object('hold', case_hold_json(h))
