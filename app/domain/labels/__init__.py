"""Labels as data: what stands on the label of goods, of a batch, of a place, of a document. Nothing is drawn here.

``kinds``      the kinds of label: what each may show, and the sizes it comes with
``templates``  what one label shows: parts in rows, measures, the kind of bar code; its plain form
``checking``   what is wrong with a template
``codes``      which text a kind of bar code can hold
``weights``    what a scale code says of a load
``own``        item, batch, serial, order and supplier in one text
``verifying``  whether such a label belongs where it is scanned
``errors``     what is refused

A template has no coordinates. Its parts stand in rows from the top, each as high as it is said to be; the QR code takes
the upper right corner and the bar code the bottom. So one template serves a name of four letters and one of sixty.
"""
