-- Nothing when it is another's, or ended before.
update delegation d
set ended_at = recording_time()
where d.agency = :agency_id::int and d.n = :delegation::int
  and d.from_account = :caller::int and d.ended_at is null
returning json_build_object('delegation', delegation_json(d))
