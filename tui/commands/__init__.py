"""One file per command of the command line. None of them imports textual."""
