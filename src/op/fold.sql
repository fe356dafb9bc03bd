select tally_fold()
