-- Every report of an agency that was frozen, with the digest it has now.
select agency, year, version, sha256
from report_version
where scope = 'agency'
order by agency, year, version
