-- One more step of a proposal, the last one when :end.
with step as (
    insert into proposal_step (agency, proposal, n, act, account, for_account, made_at, note)
    select p.agency, p.id,
           1 + (select count(*) from proposal_step s
                where s.agency = p.agency and s.proposal = p.id),
           :act, :caller::int, :for_account::int, recording_time(), :note
    from proposal p
    where p.agency = (:proposal::bigint >> 32)::int and p.id = :proposal::bigint
    returning *),
changed as (
    update proposal p
    set state = case when :end::boolean then s.act else p.state end,
        ended_at = case when :end::boolean then s.made_at end, version = p.version + 1
    from step s
    where p.agency = s.agency and p.id = s.proposal
    returning p as proposal)
select json_build_object('proposal',
           before.json || jsonb_build_object('steps', (before.json -> 'steps')
               || (select jsonb_build_object('act', s.act, 'by', account_label(s.account),
                                             'for', account_label(s.for_account),
                                             'at', s.made_at, 'note', s.note)
                   from step s)))
from changed
cross join lateral (select proposal_json(proposal)::jsonb as json offset 0) before
