"""The command line's verbs: parse, call, print, exit status."""
