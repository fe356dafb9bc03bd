-- Whom the case's letters go to, and what its entries say in words.
select a.number, a.applicant_name,
       (select l.address from applicant l
        where l.agency = a.agency and l.application = a.id
        order by l.seq desc
        limit 1),
       (select coalesce(json_object_agg(e.seq, json_build_object(
                            'name', e.data -> 'name', 'reason', e.data -> 'reason',
                            'note', e.data -> 'note', 'manner', e.data -> 'manner',
                            'signed_by', e.data -> 'signed_by', 'signer', e.data -> 'signer',
                            'tracking_number', e.data -> 'tracking_number')), '{}')
        from event e
        where e.agency = a.agency and e.application = a.id
          and e.kind not in ('registered', 'redated', 'retracted'))
from application a
where a.agency = :agency_id::int and a.id = :application::bigint
