"""设置 → 标签模板: what stands on each label, chosen beside the very picture that will be printed.

``page``     the page: which template; steps and saving are `app.gui.pages.designing`
``choices``  the kinds and templates at the left
``parts``    what may stand on the label, at the right, and its measures below
"""
