-- Attachments that are not what came: each one's pieces are put together and held against its
-- digest.  Of a case that was disposed of nothing but the digest may be left.
select t.application, t.n,
       case when a.disposed_on is not null then 'its content is there after the disposal'
            when p.pieces is distinct from p.last
                 or p.pieces <> ceil(t.size / 1048576.0) then 'a piece is missing'
            else 'its content is not what its digest says' end
from attachment t
join application a on a.agency = t.agency and a.id = t.application
cross join lateral (
    select count(*) as pieces, coalesce(max(c.n), 0) as last,
           coalesce(sum(octet_length(c.bytes)), 0) as size,
           sha256(coalesce(string_agg(c.bytes, ''::bytea order by c.n), '')) as sha256
    from attachment_chunk c
    where c.agency = t.agency and c.application = t.application and c.attachment = t.n) p
where case when a.disposed_on is not null then p.pieces > 0
           else p.pieces <> p.last or p.size <> t.size or p.sha256 <> t.sha256 end
order by 1, 2
limit 1000
