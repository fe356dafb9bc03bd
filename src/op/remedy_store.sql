-- Stores an entry, the words that go with it, and what the fold derived from the whole; its
-- digest is that of an entry of a case, with the remedy's number in the place of the case's.
with entry as (
    insert into remedy_event (agency, remedy, seq, kind, happened_on, recorded_at, actor,
                              supersedes, data)
    values (:agency_id::int, :remedy::int, :seq::int, :kind, :happened_on::date,
            recording_time(), :actor, :supersedes::int, :data::jsonb)
    returning event_digest(row(agency, remedy, seq, kind, happened_on, recorded_at, actor,
                               supersedes, data)::event) as digest),
words as (
    insert into remedy_words (agency, remedy, seq, claimant, note)
    select :agency_id::int, :remedy::int, :seq::int, :claimant, :note
    where num_nonnulls(:claimant::text, :note::text) > 0)
update remedy r
set kind = coalesce(:filed_kind, r.kind),
    route = case when :filed_kind::text is null then r.route else :filed_route end,
    matter = coalesce(:filed_matter, r.matter),
    capacity = coalesce(:filed_capacity, r.capacity),
    filed_on = coalesce(:first_on::date, r.filed_on), body = coalesce(:new_body, r.body),
    number = coalesce(:new_number, r.number),
    stage = :stage, accepted_on = :accepted_on::date, result = :effective,
    settled_on = :settled_on::date, version = :seq::int
where r.agency = :agency_id::int and r.n = :remedy::int
returning r.version, (select encode(digest, 'hex') from entry)
