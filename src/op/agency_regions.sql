select distinct region from agency
