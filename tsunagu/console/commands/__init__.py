"""The commands of `tsunagu`, one a module: `help`, `add_arguments(parser)`, and `run(args)` giving the exit code."""
