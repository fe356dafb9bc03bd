-- Every frozen report: whether its bytes have its digest; the digest and the sizes of the lists
-- of cases it came with; and, of an agency's own cases, whether the entries still come to the
-- lists of section three, counted anew at the moment of the freeze.
select g.code, v.year, v.scope, v.version, v.bytes, sha256(v.bytes) = v.sha256,
       (select report_cases_digest(array_agg(report_case_line(c.section, c.cell, c.category,
                                                              c.of_agency, c.ids)))
        from report_case c
        where (c.agency, c.year, c.scope, c.version)
              = (v.agency, v.year, v.scope, v.version)),
       (select coalesce(json_agg(json_build_array(c.section, c.cell, c.category, c.cases)), '[]')
        from (select section, cell, category, sum(cardinality(ids)) as cases
              from report_case c
              where (c.agency, c.year, c.scope, c.version)
                    = (v.agency, v.year, v.scope, v.version)
              group by 1, 2, 3) c),
       v.scope = 'subtree'
       or not exists (select c.cell, c.category, c.ids
                      from report_cases(v.agency, v.year, v.scope, v.known_at, '[]') c
                      except
                      select c.cell, c.category, c.ids
                      from report_case c
                      where (c.agency, c.year, c.scope, c.version)
                            = (v.agency, v.year, v.scope, v.version)
                        and c.section = 3)
          and not exists (select c.cell, c.category, c.ids
                          from report_case c
                          where (c.agency, c.year, c.scope, c.version)
                                = (v.agency, v.year, v.scope, v.version)
                            and c.section = 3
                          except
                          select c.cell, c.category, c.ids
                          from report_cases(v.agency, v.year, v.scope, v.known_at, '[]') c)
from report_version v
join agency g on g.id = v.agency
order by v.agency, v.year, v.scope, v.version
