"""设置 → 打印模板: what stands on each form, chosen beside a picture of what will be printed.

``page``      the page: which form on which paper; steps and saving are `app.gui.pages.designing`
``form_list`` the forms, papers and variants at the left
``preview``   the pages of an example in the middle
``parts``     the list of columns, facts or parts of the foot at the right
``options``   its texts and measures
"""
