-- A proposal, and who took part in it so far.
select p.id::text, p.agency, p.operation, p.of_right, p.application::text, p.arguments, p.body,
       p.key, p.if_match, p.steps, p.state, p.proposed_by, account_label(p.proposed_by),
       account_is_active(p.proposed_by),
       (select count(*) from proposal_step s
        where s.agency = p.agency and s.proposal = p.id and s.act = 'confirmed'),
       p.proposed_by = :caller::int
           or exists (select from proposal_step s
                      where s.agency = p.agency and s.proposal = p.id
                        and :caller::int in (s.account, s.for_account)),
       p.seen
from proposal p
where p.agency = (:proposal::bigint >> 32)::int and p.id = :proposal::bigint
