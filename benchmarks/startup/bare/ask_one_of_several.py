import sys

import questionary

for _ in range(2):
    questionary.select("Which comes nearest?", choices=sys.argv[1:]).ask()
