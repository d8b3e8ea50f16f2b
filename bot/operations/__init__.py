"""For whoever looks after the machine: backup, doctor, metrics, the record verified."""
