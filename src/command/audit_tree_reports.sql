-- Every report of a subtree that was frozen, with the digest it has now.
select agency, year, version, sha256
from report_version
where scope = 'subtree'
order by agency, year, version
