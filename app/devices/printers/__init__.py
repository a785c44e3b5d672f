"""Receipt printers: ESC/POS bytes built by us, because no library sends Chinese right (decision 3).

`chinese` makes GBK of a text and counts its columns; `escpos` has the commands; `receipt` renders rows of a roll;
`raster` draws rows for printers without Chinese; `status` reads what a printer answers.
"""
