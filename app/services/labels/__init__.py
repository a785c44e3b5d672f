"""Labels of goods, batches, places and documents: what stands on them, how they are drawn, what is sent.

    goods, places, documents ──▶ facts (texts by key) ──┐
                                 template of the firm ──┴▶ arranged ──▶ drawn ──▶ preview, bytes for a printer, PDF

``wanted``     what is to have a label, with its facts and how many
``templates``  the templates of a firm, kept as its settings, and which was used last
``arranging``  a template and facts become places in tenths of a millimetre
``drawing``    that becomes a picture, or a sentence why it cannot
``making``     bytes for a label printer in pieces that can be stopped between, or a PDF
``samples``    facts for the preview of the designer

What draws is loaded with the first label.
"""
