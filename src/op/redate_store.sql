select changed, digests
from redate(:agencies::int[], :ids::bigint[], :due::date[], :certain::boolean[],
            :waiting::date[], :paused::date[], :parties::text[], :states::text[],
            :version::int, :notice_name, :today::date, :actor)
