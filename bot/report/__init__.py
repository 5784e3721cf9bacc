"""The report for the meeting where the programme is decided."""
