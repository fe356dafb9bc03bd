-- Every letter that was issued and report that was frozen, with the digest it has now; reports
-- in the place of applications below zero, see audit_letter.c.
select agency, application, n, sha256
from letter
union all
select agency, -2 * year - (scope = 'subtree')::int, version, sha256
from report_version
order by 1, 2, 3
