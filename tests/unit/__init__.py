"""The parts of the program one by one; the folders mirror app/."""
