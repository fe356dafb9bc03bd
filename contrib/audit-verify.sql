-- A second look at the audit, which shares no code with the service: PostgreSQL's own sha256
-- over every record, the links of every chain, its head, and, if you give it, the file of
-- exported heads.  As the owner of the database or a superuser:
--
--   psql -d gongkai -f contrib/audit-verify.sql
--   psql -d gongkai -v heads=/var/lib/gongkai/audit-heads -f contrib/audit-verify.sql
--
-- Prints the first bad record of each agency (agency 0 is the whole installation) and ends
-- with status 3 if there is one.  It has no keys: who could write to the tables and made a
-- whole chain anew is found by `gongkai audit verify`, or here by the exported heads.
\set ON_ERROR_STOP on
\set QUIET on
\if :{?heads}
    \set lines `cat :'heads'`
\else
    \set lines ''
\endif
begin isolation level repeatable read;
set local search_path = pg_catalog, gongkai, pg_temp;
set local max_parallel_workers_per_gather = 0;
set local work_mem = '64MB';

create temporary table exported on commit drop as
select split_part(line, ' ', 1) as moment, split_part(line, ' ', 2)::int as agency,
       split_part(line, ' ', 3)::bigint as seq, decode(split_part(line, ' ', 4), 'hex') as hash
from regexp_split_to_table(:'lines', '\n') line
where line <> '';

create temporary table checked on commit drop as
select agency, seq, hash,
       coalesce(lag(seq) over chain, 0) + 1 as wanted_seq,
       prev = coalesce(lag(hash) over chain, decode(repeat('00', 32), 'hex')) as linked,
       hash = sha256('\x01'::bytea
                     || int4send(octet_length(agency::text)) || convert_to(agency::text, 'UTF8')
                     || int4send(octet_length(seq::text)) || convert_to(seq::text, 'UTF8')
                     || int4send(27)
                     || convert_to(to_char(recorded_at at time zone 'UTC',
                                          'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'UTF8')
                     || int4send(octet_length(actor)) || convert_to(actor, 'UTF8')
                     || coalesce(int4send(octet_length(role))
                                 || convert_to(role, 'UTF8'), '\xffffffff')
                     || int4send(octet_length(operation)) || convert_to(operation, 'UTF8')
                     || coalesce(int4send(octet_length(application::text))
                                 || convert_to(application::text, 'UTF8'), '\xffffffff')
                     || coalesce(int4send(octet_length(subject))
                                 || convert_to(subject, 'UTF8'), '\xffffffff')
                     || coalesce(int4send(octet_length(request))
                                 || convert_to(request, 'UTF8'), '\xffffffff')
                     || int4send(octet_length(status::text)) || convert_to(status::text, 'UTF8')
                     || coalesce(int4send(octet_length(source))
                                 || convert_to(source, 'UTF8'), '\xffffffff')
                     || int4send(octet_length(data)) || convert_to(data, 'UTF8')
                     || int4send(octet_length(key::text)) || convert_to(key::text, 'UTF8')
                     || int4send(octet_length(prev)) || prev) as unchanged
from audit
window chain as (partition by agency order by seq);

create temporary table bad on commit drop as
select agency, wanted_seq as number, 'it is missing' as what
from checked where seq > wanted_seq
union all
select agency, seq, 'its contents were changed' from checked
where unchanged is not true
union all
select agency, seq, 'it does not follow the record before it' from checked
where linked is not true
union all
select coalesce(l.agency, h.agency), least(coalesce(l.seq, 0), coalesce(h.seq, 0)) + 1,
       'the head of the chain is at ' || coalesce(h.seq, 0) || ', its last record is '
       || coalesce(l.seq, 0)
from (select agency, max(seq) as seq from checked group by agency) l
full join audit_head h on h.agency = l.agency
where coalesce(l.seq, 0) <> coalesce(h.seq, 0)
union all
select h.agency, h.seq, 'the head of the chain has another hash'
from audit_head h join checked c on c.agency = h.agency and c.seq = h.seq
where h.hash <> c.hash
union all
select e.agency, e.seq, 'another record was exported under this number at ' || e.moment
from exported e join checked c on c.agency = e.agency and c.seq = e.seq
where e.hash <> c.hash
union all
select e.agency, coalesce(max(c.seq), 0) + 1, 'it is missing, and was exported'
from (select agency, max(seq) as seq from exported group by agency) e
left join checked c on c.agency = e.agency
group by e.agency, e.seq
having e.seq > coalesce(max(c.seq), 0);

\pset footer off
select coalesce(g.code, case b.agency when 0 then 'installation' else b.agency::text end)
           as agency,
       b.number, string_agg(distinct b.what, '; ') as what
from bad b
left join agency g on g.id = b.agency
where b.number = (select min(f.number) from bad f where f.agency = b.agency)
group by b.agency, g.code, b.number
order by b.agency;
select count(*) as records, count(distinct agency) as chains,
       (select count(*) from exported) as exported_heads,
       (select count(distinct agency) from bad) as bad_chains
from checked;
\echo 'The seals were not judged: that needs the keys (gongkai audit verify).'
select exists (select from bad) as found \gset
rollback;
\if :found
    do $$ begin raise exception 'the audit is not as it was written'; end $$;
\endif
