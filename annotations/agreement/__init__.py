"""How far labels agree: measures of the reliability literature, intervals by article, "undefined" where they are.

Everything here is arithmetic on arrays: no database, no clock, and chance only from a seed that is handed in.
"""
