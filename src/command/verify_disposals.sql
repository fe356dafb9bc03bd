-- What is wrong with a case that was disposed of, against its certificate: the entries are
-- not those it left, something is left that it erased, or it is not on it.
select a.id, 'an entry is not what its certificate left'
from application a
left join event e on e.agency = a.agency and e.application = a.id
left join disposal_event d on d.agency = e.agency and d.application = e.application
                          and d.seq = e.seq
where a.disposed_on is not null and d.digest_after is distinct from event_digest(e)
union all
select d.application, 'an entry of its certificate is gone'
from disposal_event d
left join event e on e.agency = d.agency and e.application = d.application and e.seq = d.seq
where e.seq is null
union all
select a.id, 'its certificate is missing'
from application a
left join disposal_case c on c.agency = a.agency and c.application = a.id
where a.disposed_on is not null and c.application is null
union all
select c.application, 'has a certificate and was not disposed of'
from disposal_case c
join application a on a.agency = c.agency and a.id = c.application
where a.disposed_on is null
union all
select a.id, 'what was erased is there again'
from application a
where a.disposed_on is not null
  and (a.applicant_name <> '已销毁' or a.content <> '已销毁' or a.wanted_form is not null
       or a.wanted_route is not null or a.officer <> '已销毁'
       or a.tracking_number is not null
       or exists (select from applicant p where p.agency = a.agency and p.application = a.id)
       or exists (select from case_person c
                  where c.agency = a.agency and c.application = a.id))
union all
select 0, format('the certificate %s of agency %s does not have its %s cases', d.n, d.agency,
                 d.cases)
from disposal d
where d.cases <> (select count(*) from disposal_case c
                  where c.agency = d.agency and c.disposal = d.n)
order by 1, 2
limit 1000
