"""The compiled rulebook beside rule engines and solvers, in one run."""
