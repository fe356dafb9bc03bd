select json_build_object('accounts', coalesce(
           (select json_agg(account_json(a.id) order by g.code nulls first, a.login)
            from account a left join agency g on g.id = a.agency
            where (:of::text is null or g.code = :of)
              and (:state::text is null or a.state = :state)), '[]'))
