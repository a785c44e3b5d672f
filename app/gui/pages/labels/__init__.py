"""打标签: which labels, how many of each, on which printer; a picture of the one in front; Enter prints.

``counts``    the things, and how many labels each gets
``picture``   the label in front, as it will be printed
``weighing``  goods on the scale while their labels are made
``run``       labels on their way to a printer, piece by piece
``words``     what is said of a run
``page``      the page
"""
