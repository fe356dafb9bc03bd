select json_build_object(
           'remedy', remedy_json(r, :agency, false) || :live::jsonb,
           'deadlines', :deadlines::json, 'flags', :flags::json, 'cells', :cells::json,
           'events', (select json_agg(json_build_object(
                                'seq', e.seq, 'kind', e.kind, 'happened_on', e.happened_on,
                                'recorded_at', e.recorded_at, 'actor', e.actor,
                                'supersedes', e.supersedes,
                                'stands', e.kind <> 'retracted' and s.seq is null,
                                'data', e.data, 'claimant', w.claimant, 'note', w.note)
                                order by e.seq)
                      from remedy_event e
                      left join remedy_event s on s.agency = e.agency and s.remedy = e.remedy
                                              and s.supersedes = e.seq
                      left join remedy_words w on w.agency = e.agency and w.remedy = e.remedy
                                              and w.seq = e.seq
                      where e.agency = r.agency and e.remedy = r.n)),
       r.version
from remedy r
where r.agency = :agency_id::int and r.n = :remedy::int
