-- How many entries there are, and one digest over those of all, in the order of their keys.
select count(*), encode(sha256(coalesce(string_agg(event_digest(e), ''::bytea
                                                   order by e.agency, e.application, e.seq),
                                        '')), 'hex')
from event e
