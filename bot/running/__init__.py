"""For those who run it: watching, upkeep, copies, examination."""
