select redate(:agencies::int[], :ids::bigint[], :due::date[], :certain::boolean[],
              :waiting::date[], :paused::date[], :version::int, :notice_name, :today::date,
              :actor)
