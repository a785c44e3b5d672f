"""Practice: guided tasks of a few minutes in a firm that is thrown away.

``tasks``   the tasks as declarations: what to do, and by what it is seen that it was done
``coach``   looks at the window and says how far a task is
``strip``   shows that above the work
``practice_window``  the window over the firm to practise in
"""
