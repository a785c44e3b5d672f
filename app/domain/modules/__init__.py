"""Modules: the parts of the program that a firm uses; what it does not use is out of sight, and nothing is lost.

``spec``        `Module`: what belongs together and is switched together, and the one answer to "is this in sight?"
``catalogue``   all modules
``templates``   named sets of modules, settings and samples for a line of business

A thing that can be out of sight has a name of two parts, ``sort:key``:

``document:``   a type of document         ``record:``     a type of record          ``report:``   a report
``header:``     a field of document heads  ``line:``       a column of their lines   ``list:``     a list to import
``field:``      ``item.units``: a field or part of a type of record                  ``setting:``  a setting
``column:``     a column of reports        ``question:``   a parameter of reports    ``todo:``     a kind of to-do
``calibration:`` the page of counting while trading

A firm's choices are settings, ``module:KEY`` → yes or no; a module that nobody has switched is on. Rules of posting do
not ask: what is out of sight keeps its rules, so existing documents can be opened, printed and taken back, and goods
with batches go on asking for them. What holds something is in sight whatever is switched. Nothing new is begun of a
type of document that is out of sight: the window does not offer it, command line and imports say which module has it.
"""
