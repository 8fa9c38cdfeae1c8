package verdict

// CompareEdited is the comparison that effects of fixes are read from.
func CompareEdited(old, now *Revision) *Diff { return (&editComparer{old: old}).compare(now) }
