with given as (
    insert into report_dismissal (agency, year, scope, finding, n, reason, actor, recorded_at)
    select :agency_id::int, :year::int, :scope::text, :finding::text, coalesce(max(n), 0) + 1,
           :reason::text, :actor::text, recording_time()
    from report_dismissal
    where agency = :agency_id::int and year = :year::int and scope = :scope::text
      and finding = :finding::text
    returning finding, n, reason)
select json_build_object('finding', finding, 'n', n, 'reason', reason) from given
