with new as (select next_serial(:agency_id::int, 'remedy', 0)::int as n),
made as (
    insert into remedy (agency, n, application, kind, route, matter, capacity, body, number,
                        stage, filed_on)
    select :agency_id::int, n, :about::bigint, :kind, :route, :matter, :capacity, :body,
           :number, :stage, :filed_on::date
    from new
    returning n),
entry as (
    insert into remedy_event (agency, remedy, seq, kind, happened_on, recorded_at, actor, data)
    select :agency_id::int, n, 1, 'filed', :filed_on::date, recording_time(), :actor,
           :data::jsonb
    from made
    returning event_digest(row(agency, remedy, seq, kind, happened_on, recorded_at, actor,
                               supersedes, data)::event) as digest),
words as (
    insert into remedy_words (agency, remedy, seq, claimant, note)
    select :agency_id::int, n, 1, :claimant, :note
    from made)
select n, encode(digest, 'hex') from made, entry
