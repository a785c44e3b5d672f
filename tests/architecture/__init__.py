"""The shape of the program: what import contracts cannot see."""
