select json_build_object('tokens', coalesce(
           (select json_agg(token_json(t.id) order by t.id desc)
            from token t join agency g on g.id = t.agency
            where :of::text is null or g.code = :of), '[]'))
