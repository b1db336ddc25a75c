"""Exact answers over every answer sheet a case leaves open: counted and proved, never sampled.

A rulebook is compiled to tables (`tables`). What they say of a case is one dynamic program
(`elimination`) whose arithmetic can be exchanged: big integers count sheets, single bits tell what
can be reached. A `board` has one slot for every combination of the roles' totals. The questions put
to it have a module each. Standard library only.
"""
