"""The commands, one module each: `add` describes it to the command line, `run` does it and gives the exit code."""
