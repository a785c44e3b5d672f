"""Printed forms as data: what stands on the paper of each type of document, and where. Nothing is drawn here.

``papers``     the papers and rolls that are printed on
``words``      the program's own words on paper, by key
``forms``      what a form can show, derived from the declaration of its type of document
``templates``  what one form shows on one paper: choices, their default, their plain form
``conditions`` where a part stands only if something is true of what is printed
``checking``   what is wrong with a template
``jobs``       what becomes of a slip that waits for its printer
``slips``      which documents want a slip as soon as they are posted
"""
